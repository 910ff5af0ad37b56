"""Every kind of answer, finding, limit and condition in words, and every field of a form."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from au_desktop.domain.checklists.answers import (
    AnswerValue,
    At,
    Chosen,
    Computed,
    Confirmed,
    Number,
    PartTaken,
    Reference,
    Reply,
    Skipped,
    StepPart,
    Text,
    Timed,
    YesNo,
)
from au_desktop.domain.checklists.attachments import (
    AttachedAlready,
    PageMissing,
    TooManyAttachments,
)
from au_desktop.domain.checklists.conditions import (
    AllHold,
    Answered,
    AnyHolds,
    AnyOf,
    Condition,
    Is,
    IsNot,
)
from au_desktop.domain.checklists.file_kinds import DamagedPicture, FileKindNotTaken
from au_desktop.domain.checklists.items import Item, ItemType
from au_desktop.domain.checklists.limits import Breach, Limits
from au_desktop.domain.checklists.paper_form import (
    FormCodeWrong,
    FormSettled,
    FormState,
    PaperForm,
)
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.checklists.templates import Section
from au_desktop.domain.checklists.verdicts import FindingReason, ItemFinding, Severity
from au_desktop.domain.ids import FormId, RunId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import QuantityKind
from au_desktop.domain.quantity_display import UnitSystem
from au_desktop.services.checklists.printed_form import (
    FormSection,
    FormSource,
    PrintedForm,
    printed_form,
)
from au_desktop.services.refusals import rule_sentences
from au_desktop.services.sentences import sentence_for
from au_desktop.services.wording.finding_sentences import (
    condition_said,
    finding_sentence,
    limits_said,
)
from au_desktop.services.wording.paper_units import units_on_paper
from au_desktop.services.wording.run_words import answer_said, exact_time, token_said
from tests.builders import NOBODY
from tests.checklist_examples import NOON, PERSON, a_template, an_item, later

CHOICES = an_item("choice", ItemType.CHOICES, expected=("one",))
A_RATE = an_item("rate", ItemType.QUANTITY, quantity_kind=QuantityKind.DOSE_RATE)
TEMPLATE = a_template(
    an_item("yes", ItemType.YES_NO), CHOICES, an_item("part", ItemType.PART_TAKEN), an_item("a")
)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Confirmed(done=True), "Done"),
        (Confirmed(done=False), "Not done"),
        (YesNo(Reply.NA), "Not applicable"),
        (Chosen(("one", "gone")), "One; gone"),
        (Text("as seen"), "as seen"),
        (Reference("person", "Quist"), "Quist"),
        (Skipped(), "Skipped"),
        (Number(Decimal("4.50"), "mL"), "4.50 mL"),
        (Computed(Decimal("1.2345678"), "%", "x"), "1.2346 %"),
        (Computed(Decimal("200.004"), "mCi", "x"), "7.4 GBq (200 mCi)"),
        (Computed(Decimal("-0.5"), "mR/h", "x"), "-5 µSv/h (-0.5 mR/h)"),
        (At(NOON), "2026-11-20 12:00"),
        (PartTaken(StepPart.ASSISTED), "Assisted"),
        (PartTaken(StepPart.PERFORMED, 4), "Performed, level 4"),
        (Timed(), "Not started"),
        (Timed(NOON), "Running since 2026-11-20 12:00:00"),
        (Timed(NOON, later(6)), "2026-11-20 12:00:00 to 12:06:00, 6 min 00 s"),
        (
            Timed(NOON, later(60), ((later(5), later(15)), (later(50), None))),
            "2026-11-20 12:00:00 to 13:00:00, 40 min 00 s, "
            "interrupted 12:05:00 to 12:15:00; 12:50:00 to 13:00:00",
        ),
    ],
)
def test_answers_in_words(value: AnswerValue, words: str) -> None:
    assert answer_said(CHOICES, value) == words


def test_times_carry_their_offset() -> None:
    assert exact_time(NOON) == "2026-11-20 12:00:00 (UTC-05:00)"
    east = Moment(NOON.utc + timedelta(seconds=7), 330)
    assert exact_time(east) == "2026-11-20 22:30:07 (UTC+05:30)"


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (None, ""),
        (Is("yes", "yes"), "only if \u201cDo yes\u201d is yes"),
        (IsNot("choice", "one"), "only if \u201cDo choice\u201d is not \u201cOne\u201d"),
        (
            AnyOf("part", ("performed", "skipped")),
            "only if \u201cDo part\u201d is performed or skipped",
        ),
        (Answered("a"), "only if \u201cDo a\u201d is answered"),
        (Answered("a", answered=False), "only if \u201cDo a\u201d is not answered"),
        (
            AllHold((Is("yes", "na"), AnyHolds((Is("a", "done"), Is("a", "other"))))),
            "only if \u201cDo yes\u201d is not applicable and "
            "(\u201cDo a\u201d is done or \u201cDo a\u201d is other)",
        ),
    ],
)
def test_conditions_in_words(condition: Condition | None, words: str) -> None:
    assert condition_said(TEMPLATE, condition) == words


def test_amounts_outside_their_limits_are_told_together() -> None:
    outside = ("attention", "action")
    readings = AnyHolds(
        (
            Is("yes", "no"),
            AnyOf("a", outside),
            AnyOf("part", outside),
            AnyOf("choice", ("one", "two")),
            AnyOf("a", ("action",)),
        )
    )
    assert condition_said(TEMPLATE, readings) == (
        "only if \u201cDo yes\u201d is no or \u201cDo a\u201d or \u201cDo part\u201d is outside its limits "
        "or \u201cDo choice\u201d is \u201cOne\u201d or \u201cTwo\u201d "
        "or \u201cDo a\u201d is outside the action limit"
    )


@pytest.mark.parametrize(
    ("kind", "item", "first"),
    [
        ("administration", an_item("a", ItemType.QUANTITY), UnitSystem.SI),
        ("dosage_assay", an_item("a", ItemType.COMPUTED), UnitSystem.SI),
        ("administration", A_RATE, UnitSystem.CURIE),
        ("area_survey", A_RATE, UnitSystem.CURIE),
        ("package_receipt", an_item("a", ItemType.QUANTITY), UnitSystem.CURIE),
        ("waste_survey", an_item("a", ItemType.COMPUTED), UnitSystem.CURIE),
    ],
)
def test_records_of_part_20_name_curie_and_rem_first(
    kind: str, item: Item, first: UnitSystem
) -> None:
    assert units_on_paper(kind, item, UnitSystem.SI) is first
    assert units_on_paper(kind, item, UnitSystem.CURIE) is UnitSystem.CURIE


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (None, ""),
        (Limits("mL/min", low_attention=Decimal(30)), "Limits: attention below 30 mL/min"),
        (
            Limits("", high_action=Decimal(2), limit_counts=True, local=True),
            "Limits: action at or above 2 (the center's own figures)",
        ),
    ],
)
def test_limits_in_words(limits: Limits | None, words: str) -> None:
    assert limits_said(an_item("n", ItemType.NUMBER, limits=limits)) == words


def _found(item: Item, reason: FindingReason, **facts: object) -> str:
    template = a_template(item, an_item("other"))
    found = ItemFinding(item.key, Severity.ATTENTION, reason)
    return finding_sentence(template, replace(found, **facts))  # type: ignore[arg-type]


LIMITED = an_item("n", ItemType.NUMBER, limits=Limits("", limit_counts=True, local=True))


@pytest.mark.parametrize(
    ("item", "reason", "facts", "words"),
    [
        (LIMITED, FindingReason.LIMIT, {}, "Outside its limits."),
        (
            LIMITED,
            FindingReason.LIMIT,
            {"limit": Decimal(2), "amount": Decimal(1), "breach": Breach.LOW_ACTION},
            "1 is below 2, the center's own figure.",
        ),
        (
            LIMITED,
            FindingReason.LIMIT,
            {"limit": Decimal(2), "amount": Decimal(2), "breach": Breach.HIGH_ACTION},
            "2 is at 2, the center's own figure.",
        ),
        (CHOICES, FindingReason.NOT_EXPECTED, {}, "Expected: all of \u201cOne\u201d."),
        (
            replace(CHOICES, expected=("one", "two", "three")),
            FindingReason.NOT_EXPECTED,
            {},
            "Expected: all that are listed.",
        ),
        (
            CHOICES,
            FindingReason.CHOICE_NEEDS_ATTENTION,
            {"text": "two"},
            "\u201cTwo\u201d needs a second look.",
        ),
        (CHOICES, FindingReason.SKIPPED, {}, "Skipped."),
        (CHOICES, FindingReason.SKIPPED, {"text": "lost"}, "Skipped: lost"),
        (CHOICES, FindingReason.NOTED, {"text": "seen"}, "seen"),
        (
            CHOICES,
            FindingReason.TOO_EARLY,
            {"other": "event"},
            "Earlier than the time of the work.",
        ),
        (CHOICES, FindingReason.TOO_LATE, {"other": "other"}, "Later than \u201cDo other\u201d."),
        (
            CHOICES,
            FindingReason.NOT_COMPUTED,
            {},
            "Could not be computed from the answers given.",
        ),
    ],
)
def test_findings_in_words(
    item: Item, reason: FindingReason, facts: dict[str, object], words: str
) -> None:
    assert _found(item, reason, **facts) == f"Attention: {words}"


def test_tokens_of_limits_are_words() -> None:
    assert token_said(LIMITED, "action") == "outside the action limit"


def _form(*items: Item) -> PrintedForm:
    template = a_template(*items)
    form = PaperForm(FormId(NOBODY), 1, "ab" * 32, template.title, 1, Subject(), NOON, PERSON)
    return printed_form(FormSource(form, template, (), "Center", "Printed now"))


@pytest.mark.parametrize(
    ("item", "boxes", "lines"),
    [
        (an_item(), ("Done", "Not done"), ()),
        (an_item("y", ItemType.YES_NO), ("Yes", "No", "Not applicable"), ()),
        (an_item("c", ItemType.CHOICE), ("One", "Two"), ()),
        (an_item("t", ItemType.TEXT), (), ("",)),
        (an_item("t", ItemType.TEXT, multiline=True), (), ("", "")),
        (an_item("n", ItemType.NUMBER, units=("mL",)), (), ("mL",)),
        (an_item("q", ItemType.QUANTITY, units=("MBq", "mCi")), ("MBq", "mCi"), ("",)),
        (an_item("d", ItemType.DATE_TIME), (), ("date and time",)),
        (
            an_item("t", ItemType.TIMER),
            (),
            ("start, date and time", "stop, time", "interrupted from, to"),
        ),
        (
            an_item("p", ItemType.PART_TAKEN),
            ("Observed", "Assisted", "Performed"),
            ("level, 0 to 4",),
        ),
        (an_item("r", ItemType.ROOM), (), ("",)),
        (an_item("c", ItemType.COMPUTED), (), ("worked out when it is typed in",)),
    ],
)
def test_each_kind_of_item_has_its_field(
    item: Item, boxes: tuple[str, ...], lines: tuple[str, ...]
) -> None:
    (asked,) = _form(item).sections[0].items
    assert (asked.boxes, asked.lines) == (boxes, lines)


def test_a_line_says_what_it_needs() -> None:
    item = replace(CHOICES, hint="Look twice.", required=False, condition=Is("yes", "yes"))
    section = _form(an_item("yes", ItemType.YES_NO), item).sections[0]
    assert isinstance(section, FormSection)
    assert section.items[1].remarks == (
        "only if \u201cDo yes\u201d is yes",
        "Look twice.",
        "Tick all that apply.",
        "May be left open.",
    )


def test_a_section_says_when_it_applies() -> None:
    template = a_template(an_item("yes", ItemType.YES_NO))
    later_section = Section("more", "More", (an_item("m"),), Is("yes", "yes"))
    template = replace(template, sections=(*template.sections, later_section))
    form = PaperForm(FormId(NOBODY), 1, "ab" * 32, "Example", 1, Subject(), NOON, PERSON)
    made = printed_form(FormSource(form, template, (), "Center", "Printed now"))
    assert [one.when for one in made.sections] == ["", "only if \u201cDo yes\u201d is yes"]
    assert made.signatures == ("Supervised (preceptor)",)


@pytest.mark.parametrize(
    "error",
    [
        FileKindNotTaken("a.docx"),
        DamagedPicture("a.jpg"),
        TooManyAttachments(60),
        AttachedAlready("Page 1"),
        PageMissing(RunId(NOBODY), "F-0001-87MF-8"),
        FormCodeWrong("F-1"),
        FormSettled("F-0001-87MF-8", FormState.TYPED_IN),
        FormSettled("F-0001-87MF-8", FormState.SPOILED),
    ],
)
def test_every_refusal_has_its_sentence(error: Exception) -> None:
    rule_sentences.register()
    message = sentence_for(error)
    assert message.what_happened.endswith(".")
    named = [
        getattr(error, name, "") for name in ("file_name", "title", "form_code", "code", "text")
    ]
    assert all(name in message.what_happened for name in named if name)


def test_nothing_typed_is_no_code() -> None:
    assert sentence_for(FormCodeWrong("")).what_happened.startswith("What was typed")
