"""Signing hours in one batch: chosen, shown one by one, signed with the passphrase."""

from functools import partial

import pytest
from PySide6.QtCore import Qt

from au_desktop.domain.roles import Role
from au_desktop.ui.kit.statement_dialog import StatementDialog
from au_desktop.ui.trainees.hours.hour_signing import VERIFY, HourChoice
from tests.hour_ledgers import busy_ledgers
from tests.hours_on_screen import dialog_of, shown, states, texts

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def show(qtbot):
    return partial(shown, qtbot)


def test_courses_are_verified_in_one_batch(show, qtbot):
    ledgers = busy_ledgers()
    tab = show(ledgers)
    assert tab.verify_button.text() == "Verify… (2)"
    assert not tab.confirm_button.isEnabled()
    qtbot.mouseClick(tab.verify_button, LEFT)
    choice = dialog_of(tab, HourChoice)
    choice.ticks.set_value(())
    qtbot.mouseClick(choice.primary_button, LEFT)
    assert choice.error_line.text() == "Tick at least one entry."
    choice.ticks.set_value(list(choice.ticks._boxes))
    qtbot.mouseClick(choice.primary_button, LEFT)
    dialog = dialog_of(tab, StatementDialog)
    shown = dialog.record.toPlainText()
    assert "2 entries, 10 h" in shown
    assert "Beyond the Beam, recorded talks" in shown
    assert "Nuclear medicine seminar" in shown
    qtbot.keyClicks(dialog.answer, "5")
    qtbot.keyClicks(dialog.passphrase, Role.COORDINATOR.value)
    qtbot.keyClick(dialog.passphrase, Qt.Key.Key_Return)
    assert tab.heard == ["Signed."]
    assert states(tab)["H-000004"] == "3 h count"
    assert tab.verify_button.text() == "Verify…"
    assert not tab.verify_button.isEnabled()
    tab.sign(VERIFY)
    assert tab.heard[-1] == "No classroom hours wait to be verified."


def test_one_entry_is_confirmed_without_a_question(show, qtbot):
    ledgers = busy_ledgers()
    tab = show(ledgers, Role.PRECEPTOR)
    qtbot.mouseClick(tab.confirm_button, LEFT)
    qtbot.mouseClick(dialog_of(tab, HourChoice).primary_button, LEFT)
    dialog = dialog_of(tab, StatementDialog)
    assert "Example P." in dialog.record.toPlainText()
    qtbot.keyClicks(dialog.passphrase, Role.PRECEPTOR.value)
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert states(tab)["H-000007"] == "counts"


def test_what_changed_meanwhile_is_not_signed(show, qtbot):
    ledgers = busy_ledgers()
    tab = show(ledgers)
    qtbot.mouseClick(tab.verify_button, LEFT)
    choice = dialog_of(tab, HourChoice)
    for entry in ledgers.entries()[3:5]:
        ledgers.center.work().hour_log.void(entry.id, "meanwhile")
    qtbot.mouseClick(choice.primary_button, LEFT)
    assert not [one for one in tab.window().findChildren(StatementDialog) if one.isVisible()]
    assert any("The entry is void" in one for one in texts(tab.window()))
