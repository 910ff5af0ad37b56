"""The fields that the forms of a treatment share: activities, drugs, routes, people by name, moments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox

from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity
from au_desktop.domain.quantity_display import UnitSystem, in_system
from au_desktop.domain.radiation.dosage import PrescribedDosage
from au_desktop.domain.reference.drugs import Route
from au_desktop.domain.safety.instruments import Purpose
from au_desktop.domain.safety.safety_records import PersonRef, RoomRef
from au_desktop.ui.kit.labelled_form import choice_field
from au_desktop.ui.kit.pick_edit import PickEdit
from au_desktop.ui.kit.quantity_edit import QuantityEdit
from au_desktop.ui.kit.training_words import units_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from au_desktop.domain.people import Person
    from au_desktop.domain.reference.library import Reference
    from au_desktop.domain.safety.directives import AuthorizedUser
    from au_desktop.domain.safety.stock import Stock
    from au_desktop.services.bundle import Services
    from au_desktop.services.rows import CaseRow
    from au_desktop.services.safety.instrument_book import InstrumentChoice
    from au_desktop.services.safety.treatment_forms import AtHand
    from au_desktop.settings import Settings

_UNITS = {
    UnitSystem.SI: ("GBq", "MBq", "mCi", "µCi"),
    UnitSystem.CURIE: ("mCi", "µCi", "GBq", "MBq"),
}
ROUTES = tuple((route, route.value.capitalize()) for route in Route)


@dataclass(frozen=True, slots=True)
class Offered:
    """What the forms offer to choose from, read off the screen thread, and the moment at which they opened."""

    now: Moment
    me: PersonRef
    people: tuple[Person, ...]
    users: tuple[AuthorizedUser, ...]
    cases: tuple[CaseRow, ...]
    calibrators: tuple[InstrumentChoice, ...]
    at_hand: AtHand

    def person(self, name: object) -> PersonRef:
        """A person by the name that was typed, with their account where they have one."""
        typed = str(name or "").strip()
        found = next((one for one in self.people if one.name == typed), None)
        return PersonRef(typed, None if found is None else found.id)

    def calibrator_choices(self) -> list[tuple[object, str]]:
        """The dose calibrators; those that may not be used say why, and are refused when chosen."""
        return [
            (
                one.instrument.id,
                f"{one.instrument.name} \u2013 {one.reason}"
                if one.reason
                else one.instrument.name,
            )
            for one in self.calibrators
        ]

    def room(self, key: object) -> RoomRef | None:
        """The chosen room under its name."""
        return next((one for one in self.at_hand.rooms if one.id == key), None)

    def stock(self, key: object) -> Stock | None:
        """The chosen stock, while some of it is left."""
        return next((one for one in self.at_hand.stock if one.id == key), None)

    def user(self, name: object) -> AuthorizedUser | None:
        """The supervising AU of that name, if the center knows one."""
        typed = str(name or "").strip()
        return next((one for one in self.users if one.person.name == typed), None)


def offered(services: Services) -> Offered:
    """Read what the forms offer; runs off the screen thread."""
    desk = services.desk
    forms = services.treatment_forms
    return Offered(
        whole_minute(desk.clock.now()),
        PersonRef(desk.actor.name, desk.actor.person_id),
        tuple(one for one in services.access.people() if one.active),
        services.prescribing.authorized_users(),
        forms.cases(),
        services.instruments.fit_for(Purpose.ACTIVITY, desk.today()),
        forms.at_hand(),
    )


def whole_minute(moment: Moment) -> Moment:
    """The minute that has begun: people write times to the minute."""
    return Moment(moment.utc.replace(second=0, microsecond=0), moment.offset_minutes)


def activity_field(settings: Settings) -> QuantityEdit:
    """An activity in the units that the settings put first, with the other system under it."""

    def other(activity: Activity) -> str:
        becquerel = activity.unit.value.endswith("Bq")
        return f"= {in_system(activity, UnitSystem.CURIE if becquerel else UnitSystem.SI)}"

    return QuantityEdit(
        Activity.parse, _UNITS[units_of(settings)], show=lambda one: one.format(), echo=other
    )


def drug_field(reference: Reference) -> QComboBox:
    """A drug of the reference data."""
    drugs = [(drug.id, drug.title) for drug in reference.drugs.values()]
    return choice_field(drugs, empty="Choose the drug")


def name_field(names: Sequence[str]) -> QComboBox:
    """A name to choose or to type; people who work elsewhere have no account."""
    combo = QComboBox()
    combo.setEditable(True)
    combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    combo.setMaxVisibleItems(12)
    combo.addItems(list(dict.fromkeys(names)))
    combo.setCurrentIndex(-1)
    combo.setEditText("")
    return combo


def case_field(cases: Sequence[CaseRow], reference: Reference) -> PickEdit:
    """A case of these weeks, found by code, patient code or drug."""
    field = PickEdit("Type to find, or leave empty")
    choices = []
    for row in cases:
        drug = reference.drugs.get(row.drug_id)
        title = row.drug_id if drug is None else drug.generic_name
        words = " · ".join(part for part in (row.code, row.patient_code, title) if part)
        choices.append((row.case_id, words))
    field.set_choices(choices)
    return field


def route_of(value: object) -> Route | None:
    """The chosen route; Qt gives back a word of an enumeration as plain text."""
    return Route(str(value)) if value else None


def prescribed_of(low: object, high: object) -> PrescribedDosage | None:
    """The prescribed dosage of two fields; None without a lower end. Raises `Invalid` for a range that runs backwards."""
    if not isinstance(low, Activity):
        return None
    return PrescribedDosage(low, high if isinstance(high, Activity) else None)
