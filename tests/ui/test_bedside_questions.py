"""The keypad at the bedside asks about a slip, and says what another unit means."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from au_desktop.domain.checklists.answers import (
    Measured,
)
from au_desktop.domain.checklists.runs import Subject
from tests.bedside_stand import answer_of, opened_view, wear_light
from tests.checklist_desk import ChecklistDesk
from tests.checklist_hands import key, tap
from tests.long_checklist import LONG, long_checklist


@pytest.fixture(autouse=True)
def dressed(qapp):
    wear_light(qapp)


@pytest.fixture
def desk():
    return ChecklistDesk(long_checklist())


@pytest.fixture
def bedside(desk, qtbot):
    """Opens the view on a run of thirty items."""

    return partial(opened_view, desk, qtbot)


def type_on_keypad(view, item, digits, unit):
    view.pages.show_item(item)
    tap(view.rows.find(item).editor.button)
    panel = view.pages.panel.content()
    tap(next(b for b in panel.pad.findChildren(QAbstractButton) if b.property("unit") == unit))
    QTest.keyClicks(panel.pad, digits)
    tap(panel.pad.ok)
    return panel


def test_a_slip_is_asked_about_and_may_be_corrected(bedside, desk):
    view = bedside()
    panel = type_on_keypad(view, "assay", "2000", "mCi")
    assert panel.question.isVisible()
    assert (
        panel.question.words.text()
        == "2,000 mCi is ten times the 200 mCi of \u201cDo prescribed\u201d."
    )
    assert panel.question.keep_button.text() == "Keep 2,000 mCi"
    assert answer_of(desk, view, "assay") is None
    tap(panel.question.correct_button)
    assert panel.pad.isVisible()
    key(panel.pad, Qt.Key.Key_Backspace)
    tap(panel.pad.ok)
    assert answer_of(desk, view, "assay").value.quantity.format() == "200 mCi"


def test_an_unusual_amount_may_be_kept(bedside, desk):
    view = bedside()
    panel = type_on_keypad(view, "assay", "2000", "mCi")
    tap(panel.question.keep_button)
    answer = answer_of(desk, view, "assay")
    assert (answer.value.quantity.format(), answer.note) == ("2000 mCi", "")
    assert view.pages.panel.content() is None


def test_enter_twice_keeps_nothing(bedside, desk):
    view = bedside()
    panel = type_on_keypad(view, "assay", "2000", "mCi")
    key(panel.question.correct_button, Qt.Key.Key_Return)
    assert panel.pad.isVisible()
    assert answer_of(desk, view, "assay") is None


def test_the_unit_of_another_system_is_named(bedside):
    view = bedside()
    panel = type_on_keypad(view, "assay", "200", "GBq")
    assert panel.question.words.text() == (
        "200 GBq is about 27 times the 7.4 GBq (200 mCi) of \u201cDo prescribed\u201d. Is the unit right?"
    )


def test_another_unit_keeps_the_digits_and_says_so(bedside):
    view = bedside()
    view.pages.show_item("assay")
    key(view.rows.find("assay"), Qt.Key.Key_7)
    panel = view.pages.panel.content()
    buttons = {b.property("unit"): b for b in panel.pad.findChildren(QAbstractButton)}
    other = "mCi" if panel.pad.text().endswith("GBq") else "GBq"
    tap(buttons[other])
    assert panel.pad.text() == f"7 {other}"
    assert panel.line.text().startswith("The digits stay: ")
    assert "Bq" in panel.line.text()
    assert "Ci" in panel.line.text()
    key(panel.pad, Qt.Key.Key_1)
    assert not panel.line.text().startswith("The digits stay")


def test_a_run_about_a_case_without_offers_takes_what_is_typed(bedside, desk):
    run_id = desk.services().checklist_work.start(LONG, Subject()).value
    view = bedside(run_id)
    type_on_keypad(view, "assay", "2000", "mCi")
    assert isinstance(answer_of(desk, view, "assay").value, Measured)
