"""Instruction sheets: only what labels say is shipped, the center writes beside it, every version stays, paper has no name."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from au_desktop.domain.errors import Invalid, NotAllowed, NotFound
from au_desktop.domain.reference.release_sheets import Topic
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.instruction_sheets import SheetText
from tests.builders import reference
from tests.release_desk import ReleaseDesk


def said(text: SheetText, topic: Topic) -> str:
    return next(line.printed for line in text.lines if line.topic is topic)


def with_words(text: SheetText, topic: Topic, words: str) -> SheetText:
    lines = tuple(
        replace(line, center_says=words) if line.topic is topic else line for line in text.lines
    )
    return replace(text, lines=lines)


def test_the_shipped_sheet_says_what_the_label_says_and_leaves_the_rest_blank():
    text = ReleaseDesk().sheets.text("lu-177-vipivotide")
    assert "for 2 days" in said(text, Topic.DISTANCE)
    assert "15 days" in said(text, Topic.SLEEP)
    assert Topic.PUBLIC in text.unsaid
    assert text.unchecked == ()
    assert [line.topic for line in text.lines] == list(Topic)


def test_what_must_be_checked_is_marked_until_the_center_says_it_itself():
    desk = ReleaseDesk()
    text = desk.sheets.text("lu-177-dotatate")
    assert Topic.CONTRACEPTION in text.unchecked
    own = with_words(text, Topic.CONTRACEPTION, "Ask us.")
    assert Topic.CONTRACEPTION not in own.unchecked
    assert said(own, Topic.CONTRACEPTION) == "Ask us."


def test_every_sheet_has_topics_once_and_a_drug_that_exists():
    known = reference()
    for sheet in known.release_sheets.values():
        assert set(sheet.drug_ids) <= set(known.drugs)
        assert all(topic.heading for topic in Topic)


def test_versions_are_kept_and_the_newest_is_edited():
    desk = ReleaseDesk()
    first = desk.sheets.keep(desk.ready()).value
    assert first.version == 1
    assert "version 1, English" in first.name
    again = desk.sheets.keep(desk.ready())
    assert again.value == first
    assert again.changes.kinds == frozenset()
    changed = with_words(
        desk.sheets.text("lu-177-dotatate"), Topic.DISTANCE, "Three feet for 3 days."
    )
    second = desk.sheets.keep(changed, "asked by the RSO").value
    assert (second.version, second.why) == (2, "asked by the RSO")
    assert said(desk.sheets.text("lu-177-dotatate"), Topic.DISTANCE) == "Three feet for 3 days."
    assert [one.version for one in desk.sheets.versions("lu-177-dotatate", "English")] == [2, 1]
    assert desk.sheets.get(first.id) == first
    assert desk.center.state.log[-1].verb == "keep instruction sheet"


def test_another_language_is_another_sheet():
    desk = ReleaseDesk()
    desk.sheets.keep(desk.ready())
    desk.sheets.keep(desk.ready(language="Spanish"))
    rows = desk.sheets.for_drug("lu-177-dotatate")
    assert [(row.language, row.version, row.kept) for row in rows] == [
        ("English", 1, True), ("Spanish", 1, True),
    ]  # fmt: skip
    other = desk.sheets.for_drug("ra-223-dichloride")
    assert [(row.version, row.kept) for row in other] == [(0, False)]
    assert desk.sheets.text("lu-177-dotatate", "Polish").language == "Polish"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"language": ""}, "language"),
        ({"contact": ""}, "contact"),
        ({"phone": " "}, "contact"),
    ],
)
def test_a_sheet_without_what_it_needs_is_refused(changes, field):
    desk = ReleaseDesk()
    with pytest.raises(Invalid) as refused:
        desk.sheets.keep(desk.ready(**changes))
    assert refused.value.field == field


def test_a_sheet_that_says_nothing_is_refused():
    desk = ReleaseDesk()
    with pytest.raises(Invalid) as refused:
        desk.sheets.keep(desk.ready("y-90-ibritumomab"))
    assert refused.value.field == "sheet"


def test_an_unknown_agent_and_a_trainee_are_refused():
    desk = ReleaseDesk()
    with pytest.raises(NotFound):
        desk.sheets.text("unknown")
    trainee = ReleaseDesk(Role.TRAINEE)
    with pytest.raises(NotAllowed):
        trainee.sheets.keep(trainee.ready())


def test_printing_takes_the_code_and_names_the_version():
    desk = ReleaseDesk()
    sheet = desk.sheets.keep(desk.ready(hours="24 h", emergency="Emergency: 911")).value
    desk.sheets.print_sheet(sheet.id, " P-0012 ", Path("sheet.pdf"))
    target, drawn = desk.pen.drawn[0]
    assert target.name == "sheet.pdf"
    assert drawn.code == "P-0012"
    assert drawn.version.startswith("Version 1, English, ")
    assert drawn.call == ("Lee Fox, RSO: 555 0100", "24 h", "Emergency: 911")
    assert "Birth control" in [head for head, _ in drawn.lines]
    assert desk.center.state.log[-1].verb == "print instruction sheet"
    with pytest.raises(Invalid):
        desk.sheets.print_sheet(sheet.id, "Jane Doe", Path("sheet.pdf"))
    with pytest.raises(NotFound):
        desk.sheets.get(UUID(int=5))


def test_letters_that_the_pdf_lacks_are_refused_and_named():
    desk = ReleaseDesk()
    text = with_words(desk.ready(language="Polish"), Topic.DISTANCE, "Zachowaj odległość ≤ 1 m.")
    sheet = desk.sheets.keep(text).value
    with pytest.raises(Invalid) as refused:
        desk.sheets.print_sheet(sheet.id, "", Path("sheet.pdf"))
    assert "łść" in refused.value.reason
    assert desk.pen.drawn == []


def test_the_preview_of_a_text_that_is_not_kept():
    desk = ReleaseDesk()
    bare = desk.sheets.preview(desk.sheets.text("lu-177-vipivotide"))
    assert (bare.version, bare.call, bare.center) == ("not kept yet", (), "Lakeside RPT Center")
    only_phone = desk.sheets.preview(replace(desk.ready(), contact=""))
    assert only_phone.call == ("555 0100",)
