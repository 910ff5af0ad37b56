"""The way over paper and back: forms are printed, kept in view until they come back, and typed in beside their page."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from au_desktop.domain.checklists.attachments import PageMissing, Transcription
from au_desktop.domain.checklists.computing import Stamp
from au_desktop.domain.checklists.paper_form import (
    FormSettled,
    FormState,
    PaperForm,
    Spoiled,
    read_code,
)
from au_desktop.domain.checklists.runs import (
    Run,
    RunIsSubmitted,
    RunIsVoid,
    Subject,
    Voided,
    voided,
)
from au_desktop.domain.checklists.submission import Start, started
from au_desktop.domain.checklists.template_documents import template_digest
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.errors import Invalid, NotFound, ReadOnlyCenter, ReasonRequired
from au_desktop.domain.ids import FormId, PaperId, RunId
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Permission, require
from au_desktop.domain.training.lateness import is_late
from au_desktop.services.center.facilities import CenterFacts, late_entry_hours
from au_desktop.services.changes import Kind
from au_desktop.services.checklists.carry_over import PART_ITEM
from au_desktop.services.checklists.checklist_work import RUN_SERIES, VOIDED, index_run, run_code
from au_desktop.services.checklists.part_claims import is_answer_withheld
from au_desktop.services.checklists.printed_form import FormSource, PrintedForm, printed_form
from au_desktop.services.checklists.run_attachments import GivenFile, take_in
from au_desktop.services.checklists.subject_names import SubjectNames, subject_names
from au_desktop.services.checklists.template_library import newest_template
from au_desktop.services.desk import Change, Desk
from au_desktop.services.desk import Subject as LogSubject
from au_desktop.services.outcomes import Outcome, Undo
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.wording.run_words import exact_time

NOTHING_ELSE = Subject()
"""Where the printed form said everything that it is about."""

FORM_SERIES = "paper form"
PRINTED, TYPED_IN, SPOILED = "print paper form", "type in paper form", "spoil paper form"
"""How the log calls them."""


class FormWriter(Protocol):
    """Draws forms."""

    def write_form(self, target: Path, form: PrintedForm) -> str:
        """Put the PDF in its place in one step, and give the SHA-256 of its bytes in hex; raises `DiskProblem`."""
        ...


@dataclass(frozen=True, slots=True)
class FormRow:
    """A form as the list shows it: what it is about by name, who printed it, and what it became."""

    form: PaperForm
    state: FormState
    about: SubjectNames
    printed_by: str
    run_code: str = ""
    draft_code: str = ""


@dataclass(frozen=True, slots=True)
class FilledForm:
    """What came back on paper: its pages, who wrote it, when the work was done, and what the form had left open."""

    pages: tuple[GivenFile, ...]
    written_by: str
    written_at: Moment
    subject: Subject = NOTHING_ELSE


class PaperForms:
    """Use cases about printed forms."""

    def __init__(self, desk: Desk, writer: FormWriter) -> None:
        self._desk = desk
        self._writer = writer

    def print_blank(self, template_id: str, subject: Subject, target: Path) -> Outcome[PaperForm]:
        """Print a blank form of the version in use; what is left open of its subject is written on it by hand.

        Raises:
            NotFound: there is no such template.
            DiskProblem: nothing is left behind, and no number is used up.
        """

        def read(uow: UnitOfWork) -> tuple[Template, Run | None]:
            return newest_template(uow, template_id, self._desk.today()), None

        return self._print(read, subject, target)

    def print_half_filled(self, run_id: RunId, target: Path) -> Outcome[PaperForm]:
        """Print a draft with the answers it has; it is typed in to the same draft.

        Raises:
            RunIsSubmitted, RunIsVoid: it is no draft.
        """
        with self._desk.unit_of_work() as uow:
            subject = uow.runs.get(run_id).subject

        def read(uow: UnitOfWork) -> tuple[Template, Run | None]:
            run = uow.runs.get(run_id)
            _require_draft(run)
            return uow.templates.get(run.template_digest), run

        return self._print(read, subject, target)

    def rows(self) -> tuple[FormRow, ...]:
        """Every form, by number: none is missing, so one that never came back is seen."""
        with self._desk.unit_of_work() as uow:
            return tuple(self._row(uow, form) for form in uow.paper_forms.all())

    def outstanding(self) -> tuple[FormRow, ...]:
        """The forms that have not come back, oldest first."""
        return tuple(row for row in self.rows() if row.state is FormState.OUT)

    def by_code(self, text: str) -> FormRow:
        """The form of a code, as it was typed or scanned.

        Raises:
            FormCodeWrong: it is no code.
            NotFound: this center printed no such form.
        """
        code = read_code(text.split()[0] if _is_scanned(text) else text)
        with self._desk.unit_of_work() as uow:
            for form in uow.paper_forms.all():
                if form.code == code:
                    return self._row(uow, form)
        raise NotFound("paper form", code)

    def spoil(self, form_id: FormId, reason: str) -> Outcome[None]:
        """Say why a form will not come back: torn, lost, written again.

        Raises:
            FormSettled: it is not outstanding.
        """
        if not reason.strip():
            raise ReasonRequired("take a form out of the list")
        with self._desk.change(Permission.FILL_CHECKLISTS) as change:
            form = self._outstanding(change.uow, form_id)
            spoiled = Spoiled(reason.strip(), change.actor.person_id, change.at)
            after = replace(form, typed_in=None, spoiled=spoiled)
            change.uow.paper_forms.put(after)
            change.record(SPOILED, _subject(form), form, after, reason)
        undo = Undo(f"{form.code} spoiled", lambda: self._unspoil(form))
        return Outcome(None, change.changes, undo)

    def type_in(self, form_id: FormId, filled: FilledForm) -> Outcome[RunId]:
        """Begin the record of a form that came back, with the version that was printed and its pages attached.

        Raises:
            FormSettled: it was typed in or spoiled already.
            PageMissing: there is no page.
            SubjectIncomplete, FileKindNotTaken, Invalid: what else stands against it.
        """
        if not filled.written_by.strip():
            raise Invalid("written_by", "is empty")
        with self._desk.change(Permission.FILL_CHECKLISTS) as change:
            form = self._outstanding(change.uow, form_id)
            if filled.written_at.utc > change.at.utc:
                raise Invalid("written_at", "lies in the future")
            template = change.uow.templates.get(form.template_digest)
            run = self._begun(change, form, template, filled)
            if not filled.pages:
                raise PageMissing(run.id, form.code)
            for page in filled.pages:
                run = take_in(change, PaperId(self._desk.ids.new()), run, page)
            change.uow.runs.put_attachments(run.id, run.attachments)
            after = replace(form, typed_in=run.id)
            change.uow.paper_forms.put(after)
            change.record(TYPED_IN, _subject(form), None, {"record": run_code(run.number)})
        undo = Undo(f"{form.code} typed in", lambda: self._untype(run))
        return Outcome(run.id, change.changes, undo if form.half_filled is None else None)

    def _begun(
        self, change: Change, form: PaperForm, template: Template, filled: FilledForm
    ) -> Run:
        """The draft that it becomes, stored: a new one, or the one whose answers were printed."""
        said = Transcription(form.code, filled.written_by.strip(), filled.written_at)
        hours = late_entry_hours(change.uow)
        late = f"typed in from paper form {form.code}"
        if form.half_filled is not None:
            run = change.uow.runs.get(form.half_filled)
            _require_draft(run)
            change.uow.runs.put_transcription(run.id, said)
            change.uow.runs.set_event_time(run.id, filled.written_at)
            return replace(run, transcription=said, event_time=filled.written_at)
        stamp = Stamp(change.actor.person_id, change.at)
        start = Start(
            id=RunId(self._desk.ids.new()),
            number=change.uow.next_number(RUN_SERIES),
            subject=_completed(form.subject, filled.subject),
            event_time=filled.written_at,
            stamp=stamp,
        )
        reason = late if is_late(filled.written_at, change.at, hours) else ""
        run = replace(started(template, start), transcription=said, late_reason=reason)
        change.uow.runs.add(run)
        facts = {"template": template.id, "version": template.version, "subject": run.subject}
        subject = LogSubject(Kind.RUN, run.id, run_code(run.number))
        change.record("start checklist", subject, None, facts)
        index_run(change, run, template)
        return run

    def _print(
        self,
        read: Callable[[UnitOfWork], tuple[Template, Run | None]],
        subject: Subject,
        target: Path,
    ) -> Outcome[PaperForm]:
        require(self._desk.actor.role, Permission.FILL_CHECKLISTS)
        if self._desk.read_only:
            raise ReadOnlyCenter(self._desk.read_only)
        with self._desk.change(Permission.FILL_CHECKLISTS) as change:
            template, run = read(change.uow)
            form = PaperForm(
                id=FormId(self._desk.ids.new()),
                number=change.uow.next_number(FORM_SERIES),
                template_digest=template_digest(template),
                title=template.title,
                version=template.version,
                subject=subject,
                printed_at=change.at,
                printed_by=change.actor.person_id,
                half_filled=None if run is None else run.id,
            )
            change.uow.paper_forms.put(form)
            # The file is written before the number is spent: where the disk refuses, no form is missing later.
            digest = self._writer.write_form(target, self._drawn(change, form, template, run))
            said = {"file": target.name, "sha256": digest, "template": template.id}
            change.record(PRINTED, _subject(form), None, said)
        return Outcome(form, change.changes)

    def _drawn(
        self, change: Change, form: PaperForm, template: Template, run: Run | None
    ) -> PrintedForm:
        center = CenterFacts.of(change.uow.facts.all())
        actor = self._desk.actor
        hidden = run is not None and is_answer_withheld(change.uow, actor.role, run)
        source = FormSource(
            form=form,
            template=template,
            about=subject_names(change.uow, self._desk.reference, form.subject),
            center=center.name,
            made=f"Printed {exact_time(change.at)} by {actor.name}",
            run=run,
            run_code="" if run is None else run_code(run.number),
            withheld=frozenset({PART_ITEM} if hidden else ()),
        )
        return printed_form(source)

    def _row(self, uow: UnitOfWork, form: PaperForm) -> FormRow:
        became = None if form.typed_in is None else uow.runs.get(form.typed_in)
        draft = None if form.half_filled is None else uow.runs.get(form.half_filled)
        return FormRow(
            form=form,
            state=_state(form, became),
            about=subject_names(uow, self._desk.reference, form.subject),
            printed_by=uow.people.get(form.printed_by).name,
            run_code="" if became is None else run_code(became.number),
            draft_code="" if draft is None else run_code(draft.number),
        )

    @staticmethod
    def _outstanding(uow: UnitOfWork, form_id: FormId) -> PaperForm:
        form = uow.paper_forms.get(form_id)
        became = None if form.typed_in is None else uow.runs.get(form.typed_in)
        state = _state(form, became)
        if state is not FormState.OUT:
            raise FormSettled(form.code, state)
        return form

    def _untype(self, run: Run) -> Outcome[None]:
        """Take the draft out of use at once; its form is outstanding again."""
        with self._desk.change(Permission.FILL_CHECKLISTS) as change:
            before = change.uow.runs.get(run.id)
            _require_draft(before)
            void = Voided("taken back at once", change.actor.person_id, change.at)
            after = voided(before, void)
            change.uow.runs.void(run.id, void)
            facts = {"voided": after.voided}
            subject = LogSubject(Kind.RUN, run.id, run_code(run.number))
            change.record(VOIDED, subject, {"voided": None}, facts, void.reason)
            change.kinds |= {Kind.PAPER_FORM}
        return Outcome(None, change.changes)

    def _unspoil(self, form: PaperForm) -> Outcome[None]:
        with self._desk.change(Permission.FILL_CHECKLISTS) as change:
            before = change.uow.paper_forms.get(form.id)
            change.uow.paper_forms.put(form)
            change.record("take back spoiled form", _subject(form), before, form)
        return Outcome(None, change.changes)


def _state(form: PaperForm, became: Run | None) -> FormState:
    """Where it stands; one whose record was taken out of use may be typed in again."""
    return FormState.OUT if became is not None and became.voided is not None else form.state


def _is_scanned(text: str) -> bool:
    """Whether it is what the square code says: the code, then the digest."""
    return len(text.split()) > 1 and len(text.split()[1]) == 16


def _completed(printed: Subject, written: Subject) -> Subject:
    """What was known when the form was printed, and what was written on it where that was left open."""
    return Subject(
        case_id=printed.case_id or written.case_id,
        trainee_id=printed.trainee_id or written.trainee_id,
        supervisor_id=printed.supervisor_id or written.supervisor_id,
        room_id=printed.room_id or written.room_id,
        instrument_id=printed.instrument_id or written.instrument_id,
        person_id=printed.person_id or written.person_id,
        drug_id=printed.drug_id or written.drug_id,
    )


def _require_draft(run: Run) -> None:
    if run.voided is not None:
        raise RunIsVoid(run.id)
    if run.submitted_at is not None:
        raise RunIsSubmitted(run.id)


def _subject(form: PaperForm) -> LogSubject:
    return LogSubject(Kind.PAPER_FORM, form.id, form.code)
