"""A state machine that plays trainee, preceptor, RSO and a clock over a center in memory, and what must hold throughout."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    rule,
)

from au_desktop.domain.audit import walk
from au_desktop.domain.checklists.answers import (
    AnswerValue,
    Confirmed,
    Measured,
    PartTaken,
    Reply,
    Skipped,
    StepPart,
    Text,
    Timed,
    YesNo,
)
from au_desktop.domain.checklists.runs import Run, Subject
from au_desktop.domain.errors import DomainError
from au_desktop.domain.ids import RunId
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.sign_offs import Meaning
from au_desktop.domain.signing.validity import ValidityState
from au_desktop.domain.training.cases import CaseState, Part
from au_desktop.services.rows import PageRequest, RunFilter, RunState
from tests.builders import gbq
from tests.checklist_examples import NOON
from tests.memory_services import ADMINISTERED, MemoryServices

VALUES: dict[str, tuple[AnswerValue, ...]] = {
    "go_ahead": (YesNo(Reply.YES), YesNo(Reply.NO), Skipped("not asked")),
    "assay_activity": (Measured(gbq("7.4")), Measured(gbq("7.0")), Skipped("no calibrator")),
    "residual_activity": (Measured(gbq("0.05")),),
    "administration": (Timed(NOON), Timed(NOON, Moment(NOON.utc + timedelta(minutes=5)))),
    "part_overall": (PartTaken(StepPart.OBSERVED), PartTaken(StepPart.PERFORMED, 3)),
    "checked": (Confirmed(done=True), Confirmed(done=False)),
    "remarks": (Text("calm"), Text("")),
}
GIVEN = st.sampled_from([(item, value) for item, values in VALUES.items() for value in values])
WORKERS = st.sampled_from([Role.TRAINEE, Role.PRECEPTOR, Role.RSO])
SOUND = {ValidityState.VALID, ValidityState.SUPERSEDED, ValidityState.VOIDED}


class CenterStory(RuleBasedStateMachine):
    """Whatever is refused is refused with a rule's error and changes nothing."""

    runs = Bundle("runs")

    @initialize()
    def found(self) -> None:
        self.center = MemoryServices()
        self.case_id = self.center.case()
        self.kept: dict[tuple[RunId, str], AnswerValue | None] = {}
        self.sealed: dict[RunId, Run] = {}

    def attempt(self, command: Any) -> Any:
        """Run a command; a refusal leaves the center as it was."""
        before = self.center.memory.center.state
        try:
            return command()
        except DomainError:
            assert self.center.memory.center.state is before
            return None

    def run(self, run_id: RunId) -> Run:
        found: Run = self.center.memory.center.state.runs[run_id]
        return found

    @rule(target=runs, role=WORKERS, about_case=st.booleans())
    def start(self, role: Role, about_case: bool) -> RunId:
        subject = Subject(case_id=self.case_id if about_case else None)
        return self.center.work(role).checklist_work.start(ADMINISTERED.id, subject).value

    @rule(target=runs, case=st.booleans(), role=WORKERS)
    def fill(self, case: bool, role: Role) -> RunId:
        run_id = self.center.run(self.case_id if case else None, role)
        self.note(run_id)
        return run_id

    @rule(run_id=runs, given=GIVEN, role=WORKERS)
    def answer(self, run_id: RunId, given: tuple[str, AnswerValue], role: Role) -> None:
        item, value = given
        work = self.center.work(role).checklist_work
        if self.attempt(lambda: work.answer(run_id, item, value)) is not None:
            self.kept[run_id, item] = value

    @rule(run_id=runs, item=st.sampled_from(sorted(VALUES)), role=WORKERS)
    def clear(self, run_id: RunId, item: str, role: Role) -> None:
        work = self.center.work(role).checklist_work
        if self.attempt(lambda: work.clear(run_id, item)) is not None:
            self.kept[run_id, item] = None

    @rule(run_id=runs, role=st.sampled_from(Role))
    def override(self, run_id: RunId, role: Role) -> None:
        work = self.center.work(role).checklist_work
        self.attempt(lambda: work.override(run_id, "checked", "seen"))

    @rule(run_id=runs, role=WORKERS)
    def submit(self, run_id: RunId, role: Role) -> None:
        self.attempt(lambda: self.center.work(role).checklist_work.submit(run_id))

    @rule(run_id=runs, role=WORKERS)
    def take_back(self, run_id: RunId, role: Role) -> None:
        self.attempt(lambda: self.center.work(role).checklist_work.take_back(run_id, "slip"))

    @rule(run_id=runs, position=st.integers(1, 3), role=st.sampled_from(Role))
    def sign(self, run_id: RunId, position: int, role: Role) -> None:
        signing = self.center.work(role).signing
        if self.attempt(lambda: signing.sign(run_id, position, role.value)) is not None:
            self.sealed.setdefault(run_id, self.run(run_id))

    @rule(target=runs, case=st.booleans())
    def finish(self, case: bool) -> RunId:
        run_id = self.center.signed(self.case_id if case and self.case_is_open() else None)
        self.note(run_id)
        self.sealed[run_id] = self.run(run_id)
        return run_id

    @rule(target=runs, run_id=runs, role=WORKERS)
    def amend(self, run_id: RunId, role: Role) -> RunId:
        work = self.center.work(role).checklist_work
        outcome = self.attempt(lambda: work.amend(run_id, "wrong line"))
        if outcome is None:
            return run_id
        self.note(outcome.value)
        return RunId(outcome.value)

    @rule(run_id=consumes(runs), role=WORKERS)
    def void(self, run_id: RunId, role: Role) -> None:
        self.attempt(lambda: self.center.work(role).checklist_work.void(run_id, "not so"))

    @rule(run_id=runs, minutes=st.integers(-60, 60))
    def correct_time(self, run_id: RunId, minutes: int) -> None:
        at = Moment(self.center.now().utc + timedelta(minutes=minutes))
        work = self.center.work(Role.TRAINEE).checklist_work
        self.attempt(lambda: work.set_event_time(run_id, at))

    @rule(location=st.sampled_from(["Room 3", "Room 4", ""]), reason=st.sampled_from(["", "typo"]))
    def change_case(self, location: str, reason: str) -> None:
        log = self.center.work(Role.TRAINEE).case_log
        case = replace(log.case(self.case_id), location=location, part=Part.PERFORMED)
        self.attempt(lambda: log.change(case, reason))

    @rule()
    def void_case(self) -> None:
        if len(self.center.log) > 40:
            log = self.center.work(Role.TRAINEE).case_log
            self.attempt(lambda: log.void(self.case_id, "twice"))

    @rule(hours=st.sampled_from([-30, -1, 1, 20]))
    def set_clock(self, hours: int) -> None:
        self.center.memory.clock.move(hours=hours)

    def case_is_open(self) -> bool:
        return self.center.work().case_log.case(self.case_id).voided is None

    def note(self, run_id: RunId) -> None:
        for answer in self.run(run_id).answers:
            self.kept[run_id, answer.item] = answer.value

    @invariant()
    def acknowledged_answers_stay(self) -> None:
        for (run_id, item), value in self.kept.items():
            answer = self.run(run_id).answer(item)
            assert (None if answer is None else answer.value) == value

    @invariant()
    def a_signed_run_never_changes(self) -> None:
        for run_id, run in self.sealed.items():
            assert replace(self.run(run_id), voided=None) == replace(run, voided=None)

    @invariant()
    def numbers_have_no_gaps(self) -> None:
        state = self.center.memory.center.state
        numbers = sorted(run.number for run in state.runs.values())
        assert numbers == list(range(1, len(numbers) + 1))

    @invariant()
    def the_log_is_unbroken_and_tells_of_a_clock_set_back(self) -> None:
        assert walk(self.center.log).unbroken
        for before, after in zip(self.center.log, self.center.log[1:], strict=False):
            backwards = after.at.utc < before.at.utc - timedelta(seconds=2)
            assert not backwards or after.verb == "clock went backwards"

    @invariant()
    def untouched_signatures_fit(self) -> None:
        signing = self.center.work().signing
        state = self.center.memory.center.state
        for run_id in state.seals:
            superseded = any(
                run.amends == run_id and run.id in state.seals and run.voided is None
                for run in state.runs.values()
            )
            expected = ValidityState.SUPERSEDED if superseded else ValidityState.VALID
            expected = ValidityState.VOIDED if state.runs[run_id].voided else expected
            assert {one.validity.state for one in signing.signatures(RunId(run_id))} == {expected}
            assert expected in SOUND

    @invariant()
    def superseded_means_a_signed_amendment(self) -> None:
        rows = self.center.work().checklist_work.runs(RunFilter(), PageRequest(limit=500)).rows
        state = self.center.memory.center.state
        for row in rows:
            if row.state is RunState.SUPERSEDED:
                assert any(
                    run.amends == row.run_id and run.id in state.seals
                    for run in state.runs.values()
                )

    @invariant()
    def a_case_counts_only_with_a_supervised_signature_on_its_revision(self) -> None:
        work = self.center.work()
        case = work.case_log.case(self.case_id)
        verdict = work.judgements.verdicts([(case.trainee_id, case.id)])[case.id]
        if not verdict.counts:
            return
        state = self.center.memory.center.state
        assert case.state is CaseState.GIVEN
        assert any(
            sign_off.meaning is Meaning.SUPERVISED and sign_off.case_revision == case.revision
            for run_id, sign_offs in state.sign_offs.items()
            for sign_off in sign_offs
            if state.runs[run_id].subject.case_id == case.id and not state.runs[run_id].voided
        )

    @rule(data=st.data())
    def an_altered_row_breaks_that_signature_alone(self, data: st.DataObject) -> None:
        state = self.center.memory.center.state
        sealed = sorted(state.seals)
        if not sealed:
            return
        run_id = RunId(data.draw(st.sampled_from(sealed)))
        run = self.run(run_id)
        answer = data.draw(st.sampled_from(run.answers))
        altered = replace(answer, note=f"{answer.note}x")
        touched, field = data.draw(
            st.sampled_from(
                [
                    (replace(run, event_time=Moment(run.event_time.utc, 90)), "event_time"),
                    (replace(run, number=run.number + 1), "number"),
                    (
                        replace(run, subject=replace(run.subject, drug_id="other")),
                        "subject.drug",
                    ),
                    (
                        replace(run, answers=tuple(one for one in run.answers if one != answer)),
                        f"answers.{answer.item}",
                    ),
                    (
                        replace(
                            run,
                            answers=tuple(
                                altered if one == answer else one for one in run.answers
                            ),
                        ),
                        f"answers.{answer.item}.note",
                    ),
                ]
            )
        )
        state.runs[run_id] = touched
        signing = self.center.work().signing
        try:
            for judged in signing.signatures(run_id):
                assert (judged.validity.state, judged.validity.fields) == (
                    ValidityState.BROKEN,
                    (field,),
                )
            for other in sealed:
                if other != run_id:
                    for judged in signing.signatures(RunId(other)):
                        assert judged.validity.sound
        finally:
            state.runs[run_id] = run


CenterStory.TestCase.settings = settings(
    max_examples=40,
    stateful_step_count=30,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
TestCenterStory = CenterStory.TestCase
