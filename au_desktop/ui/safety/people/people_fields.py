"""Fields that the dialogs about people share: a person, a dose, a moment, a list of topics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox

from au_desktop.domain.errors import Invalid
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Dose, DoseRate, DoseRateUnit, DoseUnit
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.ui.kit.moment_edit import MomentEdit
from au_desktop.ui.kit.quantity_edit import QuantityEdit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from au_desktop.ui.kit.section import SectionContext

_DOSES = (DoseUnit.MREM, DoseUnit.REM, DoseUnit.MSV, DoseUnit.USV)
_RATES = (
    DoseRateUnit.MREM_H,
    DoseRateUnit.MR_H,
    DoseRateUnit.MSV_H,
    DoseRateUnit.USV_H,
)


def dose_field() -> QuantityEdit:
    """A dose; rem first, as Part 20 records have it."""
    return QuantityEdit(
        Dose.parse, [unit.value for unit in _DOSES], show=lambda value: value.format()
    )


def rate_field() -> QuantityEdit:
    """A dose rate."""
    return QuantityEdit(
        DoseRate.parse, [unit.value for unit in _RATES], show=lambda value: value.format()
    )


def moment_field(context: SectionContext) -> MomentEdit:
    """Date and time, beginning now."""
    now = context.services.desk.clock.now()
    field = MomentEdit(now)
    field.set_value(Moment(now.utc.replace(microsecond=0, second=0), now.offset_minutes))
    return field


def person_field(people: Sequence[PersonRef], *, empty: bool = False) -> QComboBox:
    """A person of the center, or any name that is typed."""
    combo = QComboBox()
    combo.setEditable(True)
    combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    if empty:
        combo.addItem("", None)
    for person in people:
        combo.addItem(person.name, person.id)
    combo.setCurrentIndex(0 if empty else -1)
    return combo


def person_of(field: QComboBox, name: str) -> PersonRef:
    """The person of a field.

    Raises:
        Invalid: nobody is named.
    """
    typed = field.currentText().strip()
    if not typed:
        raise Invalid(name, "is missing: choose or type who")
    at = field.findText(typed)
    return PersonRef(typed, field.itemData(at) if at >= 0 else None)


def moment_of(field: MomentEdit, name: str) -> Moment:
    """The moment of a field.

    Raises:
        Invalid: date or time cannot be read.
    """
    moment = field.value()
    if moment is None:
        raise Invalid(name, "cannot be read: give a date and a time")
    return moment
