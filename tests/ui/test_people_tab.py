"""The tab People: visits, instruction, dosimeters and doses, entered as a person would, and kept from who may not see."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from au_desktop.domain.roles import Role
from au_desktop.services.center.facilities import Facilities
from au_desktop.services.safety.dose_records import DoseRecords
from au_desktop.services.safety.instruction_log import InstructionLog
from au_desktop.services.safety.record_signing import RecordSigning
from au_desktop.services.safety.safety_book import SafetyBook
from au_desktop.services.safety.visitor_log import VisitorLog
from au_desktop.settings import Settings, ThemeChoice
from au_desktop.ui.kit import window_state
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.section import SectionContext
from au_desktop.ui.safety.people.people_tab import PeopleTab
from tests.builders import MemoryDesk, a_room
from tests.fakes import FakeKeyRing, fake_verify
from tests.fakes_ui import ImmediateOperations


class Floor:
    """The tab over a center in memory."""

    def __init__(self, qtbot, role=Role.RSO):
        self.qtbot = qtbot
        self.memory = MemoryDesk()
        desk = self.memory.desk(role)
        keys = FakeKeyRing()
        for one, person in self.memory.people.items():
            keys.passphrases[person.id] = one.value
        facilities = Facilities(self.memory.desk(Role.RSO))
        facilities.add_room(a_room())
        self.services = SimpleNamespace(
            desk=desk,
            facilities=facilities,
            visitors=VisitorLog(desk),
            instruction_log=InstructionLog(desk),
            dose_records=DoseRecords(desk),
            safety_book=SafetyBook(desk),
            record_signing=RecordSigning(desk, keys, fake_verify),
        )
        self.changes = ChangesBus()
        context = SectionContext(
            self.services, ImmediateOperations(), self.changes, Settings(theme=ThemeChoice.LIGHT)
        )
        self.tab = PeopleTab(context)
        qtbot.addWidget(self.tab)
        self.tab.resize(1100, 680)
        self.tab.show()
        self.tab.refresh()

    def subject(self, key):
        self.tab.select(key)
        self.tab.subject().refresh()
        return self.tab.subject()

    def type(self, field, text):
        edit = getattr(field, "edit", field)
        edit.setFocus()
        edit.selectAll()
        self.qtbot.keyClicks(edit, text)

    def press(self, dialog):
        self.qtbot.mouseClick(dialog.primary_button, Qt.MouseButton.LeftButton)

    def pick(self, combo, text):
        combo.setFocus()
        combo.lineEdit().selectAll()
        self.qtbot.keyClicks(combo.lineEdit(), text)

    def rows(self, tab):
        panel = getattr(tab, "panel", None) or tab.list.panel
        return panel.table.rows

    def texts(self, widget):
        return " ".join(one.text() for one in widget.findChildren(QLabel))


@pytest.fixture
def floor(qtbot):
    window_state.use(None)
    return Floor(qtbot)


@pytest.fixture
def as_staff(qtbot):
    window_state.use(None)
    return Floor(qtbot, Role.STAFF)


def a_visit_typed(floor, stay="30", rate="40"):
    tab = floor.subject("visits")
    tab.ask_new()
    dialog = tab.dialog
    floor.type(dialog.patient, "LR-1")
    floor.type(dialog.visitor, "spouse")
    floor.type(dialog.rate, rate)
    floor.type(dialog.stay, stay)
    return tab, dialog


def test_a_visit_says_how_long_while_it_is_typed(floor):
    tab, dialog = a_visit_typed(floor)
    assert "at most 150" in dialog.told.text()
    assert "40 mrem/h × 30 min = 20 mrem" in dialog.told.text()
    floor.press(dialog)
    tab.refresh()
    assert floor.rows(tab).rowCount() == 1
    tab.list.panel.table.selectRow(0)
    assert "20 mrem (0.2 mSv)" in floor.texts(tab.list.panel.details)
    assert not tab.bar.isHidden()


def test_a_visit_beyond_the_rule_is_refused_in_its_words(floor):
    tab, dialog = a_visit_typed(floor, stay="200")
    floor.press(dialog)
    assert dialog.isVisible()
    assert "20.1301" in dialog.error_line.text()
    assert floor.rows(tab).rowCount() == 0
    floor.pick(dialog.determined_by, "Dr. Known")
    floor.press(dialog)
    assert "determination" in dialog.error_line.text()


def test_a_stay_that_is_no_number_is_named(floor):
    _tab, dialog = a_visit_typed(floor, stay="a while")
    floor.press(dialog)
    assert "number" in dialog.form.error("stay")


def test_instruction_is_entered_with_what_is_missing(floor):
    tab = floor.subject("instruction")
    tab.ask_new()
    dialog = tab.dialog
    topics = list(dialog.topics._boxes)
    for topic in topics[1:]:
        floor.qtbot.keyClick(dialog.topics.box(topic), Qt.Key.Key_Space)
    floor.press(dialog)
    assert "missing" in dialog.form.error("attendees")
    floor.type(dialog.others, "Nora Reed, Jo Lane")
    floor.press(dialog)
    tab.refresh()
    tab.list.panel.table.selectRow(0)
    told = floor.texts(tab.list.panel.details)
    assert "Nora Reed, Jo Lane" in told
    assert topics[0] in told
    assert floor.rows(tab).row_at(0).state == "topics missing"


def test_duties_make_instruction_due(floor):
    tab = floor.subject("instruction")
    tab.ask_duties()
    dialog = tab.dialog
    floor.qtbot.keyClick(dialog.needs.box("inpatient-care"), Qt.Key.Key_Space)
    floor.press(dialog)
    tab.refresh()
    assert tab.people.rows.rowCount() == 1
    assert "1 missing" in floor.texts(tab.card)


def test_a_dosimeter_is_issued_and_comes_back(floor):
    tab = floor.subject("dosimeters")
    tab.ask_new()
    floor.pick(tab.dialog.worn_by, floor.memory.people[Role.STAFF].name)
    floor.type(tab.dialog.label, "B-12")
    floor.press(tab.dialog)
    tab.refresh()
    tab.list.panel.table.selectRow(0)
    tab.take_back(tab.record)
    tab.refresh()
    assert floor.rows(tab).row_at(0).state == "returned"


def test_a_lost_dosimeter_asks_how(floor):
    tab = floor.subject("dosimeters")
    tab.ask_new()
    floor.pick(tab.dialog.worn_by, "A locum")
    floor.type(tab.dialog.label, "B-13")
    floor.press(tab.dialog)
    tab.refresh()
    tab.list.panel.table.selectRow(0)
    tab.ask_lost(tab.record)
    floor.press(tab.dialog)
    assert tab.dialog.isVisible()


def test_a_dose_adds_up_in_its_year(floor):
    tab = floor.subject("doses")
    tab.ask_new()
    floor.pick(tab.dialog.person, floor.memory.people[Role.STAFF].name)
    floor.type(tab.dialog.doses["deep"], "41 mrem")
    floor.press(tab.dialog)
    assert tab.dialog.form.error("source")
    floor.type(tab.dialog.source, "report")
    floor.press(tab.dialog)
    tab.refresh()
    row = floor.rows(tab).row_at(0)
    assert row.person.name == floor.memory.people[Role.STAFF].name
    tab.panel.table.selectRow(0)
    assert "41 mrem (0.41 mSv)" in floor.texts(tab.panel.details)


def test_a_pregnancy_stands_apart_until_it_ends(floor):
    tab = floor.subject("doses")
    tab.ask_declaration()
    floor.pick(tab.dialog.person, floor.memory.people[Role.STAFF].name)
    floor.type(tab.dialog.conceived, "2026-09-01")
    floor.press(tab.dialog)
    tab.refresh()
    assert tab.pregnancies.isVisible()
    assert "20.1208" in floor.texts(tab.pregnancies)


def test_doses_are_not_shown_to_others(as_staff):
    tab = as_staff.subject("doses")
    assert "RSO only" in as_staff.texts(tab)
    assert not tab.panel.isVisible()
    assert tab.main_action() is None
    assert not tab.find_in_page()
