"""People of the worked example at one workstation: who works, which trainee and tab is open, what is typed and signed there."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QTableView

from au_desktop.example_stage import NAMES, PASSPHRASE
from au_desktop.ui.bedside.bedside_view import BedsideView
from tests.e2e.gloved_hand import GlovedHand


class TrainingDesk:
    """Everything by mouse and keyboard; `services` is only for a look at what was really stored."""

    def __init__(self, station, center):
        self.station, self.center = station, center
        self.qtbot = station.qtbot

    @property
    def services(self):
        return self.station.services

    @property
    def page(self):
        return self.station.page

    @property
    def tab(self):
        """The tab of the trainee's page that is shown."""
        return self.page.view.tab()

    @property
    def today(self):
        return self.services.desk.today()

    def take_over(self, role):
        """The next person sits down: lock, unlock."""
        if self.station.desktop.session is None:
            self.station.open_folder(self.center)
        else:
            self.station.lock()
        self.station.unlock(NAMES[role], PASSPHRASE)

    def open_trainee(self, name, tab=""):
        """Choose a trainee of the roster with the mouse, open the page with Enter, then one tab of it."""
        self.station.go_to("trainees")
        if self.page.shows_back:
            self.station.press("Back (Alt+Left)")
        self.station.choose_row(self.table("Roster"), name)
        self.enter(self.table("Roster"))
        assert self.page.shows_back
        if tab:
            self.open_tab(tab)

    def open_tab(self, title):
        """Click a tab."""
        bar = self.page.view.bar
        titles = [bar.tabText(at) for at in range(bar.count())]
        place = bar.tabRect(titles.index(title)).center()
        self.qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=place)
        self.station.settle()

    def add_trainee(self, family, given):
        """The intake dialog with a visit and a capacity from today on."""
        station = self.station
        station.go_to("trainees")
        station.press("Add trainee", station.frame.top_bar)
        station.type_into("Family name", family)
        station.type_into("Given name", given)
        station.press("Add a visit")
        station.type_into("Visit 1: first day", self.today.isoformat())
        station.press("Add a capacity")
        station.pick("Capacity 1: capacity", "Supervised participant")
        station.type_into("Capacity 1: first day", self.today.isoformat())
        station.press("Add trainee")
        return next(one for one in self.services.enrolment.everyone() if one.family_name == family)

    def table(self, name):
        """The shown table of that name."""
        return self.station.find(QTableView, name)

    def enter(self, widget=None):
        """Press Enter there, or in the field that was typed into."""
        self.qtbot.keyClick(widget or self.station.window.focusWidget(), Qt.Key.Key_Return)
        self.station.settle()

    def sign(self):
        """Type the passphrase and press Enter."""
        field = self.station.type_into("Your passphrase", PASSPHRASE)
        self.enter(field)
        assert not self.station.dialogs()

    def hours(self, **by_letter):
        """Type the hours of topics or elements."""
        edits = [one for one in self.station.window.findChildren(QLineEdit) if one.isVisible()]
        for letter, typed in by_letter.items():
            names = (one.accessibleName() for one in edits)
            name = next(one for one in names if one.startswith(f"Hours: {letter} "))
            self.station.type_into(name, typed)

    def work_at_the_bedside(self, slot):
        """Answer the checklist that is open at the bedside, submit it, sign one slot of it, and leave."""
        station = self.station
        station.wait(station.frame.covered)
        view = station.frame.findChild(BedsideView)
        assert GlovedHand(station, view).answer_until(lambda _row: False) is None
        station.press("Submit")
        station.press(f"Sign: {slot}")
        self.sign()
        station.press("Leave")
        assert not station.frame.covered()

    def undo(self):
        """Take the last step back with the button beside its words."""
        self.station.press("Undo", self.station.frame.status_line)

    def said(self, within=None):
        """Every word that is shown."""
        labels = (within or self.page).findChildren(QLabel)
        return [one.text() for one in labels if one.isVisible()]

    def may_press(self, words, within=None):
        """Whether such a button is there and may be pressed."""
        return self.station.find(QAbstractButton, words, within or self.page).isEnabled()
