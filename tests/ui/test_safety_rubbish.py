"""Rubbish typed into every form of the pages of radiation safety: each says what is wrong, and none raises."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
)

from au_desktop.domain.roles import Role
from au_desktop.settings import Settings
from au_desktop.ui.instruments.instruments_page import InstrumentsPage
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.release.release_page import ReleasePage
from au_desktop.ui.safety.safety_page import SafetyPage
from au_desktop.ui.waste.waste_page import WastePage
from tests.centers import equip, make_center
from tests.fakes_ui import ImmediateOperations

RUBBISH = (
    "",
    " ",
    "-1",
    "0",
    "1e999",
    "NaN",
    "−5",
    "7,4",
    "=1+1",
    "\u202e12",
    "9" * 400,
    "12 GBq",
    "5 mCi",
    "40",
    "2026-02-30",
    "25:61",
    "a\tb",
    "\x07\x00",
    "ZQ-1",
)
PAGES = {
    "instruments": InstrumentsPage,
    "release": ReleasePage,
    "safety": SafetyPage,
    "waste": WastePage,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    center = make_center(tmp_path_factory.mktemp("rubbish") / "Own.aucenter")
    with center.opened(Role.RSO) as opened:
        equip(opened.services)
    return center


class Monkey:
    """Presses what can be pressed and types what nobody means."""

    def __init__(self, page, seed):
        self.page, self.chance, self.pressed = page, random.Random(seed), []  # noqa: S311

    def buttons(self, root):
        """What can be pressed; a menu would wait for a choice."""
        found = root.findChildren(QAbstractButton)
        menus = {one for one in found if isinstance(one, QPushButton | QToolButton) and one.menu()}
        return [one for one in found if one.isVisible() and one.isEnabled() and one not in menus]

    def type_into(self, root):
        for field in root.findChildren(QLineEdit) + root.findChildren(QPlainTextEdit):
            if field.isVisible() and field.isEnabled() and not field.isReadOnly():
                text = self.chance.choice(RUBBISH)
                (field.setText if isinstance(field, QLineEdit) else field.setPlainText)(text)
                if isinstance(field, QLineEdit):
                    field.textEdited.emit(text)
                    field.editingFinished.emit()
        for choice in root.findChildren(QComboBox):
            if choice.isVisible() and choice.isEnabled() and choice.count():
                choice.setCurrentIndex(self.chance.randrange(choice.count()))
        QApplication.processEvents()

    def dialogs(self):
        return [
            one
            for one in QApplication.topLevelWidgets()
            if isinstance(one, QDialog) and one.isVisible()
        ]

    def answer(self, dialog):
        """Type and press the step three times; then leave."""
        for _ in range(3):
            self.type_into(dialog)
            step = getattr(dialog, "primary_button", None)
            if step is not None and step.isEnabled() and dialog.isVisible():
                step.click()
            QApplication.processEvents()
        for _ in range(2):
            others = [one for one in self.buttons(dialog) if one is not dialog.cancel_button]
            if others and dialog.isVisible():
                self.chance.choice(others).click()
                QApplication.processEvents()
        if dialog.isVisible():
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
        dialog.reject()
        QApplication.processEvents()

    def round(self):
        self.type_into(self.page)
        around = self.buttons(self.page)
        if around:
            chosen = self.chance.choice(around)
            self.pressed.append(chosen.text() or chosen.accessibleName())
            chosen.click()
            QApplication.processEvents()
        while dialogs := self.dialogs():
            self.answer(dialogs[-1])


@pytest.mark.parametrize("name", PAGES)
def test_rubbish_raises_nowhere(qtbot, folder, tmp_path, monkeypatch, name):
    for asked in ("getSaveFileName", "getOpenFileName", "getOpenFileNames"):
        monkeypatch.setattr(QFileDialog, asked, lambda *_a, **_k: ("", ""))
    center = folder.copy_to(tmp_path / "Own.aucenter")
    with center.opened(Role.RSO) as opened:
        changes = ChangesBus()
        page = PAGES[name](opened.services, ImmediateOperations(), changes, Settings())
        changes.changed.connect(page.on_changes)
        qtbot.addWidget(page)
        page.resize(1300, 760)
        page.show()
        page.on_shown()
        monkey = Monkey(page, f"{name} 5")
        for _ in range(30):
            monkey.round()
        report = opened.services.integrity.check()
        assert report.sound, monkey.pressed
        assert len(set(monkey.pressed)) > 3
        page.close()
