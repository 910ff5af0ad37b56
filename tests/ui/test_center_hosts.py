"""Host hospitals and programs: added from what is shipped, edited row by row, retired, refused, taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from au_desktop.domain.roles import Role
from au_desktop.domain.training.onboarding import AskedItem
from au_desktop.settings import Settings
from au_desktop.ui.center.asked_item_rows import AskedItemRows
from au_desktop.ui.center.hosts_section import HostsSection
from au_desktop.ui.center.programs_section import ProgramsSection
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.section import SectionContext
from tests.fakes_ui import ImmediateOperations
from tests.placed_visits import a_host, a_program
from tests.training_center import TrainingCenter

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def center():
    return TrainingCenter()


@pytest.fixture
def show(qtbot, center):
    def shown(make, role=Role.COORDINATOR):
        context = SectionContext(
            center.services(role), ImmediateOperations(), ChangesBus(), Settings()
        )
        section = make(context)
        section.undos = []
        section.undo_offered.connect(lambda words, step: section.undos.append((words, step)))
        context.changes.changed.connect(lambda _changes: section.refresh())
        qtbot.addWidget(section)
        section.resize(1100, 700)
        section.show()
        section.refresh()
        return section

    return shown


def dialog_of(section):
    (found,) = [one for one in section.findChildren(RecordDialog) if one.isVisible()]
    return found


def press(section, words):
    found = [one for one in section.panel.details.findChildren(QPushButton) if one.text() == words]
    found[-1].click()


def test_a_host_is_added_from_the_example(center, show, qtbot):
    section = show(HostsSection)
    qtbot.mouseClick(section.panel.empty.button, LEFT)
    dialog = dialog_of(section)
    dialog.form.set_values({"start": 0})
    assert dialog.form.value("verify") is True
    rows = dialog.form.field("items")
    count = len(rows.rows)
    rows.rows[0].remove.click()
    rows.add_button.click()
    rows.rows[-1].title.setText("Parking permit")
    rows.rows[-1].days.setText("7")
    rows.rows[-1].valid.setText("30")
    dialog.form.set_values({"name": "Harbor Clinic", "longest_stay": "90"})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    (host,) = center.work().hosts.hosts()
    assert (host.name, host.longest_stay_days, host.verify) == ("Harbor Clinic", 90, True)
    assert len(host.items) == count
    assert host.items[-1] == AskedItem("Parking permit", "trainee", 7, 30)
    section.undos[-1][1]()
    assert center.work().hosts.hosts()[0].retired


def test_what_cannot_be_read_is_said_in_the_dialog(center, show, qtbot):
    section = show(HostsSection)
    section.add_host()
    dialog = dialog_of(section)
    dialog.form.set_values({"name": "Harbor Clinic", "longest_stay": "three months"})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert "whole number" in dialog.form.error("longest_stay")
    dialog.form.set_values({"longest_stay": ""})
    row = dialog.form.field("items").add_row()
    row.title.setText("CV")
    row.days.setText("soon")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert "item 1: days before is a whole number" in dialog.form.error("items").casefold()
    row.days.setText("14")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert center.work().hosts.hosts()[0].items == (AskedItem("CV", "trainee", 14),)


def test_a_host_is_edited_retired_and_found(center, show, qtbot):
    host_id = center.work().hosts.add_host(a_host()).value
    section = show(HostsSection)
    section.select(host_id)
    press(section, "Edit…")
    dialog = dialog_of(section)
    assert dialog.form.field("items").value() == a_host().items
    dialog.form.set_values({"notes": "Gate 4"})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert center.work().hosts.hosts()[0].notes == "Gate 4"
    section.select(host_id)
    press(section, "Retire")
    assert center.work().hosts.hosts()[0].retired
    assert section.find_in_page()


def test_the_rows_keep_what_was_typed_as_a_draft(qtbot):
    rows = AskedItemRows()
    qtbot.addWidget(rows)
    rows.set_value(a_host().items)
    rows.rows[0].days.setText("soon")
    text = rows.draft_text()
    rows.set_value(())
    assert rows.value() == ()
    rows.take_draft_text(text)
    assert rows.value() is None
    assert [row.title.text() for row in rows.rows] == [item.title for item in a_host().items]


def test_the_shipped_program_is_offered_once(center, show, qtbot):
    section = show(ProgramsSection)
    qtbot.mouseClick(section.panel.empty.button, LEFT)
    dialog = dialog_of(section)
    assert dialog.form.value("title") == "ASTRO AU Training Center"
    assert dialog.form.value("days") == ""
    dialog.form.set_values({"start": None})
    assert (dialog.form.value("title"), dialog.form.value("notes")) == ("", "")
    dialog.form.set_values({"start": 0})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    (program,) = center.work().hosts.programs()
    assert (program.days, program.cases, program.verify) == (None, None, True)
    section.add_program()
    dialog = dialog_of(section)
    assert dialog.form.value("title") == ""
    dialog.form.set_values({"title": "astro au training center"})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert "already exists" in dialog.form.error("title")
    dialog.reject()


def test_a_program_is_completed_and_retired(center, show, qtbot):
    program_id = center.work().hosts.add_program(a_program(notes="by phone")).value
    section = show(ProgramsSection)
    section.select(program_id)
    press(section, "Edit…")
    dialog = dialog_of(section)
    dialog.form.set_values({"days": "0"})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert "at least 1" in dialog.form.error("days")
    given = {"days": "5", "membership_asked": True, "documents": "CV\n\nLicense", "verify": False}
    dialog.form.set_values(given)
    qtbot.mouseClick(dialog.primary_button, LEFT)
    (program,) = center.work().hosts.programs()
    assert (program.days, program.membership_asked) == (5, True)
    assert (program.documents, program.verify) == (("CV", "License"), False)
    section.select(program_id)
    press(section, "Retire")
    assert center.work().hosts.programs()[0].retired


@pytest.mark.parametrize("make", [HostsSection, ProgramsSection])
def test_a_trainee_looks_and_changes_nothing(center, show, make):
    center.work().hosts.add_host(a_host())
    center.work().hosts.add_program(a_program())
    section = show(make, Role.TRAINEE)
    assert not section.main_action().enabled
    assert "Trainee may not" in section.subtitle() or "trainee may not" in section.subtitle()
    section.panel.table.row_activated.emit(section.panel.table.rows.row_at(0))
    assert [one for one in section.findChildren(RecordDialog) if one.isVisible()] == []
