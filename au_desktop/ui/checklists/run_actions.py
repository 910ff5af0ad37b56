"""What can be done with a run at the desk, and what was saved."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from au_desktop.domain.moments import Moment
from au_desktop.domain.people import Actor
from au_desktop.domain.roles import Permission, may
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.item_editors.clock_words import clock_words
from au_desktop.ui.kit.item_editors.run_session import RunView
from au_desktop.ui.kit.item_editors.verdict_card import attention_words
from au_desktop.ui.kit.tokens import SPACE_8, State


class RunActions(QWidget):
    """Emits `bedside`, `printing`, `pdf_wanted`, `form_wanted`, `returning`; `reason_wanted`: amend, void or take_back."""

    bedside = Signal()
    printing = Signal()
    pdf_wanted = Signal()
    form_wanted = Signal()
    returning = Signal()
    reason_wanted = Signal(str)

    def __init__(self, actor: Actor) -> None:
        super().__init__()
        self._actor = actor
        self.counts = text_label("", "muted")
        self.saved_chip = StateChip("saved", State.NEUTRAL)
        self.bedside_button = SecondaryButton("Open at the bedside", "bedside")
        self.take_back_button = SecondaryButton("Take back\u2026", "undo")
        self.return_button = SecondaryButton("Return\u2026", "undo")
        self.return_button.hide()
        self.amend_button = SecondaryButton("Amend\u2026", "pencil")
        self.void_button = SecondaryButton("Void\u2026", "void")
        self.print_button = SecondaryButton("Print", "printer")
        self.print_menu = QMenu(self)
        self.print_menu.addAction("Print\u2026", self.printing.emit)
        self.pdf_action = self.print_menu.addAction("Save as PDF\u2026", self.pdf_wanted.emit)
        self.form_action = self.print_menu.addAction(
            "Print a form to fill by hand\u2026", self.form_wanted.emit
        )
        self.print_button.setMenu(self.print_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_8)
        row.addWidget(self.counts)
        row.addWidget(self.saved_chip)
        row.addStretch(1)
        for button in (
            self.bedside_button,
            self.take_back_button,
            self.return_button,
            self.amend_button,
            self.void_button,
            self.print_button,
        ):
            row.addWidget(button)
        self.bedside_button.clicked.connect(self.bedside)
        self.return_button.clicked.connect(self.returning)
        self.take_back_button.clicked.connect(lambda: self.reason_wanted.emit("take_back"))
        self.amend_button.clicked.connect(lambda: self.reason_wanted.emit("amend"))
        self.void_button.clicked.connect(lambda: self.reason_wanted.emit("void"))

    def show_view(self, view: RunView) -> None:
        """Offer what this state of the run allows."""
        sheet, run = view.sheet, view.sheet.run
        fills = may(self._actor.role, Permission.FILL_CHECKLISTS)
        submitted = run.submitted_at is not None and run.voided is None
        voids = fills if run.is_draft else may(self._actor.role, Permission.VOID_RECORDS)
        self.counts.setText(attention_words(sheet))
        self.bedside_button.setVisible(run.is_draft and fills)
        self.pdf_action.setVisible(may(self._actor.role, Permission.EXPORT))
        self.form_action.setVisible(run.is_draft and fills)
        self.take_back_button.setVisible(submitted and not sheet.sealed and fills)
        self.amend_button.setVisible(submitted and sheet.amended_by is None and fills)
        self.void_button.setVisible(run.voided is None and voids)
        if run.answers and self.saved_chip.state == State.NEUTRAL:
            self.say_saved(max(answer.at for answer in run.answers))

    def say_saving(self) -> None:
        """An answer is on its way."""
        self.saved_chip.set_state("saving\u2026", State.INFO)

    def say_saved(self, at: Moment) -> None:
        """Everything given so far is in the file."""
        self.saved_chip.set_state(f"saved {clock_words(at)}", State.OK)

    def say_not_saved(self, *_: object) -> None:
        """An answer was refused."""
        self.saved_chip.set_state("not saved", State.PROBLEM)
