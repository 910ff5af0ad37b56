"""What every radiation safety record has: its number, its times, who entered it, and what lists and clocks ask of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from au_desktop.domain.errors import DomainError
from au_desktop.domain.ids import InstrumentId, PersonId, RoomId, RunId, SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.instruments import Instrument
from au_desktop.domain.training.cases import Voided


class RecordKind(StrEnum):
    """The kinds of radiation safety record, by the words that the log and the lists use; new ones go to the end."""

    DIRECTIVE = "written directive"
    TIME_OUT = "time-out"
    DOSAGE = "dosage"
    PACKAGE = "package"
    STOCK = "stock"
    STOCK_TAKE = "stock taking"
    SURVEY = "survey"
    RELEASE = "patient release"
    CONTAINER = "waste container"
    TRANSFER = "transfer"
    SEWER = "sewer disposal"
    EVENT = "event"
    INSTRUMENT_CHECK = "instrument check"
    SOURCE = "sealed source"
    SOURCE_CHECK = "source check"
    VISIT = "visit"
    INSTRUCTION = "instruction"
    DOSIMETER = "dosimeter"
    DOSE_ENTRY = "dose entry"
    PREGNANCY = "pregnancy declaration"


CODES: dict[RecordKind, str] = {
    RecordKind.DIRECTIVE: "WD",
    RecordKind.TIME_OUT: "TO",
    RecordKind.DOSAGE: "DS",
    RecordKind.PACKAGE: "PK",
    RecordKind.STOCK: "RM",
    RecordKind.STOCK_TAKE: "ST",
    RecordKind.SURVEY: "SV",
    RecordKind.RELEASE: "RL",
    RecordKind.CONTAINER: "WC",
    RecordKind.TRANSFER: "TR",
    RecordKind.SEWER: "SW",
    RecordKind.EVENT: "EV",
    RecordKind.INSTRUMENT_CHECK: "IC",
    RecordKind.SOURCE: "SS",
    RecordKind.SOURCE_CHECK: "SC",
    RecordKind.VISIT: "VI",
    RecordKind.INSTRUCTION: "IN",
    RecordKind.DOSIMETER: "DM",
    RecordKind.DOSE_ENTRY: "DE",
    RecordKind.PREGNANCY: "PD",
}
"""The letters before the number of each kind."""


def safety_code(kind: RecordKind, number: int) -> str:
    """The number of a record as a code, such as "PK-0007"."""
    return f"{CODES[kind]}-{number:04d}"


class RecordSigned(DomainError):
    """A signed record was to be changed: it is amended by a new one, never edited."""

    def __init__(self, code: str) -> None:
        super().__init__(f"{code} is signed")
        self.code = code


class RecordVoid(DomainError):
    """A void record was to be changed, signed or used."""

    def __init__(self, code: str) -> None:
        super().__init__(f"{code} is void")
        self.code = code


class RecordMoved(DomainError):
    """The record went a step further between showing it and changing or signing it."""

    def __init__(self, code: str) -> None:
        super().__init__(f"{code} has changed")
        self.code = code


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A person as the record names them: by id where they are in the center's list, always by name."""

    name: str
    id: PersonId | None = None


@dataclass(frozen=True, slots=True)
class RoomRef:
    """A room under the name that it had."""

    id: RoomId
    name: str


@dataclass(frozen=True, slots=True)
class MeterRef:
    """An instrument as it was on the day: name, model, serial number and the end of its calibration."""

    id: InstrumentId
    name: str
    model: str = ""
    serial: str = ""
    calibration_due: date | None = None

    @classmethod
    def of(cls, instrument: Instrument) -> "MeterRef":
        """The instrument as it is now."""
        return cls(
            instrument.id,
            instrument.name,
            instrument.model,
            instrument.serial,
            instrument.calibration_due,
        )


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something that must be done by a moment: what, by when, and the rule that says so."""

    key: str
    title: str
    due: Moment
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """What lists, search, clocks and links ask of a record, derived from it whenever it is stored.

    Args:
        label: what it is about, as its row is headed ("Lu-177 vipivotide, 7.40 GBq").
        about: what else tells it apart (room, lot, patient code).
        state: one word or two from the kind's own short list ("open", "passed", "disposed").
        open: something is still to be done about it.
        attention: a limit was exceeded, or a rule not met, whatever the state.
        deadlines: clocks that run; only those not yet met.
        links: ids of rooms, instruments, cases, trainees, people and other records that it names.
        words: further words by which it is found.
    """

    label: str
    about: str = ""
    state: str = ""
    open: bool = False
    attention: bool = False
    deadlines: tuple[Deadline, ...] = ()
    links: tuple[UUID, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyRecord:
    """The head of every record; each kind adds its own facts.

    `at` is when it happened, `entered_at` when it was first written down. `FINAL` kinds never change once signed: a new
    record `amends` them. The others live on in steps (a container, an event), and a signature names the revision it saw.
    Those that `CLOSES` are final too once nothing is open about them and what they say then is signed (a dosage).
    `run_id` names the checklist that it was taken from. Kinds that are kept out of general view name in `SEEN_BY` what a
    person must be allowed to see them; search does not find them and the log tells of them by code only.
    """

    KIND: ClassVar[RecordKind]
    FINAL: ClassVar[bool] = True
    CLOSES: ClassVar[bool] = False
    SEEN_BY: ClassVar[Permission | None] = None

    id: SafetyId
    number: int = 0
    at: Moment
    entered_at: Moment
    entered_by: PersonId
    revision: int = 1
    voided: Voided | None = None
    amends: SafetyId | None = None
    amend_reason: str = ""
    run_id: RunId | None = None
    notes: str = ""

    @property
    def code(self) -> str:
        """The number as shown."""
        return safety_code(self.KIND, self.number)

    @property
    def settled(self) -> bool:
        """Whether a signature on what it says now makes it final."""
        return self.FINAL or (self.CLOSES and not self.summary.open)

    @property
    def summary(self) -> Summary:
        """What lists ask of it; each kind tells its own."""
        raise NotImplementedError
