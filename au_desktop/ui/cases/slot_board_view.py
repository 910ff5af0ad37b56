"""The board of planned cases, a week at a time: who comes, what is planned, and the steps that move it on."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from au_desktop.domain.ids import TraineeId
from au_desktop.domain.roles import Permission, may
from au_desktop.domain.training.slots import SlotState
from au_desktop.services.bundle import Services
from au_desktop.services.cases.slot_board import Board, BoardFilter, BoardSlot, week_of
from au_desktop.services.outcomes import Outcome
from au_desktop.settings import Settings
from au_desktop.ui.cases.board_columns import BoardColumns
from au_desktop.ui.cases.board_print import board_html
from au_desktop.ui.cases.case_dialogs import ReasonDialog
from au_desktop.ui.cases.case_facts import DialogFacts, load_choices
from au_desktop.ui.cases.slot_dialogs import MOVE, PLAN_AGAIN, AssignDialog, MoveDialog, PlanDialog
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import DangerButton, IconButton, SecondaryButton
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.labelled_form import choice_field
from au_desktop.ui.kit.operations import Runner
from au_desktop.ui.kit.printing import print_document
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_12

EVERYBODY = "All trainees"
_WEEK = timedelta(days=7)


class SlotBoardView(QWidget):
    """Emits `case_wanted(case_id)` and `done(words, outcome)`."""

    case_wanted = Signal(object)
    done = Signal(str, object)

    def __init__(self, services: Services, operations: Runner, settings: Settings) -> None:
        super().__init__()
        self._services, self._operations, self._settings = services, operations, settings
        self._day = services.desk.today()
        self._board: Board | None = None
        self._slot: BoardSlot | None = None
        self.dialog: Dialog | None = None
        self.allowed = may(services.desk.actor.role, Permission.LOG_CASES)
        self.week = text_label("", "strong")
        self.trainee = choice_field([], empty=EVERYBODY)
        self.trainee.setAccessibleName("Whose cases")
        self.trainee.setMinimumWidth(190)
        self.before = IconButton("chevron_left", "The week before")
        self.after = IconButton("chevron_right", "The week after")
        self.now = SecondaryButton("This week")
        self.print_button = SecondaryButton("Print…", "printer")
        self.columns = BoardColumns(services.desk.reference, settings)
        self.empty = EmptyState("calendar", "", "", "")
        self.open_button = SecondaryButton("Open case")
        self.move_button = SecondaryButton(MOVE)
        self.assign_button = SecondaryButton("Hand on…")
        self.lose_button = DangerButton("Lost…")
        self._lay_out()
        self._wire()
        self._on_chosen(None)

    def reload(self) -> None:
        """Read the week that is shown."""
        first, last = week_of(self._day)
        chosen = self.trainee.currentData()
        wanted = BoardFilter(first, last, None if chosen is None else TraineeId(chosen))
        self._operations.run(
            partial(self._services.slots.board, wanted),
            self._on_loaded,
            owner=self,
            label="Loading",
        )

    def plan(self) -> None:
        """Ask for a case to plan."""
        self._with_choices(self._open_plan)

    def act(self, what: str) -> None:
        """Do what a key or button asks with the slot that is chosen: open, move, assign or lose."""
        slot = self._slot
        if slot is None:
            return
        if what == "open":
            self.case_wanted.emit(slot.case.id)
        elif not self.allowed or slot.state is SlotState.DONE:
            return
        elif what == "move":
            self._open_move(slot)
        elif slot.state is SlotState.LOST:
            return
        elif what == "assign":
            self._with_choices(partial(self._open_assign, slot))
        else:
            self._open_lose(slot)

    def print_board(self) -> bool:
        """Print the week."""
        if self._board is None:
            return False
        document = QTextDocument(self)
        document.setHtml(board_html(self._board, self._services.desk.reference, self._settings))
        print_document(self, document)
        return True

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE_8)
        for widget in (self.before, self.after, self.now):
            head.addWidget(widget)
        head.addWidget(self.week)
        head.addStretch(1)
        head.addWidget(self.trainee)
        head.addWidget(self.print_button)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_8)
        self._said = text_label("", "muted", wrap=True)
        foot.addWidget(self._said, 1)
        for button in (self.open_button, self.move_button, self.assign_button, self.lose_button):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_12)
        column.addLayout(head)
        column.addWidget(self.columns, 1)
        column.addWidget(self.empty, 1)
        column.addLayout(foot)

    def _wire(self) -> None:
        self.before.clicked.connect(lambda: self._go(self._day - _WEEK))
        self.after.clicked.connect(lambda: self._go(self._day + _WEEK))
        self.now.clicked.connect(lambda: self._go(self._services.desk.today()))
        self.trainee.currentIndexChanged.connect(lambda _at: self.reload())
        self.print_button.clicked.connect(self.print_board)
        self.columns.chosen.connect(self._on_chosen)
        self.columns.wished.connect(self.act)
        self.empty.first_step.connect(self.plan)
        for button, what in (
            (self.open_button, "open"),
            (self.move_button, "move"),
            (self.assign_button, "assign"),
            (self.lose_button, "lose"),
        ):
            button.clicked.connect(partial(self.act, what))

    def _go(self, day: date) -> None:
        self._day = day
        self.reload()

    def _on_loaded(self, board: Board) -> None:
        first, last = week_of(self._day)
        if (board.days.first, board.days.last) != (first, last):
            return
        self._board = board
        style = self._settings.date_style
        self.week.setText(f"{day_words(first, style)} to {day_words(last, style)}")
        self._offer_trainees(board)
        self.columns.show_board(board, self._services.desk.today())
        self.columns.setVisible(bool(board.slots))
        self.empty.setVisible(not board.slots)
        visitors = ", ".join(one.display_name for one in board.visitors)
        self.empty.set_words(
            "Nothing is planned in this week",
            f"Visiting: {visitors}." if visitors else "Nobody visits in this week.",
            "Plan a case" if self.allowed else "",
        )

    def _offer_trainees(self, board: Board) -> None:
        if board.days.trainee_id is not None:
            return
        known = {one.id: one.display_name for one in board.visitors}
        known |= {slot.trainee.id: slot.trainee.display_name for slot in board.slots}
        self.trainee.blockSignals(True)
        self.trainee.clear()
        self.trainee.addItem(EVERYBODY, None)
        for key, name in sorted(known.items(), key=lambda one: one[1].casefold()):
            self.trainee.addItem(name, key)
        self.trainee.blockSignals(False)

    def _on_chosen(self, slot: BoardSlot | None) -> None:
        self._slot = slot
        state = None if slot is None else slot.state
        free = self.allowed and state in (SlotState.PLANNED, SlotState.MOVED)
        self.open_button.setEnabled(slot is not None)
        self.move_button.setEnabled(free or (self.allowed and state is SlotState.LOST))
        self.move_button.setText(PLAN_AGAIN if state is SlotState.LOST else MOVE)
        self.assign_button.setEnabled(free)
        self.lose_button.setEnabled(free)
        self._said.setText(
            "Choose a case: arrow keys go from one to the next, M moves it, L loses it, A hands it on, Enter opens it."
            if slot is None
            else f"{slot.case.code} · {slot.trainee.display_name}"
        )

    def _with_choices(self, then: Callable[[DialogFacts], None]) -> None:
        self._operations.run(
            partial(load_choices, self._services), then, owner=self, label="Loading"
        )

    def _open_plan(self, offered: DialogFacts) -> None:
        reference = self._services.desk.reference
        dialog = PlanDialog(reference, self._settings, offered, self._day, self)

        def work() -> Outcome[Any]:
            return self._services.slots.plan(dialog.plan())

        self._open(dialog, work, "The case is planned.")

    def _open_move(self, slot: BoardSlot) -> None:
        today = self._services.desk.today()
        offered = max(slot.case.on, today - timedelta(days=1)) + timedelta(days=1)
        dialog = MoveDialog(slot, offered, self._settings, self)

        def work() -> Outcome[Any]:
            return self._services.slots.move(slot.case.id, dialog.day(), dialog.reason())

        self._open(dialog, work, f"{slot.case.code} is moved.")

    def _open_assign(self, slot: BoardSlot, offered: DialogFacts) -> None:
        board = self._board
        there = () if board is None else board.visiting(slot.case.on)
        dialog = AssignDialog(slot, offered, frozenset(one.id for one in there), self)

        def work() -> Outcome[Any]:
            slots = self._services.slots
            return slots.assign(slot.case.id, dialog.trainee_id(), dialog.reason())

        self._open(dialog, work, f"{slot.case.code} is handed on.")

    def _open_lose(self, slot: BoardSlot) -> None:
        dialog = ReasonDialog(
            f"Lose {slot.case.code}",
            "It will not be given. It stays on the board with the reason, and can be planned again.",
            "Lost",
            self.window(),
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def go() -> None:
            reason = dialog.reason()
            if reason:
                work = partial(self._services.slots.lose, slot.case.id, reason)
                self._carry_out(dialog, work, f"{slot.case.code} is lost.")

        dialog.accepted_by_person.connect(go)
        self.dialog = dialog
        dialog.open()

    def _open(
        self,
        dialog: PlanDialog | MoveDialog | AssignDialog,
        work: Callable[[], Outcome[Any]],
        words: str,
    ) -> None:
        def go() -> None:
            if dialog.complete():
                self._carry_out(dialog, work, words)

        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted_by_person.connect(go)
        self.dialog = dialog
        dialog.open()

    def _carry_out(self, dialog: Dialog, work: Callable[[], Outcome[Any]], words: str) -> None:
        def written(outcome: Outcome[Any]) -> None:
            dialog.accept()
            self.done.emit(words, outcome)

        def failed(error: Exception) -> None:
            dialog.set_busy(busy=False)
            dialog.set_error(messages.sentence_for(error).text)

        dialog.set_busy(busy=True)
        self._operations.run(work, written, failed, dialog)
