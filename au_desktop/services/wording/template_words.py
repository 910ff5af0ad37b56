"""What is wrong with a template, in words: for the editor as people type, and for a template file line by line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from au_desktop.domain.checklists.faults import Fault, TemplateFault
from au_desktop.services.sentences import as_sentence


@dataclass(frozen=True, slots=True)
class FaultWords:
    """One fault as people read it: the item, section or sign-off (empty: the template itself), and the sentence.

    `fault` leads an editor to the field; two that read alike are alike.
    """

    where: str
    sentence: str
    fault: Fault | None = field(default=None, compare=False)


def fault_words(faults: Iterable[TemplateFault]) -> tuple[FaultWords, ...]:
    """The faults as sentences."""
    return tuple(
        FaultWords(one.where, as_sentence(fault_reason(one)), one.fault) for one in faults
    )


def fault_reason(found: TemplateFault) -> str:
    """Why a template cannot be taken, without a capital and a full stop."""
    return FAULT_REASONS[found.fault].format(fact=found.fact)


FAULT_REASONS: Mapping[Fault, str] = MappingProxyType(
    {
        Fault.BAD_KEY: "the key {fact!r} must be small letters, digits and underscores and begin with a letter",
        Fault.REPEATED_KEY: "the key {fact!r} is used more than once",
        Fault.NO_TITLE: "the title is blank",
        Fault.NO_BASIS: "the basis names no citation",
        Fault.BAD_VERSION: "the version is {fact}; it starts at 1",
        Fault.NO_SECTIONS: "the template has no sections",
        Fault.NO_ITEMS: "the section has no items",
        Fault.UNKNOWN_DRUG: "the drug {fact!r} is not in the reference data",
        Fault.CONDITION_LATER_ITEM: "the condition asks about {fact!r}, which is no earlier item",
        Fault.CONDITION_IMPOSSIBLE: "the condition asks for an answer that cannot be given: {fact}",
        Fault.LIMITS_NOT_HERE: "limits belong to numbers, quantities, computed items and timers only",
        Fault.LIMITS_OUT_OF_ORDER: "the limits must rise from low action over attention to high action",
        Fault.LIMITS_WRONG_UNIT: "the limits' unit {fact!r} cannot be compared with the item's units",
        Fault.CHOICES_MISSING: "a choice item needs choices",
        Fault.CHOICES_NOT_HERE: "choices belong to choice items only",
        Fault.CHOICE_REPEATED: "the choice {fact!r} is given more than once",
        Fault.UNITS_NOT_HERE: "units belong to numbers, quantities and computed items only",
        Fault.UNIT_WRONG: "the unit {fact!r} does not measure this kind of quantity",
        Fault.UNIT_REPEATED: "a unit is given more than once",
        Fault.ONE_UNIT_ONLY: "a computed item has one unit",
        Fault.QUANTITY_MISSING: "a quantity item must say which quantity it measures",
        Fault.QUANTITY_NOT_HERE: "only a quantity item says which quantity it measures",
        Fault.EXPECTED_IMPOSSIBLE: "the expected answer {fact!r} cannot be given",
        Fault.FORMULA_MISSING: "a computed item must name its formula",
        Fault.FORMULA_NOT_HERE: "only a computed item names a formula",
        Fault.FORMULA_UNKNOWN: "the formula {fact!r} is not known",
        Fault.ARGUMENT_UNKNOWN: "the formula takes no argument {fact!r}",
        Fault.ARGUMENT_MISSING: "the formula needs the argument {fact!r}",
        Fault.ARGUMENT_SOURCE: "the formula reads {fact!r}, which is no earlier item with a figure or time",
        Fault.PREFILL_NOT_HERE: "{fact!r} cannot fill this type of item",
        Fault.PREFILL_ITEM: "a calibration date is filled in from an earlier instrument item; no other source names one",
        Fault.PREFILL_RUN: "a first answer from an earlier run names the kind of checklist and the item; no other source does",
        Fault.LIKE_ITEM: "the amount is compared with {fact!r}, which is no earlier amount of the same kind",
        Fault.TIME_ORDER_NOT_HERE: "only times and timers are compared with another time",
        Fault.TIME_ORDER_ITEM: 'the time is compared with {fact!r}, which is no earlier time (nor "event")',
        Fault.TRAINEE_NOT_NEEDED: "the item records a trainee's part, but the template needs no trainee",
        Fault.TEXT_LENGTH: "the greatest length is {fact}; it is at least 1",
        Fault.PART_OF_SUPERVISED: "a signature as supervised is for the whole record, because it confirms the case",
        Fault.PART_UNKNOWN: "the signature is for the section {fact!r}, which the template does not have",
        Fault.NO_SIGN_OFF: "the template asks for no sign-off",
        Fault.MEANING_UNKNOWN: "the meaning {fact!r} is none of performed, supervised, reviewed, witnessed, countersigned",
        Fault.MEANING_REPEATED: "the meaning {fact!r} is asked for more than once",
        Fault.NO_ROLE: "the sign-off names no role",
        Fault.READ_ITEM_MISSING: "checklists of this kind need the item {fact!r}: the case log and the workbook read it",
        Fault.READ_ITEM_TYPE: "the case log and the workbook read this item, so it must be of the type {fact}",
        Fault.ROLE_MAY_NOT_SIGN: "the role {fact!r} may not give this sign-off",
    }
)
