"""Plausible values for tests: say only what the test is about."""

from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from au_desktop.domain.ids import CaseId, InstrumentId, PersonId, RoomId, SupervisorId, TraineeId
from au_desktop.domain.people import Actor, Person
from au_desktop.domain.quantities import Activity, ActivityUnit
from au_desktop.domain.reference.library import Reference
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.instruments import Instrument, InstrumentKind
from au_desktop.domain.safety.rooms import Room
from au_desktop.domain.training.cases import Case, Part, Prescribed
from au_desktop.domain.training.supervisors import LicenseListing, SupervisingAU
from au_desktop.domain.training.trainees import (
    Capacity,
    CapacityPeriod,
    Pathway,
    Period,
    Trainee,
    TraineeStatus,
)
from au_desktop.persistence.reference_files import load_reference
from au_desktop.services.desk import Desk
from tests.fakes import FakeClock, FakeIds, FakeSigner
from tests.memory_center import MemoryCenter
from tests.memory_queries import MemoryQueries

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
DAY = date(2026, 11, 18)
NOBODY = UUID(int=0)
PASSPHRASE = "quiet lanterns over the lake"  # noqa: S105 - opens only what tests make


@lru_cache
def reference() -> Reference:
    """The shipped reference data."""
    return load_reference(RESOURCES / "reference")


def gbq(amount: str) -> Activity:
    return Activity.of(amount, ActivityUnit.GBQ)


def mci(amount: str) -> Activity:
    return Activity.of(amount, ActivityUnit.MCI)


def a_trainee(**changes: Any) -> Trainee:
    trainee = Trainee(
        id=TraineeId(NOBODY),
        number=1,
        family_name="Example 07",
        given_name="A.",
        degree="MD",
        license_state="FL",
        pathway=Pathway.PARENTERAL,
        requested=("G3",),
        capacities=(
            CapacityPeriod(
                Capacity.SUPERVISED_PARTICIPANT, Period(date(2026, 11, 1), date(2026, 11, 30))
            ),
        ),
        visits=(Period(date(2026, 11, 16), date(2026, 11, 20)),),
        status=TraineeStatus.ACTIVE,
    )
    return replace(trainee, **changes)


def a_supervisor(**changes: Any) -> SupervisingAU:
    listing = LicenseListing(
        license_number="45-00000-01",
        agency="NRC",
        sections=("35.390",),
        categories=("G1", "G2", "G3"),
        period=Period(date(2020, 1, 1)),
    )
    return replace(SupervisingAU(SupervisorId(NOBODY), "Example P.", (listing,)), **changes)


def a_case(**changes: Any) -> Case:
    case = Case(
        id=CaseId(NOBODY),
        number=1,
        trainee_id=TraineeId(NOBODY),
        on=DAY,
        drug_id="lu-177-vipivotide-tetraxetan",
        patient_code="LR-0193",
        prescribed=Prescribed(gbq("7.4")),
        administered=gbq("7.41"),
        part=Part.PERFORMED,
        supervisor_id=SupervisorId(NOBODY),
        location="Lakeside RPT Center, room 3",
        license_number="45-00000-01",
    )
    return replace(case, **changes)


def a_room(**changes: Any) -> Room:
    return replace(Room(RoomId(NOBODY), "Room 3"), **changes)


def an_instrument(**changes: Any) -> Instrument:
    instrument = Instrument(
        InstrumentId(NOBODY),
        "SM-1",
        InstrumentKind.SURVEY_METER,
        model="Model 3",
        serial="100234",
        calibrated_on=date(2026, 3, 2),
    )
    return replace(instrument, **changes)


def a_person(role: Role = Role.COORDINATOR, name: str = "", number: int = 900) -> Person:
    person_id = PersonId(UUID(int=number))
    clock = FakeClock()
    key = FakeSigner(person_id).public_key
    return Person(person_id, name or f"The {role.value}", role, (key,), clock.now())


class MemoryDesk:
    """A center in memory with one person a role; `desk(role)` gives the desk they work at."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.ids = FakeIds()
        self.center = MemoryCenter()
        self.queries = MemoryQueries(self.center)
        self.people = {role: a_person(role, number=900 + index) for index, role in enumerate(Role)}
        with self.center.unit_of_work() as uow:
            for person in self.people.values():
                uow.people.add(person)
            uow.facts.put("name", "Lakeside RPT Center")
            uow.facts.put("license_number", "45-00000-01")
            uow.commit()

    def actor(self, role: Role) -> Actor:
        person = self.people[role]
        return Actor(person.id, person.name, person.role)

    def desk(self, role: Role = Role.COORDINATOR, read_only: str = "") -> Desk:
        return Desk(
            actor=self.actor(role),
            unit_of_work=self.center.unit_of_work,
            queries=self.queries,
            clock=self.clock,
            ids=self.ids,
            reference=reference(),
            read_only=read_only,
        )
