"""Templates, backups and the log: read, made, checked, confirmed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from au_desktop.domain.audit import ChainFault, ChainReport, LogHead
from au_desktop.domain.errors import DiskProblem
from au_desktop.domain.ids import RunId, StatementId
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.validity import Validity, ValidityState
from au_desktop.services.keeping.integrity import IntegrityReport, SignatureFault
from au_desktop.services.keeping.statement_check import REPLACED, StatementFault
from au_desktop.ui.center.center_page import CenterPage
from au_desktop.ui.center.log_section import field_lines, report_words
from au_desktop.ui.kit.dialog import Dialog
from tests.builders import NOBODY, a_room
from tests.fakes_center import Bench

LEFT = Qt.MouseButton.LeftButton


def shown_page(qtbot, bench):
    page = CenterPage(bench.services, bench.operations, bench.changes, bench.settings)
    qtbot.addWidget(page)
    page.told = []
    page.status_told.connect(page.told.append)
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


def test_a_backup_is_made_and_listed_first(page, bench):
    section = page.show_subject("backups")
    page.main_action.run()
    assert section.panel.table.rows.row_at(0).path == Path("/b/new.aubackup")
    assert page.told == ["Backup made and proven."]
    assert not section.progress.isVisible()
    assert bench.log_verbs() == ["make backup"]


def test_a_backup_shows_progress_and_can_be_stopped(page, bench, qtbot):
    section = page.show_subject("backups")
    bench.operations.hold()
    page.main_action.run()
    assert section.progress.isVisible()
    qtbot.mouseClick(section.progress.button, LEFT)
    bench.operations.release()
    assert not section.progress.isVisible()
    assert page.told == ["The backup was stopped; nothing was left half done."]
    assert len(bench.shelf.kept) == 1


def test_a_second_place_takes_a_backup(page, bench):
    section = page.show_subject("backups")
    section.back_up(Path("/usb"))
    assert bench.shelf.kept[0].path == Path("/usb/new.aubackup")


def test_a_disk_that_refuses_is_said(page, bench):
    section = page.show_subject("backups")
    bench.shelf.error = DiskProblem("/b", "no room")
    page.main_action.run()
    titles = [one.windowTitle() for one in page.findChildren(Dialog) if one.isVisible()]
    assert titles == ["The disk refused"]
    assert not section.progress.isVisible()


def test_the_last_proof_is_said(page, bench):
    section = page.show_subject("backups")
    assert section.proven.text() == "Last proven: 20 Nov 2026 12:30"
    bench.shelf.proven = None
    section.refresh()
    assert section.proven.text() == "No backup has been proven yet"


def test_a_restored_center_is_confirmed_here(qtbot):
    bench = Bench(Role.COORDINATOR, "this center was restored from a backup")
    page = shown_page(qtbot, bench)
    section = page.show_subject("backups")
    qtbot.mouseClick(section.confirm_button, LEFT)
    assert bench.shelf.confirmed == 1
    assert "next unlock" in section.notice.text()


def test_the_log_is_newest_first_and_searched(page, bench):
    bench.services.facilities.add_room(a_room(name="Hot lab"))
    bench.services.facilities.add_room(a_room(name="Room 4"))
    section = page.show_subject("log")
    table = section.panel.table
    assert table.rows.index(0, 3).data() == "add room: Room 4"
    section.panel.search.setText("hot lab")
    section.panel.query_changed.emit()
    assert table.rows.rowCount() == 1
    table.selectRow(0)
    assert section.panel.details._title.text() == "Add room"


def test_a_long_log_comes_in_pages(page, bench, qtbot):
    for number in range(100):
        bench.services.facilities.add_room(a_room(name=f"Room {number}"))
    section = page.show_subject("log")
    table = section.panel.table
    assert table.rows.rowCount() == 80
    qtbot.waitUntil(lambda: table.verticalScrollBar().maximum() > 0)
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: table.rows.rowCount() == 100)
    assert section.panel.count.text() == "100 entries"


def test_a_sound_center_is_said_to_be_sound(page, bench):
    bench.services.facilities.add_room(a_room(name="Hot lab"))
    section = page.show_subject("log")
    page.main_action.run()
    assert section.report.text().startswith("Sound.")
    assert section.report.isVisible()


def test_a_faulty_page_is_named(page, bench):
    bench.center_file.faults = ("page 7 fails its checksum",)
    section = page.show_subject("log")
    page.main_action.run()
    assert "page 7 fails" in section.report.text()
    assert section.report.property("state") == "problem"


def test_a_check_that_is_stopped_says_nothing(page, bench, qtbot):
    section = page.show_subject("log")
    bench.operations.hold()
    page.main_action.run()
    qtbot.mouseClick(section.progress.button, LEFT)
    bench.operations.release()
    assert "says nothing" in section.report.text()


BROKEN = Validity(ValidityState.BROKEN, ("answers.dose", "event time"))


def test_every_fault_is_put_into_words():
    fault = SignatureFault(RunId(NOBODY), "R-0007", "Example P.", BROKEN)
    log = ChainReport(LogHead(40, bytes(32)), ChainFault.ALTERED, 41)
    said = StatementFault(StatementId(NOBODY), "S-000007", "Example P.", REPLACED)
    words = report_words(IntegrityReport((), log, 3, (fault,), 1, (said,)))
    assert (
        "S-000007, signed by Example P.: broken at log entry: tells of another content." in words
    )
    assert "an entry was altered at number 41" in words
    assert "R-0007, signed by Example P.: broken at answers.dose, event time." in words


def test_fields_are_shown_without_ids_and_instants():
    lines = field_lines(
        '{"id": [null, "x"], "added_at": [null, "2026-11-22T14:05:00.000000+00:00"], '
        '"role": ["trainee", "rso"], "retired": [false, true], '
        '"person_id": [null, "00000000-0000-0000-0000-000000000001"], "listings": [[], ["a", "b"]]}'
    )
    assert lines == [
        "added at: 22 Nov 2026 14:05",
        "role: trainee → rso",
        "retired: no → yes",
        "person id: another record",
        "listings: nothing → a; b",
    ]
    assert field_lines("plain") == ["plain"]
