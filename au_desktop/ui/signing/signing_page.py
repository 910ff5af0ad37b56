"""The signing page: what waits for me or anyone, the signatures given with their validity as of now, and attestations."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QTabWidget

from au_desktop.domain.ids import RunId
from au_desktop.services.bundle import Services
from au_desktop.services.changes import Kind
from au_desktop.services.outcomes import Outcome
from au_desktop.services.rows import Page as RowPage
from au_desktop.services.rows import PageRequest, SignatureRow, WaitingRow
from au_desktop.services.statements.signing import JudgedSignature
from au_desktop.settings import Settings
from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.buttons import PrimaryButton, SecondaryButton
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import exact_words
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.item_editors.run_report import validity_words
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.operations import Runner
from au_desktop.ui.kit.page import MainAction, Page
from au_desktop.ui.kit.role_words import role_words
from au_desktop.ui.kit.sign_off_dialog import SignOffDialog, sign_run
from au_desktop.ui.kit.targets import record_id
from au_desktop.ui.signing.attestation_list import AttestationList
from au_desktop.ui.signing.signature_tables import (
    GIVEN_IN_DETAILS,
    WAITING_IN_DETAILS,
    given_table,
    roles_text,
    waiting_table,
)

MINE, WANTED, EVERYONE = "mine", "wanted", "all"
NOTHING_WAITS = (
    "A submitted checklist waits here until the roles that its template names have signed it."
)
NOTHING_GIVEN = "Every signature stays in this list with the three times of its record."
WAITING_PAGE, GIVEN_PAGE = 500, 60


class SigningPage(Page):
    """Three tabs: waiting, given, and attestations."""

    watches = frozenset({Kind.RUN, Kind.SIGN_OFF, Kind.STATEMENT, Kind.CASE, Kind.HOURS})

    def __init__(
        self, services: Services, operations: Runner, changes: ChangesBus, settings: Settings
    ) -> None:
        super().__init__("Signing", help_topic="signing")
        self._services, self._operations = services, operations
        self._changes, self._settings = changes, settings
        self._waiting: tuple[WaitingRow, ...] = ()
        self._next: tuple[str | int | None, ...] | None = None
        self.dialog: SignOffDialog | None = None
        self.waiting = ListPanel(
            waiting_table(services.desk.clock.now),
            EmptyState("sign", "Nothing waits for a signature", NOTHING_WAITS),
            filters=(
                (MINE, "Waiting for me"),
                (WANTED, "Mine, if wanted"),
                (EVERYONE, "All waiting"),
            ),
            search_hint="Find what waits",
        )
        self.given = ListPanel(
            given_table(settings),
            EmptyState("sign", "No signature yet", NOTHING_GIVEN),
            search_hint="Find in what is loaded",
        )
        self.given.search.hide()
        self.waiting.show_details_when_chosen(*WAITING_IN_DETAILS)
        self.given.show_details_when_chosen(*GIVEN_IN_DETAILS)
        self.tabs = named(QTabWidget(), "Signatures")
        self.tabs.addTab(self.waiting, "Waiting")
        self.tabs.addTab(self.given, "Given")
        self.attestations = AttestationList(services, operations, settings)
        self.attestations.open_requested.connect(partial(self.go_requested.emit, "trainees"))
        self.tabs.addTab(self.attestations, "Attestations")
        self.content.addWidget(self.tabs, 1)
        self._shown = MINE
        self._wanted_run: object = None
        self.waiting.query_changed.connect(self._on_query_changed)
        self.waiting.table.row_activated.connect(self.sign_row)
        self.waiting.table.current_changed.connect(self._on_waiting_chosen)
        self.given.table.current_changed.connect(self._on_given_chosen)
        self.given.table.row_activated.connect(self._open_run)
        self.given.table.load_more.connect(self._load_more)

    def refresh(self) -> None:
        """Read the lists again."""
        signing = self._services.signing
        self._load_waiting()
        self.attestations.mark()
        self._operations.run(
            partial(signing.given, PageRequest(limit=GIVEN_PAGE)), self._on_given, owner=self
        )

    def open_target(self, target: object) -> None:
        """Mark the first waiting signature of a run; everyone's are shown when none of mine is of that run."""
        self._wanted_run = record_id(target)
        self._load_waiting()

    def find_in_page(self) -> bool:
        """Put the cursor in the search field."""
        return self.waiting.find_in_page()

    def sign_row(self, row: WaitingRow) -> None:
        """Open the dialog for a signature that is mine; another's run is opened instead."""
        if not self._services.signing.is_mine(row):
            self._open_run(row)
            return
        slot = (RunId(row.run_id), row.position)
        self.dialog = sign_run(self._services, self._operations, self._settings, slot, self)
        self.dialog.signed.connect(self._on_signed)

    def _on_signed(self, outcome: Outcome[Any]) -> None:
        self.status_told.emit("Signed.")
        self._changes.tell(outcome.changes)
        if not self.cares_about(outcome.changes) or not self.isVisible():
            self.refresh()

    def _on_query_changed(self) -> None:
        if self.waiting.query()[1] == self._shown:
            self._show_waiting()
        else:
            self._load_waiting()

    def _load_waiting(self) -> None:
        """Ask for what the chosen filter is about: what is needed from me, what may be wanted, or everyone's."""
        self._shown = self.waiting.query()[1]
        asked = partial(
            self._services.signing.waiting,
            PageRequest(limit=WAITING_PAGE),
            mine=self._shown != EVERYONE,
            required_only=self._shown == MINE,
        )
        self._operations.run(asked, self._on_waiting, owner=self, label="Loading")

    def _on_waiting(self, page: RowPage[WaitingRow]) -> None:
        optional_only = self._shown == WANTED
        self._waiting = tuple(row for row in page.rows if not (optional_only and row.required))
        if self._shown == MINE:
            self.badge_changed.emit(page.total)
        self._show_waiting()
        self._mark_wanted()

    def _mark_wanted(self) -> None:
        found = next((row for row in self._waiting if row.run_id == self._wanted_run), None)
        if found is not None:
            self._wanted_run = None
            self.waiting.table.select_key((found.run_id, found.position))
        elif self._wanted_run is not None and self._shown != EVERYONE:
            self.waiting.filters.choose(EVERYONE)
        else:
            self._wanted_run = None

    def _show_waiting(self) -> None:
        wanted = self.waiting.query()[0].casefold().split()
        rows = [row for row in self._waiting if all(word in _searched(row) for word in wanted)]
        self.waiting.set_rows(rows, count=str(len(rows)))
        self._show_header(rows)

    def _show_header(self, rows: list[WaitingRow]) -> None:
        mine = [row for row in rows if self._services.signing.is_mine(row)]
        action = None
        if mine:
            action = MainAction("Sign the oldest", partial(self.sign_row, mine[0]), "sign")
        words = f"{len(mine)} for me" if mine and self._shown == MINE else ""
        self.set_header("Signing", words, action)

    def _on_waiting_chosen(self, row: WaitingRow | None) -> None:
        pane = self.waiting.details
        if row is None:
            pane.clear()
            return
        facts = [
            ("Meaning", row.meaning),
            ("By", roles_text(row)),
            ("About", row.about or "\u2013"),
            ("Time of the work", exact_words(row.event_at)),
            ("Submitted", exact_words(row.submitted_at)),
            ("Submitted by", row.submitted_by),
            ("Needs attention", str(row.attention) if row.attention else "nothing"),
        ]
        pane.show_facts(row.template_title, row.code, facts)
        open_button = SecondaryButton("Open")
        open_button.clicked.connect(partial(self._open_run, row))
        pane.add_action(open_button)
        if self._services.signing.is_mine(row):
            sign = PrimaryButton("Sign\u2026", "sign")
            sign.clicked.connect(partial(self.sign_row, row))
            pane.add_action(sign)

    def _on_given(self, page: RowPage[SignatureRow]) -> None:
        self._next = page.next
        self.given.set_rows(page.rows, has_more=page.next is not None, count=str(page.total))

    def _load_more(self) -> None:
        if self._next is None:
            return
        request = PageRequest(limit=GIVEN_PAGE, after=self._next)
        self._operations.run(
            partial(self._services.signing.given, request), self._on_more, owner=self
        )

    def _on_more(self, page: RowPage[SignatureRow]) -> None:
        self._next = page.next
        self.given.table.append_rows(page.rows, has_more=page.next is not None)

    def _on_given_chosen(self, row: SignatureRow | None) -> None:
        if row is None:
            self.given.details.clear()
            return
        self._operations.run(
            partial(self._services.signing.signatures, row.run_id),
            partial(self._show_given, row),
            owner=self,
        )

    def _show_given(self, row: SignatureRow, judged: tuple[JudgedSignature, ...]) -> None:
        pane = self.given.details
        mine = [one for one in judged if one.sign_off.signed_at == row.signed_at]
        facts: list[tuple[str, Any]] = [
            *(("Validity", StateChip(*validity_words(one.validity))) for one in mine),
            ("Meaning", row.meaning),
            ("Signed by", f"{row.signer}, {role_words(row.role)}"),
            ("Time of the work", exact_words(row.event_at)),
            ("Time of the entry", exact_words(row.entered_at)),
            ("Time of the signature", exact_words(row.signed_at)),
        ]
        pane.show_facts(row.template_title, row.code, facts)
        open_button = SecondaryButton("Open")
        open_button.clicked.connect(partial(self._open_run, row))
        pane.add_action(open_button)

    def _open_run(self, row: WaitingRow | SignatureRow) -> None:
        self.go_requested.emit("checklists", row.run_id)


def _searched(row: WaitingRow) -> str:
    return f"{row.code} {row.template_title} {row.about} {row.meaning}".casefold()
