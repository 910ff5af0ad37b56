"""Attestations that are waited for: who is ready, who was asked, and for how many days; Enter opens the packet."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from au_desktop.services.attesting.attestation_waits import AttestationWait
from au_desktop.services.bundle import Services
from au_desktop.settings import Settings
from au_desktop.ui.kit.buttons import PrimaryButton
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.operations import Runner
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.kit.training_words import counted

MINE, EVERYONE = "mine", "all"
OLD_DAYS = 7
NOTHING_WAITS = "A trainee waits here from the day on which nothing is missing but the attestation, until somebody signs it."


class AttestationList(QWidget):
    """Reads only once it is seen: it works out where every active trainee stands."""

    open_requested = Signal(object)

    def __init__(self, services: Services, operations: Runner, settings: Settings) -> None:
        super().__init__()
        self._services, self._operations, self._settings = services, operations, settings
        self._rows: tuple[AttestationWait, ...] = ()
        self._stale = True
        self.panel = ListPanel(
            _table(),
            EmptyState("sign", "No attestation waits", NOTHING_WAITS),
            filters=((MINE, "Waiting for me"), (EVERYONE, "All waiting")),
            search_hint="Find a trainee",
        )
        self.panel.show_details_when_chosen("section", "for", "asked")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
        self.panel.query_changed.connect(self._show_rows)
        self.panel.table.row_activated.connect(self._open)
        self.panel.table.current_changed.connect(self._on_chosen)

    def mark(self) -> None:
        """Records changed: read again, at once when this is seen."""
        self._stale = True
        if self.isVisible():
            self._load()

    def showEvent(self, event: QShowEvent) -> None:
        """Read when it is seen for the first time since something changed."""
        super().showEvent(event)
        if self._stale:
            self._load()

    def _load(self) -> None:
        self._stale = False
        self._operations.run(
            self._services.attestations.waiting, self._on_loaded, owner=self, label="Loading"
        )

    def _on_loaded(self, rows: tuple[AttestationWait, ...]) -> None:
        self._rows = rows
        self._show_rows()

    def _show_rows(self) -> None:
        words, chosen = self.panel.query()
        wanted = words.casefold().split()
        rows = [
            row
            for row in self._rows
            if (row.mine or chosen == EVERYONE) and all(one in _searched(row) for one in wanted)
        ]
        self.panel.set_rows(rows, count=str(len(rows)))

    def _on_chosen(self, row: AttestationWait | None) -> None:
        pane = self.panel.details
        if row is None:
            pane.clear()
            return
        facts = [
            ("Section", f"10 CFR {row.section}"),
            ("For", _for_words(row)),
            ("Asked of", row.asked or "nobody yet"),
            ("Since", day_words(row.since, self._settings.date_style)),
            ("Waiting", counted(row.days, "day")),
        ]
        pane.show_facts(row.trainee, row.code, facts)
        button = PrimaryButton("Open the packet")
        button.clicked.connect(partial(self._open, row))
        pane.add_action(button)

    def _open(self, row: AttestationWait) -> None:
        self.open_requested.emit((row.trainee_id, "packet", None))


def _table() -> RowTable:
    columns = (
        Column("code", "Trainee", lambda row: row.code, 90),
        Column("name", "Name", lambda row: row.trainee, 220),
        Column("section", "Section", lambda row: row.section, 90),
        Column("for", "For", _for_words, 250),
        Column("asked", "Asked of", lambda row: row.asked or "nobody yet", 160),
        Column(
            "waiting",
            "Waiting",
            lambda row: counted(row.days, "day"),
            110,
            state=lambda row: State.ATTENTION if row.days >= OLD_DAYS else State.INFO,
        ),
    )
    return RowTable(columns, name="Waiting attestations", key=_key, stretch="name")


def _key(row: AttestationWait) -> object:
    return row.trainee_id, None if row.request is None else row.request.id


def _for_words(row: AttestationWait) -> str:
    if row.request is None:
        return "Ready, nobody asked"
    words = row.request.asked_for.value
    return words[:1].upper() + words[1:]


def _searched(row: AttestationWait) -> str:
    return f"{row.code} {row.trainee} {row.section} {row.asked}".casefold()
