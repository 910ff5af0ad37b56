"""The packet of one trainee: what is missing, the worksheet with the evidence behind every number, and the attestation."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from au_desktop.domain.roles import Permission
from au_desktop.services.changes import Kind
from au_desktop.services.packet.packet_worksheet import HOURS, number_text
from au_desktop.ui.kit import messages, theme
from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.buttons import PrimaryButton, QuietButton, SecondaryButton
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import exact_words
from au_desktop.ui.kit.detail_pane import DetailPane
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.printing import print_document
from au_desktop.ui.kit.progress_panel import ProgressPanel
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_12, State
from au_desktop.ui.kit.training_words import counted
from au_desktop.ui.kit.worksheet_html import FIGURE, print_html, sheet_style, worksheet_html
from au_desktop.ui.trainees.packet.packet_actions import TITLES, PacketActions
from au_desktop.ui.trainees.packet.packet_words import (
    drift_words,
    page_words,
    record_words,
    request_words,
    statement_chip,
)
from au_desktop.ui.trainees.trainee_tab import TraineeTab

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from uuid import UUID

    from PySide6.QtCore import QUrl

    from au_desktop.domain.ids import StatementId
    from au_desktop.services.attesting.attestations import EvidencePage
    from au_desktop.services.packet.packet_worksheet import Behind, Figure
    from au_desktop.services.statements.signed_statements import StatementView
    from au_desktop.ui.kit.section import SectionContext
    from au_desktop.ui.trainees.packet.packet_words import Fields

_TAB_OF = {Kind.CASE.value: "cases", Kind.HOURS.value: "hours"}
_MOST_BEHIND = 40
_MOST_SIGNED = 4
ATTEST, ASK = "attest", "ask for signature"


class PacketTab(TraineeTab):
    """Gaps first; a number opens the records behind it on the right; Tab and Enter reach every number."""

    watches = frozenset(
        {
            Kind.TRAINEE,
            Kind.CASE,
            Kind.SIGN_OFF,
            Kind.SUPERVISOR,
            Kind.HOURS,
            Kind.PAPER,
            Kind.STATEMENT,
            Kind.QUALIFICATION,
            Kind.RATING,
            Kind.RUN,
        }
    )

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Packet")
        self.page: EvidencePage | None = None
        self._said: dict[UUID, str] = {}
        self.notice = Notice()
        self.progress = ProgressPanel()
        self.steps = PacketActions(context, self, self.progress)
        self.steps.told.connect(self.told)
        self.steps.undo_offered.connect(self.undo_offered)
        self.sheet = named(QTextBrowser(), "Worksheet with evidence")
        self.sheet.setOpenLinks(False)
        self.sheet.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sheet.anchorClicked.connect(self._on_link)
        self.behind = DetailPane("Choose a number in the worksheet to see the records behind it.")
        self.behind.closed.connect(self.behind.clear)
        self.attestations = Card("Attestation")
        self.content.addWidget(self.notice)
        self.content.addWidget(self.progress)
        self.content.addWidget(self._buttons())
        self.content.addWidget(self._panes(), 1)
        theme.keeper().changed.connect(self._draw_sheet)

    def refresh(self) -> None:
        """Work out everything again."""
        if self.trainee_id is not None:
            page = partial(self.context.services.attestations.page, self.trainee_id)
            self.context.operations.run(page, self._show, None, self, "Collecting the evidence")

    def tasks(self) -> Mapping[str, Callable[[], None]]:
        """What can be begun from elsewhere."""
        return {ATTEST: self.attest_button.click, ASK: self.ask_button.click}

    def select(self, key: object) -> None:
        """Show one attestation as it was signed."""
        given = () if self.page is None else self.page.state.given
        for view in given:
            if view.statement.id == key:
                self.steps.show_signed(view)

    def open_figure(self, key: str) -> None:
        """Show the records behind one number."""
        if self.page is None:
            return
        figure = next((one for one in self.page.worksheet.figures if one.id == key), None)
        if figure is not None:
            self._show_figure(figure)

    def print_sheet(self) -> QWidget | None:
        """Print the worksheet with the records behind its numbers."""
        if self.page is None:
            return None
        from PySide6.QtGui import QTextDocument

        document = QTextDocument(self)
        document.setHtml(print_html(self.page.worksheet))
        return print_document(self, document, lambda: self.told.emit("Printed."))

    def _buttons(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_8)
        self.attest_button = PrimaryButton("Attest…", "sign")
        self.director_button = SecondaryButton("Director attestation…")
        self.concur_button = SecondaryButton("Concur…")
        self.ask_button = SecondaryButton("Ask for signature…")
        self.packet_button = SecondaryButton("Make packet…")
        self.print_button = QuietButton("Print…")
        for button, action in (
            (self.attest_button, self.steps.attest),
            (self.director_button, self.steps.attest_as_director),
            (self.concur_button, self.steps.concur),
            (self.packet_button, self.steps.make_packet),
        ):
            button.clicked.connect(partial(self._with_page, action))
        self.ask_button.clicked.connect(self._on_ask)
        self.print_button.clicked.connect(self.print_sheet)
        for button in (
            self.attest_button,
            self.director_button,
            self.concur_button,
            self.ask_button,
            self.packet_button,
        ):
            line.addWidget(button)
        line.addStretch(1)
        line.addWidget(self.print_button)
        return row

    def _panes(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_12)
        column.addWidget(self.attestations)
        column.addWidget(self.behind, 1)
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.setChildrenCollapsible(False)
        panes.addWidget(self.sheet)
        panes.addWidget(side)
        panes.setStretchFactor(0, 3)
        panes.setStretchFactor(1, 2)
        return panes

    def _with_page(self, action: Callable[[EvidencePage], None]) -> None:
        if self.page is not None:
            action(self.page)

    def _on_ask(self) -> None:
        if self.trainee_id is not None:
            self.steps.ask(self.trainee_id)

    def _show(self, page: EvidencePage) -> None:
        if page.state.now.trainee.id != self.trainee_id:
            return
        self.page = page
        style, reference = self.context.settings.date_style, self.context.services.desk.reference
        self._said = record_words(page.state.now, reference, style)
        self.behind.clear()
        self.notice.say(*page_words(page.state, style))
        self._draw_sheet()
        self._show_attestations()
        self._allow()

    def _draw_sheet(self) -> None:
        if self.page is None:
            return
        self.sheet.document().setDefaultStyleSheet(sheet_style())
        at = self.sheet.verticalScrollBar().value()
        self.sheet.setHtml(worksheet_html(self.page.worksheet))
        self.sheet.verticalScrollBar().setValue(at)

    def _allow(self) -> None:
        """Enable what may be done now, and say on hover why not."""
        context, page = self.context, self.page
        if page is None:
            return
        state = page.state
        why = ""
        if state.refused is not None:
            why = messages.sentence_for(state.refused).what_happened
        elif state.gaps:
            why = "Something is still missing; it stands first in the worksheet."
        for button in (self.attest_button, self.director_button, self.concur_button):
            context.allow(button, Permission.ATTEST)
            if why and button.isEnabled():
                button.setEnabled(False)
                button.setToolTip(why)
        context.allow(self.ask_button, Permission.KEEP_PAPERS)
        if state.attested is None and self.ask_button.isEnabled():
            self.ask_button.setEnabled(False)
            self.ask_button.setToolTip(why)
        context.allow(self.packet_button, Permission.EXPORT)

    def _show_attestations(self) -> None:
        self.attestations.clear_rows()
        if self.page is None:
            return
        state = self.page.state
        newest = state.given[-_MOST_SIGNED:]
        self.attestations.set_note(
            f"the newest {len(newest)} of {len(state.given)}" if newest != state.given else ""
        )
        for view in reversed(newest):
            self.attestations.add_row(self._statement_row(view, state.changed))
        for request in state.requests:
            style = self.context.settings.date_style
            words = request_words(request, state.people, self.context.today(), style)
            button = QuietButton("Take back")
            button.setAccessibleName(f"Take back: {words[0]}")
            button.clicked.connect(partial(self.steps.take_back, request))
            self.context.allow(button, Permission.KEEP_PAPERS)
            chip = StateChip("waiting", State.INFO)
            self.attestations.add_row(CardRow(*words, chip, button).put_ends_below())
        if not state.given and not state.requests:
            self.attestations.add_row(
                CardRow("Not signed yet", "The evidence is frozen when somebody signs.")
            )

    def _statement_row(
        self, view: StatementView, changed: Mapping[StatementId, Fields]
    ) -> CardRow:
        statement = view.statement
        title = f"{TITLES[statement.kind]} {statement.code}"
        detail = f"{statement.signer}, {exact_words(statement.signed_at)}"
        if view.withdrawal is not None:
            detail = f"{detail}. Withdrawn by {view.withdrawal.signer}."
        elif view.validity.drift:
            fields = changed.get(statement.id, {})
            detail = f"{detail}. {drift_words(view.validity.drift, fields)}"
        show = QuietButton("Show…")
        show.setAccessibleName(f"Show {statement.code}")
        show.clicked.connect(partial(self.steps.show_signed, view))
        trailing: list[QWidget] = [StateChip(*statement_chip(view.validity)), show]
        statements = self.context.services.statements
        if view.withdrawal is None and statements.may_withdraw(statement):
            button = QuietButton("Withdraw…")
            button.setAccessibleName(f"Withdraw {statement.code}")
            button.clicked.connect(partial(self.steps.withdraw, statement))
            button.setEnabled(not self.context.services.desk.read_only)
            trailing.append(button)
        return CardRow(title, detail, *trailing).put_ends_below()

    def _on_link(self, link: QUrl) -> None:
        if link.scheme() == FIGURE:
            self.open_figure(link.path().upper())

    def _show_figure(self, figure: Figure) -> None:
        hours = figure.unit == HOURS
        value = f"{number_text(figure.value)} h" if hours else counted(int(figure.value), "case")
        records = counted(len(figure.behind), "record")
        self.behind.show_facts(figure.label, records, [("Counted", value)])
        if not figure.behind:
            self.behind.add_section("Records", ["No record counts here yet."])
        holder = Card("Records behind it")
        for one in figure.behind[:_MOST_BEHIND]:
            holder.add_row(self._record_row(one, hours=hours))
        more = len(figure.behind) - _MOST_BEHIND
        if more > 0:
            holder.add_note(f"and {more} more, named in the packet")
        if figure.behind:
            self.behind.add_content(holder)

    def _record_row(self, behind: Behind, *, hours: bool) -> CardRow:
        parts = (self._said.get(behind.id, ""), f"{number_text(behind.amount)} h" if hours else "")
        button = QuietButton("Open")
        button.setAccessibleName(f"Open {behind.code}")
        target = (self.trainee_id, _TAB_OF.get(behind.kind, ""), behind.id)
        button.clicked.connect(partial(self.go_requested.emit, "trainees", target))
        return CardRow(behind.code, " · ".join(part for part in parts if part), button)
