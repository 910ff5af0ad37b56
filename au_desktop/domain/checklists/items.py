"""One line of a checklist: what is asked, on what basis, and which answers need a second look."""

from dataclasses import dataclass
from enum import StrEnum

from au_desktop.domain.checklists.conditions import Condition
from au_desktop.domain.checklists.limits import Limits
from au_desktop.domain.quantities import QuantityKind


class ItemType(StrEnum):
    """What kind of answer an item takes."""

    CONFIRM = "confirm"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    TEXT = "text"
    NUMBER = "number"
    QUANTITY = "quantity"
    DATE_TIME = "date_time"
    PERSON = "person"
    INSTRUMENT = "instrument"
    ROOM = "room"
    DRUG = "drug"
    TIMER = "timer"
    PART_TAKEN = "part_taken"
    COMPUTED = "computed"


REFERENCE_TYPES = frozenset({ItemType.PERSON, ItemType.INSTRUMENT, ItemType.ROOM, ItemType.DRUG})
AMOUNT_TYPES = frozenset({ItemType.NUMBER, ItemType.QUANTITY, ItemType.COMPUTED, ItemType.TIMER})
MOMENT_TYPES = frozenset({ItemType.DATE_TIME, ItemType.TIMER})


class PrefillSource(StrEnum):
    """Where the form may take a first answer from; the person still confirms it."""

    CASE_DRUG = "case.drug"
    CASE_PRESCRIBED = "case.prescribed"
    CASE_PRESCRIBED_LOW = "case.prescribed_low"
    CASE_PRESCRIBED_HIGH = "case.prescribed_high"
    CASE_ADMINISTERED = "case.administered"
    CASE_ROUTE = "case.route"
    CASE_DATE = "case.date"
    CASE_PATIENT_CODE = "case.patient_code"
    CASE_SUPERVISOR = "case.supervisor"
    CASE_PARTICIPATION = "case.participation"
    RUN_EVENT_TIME = "run.event_time"
    RUN_STARTED_BY = "run.started_by"
    RUN_ROOM = "run.room"
    RUN_INSTRUMENT = "run.instrument"
    RUN_DRUG = "run.drug"
    INSTRUMENT_CALIBRATION_DUE = "instrument.calibration_due"
    CENTER_LICENSE = "center.license"
    EARLIER_RUN = "earlier"


@dataclass(frozen=True, slots=True)
class ItemBasis:
    """Where a figure or a demand comes from; `verify` marks what the center must still confirm against the source."""

    citation: str
    edition: str = ""
    verify: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers of a choice item; `attention` marks the answers that need a second look."""

    key: str
    title: str
    attention: bool = False


@dataclass(frozen=True, slots=True)
class SkipRule:
    """Whether an item may be passed without an answer, and whether that needs a reason."""

    allowed: bool = True
    reason_required: bool = True


@dataclass(frozen=True, slots=True)
class Prefill:
    """A first answer offered by the form: from the case, the run or the center, or from the instrument chosen in `item`.

    With `EARLIER_RUN` it is the answer to `item` in the newest submitted run of template kind `kind` about the same case
    (without a case: the same room or instrument); `kind` is used with that source only.
    """

    source: PrefillSource
    item: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of `domain/radiation` by name, with the item that gives each argument."""

    name: str
    arguments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a checklist.

    Args:
        key: unique in the template, letters, digits and underscores.
        type: what kind of answer it takes.
        title: a short imperative.
        basis: the label, rule or local practice it comes from.
        hint: one more line for the hand that fills it.
        required: a run cannot be submitted without an answer or a reasoned skip.
        critical: an unexpected answer, an action limit or a skip stops sign-off until an authorized role records why.
        condition: when it applies; None: always.
        limits: for numbers, quantities, computed values and timers (elapsed time).
        choices: the answers of choice and choices items.
        units: the units offered, the usual one first; for a computed item the unit of its result.
        quantity_kind: what a quantity item measures.
        expected: the answers that need no attention: one of them, or all where several may be chosen; empty: any will do.
        skip: whether and how it may be skipped.
        prefill: where the form takes a first answer from.
        formula: for computed items.
        not_before: "event" or the key of an earlier item with a time: this time may not lie before it.
        not_after: likewise, may not lie after it.
        trainee_part: it records the part that the trainee took.
        multiline: a text of several lines.
        max_length: the longest text taken.
        like: the key of an earlier item whose amount this one is expected to resemble; a tenfold slip is asked about.
    """

    key: str
    type: ItemType
    title: str
    basis: ItemBasis
    hint: str = ""
    required: bool = True
    critical: bool = False
    condition: Condition | None = None
    limits: Limits | None = None
    choices: tuple[Choice, ...] = ()
    units: tuple[str, ...] = ()
    quantity_kind: QuantityKind | None = None
    expected: tuple[str, ...] = ()
    skip: SkipRule = SkipRule()
    prefill: Prefill | None = None
    formula: Formula | None = None
    not_before: str = ""
    not_after: str = ""
    trainee_part: bool = False
    multiline: bool = False
    max_length: int = 500
    like: str = ""

    def choice(self, key: str) -> Choice | None:
        """The choice of that key, if the item offers it."""
        return next((choice for choice in self.choices if choice.key == key), None)
