"""What the use cases ask of the outside: stores, read queries, clock, ids, keys and files, as protocols."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import TracebackType
from typing import Protocol, Self, TypeVar
from uuid import UUID

from au_desktop.domain.audit import EntryDraft, LogEntry, LogHead
from au_desktop.domain.checklists.answers import Answer
from au_desktop.domain.checklists.attachments import Attachment, Transcription
from au_desktop.domain.checklists.paper_form import PaperForm
from au_desktop.domain.checklists.recurring_work import DoneRun, Schedule
from au_desktop.domain.checklists.runs import Run, Subject, Voided
from au_desktop.domain.checklists.template_drafts import TemplateDraft
from au_desktop.domain.checklists.templates import Need
from au_desktop.domain.ids import CaseId, PersonId, RunId, SupervisorId, TraineeId
from au_desktop.domain.moments import Moment
from au_desktop.domain.people import Person
from au_desktop.domain.safety.instruments import Instrument
from au_desktop.domain.safety.rooms import Room
from au_desktop.domain.training.cases import Case
from au_desktop.domain.training.counting.gate import Claim, Confirmation
from au_desktop.domain.training.courses import CourseTemplate
from au_desktop.domain.training.license_follow_up import LicenseFollowUp
from au_desktop.domain.training.onboarding import HostProfile, Placement, ProgramProfile
from au_desktop.domain.training.qualification import Qualification
from au_desktop.domain.training.standings.attestation_rules import SignatureRequest
from au_desktop.domain.training.supervisors import SupervisingAU
from au_desktop.domain.training.trainees import Trainee
from au_desktop.services.center_stores import DraftStore, ExportStore, FactStore, SearchStore
from au_desktop.services.record_stores import (
    EntityStore,
    HourStore,
    KeptStore,
    PaperStore,
    RatingStore,
    StatementStore,
)
from au_desktop.services.rows import (
    CaseFilter,
    CaseRow,
    ChangedCaseRow,
    DueRow,
    ExportRow,
    GivenRow,
    Hit,
    LogRow,
    Page,
    PageRequest,
    RosterFilter,
    RosterRow,
    RunFilter,
    RunRow,
    SignatureRow,
    SignedAbout,
    UseRow,
    WaitingFilter,
    WaitingRow,
)
from au_desktop.services.safety_stores import SafetyStore
from au_desktop.services.sealed_runs import SealedRunStore
from au_desktop.services.signing_stores import ReturnStore, SignOffStore
from au_desktop.services.template_stores import TemplateStore

Kept = TypeVar("Kept")
ANYONES_SIGNATURES = WaitingFilter()


class Clock(Protocol):
    """The time, as a moment with the local offset."""

    def now(self) -> Moment:
        """The moment now."""
        ...


class IdSource(Protocol):
    """New ids, each sorting after the one before."""

    def new(self) -> UUID:
        """A fresh UUIDv7."""
        ...


class Signer(Protocol):
    """A person's unlocked signing key, held only for as long as one signature or one batch takes."""

    @property
    def person_id(self) -> UUID:
        """Whose key it is."""
        ...

    @property
    def public_key(self) -> bytes:
        """The 32-byte Ed25519 public key."""
        ...

    def sign(self, message: bytes) -> bytes:
        """The 64-byte signature over the message."""
        ...


class SigningKeys(Protocol):
    """Gives a person's signing key for the passphrase: the re-authentication at every signature."""

    def signer(self, person_id: UUID, passphrase: str) -> Signer:
        """Unwrap the key; raises `WrongPassphrase`."""
        ...


class CaseStore(EntityStore[Case], Protocol):
    """Cases, and what the gate asks about them."""

    def of_trainees(self, trainee_ids: Sequence[TraineeId]) -> tuple[Case, ...]:
        """All cases of these trainees, by number."""
        ...

    def confirmations(
        self, case_ids: Sequence[CaseId]
    ) -> Mapping[CaseId, tuple[Confirmation, ...]]:
        """Supervised signatures on their administration runs, oldest first; void and superseded runs are left out."""
        ...

    def claims_beside(self, trainee_ids: Sequence[TraineeId]) -> tuple[Claim, ...]:
        """What other trainees claim of administrations that these trainees logged: given, not void, not only observed."""
        ...


class RunStore(Protocol):
    """Runs with their answers."""

    def get(self, run_id: RunId) -> Run:
        """The run with its answers; raises `NotFound`."""
        ...

    def add(self, run: Run) -> None:
        """Store a new run and the answers it carries."""
        ...

    def put_answers(
        self, run_id: RunId, given: Iterable[Answer], removed: Iterable[str] = ()
    ) -> None:
        """Write these answers over the old ones and take back the removed; the others stay."""
        ...

    def put_attachments(self, run_id: RunId, kept: tuple[Attachment, ...]) -> None:
        """Let the run have exactly these files; refused once sealed."""
        ...

    def put_transcription(self, run_id: RunId, said: Transcription) -> None:
        """Note that the run was typed in from paper; refused once sealed."""
        ...

    def mark_submitted(self, run_id: RunId, at: Moment, by: PersonId, attention: int) -> None:
        """Note who submitted it and when, and how many items need attention."""
        ...

    def mark_reopened(self, run_id: RunId) -> None:
        """Make a submitted, unsigned run a draft again."""
        ...

    def void(self, run_id: RunId, voided: Voided) -> None:
        """Note that the run is void; it stays readable."""
        ...

    def set_event_time(self, run_id: RunId, at: Moment) -> None:
        """Correct when the thing recorded happened; refused once sealed."""
        ...

    def set_late_reason(self, run_id: RunId, reason: str) -> None:
        """Note why the record was begun late; refused once sealed."""
        ...

    def superseded_by(self, run_id: RunId) -> RunId | None:
        """The signed amendment of this run, if there is one."""
        ...

    def newest_of_kind(self, kind: str, subject: Subject) -> RunId | None:
        """The newest submitted run of that kind about the same case, or else the same room and instrument as far as named.

        Void and superseded runs are left out; where the subject names none of them there is no such run.
        """
        ...


class LogStore(Protocol):
    """The log."""

    def head(self) -> LogHead:
        """Its length and last hash."""
        ...

    def append(self, draft: EntryDraft) -> LogEntry:
        """Chain one entry onto the log in the open transaction."""
        ...

    def last_at(self) -> Moment | None:
        """When the last entry was made."""
        ...

    def digest_at(self, sequence: int) -> bytes | None:
        """The hash of one entry, None beyond the end."""
        ...

    def entries(self) -> Iterator[LogEntry]:
        """All entries, streamed from the first."""
        ...


class UnitOfWork(Protocol):
    """One transaction on the one writing connection; rolls back unless told to commit."""

    people: EntityStore[Person]
    trainees: EntityStore[Trainee]
    supervisors: EntityStore[SupervisingAU]
    rooms: EntityStore[Room]
    instruments: EntityStore[Instrument]
    cases: CaseStore
    templates: TemplateStore
    runs: RunStore
    sign_offs: SignOffStore
    sealed: SealedRunStore
    returns: ReturnStore
    log: LogStore
    facts: FactStore
    drafts: DraftStore
    exports: ExportStore
    search: SearchStore
    hours: HourStore
    papers: PaperStore
    statements: StatementStore
    ratings: RatingStore
    safety: SafetyStore
    qualifications: KeptStore[Qualification]
    placements: KeptStore[Placement]
    follow_ups: KeptStore[LicenseFollowUp]
    hosts: KeptStore[HostProfile]
    programs: KeptStore[ProgramProfile]
    courses: KeptStore[CourseTemplate]
    schedules: KeptStore[Schedule]
    requests: KeptStore[SignatureRequest]
    template_drafts: KeptStore[TemplateDraft]
    paper_forms: KeptStore[PaperForm]

    def __enter__(self) -> Self:
        """Begin."""
        ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Roll back what was not committed."""
        ...

    def next_number(self, series: str) -> int:
        """The next number of a series, without gaps: it is taken back with the transaction."""
        ...

    def kept(self, value_type: type[Kept], kind: str) -> KeptStore[Kept]:
        """Values of one kind that stay few and that no list asks by field, each one document with an `id`."""
        ...

    def commit(self) -> None:
        """Make it last."""
        ...


class ReadQueries(Protocol):
    """Lists by SQL, straight into rows."""

    def roster(self, wanted: RosterFilter, page: PageRequest, today: date) -> Page[RosterRow]:
        """Trainees."""
        ...

    def cases(self, wanted: CaseFilter, page: PageRequest) -> Page[CaseRow]:
        """Cases; the verdicts come from the gate."""
        ...

    def runs(self, wanted: RunFilter, page: PageRequest) -> Page[RunRow]:
        """Runs of checklists."""
        ...

    def waiting(
        self, page: PageRequest, wanted: WaitingFilter = ANYONES_SIGNATURES
    ) -> Page[WaitingRow]:
        """Signatures waited for, the required first, oldest first."""
        ...

    def cases_changed_since_signed(self) -> tuple[ChangedCaseRow, ...]:
        """Cases that were changed after their last signature as supervised, the oldest signature first."""
        ...

    def signatures(self, page: PageRequest) -> Page[SignatureRow]:
        """Signatures given, newest first."""
        ...

    def exports(self, page: PageRequest) -> Page[ExportRow]:
        """Files that left, newest first."""
        ...

    def log(self, words: str, page: PageRequest) -> Page[LogRow]:
        """The log, newest first."""
        ...

    def find(self, words: str, limit: int) -> tuple[Hit, ...]:
        """Records by words, best first; the last word may be unfinished."""
        ...

    def due(self, until: date) -> tuple[DueRow, ...]:
        """Calibrations and memberships that end by then, soonest first."""
        ...

    def done_runs(
        self, template_id: str, about: Need | None, about_id: UUID | None, most: int
    ) -> tuple[DoneRun, ...]:
        """The newest submitted runs of that checklist about that thing, neither void nor replaced, newest first."""
        ...

    def days_of_use(
        self, since: date, thing: tuple[Need, UUID] | None = None
    ) -> tuple[UseRow, ...]:
        """The days from then on with work in a room, or with an instrument; of all of them where none is named."""
        ...

    def draft_count(self) -> int:
        """How many runs are drafts."""
        ...

    def trainees_visiting(self, day: date) -> tuple[TraineeId, ...]:
        """Trainees with a visit on that day."""
        ...

    def trainees_active(self) -> tuple[TraineeId, ...]:
        """Trainees in training."""
        ...

    def cases_between(self, first: date, last: date) -> tuple[CaseId, ...]:
        """Cases of these days, not voided, by day."""
        ...

    def cases_with_parts_open(self) -> tuple[CaseId, ...]:
        """Cases, not voided, whose claimed and rated part differ and are not settled, by day."""
        ...

    def given_between(self, first: date, last: date) -> tuple[GivenRow, ...]:
        """Administrations given in these days, by drug and activity; two trainees at one are one administration."""
        ...

    def signed_about(
        self, trainee_ids: Sequence[TraineeId], kinds: Sequence[str]
    ) -> tuple[SignedAbout, ...]:
        """Complete, signed checklists of these kinds about these trainees, by day; neither void nor replaced."""
        ...

    def supervisor_of(self, person_id: PersonId) -> SupervisorId | None:
        """The supervising AU that a person's account stands for."""
        ...
