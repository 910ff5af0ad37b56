"""Events begun from checklists that were filled in the room."""

from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from au_desktop.domain.checklists.answers import (
    AnswerValue,
    At,
    Chosen,
    Confirmed,
    Measured,
    Number,
    Reference,
    Text,
)
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.ids import CaseId, RoomId
from au_desktop.domain.quantities import Activity, Dose, DoseRate
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.event_levels import Answer
from au_desktop.domain.safety.events import Event, EventKind
from au_desktop.domain.safety.extravasations import Images
from au_desktop.domain.safety.patient_emergencies import EmergencyKind
from au_desktop.domain.safety.rooms import Room
from au_desktop.domain.safety.spills import Remains
from au_desktop.services.safety.event_forms import EventForms
from au_desktop.services.safety.event_log import EventLog
from tests.builders import MemoryDesk, a_case, a_supervisor, a_trainee, an_instrument
from tests.event_runs import a_run, ago

ROOM = Room(RoomId(UUID(int=51)), "Hot lab")
METER = Reference("instrument", "SM-1", an_instrument().id)


@pytest.fixture
def memory() -> MemoryDesk:
    memory = MemoryDesk()
    with memory.center.unit_of_work() as uow:
        uow.rooms.add(ROOM)
        uow.instruments.add(an_instrument())
        uow.trainees.add(a_trainee())
        uow.supervisors.add(a_supervisor())
        uow.cases.add(a_case())
        uow.cases.add(replace(a_case(), id=CaseId(UUID(int=62)), number=2, drug_id="gone"))
        uow.commit()
    return memory


def forms(memory: MemoryDesk) -> EventForms:
    desk = memory.desk(Role.RSO)
    return EventForms(desk, EventLog(desk))


def taken(memory: MemoryDesk, kind: str, subject: Subject, **values: AnswerValue) -> Event:
    a_run(memory, kind, subject, **values)
    (row,) = forms(memory).waiting_runs()
    return forms(memory).take_over(row).value


def measured(quantity: Any) -> Measured:
    return Measured(quantity)


def test_a_spill_from_its_checklist_is_offered_once(memory: MemoryDesk) -> None:
    event = taken(
        memory,
        "spill",
        Subject(room_id=ROOM.id),
        happened_at=At(ago(memory, hours=6)),
        nuclide=Text("Lu-177 dotatate"),
        amount=measured(Activity.parse("1 mCi")),
        level_kind=Chosen(("level",)),
        level=measured(Activity.parse("2 mCi")),
        weighs=Chosen(("no",)),
        survey_instrument=METER,
        reading_before=measured(DoseRate.parse("2 mrem/h")),
        rso_told_at=At(ago(memory, hours=5)),
        remaining=Chosen(("nothing",)),
        cause=Text("Loose cap"),
    )
    assert event.kind is EventKind.SPILL
    assert event.at == ago(memory, hours=6)
    assert event.known_at == ago(memory, hours=5)
    assert (event.nuclide, event.form, event.cause) == ("Lu-177", "dotatate", "Loose cap")
    spill = event.spill
    assert spill is not None
    assert spill.level is not None
    assert spill.level.major_from == Activity.parse("2 mCi")
    assert (spill.weighs, spill.remains) == (Answer.NO, Remains.NOTHING)
    assert spill.readings[0].meter is not None
    assert spill.rso_told_at == ago(memory, hours=5)
    assert event.run_id is not None
    assert forms(memory).waiting_runs() == ()


def test_a_bare_major_spill(memory: MemoryDesk) -> None:
    event = taken(
        memory,
        "spill",
        Subject(),
        level_kind=Chosen(("any",)),
        rso_called_at=At(ago(memory, hours=4)),
        amount=Confirmed(done=True),
        reading_after=measured(DoseRate.parse("1 mrem/h")),
    )
    spill = event.spill
    assert spill is not None
    assert spill.level is not None
    assert spill.level.any_amount
    assert spill.activity is None
    assert spill.rso_told_at == ago(memory, hours=4)
    assert spill.readings[0].rate_before is None


@pytest.mark.parametrize("level", [{}, {"level": measured(Activity.parse("0 mCi"))}])
def test_a_spill_without_a_level(memory: MemoryDesk, level: dict[str, AnswerValue]) -> None:
    event = taken(memory, "spill", Subject(), level_kind=Chosen(("none",)), **level)
    assert event.spill is not None
    assert event.spill.level is None
    assert event.spill.readings == ()


def test_an_extravasation_from_its_checklist(memory: MemoryDesk) -> None:
    event = taken(
        memory,
        "extravasation",
        Subject(case_id=a_case().id),
        seen_at=At(ago(memory, hours=5)),
        site=Text("left arm"),
        signs=Chosen(("swelling", "pain")),
        volume=Number(Decimal("0.5"), "mL"),
        infiltrated=measured(Activity.parse("2 mCi")),
        rate_site=measured(DoseRate.parse("30 mR/h")),
        rate_other=measured(DoseRate.parse("2 mR/h")),
        image=Chosen(("taken",)),
        skin_dose=measured(Dose.parse("3 rem")),
    )
    facts = event.extravasation
    assert facts is not None
    assert (facts.signs, facts.volume_ml, facts.images) == (
        "swelling, pain",
        Decimal("0.5"),
        Images.TAKEN,
    )
    assert facts.readings[0].ratio == 15
    assert facts.dose == Dose.parse("3 rem")
    assert event.nuclide == "Lu-177"
    assert event.patient_code == "LR-0193"


def test_a_bare_extravasation_of_a_drug_that_is_gone(memory: MemoryDesk) -> None:
    subject = Subject(case_id=CaseId(UUID(int=62)))
    event = taken(memory, "extravasation", subject, skin_dose=Text("-"), rate_site=Text("-"))
    assert event.nuclide == ""
    facts = event.extravasation
    assert facts is not None
    assert (facts.readings, facts.dose, facts.volume_ml) == ((), None, None)


def test_a_screen_from_its_checklist_takes_its_notices_along(memory: MemoryDesk) -> None:
    event = taken(
        memory,
        "medical_event_screen",
        Subject(),
        patient_code=Text("LR-0193"),
        discovered_at=At(ago(memory, hours=30)),
        story=Text("Wrong vial"),
        intervention=Chosen(("no",)),
        prescribed=measured(Activity.parse("200 mCi")),
        delivered=measured(Activity.parse("150 mCi")),
        dose_leg=Chosen(("unknown",)),
        wrong=Chosen(("drug",)),
        wrong_dose=Chosen(("no",)),
        embryo=Chosen(("unknown",)),
        nrc_called_at=At(ago(memory, hours=20)),
        physician_told_at=At(ago(memory, hours=4)),
    )
    screen = event.screen
    assert screen is not None
    assert (screen.wrong_drug, screen.wrong_route) == (Answer.YES, Answer.NO)
    assert screen.dose_off is Answer.UNKNOWN
    assert event.at == event.known_at == ago(memory, hours=30)
    done = {clock.key: clock.done is not None for clock in event.clocks}
    assert done == {
        "me-phone": True,
        "me-physician": True,
        "me-individual": False,
        "me-report": False,
        "me-copy": False,
    }
    assert event.clocks[1].late
    assert "embryo or fetus: not known" in event.notes


def test_a_bare_screen_owes_nothing(memory: MemoryDesk) -> None:
    event = taken(
        memory, "medical_event_screen", Subject(), nrc_called_at=At(ago(memory, hours=1))
    )
    assert event.clocks == ()
    assert event.screen is not None
    assert event.screen.wrong_drug is Answer.OPEN
    assert event.notes == ""


def test_an_emergency_from_its_checklist(memory: MemoryDesk) -> None:
    event = taken(
        memory,
        "patient_emergency",
        Subject(case_id=a_case().id),
        what=Chosen(("death",)),
        began_at=At(ago(memory, hours=5)),
        releasable=Chosen(("kept",)),
        rso_told_at=At(ago(memory, hours=4.5)),
        rate_1m=measured(DoseRate.parse("2 mrem/h")),
        course=Text("Found at 10"),
    )
    facts = event.emergency
    assert facts is not None
    assert (facts.kind, facts.not_releasable) == (EmergencyKind.DEATH, Answer.YES)
    assert facts.distance is not None
    assert event.story == "Found at 10"
    assert [clock.running for clock in event.clocks] == [False, True]


def test_a_bare_emergency_and_other_kinds(memory: MemoryDesk) -> None:
    a_run(memory, "package_receipt", Subject())
    event = taken(memory, "patient_emergency", Subject())
    facts = event.emergency
    assert facts is not None
    assert (facts.kind, facts.distance) == (EmergencyKind.EMERGENCY, None)
