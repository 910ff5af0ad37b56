"""Makes the widget that asks one fact, from its kind and from what the center has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QLineEdit

from au_desktop.domain.number_text import plain_text, read_number
from au_desktop.domain.quantities import Activity, Distance, Dose, DoseRate
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.ui.kit.date_edit import DateEdit
from au_desktop.ui.kit.growing_text import let_grow
from au_desktop.ui.kit.item_editors.moment_entry import MomentFields
from au_desktop.ui.kit.labelled_form import choice_field, paragraph_field, text_field
from au_desktop.ui.kit.pick_edit import PickEdit
from au_desktop.ui.kit.quantity_edit import QuantityEdit
from au_desktop.ui.safety.events.fact_kinds import Ask, Fact

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from au_desktop.domain.moments import Moment
    from au_desktop.domain.safety.safety_records import MeterRef, RoomRef

_LEAST_SIGNS = 12
_UNREADABLE = "Type a date and a time, such as 2026-11-22 and 10:07."
_UNITS: dict[Ask, tuple[Callable[[str], Any], tuple[str, ...]]] = {
    Ask.ACTIVITY: (Activity.parse, ("mCi", "µCi", "MBq", "GBq", "kBq", "Bq")),
    Ask.DOSE: (Dose.parse, ("rem", "mrem", "mSv", "Sv")),
    Ask.RATE: (DoseRate.parse, ("mrem/h", "mR/h", "µSv/h", "mSv/h")),
    Ask.DISTANCE: (Distance.parse, ("m", "cm", "ft", "in")),
}


@dataclass(frozen=True, slots=True)
class Offered:
    """What the fields offer: rooms, meters, people and cases of the center, and the time now."""

    now: Moment
    rooms: tuple[RoomRef, ...] = ()
    meters: tuple[MeterRef, ...] = ()
    people: tuple[PersonRef, ...] = ()
    cases: tuple[tuple[object, str], ...] = ()


class PersonEdit(QLineEdit):
    """A person by name; one of the center's list is tied to their record."""

    def __init__(self, people: tuple[PersonRef, ...]) -> None:
        super().__init__()
        self._people = {person.name.casefold(): person for person in people}

    def value(self) -> PersonRef | None:
        """The person of the center, or just the name."""
        name = self.text().strip()
        return self._people.get(name.casefold(), PersonRef(name)) if name else None


def widget_for(fact: Fact, offered: Offered, value: object) -> QWidget:
    """The field of a fact; what it holds already is among its choices."""
    if fact.ask in _UNITS:
        parse, units = _UNITS[fact.ask]
        return QuantityEdit(parse, units, show=lambda quantity: quantity.format())
    if fact.ask is Ask.CHOICE:
        return narrow(choice_field(fact.choices))
    if fact.ask in (Ask.ROOM, Ask.METER):
        known: tuple[Any, ...] = offered.rooms if fact.ask is Ask.ROOM else offered.meters
        if value is not None and value not in known:
            known = (value, *known)
        return narrow(choice_field([(one, one.name) for one in known], empty="Not said"))
    return _plain(fact, offered, value)


def _plain(fact: Fact, offered: Offered, value: object) -> QWidget:
    made: dict[Ask, Callable[[], QWidget]] = {
        Ask.TEXT: lambda: let_grow(paragraph_field(2), 2),
        Ask.MOMENT: lambda: MomentFields(offered.now),
        Ask.NUMBER: lambda: QuantityEdit(_number, (fact.unit,), show=plain_text),
        Ask.PERSON: lambda: PersonEdit(offered.people),
        Ask.CASE: lambda: _case_pick(offered, value),
    }
    return made.get(fact.ask, text_field)()


def _case_pick(offered: Offered, value: object) -> QWidget:
    pick = PickEdit("Type a number or a code")
    cases = offered.cases
    if value is not None and value not in [key for key, _ in cases]:
        cases = ((value, "The case of this event"), *cases)
    pick.set_choices(cases)
    narrow(pick.combo)
    return pick


def narrow(combo: QComboBox) -> QComboBox:
    """Let a choice with long words be no wider than its field."""
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(_LEAST_SIGNS)
    return combo


def _number(text: str) -> object:
    return read_number(text.split(" ")[0])


def show_in(widget: QWidget, value: object) -> None:
    """Show what the record holds in fields that the form itself does not fill."""
    if isinstance(widget, PersonEdit):
        widget.setText(value.name if isinstance(value, PersonRef) else "")


def value_in(widget: QWidget, plain: object) -> object:
    """What a field says; `plain` is what the form read of it."""
    return widget.value() if isinstance(widget, PersonEdit) else plain


def reason_in(widget: QWidget) -> str:
    """Why what was typed cannot be taken, or nothing."""
    if isinstance(widget, QuantityEdit):
        return widget.reason()
    if isinstance(widget, MomentFields):
        typed = widget.day.text() or widget.clock.text().strip()
        return _UNREADABLE if typed and widget.value() is None else ""
    return widget.reason() if isinstance(widget, DateEdit) else ""
