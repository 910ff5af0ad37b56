"""A field for a date and a time in a form, typed or picked, with what was typed kept as a draft."""

from au_desktop.domain.moments import Moment
from au_desktop.ui.kit.item_editors.moment_entry import MomentFields

_BETWEEN = " | "


class MomentEdit(MomentFields):
    """`value()` is the moment, or None while date or time cannot be read."""

    def __init__(self, now: Moment) -> None:
        super().__init__(now)
        self.now = now

    def setAccessibleName(self, name: str) -> None:
        """Name the fields themselves, which is where the focus goes."""
        super().setAccessibleName(name)
        self.day.setAccessibleName(f"{name}: date")
        self.clock.setAccessibleName(f"{name}: time")

    def half_typed(self) -> bool:
        """Whether something stands there that is no moment."""
        typed = self.day.text() or self.clock.text().strip()
        return bool(typed) and self.value() is None

    def draft_text(self) -> str:
        """Both fields as typed."""
        return f"{self.day.text()}{_BETWEEN}{self.clock.text()}"

    def take_draft_text(self, text: str) -> None:
        """Show both fields as they were typed."""
        day, _, clock = text.partition(_BETWEEN)
        self.day.edit.setText(day)
        self.day.edit.textEdited.emit(day)
        self.clock.setText(clock)
        self.changed.emit(self.value())
