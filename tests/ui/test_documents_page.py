"""The Documents page: exporting asks for days, file and passphrase; a verdict is put into words."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from au_desktop.services.workbook.sheet_rows import Days
from au_desktop.services.workbook.workbook_checks import (
    FaultKind,
    FileVerdict,
    SheetFault,
    VerificationReport,
)
from au_desktop.services.workbook.workbook_manifest import Manifest
from au_desktop.ui.documents.drop_zone import DropZone
from au_desktop.ui.documents.export_dialog import ExportDialog
from au_desktop.ui.documents.verdict_words import verdict_words
from tests.builders import PASSPHRASE
from tests.fakes_workbook import FACTS

MANIFEST = Manifest(FACTS, (), "")


@pytest.fixture
def dialog(qtbot, tmp_path):
    made = ExportDialog(date(2026, 11, 22), tmp_path, "Lakeside RPT Center")
    qtbot.addWidget(made)
    return made


def test_the_month_is_proposed_with_a_name_that_says_so(dialog, tmp_path):
    assert dialog.first.value() == date(2026, 11, 1)
    assert dialog.last.value() == date(2026, 11, 30)
    assert dialog.file.path() == tmp_path / "Lakeside RPT Center RSO workbook November 2026.xlsx"


def test_last_month_and_the_year_follow_the_choice(dialog):
    dialog.period.setCurrentIndex(1)
    assert (dialog.first.value(), dialog.last.value()) == (date(2026, 10, 1), date(2026, 10, 31))
    dialog.period.setCurrentIndex(2)
    assert (dialog.first.value(), dialog.last.value()) == (date(2026, 1, 1), date(2026, 12, 31))


def test_what_is_missing_is_said_beside_its_field(dialog):
    dialog.file.edit.setText("")
    assert dialog.wish() is None
    assert "passphrase" in dialog.form.error("passphrase").casefold()
    assert dialog.form.error("file")


def test_days_in_the_wrong_order_are_refused(dialog):
    dialog.period.setCurrentIndex(3)
    dialog.first.set_value(date(2026, 11, 20))
    dialog.last.set_value(date(2026, 11, 10))
    dialog.passphrase.setText("something long enough")
    assert dialog.wish() is None
    assert "before" in dialog.form.error("last")


def test_a_whole_wish_is_handed_over(dialog, tmp_path):
    dialog.file.edit.setText(str(tmp_path / "month"))
    QTest.keyClicks(dialog.passphrase, PASSPHRASE)
    wish = dialog.wish()
    assert wish.target == tmp_path / "month.xlsx"
    assert wish.days == Days(date(2026, 11, 1), date(2026, 11, 30))
    assert wish.passphrase == PASSPHRASE


def test_a_dropped_file_is_handed_on(qtbot, tmp_path):
    zone = DropZone()
    qtbot.addWidget(zone)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "book.xlsx"))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(zone.file_given) as given:
        zone.dropEvent(event)
    assert given.args == [Path(tmp_path / "book.xlsx")]


@pytest.mark.parametrize("verdict", list(FileVerdict))
def test_every_verdict_has_words(verdict):
    words = verdict_words(VerificationReport(verdict, reason="it is no workbook", newer=3))
    assert words.headline
    assert words.state in {"ok", "info", "attention", "problem"}


def test_a_packet_is_spoken_of_as_one():
    report = VerificationReport(
        FileVerdict.GENUINE, packet="T-001, A. Example, 11 of 11 records", manifest=MANIFEST
    )
    words = verdict_words(report)
    assert "none of the trainee's records is missing" in words.summary
    assert ("Packet of", "T-001, A. Example, 11 of 11 records") in words.facts
    assert "cell" in verdict_words(replace(report, packet="")).summary


def test_a_packets_folder_may_be_dropped_by_its_first_file(qtbot, tmp_path):
    zone = DropZone()
    qtbot.addWidget(zone)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "packet.json"))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(zone.file_given) as given:
        zone.dropEvent(event)
    assert given.args == [tmp_path]


def test_an_altered_file_names_sheet_and_cell():
    fault = SheetFault("Administrations", "G7", FaultKind.CELL)
    report = VerificationReport(FileVerdict.ALTERED, faults=(fault,), more_faults=2)
    words = verdict_words(report)
    assert "Administrations G7: the cell was changed" in words.text
    assert "2 more" in words.text
    assert verdict_words(replace(report, more_faults=0)).text.count("\n") == 0
