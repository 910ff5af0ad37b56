"""What can be chosen for the items of a run: people, instruments with what stands against them, rooms and drugs."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from au_desktop.domain.checklists.answers import Reference
from au_desktop.domain.checklists.items import REFERENCE_TYPES, ItemType
from au_desktop.domain.ids import PersonId
from au_desktop.domain.people import Actor, Person
from au_desktop.domain.safety.instruments import Fitness
from au_desktop.services.bundle import Services
from au_desktop.services.checklists.run_sheets import RunSheet
from au_desktop.ui.kit.item_editors.item_editor import Pick

_WARNINGS = {
    Fitness.CALIBRATION_DUE_SOON: "calibration due soon",
    Fitness.CALIBRATION_OVERDUE: "calibration overdue",
    Fitness.NEVER_CALIBRATED: "never calibrated",
    Fitness.CALIBRATION_FAILED: "calibration failed",
    Fitness.CHECK_FAILED: "check failed",
    Fitness.UNDER_REPAIR: "under repair",
    Fitness.REPAIRED: "to be calibrated",
}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a run's items choose from, the people of the run, and everyone's name."""

    picks: dict[ItemType, tuple[Pick, ...]]
    nearby: tuple[Pick, ...]
    names: dict[PersonId, str]


def surroundings(services: Services, sheet: RunSheet, actor: Actor) -> Surroundings:
    """Read what surrounds a run."""
    everyone = services.access.people()
    kinds = {item.type for item in sheet.template.items} & REFERENCE_TYPES
    readers = {
        ItemType.PERSON: partial(_people, everyone),
        ItemType.INSTRUMENT: partial(_instruments, services, sheet),
        ItemType.ROOM: partial(_rooms, services),
        ItemType.DRUG: partial(_drugs, services),
    }
    return Surroundings(
        {kind: readers[kind]() for kind in kinds},
        _nearby(everyone, sheet, actor),
        {person.id: person.name for person in everyone},
    )


def _nearby(everyone: Sequence[Person], sheet: RunSheet, actor: Actor) -> tuple[Pick, ...]:
    """Whoever answers now, began the run, supervises, is trained, or answered before: each once, in this order."""
    run, supervisor = sheet.run, sheet.about.supervisor
    trained = (
        one.id for one in everyone if one.trainee_id and one.trainee_id == run.subject.trainee_id
    )
    wanted = (
        actor.person_id,
        run.started_by,
        None if supervisor is None else supervisor.person_id,
        *trained,
        *(answer.by for answer in run.answers),
    )
    known = {one.id: one for one in everyone if one.active}
    found = (known[key] for key in dict.fromkeys(wanted) if key is not None and key in known)
    return tuple(_person(one) for one in found)


def _person(person: Person) -> Pick:
    return Pick(Reference("person", person.name, person.id), person.role.value)


def _people(everyone: Sequence[Person]) -> tuple[Pick, ...]:
    return tuple(_person(person) for person in everyone if person.active)


def _instruments(services: Services, sheet: RunSheet) -> tuple[Pick, ...]:
    day = sheet.run.event_time.local.date()
    return tuple(
        Pick(
            Reference("instrument", one.name, one.id),
            one.kind.value,
            _WARNINGS.get(one.fitness_on(day), ""),
        )
        for one in services.facilities.instruments()
        if not one.retired
    )


def _rooms(services: Services) -> tuple[Pick, ...]:
    return tuple(
        Pick(Reference("room", room.name, room.id), room.use.value)
        for room in services.facilities.rooms()
        if not room.retired
    )


def _drugs(services: Services) -> tuple[Pick, ...]:
    return tuple(
        Pick(Reference("drug", drug.title, drug_id=drug.id))
        for drug in services.desk.reference.drugs.values()
    )
