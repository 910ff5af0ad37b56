"""What stays legible and in its place at the bedside: the template's note, the basis, who has the device, the buttons."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import partial

import pytest
from PySide6.QtWidgets import QLabel

from au_desktop.domain.checklists.answers import Computed, Timed
from au_desktop.domain.checklists.items import ItemBasis
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.services.wording.run_words import PARTS
from au_desktop.settings import Settings, TextSize, ThemeChoice
from au_desktop.ui.bedside.section_list import FINISH
from au_desktop.ui.kit import theme
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.item_editors.answer_words import answer_words
from au_desktop.ui.kit.item_editors.button_editors import DESK_WIDTH, OptionButtons
from au_desktop.ui.kit.quantity_edit import QuantityEdit
from tests.bedside_stand import TABLET, opened_view, wear_light
from tests.builders import PASSPHRASE
from tests.checklist_desk import ChecklistDesk
from tests.checklist_examples import an_item
from tests.checklist_hands import settle
from tests.long_checklist import LONG, long_checklist

NOTE = "Licensed under 10 CFR 35.1000; does not count toward 35.300."
BASIS = ItemBasis("10 CFR 35.41(a), (b)", "83 FR 33104, 2018-07-16", verify=True)


@pytest.fixture(autouse=True)
def dressed(qapp):
    wear_light(qapp)


@pytest.fixture
def desk():
    plain = long_checklist()
    first, *others = plain.sections
    identity = replace(first.items[0], basis=BASIS, hint="Write the code only.")
    marked = replace(first, items=(identity, *first.items[1:]))
    return ChecklistDesk(replace(plain, note=NOTE, sections=(marked, *others)))


@pytest.fixture
def bedside(desk, qtbot):
    return partial(opened_view, desk, qtbot, size=TABLET)


def words_of(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def left_edges(view):
    foot = view.foot
    return [
        button.x()
        for button in (foot.note_button, foot.skip_button, foot.next_button)
        if button.isVisible()
    ]


def test_the_note_of_the_template_stands_over_every_section(bedside):
    view = bedside()
    for key in view.pages.order():
        view.go_to_section(key)
        settle()
        assert view.notices.note.text() == NOTE
        assert view.notices.note.isVisible()


def test_an_item_with_a_hint_shows_its_citation_and_the_mark_all_the_same(bedside):
    view = bedside()
    row = view.rows.find("identity")
    assert {"Write the code only.", "10 CFR 35.41(a), (b)"} <= set(words_of(row))
    chips = [chip.text() for chip in row.findChildren(StateChip) if chip.isVisible()]
    assert chips == ["needs checking"]


def test_a_stop_names_its_rule_with_a_day_that_people_read(bedside):
    view = bedside()
    row = view.rows.find("identity")
    row.editor.choose(2)
    settle()
    assert "Stops the checklist: 10 CFR 35.41(a), (b), 83 FR 33104, 16 Jul 2018." in (
        row.words.stop_line.text()
    )


def test_who_has_the_device_is_said_until_it_is_handed_back(bedside, desk):
    view = bedside()
    other = next(one for one in desk.services().hand_over.others() if one.role is Role.STAFF)
    view.tools.hand_over()
    panel = view.pages.panel.content()
    panel.choose(other)
    panel.passphrase.set_value(PASSPHRASE)
    panel.unlock_button.click()
    settle()
    assert view.notices.handed.text().startswith(f"{other.name}, Nurse or technologist, answers")
    view.tools.hand_over()
    settle()
    assert not view.notices.handed.isVisible()


def test_the_buttons_of_the_foot_stand_still_from_section_to_section(bedside):
    view = bedside()
    places = set()
    for key in view.pages.order()[:-1]:
        view.go_to_section(key)
        settle()
        places.add(tuple(left_edges(view)))
    assert len(places) == 1


def test_the_answers_stand_still_whether_a_section_scrolls_or_not(bedside):
    view = bedside()
    view.resize(1280, 800)
    edges, scrolled = set(), set()
    for height in (620, 2400):
        view.setFixedHeight(height)
        settle()
        row = view.pages.current_row()
        edges.add(row.editor.mapTo(view, row.editor.rect().topLeft()).x())
        bar = view.pages.currentWidget().verticalScrollBar()
        scrolled.add(bar.maximum() > 0)
    assert scrolled == {True, False}
    assert len(edges) == 1


def test_the_finish_leads_to_the_first_open_item(bedside):
    view = bedside()
    view.go_to_section(view.pages.order()[-1])
    settle()
    assert view.pages.finish.open_button.isVisible()
    assert not view.pages.finish.submit_button.isEnabled()
    view.pages.finish.open_button.click()
    settle()
    assert view.pages.item == "identity"


def test_a_reason_that_opens_low_on_the_page_comes_into_sight(bedside, qtbot):
    view = bedside()
    rows = view.pages.currentWidget().shown_rows()
    last = next(row for row in reversed(rows) if row.item.skip.allowed)
    view.pages.mark(last.item.key)
    last.write_skip()
    sheet = view.pages.currentWidget()
    port = sheet.viewport()

    def save_is_in_sight():
        bottom = last.reason.save_button.mapTo(port, last.reason.save_button.rect().bottomLeft())
        assert 0 < bottom.y() < port.height()

    qtbot.waitUntil(save_is_in_sight)


def test_a_part_that_heads_its_section_is_asked_once(bedside):
    view = bedside()
    sheet = view.pages.currentWidget()
    rows = list(sheet.shown_rows())
    sheet.parts.show_rows(rows, locked=False)
    assert list(sheet.parts.parts) == ["part_before"]
    sheet.parts.show_rows([rows[-1], *rows[:-1]], locked=False)
    assert sheet.parts.isHidden()


def test_an_amount_out_of_its_limits_has_the_color_of_what_is_found(bedside, desk):
    view = bedside()
    view.pages.show_item("observation")
    row = view.rows.find("observation")
    now = desk.clock.now()
    view.session.answer("observation", Timed(now, Moment(now.utc + timedelta(minutes=45))))
    settle()
    assert row.editor.stop_button.property("found") == "attention"
    view.session.answer("observation", Timed(now, Moment(now.utc + timedelta(minutes=20))))
    settle()
    assert row.editor.stop_button.property("found") == ""


def test_a_stop_colors_its_section(bedside):
    view = bedside()
    view.rows.find("identity").editor.choose(2)
    settle()
    chip = next(one for one in view.sections.row("before").findChildren(StateChip))
    assert chip.state == "problem"


def test_what_was_submitted_goes_on_to_its_signatures(bedside, desk, qtbot):
    view = bedside(desk.filled(LONG))
    view.go_to_section(FINISH)
    settle()
    view.pages.finish.submit_button.click()
    settle()
    assert view.pages.finish.isAncestorOf(view.focusWidget())


def test_a_computed_activity_is_said_in_both_systems():
    words = answer_words(an_item("net"), Computed(Decimal("106.76"), "mCi", ()), Settings())
    assert words == "3.95 GBq (106.76 mCi)"


@pytest.mark.parametrize(("shown", "hidden"), [("81 mL/min", True), ("81", False)])
def test_the_only_unit_is_not_said_twice(qtbot, shown, hidden):
    edit = QuantityEdit(str, ["mL/min"])
    qtbot.addWidget(edit)
    edit.set_value(shown)
    (unit,) = (label for label in edit.findChildren(QLabel) if label.text() == "mL/min")
    assert unit.isHidden() is hidden


@pytest.mark.parametrize("size", list(TextSize))
def test_the_part_is_whole_at_the_desk_in_every_text_size(qtbot, size):
    theme.apply(Settings(text_size=size, theme=ThemeChoice.LIGHT))
    buttons = OptionButtons([(words, "") for words in PARTS.values()], big=False)
    qtbot.addWidget(buttons)
    buttons.setFixedWidth(DESK_WIDTH)
    buttons.mark(2, chosen=True)
    buttons.show()
    settle()
    last = buttons.buttons[2]
    needed = last.fontMetrics().horizontalAdvance(last.text())
    theme.apply(Settings(theme=ThemeChoice.LIGHT))
    assert needed <= last.width() - 2
