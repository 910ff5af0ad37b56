"""New center, recovery sheet, worked example, restore and recovery, each by its panel."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from au_desktop.domain.errors import Cancelled, DiskProblem, MistypedRecoveryCode
from au_desktop.domain.roles import Role
from au_desktop.ui.kit.group_fields import GroupFields
from au_desktop.ui.kit.recovery_sheet import sheet_document
from au_desktop.ui.unlocking.door import Door
from au_desktop.ui.unlocking.unlock_window import UnlockWindow
from tests.builders import PASSPHRASE
from tests.fakes_center import FOLDER, GROUPS, FakeOpening

PROFILES = [("nrc-2019", "NRC, 10 CFR Part 35"), ("example-state-four", "Example Agreement State")]
LEFT = Qt.MouseButton.LeftButton


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
def maker(window, qtbot):
    qtbot.mouseClick(window.centers.new_button, LEFT)
    return window.shown()


def fill_center(maker, qtbot):
    qtbot.keyClicks(maker.center_form.field("name"), "Hillside: RPT/Center")
    qtbot.keyClicks(maker.center_form.field("license"), "45-00000-02")
    qtbot.mouseClick(maker.primary_button, LEFT)


def fill_person(maker, qtbot, passphrase=PASSPHRASE, again=PASSPHRASE):
    qtbot.keyClicks(maker.person_form.field("person"), "Example C.")
    maker.passphrase.first.set_value(passphrase)
    maker.passphrase.second.set_value(again)
    qtbot.mouseClick(maker.primary_button, LEFT)


def test_a_center_needs_a_name(maker, qtbot):
    qtbot.mouseClick(maker.primary_button, LEFT)
    assert maker.steps.at() == 0
    assert maker.center_form.error("name") == "Name of the center is needed."


def test_the_folder_follows_the_name_until_it_is_chosen(maker, qtbot, tmp_path):
    qtbot.keyClicks(maker.center_form.field("name"), "Hillside: RPT/Center")
    assert maker.folder.value() == tmp_path / "Hillside RPTCenter.aucenter"
    maker.folder.edit.clear()
    qtbot.keyClicks(maker.folder.edit, "/elsewhere")
    qtbot.keyClicks(maker.center_form.field("name"), " 2")
    assert maker.folder.value() == Path("/elsewhere")


def test_the_rules_of_the_passphrase_are_judged_while_typing(maker, qtbot):
    fill_center(maker, qtbot)
    qtbot.keyClicks(maker.passphrase.first.edit, "short")
    assert "shorter than 15 characters" in maker.passphrase.rule.text()
    maker.passphrase.first.set_value(PASSPHRASE)
    assert "Long enough" in maker.passphrase.rule.text()
    maker.passphrase.second.set_value("something else")
    assert maker.passphrase.match.text() == "The two lines differ."


def test_two_different_lines_make_no_center(maker, qtbot, opening):
    fill_center(maker, qtbot)
    fill_person(maker, qtbot, again="another quiet lantern")
    assert maker.reason.text() == "The two lines differ."
    assert opening.created == []


def test_a_new_center_is_made_and_its_sheet_typed_back(maker, qtbot, opening, window):
    fill_center(maker, qtbot)
    fill_person(maker, qtbot)
    new = opening.created[0]
    assert (new.facts.name, new.facts.license_number) == ("Hillside: RPT/Center", "45-00000-02")
    assert (new.person_name, new.role) == ("Example C.", Role.COORDINATOR)
    assert new.facts.profile_id == "nrc-2019"
    sheet = maker.sheet
    qtbot.mouseClick(sheet.next_button, LEFT)
    for field, group in zip(sheet.fields.fields, GROUPS, strict=True):
        qtbot.keyClicks(field, group.lower())
    qtbot.mouseClick(sheet.confirm_button, LEFT)
    assert window.heard == opening.opened
    assert opening.bench.services.access.recovery_confirmed() is not None


def test_a_wrong_sheet_is_refused_and_can_be_put_off(maker, qtbot, opening, window):
    fill_center(maker, qtbot)
    fill_person(maker, qtbot)
    sheet = maker.sheet
    qtbot.mouseClick(sheet.next_button, LEFT)
    for field in sheet.fields.fields:
        qtbot.keyClicks(field, "00000")
    qtbot.mouseClick(sheet.confirm_button, LEFT)
    assert "does not open the center" in sheet.error_line.text()
    assert window.heard == []
    qtbot.mouseClick(sheet.confirm_later_button, LEFT)
    assert window.heard == opening.opened
    assert opening.bench.services.access.recovery_confirmed() is None


def test_a_short_code_is_not_tried(maker, qtbot):
    fill_center(maker, qtbot)
    fill_person(maker, qtbot)
    qtbot.mouseClick(maker.sheet.next_button, LEFT)
    qtbot.mouseClick(maker.sheet.confirm_button, LEFT)
    assert maker.sheet.error_line.text() == "Some groups are still short."


def test_a_mistyped_group_is_marked(maker, qtbot):
    fill_center(maker, qtbot)
    fill_person(maker, qtbot)
    maker.sheet.refuse(MistypedRecoveryCode(2, 3))
    assert maker.sheet.error_line.text().startswith("Group 2")
    assert maker.sheet.fields.fields[1].property("wrong") == "true"


def test_the_printed_sheet_holds_every_group_and_the_center():
    text = sheet_document(GROUPS, "Lakeside <RPT>").toPlainText()
    assert all(group in text for group in GROUPS)
    assert "Lakeside <RPT>" in text


def test_a_refused_disk_keeps_what_was_typed(maker, qtbot, opening):
    opening.errors["create"] = DiskProblem("/x", "no room")
    fill_center(maker, qtbot)
    fill_person(maker, qtbot)
    assert "no room" in maker.reason.text()
    assert maker.person_form.value("person") == "Example C."
    assert not maker.busy


def test_back_goes_one_step_then_to_the_centers(maker, qtbot, window):
    fill_center(maker, qtbot)
    qtbot.mouseClick(maker.back_button, LEFT)
    assert maker.steps.at() == 0
    qtbot.mouseClick(maker.back_button, LEFT)
    assert window.shown() is window.centers


def test_groups_pass_the_cursor_on_and_take_a_paste(qtbot):
    fields = GroupFields(3)
    qtbot.addWidget(fields)
    fields.show()
    fields.activateWindow()
    qtbot.keyClicks(fields.fields[0], "0a1b2")
    assert fields.fields[0].text() == "0A1B2"
    qtbot.waitUntil(fields.fields[1].hasFocus)
    QGuiApplication.clipboard().setText("c3d4e-5f6g7")
    qtbot.keyClick(fields.fields[1], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert fields.code() == "0A1B2 C3D4E 5F6G7"
    assert fields.complete()
    QGuiApplication.clipboard().clear()


def test_backspace_in_an_empty_group_goes_back(qtbot):
    fields = GroupFields(3)
    qtbot.addWidget(fields)
    fields.show()
    fields.activateWindow()
    fields.fields[1].setFocus()
    qtbot.keyClick(fields.fields[1], Qt.Key.Key_Backspace)
    qtbot.waitUntil(fields.fields[0].hasFocus)


def test_the_worked_example_shows_people_and_passphrase_then_opens(window, qtbot):
    qtbot.mouseClick(window.centers.example_button, LEFT)
    panel = window.shown()
    qtbot.mouseClick(panel.primary_button, LEFT)
    assert panel.passphrase.text() == PASSPHRASE
    assert len(panel.people.rows()) == len(Role)
    qtbot.mouseClick(panel.primary_button, LEFT)
    assert window.shown() is window.card


def test_a_stopped_example_can_be_made_again(window, opening, qtbot):
    opening.errors["example"] = Cancelled()
    qtbot.mouseClick(window.centers.example_button, LEFT)
    panel = window.shown()
    qtbot.mouseClick(panel.primary_button, LEFT)
    assert panel.reason.isVisible()
    assert panel.primary_button.isEnabled()


def test_restore_needs_a_file_and_offers_a_free_folder(window, qtbot, tmp_path):
    qtbot.mouseClick(window.centers.restore_button, LEFT)
    panel = window.shown()
    qtbot.mouseClick(panel.primary_button, LEFT)
    assert panel.form.error("backup") == "Backup file is needed."
    qtbot.keyClicks(panel.backup.edit, "/b/Lakeside.aubackup")
    assert panel.folder.value() == tmp_path / "Lakeside restored.aucenter"


def test_a_backup_that_cannot_be_read_is_said(window, opening, qtbot):
    opening.errors["restore"] = DiskProblem("/b/x", "cut short")
    qtbot.mouseClick(window.centers.restore_button, LEFT)
    panel = window.shown()
    panel.backup.set_value(Path("/b/x.aubackup"))
    qtbot.mouseClick(panel.primary_button, LEFT)
    assert "cut short" in panel.reason.text()


@pytest.fixture
def recovery(window, qtbot):
    window.show_folder(FOLDER)
    qtbot.mouseClick(window.card.recovery_button, LEFT)
    return window.shown()


def type_code(recovery, group="0A1B2"):
    for field in recovery.fields.fields:
        field.setText(group)
    recovery.passphrase.first.set_value(PASSPHRASE)
    recovery.passphrase.second.set_value(PASSPHRASE)


def test_only_people_who_manage_people_can_use_the_sheet(recovery):
    offered = [recovery.person.itemText(at) for at in range(recovery.person.count())]
    assert offered == ["The coordinator  ·  Coordinator", "The rso  ·  RSO"]


def test_the_sheet_opens_the_center(recovery, window, opening, qtbot):
    type_code(recovery)
    qtbot.mouseClick(recovery.primary_button, LEFT)
    assert window.heard == opening.opened
    assert recovery.fields.code().strip() == ""


def test_the_mistyped_group_is_named_and_marked(recovery, qtbot):
    type_code(recovery, "0AOB2")
    qtbot.mouseClick(recovery.primary_button, LEFT)
    assert recovery.group_reason.text().startswith("Group 2 is mistyped")
    assert recovery.fields.fields[1].property("wrong") == "true"


def test_short_groups_are_not_tried(recovery, window, qtbot):
    qtbot.mouseClick(recovery.primary_button, LEFT)
    assert "five characters" in recovery.group_reason.text()
    assert window.heard == []
