"""Filling checklists: start, answer with autosave, leave and resume, submit, take back, amend, void."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from au_desktop.domain.canonical import Document
from au_desktop.domain.checklists.answer_checks import validate_answer
from au_desktop.domain.checklists.answer_rows import answer_document
from au_desktop.domain.checklists.answers import Answer, AnswerValue, Override, Reference
from au_desktop.domain.checklists.computing import Formulas, Stamp, compute_items
from au_desktop.domain.checklists.items import Item
from au_desktop.domain.checklists.runs import (
    Amendment,
    Run,
    RunIsVoid,
    Subject,
    Voided,
    amended,
    answers_by_item,
    taken_back,
    voided,
    with_answer,
    with_answers,
    with_override,
    without_answer,
)
from au_desktop.domain.checklists.submission import Start, started, submitted
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.checklists.verdicts import verdict
from au_desktop.domain.errors import Invalid, NotFound, ReasonRequired, SignedRecordIsFinal
from au_desktop.domain.ids import InstrumentId, RunId
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Permission, may
from au_desktop.domain.training.cases import Case
from au_desktop.domain.training.lateness import is_late, require_reason
from au_desktop.services.center.facilities import late_entry_hours
from au_desktop.services.changes import Kind
from au_desktop.services.checklists.carry_over import (
    ADMINISTRATION,
    PART_ITEM,
    carried_over,
    part_of,
)
from au_desktop.services.checklists.part_claims import note_claim, rating_of
from au_desktop.services.checklists.template_library import newest_template
from au_desktop.services.desk import Change, Desk
from au_desktop.services.desk import Subject as LogSubject
from au_desktop.services.outcomes import Outcome, Undo
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.rows import Hit, Page, PageRequest, RunFilter, RunRow

RUN_SERIES = "run"
VOIDED = "void checklist"
"""What the log says when a run was taken out of use."""


def run_code(number: int) -> str:
    """The run's gap-free number as a code."""
    return f"R-{number:06d}"


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as it comes from a form."""

    item: str
    value: AnswerValue
    note: str = ""


class ChecklistWork:
    """Use cases about runs. Every answer is in the file, and in the log, before the call returns."""

    def __init__(self, desk: Desk, formulas: Formulas) -> None:
        self._desk = desk
        self._formulas = formulas

    def runs(self, wanted: RunFilter, page: PageRequest) -> Page[RunRow]:
        """One page of runs."""
        return self._desk.queries.runs(wanted, page)

    def start(
        self, template_id: str, subject: Subject, event_time: Moment | None = None
    ) -> Outcome[RunId]:
        """Begin a run of the newest version of a template; `event_time` is when the work happens, now if not given."""
        with self._desk.change(Permission.FILL_CHECKLISTS) as change:
            template = newest_template(change.uow, template_id, change.at.local.date())
            stamp = Stamp(change.actor.person_id, change.at)
            run = started(
                template,
                Start(
                    id=RunId(self._desk.ids.new()),
                    number=change.uow.next_number(RUN_SERIES),
                    subject=subject,
                    event_time=event_time or change.at,
                    stamp=stamp,
                ),
            )
            change.uow.runs.add(run)
            facts = {"template": template.id, "version": template.version, "subject": subject}
            change.record("start checklist", _subject(run), None, facts)
            change.kinds.add(Kind.SCHEDULE)
            index_run(change, run, template)
        undo = Undo(
            f"{run_code(run.number)} started", lambda: self.void(run.id, "taken back at once")
        )
        return Outcome(run.id, change.changes, undo)

    def answer(
        self, run_id: RunId, item_key: str, value: AnswerValue, note: str = ""
    ) -> Outcome[Run]:
        """Give or change one answer; computed items follow. The answer is kept when the call returns.

        Raises:
            AnswerRefused: the item does not take the value.
            InstrumentUnfit: the instrument may not be used on the day of the work.
            RunIsSubmitted, RunIsVoid: the run is no longer a draft.
        """
        before = self._run(run_id).answer(item_key)
        outcome = self.answer_all(run_id, (Given(item_key, value, note),))
        undo = Undo("answer changed", lambda: self._put_back(run_id, item_key, before))
        return Outcome(outcome.value, outcome.changes, undo)

    def answer_all(self, run_id: RunId, given: Iterable[Given]) -> Outcome[Run]:
        """Give several answers in one change."""
        with self._desk.change(Permission.FILL_CHECKLISTS) as change:
            run, template = _load(change.uow, run_id)
            items = {item.key: item for item in template.items}
            changed = run
            for one in given:
                item = items.get(one.item)
                if item is None:
                    raise NotFound("item", one.item)
                changed = self._answered(change, changed, item, one)
            after = self._save(change, run, changed, template)
        return Outcome(after, change.changes)

    def clear(self, run_id: RunId, item_key: str) -> Outcome[Run]:
        """Leave an item unanswered again."""
        with self._desk.change(Permission.FILL_CHECKLISTS) as change:
            run, template = _load(change.uow, run_id)
            before = run.answer(item_key)
            after = self._save(change, run, without_answer(run, item_key), template)
        undo = Undo("answer taken back", lambda: self._put_back(run_id, item_key, before))
        return Outcome(after, change.changes, undo)

    def override(self, run_id: RunId, item_key: str, reason: str) -> Outcome[Run]:
        """Record why a critical item may be passed."""
        with self._desk.change(Permission.OVERRIDE_CRITICAL) as change:
            run, _ = _load(change.uow, run_id)
            self._refuse_sealed(change.uow, run)
            override = Override(
                reason.strip(), change.actor.person_id, change.actor.role, change.at
            )
            after = with_override(run, item_key, override)
            passed = (answer for answer in after.answers if answer.item == item_key)
            change.uow.runs.put_answers(run_id, passed)
            change.record(
                "override critical item", _subject(run), None, {"item": item_key}, reason
            )
        return Outcome(after, change.changes)

    def set_event_time(self, run_id: RunId, at: Moment) -> Outcome[None]:
        """Correct when the work happened; the entry time stays."""
        with self._desk.change(Permission.FILL_CHECKLISTS) as change:
            run, _ = _load(change.uow, run_id)
            self._refuse_sealed(change.uow, run)
            if run.voided is not None:
                raise RunIsVoid(run_id)
            if run.submitted_at is not None:
                _require_happened(at, change.at)
                _timely(change.uow, replace(run, event_time=at))
            change.uow.runs.set_event_time(run_id, at)
            before, after = {"event time": run.event_time}, {"event time": at}
            change.record("correct event time", _subject(run), before, after)
            change.kinds.add(Kind.SCHEDULE)
        undo = Undo("time corrected", lambda: self.set_event_time(run_id, run.event_time))
        return Outcome(None, change.changes, undo)

    def submit(self, run_id: RunId, late_reason: str = "") -> Outcome[Run]:
        """Declare the answers final and ask for the signatures of the template.

        Raises:
            NotComplete: required items are open.
            LateEntryNeedsReason: it was begun later after the work than the center allows, and nobody said why.
            Invalid: the work lies in the future.
        """
        with self._desk.change(Permission.FILL_CHECKLISTS) as change:
            run, template = _load(change.uow, run_id)
            _require_happened(run.event_time, change.at)
            run = _timely(change.uow, run, late_reason.strip())
            stamp = Stamp(change.actor.person_id, change.at)
            done = submitted(template, run, stamp)
            attention = len(verdict(template, done).attention)
            change.uow.runs.mark_submitted(run_id, change.at, change.actor.person_id, attention)
            change.uow.sign_offs.open_slots(run_id, template.sign_offs)
            change.uow.returns.settle(run_id, change.at)
            facts = {"needing attention": attention}
            change.record("submit checklist", _subject(run), None, facts, run.late_reason)
            change.kinds.add(Kind.SCHEDULE)
            if template.kind == ADMINISTRATION:
                _carry_over(change, done)
        undo = Undo(
            f"{run_code(run.number)} submitted", lambda: self.take_back(run_id, "taken back")
        )
        return Outcome(done, change.changes, undo)

    def take_back(self, run_id: RunId, reason: str) -> Outcome[None]:
        """Make a submitted run a draft again, as long as nobody has signed it; raises `ReasonRequired`."""
        if not reason.strip():
            raise ReasonRequired("take back a checklist")
        with self._desk.change(Permission.FILL_CHECKLISTS) as change:
            run, _ = _load(change.uow, run_id)
            self._refuse_sealed(change.uow, run)
            taken_back(run)
            change.uow.runs.mark_reopened(run_id)
            change.uow.sign_offs.close_slots(run_id)
            change.record("take back checklist", _subject(run), None, {"submitted": False}, reason)
            change.kinds.add(Kind.SCHEDULE)
        return Outcome(None, change.changes)

    def amend(self, run_id: RunId, reason: str) -> Outcome[RunId]:
        """Begin a new version of a submitted run; it replaces the old one once it is signed."""
        with self._desk.change(Permission.FILL_CHECKLISTS) as change:
            run, template = _load(change.uow, run_id)
            facts = Amendment(
                id=RunId(self._desk.ids.new()),
                number=change.uow.next_number(RUN_SERIES),
                by=change.actor.person_id,
                at=change.at,
                reason=reason.strip(),
            )
            new = amended(run, facts)
            change.uow.runs.add(new)
            change.record(
                "amend checklist", _subject(new), None, {"amends": run_code(run.number)}, reason
            )
            index_run(change, new, template)
        return Outcome(new.id, change.changes)

    def void(self, run_id: RunId, reason: str) -> Outcome[None]:
        """Take a run out of use; it stays readable. A draft may be voided by whoever fills checklists."""
        if not reason.strip():
            raise ReasonRequired("void a checklist")
        permission = (
            Permission.FILL_CHECKLISTS if self._run(run_id).is_draft else Permission.VOID_RECORDS
        )
        with self._desk.change(permission) as change:
            run, _ = _load(change.uow, run_id)
            void = Voided(reason.strip(), change.actor.person_id, change.at)
            voided(run, void)
            change.uow.runs.void(run_id, void)
            change.uow.sign_offs.close_slots(run_id)
            change.record(VOIDED, _subject(run), None, {"voided": True}, reason)
            change.kinds.add(Kind.SCHEDULE)
        return Outcome(None, change.changes)

    def _run(self, run_id: RunId) -> Run:
        with self._desk.unit_of_work() as uow:
            return uow.runs.get(run_id)

    def _put_back(self, run_id: RunId, item_key: str, before: Answer | None) -> Outcome[None]:
        if before is None:
            return Outcome(None, self.clear(run_id, item_key).changes)
        return Outcome(None, self.answer(run_id, item_key, before.value, before.note).changes)

    def _answered(self, change: Change, run: Run, item: Item, given: Given) -> Run:
        validate_answer(item, given.value)
        value = given.value
        if isinstance(value, Reference) and value.kind == "instrument" and value.id is not None:
            day = run.event_time.local.date()
            change.uow.instruments.get(InstrumentId(value.id)).require_fit(day)
        answer = Answer(item.key, value, change.actor.person_id, change.at, given.note)
        return with_answer(run, answer)

    def _save(self, change: Change, before: Run, changed: Run, template: Template) -> Run:
        """Bring computed items up to date, write what differs, and log it."""
        stamp = Stamp(change.actor.person_id, change.at)
        computed = compute_items(template, answers_by_item(changed.answers), self._formulas, stamp)
        after = with_answers(changed, computed.values())
        old, new = answers_by_item(before.answers), answers_by_item(after.answers)
        given = [answer for key, answer in new.items() if old.get(key) != answer]
        removed = [key for key in old if key not in new]
        if not given and not removed:
            change.nothing_to_do()
            return after
        change.uow.runs.put_answers(after.id, given, removed)
        touched = [answer.item for answer in given] + removed
        change.record(
            "answer", _subject(after), _documents(old, touched), _documents(new, touched)
        )
        return after

    @staticmethod
    def _refuse_sealed(uow: UnitOfWork, run: Run) -> None:
        if uow.sign_offs.seal(run.id) is not None:
            raise SignedRecordIsFinal(run_code(run.number))


def _require_happened(at: Moment, now: Moment) -> None:
    """Work of later today may be prepared; that it was done is said once it was."""
    if at.utc > now.utc:
        raise Invalid("event_time", "lies in the future")


def _timely(uow: UnitOfWork, run: Run, reason: str = "") -> Run:
    """The run with the reason for its late entry, where it needs one; an amendment has a reason of its own."""
    hours = late_entry_hours(uow)
    late = run.amends is None and is_late(run.event_time, run.entry_time, hours)
    said = reason or run.late_reason
    require_reason(said, hours, late=late)
    if not late or said == run.late_reason:
        return run
    uow.runs.set_late_reason(run.id, said)
    return replace(run, late_reason=said)


def _carry_over(change: Change, run: Run) -> None:
    if run.subject.case_id is None:
        return
    before = change.uow.cases.get(run.subject.case_id)
    after = carried_over(before, run)
    if after != before:
        change.uow.cases.replace(after)
        subject = LogSubject(Kind.CASE, after.id, after.code)
        change.record("carry over to case", subject, before, after, f"from {run_code(run.number)}")
    _note_bedside_claim(change, after, run)


def _note_bedside_claim(change: Change, case: Case, run: Run) -> None:
    """The part that someone who may claim it filled in at the bedside is the claim, unless there is one."""
    answer, part = run.answer(PART_ITEM), part_of(run)
    if answer is None or part is None or case.voided is not None:
        return
    role = change.uow.people.get(answer.by).role
    if may(role, Permission.CLAIM_PART) and rating_of(change.uow, case.id).claim is None:
        note_claim(change, case, part, answer.by, answer.at)


def _load(uow: UnitOfWork, run_id: RunId) -> tuple[Run, Template]:
    run = uow.runs.get(run_id)
    return run, uow.templates.get(run.template_digest)


def _documents(answers: dict[str, Answer], keys: Iterable[str]) -> Document:
    return {key: answer_document(answers[key]) for key in keys if key in answers}


def _subject(run: Run) -> LogSubject:
    return LogSubject(Kind.RUN, run.id, run_code(run.number))


def index_run(change: Change, run: Run, template: Template) -> None:
    """Let a run be found by its code, its template, its day and what it is about."""
    code = run_code(run.number)
    day = run.event_time.local.date().isoformat()
    words = f"{code} {template.title} {day} {_about(change.uow, run.subject)}"
    change.uow.search.put(Hit("run", run.id, f"{code} {template.title}", day), words)


def _about(uow: UnitOfWork, subject: Subject) -> str:
    """The names and codes by which people look for a run."""
    named = [
        uow.trainees.get(subject.trainee_id).display_name if subject.trainee_id else "",
        uow.cases.get(subject.case_id).code if subject.case_id else "",
        uow.rooms.get(subject.room_id).name if subject.room_id else "",
        uow.instruments.get(subject.instrument_id).name if subject.instrument_id else "",
    ]
    return " ".join(name for name in named if name)
