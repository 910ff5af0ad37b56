"""Cases that were changed after they were signed: they do not count until a preceptor confirms them anew."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from au_desktop.domain.roles import Permission, may
from au_desktop.services.bundle import Services
from au_desktop.services.rows import ChangedCaseRow
from au_desktop.settings import Settings
from au_desktop.ui.kit.buttons import PrimaryButton, QuietButton, SecondaryButton
from au_desktop.ui.kit.date_words import exact_words
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.operations import Runner
from au_desktop.ui.signing.signature_tables import CHANGED_IN_DETAILS, changed_table

NOTHING_CHANGED = "A case that is changed after it was signed as supervised waits here until a preceptor confirms it anew."
WHY = (
    "The checklist stays as it was signed. Sign again says that you supervised the work with the case as it reads now; "
    "the dialog names what changed."
)


class ChangedCasesList(QWidget):
    """Emits `sign_again_wanted(row)`, `open_wanted(row)` and `case_wanted(row)`; reads only once it is seen."""

    sign_again_wanted = Signal(object)
    open_wanted = Signal(object)
    case_wanted = Signal(object)

    def __init__(self, services: Services, operations: Runner, settings: Settings) -> None:
        super().__init__()
        self._services, self._operations = services, operations
        self._rows: tuple[ChangedCaseRow, ...] = ()
        self._stale = True
        self.panel = ListPanel(
            changed_table(settings),
            EmptyState("sign", "No case waits for a new confirmation", NOTHING_CHANGED),
            search_hint="Find a case",
        )
        self.panel.show_details_when_chosen(*CHANGED_IN_DETAILS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
        self.panel.query_changed.connect(self._show_rows)
        self.panel.table.row_activated.connect(self._on_activated)
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
        changed = self._services.asked_signatures.changed_cases
        self._operations.run(changed, self._on_loaded, owner=self, label="Loading")

    def _on_loaded(self, rows: tuple[ChangedCaseRow, ...]) -> None:
        self._rows = rows
        self._show_rows()

    def _show_rows(self) -> None:
        wanted = self.panel.query()[0].casefold().split()
        rows = [row for row in self._rows if all(word in _searched(row) for word in wanted)]
        self.panel.set_rows(rows, count=str(len(rows)))

    def _may_sign(self) -> bool:
        return may(self._services.desk.actor.role, Permission.SIGN_SUPERVISED)

    def _on_activated(self, row: ChangedCaseRow) -> None:
        (self.sign_again_wanted if self._may_sign() else self.open_wanted).emit(row)

    def _on_chosen(self, row: ChangedCaseRow | None) -> None:
        pane = self.panel.details
        if row is None:
            pane.clear()
            return
        facts: list[tuple[str, str | QWidget]] = [
            ("Case", row.case_code),
            ("Checklist", f"{row.code} {row.template_title}"),
            ("Signed by", row.signer),
            ("Signed", exact_words(row.signed_at)),
        ]
        pane.show_facts(row.trainee, "Case changed since it was signed", facts)
        pane.add_section("How to confirm it anew", (WHY,))
        link = QuietButton("Open the checklist", "link")
        link.clicked.connect(partial(self.open_wanted.emit, row))
        pane.add_content(link)
        case = SecondaryButton("Open case")
        case.clicked.connect(partial(self.case_wanted.emit, row))
        pane.add_action(case)
        if self._may_sign():
            again = PrimaryButton("Sign again\u2026", "sign")
            again.clicked.connect(partial(self.sign_again_wanted.emit, row))
            pane.add_action(again)


def _searched(row: ChangedCaseRow) -> str:
    return f"{row.case_code} {row.code} {row.trainee} {row.signer}".casefold()
