"""The way of a waste container through the real window: sealed, surveyed in vain, surveyed again, labels off, gone."""

from PySide6.QtWidgets import QAbstractButton, QCheckBox

from au_desktop.domain.roles import Role
from au_desktop.domain.safety.waste import Container, WasteState
from au_desktop.domain.safety.waste_surveys import Side, SurveyCondition

SHELF = "E9"


def test_a_container_leaves_only_after_a_survey_that_passed(day):
    day.desk.take_over(Role.STAFF)
    open_container(day)
    assert "It is still open: seal it and put the tag on first." in why_not_disposed(day)
    put_in(day, "I-131", "2 µCi")
    day.station.press("Seal…")
    day.station.tick("The tag is on")
    day.accept()
    assert "10 CFR 35.92(a)(1)" in why_not_disposed(day)
    assert "10 × 8.021 d (I-131). A reminder only" in day.said()
    survey(day, "0.05", "Above background")
    assert newest(day).state is WasteState.STORED
    assert "back to storage" in day.said()
    assert "No survey stands" in why_not_disposed(day)
    survey(day, "0.02", "Cannot be told")
    assert "Its radiation labels are not defaced yet (10 CFR 35.92(a)(2))." in day.said()
    why_not_disposed(day)
    day.station.press("Deface labels…")
    day.accept()
    day.station.press("Dispose…")
    assert "not to be told from background" in day.said(day.station.window)
    day.accept()
    gone = newest(day)
    assert [one.passed for one in gone.surveys] == [False, True]
    assert (gone.disposition.way.value, gone.standing_survey.number) == ("regular waste", 2)
    assert not day.station.shows(QAbstractButton, "Open again…", day.page)


def test_what_was_opened_again_needs_a_survey_of_its_own(day):
    day.desk.take_over(Role.STAFF)
    open_container(day)
    put_in(day, "Tc-99m", "1 µCi")
    day.station.press("Seal…")
    day.station.tick("The tag is on")
    day.accept()
    survey(day, "0.02", "Cannot be told")
    assert newest(day).standing_survey is not None
    day.station.press("More steps")
    day.choose_from_menu("Open again…")
    day.type_all(Reason="a glove was forgotten")
    day.accept()
    assert newest(day).standing_survey is None
    assert "It is still open" in why_not_disposed(day)


def test_an_impurity_that_outlives_decay_leads_to_a_transfer(day):
    day.desk.take_over(Role.STAFF)
    open_container(day)
    day.station.press("Put in…")
    day.type_name("Nuclide", "Lu-177")
    day.station.pick("Made by", "carrier-added")
    day.station.type_into("Activity, estimated", "2 mCi")
    assert "Lu-177m" in day.said(day.station.window)
    day.accept()
    day.station.press("Seal…")
    day.station.tick("The tag is on")
    day.accept()
    assert newest(day).state is WasteState.NOT_ELIGIBLE
    assert "It leaves by a transfer or back to the supplier." in day.said()
    assert day.desk.may_press("Transfer or return…")
    assert not day.station.shows(QAbstractButton, "Survey…", day.page)


def newest(day):
    return day.newest(Container)


def open_container(day):
    station = day.station
    day.open_tab("waste", "Storage")
    station.press("List")
    day.start("New container")
    station.pick("Type of waste", "dry waste")
    station.type_into("Shelf", SHELF)
    day.accept()
    day.choose("waste container list", SHELF)
    station.press("Open container")


def put_in(day, nuclide, activity):
    day.station.press("Put in…")
    day.type_name("Nuclide", nuclide)
    day.station.type_into("Activity, estimated", activity)
    day.accept()


def survey(day, reading, finding):
    station = day.station
    station.press("Survey…")
    station.pick("Meter", "SM-1")
    boxes = [one for one in station.window.findChildren(QCheckBox) if one.isVisible()]
    assert len(boxes) == len(SurveyCondition)
    for box in boxes:
        station.tick(box.text())
    station.type_into("Background there", "0.02")
    for side in Side:
        station.type_into(f"Reading at the {side.value}", reading)
    station.pick("Finding", finding)
    day.accept()


def why_not_disposed(day):
    """The button cannot be pressed; hovering it says why."""
    button = day.station.find(QAbstractButton, "Dispose…", day.page)
    assert not button.isEnabled()
    return button.toolTip()
