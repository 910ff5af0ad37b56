"""The frozen rows that lists show, with what they are asked by: filters, sort keys and pages."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar
from uuid import UUID

from au_desktop.domain.checklists.templates import Need
from au_desktop.domain.ids import (
    CaseId,
    ExportId,
    InstrumentId,
    PersonId,
    RunId,
    SupervisorId,
    TraineeId,
)
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity
from au_desktop.domain.roles import Role
from au_desktop.domain.training.cases import CaseState, Part
from au_desktop.domain.training.trainees import Capacity, Pathway, Period, TraineeStatus

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which rows of a long list: how many, after which cursor, sorted by which column of the row."""

    limit: int = 60
    after: tuple[str | int | None, ...] | None = None
    sort: str = ""
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Rows, the cursor of the next page (None at the end) and how many rows the whole list has."""

    rows: tuple[Row, ...]
    next: tuple[str | int | None, ...] | None
    total: int


@dataclass(frozen=True, slots=True)
class RosterFilter:
    """Words to find, a status, a capacity; empty means all."""

    words: str = ""
    status: TraineeStatus | None = None
    visiting_on: date | None = None


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One trainee of the roster; sort keys: name, number, status, last_case, next_visit."""

    trainee_id: TraineeId
    number: int
    code: str
    name: str
    degree: str
    pathway: Pathway
    requested: tuple[str, ...]
    profile_id: str
    license_state: str
    status: TraineeStatus
    capacity_today: Capacity | None
    next_visit: Period | None
    member_until: date | None
    cases_logged: int
    last_case: date | None


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Words to find, one trainee, a state, a range of days; None means all. Voided cases only on request."""

    words: str = ""
    trainee_id: TraineeId | None = None
    state: CaseState | None = None
    first: date | None = None
    last: date | None = None
    with_voided: bool = False


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case of the log; sort keys: on, number, trainee, drug. `administered` is the text as entered."""

    case_id: CaseId
    number: int
    code: str
    on: date
    trainee_id: TraineeId
    trainee: str
    drug_id: str
    administered: str
    part: Part | None
    supervisor_id: SupervisorId | None
    supervisor: str
    patient_code: str
    state: CaseState
    voided: bool


class RunState(StrEnum):
    """Where a run stands; worked out from its facts."""

    DRAFT = "draft"
    WAITING = "waiting for signature"
    DONE = "signed"
    SUPERSEDED = "superseded"
    VOIDED = "voided"


@dataclass(frozen=True, slots=True)
class RunFilter:
    """Words to find, a state, a template, one case, trainee or room; None means all."""

    words: str = ""
    state: RunState | None = None
    template_id: str = ""
    case_id: CaseId | None = None
    trainee_id: TraineeId | None = None
    first: date | None = None
    last: date | None = None
    returned_to: PersonId | None = None


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run of a checklist; sort keys: event_at, number, template, state."""

    run_id: RunId
    number: int
    code: str
    template_id: str
    template_title: str
    template_version: int
    kind: str
    event_at: Moment
    entered_at: Moment
    started_by: str
    about: str
    state: RunState
    attention: int
    waiting_for: str
    returned: str = ""
    """Why it was returned for correction, as long as it waits for that."""


@dataclass(frozen=True, slots=True)
class WaitingFilter:
    """Whose signatures: everyone's, or those that one person may give; all, or only what a record cannot do without.

    What must say "performed" waits for whoever submitted the run, unless it is said of a part only: then for anyone of the
    roles. The others narrow it: to a kind of checklist, a trainee, what was submitted before a moment, what needs attention.
    """

    role: Role | None = None
    person_id: PersonId | None = None
    required_only: bool = False
    kind: str = ""
    trainee_id: TraineeId | None = None
    submitted_before: Moment | None = None
    attention_only: bool = False


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One signature that is waited for."""

    run_id: RunId
    position: int
    meaning: str
    roles: tuple[Role, ...]
    code: str
    template_title: str
    about: str
    event_at: Moment
    submitted_at: Moment
    submitted_by: str
    attention: int
    supervisor_person_id: PersonId | None
    required: bool = True
    kind: str = ""
    sections: tuple[str, ...] = ()
    asked: bool = False


@dataclass(frozen=True, slots=True)
class ChangedCaseRow:
    """A case that was changed after its last signature as supervised: it waits for a new confirmation."""

    case_id: CaseId
    case_code: str
    run_id: RunId
    code: str
    template_title: str
    trainee: str
    signer: str
    signed_at: Moment


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """One sign-off of a run as lists show it."""

    run_id: RunId
    code: str
    template_title: str
    signer: str
    role: Role
    meaning: str
    event_at: Moment
    entered_at: Moment
    signed_at: Moment


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One file that left the center: what, for which days, by whom, how large, its digest and the log's length then."""

    export_id: ExportId
    what: str
    file_name: str
    period: str
    made_by: str
    made_at: Moment
    digest: str
    log_length: int


@dataclass(frozen=True, slots=True)
class LogRow:
    """One entry of the log as the log page shows it."""

    sequence: int
    at: Moment
    actor: str
    role: str
    verb: str
    subject: str
    reason: str
    fields: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result."""

    kind: str
    id: UUID
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What the sidebar's badges show."""

    drafts: int
    waiting_for_me: int
    waiting: int
    instruments_due: int


@dataclass(frozen=True, slots=True)
class GivenRow:
    """How many administrations of one drug with one prescribed (or, without that, administered) activity were given."""

    drug_id: str
    activity: Activity
    number: int


@dataclass(frozen=True, slots=True)
class DueRow:
    """Something with a date: an instrument's calibration, a trainee's membership or a recurring checklist."""

    kind: str
    id: UUID
    title: str
    detail: str
    due: date


@dataclass(frozen=True, slots=True)
class UseRow:
    """That a checklist of a kind was begun on a local day in a room, or with an instrument."""

    about: Need
    about_id: UUID
    template_id: str
    kind: str
    day: date


@dataclass(frozen=True, slots=True)
class SignedAbout:
    """That a complete, signed checklist of a kind stands about a trainee: the local day of its event."""

    trainee_id: TraineeId
    kind: str
    on: date


@dataclass(frozen=True, slots=True)
class InstrumentChoice:
    """An instrument as a form offers it."""

    instrument_id: InstrumentId
    name: str
