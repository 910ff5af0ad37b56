"""The records of releases and the instruction sheets on the screen."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from au_desktop.domain.quantities import Activity, DoseRate
from au_desktop.domain.reference.release_sheets import Topic
from au_desktop.domain.safety.release_findings import BasisKind
from au_desktop.domain.safety.releases import NONE_GIVEN, Decision
from au_desktop.services.safety.safety_book import SafetyBook
from au_desktop.ui.kit.targets import TabTarget
from au_desktop.ui.release.release_origin import ChangeRelease
from au_desktop.ui.release.release_page import ReleasePage
from au_desktop.ui.release.release_records import RecordsTab
from au_desktop.ui.release.sheets_tab import KEEP_FIRST, SheetsTab
from tests.release_bench import ReleaseBench
from tests.release_desk import METER_ID
from tests.release_examples import LEE
from tests.release_hands import keep_one, shown


@pytest.fixture
def bench() -> ReleaseBench:
    made = ReleaseBench()
    made.services.record_signing = SimpleNamespace(meanings=lambda _kind: ())
    made.services.safety_book = SafetyBook(made.desk)
    return made


def kept(bench: ReleaseBench, **changes):
    return keep_one(bench, **({"authorized_by": LEE} | changes))


@pytest.fixture
def records(qtbot, bench) -> RecordsTab:
    return shown(qtbot, bench, RecordsTab)


def facts_of(tab: RecordsTab) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(label.text() for label in tab.list.panel.details.findChildren(QLabel))


def test_the_empty_list_leads_to_the_calculator(records):
    asked = []
    records.go_requested.connect(lambda page, target: asked.append((page, target)))
    assert records.list.panel.showing_empty_state()
    records.list.panel.empty.first_step.emit()
    records.main_action().run()
    assert asked == [("release", TabTarget("release"))] * 2


def test_the_chosen_record_shows_equation_limit_and_what_was_told(records, bench):
    key = kept(bench)
    records.refresh()
    records.select(key)
    said = facts_of(records)
    for words in ("RL-0001", "34.6 · 0.181", "2.081 mSv", "written copy", "Lee Fox", "Revision 1"):
        assert words in said
    asked = []
    records.go_requested.connect(lambda page, target: asked.append(target))
    QTest.mouseClick(records.correct_button, Qt.MouseButton.LeftButton)
    records.bar.amend_wanted.emit(bench.services.patient_releases.get(key))
    assert asked == [
        TabTarget("release", ChangeRelease(key, amend=False)),
        TabTarget("release", ChangeRelease(key, amend=True)),
    ]
    assert records.find_in_page()


def test_measured_held_and_unexplained_ones_say_so(records, bench):
    key = kept(
        bench, nuclide_id="I-131", drug_id="i-131-sodium-iodide", administered=Activity.parse("100 mCi"),
        rate=DoseRate.parse("20 mrem/h"), rate_at=bench.ago(2), instrument_id=METER_ID, surveyor=LEE,
        basis=BasisKind.MEASURED, decision=Decision.HELD, instructions=NONE_GIVEN, notes="wait a day",
    )  # fmt: skip
    records.refresh()
    records.select(key)
    said = facts_of(records)
    for words in ("held", "20 mrem/h", "none given", "wait a day", "above the limit"):
        assert words in said
    records.list.panel.table.clearSelection()
    assert records.bar.isHidden()


@pytest.fixture
def sheets(qtbot, bench) -> SheetsTab:
    tab = SheetsTab(bench.context)
    qtbot.addWidget(tab)
    tab.resize(1100, 700)
    tab.show()
    tab.refresh()
    tab.select("lu-177-dotatate")
    return tab


def fill(tab: SheetsTab):
    QTest.keyClicks(tab.editor.form.field("contact"), "Lee Fox, RSO")
    QTest.keyClicks(tab.editor.form.field("phone"), "555 0100")
    QTest.keyClicks(tab.editor.fields[Topic.DISTANCE], "Three feet for 3 days.")


def test_label_and_center_stand_side_by_side_and_the_preview_follows(sheets):
    assert "Check against the current label" in sheets.state.text()
    fill(sheets)
    assert sheets.unsaved()
    sheets.show_preview()
    text = sheets.preview.toPlainText()
    assert "Three feet for 3 days." in text
    assert "not kept yet" in text


def test_a_sheet_is_kept_as_a_version_and_printed_for_a_code(sheets, bench, tmp_path):
    sheets.ask_for_file()
    assert sheets.state.text() == KEEP_FIRST
    assert sheets.print_tab()
    assert sheets.printing is None
    fill(sheets)
    sheets.main_action().run()
    assert not sheets.unsaved()
    assert "version 1, English" in sheets.pick.currentText()
    QTest.keyClicks(sheets.code, "P-0012")
    sheets.write(Path(tmp_path / "sheet.pdf"))
    assert bench.pen.drawn[0][1].code == "P-0012"
    sheets.show_preview()
    assert "Version 1" in sheets.preview.toPlainText()
    QTest.mouseClick(sheets.versions_button, Qt.MouseButton.LeftButton)
    assert sheets.dialog.isVisible()


def test_what_is_missing_is_said_beside_its_field(sheets):
    sheets.keep()
    assert sheets.editor.form.error("contact")


def test_an_edited_sheet_asks_before_another_takes_its_place(sheets):
    fill(sheets)
    before = sheets.pick.currentIndex()
    sheets.pick.setCurrentIndex(0)
    sheets.dialog.reject()
    assert sheets.pick.currentIndex() == before
    assert sheets.unsaved()
    sheets.pick.setCurrentIndex(0)
    QTest.mouseClick(sheets.dialog.primary_button, Qt.MouseButton.LeftButton)
    assert not sheets.unsaved()
    assert "vipivotide" in sheets.editor.form.value("title")


def test_the_page_has_its_three_tabs(qtbot, bench):
    page = ReleasePage(bench.services, bench.operations, bench.changes, bench.settings)
    qtbot.addWidget(page)
    for key in ("release", "records", "sheets"):
        page.open_target(TabTarget(key))
        assert page.help_topic == "release"
