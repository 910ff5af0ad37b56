"""What can be wrong with a template: one fault, where it lies, and the word that shows it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """Why a template cannot be taken."""

    BAD_KEY = "bad_key"
    REPEATED_KEY = "repeated_key"
    NO_TITLE = "no_title"
    NO_BASIS = "no_basis"
    BAD_VERSION = "bad_version"
    NO_SECTIONS = "no_sections"
    NO_ITEMS = "no_items"
    UNKNOWN_DRUG = "unknown_drug"
    CONDITION_LATER_ITEM = "condition_later_item"
    CONDITION_IMPOSSIBLE = "condition_impossible"
    LIMITS_NOT_HERE = "limits_not_here"
    LIMITS_OUT_OF_ORDER = "limits_out_of_order"
    LIMITS_WRONG_UNIT = "limits_wrong_unit"
    CHOICES_MISSING = "choices_missing"
    CHOICES_NOT_HERE = "choices_not_here"
    CHOICE_REPEATED = "choice_repeated"
    UNITS_NOT_HERE = "units_not_here"
    UNIT_WRONG = "unit_wrong"
    UNIT_REPEATED = "unit_repeated"
    ONE_UNIT_ONLY = "one_unit_only"
    QUANTITY_MISSING = "quantity_missing"
    QUANTITY_NOT_HERE = "quantity_not_here"
    EXPECTED_IMPOSSIBLE = "expected_impossible"
    FORMULA_MISSING = "formula_missing"
    FORMULA_NOT_HERE = "formula_not_here"
    FORMULA_UNKNOWN = "formula_unknown"
    ARGUMENT_UNKNOWN = "argument_unknown"
    ARGUMENT_MISSING = "argument_missing"
    ARGUMENT_SOURCE = "argument_source"
    PREFILL_NOT_HERE = "prefill_not_here"
    PREFILL_ITEM = "prefill_item"
    PREFILL_RUN = "prefill_run"
    LIKE_ITEM = "like_item"
    TIME_ORDER_NOT_HERE = "time_order_not_here"
    TIME_ORDER_ITEM = "time_order_item"
    TRAINEE_NOT_NEEDED = "trainee_not_needed"
    TEXT_LENGTH = "text_length"
    NO_SIGN_OFF = "no_sign_off"
    MEANING_UNKNOWN = "meaning_unknown"
    MEANING_REPEATED = "meaning_repeated"
    NO_ROLE = "no_role"
    PART_UNKNOWN = "part_unknown"
    PART_OF_SUPERVISED = "part_of_supervised"
    ROLE_MAY_NOT_SIGN = "role_may_not_sign"
    READ_ITEM_MISSING = "read_item_missing"
    READ_ITEM_TYPE = "read_item_type"


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """One fault: the item, section or sign-off it lies in (empty: the template itself), and what shows it."""

    where: str
    fault: Fault
    fact: str = ""


@dataclass(frozen=True, slots=True)
class FormulaInputs:
    """The arguments that a formula must have, and those it may have."""

    required: frozenset[str]
    optional: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """What templates may refer to outside themselves; `drugs` None: not checked."""

    formulas: Mapping[str, FormulaInputs]
    drugs: Collection[str] | None = None
