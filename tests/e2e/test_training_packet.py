"""A packet from the window to the hands of a reviewer, imports with chosen columns, and the same center at the command line."""

import json
import subprocess
import sys
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit

from au_desktop.cli.passphrase_source import VARIABLE
from au_desktop.domain.roles import Role
from au_desktop.example_stage import NAMES, PASSPHRASE
from au_desktop.services.rows import CaseFilter, PageRequest
from tests.command_line import CommandLine, quick_opening

HOURS = """Who,Sort,Part,Std.,from,to,provider,course,place
Bellamy,classroom,radiation biology,4,2026-02-05,2026-02-05,University,Biology,Lakeside
"""
CASES = """Who,Day,Agent,Code,Given mCi,Part,AU
Bellamy,2026-11-10,Lu-177 dotatate,LS-8001,200,assisted,Dana Whitfield
"""


def test_a_packet_is_attested_made_believed_and_outdated(desk, tmp_path):
    desk.take_over(Role.PRECEPTOR)
    desk.open_trainee("Adair", "Packet")
    assert "Ready for attestation: nothing is missing but the signature." in desk.said()
    a_number_opens_its_record(desk)
    desk.open_tab("Packet")
    desk.station.press("Attest…", desk.page)
    desk.enter(desk.station.type_into("Your telephone", "555-0100"))
    desk.sign()
    assert any(one.startswith("Attested by Dana Whitfield on") for one in desk.said())
    zipped, folder = tmp_path / "packet.zip", tmp_path / "packet"
    make_packet(desk, "One zip file", zipped)
    make_packet(desk, "A folder", folder)
    for packet in (folder, zipped):
        code, said = checked(folder, packet)
        assert (code, said.splitlines()[0].split(":")[0]) == (0, "GENUINE AND COMPLETE")
    touch_one_byte(folder / "packet.json")
    code, said = checked(folder, folder)
    assert code != 0
    assert "ALTERED" in said
    assert "packet.json" in said
    change_a_case(desk, "Adair")
    desk.open_trainee("Adair", "Packet")
    assert "vidence changed since signing" in " ".join(desk.said())


def a_number_opens_its_record(desk):
    """By keyboard to the first number of the worksheet, then to the hours behind it."""
    sheet = desk.tab.sheet
    sheet.setFocus()
    desk.qtbot.keyClick(sheet, Qt.Key.Key_Tab)
    desk.enter(sheet)
    (entry,) = [one for one in desk.said(desk.tab.behind) if one.startswith("H-")]
    desk.station.press(f"Open {entry}")
    assert desk.page.view.current_key() == "hours"
    assert desk.tab.panel.table.current_row().entry.code == entry


def make_packet(desk, form, target):
    station = desk.station
    station.press("Make packet…", desk.page)
    station.pick("Form", form)
    station.type_into("Place", str(target))
    desk.sign()
    station.wait(target.exists)


def checked(folder, packet):
    """What the checker of the packet says of it, in a program of its own."""
    told = subprocess.run(
        [sys.executable, str(folder / "verify.py"), str(packet)],
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    return told.returncode, told.stdout


def touch_one_byte(path):
    data = bytearray(path.read_bytes())
    at = data.index(b"LS-")
    data[at + 4] ^= 1
    path.write_bytes(bytes(data))


def change_a_case(desk, name):
    """The coordinator corrects where the newest case was given; the reason becomes part of the record."""
    desk.take_over(Role.COORDINATOR)
    desk.open_trainee(name, "Cases")
    table = desk.table("Cases of the trainee")
    desk.qtbot.keyClick(table, Qt.Key.Key_Down)
    desk.enter(table)
    station = desk.station
    assert station.frame.current_key() == "cases"
    station.press("Edit", desk.page)
    station.type_into("Location", "Room 4")
    desk.enter()
    assert station.window.focusWidget() is station.find(
        type(station.window.focusWidget()), "Reason"
    )
    station.type_into("Reason", "the patient was treated in Room 4")
    station.press("Save")
    assert not station.dialogs()


def test_hours_and_cases_come_from_files_with_chosen_columns(desk, tmp_path):
    desk.take_over(Role.COORDINATOR)
    station = desk.station
    trainee = next(
        one for one in desk.services.enrolment.everyone() if one.family_name == "Bellamy"
    )

    def entered():
        judged = desk.services.standings.of(trainee.id).hours.judged
        return sum(1 for one in judged if one.entry.voided is None)

    before = entered()
    station.go_to("trainees")
    station.drop(written(tmp_path / "hours.csv", HOURS, trainee.code), desk.page)
    choose(desk, {"Who": "trainee", "Sort": "ledger", "Part": "topic or element", "Std.": "hours"})
    station.press("Import 1 entry")
    assert entered() == before + 1
    desk.undo()
    assert entered() == before
    station.go_to("cases")
    logged = log_length(desk)
    choose_file(desk, written(tmp_path / "cases.csv", CASES, trainee.code))
    choose(desk, {"Who": "trainee", "Day": "date", "Code": "patient code", "Part": "part taken"})
    choose(desk, {"Given mCi": "administered in mCi", "AU": "supervising AU"})
    station.press("Import 1 case")
    assert log_length(desk) == logged + 1
    desk.undo()
    assert log_length(desk) == logged


def written(file, text, code):
    file.write_text(text.replace("Bellamy", code), encoding="utf-8")
    return file


def choose_file(desk, file):
    """The page's own button, and the name typed into the dialog for files."""
    desk.station.press("Import cases from a file")
    field = desk.station.window.findChild(QLineEdit, "fileNameEdit")
    desk.qtbot.keyClicks(field, str(file))
    desk.enter(field)
    desk.station.wait(lambda: desk.station.shows(QComboBox, "Column of Who"))


def choose(desk, columns):
    for heading, column in columns.items():
        desk.station.pick(f"Column of {heading}", column)


def log_length(desk):
    return desk.services.case_log.cases(CaseFilter(), PageRequest()).total


@pytest.fixture
def run(capsys, monkeypatch):
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    return CommandLine(capsys)


def code_of(center, family):
    coordinator = NAMES[Role.COORDINATOR]
    with closing(quick_opening().unlock_by_name(center, coordinator, PASSPHRASE)) as opened:
        everyone = opened.services.enrolment.everyone()
        return next(one.code for one in everyone if one.family_name == family)


def test_the_same_center_at_the_command_line(run, center, tmp_path):
    coordinator, code = NAMES[Role.COORDINATOR], code_of(center, "Kimball")
    said = run("progress", center, "--trainee", code, "--as", coordinator, "--json")
    assert said.code == 0
    progress = json.loads(said.out)
    assert progress["ready"] is True
    other = ("--profile", "example-state-four", "--json")
    assert run("progress", center, "--trainee", code, "--as", coordinator, *other).code == 0
    folder = tmp_path / "packet"
    said = run("packet", center, folder, "--trainee", code, "--as", coordinator)
    assert (said.code, said.err) == (0, "")
    result, told = checked(folder, folder)
    assert (result, told.splitlines()[0].split(":")[0]) == (0, "GENUINE AND COMPLETE")
