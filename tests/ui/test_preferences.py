"""The settings dialog tells every choice at once and gives back what was there on Cancel."""

import pytest
from PySide6.QtCore import Qt

from au_desktop.settings import DateStyle, Settings, TextSize, ThemeChoice, UnitsFirst
from au_desktop.ui.preferences.settings_dialog import SettingsDialog

BEFORE = Settings(idle_minutes=7, recent_centers=("/a",))


@pytest.fixture
def dialog(qtbot):
    made = SettingsDialog(BEFORE)
    qtbot.addWidget(made)
    made.heard = []
    made.settings_changed.connect(made.heard.append)
    made.show()
    return made


def test_it_shows_what_is_set(dialog):
    assert dialog.settings() == BEFORE
    assert dialog.idle.value() == 7


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("units_first", UnitsFirst.MCI),
        ("theme", ThemeChoice.DARK),
        ("text_size", TextSize.LARGE),
        ("touch_mode", True),
        ("date_style", DateStyle.MONTH_DAY),
    ],
)
def test_each_choice_is_told_at_once(dialog, name, value):
    dialog.form.set_values({name: value})
    assert getattr(dialog.heard[-1], name) == value
    assert dialog.heard[-1].recent_centers == ("/a",)


def test_idle_minutes_are_told(dialog, qtbot):
    qtbot.keyClick(dialog.idle, Qt.Key.Key_Up)
    assert dialog.heard[-1].idle_minutes == 8


def test_cancel_gives_back_what_was_there(dialog, qtbot):
    dialog.form.set_values({"theme": ThemeChoice.DARK})
    qtbot.mouseClick(dialog.cancel_button, Qt.MouseButton.LeftButton)
    assert dialog.heard[-1] == BEFORE


def test_done_keeps_the_choice(dialog, qtbot):
    dialog.form.set_values({"theme": ThemeChoice.DARK})
    qtbot.mouseClick(dialog.primary_button, Qt.MouseButton.LeftButton)
    assert dialog.heard[-1].theme is ThemeChoice.DARK
    assert not dialog.isVisible()


def test_every_field_has_a_name(dialog):
    fields = [dialog.form.field(name) for name in dialog.form.values()]
    assert all(field.accessibleName() for field in fields)
