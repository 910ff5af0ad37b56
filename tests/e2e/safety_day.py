"""A day of radiation safety at one workstation: the pages and tabs, moments typed as date and time, what the details say."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox

from tests.e2e.training_desk import TrainingDesk


class SafetyDay:
    """What people do on the pages of radiation safety; `desk` says who sits there."""

    def __init__(self, desk: TrainingDesk):
        self.desk, self.station, self.qtbot = desk, desk.station, desk.qtbot

    @property
    def services(self):
        return self.desk.services

    @property
    def page(self):
        return self.station.page

    @property
    def tab(self):
        """The tab that is shown."""
        return self.page.tab()

    def newest(self, kind):
        """The newest record of a kind, as it is stored."""
        return self.services.safety_book.newest(kind)

    def open_tab(self, page, title=""):
        """Click a page in the side bar, and a tab of it."""
        self.station.go_to(page)
        if not title:
            return
        bar = self.page.bar
        titles = [bar.tabText(at) for at in range(bar.count())]
        place = bar.tabRect(titles.index(title)).center()
        self.qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=place)
        self.station.settle()

    def ago(self, minutes=0):
        """A moment of the last hours, on the clock of the place."""
        return self.services.desk.clock.now().local - timedelta(minutes=minutes)

    def type_moment(self, name, when):
        """Date and time into the two halves of a field."""
        self.station.type_into(f"{name}: date", f"{when:%Y-%m-%d}")
        self.station.type_into(f"{name}: time", f"{when:%H:%M}")

    def type_all(self, **texts):
        """Several fields, by their names with underlines for spaces."""
        for name, text in texts.items():
            self.station.type_into(name.replace("_", " "), text)

    def start(self, words):
        """The button of the page in the top bar."""
        self.station.press(words, self.station.frame.top_bar)

    def choose(self, table, words):
        """The row of a list with these words."""
        self.station.choose_row(self.desk.table(table), words)

    def accept(self):
        """Press the button of the dialog that does what it is for; the dialog closes."""
        dialog = self.station.window
        self.station.click(dialog.primary_button)
        assert dialog not in self.station.dialogs(), self.said(dialog)

    def refused(self):
        """Press the button; the dialog stays, and says this."""
        dialog = self.station.window
        self.station.click(dialog.primary_button)
        assert dialog in self.station.dialogs()
        return self.said(dialog)

    def cancel(self):
        """Leave a dialog with Esc."""
        dialog = self.station.window
        self.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        self.station.settle()
        assert dialog not in self.station.dialogs()
        self.to_the_front()

    def said(self, within=None):
        """Every word that is shown, in one text."""
        return " ".join(" ".join(self.desk.said(within)).split())

    def to_the_front(self):
        """Without a window manager the frame stays behind once a dialog is gone."""
        self.station.frame.activateWindow()
        self.station.wait(self.station.frame.isActiveWindow)

    def choose_from_menu(self, words, within=None):
        """Click a line of the menu that is open."""
        menu = QApplication.activePopupWidget()
        action = next(one for one in menu.actions() if one.text() == words)
        place = menu.actionGeometry(action).center()
        self.qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)
        self.station.settle()

    def type_name(self, label, name):
        """A name into a field that offers names and takes others, too."""
        field = self.station.find(QComboBox, label).lineEdit()
        self.qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
        field.selectAll()
        self.qtbot.keyClicks(field, name)
        self.qtbot.keyClick(field, Qt.Key.Key_Tab)
        self.station.settle()
