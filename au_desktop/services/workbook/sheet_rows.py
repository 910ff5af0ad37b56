"""The frozen rows of the RSO workbook's sheets, and the port that streams the records they are made from."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Protocol, TypeVar

from au_desktop.domain.audit import LogHead
from au_desktop.domain.checklists.runs import Run
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.ids import SafetyId, TraineeId
from au_desktop.domain.moments import Moment
from au_desktop.domain.people import Person
from au_desktop.domain.quantities import Activity, CountRate, DoseRate
from au_desktop.domain.safety.record_signatures import RecordSignature
from au_desktop.domain.safety.safety_records import SafetyRecord
from au_desktop.domain.signing.sign_offs import Seal, SignOff
from au_desktop.domain.training.cases import Case
from au_desktop.domain.training.counting.gate import Flag, Reason
from au_desktop.services.rows import RunState
from au_desktop.services.safety_stores import RunningClock

R = TypeVar("R", bound=SafetyRecord)


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a workbook, first and last included, by the local day of the event."""

    first: date
    last: date

    def __post_init__(self) -> None:
        """A range of days does not end before it begins."""
        if self.last < self.first:
            message = f"{self.last} is before {self.first}"
            raise ValueError(message)

    @classmethod
    def month_of(cls, day: date) -> "Days":
        """The calendar month that holds the day."""
        first = day.replace(day=1)
        following = (first + timedelta(days=32)).replace(day=1)
        return cls(first, following - timedelta(days=1))

    def holds(self, day: date) -> bool:
        """Whether the day is inside."""
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return f"{self.first.isoformat()} to {self.last.isoformat()}"


@dataclass(frozen=True, slots=True)
class RunNames:
    """The names of what a run is about; empty where it is not about such a thing."""

    case: str = ""
    trainee: str = ""
    room: str = ""
    instrument: str = ""
    patient_code: str = ""


@dataclass(frozen=True, slots=True)
class FilledRun:
    """A submitted run with everything that a sheet says of it."""

    run: Run
    template: Template
    names: RunNames
    state: RunState
    seal: Seal | None = None
    sign_offs: tuple[SignOff, ...] = ()
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class GivenCase:
    """An administration with its newest submitted checklist that is not void, if there is one."""

    case: Case
    trainee: str
    supervisor: str
    filled: FilledRun | None = None


@dataclass(frozen=True, slots=True)
class OpenSignature:
    """A signature that a submitted run still waits for."""

    code: str
    template_title: str
    about: str
    title: str
    roles: tuple[str, ...]
    event_at: Moment
    submitted_at: Moment


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A run that was begun and not submitted."""

    code: str
    template_title: str
    about: str
    started_by: str
    event_at: Moment
    entered_at: Moment


@dataclass(frozen=True, slots=True)
class TemplateVersion:
    """A template version that runs of the period were filled with."""

    template_id: str
    version: int
    title: str
    digest: str


class SheetSource(Protocol):
    """One consistent view of the records: what is written meanwhile does not show in it."""

    def log_head(self) -> LogHead:
        """The head of the log in this view."""
        ...

    def facts(self) -> Mapping[str, str]:
        """The center's own facts."""
        ...

    def people(self) -> tuple[Person, ...]:
        """Everyone who could ever sign."""
        ...

    def templates(self, days: Days) -> tuple[TemplateVersion, ...]:
        """The versions that submitted runs of these days were filled with, by id and version."""
        ...

    def given_cases(self, days: Days) -> Iterator[GivenCase]:
        """Administrations of these days that are not void, by day and number."""
        ...

    def runs(
        self, days: Days, kinds: tuple[str, ...] = (), *, sealed: bool = False
    ) -> Iterator[FilledRun]:
        """Submitted runs whose event lies in these days, by event time and number; void ones too; no kinds means all.

        Seals and signatures come only where they are asked for with `sealed`.
        """
        ...

    def trainees(self) -> tuple[TraineeId, ...]:
        """All trainees, by number."""
        ...

    def trainees_with_hours(self, days: Days) -> tuple[TraineeId, ...]:
        """Trainees with an entry of hours that touches these days, by number."""
        ...

    def trainees_with_cases(self, days: Days) -> tuple[TraineeId, ...]:
        """Trainees with a case in these days, by number."""
        ...

    def open_signatures(self, days: Days) -> Iterator[OpenSignature]:
        """Required signatures that runs of these days wait for, by event time."""
        ...

    def drafts(self, days: Days) -> Iterator[OpenDraft]:
        """Runs of these days that were not submitted, by event time."""
        ...

    def safety(self, kind: type[R], days: Days) -> Iterator[R]:
        """Safety records whose event lies in these days, by event; void and amended ones too."""
        ...

    def every_safety(self, kind: type[R]) -> tuple[R, ...]:
        """Safety records of a kind that stays small and lives on, whatever the days, by number; void ones too."""
        ...

    def safety_signatures(self, key: SafetyId) -> tuple[RecordSignature, ...]:
        """The signatures on a safety record, oldest first."""
        ...

    def safety_amended(self, key: SafetyId) -> bool:
        """Whether another safety record took the place of this one."""
        ...

    def safety_clocks(self) -> tuple[RunningClock, ...]:
        """Deadlines of safety records that are not met, the next first."""
        ...

    def newer_records(self, after: int) -> int:
        """How many entries of the log after this one are about records, exports and backups left out."""
        ...


class SheetQueries(Protocol):
    """Opens a view for one workbook."""

    def view(self) -> AbstractContextManager[SheetSource]:
        """A view that stays the same until it is closed."""
        ...


@dataclass(frozen=True, slots=True)
class SheetAmounts:
    """What was prescribed, as one activity or a range; and how a measured one compares is for the sheet to say."""

    low: Activity | None = None
    high: Activity | None = None


@dataclass(frozen=True, slots=True)
class AdministrationRow:
    """One dosage given."""

    case: str
    on: date
    given_at: Moment | None
    patient_code: str
    drug: str
    nuclide: str
    route: str
    prescribed: SheetAmounts
    assay: Activity | None
    residual: Activity | None
    administered: Activity | None
    assayed_at: Moment | None
    supervisor: str
    license_number: str
    location: str
    trainee: str
    part: str
    checklist: str
    state: str


@dataclass(frozen=True, slots=True)
class DosageRow:
    """One determination of a dosage (10 CFR 35.2063)."""

    checklist: str
    case: str
    patient_code: str
    drug: str
    nuclide: str
    lot: str
    prescribed: SheetAmounts
    determined: Activity | None
    determined_at: Moment
    determined_by: str
    instrument: str
    part: str
    state: str


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """One reading of an area survey (10 CFR 35.2070); a count rate has no dose rate.

    `checked` says whether battery and check source of the meter were in order, where that was kept.
    """

    checklist: str
    at: Moment
    room: str
    place: str
    instrument: str
    background: DoseRate | None
    reading: DoseRate | CountRate
    trigger: DoseRate | None
    action: DoseRate | None
    surveyed_by: str
    note: str
    state: str
    calibration_due: date | None = None
    checked: str = ""


@dataclass(frozen=True, slots=True)
class HourFigures:
    """A trainee's hours against the chosen path; None where the path asks for none."""

    classroom_needed: Decimal | None = None
    classroom_counted: Decimal = Decimal(0)
    total_needed: Decimal | None = None
    total_counted: Decimal = Decimal(0)
    topics_missing: str = ""
    elements_missing: str = ""


@dataclass(frozen=True, slots=True)
class TraineeSheetRow:
    """One trainee and one requested category; a trainee who requests none has one row without a category."""

    trainee: str
    name: str
    degree: str
    pathway: str
    profile: str
    status: str
    license_state: str
    member_until: date | None
    capacity: str
    category: str
    needed: int | None
    counted: int | None
    waiting: int | None
    satisfied_by: str
    cases_in_period: int
    hours: HourFigures = field(default_factory=HourFigures)


@dataclass(frozen=True, slots=True)
class CaseSheetRow:
    """One case of the period, with the gate's verdict."""

    case: str
    on: date
    trainee: str
    trainee_code: str
    drug: str
    administered: Activity | None
    category: str
    part: str
    supervisor: str
    location: str
    license_number: str
    patient_code: str
    state: str
    counts: bool
    reasons: tuple[Reason, ...]
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """One answered item of one run."""

    checklist: str
    template: str
    version: int
    event_at: Moment
    about: str
    section: str
    item: str
    answer: str
    amount: Decimal | None
    unit: str
    finding: str
    note: str
    answered_by: str
    answered_at: Moment
    state: str


@dataclass(frozen=True, slots=True)
class SignOffRow:
    """One signature with its validity as of the day of the workbook."""

    checklist: str
    template: str
    signer: str
    role: str
    meaning: str
    event_at: Moment
    entered_at: Moment
    signed_at: Moment
    digest: str
    validity: str
    broken_fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GapRow:
    """Something missing, unsigned, unfinished or overdue; `reasons` are the gate's where a case does not count."""

    kind: str
    record: str
    since: date | None
    about: str
    detail: str = ""
    who: str = ""
    reasons: tuple[Reason, ...] = field(default_factory=tuple)
    todo: str = ""
