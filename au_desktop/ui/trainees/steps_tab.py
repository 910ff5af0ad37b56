"""What a trainee did in each step of the administrations: observed, assisted, performed, and what was never done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextDocument

from au_desktop.services.changes import Kind
from au_desktop.ui.kit import printing, theme
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.card import Card
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.one_shown import OneShown
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.share_bar import show_bars
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.kit.training_words import counted
from au_desktop.ui.trainees import step_words as words
from au_desktop.ui.trainees.trainee_tab import TraineeTab

if TYPE_CHECKING:
    from au_desktop.domain.ids import TraineeId
    from au_desktop.services.checklists.item_statistics import StepUse, TraineeSteps
    from au_desktop.ui.kit.section import SectionContext


class StepsTab(TraineeTab):
    """Counts from the checklists of administrations; nothing here counts toward a requirement."""

    watches = frozenset({Kind.RUN, Kind.SIGN_OFF, Kind.RATING, Kind.TRAINEE, Kind.TEMPLATE})

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Steps")
        self._found: tuple[str, TraineeSteps] | None = None
        self.card = Card("Steps of the administrations")
        self.note = text_label("", "muted", wrap=True)
        self.note.setContentsMargins(14, 8, 14, 10)
        self.table = self._make_table()
        self.print_button = SecondaryButton("Print", "printer")
        self.print_button.clicked.connect(self.print_steps)
        self.card.add_head_widget(self.print_button)
        self.card.add_content(self.table, padded=False)
        self.card.body.addWidget(self.note)
        self.empty = EmptyState("checklists", "No administration yet", words.EMPTY)
        self._shown = OneShown()
        for widget in (self.card, self.empty):
            self._shown.add(widget)
        self.content.addWidget(self._shown)
        self.content.addStretch(1)

    def refresh(self) -> None:
        """Count again."""
        if self.trainee_id is not None:
            self.load(partial(self._read, self.trainee_id), self._show)

    def print_steps(self) -> None:
        """Print the table."""
        if self._found is None:
            return
        document = QTextDocument()
        document.setDefaultFont(printing.paper_font())
        document.setHtml(words.print_html(*self._found))
        self.printer = printing.print_document(self, document)

    def _read(self, trainee_id: TraineeId) -> tuple[TraineeId, str, TraineeSteps]:
        services = self.context.services
        name = services.enrolment.trainee(trainee_id).display_name
        return trainee_id, name, services.item_statistics.of_trainee(trainee_id)

    def _show(self, read: tuple[TraineeId, str, TraineeSteps]) -> None:
        trainee_id, name, found = read
        if trainee_id != self.trainee_id:
            return
        self._found = (name, found)
        self._shown.show_widget(self.card if found.steps or found.left_out else self.empty)
        self.table.setVisible(bool(found.steps))
        self.print_button.setEnabled(bool(found.steps))
        self.table.set_rows(found.steps)
        rows = len(found.steps) + 1
        self.table.setFixedHeight(theme.current().row_height * rows + 2)
        self.card.set_note(counted(found.runs, "administration"))
        self.note.setText(words.summary(found))

    def _make_table(self) -> RowTable:
        def number(name: str, title: str, width: int = 96) -> Column:
            return Column(
                name, title, lambda use: str(getattr(use, name) or "0"), width, number=True
            )

        table = RowTable(
            (
                Column("step", "Step", words.step_title, 300, tooltip=words.step_title),
                number("runs", "Asked", 84),
                number("observed", "Observed"),
                number("assisted", "Assisted"),
                number("performed", "Performed", 104),
                Column("share", "Share performed", words.share_text, 170),
                Column("never", "", words.never, 150, state=_state),
            ),
            name="Steps of a trainee",
            key=lambda use: use.key,
            stretch="step",
        )
        show_bars(table, "share", lambda use: (words.performed_share(use), State.OK))
        return table


def _state(use: StepUse) -> str:
    return State.ATTENTION if use.never_seen else State.INFO
