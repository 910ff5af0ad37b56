"""The center page: its subjects, what a role may do there, targets from search, people and their dialogs."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from au_desktop.domain.roles import Role
from au_desktop.services.changes import Changes, Kind
from au_desktop.ui.center import people_dialogs
from au_desktop.ui.center.center_page import SUBJECTS, CenterPage
from au_desktop.ui.center.permission_table import PermissionDialog
from au_desktop.ui.kit.role_words import role_words
from tests.builders import PASSPHRASE, a_room
from tests.fakes_center import GROUPS, Bench

LEFT = Qt.MouseButton.LeftButton
KEYS = [subject[0] for subject in SUBJECTS]
NEW = "seven slow herons at dusk"


def shown_page(qtbot, bench):
    page = CenterPage(bench.services, bench.operations, bench.changes, bench.settings)
    qtbot.addWidget(page)
    page.told, page.undos = [], []
    page.status_told.connect(page.told.append)
    page.undo_offered.connect(lambda words, undo: page.undos.append((words, undo)))
    page.resize(1158, 680)
    bench.changes.changed.connect(page.on_changes)
    with qtbot.waitExposed(page):
        page.show()
    page.on_shown()
    return page


@pytest.fixture
def bench():
    return Bench()


@pytest.fixture
def page(qtbot, bench):
    return shown_page(qtbot, bench)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("key", KEYS)
def test_every_subject_opens_for_every_role_with_named_controls(qtbot, key, role):
    page = shown_page(qtbot, Bench(role))
    section = page.show_subject(key)
    assert page.subtitle.startswith(section.title)
    buttons = [one for one in section.findChildren(QAbstractButton) if one.isVisible()]
    assert all(one.accessibleName() or one.text() for one in buttons)


@pytest.mark.parametrize("key", ["people", "supervisors", "rooms", "instruments", "backups"])
def test_a_trainee_may_look_but_not_change(qtbot, key):
    page = shown_page(qtbot, Bench(Role.TRAINEE))
    page.show_subject(key)
    assert page.main_action is not None
    assert not page.main_action.enabled


def test_why_not_is_said(qtbot):
    page = shown_page(qtbot, Bench(Role.TRAINEE))
    section = page.show_subject("people")
    assert "The role Trainee may not add or remove people" in page.subtitle
    assert not section.sheet_button.isEnabled()
    assert "Trainee" in section.sheet_button.toolTip()


def test_reading_only_says_so(qtbot):
    page = shown_page(qtbot, Bench(Role.COORDINATOR, "it was restored"))
    section = page.show_subject("rooms")
    assert "Open for reading only: it was restored" in page.subtitle
    assert not section.panel.empty.button.isEnabled()


def test_the_keyboard_goes_through_the_subjects(page, qtbot):
    page.subjects.setFocus()
    qtbot.keyClick(page.subjects, Qt.Key.Key_Down)
    assert page.section().title == "Supervising AUs & licenses"
    assert page.current_target() == "supervisors"


def test_a_record_from_search_is_chosen(page, bench):
    room_id = bench.services.facilities.add_room(a_room(name="Hot lab")).value
    bench.services.facilities.add_room(a_room(name="Room 4"))
    page.open_target(("room", room_id))
    assert page.section().panel.table.current_row().name == "Hot lab"


def test_a_subject_comes_back_after_a_lock(page):
    page.open_target("backups")
    assert page.section().title == "Backups"


def test_a_change_elsewhere_loads_the_section_that_is_seen(page, bench):
    section = page.show_subject("rooms")
    bench.services.facilities.add_room(a_room(name="Hot lab"))
    bench.changes.tell(Changes(frozenset({Kind.ROOM})))
    assert section.panel.table.rows.rowCount() == 1
    assert not section.panel.showing_empty_state()


def people_dialog(page, kind):
    found = [one for one in page.findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def test_a_person_is_added_with_role_and_passphrase(page, bench, qtbot):
    page.main_action.run()
    dialog = people_dialog(page, people_dialogs.AddPersonDialog)
    qtbot.keyClicks(dialog.form.field("name"), "Example Q.")
    dialog.form.set_values({"role": Role.PRECEPTOR})
    dialog.passphrase.first.set_value(NEW)
    dialog.passphrase.second.set_value(NEW)
    qtbot.mouseClick(dialog.primary_button, LEFT)
    names = {person.name: person.role for person in bench.services.access.people()}
    assert names["Example Q."] is Role.PRECEPTOR
    assert page.told == ["Example Q. can unlock the center now."]
    assert not dialog.isVisible()


def test_a_name_that_works_here_already_is_refused_beside_the_field(page, qtbot):
    page.main_action.run()
    dialog = people_dialog(page, people_dialogs.AddPersonDialog)
    qtbot.keyClicks(dialog.form.field("name"), "The preceptor")
    dialog.passphrase.first.set_value(NEW)
    dialog.passphrase.second.set_value(NEW)
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert "already works here" in dialog.form.error("name")
    assert dialog.isVisible()
    dialog.reject()


def test_a_person_needs_a_good_passphrase(page, qtbot):
    page.main_action.run()
    dialog = people_dialog(page, people_dialogs.AddPersonDialog)
    qtbot.keyClicks(dialog.form.field("name"), "Example Q.")
    dialog.passphrase.first.set_value("short")
    dialog.passphrase.second.set_value("short")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert "too short" in dialog.error_line.text()
    dialog.reject()


def choose(page, bench, role):
    person = bench.memory.people[role]
    section = page.show_subject("people")
    section.select(person.id)
    return section, person


def press(section, words):
    buttons = [one for one in section.findChildren(QAbstractButton) if one.text() == words]
    buttons[-1].click()


def test_the_role_of_a_person_is_changed(page, bench, qtbot):
    section, person = choose(page, bench, Role.TRAINEE)
    press(section, "Change role…")
    dialog = people_dialog(page, people_dialogs.ChangeRoleDialog)
    dialog.form.set_values({"role": Role.INSPECTOR})
    dialog.passphrase.first.set_value(NEW)
    dialog.passphrase.second.set_value(NEW)
    qtbot.mouseClick(dialog.primary_button, LEFT)
    people = {one.id: one.role for one in bench.services.access.people()}
    assert people[person.id] is Role.INSPECTOR


def test_a_forgotten_passphrase_is_set_anew(page, bench, qtbot):
    section, person = choose(page, bench, Role.PRECEPTOR)
    press(section, "New passphrase…")
    dialog = people_dialog(page, people_dialogs.ResetDialog)
    dialog.passphrase.first.set_value(NEW)
    dialog.passphrase.second.set_value(NEW)
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert bench.keys.passphrases[person.id] == NEW


def test_removing_needs_a_reason(page, bench, qtbot):
    section, person = choose(page, bench, Role.PRECEPTOR)
    press(section, "Remove…")
    dialog = people_dialog(page, people_dialogs.RemoveDialog)
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert dialog.form.error("reason") == "Reason is needed."
    qtbot.keyClicks(dialog.form.field("reason"), "left the center")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert person.id not in bench.keys.passphrases
    assert bench.memory.center.state.log[-1].reason == "left the center"


def test_the_last_manager_stays(page, bench, qtbot):
    with bench.memory.center.unit_of_work() as uow:
        rso = bench.memory.people[Role.RSO]
        uow.people.replace(replace(rso, removed_at=rso.added_at))
        uow.commit()
    section, _ = choose(page, bench, Role.COORDINATOR)
    press(section, "Remove…")
    dialog = people_dialog(page, people_dialogs.RemoveDialog)
    qtbot.keyClicks(dialog.form.field("reason"), "x")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert dialog.error_line.isVisible()
    assert dialog.isVisible()
    dialog.reject()


def test_my_own_passphrase_needs_the_present_one(page, bench, qtbot):
    section = page.show_subject("people")
    qtbot.mouseClick(section.own_button, LEFT)
    dialog = people_dialog(page, people_dialogs.OwnPassphraseDialog)
    dialog.passphrase.first.set_value(NEW)
    dialog.passphrase.second.set_value(NEW)
    dialog.old.set_value("wrong")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert "does not" in dialog.error_line.text()
    dialog.old.set_value(PASSPHRASE)
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert bench.keys.passphrases[bench.desk.actor.person_id] == NEW


def test_the_page_nags_until_a_sheet_was_typed_back(page, qtbot):
    section = page.show_subject("people")
    assert "No recovery sheet" in section.notice.text()
    assert section.notice.isVisible()
    qtbot.mouseClick(section.sheet_button, LEFT)
    sheet = people_dialog(page, people_dialogs.SheetDialog).sheet
    qtbot.mouseClick(sheet.next_button, LEFT)
    for field, group in zip(sheet.fields.fields, GROUPS, strict=True):
        qtbot.keyClicks(field, group)
    qtbot.mouseClick(sheet.confirm_button, LEFT)
    assert not section.notice.isVisible()
    assert page.told == ["The recovery sheet fits. Keep it locked away."]


def test_the_permission_table_says_who_may_do_what(page, qtbot):
    section = page.show_subject("people")
    qtbot.mouseClick(section.roles_button, LEFT)
    table = people_dialog(page, PermissionDialog).table
    titles = [column.title for column in table.rows.columns]
    assert titles == ["May", *(role_words(role) for role in Role)]
    first = [table.rows.index(0, at).data() for at in range(7)]
    assert first == ["Read records", *(["yes"] * 6)]


def test_people_are_found_by_name(page):
    section = page.show_subject("people")
    section.panel.search.setText("insp")
    section.panel.query_changed.emit()
    rows = [
        section.panel.table.rows.row_at(at).name
        for at in range(section.panel.table.rows.rowCount())
    ]
    assert rows == ["The inspector"]
