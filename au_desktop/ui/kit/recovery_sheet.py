"""The recovery sheet: shown once in large groups, printed, and typed back to prove that the paper is right."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from au_desktop.domain.errors import MistypedRecoveryCode
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.buttons import PrimaryButton, QuietButton, SecondaryButton
from au_desktop.ui.kit.group_fields import GroupFields
from au_desktop.ui.kit.one_shown import OneShown
from au_desktop.ui.kit.printing import print_document
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_12, SPACE_16

ABOUT = (
    "This code opens the center when passphrases are lost. Print it or write it down, and keep the paper where "
    "only people you trust can reach it. It is shown this one time."
)
NO_COPY = (
    "It cannot be copied from here: other programs read the clipboard, and some send it away."
)
_PER_LINE = 4


class RecoverySheetPanel(QWidget):
    """Step one shows the groups, step two asks for them. Emits `typed_back(code)` and `postponed`."""

    typed_back = Signal(str)
    postponed = Signal()

    def __init__(self, groups: tuple[str, ...], center_name: str) -> None:
        super().__init__()
        self._groups, self._center_name = groups, center_name
        self.fields = GroupFields(len(groups), len(groups[0]) if groups else 5)
        self.print_button = SecondaryButton("Print…", "printer")
        self.next_button = PrimaryButton("I have it on paper")
        self.later_button = QuietButton("Later")
        self.back_button = SecondaryButton("Show the code again")
        self.confirm_button = PrimaryButton("Check the code")
        self.confirm_later_button = QuietButton("Later")
        self.error_line = named(text_label("", "error", wrap=True), "Reason")
        self._steps = OneShown()
        self._steps.add(self._showing())
        self._steps.add(self._typing())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._steps)
        self._wire()

    def show_step(self, number: int) -> None:
        """Show the code (0) or the fields that ask for it (1)."""
        self._steps.show_at(number)
        (self.fields if number else self.print_button).setFocus()

    def refuse(self, error: Exception) -> None:
        """Say why the typed code does not fit, at the group where it can be known."""
        group = error.group if isinstance(error, MistypedRecoveryCode) else 0
        where = f"Group {group} differs from the sheet. " if group else ""
        self.error_line.setText(where or messages.sentence_for(error).what_happened)
        self.fields.mark(group)
        self.set_busy(busy=False)

    def set_busy(self, *, busy: bool) -> None:
        """Nothing can be pressed while the code is tried."""
        for button in (self.confirm_button, self.back_button, self.confirm_later_button):
            button.setEnabled(not busy)
        self.confirm_button.setText("Checking…" if busy else "Check the code")

    def _showing(self) -> QWidget:
        panel = QWidget()
        column = _column(panel)
        column.addWidget(text_label(ABOUT, wrap=True))
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setSpacing(SPACE_16)
        for at, group in enumerate(self._groups):
            label = text_label(group, "code")
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setAccessibleName(f"Group {at + 1}: {' '.join(group)}")
            label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            grid.addWidget(label, at // _PER_LINE, at % _PER_LINE)
        column.addWidget(holder)
        column.addWidget(text_label(NO_COPY, "muted", wrap=True))
        column.addLayout(_foot(self.later_button, self.print_button, self.next_button))
        return panel

    def _typing(self) -> QWidget:
        panel = QWidget()
        column = _column(panel)
        column.addWidget(
            text_label(
                "Type the code back from the paper: only a sheet that was tried counts.", wrap=True
            )
        )
        column.addWidget(self.fields)
        column.addWidget(self.error_line)
        column.addStretch(1)
        column.addLayout(_foot(self.confirm_later_button, self.back_button, self.confirm_button))
        return panel

    def _wire(self) -> None:
        self.print_button.clicked.connect(self._on_print_clicked)
        self.next_button.clicked.connect(lambda: self.show_step(1))
        self.back_button.clicked.connect(lambda: self.show_step(0))
        self.later_button.clicked.connect(self.postponed)
        self.confirm_later_button.clicked.connect(self.postponed)
        self.confirm_button.clicked.connect(self._on_confirm)
        self.fields.entered.connect(self._on_confirm)
        self.fields.changed.connect(lambda: self.error_line.setText(""))

    def _on_print_clicked(self) -> None:
        print_document(self, sheet_document(self._groups, self._center_name))

    def _on_confirm(self) -> None:
        if not self.fields.complete():
            self.error_line.setText("Some groups are still short.")
            return
        self.set_busy(busy=True)
        self.typed_back.emit(self.fields.code())


def sheet_document(groups: tuple[str, ...], center_name: str) -> QTextDocument:
    """The sheet as it is printed: large, in one typeface in which no two characters look alike."""
    cells = "".join(
        f"{'' if at % 2 else '<tr>'}<td style='padding:14px 40px 14px 0'>"
        f"<span style='font-size:9pt'>{at + 1}</span> &nbsp; "
        f"<span style='font-family:DejaVu Sans Mono,Consolas,monospace; font-size:22pt'>{escape(group)}</span></td>"
        for at, group in enumerate(groups)
    )
    document = QTextDocument()
    document.setHtml(
        f"<h1>Recovery sheet</h1><h2>{escape(center_name)}</h2><table>{cells}</table>"
        "<p>Whoever holds this sheet can open the center. Keep it locked away, apart from the computer.</p>"
        "<p>To use it: on the unlock screen choose <i>Use the recovery sheet</i>, choose a person who manages "
        "people, and type the groups in order.</p><p>Printed on: ____________ &nbsp; Kept at: ____________</p>"
    )
    return document


def _column(panel: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(panel)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE_12)
    return column


def _foot(left: QWidget, *right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(SPACE_8)
    row.addWidget(left)
    row.addStretch(1)
    for button in right:
        row.addWidget(button)
    return row
