"""The end of a bedside checklist: the verdict with a way to each item, submit, and the signatures."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from au_desktop.domain.people import Actor
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.finger_moves import FingerMoves
from au_desktop.ui.kit.item_editors.item_editor import plain_button
from au_desktop.ui.kit.item_editors.run_session import RunView
from au_desktop.ui.kit.item_editors.slots_card import SlotsCard
from au_desktop.ui.kit.item_editors.verdict_card import VerdictCard
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.tokens import SPACE_12, State

STOPPED = (
    "A critical item is not as expected. The checklist may be submitted, but nobody can sign it until a preceptor or "
    "the RSO has recorded beside the item why it may be passed."
)


class FinishSheet(QScrollArea):
    """Emits `item_wanted(key)`, `submit`, `take_back`, `sign_wanted(position)` and `queue_wanted`."""

    item_wanted = Signal(str)
    submit = Signal()
    take_back = Signal()
    sign_wanted = Signal(int)
    queue_wanted = Signal()

    def __init__(self, actor: Actor) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Finish")
        self._first_open = ""
        self._was_draft = False
        self.notice = Notice(STOPPED, State.PROBLEM)
        self.verdict = VerdictCard(big=True)
        self.slots = SlotsCard(actor, big=True)
        self.words = text_label("", "muted", wrap=True)
        self.submit_button = plain_button("Submit", big=True, primary=True)
        self.open_button = plain_button("Go to the first open item", big=True, primary=True)
        self.take_back_button = plain_button("Take back to correct", big=True)
        self.queue_button = plain_button("What waits for a signature", big=True)
        self._lay_out()
        self.verdict.item_wanted.connect(self.item_wanted)
        self.slots.sign_wanted.connect(self.sign_wanted)
        self.submit_button.clicked.connect(self.submit)
        self.open_button.clicked.connect(self._on_open)
        self.take_back_button.clicked.connect(self.take_back)
        self.queue_button.clicked.connect(self.queue_wanted)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_12)
        buttons_here = (self.take_back_button, self.queue_button, self.submit_button)
        for button in (*buttons_here, self.open_button):
            buttons.addWidget(button)
        body = QWidget()
        body.setObjectName("scroll_body")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_12)
        column.addWidget(self.notice)
        column.addWidget(self.verdict)
        column.addWidget(self.words)
        column.addLayout(buttons)
        column.addWidget(self.slots)
        column.addStretch(1)
        self.setWidget(body)
        self.moves = FingerMoves(self)

    def take_focus(self) -> None:
        """The keys act on the next step: submit, or the first thing that is open or signed here."""
        steps: list[QWidget] = []
        if self.submit_button.isVisibleTo(self) and self.submit_button.isEnabled():
            steps.append(self.submit_button)
        if self.open_button.isVisibleTo(self):
            steps.append(self.open_button)
        steps.extend(self.slots.sign_buttons.values())
        steps.extend(
            row for row in self.verdict.rows() if row.focusPolicy() != Qt.FocusPolicy.NoFocus
        )
        first = steps[0] if steps else self
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def apply(self, view: RunView) -> None:
        """Show the state of the run."""
        sheet = view.sheet
        self.verdict.show_sheet(sheet)
        self.slots.show_view(view)
        self.notice.setVisible(bool(sheet.verdict.stops))
        draft, submitted = sheet.run.is_draft, sheet.run.submitted_at is not None
        count = len(sheet.verdict.missing)
        self._first_open = sheet.verdict.missing[0] if count else ""
        self.open_button.setVisible(draft and count > 0)
        self.submit_button.setVisible(draft)
        self.submit_button.setEnabled(draft and count == 0)
        self.take_back_button.setVisible(submitted and not sheet.sealed)
        self.queue_button.setVisible(submitted and not self.slots.sign_buttons)
        self._step_on(draft=draft)
        self.words.setText(_next_words(count, draft=draft, sealed=sheet.sealed))
        self.moves.watch()

    def _step_on(self, *, draft: bool) -> None:
        """What was submitted here goes on to its signatures; a key that is pressed next does not turn the page."""
        was_draft, self._was_draft = self._was_draft, draft
        if was_draft and not draft and self.isVisible():
            self.take_focus()

    def _on_open(self) -> None:
        if self._first_open:
            self.item_wanted.emit(self._first_open)


def _next_words(missing: int, *, draft: bool, sealed: bool) -> str:
    if draft and missing:
        return f"{missing} still open. Answer them, or skip them with the reason; then submit."
    if draft:
        return "Everything is answered. Submitting makes the answers final and asks for the signatures."
    if sealed:
        return "Signed. A signed checklist is corrected by amending it."
    return "Submitted. It waits for its signatures."
