"""The workbook with the sheets of radiation safety: exported, read again, dropped to be verified."""

from openpyxl import load_workbook

from au_desktop.domain.roles import Role
from au_desktop.domain.safety.packages import Package
from au_desktop.example_stage import PASSPHRASE
from au_desktop.ui.kit.chip import StateChip


def test_the_exported_workbook_holds_the_newest_package_and_is_genuine(day, tmp_path):
    day.desk.take_over(Role.RSO)
    target = tmp_path / "Safety.xlsx"
    day.station.go_to("documents")
    day.start("Export workbook")
    day.station.type_into("File", str(target))
    day.station.type_into("Your passphrase", PASSPHRASE)
    day.station.press("Export")
    day.station.wait(target.is_file)
    book = load_workbook(target)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    texts = {str(cell.value) for cell in cells if cell.data_type == "s"}
    assert not [one for one in texts if one[:1] in {"=", "@"}]
    assert day.newest(Package).code in texts
    day.station.drop(target, day.page.zone)
    day.station.wait(day.page.verdict.isVisible)
    assert day.page.verdict.findChild(StateChip).text() == "Genuine"
