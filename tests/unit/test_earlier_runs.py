"""First answers from earlier checklists: the newest that counts, about the same thing, and only what can be carried."""

from decimal import Decimal
from typing import Any

import pytest

from au_desktop.domain.checklists.answers import (
    AnswerValue,
    Computed,
    Confirmed,
    Measured,
    Number,
    PartTaken,
    Skipped,
    StepPart,
    Text,
    Timed,
)
from au_desktop.domain.checklists.items import Formula, Item, ItemType, Prefill, PrefillSource
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.ids import RunId
from au_desktop.domain.quantities import QuantityKind
from au_desktop.domain.roles import Role
from au_desktop.services.checklists.earlier_runs import EarlierRun
from tests.builders import a_case, a_room, a_trainee, an_instrument, gbq
from tests.checklist_examples import DOSAGE, a_template, an_answer, an_item, mci
from tests.memory_services import MemoryServices

ACTIVITY = {"quantity_kind": QuantityKind.ACTIVITY}


def carried(key: str, kind: ItemType, item: str, **more: Any) -> Item:
    prefill = Prefill(PrefillSource.EARLIER_RUN, item, "assay")
    return an_item(key, kind, prefill=prefill, required=False, expected=(), **more)


ASSAY = a_template(
    an_item("activity", ItemType.QUANTITY, required=False, **ACTIVITY),
    an_item("volume", ItemType.NUMBER, units=("mL",), required=False),
    an_item("words", ItemType.TEXT, required=False),
    an_item("checked", required=False),
    an_item("part", ItemType.PART_TAKEN, required=False),
    an_item("took", ItemType.TIMER, required=False),
    id="assay",
    title="Dosage assay",
    kind="assay",
)
NET = a_template(
    an_item("net", ItemType.COMPUTED, units=("mCi",), required=False, formula=Formula("net")),
    id="net",
    kind="assay",
)
DIFFERENCE = a_template(*DOSAGE, id="difference", title="Difference", kind="assay")
LATER = a_template(
    carried("activity", ItemType.QUANTITY, "activity", **ACTIVITY),
    carried("volume", ItemType.NUMBER, "volume", units=("mL",)),
    carried("liters", ItemType.NUMBER, "volume", units=("L",)),
    carried("words", ItemType.TEXT, "words"),
    carried("checked", ItemType.CONFIRM, "checked"),
    carried("part", ItemType.PART_TAKEN, "part"),
    carried("took", ItemType.TIMER, "took"),
    carried("absent", ItemType.TEXT, "absent"),
    an_item(
        "percent",
        ItemType.NUMBER,
        units=("%",),
        required=False,
        prefill=Prefill(PrefillSource.EARLIER_RUN, "difference", "assay"),
    ),
    carried("net", ItemType.QUANTITY, "net", **ACTIVITY),
    an_item("plain", required=False),
    id="later",
    kind="later",
)


class Place:
    """A center with an assay checklist and one that takes its figures over."""

    def __init__(self) -> None:
        self.center = MemoryServices()
        self.center.take_in(ASSAY, LATER, DIFFERENCE, NET)
        self.work = self.center.work(Role.PRECEPTOR).checklist_work
        coordinator = self.center.work()
        trainee = coordinator.enrolment.enroll(a_trainee()).value
        self.case = coordinator.case_log.add(a_case(trainee_id=trainee, supervisor_id=None)).value
        self.room = coordinator.facilities.add_room(a_room()).value
        self.meter = coordinator.facilities.add_instrument(an_instrument()).value

    def assay(self, subject: Subject, template: str = "assay", **values: AnswerValue) -> RunId:
        run_id: RunId = self.work.start(template, subject).value
        for key, value in values.items():
            self.work.answer(run_id, key, value)
        self.work.submit(run_id)
        self.center.memory.clock.move(minutes=5)
        return run_id

    def offers(self, subject: Subject) -> dict[str, AnswerValue]:
        return dict(self.sheet(subject).offers)

    def sheet(self, subject: Subject) -> Any:
        run_id = self.work.start("later", subject).value
        return self.center.work(Role.PRECEPTOR).run_sheets.sheet(run_id)


@pytest.fixture
def place() -> Place:
    return Place()


def test_the_figures_of_the_newest_are_offered_with_their_source(place: Place) -> None:
    subject = Subject(case_id=place.case)
    place.assay(subject, activity=Measured(gbq("7.3")))
    at = place.center.now()
    newest = place.assay(
        subject,
        activity=Measured(gbq("7.42")),
        volume=Number(Decimal("12.5"), "mL"),
        words=Text("lot 4"),
    )
    sheet = place.sheet(subject)
    assert sheet.offers == {
        "activity": Measured(gbq("7.42")),
        "volume": Number(Decimal("12.5"), "mL"),
        "words": Text("lot 4"),
    }
    assert set(sheet.offered_from.values()) == {EarlierRun(newest, 2, "Dosage assay", at)}


def test_what_was_confirmed_timed_skipped_or_the_trainees_part_is_not_carried(
    place: Place,
) -> None:
    subject = Subject(case_id=place.case)
    now = place.center.now()
    place.assay(
        subject,
        checked=Confirmed(done=True),
        part=PartTaken(StepPart.PERFORMED),
        took=Timed(now, now),
        words=Skipped("nothing to say"),
    )
    assert place.offers(subject) == {}


def test_answered_items_are_offered_nothing(place: Place) -> None:
    subject = Subject(case_id=place.case)
    place.assay(subject, words=Text("lot 4"))
    run_id = place.work.start("later", subject).value
    place.work.answer(run_id, "words", Text("lot 5"))
    assert place.center.work(Role.PRECEPTOR).run_sheets.sheet(run_id).offers == {}


def test_a_computed_figure_is_entered_as_the_item_takes_it(place: Place) -> None:
    subject = Subject(case_id=place.case)
    place.assay(
        subject, "difference", prescribed=Measured(gbq("10")), measured=Measured(gbq("11"))
    )
    assert place.offers(subject) == {"percent": Number(Decimal(10), "%")}


def test_a_computed_activity_is_entered_as_a_quantity(place: Place) -> None:
    subject = Subject(case_id=place.case)
    run_id = place.assay(subject, "net")
    net = an_answer("net", Computed(Decimal("198.5"), "mCi", "net"))
    with place.center.memory.center.unit_of_work() as uow:
        uow.runs.put_answers(run_id, (net,))
        uow.commit()
    assert place.offers(subject) == {"net": mci("198.5")}


def test_drafts_void_and_replaced_runs_do_not_count(place: Place) -> None:
    subject = Subject(case_id=place.case)
    draft = place.work.start("assay", subject).value
    place.work.answer(draft, "words", Text("draft"))
    assert place.offers(subject) == {}
    void = place.assay(subject, words=Text("void"))
    place.work.void(void, "wrong case")
    assert place.offers(subject) == {}


def test_a_run_without_a_case_looks_at_the_same_room_and_instrument(place: Place) -> None:
    place.assay(Subject(case_id=place.case, room_id=place.room), words=Text("of a case"))
    place.assay(Subject(room_id=place.room, instrument_id=place.meter), words=Text("both"))
    assert place.offers(Subject(room_id=place.room)) == {"words": Text("both")}
    assert place.offers(Subject(instrument_id=place.meter)) == {"words": Text("both")}
    place.assay(Subject(room_id=place.room), words=Text("room only"))
    both = Subject(room_id=place.room, instrument_id=place.meter)
    assert place.offers(both) == {"words": Text("both")}
    assert place.offers(Subject(room_id=place.room)) == {"words": Text("room only")}
    assert place.offers(Subject()) == {}


def test_a_submitted_run_is_offered_nothing(place: Place) -> None:
    subject = Subject(case_id=place.case)
    place.assay(subject, words=Text("lot 4"))
    run_id = place.work.start("later", subject).value
    place.work.submit(run_id)
    assert place.center.work(Role.PRECEPTOR).run_sheets.sheet(run_id).offers == {}
