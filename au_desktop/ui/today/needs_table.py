"""The table of who needs the next case: whose visit ends soonest stands first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from au_desktop.domain.ids import TraineeId
from au_desktop.services.day.overview import NeedsCase
from au_desktop.services.standing.forecasts import RequirementForecast
from au_desktop.settings import DateStyle
from au_desktop.ui.kit import theme
from au_desktop.ui.kit.card import Card
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.forecast_words import METHOD, outlook_chip, outlook_sentence, pace_words
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.training_words import pathway_words
from au_desktop.ui.today.today_board import Expected


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One line: a trainee and a category that still misses cases."""

    key: tuple[TraineeId, str]
    trainee: str
    pathway: str
    code: str
    category: str
    counted: int
    waiting: int
    needed: int
    visit_ends: date | None
    expected: RequirementForecast | None = None


class NeedsTable(QWidget):
    """As high as its rows; Enter or a double click opens the trainee."""

    trainee_chosen = Signal(object)

    def __init__(self, style: DateStyle) -> None:
        super().__init__()
        self.card = Card("Who needs the next case", "earliest end of visit first")
        self.table = RowTable(
            (
                Column("trainee", "Trainee", lambda row: row.trainee, 160),
                Column("pathway", "Pathway", lambda row: row.pathway, 106, gives_way=1),
                Column("category", "Category", lambda row: f"{row.code} · {row.category}", 470),
                Column("counted", "Counted", lambda row: str(row.counted), 80, number=True),
                Column("waiting", "Waiting", lambda row: str(row.waiting), 80, number=True),
                Column("needed", "Needed", lambda row: str(row.needed), 80, number=True),
                Column("ends", "Visit ends", lambda row: day_words(row.visit_ends, style), 112),
                Column(
                    "expected",
                    "Likely complete",
                    lambda row: _expected(row, style),
                    130,
                    tooltip=lambda row: _basis(row, style),
                ),
            ),
            name="Who needs the next case",
            key=lambda row: row.key,
            stretch="category",
        )
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.row_activated.connect(self._on_row_activated)
        self._nothing = self.card.add_note(
            "Every trainee in training has the cases of the categories they asked for."
        )
        self.card.add_content(self.table, padded=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)

    def show_needs(self, needs: Sequence[NeedsCase], expected: Expected | None = None) -> None:
        """Show these lines, with what is expected of each once that is known."""
        self.table.set_rows([_row(need, expected or {}) for need in needs])
        self._nothing.setVisible(not needs)
        self.table.setVisible(bool(needs))
        self.table.setFixedHeight(theme.current().row_height * (len(needs) + 1) + 2)

    def _on_row_activated(self, row: NeedRow) -> None:
        self.trainee_chosen.emit(row.key[0])


def _expected(row: NeedRow, style: DateStyle) -> str:
    return outlook_chip(row.expected, style)[0] if row.expected else ""


def _basis(row: NeedRow, style: DateStyle) -> str:
    """The rate behind the day; nothing until it is known."""
    if row.expected is None:
        return ""
    return "\n".join((outlook_sentence(row.expected, style), pace_words(row.expected), METHOD))


def _row(need: NeedsCase, expected: Expected) -> NeedRow:
    category = need.category.category
    key = (need.trainee.id, category.code)
    return NeedRow(
        key=key,
        trainee=need.trainee.display_name,
        pathway=pathway_words(need.trainee.pathway),
        code=category.code,
        category=category.title,
        counted=need.category.counted,
        waiting=need.category.waiting,
        needed=need.category.needed,
        visit_ends=need.visit_ends,
        expected=expected.get(key),
    )
