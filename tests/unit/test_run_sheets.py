"""Tests of one run as a person sees it: what applies, first answers on offer, names, signatures."""

from datetime import date
from typing import Any

import pytest

from au_desktop.domain.checklists.answers import (
    At,
    Confirmed,
    Measured,
    PartTaken,
    Reference,
    StepPart,
    Text,
)
from au_desktop.domain.checklists.items import Item, ItemType, Prefill, PrefillSource
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.quantities import QuantityKind
from au_desktop.domain.roles import Role
from au_desktop.domain.training.cases import Part, Prescribed
from tests.builders import a_room, an_instrument, gbq
from tests.checklist_examples import a_template, an_item
from tests.memory_services import MemoryServices

DRUG = "lu-177-vipivotide-tetraxetan"
ACTIVITY = {"quantity_kind": QuantityKind.ACTIVITY}


def offered(key: str, kind: ItemType, source: PrefillSource, item: str = "", **more: Any) -> Item:
    return an_item(key, kind, prefill=Prefill(source, item), required=False, **more)


OFFERS = a_template(
    offered("drug", ItemType.DRUG, PrefillSource.CASE_DRUG),
    offered("run_drug", ItemType.DRUG, PrefillSource.RUN_DRUG),
    offered("prescribed", ItemType.QUANTITY, PrefillSource.CASE_PRESCRIBED, **ACTIVITY),
    offered("low", ItemType.QUANTITY, PrefillSource.CASE_PRESCRIBED_LOW, **ACTIVITY),
    offered("high", ItemType.QUANTITY, PrefillSource.CASE_PRESCRIBED_HIGH, **ACTIVITY),
    offered("given", ItemType.QUANTITY, PrefillSource.CASE_ADMINISTERED, **ACTIVITY),
    offered("code", ItemType.TEXT, PrefillSource.CASE_PATIENT_CODE),
    offered("supervisor", ItemType.PERSON, PrefillSource.CASE_SUPERVISOR),
    offered("part", ItemType.PART_TAKEN, PrefillSource.CASE_PARTICIPATION),
    offered("at", ItemType.DATE_TIME, PrefillSource.RUN_EVENT_TIME),
    offered("by", ItemType.PERSON, PrefillSource.RUN_STARTED_BY),
    offered("room", ItemType.ROOM, PrefillSource.RUN_ROOM),
    offered("meter", ItemType.INSTRUMENT, PrefillSource.RUN_INSTRUMENT),
    offered("due", ItemType.TEXT, PrefillSource.INSTRUMENT_CALIBRATION_DUE, "meter"),
    offered("license", ItemType.TEXT, PrefillSource.CENTER_LICENSE),
    offered("wrong_type", ItemType.TEXT, PrefillSource.CASE_PRESCRIBED),
    offered("no_type", ItemType.CONFIRM, PrefillSource.CENTER_LICENSE),
    an_item("plain"),
    id="offers",
)


@pytest.fixture
def center() -> MemoryServices:
    made = MemoryServices()
    made.take_in(OFFERS)
    return made


def test_a_bare_run_is_offered_only_what_is_known(center: MemoryServices) -> None:
    work = center.work(Role.PRECEPTOR)
    run_id = work.checklist_work.start("offers", Subject()).value
    sheet = work.run_sheets.sheet(run_id)
    person = center.memory.people[Role.PRECEPTOR]
    assert sheet.offers == {
        "at": At(center.now()),
        "by": Reference("person", person.name, person.id),
        "license": Text("45-00000-01"),
    }
    assert (sheet.slots, sheet.sealed, sheet.amended_by, sheet.about.drug) == ((), False, None, "")


def test_case_run_and_instrument_are_offered(center: MemoryServices) -> None:
    facilities = center.work().facilities
    room_id = facilities.add_room(a_room()).value
    meter_id = facilities.add_instrument(an_instrument()).value
    case_id = center.case(part=Part.ASSISTED, administered=gbq("7.4"))
    work = center.work(Role.PRECEPTOR)
    case = work.case_log.case(case_id)
    subject = Subject(
        case_id,
        case.trainee_id,
        case.supervisor_id,
        room_id,
        meter_id,
        center.memory.people[Role.RSO].id,
        DRUG,
    )
    run_id = work.checklist_work.start("offers", subject).value
    sheet = work.run_sheets.sheet(run_id)
    offers = sheet.offers
    title = center.memory.desk().reference.drug(DRUG).title
    assert offers["drug"] == offers["run_drug"] == Reference("drug", title, drug_id=DRUG)
    assert offers["prescribed"] == Measured(gbq("7.4"))
    assert offers["given"] == Measured(gbq("7.4"))
    assert offers["code"] == Text("LR-0193")
    assert "part" not in offers  # what the coordinator logged is the claim, to be rated unseen
    own = center.work().run_sheets.sheet(run_id).offers
    assert own["part"] == PartTaken(StepPart.ASSISTED)
    preceptor = center.memory.people[Role.PRECEPTOR]
    assert offers["supervisor"] == Reference("person", "Example P.", preceptor.id)
    assert offers["room"] == Reference("room", "Room 3", room_id)
    assert offers["meter"] == Reference("instrument", "SM-1", meter_id)
    assert offers["due"] == Text("2027-03-02")
    assert not {"low", "high", "wrong_type", "no_type", "plain"} & offers.keys()
    about = sheet.about
    assert (about.case, about.room, about.person) == (
        case,
        facilities.rooms()[0],
        center.memory.people[Role.RSO],
    )
    assert about.supervisor is not None
    assert about.trainee is not None


def test_a_range_is_offered_by_its_ends_and_silence_is_not(center: MemoryServices) -> None:
    ranged = center.case(prescribed=Prescribed(gbq("7.2"), gbq("7.6")), patient_code="")
    open_ended = center.case(prescribed=None)
    work = center.work(Role.PRECEPTOR)
    first = work.checklist_work.start("offers", Subject(case_id=ranged)).value
    offers = work.run_sheets.sheet(first).offers
    assert (offers["low"], offers["high"]) == (Measured(gbq("7.2")), Measured(gbq("7.6")))
    assert not {"prescribed", "code", "supervisor", "drug"} & offers.keys()
    second = work.checklist_work.start("offers", Subject(case_id=open_ended)).value
    assert not {"prescribed", "low"} & work.run_sheets.sheet(second).offers.keys()


def test_the_chosen_instruments_calibration_is_offered(center: MemoryServices) -> None:
    facilities = center.work().facilities
    other = facilities.add_instrument(
        an_instrument(name="SM-2", calibrated_on=date(2026, 6, 1))
    ).value
    work = center.work(Role.PRECEPTOR)
    run_id = work.checklist_work.start("offers", Subject()).value
    work.checklist_work.answer(run_id, "meter", Reference("instrument", "SM-2", other))
    offers = work.run_sheets.sheet(run_id).offers
    assert offers["due"] == Text("2027-06-01")
    assert "meter" not in offers


def test_an_unknown_starter_or_license_is_not_offered(center: MemoryServices) -> None:
    work = center.work(Role.PRECEPTOR)
    run_id = work.checklist_work.start("offers", Subject()).value
    state = center.memory.center.state
    del state.entities["person"][center.memory.people[Role.PRECEPTOR].id]
    state.facts["license_number"] = ""
    assert set(work.run_sheets.sheet(run_id).offers) == {"at"}


def test_a_submitted_run_is_offered_nothing_and_shows_its_signatures(
    center: MemoryServices,
) -> None:
    work = center.work(Role.PRECEPTOR)
    run_id = center.signed()
    new_id = work.checklist_work.amend(run_id, "wrong line").value
    work.checklist_work.submit(new_id)
    center.sign(new_id)
    sheet = work.run_sheets.sheet(run_id)
    assert (sheet.offers, sheet.sealed, sheet.amended_by) == ({}, True, new_id)
    assert [slot.filled for slot in sheet.slots] == [False, True, False]
    assert sheet.progress[0].answered == 5
    assert len(sheet.sections) == 1


def test_an_answer_out_of_bounds_shows_in_the_verdict(center: MemoryServices) -> None:
    work = center.work(Role.PRECEPTOR)
    run_id = center.run()
    work.checklist_work.answer(run_id, "checked", Confirmed(done=False))
    sheet = work.run_sheets.sheet(run_id)
    assert sheet.verdict.stops == ("checked",)
