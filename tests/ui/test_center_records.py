"""Rooms, instruments, supervising AUs and the center's facts: added, changed, retired, refused, taken back."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from au_desktop.domain.roles import Role
from au_desktop.domain.safety.rooms import RoomUse
from au_desktop.settings import UnitsFirst
from au_desktop.ui.center.center_page import CenterPage
from au_desktop.ui.center.eligibility_card import EligibilityCard
from au_desktop.ui.center.listing_dialog import ListingDialog
from au_desktop.ui.kit.card import CardRow
from au_desktop.ui.kit.record_dialog import RecordDialog
from tests.builders import a_room, a_supervisor, an_instrument
from tests.fakes_center import Bench

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bench():
    return Bench()


@pytest.fixture
def page(qtbot, bench):
    made = CenterPage(bench.services, bench.operations, bench.changes, bench.settings)
    qtbot.addWidget(made)
    made.told, made.undos = [], []
    made.status_told.connect(made.told.append)
    made.undo_offered.connect(lambda words, undo: made.undos.append((words, undo)))
    made.resize(1158, 680)
    bench.changes.changed.connect(made.on_changes)
    with qtbot.waitExposed(made):
        made.show()
    made.on_shown()
    return made


def dialog_of(page, kind=RecordDialog):
    found = [one for one in page.findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def press(section, words):
    buttons = [one for one in section.findChildren(QAbstractButton) if one.text() == words]
    buttons[-1].click()


def test_a_room_is_added(page, bench, qtbot):
    page.show_subject("rooms")
    page.main_action.run()
    dialog = dialog_of(page)
    qtbot.keyClicks(dialog.form.field("name"), "Hot lab")
    dialog.form.set_values({"use": RoomUse.PREPARATION})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    room = bench.services.facilities.rooms()[0]
    assert (room.name, room.use, room.restricted) == ("Hot lab", RoomUse.PREPARATION, True)
    assert page.told == ["Hot lab added."]


def test_a_room_needs_a_name_and_not_one_twice(page, bench, qtbot):
    bench.services.facilities.add_room(a_room(name="Hot lab"))
    page.show_subject("rooms")
    page.main_action.run()
    dialog = dialog_of(page)
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert dialog.form.error("name") == "Name is needed."
    qtbot.keyClicks(dialog.form.field("name"), "hot lab")
    qtbot.keyClick(dialog.form.field("name"), Qt.Key.Key_Return)
    assert "already exists" in dialog.form.error("name")
    dialog.reject()


def test_retiring_a_room_can_be_taken_back(page, bench):
    room_id = bench.services.facilities.add_room(a_room(name="Hot lab")).value
    section = page.show_subject("rooms")
    section.refresh()
    section.select(room_id)
    press(section, "Retire")
    assert bench.services.facilities.rooms()[0].retired
    words, undo = page.undos[0]
    assert words == "Hot lab retired."
    undo()
    assert not bench.services.facilities.rooms()[0].retired


def test_enter_on_a_room_edits_it(page, bench, qtbot):
    bench.services.facilities.add_room(a_room(name="Hot lab"))
    section = page.show_subject("rooms")
    section.refresh()
    section.panel.table.selectRow(0)
    qtbot.keyClick(section.panel.table, Qt.Key.Key_Return)
    dialog = dialog_of(page)
    dialog.form.set_values({"restricted": False, "notes": "Sink"})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    room = bench.services.facilities.rooms()[0]
    assert (room.restricted, room.notes) == (False, "Sink")


def test_an_instrument_is_added_with_its_calibration(page, bench, qtbot):
    page.show_subject("instruments")
    page.main_action.run()
    dialog = dialog_of(page)
    qtbot.keyClicks(dialog.form.field("name"), "SM-9")
    qtbot.keyClicks(dialog.form.field("calibrated_on").edit, "2 Mar 2026")
    dialog.form.field("interval").setValue(6)
    qtbot.mouseClick(dialog.primary_button, LEFT)
    instrument = bench.services.facilities.instruments()[0]
    assert instrument.calibrated_on == date(2026, 3, 2)
    assert instrument.interval_months == 6


def test_a_date_that_cannot_be_read_is_refused(page, bench, qtbot):
    page.show_subject("instruments")
    page.main_action.run()
    dialog = dialog_of(page)
    qtbot.keyClicks(dialog.form.field("name"), "SM-9")
    qtbot.keyClicks(dialog.form.field("calibrated_on").edit, "2.3.26")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert "Type a date" in dialog.form.error("calibrated_on")
    assert bench.services.facilities.instruments() == ()
    dialog.reject()


def state_of(section, row):
    table = section.panel.table
    return table.rows.index(row, table.rows.columnCount() - 1).data()


def test_an_overdue_instrument_says_so_until_it_is_calibrated(page, bench, qtbot):
    facilities = bench.services.facilities
    facilities.add_instrument(an_instrument(calibrated_on=date(2025, 1, 10)))
    section = page.show_subject("instruments")
    section.refresh()
    assert state_of(section, 0) == "overdue"
    section.panel.table.selectRow(0)
    press(section, "New calibration…")
    dialog = dialog_of(page)
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert facilities.instruments()[0].calibrated_on == date(2026, 11, 20)
    assert facilities.instruments()[0].serial == "100234"
    assert state_of(section, 0) == "fit"
    assert page.undos[0][0] == "SM-1: calibration noted."


def test_a_retired_instrument_is_marked(page, bench):
    bench.services.facilities.add_instrument(an_instrument())
    section = page.show_subject("instruments")
    section.refresh()
    section.panel.table.selectRow(0)
    press(section, "Retire")
    assert state_of(section, 0) == "retired"


def test_a_supervisor_gets_a_license_by_titles(page, bench, qtbot):
    section = page.show_subject("supervisors")
    page.main_action.run()
    dialog = dialog_of(page)
    qtbot.keyClicks(dialog.form.field("name"), "Example P.")
    dialog.form.set_values({"person_id": bench.memory.people[Role.PRECEPTOR].id})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    section.panel.table.selectRow(0)
    press(section, "Add license…")
    dialog = dialog_of(page, ListingDialog)
    qtbot.keyClicks(dialog.form.field("license"), "45-00000-01")
    dialog.form.set_values({"sections": ("35.390", "35.396")})
    box = next(
        one
        for one in dialog.form.field("categories").findChildren(QAbstractButton)
        if "above 33 mCi" in one.text()
    )
    box.click()
    qtbot.keyClicks(dialog.form.field("first").edit, "2020-01-01")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    supervisor = bench.services.supervision.supervisors()[0]
    assert supervisor.person_id == bench.memory.people[Role.PRECEPTOR].id
    assert supervisor.listings[0].sections == ("35.390", "35.396")
    assert supervisor.listings[0].categories == ("G2",)
    assert "above 33 mCi" in section.panel.table.rows.index(0, 2).data()
    assert "G2" not in section.panel.table.rows.index(0, 2).data()


def eligibility(section):
    card = section.findChildren(EligibilityCard)[-1]
    return card, {row.title.text()[:6]: row for row in card.rows()}


def test_the_pane_says_who_may_supervise_under_which_section_and_when(page, bench):
    listing = a_supervisor().listings[0]
    early = replace(listing, sections=("35.57",), categories=("G1",))
    bench.services.supervision.add(a_supervisor(listings=(early,)))
    section = page.show_subject("supervisors")
    section.refresh()
    section.panel.table.selectRow(0)
    _, rows = eligibility(section)
    assert "first named them is missing" in rows["35.390"].detail.text()
    supervisor = bench.services.supervision.supervisors()[0]
    named = replace(early, named_by=date(2018, 5, 1), category_waiver="35.57")
    bench.services.supervision.change(replace(supervisor, listings=(named,)))
    section.refresh()
    card, rows = eligibility(section)
    lines = rows["35.390"].detail.text().split("\n")
    assert lines[0].endswith("may supervise and attest.")
    assert lines[2].endswith("no. License 45-00000-01 does not list it.")
    assert rows["35.392"].title.text() == "35.392: yes"
    assert rows["35.390"].title.text() == "35.390: in part"
    assert rows["35.396"].title.text() == "35.396: no"
    card.day.edit.setText("2019-12-31")
    card.day.edit.textEdited.emit("2019-12-31")
    card.day.edit.editingFinished.emit()
    assert "No license lists Example P. on 31 Dec 2019." in card.rows()[0].detail.text()
    told = [one.detail.text() for one in section.findChildren(CardRow)]
    assert any("First named by 1 May 2018 (35.57)" in text for text in told)
    assert any("Category not asked: 35.57" in text for text in told)


def test_a_waiver_lets_supervise_but_not_attest(page, bench):
    listing = replace(
        a_supervisor().listings[0], categories=("G1",), category_waiver="meets 35.390(a)"
    )
    bench.services.supervision.add(a_supervisor(listings=(listing,)))
    section = page.show_subject("supervisors")
    section.refresh()
    section.panel.table.selectRow(0)
    _, rows = eligibility(section)
    assert "may supervise, may not attest." in rows["35.394"].detail.text()


def test_a_listing_that_ends_before_it_begins_is_refused(page, bench, qtbot):
    bench.services.supervision.add(a_supervisor())
    section = page.show_subject("supervisors")
    section.refresh()
    section.panel.table.selectRow(0)
    rows = [one for one in section.findChildren(CardRow) if "45-00000-01" in one.title.text()]
    rows[-1].findChildren(QAbstractButton)[0].click()
    dialog = dialog_of(page, ListingDialog)
    qtbot.keyClicks(dialog.form.field("last").edit, "2019-12-31")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert "before" in dialog.form.error("last")
    dialog.form.set_values({"last": date(2026, 11, 1)})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    listings = bench.services.supervision.supervisors()[0].listings
    assert [one.period.last for one in listings] == [date(2026, 11, 1)]
    assert state_of(section, 0) == "not listed"


def test_the_facts_of_the_center_are_changed_and_taken_back(page, bench, qtbot):
    section = page.show_subject("profile")
    qtbot.mouseClick(section.edit_button, LEFT)
    dialog = dialog_of(page)
    dialog.form.set_values({"name": "Hillside", "address": "1 Hill Road"})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert bench.services.facilities.center().name == "Hillside"
    assert section.facts_card.rows()[0].detail.text() == "Hillside"
    page.undos[0][1]()
    assert bench.services.facilities.center().name == "Lakeside RPT Center"


def test_profiles_show_basis_and_the_mark_to_check(page):
    section = page.show_subject("profile")
    titles = [one.title.text() for one in section.findChildren(CardRow)]
    assert titles.count("Last verified") == 2
    assert titles.count("Basis") == 2


def test_drugs_and_nuclides_are_read_with_their_basis(page, bench):
    section = page.show_subject("reference")
    table = section.panel.table
    everything = table.rows.rowCount()
    section.panel.filters.choose("nuclide")
    assert 0 < table.rows.rowCount() < everything
    assert table.rows.row_at(0).kind == "nuclide"
    section.panel.filters.choose("all")
    for at in range(everything):
        table.selectRow(at)
    assert table.current_row().kind == "table"
    assert section.panel.details.isVisible()


def test_the_unit_that_comes_first_is_as_set(page, bench):
    section = page.show_subject("reference")
    drug = bench.desk.reference.drug("lu-177-dotatate")
    dosage = drug.usual_dosages[0]
    assert "7.4 GBq (200 mCi)" in section._dosage(dosage)
    assert bench.settings.units_first is UnitsFirst.GBQ


def test_a_lock_keeps_what_was_typed_into_a_dialog(page, bench, qtbot):
    page.show_subject("rooms")
    page.main_action.run()
    qtbot.keyClicks(dialog_of(page).form.field("name"), "Hot la")
    page.keep_work()
    again = CenterPage(bench.services, bench.operations, bench.changes, bench.settings)
    qtbot.addWidget(again)
    again.show()
    again.show_subject("rooms")
    again.main_action.run()
    assert dialog_of(again).form.value("name") == "Hot la"
    qtbot.mouseClick(dialog_of(again).cancel_button, LEFT)
    assert bench.services.drafts.recall("center/Add a room") is None
