"""Whatever is done in whatever order, an acknowledged answer stays until a person changes it, through lock and kill.

A kill throws away everything that was not committed: the desk and its use cases are made anew over the same center.
"""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from au_desktop.domain.checklists.answers import (
    Confirmed,
    Measured,
    Number,
    Reply,
    Skipped,
    Text,
    Timed,
    YesNo,
)
from au_desktop.domain.checklists.conditions import AnyOf, Is
from au_desktop.domain.checklists.items import ItemType
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.checklists.verdicts import FindingReason
from au_desktop.domain.quantities import Activity, ActivityUnit, QuantityKind
from au_desktop.domain.roles import Role
from au_desktop.services.center.drafts import Draft
from au_desktop.services.checklists.hand_over import HandOver
from tests.checklist_examples import PERCENT, a_template, an_item, difference
from tests.memory_services import MemoryServices

TEMPLATE = a_template(
    an_item("identity"),
    an_item("agrees", ItemType.YES_NO),
    an_item("why_not", ItemType.TEXT, condition=Is("agrees", "no")),
    an_item("reading", ItemType.NUMBER, units=("%",), limits=PERCENT),
    an_item("cause", ItemType.TEXT, condition=AnyOf("reading", ("attention", "action"))),
    an_item("assay", ItemType.QUANTITY, quantity_kind=QuantityKind.ACTIVITY),
    an_item("infusion", ItemType.TIMER),
    id="interleaved",
    title="Interleaved",
)
PLACE = "run/interleaved"
percents = st.integers(-40, 40).map(lambda figure: Number(Decimal(figure), "%"))
activities = st.integers(1, 400).map(
    lambda figure: Measured(Activity.of(str(figure), ActivityUnit.MCI))
)
texts = st.sampled_from(["spill", "patient moved", "20 % – Çe"]).map(Text)
VALUES: dict[str, Any] = {
    "identity": st.booleans().map(Confirmed),
    "agrees": st.sampled_from(Reply).map(YesNo),
    "why_not": texts,
    "reading": percents,
    "cause": texts,
    "assay": activities | st.just(Skipped("calibrator down")),
}
given_values = st.sampled_from(sorted(VALUES)).flatmap(
    lambda key: st.tuples(st.just(key), VALUES[key])
)


class Bedside(RuleBasedStateMachine):
    """One run, answered by two people at one device that is locked and killed in between."""

    def __init__(self) -> None:
        super().__init__()
        self.center = MemoryServices()
        self.center.take_in(TEMPLATE)
        self.work: Any = None
        self.resume()
        self.run_id = self.work.checklist_work.start("interleaved", Subject()).value
        self.answering: Any = self.work.checklist_work
        self.expected: dict[str, Any] = {}
        self.by: dict[str, Any] = {}
        self.who = self.center.memory.people[Role.PRECEPTOR].id
        self.typed = ""

    def resume(self) -> None:
        """The use cases of the person at work, made anew over the same center."""
        self.work = self.center.work(Role.PRECEPTOR)

    def open(self) -> bool:
        return bool(self.run().is_draft)

    def run(self) -> Any:
        return self.work.run_sheets.sheet(self.run_id).run

    @precondition(open)
    @rule(given=given_values)
    def answer(self, given: tuple[str, Any]) -> None:
        key, value = given
        self.answering.answer(self.run_id, key, value)
        self.expected[key], self.by[key] = value, self.who

    @precondition(open)
    @rule(key=st.sampled_from(sorted(VALUES)))
    def clear(self, key: str) -> None:
        self.answering.clear(self.run_id, key)
        self.expected.pop(key, None)

    @precondition(open)
    @rule(minutes=st.integers(1, 30), step=st.sampled_from(["pause", "go_on", "stop"]))
    def run_the_timer(self, minutes: int, step: str) -> None:
        self.center.memory.clock.move(minutes=minutes)
        now = self.center.now()
        before = self.expected.get("infusion")
        value = Timed(now)
        if before is not None and before.running:
            steps = {"pause": before.pause, "go_on": before.go_on, "stop": before.stop}
            value = steps[step](now)
        self.answering.answer(self.run_id, "infusion", value)
        self.expected["infusion"] = value
        self.by["infusion"] = self.who

    @rule(text=st.sampled_from(["half a", "half a word"]))
    def type_half(self, text: str) -> None:
        self.work.drafts.keep(Draft(PLACE, {"cause": text}, "cause", len(text)))
        self.typed = text

    @rule()
    def hand_over(self) -> None:
        nurse = self.center.memory.people[Role.STAFF]
        desk = self.center.memory.desk(Role.PRECEPTOR)
        service = HandOver(desk, self.center.keys, difference)
        self.answering = service.take(self.run_id, nurse.id, Role.STAFF.value).value.work
        self.who = nurse.id

    @rule()
    def lock_and_come_back(self) -> None:
        self.resume()
        self.answering = self.work.checklist_work
        self.who = self.center.memory.people[Role.PRECEPTOR].id

    @rule()
    def kill_in_the_middle_of_a_change(self) -> None:
        with self.center.memory.center.unit_of_work() as uow:
            uow.runs.put_answers(self.run_id, (), tuple(self.expected))
        self.lock_and_come_back()

    @precondition(lambda self: self.open() and not self.sheet().verdict.missing)
    @rule()
    def submit(self) -> None:
        self.answering.submit(self.run_id)

    @precondition(lambda self: not self.open())
    @rule()
    def take_back(self) -> None:
        self.answering.take_back(self.run_id, "one more look")

    def sheet(self) -> Any:
        return self.work.run_sheets.sheet(self.run_id)

    @invariant()
    def everything_acknowledged_is_there(self) -> None:
        kept = {one.item: one for one in self.run().answers}
        assert {key: one.value for key, one in kept.items()} == self.expected
        assert {key: one.by for key, one in kept.items()} == {
            key: self.by[key] for key in self.expected
        }
        draft = self.work.drafts.recall(PLACE)
        assert (draft.fields["cause"] if draft else "") == self.typed

    @invariant()
    def a_timer_never_runs_backwards(self) -> None:
        value = self.expected.get("infusion")
        if value is not None:
            assert value.so_far(self.center.now()) >= timedelta(0)

    @invariant()
    def what_is_hidden_is_told(self) -> None:
        sheet = self.sheet()
        shown = {item.key for _, items in sheet.sections for item in items}
        told = {
            found.item
            for found in sheet.verdict.items
            if found.reason is FindingReason.NO_LONGER_APPLIES
        }
        assert told == set(self.expected) - shown


TestBedside = Bedside.TestCase
TestBedside.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
