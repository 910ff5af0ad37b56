"""A state in a word on its color: counts, views differ, overdue."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from au_desktop.ui.kit.accessible import styled
from au_desktop.ui.kit.tokens import State


class StateChip(QLabel):
    """A short word whose ground shows its state; the color never speaks alone."""

    def __init__(
        self, text: str, state: str = State.NEUTRAL, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_state(text, state)

    def set_state(self, text: str, state: str) -> None:
        """Show another word and state.

        Raises:
            ValueError: the word is empty, or the state is not one of `State`.
        """
        if not text.strip():
            raise ValueError(text)
        self.setText(text)
        styled(self, chip=State(state).value)

    @property
    def state(self) -> str:
        """The state that is shown."""
        return str(self.property("chip"))
