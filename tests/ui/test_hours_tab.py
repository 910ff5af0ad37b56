"""The hours of one trainee on the screen: what counts, why the rest does not, and every step that is taken on an entry."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from PySide6.QtCore import Qt

from au_desktop.domain.roles import Role
from au_desktop.domain.training.hours import Ledger
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.trainees.hours.hour_dialog import HourDialog
from au_desktop.ui.trainees.hours.hour_divide import DivideDialog
from tests.hour_builders import A_DAY, an_entry, timed, work
from tests.hour_ledgers import busy_ledgers, empty_ledgers
from tests.hours_on_screen import choose, dialog_of, press, rows, shown, states, texts

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def show(qtbot):
    return partial(shown, qtbot)


def fill_course(dialog, qtbot, title="Radiation biology", day="2026-03-02", hours="4"):
    what = dialog.form.what
    qtbot.keyClicks(what.field("provider"), "Example provider")
    qtbot.keyClicks(what.field("title"), title)
    qtbot.keyClicks(dialog.form.first.edit, day)
    qtbot.keyClicks(dialog.form.parts.edits["E"], hours)


def test_sums_topics_and_elements_stand_on_one_view(show):
    tab = show(busy_ledgers())
    said = texts(tab.sums)
    assert "52 of 80 h count, 3 h wait" in said
    assert "100 h count, 9 h wait" in said
    assert "This path asks for no number of hours in all." in said
    assert "8 h, 3 h wait" in said
    assert "0 h, 6 h wait" in said


def test_every_entry_says_its_state(show):
    tab = show(busy_ledgers())
    assert states(tab) == {
        "H-000001": "counts",
        "H-000002": "counts",
        "H-000003": "verified",
        "H-000004": "not verified yet",
        "H-000005": "other section",
        "H-000006": "counts",
        "H-000007": "not confirmed yet",
        "H-000008": "void",
    }
    tab.panel.filters.choose("open")
    assert [row.entry.number for row in rows(tab)] == [8, 7, 5, 4]
    tab.panel.filters.choose(Ledger.CONTINUING.value)
    assert [row.entry.number for row in rows(tab)] == [3]
    tab.select(rows(tab)[0].entry.id)
    tab.panel.search.setText("biology")
    tab.panel.search.searched.emit("biology")
    assert [row.entry.number for row in rows(tab)] == [2]


def test_the_chosen_entry_says_why_and_what_answers_it(show):
    ledgers = busy_ledgers()
    tab = show(ledgers)
    by_number = {entry.number: entry.id for entry in ledgers.entries()}
    choose(tab, by_number[2])
    said = "\n".join(texts(tab.panel.details))
    assert "H-000003 answers for it" in said
    assert "No copy of the certificate is kept." in said
    choose(tab, by_number[8])
    assert "The entry is void: entered for another trainee." in "\n".join(texts(tab.panel.details))
    choose(tab, by_number[6])
    said = texts(tab.panel.details)
    assert "45-00000-01" in said
    assert "30 Sep 2033" in said


def test_an_empty_ledger_offers_the_first_step(show, qtbot):
    ledgers = empty_ledgers()
    tab = show(ledgers)
    assert tab.panel.showing_empty_state()
    assert "none" in texts(tab.sums)
    qtbot.mouseClick(tab.panel.empty.button, LEFT)
    dialog = dialog_of(tab, HourDialog)
    fill_course(dialog, qtbot)
    qtbot.mouseClick(dialog.primary_button, LEFT)
    (entry,) = ledgers.entries()
    assert (entry.hours, entry.course.sections, entry.last) == (4, ("35.396",), A_DAY)
    words, undo = tab.undos[-1]
    assert words == "4 h entered."
    undo()
    assert ledgers.entries()[0].voided is not None


def test_what_is_typed_comes_back_after_a_lock(show, qtbot):
    ledgers = empty_ledgers()
    tab = show(ledgers)
    tab.add_entry(Ledger.CLASSROOM)
    dialog = dialog_of(tab, HourDialog)
    fill_course(dialog, qtbot, hours="2.5")
    dialog.keep_work()
    again = show(ledgers)
    again.add_entry(Ledger.CLASSROOM)
    restored = dialog_of(again, HourDialog)
    assert restored.form.what.value("title") == "Radiation biology"
    assert restored.form.parts.value() == Decimal("2.5")
    for one in (dialog, restored):
        one.reject()


def test_a_template_fills_the_form(show, qtbot):
    ledgers = empty_ledgers()
    tab = show(ledgers)
    tab.add_entry(Ledger.CLASSROOM)
    dialog = dialog_of(tab, HourDialog)
    dialog.form.what.field("template").setCurrentIndex(1)
    assert dialog.form.what.value("provider") == "ASTRO"
    assert dialog.form.parts.edits[""].text() == "15"
    qtbot.keyClicks(dialog.form.first.edit, "2026-05-17")
    qtbot.keyClick(dialog.form.first.edit, Qt.Key.Key_Return)
    assert "2026-05-17 has too few hours." in dialog.overlap.text()
    qtbot.keyClicks(dialog.form.last.edit, "2026-05-31")
    qtbot.keyClick(dialog.form.last.edit, Qt.Key.Key_Return)
    assert ledgers.entries()[0].course.title.startswith("Beyond the Beam")


def test_what_is_missing_is_said_beside_the_field(show, qtbot):
    tab = show(empty_ledgers())
    tab.add_entry(Ledger.CLASSROOM)
    dialog = dialog_of(tab, HourDialog)
    qtbot.keyClicks(dialog.form.starts, "late")
    qtbot.keyClicks(dialog.form.parts.edits["A"], "-1")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert dialog.form.what.error("provider") == "Provider is needed."
    assert "08:30" in dialog.form.what.error("starts")
    assert "above zero" in dialog.form.proof.error("parts")
    dialog.form.starts.clear()
    dialog.form.parts.edits["A"].clear()
    fill_course(dialog, qtbot)
    qtbot.keyClicks(dialog.form.last.edit, "2026-03-01")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert "is before" in dialog.form.what.error("last")
    dialog.form.last.set_value(None)
    qtbot.keyClicks(dialog.form.starts, "8:00 am")
    qtbot.keyClicks(dialog.form.ends, "09:00")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert dialog.isVisible()
    assert "do not fit" in dialog.form.proof.error("parts")
    dialog.reject()


def test_an_overlap_is_refused_with_the_free_hours(show, qtbot):
    ledgers = empty_ledgers()
    ledgers.add(an_entry(1, "10"))
    tab = show(ledgers)
    tab.add_entry(Ledger.CLASSROOM)
    dialog = dialog_of(tab, HourDialog)
    fill_course(dialog, qtbot, hours="5")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert "2026-03-02 is full with H-000001" in dialog.overlap.text()
    assert dialog.keep_free.text() == "Keep the free 2 h"
    qtbot.mouseClick(dialog.keep_free, LEFT)
    assert dialog.form.parts.edits["E"].text() == "2"
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert [entry.hours for entry in ledgers.entries()] == [10, 2]


def test_a_full_day_leaves_nothing_to_keep(show, qtbot):
    ledgers = empty_ledgers()
    ledgers.add(an_entry(1, "12"))
    tab = show(ledgers)
    tab.add_entry(Ledger.CLASSROOM)
    dialog = dialog_of(tab, HourDialog)
    fill_course(dialog, qtbot)
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert dialog.overlap.text()
    assert not dialog.keep_free.isVisible()
    dialog.take_free(None)
    assert "No hour of it is free" in dialog.overlap.text()
    dialog.reject()


def test_what_is_entered_twice_names_the_other(show, qtbot):
    ledgers = empty_ledgers()
    entry = an_entry(1, "4")
    ledgers.add(replace(entry, course=replace(entry.course, title="Radiation biology")))
    tab = show(ledgers)
    tab.add_entry(Ledger.CONTINUING)
    dialog = dialog_of(tab, HourDialog)
    fill_course(dialog, qtbot)
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert "H-000001 says the same" in dialog.error_line.text()
    dialog.reject()


def test_work_takes_the_license_of_its_supervisor(show, qtbot):
    ledgers = empty_ledgers()
    tab = show(ledgers)
    qtbot.mouseClick(tab.add_buttons[Ledger.WORK], LEFT)
    dialog = dialog_of(tab, HourDialog)
    qtbot.keyClicks(dialog.form.what.field("place"), "Lakeside")
    dialog.form.what.set_values({"supervisor_id": ledgers.supervisor_id})
    assert dialog.form.what.value("license_number") == "45-00000-01"
    qtbot.keyClicks(dialog.form.first.edit, "2026-09-01")
    qtbot.keyClicks(dialog.form.last.edit, "2026-09-30")
    qtbot.keyClicks(dialog.form.parts.edits["B"], "20")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    (entry,) = ledgers.entries()
    assert (entry.ledger, entry.supervisor_id, entry.hours) == (
        Ledger.WORK,
        ledgers.supervisor_id,
        20,
    )


def test_a_signed_entry_asks_why_it_changes(show, qtbot):
    ledgers = busy_ledgers()
    tab = show(ledgers)
    first = ledgers.entries()[0]
    choose(tab, first.id)
    qtbot.keyClick(tab.panel.table, Qt.Key.Key_Return)
    dialog = dialog_of(tab, HourDialog)
    assert dialog.form.parts.edits["A"].text() == "16"
    dialog.form.parts.edits["A"].setText("15")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert "say why" in dialog.reason.error("reason")
    qtbot.keyClicks(dialog.reason.field("reason"), "one lecture was cancelled")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert states(tab)["H-000001"] == "sign again"
    words, undo = tab.undos[-1]
    assert words == "H-000001 changed."
    undo()
    assert ledgers.entries()[0].hours == 40


def test_an_entry_is_divided(show, qtbot):
    ledgers = empty_ledgers()
    entry_id = ledgers.add(an_entry(1, "8"))
    tab = show(ledgers)
    choose(tab, entry_id)
    press(tab, "Divide…")
    dialog = dialog_of(tab, DivideDialog)
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert dialog.form.error("hours") == "Hours to move is needed."
    qtbot.keyClicks(dialog.form.field("hours"), "9")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert "below 8" in dialog.form.error("hours")
    dialog.form.field("hours").setText("3")
    dialog.form.set_values({"ledger": Ledger.WORK})
    dialog.form.set_values({"code": "C"})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    kept, moved = ledgers.entries()
    assert (kept.hours, moved.hours, moved.ledger) == (5, 3, Ledger.WORK)
    assert moved.parts[0].code == "C"


def test_a_refused_division_says_why(show, qtbot):
    ledgers = busy_ledgers()
    tab = show(ledgers)
    choose(tab, ledgers.entries()[0].id)
    press(tab, "Divide…")
    dialog = dialog_of(tab, DivideDialog)
    qtbot.keyClicks(dialog.form.field("hours"), "3")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert dialog.form.error("reason") == "Reason is needed."
    ledgers.center.work().hour_log.void(ledgers.entries()[0].id, "meanwhile")
    qtbot.keyClicks(dialog.form.field("reason"), "rounds")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert "The entry is void" in dialog.error_line.text()
    dialog.reject()


def test_a_void_needs_a_reason(show, qtbot):
    ledgers = empty_ledgers()
    entry_id = ledgers.add(work(1))
    tab = show(ledgers)
    choose(tab, entry_id)
    press(tab, "Void…")
    dialog = dialog_of(tab, RecordDialog)
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert dialog.form.error("reason") == "Reason is needed."
    qtbot.keyClicks(dialog.form.field("reason"), "typed twice")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert tab.heard == ["H-000001 voided."]
    choose(tab, entry_id)
    qtbot.keyClick(tab.panel.table, Qt.Key.Key_Return)
    assert not [one for one in tab.window().findChildren(HourDialog) if one.isVisible()]


def test_who_may_only_read_changes_nothing(show, qtbot):
    ledgers = busy_ledgers()
    tab = show(ledgers, Role.INSPECTOR)
    assert not any(button.isEnabled() for button in tab.add_buttons.values())
    assert "may not add or change hours" in tab.add_buttons[Ledger.WORK].toolTip()
    choose(tab, ledgers.entries()[0].id)
    qtbot.keyClick(tab.panel.table, Qt.Key.Key_Return)
    assert not tab.window().findChildren(HourDialog)
    assert tab.find_in_page()


def test_clock_times_and_hours_of_another_profile_come_back_as_entered(show, qtbot):
    ledgers = empty_ledgers()
    entry = timed(1, "08:15", "10:45")
    entry_id = ledgers.add(replace(entry, parts=(replace(entry.parts[0], code="X"),)))
    tab = show(ledgers)
    choose(tab, entry_id)
    press(tab, "Change…")
    dialog = dialog_of(tab, HourDialog)
    assert dialog.form.starts.text() == "08:15"
    assert dialog.form.parts.edits["X"].text() == "2.5"
    qtbot.keyClicks(dialog.form.what.field("place"), "Auditorium")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    (after,) = ledgers.entries()
    assert (after.place, after.parts[0].code, after.starts) == ("Auditorium", "X", entry.starts)
    assert after.first == date(2026, 3, 2)
