"""The check of a whole center: its pages, its log from the first entry, every signature, statement and paper."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar
from uuid import UUID

from au_desktop.domain.audit import ChainReport, LogEntry, walk
from au_desktop.domain.checklists.runs import Run
from au_desktop.domain.errors import Cancelled
from au_desktop.domain.ids import RunId
from au_desktop.domain.roles import Permission, require
from au_desktop.domain.signing.sign_offs import SignOff
from au_desktop.domain.signing.validity import Validity, ValidityState, Verify
from au_desktop.services.checklists.checklist_work import VOIDED, run_code
from au_desktop.services.custody import CenterFile
from au_desktop.services.desk import Desk
from au_desktop.services.keeping.attachment_check import with_files_checked
from au_desktop.services.keeping.paper_check import PaperTally
from au_desktop.services.keeping.record_check import RecordTally
from au_desktop.services.keeping.revision_check import RevisionTally
from au_desktop.services.keeping.statement_check import (
    StatementCheck,
    StatementFault,
    StatementTally,
)
from au_desktop.services.keeping.template_check import TemplateTally
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.safety.record_signing import RecordSignatureFault, RecordSigning
from au_desktop.services.statements.signed_statements import Statements
from au_desktop.services.statements.signing import SIGNED, Signing, people_by_id

T = TypeVar("T")
Progress: TypeAlias = Callable[[str, int, int], None]
"""What is being checked, how many of it are done, and how many there are; none where that is not known."""
_TELL_EVERY = 500
GONE = Validity(ValidityState.BROKEN, ("signature: gone, though the log tells of it",))
UNTOLD = Validity(ValidityState.BROKEN, ("log entry: missing",))
UNVOIDED = Validity(ValidityState.BROKEN, ("void: gone, though the log tells of it",))


@dataclass(frozen=True, slots=True)
class SignatureFault:
    """A signature that is not sound."""

    run_id: RunId
    code: str
    signer: str
    validity: Validity


@dataclass(frozen=True, slots=True)
class IntegrityReport:
    """What a check found."""

    page_faults: tuple[str, ...]
    log: ChainReport
    signatures: int
    signature_faults: tuple[SignatureFault, ...]
    statements: int = 0
    statement_faults: tuple[StatementFault, ...] = ()
    papers: int = 0
    paper_faults: tuple[str, ...] = ()
    template_acts: int = 0
    template_faults: tuple[str, ...] = ()
    record_signatures: int = 0
    record_faults: tuple[RecordSignatureFault, ...] = ()
    altered_records: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether pages, log, signatures, statements, papers, templates and records are all as they were written."""
        signed = (*self.signature_faults, *self.statement_faults, *self.record_faults)
        faults = (*self.page_faults, *signed, *self.paper_faults, *self.template_faults)
        return self.log.unbroken and not faults and not self.altered_records


class Integrity:
    """The use case behind `check` and the Center page's button."""

    def __init__(
        self,
        desk: Desk,
        signed: tuple[Signing, Statements, RecordSigning],
        center_file: CenterFile,
        verify: Verify,
    ) -> None:
        self._desk = desk
        self._signing, self._statements, self._records = signed
        self._center_file = center_file
        self._verify = verify

    def check(
        self,
        progress: Progress = lambda _step, _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> IntegrityReport:
        """Check everything; `progress` hears what is being checked and how far it is.

        Raises:
            Cancelled: a person stopped it.
        """
        require(self._desk.actor.role, Permission.CHECK)
        progress("pages", 0, 0)
        page_faults = self._center_file.page_faults()
        steps = _Steps(progress, cancelled)
        with self._desk.reading() as uow:
            tally, told, of_papers = _Tally(), StatementTally(), PaperTally()
            of_templates, of_records = TemplateTally(), RecordTally()
            entries = steps.told("log", uow.log.entries(), uow.log.head().length)
            noted = of_templates.noting(of_papers.noting(told.noting(tally.noting(entries))))
            revisions = RevisionTally()
            log = walk(revisions.noting(of_records.noting(noted)))
            people = people_by_id(uow)
            count, faults = self._signatures(uow, steps, tally, log)
            acts = uow.templates.acts()
            acted = steps.told("templates", acts, len(acts))
            unfit = of_templates.faults(uow, acted, self._verify, trusted=log.unbroken)
            templates = (len(acts), tuple(unfit))
            check = StatementCheck(self._statements, told, people, log.unbroken)
            stated = steps.told("statements", uow.statements.all(), uow.statements.count())
            judged = tuple(check.faults(stated))
            papers = uow.papers.all()
            looked_at = steps.told("papers", papers, len(papers))
            bad = tuple(of_papers.faults(uow, looked_at)) if log.unbroken else ()
            of_safety = of_records.faults(uow, self._records, trusted=log.unbroken)
            altered = tuple(revisions.faults(uow)) if log.unbroken else ()
        wrong = tuple(fault for fault in judged if fault is not None)
        signed = (count, faults, len(judged), wrong)
        kept = (len(papers), bad, *templates)
        return IntegrityReport(page_faults, log, *signed, *kept, *of_safety, altered)

    def _signatures(
        self, uow: UnitOfWork, steps: "_Steps", tally: "_Tally", log: ChainReport
    ) -> tuple[int, tuple[SignatureFault, ...]]:
        """How many signatures there are or should be, and those that are not sound."""
        people = people_by_id(uow)
        sealed = uow.sealed.all()
        count = 0
        faults: list[SignatureFault] = []
        for run in steps.told("signatures", sealed.runs, sealed.total):
            code = run_code(run.run.number)
            faults.extend(tally.void_fault(run.run, code) if log.unbroken else ())
            for judged in self._signing.judged(run, people):
                count += 1
                told = tally.take(judged.sign_off) or not log.unbroken
                validity = judged.validity if told or not judged.validity.sound else UNTOLD
                validity = with_files_checked(uow, run.run, validity)
                if not validity.sound:
                    signer = judged.sign_off.signer
                    faults.append(SignatureFault(run.run.id, code, signer, validity))
        gone = tally.left() if log.unbroken else ()
        return count + len(gone), (*faults, *gone)


@dataclass(slots=True)
class _Tally:
    """Counts the signatures that the log tells of, so that one that was taken out of the file is missed."""

    _told: Counter[tuple[UUID | None, UUID | None]] = field(default_factory=Counter)
    _words: dict[tuple[UUID | None, UUID | None], tuple[str, str]] = field(default_factory=dict)
    _voided: dict[UUID | None, str] = field(default_factory=dict)

    def noting(self, entries: Iterable[LogEntry]) -> Iterator[LogEntry]:
        """The same entries, noted as they pass."""
        for entry in entries:
            if entry.verb == SIGNED:
                run_and_signer = (entry.subject_id, entry.actor_id)
                self._told[run_and_signer] += 1
                self._words[run_and_signer] = (entry.subject, entry.actor)
            elif entry.verb == VOIDED:
                self._voided[entry.subject_id] = entry.actor
            yield entry

    def void_fault(self, run: Run, code: str) -> Iterator[SignatureFault]:
        """A signed run that the log says is void and the file says is not."""
        if run.voided is None and run.id in self._voided:
            yield SignatureFault(run.id, code, self._voided[run.id], UNVOIDED)

    def take(self, sign_off: SignOff) -> bool:
        """Count one signature off; whether the log tells of it."""
        self._told[sign_off.run_id, sign_off.signer_id] -= 1
        return self._told[sign_off.run_id, sign_off.signer_id] >= 0

    def left(self) -> tuple[SignatureFault, ...]:
        """Those that are not in the file."""
        return tuple(
            SignatureFault(RunId(run_id), *self._words[run_id, signer_id], GONE)
            for (run_id, signer_id), many in self._told.items()
            for _ in range(many)
            if run_id is not None
        )


@dataclass(frozen=True, slots=True)
class _Steps:
    """Tells how far a step is, every so many, and stops it when asked to."""

    progress: Progress
    cancelled: Callable[[], bool]

    def told(self, step: str, each: Iterable[T], total: int) -> Iterator[T]:
        self.progress(step, 0, total)
        for done, one in enumerate(each):
            if done % _TELL_EVERY == 0:
                if self.cancelled():
                    raise Cancelled
                self.progress(step, done, total)
            yield one
