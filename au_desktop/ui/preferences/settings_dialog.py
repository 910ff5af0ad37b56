"""The settings dialog: what is chosen is seen at once."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QSpinBox, QWidget

from au_desktop.settings import (
    LONGEST_IDLE_MINUTES,
    SHORTEST_IDLE_MINUTES,
    DateStyle,
    Settings,
    TextSize,
    ThemeChoice,
    UnitsFirst,
)
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, choice_field

_UNITS = ((UnitsFirst.GBQ, "GBq (mCi behind it)"), (UnitsFirst.MCI, "mCi (GBq behind it)"))
_THEMES = (
    (ThemeChoice.SYSTEM, "As the computer is set"),
    (ThemeChoice.LIGHT, "Light"),
    (ThemeChoice.DARK, "Dark"),
)
_SIZES = ((TextSize.SMALL, "Small"), (TextSize.NORMAL, "Normal"), (TextSize.LARGE, "Large"))
_DATES = tuple((style, style.value) for style in DateStyle)


class SettingsDialog(Dialog):
    """Emits `settings_changed(settings)` with every choice; Cancel gives back what was there before."""

    settings_changed = Signal(object)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(
            "Settings of this computer", parent=parent, primary="Done", name="settings"
        )
        self._before = self._now = settings
        self.idle = QSpinBox()
        self.idle.setRange(SHORTEST_IDLE_MINUTES, LONGEST_IDLE_MINUTES)
        self.idle.setSuffix(" min")
        self.touch = QCheckBox("Larger targets for fingers and gloves")
        self.form = LabelledForm(
            [
                Field(
                    "units_first",
                    "Units first",
                    choice_field(_UNITS),
                    "Both units are always shown; what you type keeps its own.",
                ),
                Field("theme", "Theme", choice_field(_THEMES)),
                Field("text_size", "Text size", choice_field(_SIZES)),
                Field("touch_mode", "Touch mode", self.touch),
                Field(
                    "idle_minutes",
                    "Lock when idle",
                    self.idle,
                    "Your draft is kept and waits for you.",
                ),
                Field("date_style", "Dates", choice_field(_DATES)),
            ],
            label_width=130,
        )
        self.form.set_values(
            {
                "units_first": settings.units_first,
                "theme": settings.theme,
                "text_size": settings.text_size,
                "touch_mode": settings.touch_mode,
                "date_style": settings.date_style,
            }
        )
        self.idle.setValue(settings.idle_minutes)
        self.body.addWidget(self.form)
        self.form.changed.connect(self._on_changed)
        self.idle.valueChanged.connect(self._on_changed)
        self.accepted_by_person.connect(self.accept)
        self.rejected.connect(self._on_rejected)

    def settings(self) -> Settings:
        """What is chosen now."""
        chosen = self.form.values()
        return replace(
            self._before,
            units_first=UnitsFirst(str(chosen["units_first"])),
            theme=ThemeChoice(str(chosen["theme"])),
            text_size=TextSize(str(chosen["text_size"])),
            touch_mode=bool(chosen["touch_mode"]),
            idle_minutes=self.idle.value(),
            date_style=DateStyle(str(chosen["date_style"])),
        )

    def _on_changed(self, *_: object) -> None:
        self._tell(self.settings())

    def _on_rejected(self) -> None:
        self._tell(self._before)

    def _tell(self, settings: Settings) -> None:
        if settings != self._now:
            self._now = settings
            self.settings_changed.emit(settings)
