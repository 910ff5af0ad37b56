"""What the use cases ask of the store of radiation safety records, and the rows that their lists show."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar
from uuid import UUID

from au_desktop.domain.canonical import Document
from au_desktop.domain.ids import SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.safety.record_signatures import RecordSignature
from au_desktop.domain.safety.safety_records import Deadline, RecordKind, SafetyRecord, safety_code
from au_desktop.domain.training.cases import Voided
from au_desktop.services.rows import Page, PageRequest

R = TypeVar("R", bound=SafetyRecord)


@dataclass(frozen=True, slots=True)
class SafetyFilter:
    """Which records of a kind: words to find, states, a link, days of the event; what is left empty means all.

    Void and amended records are left out unless `retired` asks for them, too.
    """

    kind: RecordKind
    words: str = ""
    states: tuple[str, ...] = ()
    open_only: bool = False
    attention_only: bool = False
    unsigned_only: bool = False
    link: UUID | None = None
    first: date | None = None
    last: date | None = None
    retired: bool = True


@dataclass(frozen=True, slots=True)
class SafetyRow:
    """One record in a list. `signatures` says how many stand for it, `amended` that a newer one took its place."""

    id: SafetyId
    kind: RecordKind
    number: int
    at: Moment
    label: str
    about: str
    state: str
    open: bool
    attention: bool
    voided: bool
    amended: bool
    signatures: int
    revision: int

    @property
    def code(self) -> str:
        """The number as shown."""
        return safety_code(self.kind, self.number)


@dataclass(frozen=True, slots=True)
class RunningClock:
    """A deadline of an open record."""

    record_id: SafetyId
    kind: RecordKind
    code: str
    label: str
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """A record as the file has it: every revision as the document that was kept, with the moment it was written.

    `fits` says that what stands beside the revisions for lists is the last of them.
    """

    id: UUID
    kind: RecordKind
    number: int
    revisions: tuple[tuple[Moment, Document], ...]
    voided: Voided | None
    fits: bool = True

    @property
    def code(self) -> str:
        """The number as shown."""
        return safety_code(self.kind, self.number)


class SafetyStore(Protocol):
    """Radiation safety records of every kind, with every revision that was ever kept."""

    def get(self, kind: type[R], key: UUID) -> R:
        """The record; raises `NotFound`."""
        ...

    def find(self, kind: type[R], key: UUID) -> R | None:
        """The record, or None."""
        ...

    def several(self, kind: type[R], keys: Sequence[UUID]) -> tuple[R, ...]:
        """The records of these keys, in their order; raises `NotFound`."""
        ...

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Every record of a kind that stays small, by number; void ones too."""
        ...

    def open_ones(self, kind: type[R]) -> tuple[R, ...]:
        """Those about which something is still to be done, by number; neither void nor amended."""
        ...

    def linked(self, kind: type[R], key: UUID) -> tuple[R, ...]:
        """Those that name this room, instrument, case or record, newest event first; neither void nor amended."""
        ...

    def newest(self, kind: type[R], link: UUID | None = None) -> R | None:
        """The newest by event, neither void nor amended; of those that name `link` where that is given."""
        ...

    def between(self, kind: type[R], first: date, last: date) -> Iterator[R]:
        """Those whose event was on these days, streamed by event; void and amended ones too."""
        ...

    def as_of(self, kind: type[R], at: Moment) -> tuple[R, ...]:
        """Every record as it was known at that moment, by number: its last revision written by then, void where it was."""
        ...

    def history(self, kind: type[R], key: UUID) -> tuple[tuple[Moment, R], ...]:
        """Every revision with the moment it was written, oldest first."""
        ...

    def put(self, record: SafetyRecord, written_at: Moment) -> None:
        """Store a new record, or the next revision of one."""
        ...

    def void(self, key: SafetyId, voided: Voided) -> None:
        """Note that it is void; it stays readable."""
        ...

    def amendment_of(self, key: SafetyId) -> SafetyId | None:
        """The record that took its place."""
        ...

    def page(self, wanted: SafetyFilter, request: PageRequest) -> Page[SafetyRow]:
        """A page of one kind; without a sort key the newest event first."""
        ...

    def rows(self, keys: Sequence[UUID]) -> tuple[SafetyRow, ...]:
        """The rows of these records of any kind, in their order; those that are not there are left out."""
        ...

    def clocks(self) -> tuple[RunningClock, ...]:
        """Deadlines of records that are neither void nor amended, the next first."""
        ...

    def attention(self, kind: RecordKind) -> int:
        """How many records of a kind are open."""
        ...

    def span(self, kind: RecordKind) -> tuple[int, date | None]:
        """How many records of a kind there are, void ones too, and the local day of the first event."""
        ...

    def numbered(self, kind: RecordKind, number: int) -> SafetyId | None:
        """The record of a kind with that number."""
        ...

    def count_before(self, kind: RecordKind, day: date) -> int:
        """How many events of a kind were before that day."""
        ...

    def sign(self, signature: RecordSignature) -> None:
        """Keep a signature; it never changes."""
        ...

    def signatures(self, key: SafetyId) -> tuple[RecordSignature, ...]:
        """The signatures on a record, oldest first."""
        ...

    def all_signatures(self) -> Iterator[RecordSignature]:
        """Every signature, streamed by number, for a check of the whole file and the workbook."""
        ...

    def kept(self) -> Iterator[KeptRecord]:
        """Every record of every kind as it was kept, streamed, for a check of the whole file."""
        ...

    def unsigned(self, kinds: Sequence[RecordKind], request: PageRequest) -> Page[SafetyRow]:
        """Records without any signature on their present revision, oldest event first; neither void nor amended."""
        ...
