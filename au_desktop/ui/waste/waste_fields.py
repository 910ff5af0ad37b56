"""The fields that the dialogs of the page Waste share, with their sensible beginnings."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QComboBox, QLineEdit

from au_desktop.domain.errors import Invalid
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, ActivityUnit
from au_desktop.domain.safety.instruments import Purpose
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.settings import Settings, UnitsFirst
from au_desktop.ui.kit.item_editors.moment_entry import MomentFields
from au_desktop.ui.kit.labelled_form import choice_field, text_field
from au_desktop.ui.kit.quantity_edit import QuantityEdit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from au_desktop.ui.kit.section import SectionContext

_CURIE_FIRST = (
    ActivityUnit.MCI,
    ActivityUnit.UCI,
    ActivityUnit.NCI,
    ActivityUnit.CI,
    ActivityUnit.MBQ,
    ActivityUnit.KBQ,
    ActivityUnit.GBQ,
    ActivityUnit.BQ,
)
_SI_FIRST = (
    ActivityUnit.MBQ,
    ActivityUnit.KBQ,
    ActivityUnit.GBQ,
    ActivityUnit.BQ,
    ActivityUnit.MCI,
    ActivityUnit.UCI,
    ActivityUnit.NCI,
    ActivityUnit.CI,
)


def activity_field(settings: Settings) -> QuantityEdit:
    """An activity, MBq or mCi first as the settings say."""
    units = _CURIE_FIRST if settings.units_first is UnitsFirst.MCI else _SI_FIRST
    return QuantityEdit(
        Activity.parse, [unit.value for unit in units], show=lambda value: value.format()
    )


def moment_field(context: SectionContext) -> MomentFields:
    """Date and time, beginning now."""
    now = context.services.desk.clock.now()
    field = MomentFields(now)
    field.set_value(Moment(now.utc.replace(microsecond=0, second=0), now.offset_minutes))
    return field


def person_field(context: SectionContext) -> QComboBox:
    """A person of the center or any name that is typed, beginning with whoever works."""
    combo = QComboBox()
    combo.setEditable(True)
    combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    for person in context.services.access.people():
        if person.active:
            combo.addItem(person.name, person.id)
    combo.setCurrentText(context.services.desk.actor.name)
    return combo


def person_of(field: QComboBox) -> PersonRef:
    """The person of the field, by id where the name is one of the center's."""
    name = field.currentText().strip()
    if not name:
        raise Invalid("by", "name the person")
    at = field.findText(name)
    return PersonRef(name, field.itemData(at) if at >= 0 else None)


def room_field(context: SectionContext) -> QComboBox:
    """A room of the center; the first one for storage stands first."""
    rooms = [room for room in context.services.facilities.rooms() if not room.retired]
    ordered = sorted(rooms, key=lambda room: (room.use.value != "storage", room.name))
    return choice_field([(room.id, room.name) for room in ordered], empty="No room")


def meter_field(context: SectionContext) -> QComboBox:
    """A survey or contamination meter; those that are fit today stand first, the others say why not."""
    offered = context.services.instruments.fit_for(Purpose.CONTAMINATION, context.today())
    choices: list[tuple[object, str]] = []
    for choice in offered:
        one, said = choice.instrument, f" \u2013 {choice.reason}" if choice.reason else ""
        choices.append((one.id, f"{one.name} {one.model} {one.serial}".strip() + said))
    return narrow(choice_field(choices))


def number_field(placeholder: str = "") -> QLineEdit:
    """A plain number."""
    field = text_field(placeholder)
    field.setMaximumWidth(120)
    return field


def number_of(text: object, name: str) -> Decimal:
    """The number that was typed.

    Raises:
        Invalid: it is no number, or below zero.
    """
    try:
        number = Decimal(str(text).strip())
    except InvalidOperation:
        raise Invalid(name, "type a number with a decimal point") from None
    if not number.is_finite() or number < 0:
        raise Invalid(name, "must not be below zero")
    return number


def moment_of(values: Mapping[str, object], name: str = "at") -> Moment:
    """The moment of a field.

    Raises:
        Invalid: date or time cannot be read.
    """
    moment = values[name]
    if not isinstance(moment, Moment):
        raise Invalid(name, "type a date and a time")
    return moment


def activity_of(values: Mapping[str, object], name: str = "activity") -> Activity:
    """The activity of a field.

    Raises:
        Invalid: nothing readable is there.
    """
    activity = values[name]
    if not isinstance(activity, Activity):
        raise Invalid(name, "type an activity with its unit")
    return activity


def words_of(values: Mapping[str, object], name: str) -> str:
    """The text of a field."""
    return cast("str", values.get(name) or "")


def narrow(combo: QComboBox) -> QComboBox:
    """A choice of long words that does not make the form wider than its dialog."""
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(24)
    return combo
