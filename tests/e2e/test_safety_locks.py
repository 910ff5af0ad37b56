"""Locked in the middle of a survey or a release, and back: what was typed is there. Doses of persons show to the RSO only."""

from datetime import timedelta

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QTableView

from au_desktop.domain.roles import Role
from au_desktop.domain.safety.releases import Release
from au_desktop.domain.safety.surveys import Survey

POINTS = ("1 Chair or bed", "2 Bathroom", "3 Floor", "4 Waste container", "5 Outside the door")
WIPED = POINTS[:3]


def test_a_survey_is_locked_fails_and_is_made_again(day):
    day.desk.take_over(Role.STAFF)
    begin(day)
    when = day.ago(60) - timedelta(minutes=1)
    day.station.type_into("Surveyed at: date", f"{when:%Y-%m-%d}")
    day.station.type_into("Surveyed at: time", f"{when:%H:%M}")
    type_readings(day, outside="0.3")
    day.desk.take_over(Role.STAFF)
    begin(day)
    assert typed(day, "Surveyed at: time") == f"{when:%H:%M}"
    assert typed(day, "5 Outside the door: reading") == "0.3"
    assert typed(day, "3 Floor: gross count") == "60"
    assert "1 of 5 points not within the level" in day.said()
    day.station.press("Save survey")
    failed = day.newest(Survey)
    assert f"{failed.at.local:%H:%M}" == f"{when:%H:%M}"
    assert failed.state.value == "failed"
    assert f"Above the level since {failed.code}: 5 Outside the door (reading)." in day.said()
    day.station.press("Survey again")
    day.station.type_into("Done since then", "the waste was carried to the store")
    day.station.type_into("5 Outside the door: reading", "0.05")
    for words in ("good, no damage", "reads as marked"):
        tick(day, words)
    day.station.press("Save survey")
    again = day.newest(Survey)
    assert (again.state.value, again.again.done_before[:9]) == ("cleared", "the waste")
    assert "Above the level since" not in day.said()


def begin(day):
    day.open_tab("safety", "Surveys")
    day.choose("Rooms to survey", "Room 3")
    day.start("New survey")


def type_readings(day, outside):
    for point in POINTS:
        day.station.type_into(f"{point}: reading", "0.05")
    for point in WIPED:
        day.station.type_into(f"{point}: gross count", "60")
    day.station.type_into("5 Outside the door: reading", outside)
    for words in ("good, no damage", "reads as marked"):
        tick(day, words)


def tick(day, words):
    box = next(one for one in day.page.findChildren(QCheckBox) if words in one.text())
    if not box.isChecked():
        day.station.tick(words)
    assert box.isChecked()


def typed(day, name):
    return day.station.find(QLineEdit, name).text()


def test_a_release_is_locked_and_kept_with_its_three_bases(day):
    day.desk.take_over(Role.STAFF)
    station = day.station
    day.open_tab("release", "Release")
    station.type_into("Patient code", "LR-9101")
    station.pick("Drug", "vipivotide")
    station.type_into("Administered", "198 mCi")
    day.type_moment("Given at", day.ago(120))
    station.type_into("Rate at 1 m", "1.2 mrem/h")
    day.type_moment("Measured at", day.ago(10))
    station.pick("Survey meter", "SM-1")
    station.type_into("Notes", "walks home")
    day.desk.take_over(Role.STAFF)
    day.open_tab("release", "Release")
    assert typed(day, "Patient code") == "LR-9101"
    assert typed(day, "Rate at 1 m") == "1.2 mrem/h"
    assert station.find(QComboBox, "Survey meter").currentText() == "SM-1"
    assert station.find(QPlainTextEdit, "Notes").toPlainText() == "walks home"
    said = day.said()
    assert "at or below 480.5 mCi (17.78 GBq), likely dose 2.061 mSv (0.2061 rem)" in said
    assert "at or below 8.696 mrem/h" in said
    assert "No patient-specific calculation yet." in said
    answer_and_keep(day)
    kept = day.newest(Release)
    assert (kept.patient_code, kept.summary.state) == ("LR-9101", "released")


def answer_and_keep(day):
    """Refused until breast-feeding is asked; then who told, who decided, and kept."""
    station = day.station
    day.start("Save as record")
    assert "Breast-feeding: ask first" in day.said(station.window)
    day.cancel()
    for name, words in (
        ("Asked", "Not applicable"),
        ("Measured by", "Jordan"),
        ("Given by", "Jordan"),
        ("Authorized by", "Dana"),
    ):
        station.pick(name, words)
    station.tick("Patient")
    station.tick("A written copy")
    day.start("Save as record")


def test_doses_of_persons_show_to_the_rso_only(day):
    day.desk.take_over(Role.RSO)
    assert rows_of_doses(day) > 0
    day.desk.take_over(Role.STAFF)
    assert rows_of_doses(day) == 0


def rows_of_doses(day):
    """How many rows the tables of doses show."""
    day.open_tab("safety", "People")
    day.station.press("Doses", day.page)
    tables = [one for one in day.page.findChildren(QTableView) if one.isVisible()]
    return sum(one.model().rowCount() for one in tables)
