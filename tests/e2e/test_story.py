"""The main job from an empty folder to a workbook that says where it was touched, by mouse and keyboard."""

from datetime import timedelta

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel

from au_desktop.domain.training.counting.gate import GateReason
from au_desktop.services.rows import CaseFilter, PageRequest
from au_desktop.services.workbook.workbook_checks import FaultKind
from au_desktop.ui.bedside.bedside_view import BedsideView
from au_desktop.ui.documents.fault_table import FaultTable
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.sign_off_dialog import WRONG
from tests.e2e.gloved_hand import GlovedHand
from tests.e2e.workstation import CTRL, Workstation
from tests.workbook_tampering import edited, part_of

CENTER = "Harborview RPT Center"
LICENSE = "45-00000-01"
WORDS = {
    "Morgan Hale": "seven lanterns over a quiet lake",
    "Dana Whitfield": "copper kettles sing before dawn",
    "Robin Ellery": "ninety maps of an orchard wall",
    "Alex Hartman": "small boats carry heavy weather",
}


@pytest.fixture
def station(qtbot, tmp_path):
    made = Workstation(qtbot, tmp_path)
    yield made
    made.switch_off()


def test_from_a_new_center_to_a_workbook_that_was_touched(station):
    make_center(station)
    add_people(station)
    equip(station)
    list_supervisor(station)
    enroll(station)
    log_case(station)
    station.lock()
    station.unlock("Dana Whitfield", WORDS["Dana Whitfield"])
    fill_at_the_bedside(station)
    finish_after_the_lock(station)
    sign(station)
    station.lock()
    station.unlock("Robin Ellery", WORDS["Robin Ellery"])
    workbook = export(station)
    assert verdict(station, workbook)[0] == "Genuine"
    touched, place = touch(workbook, "Cases", "HV-0001", "HV-0007")
    headline, (fault,) = verdict(station, touched)
    assert headline == "Altered"
    assert (fault.sheet, fault.place, fault.kind) == ("Cases", place, FaultKind.CELL)
    close_and_look_again(station)


def make_center(station):
    station.press("New center…")
    station.type_into("Name of the center", CENTER)
    station.type_into("License number", LICENSE)
    assert station.find(QComboBox, "Jurisdiction profile").currentText().startswith("NRC")
    station.press("Next")
    station.type_into("Your name", "Morgan Hale")
    station.type_into("Passphrase", WORDS["Morgan Hale"])
    station.type_into("Passphrase again", WORDS["Morgan Hale"])
    station.press("Make the center")
    groups = [one.text() for one in station.window.findChildren(QLabel) if _is_group(one)]
    assert len(groups) == 7
    station.press("I have it on paper")
    for at, group in enumerate(groups, start=1):
        station.type_into(f"Group {at} of 7", group)
    station.press("Check the code")
    station.wait(lambda: station.desktop.session is not None and station.frame.isVisible())
    assert station.frame.windowTitle().startswith(CENTER)


def _is_group(label):
    return label.isVisible() and label.accessibleName().startswith("Group ")


def add_people(station):
    station.go_to("center")
    for name, role in (
        ("Dana Whitfield", "Preceptor"),
        ("Robin Ellery", "RSO"),
        ("Alex Hartman", "Trainee"),
    ):
        station.press("Add person")
        station.type_into("Name", name)
        station.pick("Role", role)
        station.type_into("Passphrase", WORDS[name])
        station.type_into("Passphrase again", WORDS[name])
        station.press("Add")
    assert {one.name for one in station.services.access.people()} == set(WORDS)


def equip(station):
    station.choose_line("Subjects of the center", "Rooms")
    station.press("Add room")
    station.type_into("Name", "Treatment room 3")
    station.pick("Use", "Administration")
    station.press("Save")
    station.choose_line("Subjects of the center", "Instruments")
    for name, kind in (("DC-1", "Dose calibrator"), ("SM-1", "Survey meter")):
        station.press("Add instrument")
        station.type_into("Name", name)
        station.pick("Kind", kind)
        station.type_into("Calibrated on", station.services.desk.today().isoformat())
        station.press("Save")
    assert [one.name for one in station.services.facilities.instruments()] == ["DC-1", "SM-1"]


def list_supervisor(station):
    station.choose_line("Subjects of the center", "AUs & licenses")
    station.press("Add supervising AU", station.frame.top_bar)
    station.type_into("Name", "Dana Whitfield")
    station.pick("Account", "Dana Whitfield")
    station.press("Save")
    station.choose_row(station.page.section().panel.table, "Dana Whitfield")
    station.press("Add license…")
    station.type_into("License number", LICENSE)
    for section in ("35.390", "35.396", "Parenteral, written directive"):
        station.tick(section)
    station.type_into("From", (station.services.desk.today() - timedelta(days=400)).isoformat())
    station.press("Save")
    (supervisor,) = station.services.supervision.supervisors()
    assert supervisor.authorized_for("G3", station.services.desk.today())


def enroll(station):
    station.go_to("trainees")
    station.press("Add trainee", station.frame.top_bar)
    station.type_into("Family name", "Hartman")
    station.type_into("Given name", "Alex")
    station.pick("Pathway", "35.396")
    today = station.services.desk.today()
    station.press("Add a visit")
    station.type_into("Visit 1: first day", today.isoformat())
    station.press("Add a capacity")
    station.pick("Capacity 1: capacity", "Supervised participant")
    station.type_into("Capacity 1: first day", today.isoformat())
    station.press("Add trainee")
    (trainee,) = station.services.enrolment.everyone()
    assert trainee.requested == ("G3",)


def log_case(station):
    station.go_to("cases")
    station.press("New case", station.frame.top_bar)
    station.pick("Trainee", "Hartman")
    station.pick("Drug", "vipivotide")
    station.type_into("Prescribed", "200 mCi")
    station.type_into("Administered", "7.4 GBq")
    station.pick("Part taken", "Performed")
    station.pick("Supervising AU", "Dana Whitfield")
    station.type_into("Location", "Treatment room 3")
    station.type_into("Patient code", "HV-0001")
    station.press("Log case")
    (row,) = station.services.case_log.cases(CaseFilter(), PageRequest()).rows
    assert row.patient_code == "HV-0001"
    assert GateReason.NOT_CONFIRMED in reasons(station, row.case_id)


def reasons(station, case_id):
    case = station.services.case_log.case(case_id)
    progress = station.services.judgements.of_trainee(case.trainee_id)
    (verdict,) = [judged.verdict for judged in progress.cases if judged.case.id == case_id]
    return {one.code for one in verdict.reasons}


def fill_at_the_bedside(station):
    """Answer section by section; a lock falls into the middle of a sentence, and nothing of it is lost."""
    station.go_to("cases")
    station.choose_row(station.page.log.table, "C-000001")
    station.press("Start checklist")
    hand = GlovedHand(station, bedside(station))
    row = hand.answer_until(lambda open_row: open_row.item.key == "debrief")
    field = row.editor.field
    station.qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    station.qtbot.keyClicks(field, "The line check was calm")
    for _ in range(4):
        station.qtbot.keyClick(field, Qt.Key.Key_Left)
    station.qtbot.keyClicks(field, "quick and ")
    for _ in range(len("and ")):
        station.qtbot.keyClick(field, Qt.Key.Key_Left)
    station.lock(field)
    station.unlock("Dana Whitfield", WORDS["Dana Whitfield"])


def bedside(station):
    station.wait(station.frame.covered)
    return station.frame.findChild(BedsideView)


def finish_after_the_lock(station):
    view = bedside(station)
    row = view.rows.find("debrief")
    station.wait(row.isVisible)
    field, words = row.editor.field, "The line check was quick and calm"
    assert field.toPlainText() == words
    assert field.textCursor().position() == words.index("and calm")
    station.wait(field.hasFocus)
    station.qtbot.keyClick(field, Qt.Key.Key_Return, CTRL)
    station.settle()
    assert row.answer.value.text == words
    hand = GlovedHand(station, view)
    assert hand.answer_until(lambda _row: False) is None
    station.press("Submit")


def sign(station):
    """A wrong passphrase is refused beside its field; the right one signs, and the case counts."""
    case_id = station.services.case_log.cases(CaseFilter(), PageRequest()).rows[0].case_id
    station.press("Sign: Supervised by the authorized user")
    station.type_into("Your passphrase", "not the words at all")
    station.press("Sign")
    assert station.shows(QLabel, WRONG)
    assert GateReason.NOT_CONFIRMED in reasons(station, case_id)
    station.type_into("Your passphrase", WORDS["Dana Whitfield"])
    station.press("Sign")
    assert reasons(station, case_id) == set()
    station.press("Leave")
    assert not station.frame.covered()


def export(station):
    station.go_to("documents")
    station.press("Export workbook", station.frame.top_bar)
    target = station.folder / "For the RSO.xlsx"
    station.type_into("File", str(target))
    station.type_into("Your passphrase", WORDS["Robin Ellery"])
    station.press("Export")
    station.wait(target.is_file)
    assert not station.dialogs()
    return target


def verdict(station, workbook):
    """Drop the file on the page; what the card says."""
    page = station.page
    station.drop(workbook, page.zone)
    station.wait(page.verdict.isVisible)
    tables = [row for row in page.verdict.rows() if isinstance(row, FaultTable)]
    faults = [one.rows.row_at(at) for one in tables for at in range(one.rows.rowCount())]
    return page.verdict.findChild(StateChip).text(), faults


def touch(workbook, sheet, old, new):
    """Change one cell with an editor; says which."""
    rows = load_workbook(workbook)[sheet].iter_rows()
    (cell,) = [one for row in rows for one in row if one.value == old]
    touched = edited(workbook, part_of(workbook, sheet), lambda text: text.replace(old, new, 1))
    return touched, cell.coordinate


def close_and_look_again(station):
    length = _log_length(station)
    station.frame.close()
    station.wait(lambda: station.desktop.session is None)
    station.open_folder(station.folder / "centers" / f"{CENTER}.aucenter")
    station.unlock("Morgan Hale", WORDS["Morgan Hale"])
    assert _log_length(station) >= length
    assert {one.name for one in station.services.access.people()} == set(WORDS)
    (case,) = station.services.case_log.cases(CaseFilter(), PageRequest()).rows
    assert reasons(station, case.case_id) == set()
    station.go_to("checklists")
    station.choose_row(station.page.list.table, "R-000001")
    station.go_to("documents")
    station.choose_row(station.page.table, "For the RSO.xlsx")
    report = station.services.integrity.check()
    assert report.sound


def _log_length(station):
    with station.services.desk.unit_of_work() as uow:
        return uow.log.head().length
