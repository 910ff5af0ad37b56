"""The signatures that were given, newest first: what each covers, the three times, its digest, and whether it holds now."""

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from au_desktop.services.bundle import Services
from au_desktop.services.rows import Page as RowPage
from au_desktop.services.rows import PageRequest, SignatureRow
from au_desktop.services.statements.signing import JudgedSignature
from au_desktop.settings import Settings
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.item_editors.run_report import validity_words
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.operations import Runner
from au_desktop.ui.kit.role_words import role_words
from au_desktop.ui.kit.signature_words import DigestLine, covers_words, record_digest, three_times
from au_desktop.ui.signing.signature_tables import GIVEN_IN_DETAILS, given_table

NOTHING_GIVEN = "Every signature stays in this list with the three times of its record."
GIVEN_PAGE = 60


_DETAILS_WIDTH = 350
"""A time to the second stands beside its name."""


class GivenList(QWidget):
    """Emits `open_wanted(row)`."""

    open_wanted = Signal(object)

    def __init__(self, services: Services, operations: Runner, settings: Settings) -> None:
        super().__init__()
        self._services, self._operations = services, operations
        self._next: tuple[str | int | None, ...] | None = None
        self.panel = ListPanel(
            given_table(settings), EmptyState("sign", "No signature yet", NOTHING_GIVEN)
        )
        self.panel.search.hide()
        self.panel.show_details_when_chosen(*GIVEN_IN_DETAILS)
        self.panel.details.setMinimumWidth(_DETAILS_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
        table = self.panel.table
        table.current_changed.connect(self._on_chosen)
        table.row_activated.connect(self.open_wanted)
        table.load_more.connect(self._load_more)

    def load(self) -> None:
        """Read the first rows."""
        given = partial(self._services.signing.given, PageRequest(limit=GIVEN_PAGE))
        self._operations.run(given, self._on_loaded, owner=self)

    def _on_loaded(self, page: RowPage[SignatureRow]) -> None:
        self._next = page.next
        self.panel.set_rows(page.rows, has_more=page.next is not None, count=str(page.total))

    def _load_more(self) -> None:
        if self._next is None:
            return
        request = PageRequest(limit=GIVEN_PAGE, after=self._next)
        given = partial(self._services.signing.given, request)
        self._operations.run(given, self._on_more, owner=self)

    def _on_more(self, page: RowPage[SignatureRow]) -> None:
        self._next = page.next
        self.panel.table.append_rows(page.rows, has_more=page.next is not None)

    def _on_chosen(self, row: SignatureRow | None) -> None:
        if row is None:
            self.panel.details.clear()
            return
        judged = partial(self._services.signing.signatures, row.run_id)
        self._operations.run(judged, partial(self._show, row), owner=self)

    def _show(self, row: SignatureRow, judged: tuple[JudgedSignature, ...]) -> None:
        pane = self.panel.details
        facts: list[tuple[str, Any]] = []
        for one in judged:
            given = one.sign_off
            if given.signed_at == row.signed_at and given.meaning == row.meaning:
                facts = [
                    ("Validity", StateChip(*validity_words(one.validity))),
                    ("Meaning", row.meaning),
                    ("Covers", covers_words(given)),
                    ("Signed by", f"{row.signer}, {role_words(row.role)}"),
                    *three_times(row.event_at, row.entered_at, given),
                    ("Digest", DigestLine(record_digest(given))),
                ]
        pane.show_facts(row.template_title, row.code, facts)
        open_button = SecondaryButton("Open")
        open_button.clicked.connect(partial(self.open_wanted.emit, row))
        pane.add_action(open_button)
