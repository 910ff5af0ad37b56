"""The unlock window: choosing, the prompt, wrong passphrases, and the four other diagnoses."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from au_desktop.domain.errors import (
    DamagedCenter,
    DiskProblem,
    NewerCenter,
    NotACenter,
    OpenElsewhere,
)
from au_desktop.domain.roles import Role
from au_desktop.ui.kit.passphrase_edit import PassphraseEdit
from au_desktop.ui.unlocking.center_list import name_of
from au_desktop.ui.unlocking.door import Door
from au_desktop.ui.unlocking.unlock_window import UnlockWindow
from tests.builders import PASSPHRASE
from tests.fakes_center import FOLDER, FakeOpening

PROFILES = [("nrc-2019", "NRC, 10 CFR Part 35"), ("example-state-four", "Example Agreement State")]


@pytest.fixture
def opening():
    return FakeOpening()


@pytest.fixture
def window(qtbot, opening, tmp_path):
    made = UnlockWindow(
        Door(opening.bench.operations, lambda: opening, lambda: PROFILES, tmp_path)
    )
    qtbot.addWidget(made)
    made.heard = []
    made.unlocked.connect(made.heard.append)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def prompt(window, opening):
    window.show_folder(FOLDER, opening.bench.memory.people[Role.PRECEPTOR].id)
    return window.card


def test_recent_centers_are_rows_that_open_by_enter(window, qtbot):
    window.show_centers([str(FOLDER), "/centers/Other.aucenter"])
    rows = window.centers.rows()
    assert [row.title.text() for row in rows] == ["Lakeside RPT Center", "Other"]
    qtbot.keyClick(rows[0], Qt.Key.Key_Return)
    assert window.shown() is window.card


def test_without_recent_centers_the_first_steps_are_offered(window):
    assert window.centers.rows() == []
    assert window.centers.new_button.isVisible()
    assert window.centers.example_button.isVisible()


def test_enter_in_the_passphrase_unlocks(prompt, window, opening, qtbot):
    qtbot.keyClicks(prompt.passphrase.edit, PASSPHRASE)
    qtbot.keyClick(prompt.passphrase.edit, Qt.Key.Key_Return)
    assert opening.unlocked_by == [opening.bench.memory.people[Role.PRECEPTOR].id]
    assert window.heard == opening.opened
    assert prompt.passphrase.value() == ""


def test_the_known_person_is_chosen_and_the_cursor_waits_in_the_passphrase(prompt, window, qtbot):
    window.activateWindow()
    qtbot.waitUntil(prompt.passphrase.edit.hasFocus)
    assert prompt.person().role is Role.PRECEPTOR


def test_while_the_key_is_derived_nothing_can_be_pressed(prompt, opening, qtbot):
    opening.bench.operations.hold()
    prompt.passphrase.set_value(PASSPHRASE)
    qtbot.mouseClick(prompt.primary_button, Qt.MouseButton.LeftButton)
    assert prompt.busy
    assert not prompt.passphrase.isEnabled()
    assert not prompt.primary_button.isEnabled()
    opening.bench.operations.release()
    assert not prompt.busy


def test_a_wrong_passphrase_is_counted_and_waits(prompt, opening, window):
    opening.failures, opening.wait_seconds = 2, 7.4
    prompt.passphrase.set_value("not the one")
    prompt.passphrase.entered.emit()
    assert "Wrong tries so far: 3" in prompt.reason.text()
    assert "The preceptor" in prompt.reason.text()
    assert prompt.primary_button.text() == "Unlock in 8 s"
    assert not prompt.primary_button.isEnabled()
    assert window.heard == []


def test_the_wait_counts_down_to_the_next_try(prompt, opening):
    opening.wait_seconds = 2
    prompt.passphrase.set_value("not the one")
    prompt.passphrase.entered.emit()
    prompt._on_tick()
    assert prompt.waiting_seconds() == 1
    prompt._on_tick()
    assert prompt.primary_button.text() == "Unlock"
    assert prompt.primary_button.isEnabled()


def test_another_person_does_not_inherit_the_wait(prompt, opening):
    opening.wait_seconds = 9
    prompt.passphrase.set_value("not the one")
    prompt.passphrase.entered.emit()
    opening.wait_seconds = 0
    prompt.people.setCurrentRow(0)
    assert prompt.primary_button.isEnabled()
    assert prompt.passphrase.value() == ""


def test_nothing_typed_asks_for_the_passphrase(prompt, opening, qtbot):
    qtbot.mouseClick(prompt.primary_button, Qt.MouseButton.LeftButton)
    assert prompt.reason.text() == "Type the passphrase."
    assert opening.failures == 0


def test_a_risky_place_and_a_restored_center_are_said_at_the_prompt(window, opening):
    opening.risky_place, opening.restored = "sync folder: Dropbox", True
    window.show_folder(FOLDER)
    assert "sync folder: Dropbox" in window.card.notice.text()
    assert window.card.notice.isVisible()
    assert "for reading only" in window.card.restored.text()


DIAGNOSES = [
    (
        OpenElsewhere("Example P.", "clinic-2", "2026-11-22T14:02:00+00:00"),
        "The center is open elsewhere",
        {"Open by": "Example P.", "On computer": "clinic-2", "Since": "22 Nov 2026 14:02"},
    ),
    (
        DamagedCenter("Page 7 fails", "41 of 44 tables", "/b/good.aubackup"),
        "The center file is damaged",
        {
            "What is damaged": "Page 7 fails",
            "What still reads": "41 of 44 tables",
            "Newest good backup": "good.aubackup",
        },
    ),
    (
        NewerCenter("v9", "v2"),
        "Made by a newer version",
        {"Layout of the file": "v9", "Newest layout this program knows": "v2"},
    ),
    (NotACenter("/x", "no keys.json"), "Not a center", {"What was found": "no keys.json"}),
]


@pytest.mark.parametrize("case", DIAGNOSES)
@pytest.mark.parametrize("step", ["look", "unlock"])
def test_each_diagnosis_has_its_panel_without_a_passphrase_box(window, opening, step, case):
    error, title, facts = case
    opening.errors[step] = error
    window.show_folder(FOLDER, opening.bench.memory.people[Role.RSO].id)
    if step == "unlock":
        window.card.passphrase.set_value(PASSPHRASE)
        window.card.passphrase.entered.emit()
    panel = window.shown()
    assert panel.title.text() == title
    assert panel.shown_facts() == facts
    assert panel.findChildren(PassphraseEdit) == []
    assert panel.findChildren(QLineEdit) == []
    assert window.heard == []


def test_a_damaged_center_leads_to_its_good_backup(window, opening, qtbot):
    opening.errors["look"] = DamagedCenter("Page 7 fails", "", "/b/good.aubackup")
    window.show_folder(FOLDER)
    qtbot.mouseClick(window.shown().primary_button, Qt.MouseButton.LeftButton)
    panel = window.shown()
    assert panel.backup.value() == Path("/b/good.aubackup")
    assert panel.folder.value() == Path("/centers/Lakeside RPT Center restored.aucenter")
    opening.errors.clear()
    qtbot.mouseClick(panel.primary_button, Qt.MouseButton.LeftButton)
    assert window.shown() is window.card
    assert window.card.intro.text().endswith("restored.aucenter")


def test_try_again_looks_once_more(window, opening, qtbot):
    opening.errors["look"] = OpenElsewhere("Example P.", "clinic-2", "")
    window.show_folder(FOLDER)
    opening.errors.clear()
    qtbot.mouseClick(window.shown().retry_button, Qt.MouseButton.LeftButton)
    assert window.shown() is window.card


def test_a_disk_that_refuses_is_said_at_the_list(window, opening):
    opening.errors["look"] = DiskProblem(str(FOLDER), "permission denied")
    window.show_folder(FOLDER)
    assert window.shown() is window.centers
    assert "permission denied" in window.centers.reason.text()


def test_esc_goes_back_to_the_centers(prompt, window, qtbot):
    qtbot.keyClick(prompt, Qt.Key.Key_Escape)
    assert window.shown() is window.centers


def test_f1_shows_the_help_of_the_panel(window, qtbot):
    help_view = window.show_help()
    assert help_view.topic() in {"unlocking", "index"}
    help_view.close()


def test_every_control_has_a_name(window, opening):
    window.show_folder(FOLDER)
    card = window.card
    named = [card.people, card.passphrase.edit, card.passphrase.show_button]
    assert all(widget.accessibleName() for widget in named)


@pytest.mark.parametrize(
    ("text", "shift", "shown"), [("A", False, True), ("a", False, False), ("A", True, False)]
)
def test_caps_lock_is_told_by_a_capital_without_shift(qtbot, text, shift, shown):
    edit = PassphraseEdit()
    qtbot.addWidget(edit)
    edit.show()
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, modifier, text)
    edit.eventFilter(edit.edit, event)
    assert edit.hint.isVisible() is shown


def test_the_passphrase_can_be_shown_and_covered(qtbot):
    edit = PassphraseEdit()
    qtbot.addWidget(edit)
    assert edit.edit.echoMode() is QLineEdit.EchoMode.Password
    qtbot.mouseClick(edit.show_button, Qt.MouseButton.LeftButton)
    assert edit.edit.echoMode() is QLineEdit.EchoMode.Normal
    assert edit.show_button.accessibleName() == "Hide the passphrase"
    edit.clear()
    assert edit.edit.echoMode() is QLineEdit.EchoMode.Password


def test_the_name_of_a_folder_is_without_its_ending():
    assert name_of(FOLDER) == "Lakeside RPT Center"
