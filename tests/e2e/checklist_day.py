"""A day with checklists at one workstation: a planned case opened from Today, hand-over, signatures, files on disk."""

from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog

from au_desktop.domain.roles import Role
from au_desktop.example_stage import NAMES, PASSPHRASE
from au_desktop.services.rows import CaseFilter, PageRequest, RunFilter
from au_desktop.ui.bedside.bedside_view import BedsideView
from tests.e2e.gloved_hand import GlovedHand

PRECEPTOR, NURSE = NAMES[Role.PRECEPTOR], NAMES[Role.STAFF]


class ChecklistDay:
    """What the people of the worked example do with checklists; `desk` says who sits there."""

    def __init__(self, desk):
        self.desk, self.station, self.qtbot = desk, desk.station, desk.qtbot

    @property
    def view(self):
        """The bedside that covers the window."""
        self.station.wait(self.station.frame.covered)
        return self.station.frame.findChild(BedsideView)

    @property
    def hand(self):
        return GlovedHand(self.station, self.view)

    def plan(self, trainee, drug, prescribed="200 mCi"):
        """Plan a case of today on the board, and give its code."""
        station = self.station
        station.go_to("cases")
        station.press("Board")
        station.press("Plan a case", station.frame.top_bar)
        station.pick("Trainee", trainee)
        station.pick("Drug", drug)
        station.pick("Supervising AU", PRECEPTOR)
        station.type_into("Prescribed", prescribed)
        self.desk.enter()
        assert not station.dialogs()
        found = self.desk.services.case_log.cases(CaseFilter(words=trainee), PageRequest()).rows
        return max(one.code for one in found)

    def open_from_today(self, code):
        """The button beside the planned case."""
        self.station.go_to("today")
        self.station.press(f"Open bedside: {code}")
        return self.view

    def go_to_tab(self, title):
        """A tab of the checklists page."""
        self.station.go_to("checklists")
        while self.station.page.shows_back:
            self.station.press("Back (Alt+Left)")
        bar = self.station.page.front.bar
        titles = [bar.tabText(at) for at in range(bar.count())]
        place = bar.tabRect(titles.index(title)).center()
        self.qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=place)
        self.station.settle()
        return self.station.page.front.tab()

    def start(self, title, **subject):
        """The dialog that starts a checklist about a `case` or the like; Enter behind the last choice starts it."""
        station = self.station
        self.go_to_tab("Records")
        station.press("Start checklist", station.frame.top_bar)
        self.qtbot.keyClicks(station.window.search, title)
        for label, words in subject.items():
            station.pick(label.capitalize(), words)
        assert not station.dialogs()
        self.to_the_front()

    def fill(self, **amounts):
        """Answer what is open at the bedside, to the end; some items with an amount and its unit of their own."""
        hand = GlovedHand(self.station, self.view, amounts)
        assert hand.answer_until(lambda _row: False) is None

    def look_up(self, label, words):
        """Type into a field that finds a record, and leave it."""
        box = self.station.find(QComboBox, label)
        field = box.lineEdit()
        self.qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
        self.qtbot.keyClicks(field, words)
        box.completer().popup().hide()
        self.qtbot.keyClick(field, Qt.Key.Key_Tab)
        self.station.settle()
        assert box.value() is not None

    def to_the_front(self):
        """Without a window manager the frame stays behind once a dialog is gone."""
        self.station.frame.activateWindow()
        self.station.wait(self.station.frame.isActiveWindow)

    def open_record(self, code):
        """From the list of records, with Enter."""
        self.go_to_tab("Records")
        table = self.desk.table("Checklists")
        self.station.choose_row(table, code)
        self.desk.enter(table)

    def choose_from_menu(self, button, words):
        """Open the menu of a button and click a line of it."""
        self.station.press(button)
        menu = QApplication.activePopupWidget()
        action = next(one for one in menu.actions() if one.text() == words)
        place = menu.actionGeometry(action).center()
        self.qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)
        self.station.settle()

    def go_to_item(self, key):
        """Work on, section by section, until this item is reached."""
        row = self.hand.answer_until(lambda row: row.item.key == key)
        assert row is not None
        assert row.item.key == key
        self.view.pages.mark(key)
        return row

    def type_amount(self, row, digits, unit):
        """An amount on the keypad; gives the panel, which may ask back."""
        self.hand.tap(row.editor.button)
        panel = self.view.pages.panel.content()
        self.station.press(unit, within=panel.pad)
        for _ in range(len(panel.pad.text())):
            self.qtbot.keyClick(panel.pad, Qt.Key.Key_Backspace)
        self.qtbot.keyClicks(panel.pad, digits)
        self.qtbot.keyClick(panel.pad, Qt.Key.Key_Return)
        self.station.settle()
        return panel

    def hand_over(self, name=NURSE):
        """Another person unlocks at the same device."""
        self.station.press("Hand over")
        buttons = self.view.pages.panel.content().buttons
        self.station.click(next(one for one in buttons if name in one.text()))
        self.station.type_into(f"Passphrase of {name}", PASSPHRASE)
        self.station.press("Unlock and answer")
        assert f"answering: {name}" in self.view.header.about.accessibleName()

    def sign_as(self, slot, name):
        """Somebody who stands beside signs with their own passphrase."""
        self.station.press(f"Sign as: {slot}")
        self.desk.enter(self.station.type_into(f"Passphrase of {name}", PASSPHRASE))
        assert not self.station.dialogs()

    def sign(self, slot):
        """The person at work signs."""
        self.station.press(f"Sign: {slot}")
        self.desk.sign()

    def runs(self, template_id):
        """The records of a checklist, the newest first."""
        wanted = RunFilter(template_id=template_id)
        found = self.desk.services.checklist_work.runs(wanted, PageRequest()).rows
        return sorted(found, key=lambda row: row.code, reverse=True)

    def sheet(self, template_id):
        """The newest record of a checklist."""
        return self.desk.services.run_sheets.sheet(self.runs(template_id)[0].run_id)

    @contextmanager
    def file_named(self, path):
        """The dialog of the system, which asks where a file goes, gives this path."""
        asked = []

        def answer(*_args):
            asked.append(path)
            return str(path), ""

        usual = QFileDialog.getSaveFileName
        QFileDialog.getSaveFileName = answer
        try:
            yield
        finally:
            QFileDialog.getSaveFileName = usual
        assert asked, "no file was asked for"
        self.station.settle()
