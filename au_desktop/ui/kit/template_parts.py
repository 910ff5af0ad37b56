"""What the parts of a checklist template are called on screen: types, needs, first answers, limits, conditions."""

from collections.abc import Mapping
from decimal import Decimal

from au_desktop.domain.checklists.conditions import (
    AllHold,
    Answered,
    AnyHolds,
    AnyOf,
    Condition,
    Is,
    IsNot,
)
from au_desktop.domain.checklists.items import Item, ItemBasis, ItemType, PrefillSource
from au_desktop.domain.checklists.limits import Limits
from au_desktop.domain.checklists.templates import Need, Recurrence, SignOffRule, Template
from au_desktop.domain.number_text import plain_text
from au_desktop.services.sentences import roles_said
from au_desktop.services.wording.run_words import token_title

ITEM_TYPES: Mapping[ItemType, tuple[str, str]] = {
    ItemType.CONFIRM: ("Confirm a step", "check"),
    ItemType.YES_NO: ("Yes or no", "checklists"),
    ItemType.CHOICE: ("One choice", "table"),
    ItemType.CHOICES: ("Several choices", "table"),
    ItemType.TEXT: ("Text", "pencil"),
    ItemType.NUMBER: ("Number", "keypad"),
    ItemType.QUANTITY: ("Quantity with unit", "keypad"),
    ItemType.DATE_TIME: ("Date and time", "calendar"),
    ItemType.PERSON: ("Person", "person"),
    ItemType.INSTRUMENT: ("Instrument", "instruments"),
    ItemType.ROOM: ("Room", "room"),
    ItemType.DRUG: ("Drug", "drop"),
    ItemType.TIMER: ("Timer", "timer"),
    ItemType.PART_TAKEN: ("Part the trainee took", "trainees"),
    ItemType.COMPUTED: ("Computed", "verify"),
}
"""Words and icon of each type."""

NEEDS: Mapping[Need, str] = {
    Need.CASE: "A case",
    Need.TRAINEE: "A trainee",
    Need.SUPERVISOR: "A supervising AU",
    Need.ROOM: "A room",
    Need.INSTRUMENT: "An instrument",
    Need.DRUG: "A drug",
    Need.PERSON: "A person",
}

MEANING_WORDS: Mapping[str, str] = {
    "performed": "Performed",
    "supervised": "Supervised",
    "reviewed": "Reviewed",
    "witnessed": "Witnessed",
    "countersigned": "Countersigned",
}

PREFILLS: Mapping[PrefillSource, str] = {
    PrefillSource.CASE_DRUG: "The drug of the case",
    PrefillSource.CASE_PRESCRIBED: "The prescribed dosage of the case",
    PrefillSource.CASE_PRESCRIBED_LOW: "The low end of the prescribed range",
    PrefillSource.CASE_PRESCRIBED_HIGH: "The high end of the prescribed range",
    PrefillSource.CASE_ADMINISTERED: "The administered dosage of the case",
    PrefillSource.CASE_ROUTE: "The route of the case",
    PrefillSource.CASE_DATE: "The date of the case",
    PrefillSource.CASE_PATIENT_CODE: "The patient code of the case",
    PrefillSource.CASE_SUPERVISOR: "The supervising AU of the case",
    PrefillSource.CASE_PARTICIPATION: "The trainee's part in the case",
    PrefillSource.RUN_EVENT_TIME: "The time of the work",
    PrefillSource.RUN_STARTED_BY: "Whoever started the checklist",
    PrefillSource.RUN_ROOM: "The room of the checklist",
    PrefillSource.RUN_INSTRUMENT: "The instrument of the checklist",
    PrefillSource.RUN_DRUG: "The drug of the checklist",
    PrefillSource.INSTRUMENT_CALIBRATION_DUE: "When the instrument's calibration is due",
    PrefillSource.CENTER_LICENSE: "The license number of the center",
    PrefillSource.EARLIER_RUN: "An earlier checklist",
}

LIMIT_FIELDS: tuple[tuple[str, str], ...] = (
    ("low_action", "Action below"),
    ("low_attention", "Attention below"),
    ("high_attention", "Attention above"),
    ("high_action", "Action above"),
)
_MINUS = "\u2212"


def type_words(kind: ItemType) -> str:
    """What an item's type is called."""
    return ITEM_TYPES[kind][0]


def recurrence_words(recurs: tuple[Recurrence, ...]) -> str:
    """Such as "weekly, after repair"."""
    return ", ".join(one.value for one in recurs)


def basis_line(basis: ItemBasis) -> str:
    """Citation and edition."""
    return f"{basis.citation}, {basis.edition}" if basis.edition else basis.citation


def figure_words(figure: Decimal) -> str:
    """A figure with a true minus sign."""
    return plain_text(figure).replace("-", _MINUS, 1)


def limits_words(limits: Limits | None) -> str:
    """Such as "attention below \u221210, action above 20 %, the center's own figures"."""
    if limits is None:
        return ""
    unit = f" {limits.unit}" if limits.unit else ""
    parts = [
        f"{words.casefold()} {figure_words(figure)}{unit}"
        for name, words in LIMIT_FIELDS
        if (figure := getattr(limits, name)) is not None
    ]
    if limits.limit_counts:
        parts.append("the limit itself counts as outside")
    if limits.local:
        parts.append("the center's own figures")
    return ", ".join(parts)


def condition_words(template: Template, condition: Condition | None) -> str:
    """Such as "\u201cGo ahead\u201d is yes and \u201cReading\u201d is answered"; nothing where it always applies."""
    if condition is None:
        return ""
    items = {item.key: item for item in template.items}
    return _part_words(items, condition, inner=False)


def signature_words(rule: SignOffRule) -> str:
    """Such as "Supervised: Preceptor"; "if wanted" where it is not needed."""
    roles = roles_said(rule.roles)
    return f"{rule.title}: {roles}{'' if rule.required else ', if wanted'}"


def _part_words(items: Mapping[str, Item], condition: Condition, *, inner: bool) -> str:
    if isinstance(condition, AllHold | AnyHolds):
        joined = " and " if isinstance(condition, AllHold) else " or "
        words = joined.join(_part_words(items, part, inner=True) for part in condition.parts)
        return f"({words})" if inner and len(condition.parts) > 1 else words
    item = items.get(condition.item)
    title = f"\u201c{condition.item if item is None else item.title}\u201d"
    return f"{title} {_test_words(item, condition)}"


def _test_words(item: Item | None, condition: Is | IsNot | AnyOf | Answered) -> str:
    def said(token: str) -> str:
        return token if item is None else token_title(item, token)

    match condition:
        case Is(_, token):
            words = f"is {said(token)}"
        case IsNot(_, token):
            words = f"is not {said(token)}"
        case AnyOf(_, tokens):
            words = f"is {' or '.join(said(token) for token in tokens)}"
        case Answered(_, answered):
            words = "is answered" if answered else "is not answered yet"
    return words
