"""The tab Packages: the list with running clocks, the form of one package, calls, and taking contents in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.safety_records import RecordKind
from au_desktop.services.changes import Kind
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.page import MainAction
from au_desktop.ui.kit.page_tab import PageTab
from au_desktop.ui.kit.safety.safety_list import (
    SafetyList,
    everything,
    needing_attention,
    not_signed,
    only_open,
)
from au_desktop.ui.kit.targets import TabTarget, record_id
from au_desktop.ui.kit.tokens import SPACE_12, State
from au_desktop.ui.safety.packages.package_actions import PackageActions
from au_desktop.ui.safety.packages.package_detail import STATES, PackageDetail
from au_desktop.ui.safety.packages.package_form import PackageForm
from au_desktop.ui.safety.packages.package_values import PackageChoices
from au_desktop.ui.safety.packages.package_words import clock_words

if TYPE_CHECKING:
    from uuid import UUID

    from au_desktop.domain.ids import SafetyId
    from au_desktop.domain.safety.events import Event
    from au_desktop.domain.safety.packages import Package
    from au_desktop.services.outcomes import Outcome
    from au_desktop.services.safety_stores import SafetyRow
    from au_desktop.ui.kit.section import SectionContext

_EMPTY = (
    "What arrives stands here with its 3 hours to monitor it (10 CFR 20.1906(c)), its readings and wipes held against the "
    "limits, and the way of its contents into the inventory."
)
_MINUTE_MS = 30_000


class PackagesTab(PageTab):
    """The list with the details beside it; the form takes the whole page while it is open."""

    watches = frozenset({Kind.SAFETY, Kind.INSTRUMENT, Kind.ROOM})
    permission = Permission.KEEP_SAFETY
    help_topic = "packages"

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Packages")
        self.form: PackageForm | None = None
        self._running: tuple[Package, ...] = ()
        empty = EmptyState("checklists", "No package yet", _EMPTY, "Receive a package")
        self.list = SafetyList(
            context,
            RecordKind.PACKAGE,
            empty,
            self,
            chips={
                "": ("All", everything),
                "open": ("To do", only_open),
                "wrong": ("Needs attention", needing_attention),
                "unsigned": ("Not signed", not_signed),
            },
            states=STATES,
            titles=("Contents", "From"),
            when="Received",
        )
        self.clocks = Notice()
        self.habits_button = SecondaryButton("Hours and calls\u2026", "settings")
        self.checklist_button = SecondaryButton("From a checklist\u2026", "checklists")
        for tool in (self.checklist_button, self.habits_button):
            self.list.panel.add_tool(tool)
        self._stack = QStackedWidget()
        self.asks = PackageActions(self, self._open_form)
        self.detail = PackageDetail(context, self, self.list.panel.details)
        self._stack.addWidget(self._list_side())
        self.content.addWidget(self._stack, 1)
        for button, needed in (
            (empty.button, Permission.KEEP_SAFETY),
            (self.checklist_button, Permission.KEEP_SAFETY),
            (self.habits_button, Permission.MANAGE_INSTRUMENTS),
        ):
            context.allow(button, needed)
        self._connect()

    def main_action(self) -> MainAction | None:
        """Receive a package."""
        if self.form is not None:
            return None
        allowed = not self.context.why_not(Permission.KEEP_SAFETY)
        return MainAction("Receive package", self.receive, "plus", enabled=allowed)

    @property
    def shows_back(self) -> bool:
        """The form leads back to the list."""
        return self.form is not None

    def refresh(self) -> None:
        """Read the list and the running clocks again."""
        self.list.load()
        self.load(self.context.services.packages.open_ones, self._on_open_ones)
        shown = self.detail.package
        if shown is not None:
            self._load_one(shown.id)

    def select(self, key: object) -> None:
        """Show one package."""
        self.list.choose(record_id(key))

    def find_in_page(self) -> bool:
        """Find a package."""
        return self.form is None and self.list.panel.find_in_page()

    def go_back(self) -> bool:
        """Leave the form; what was typed is kept as a draft."""
        if self.form is None:
            return False
        self.form.keep_work()
        self._close_form()
        return True

    def keep_work(self) -> None:
        """Write what was typed."""
        if self.form is not None:
            self.form.keep_work()

    def receive(self) -> None:
        """Open the form for a new package, received now."""
        services = self.context.services

        def work() -> tuple[Package, PackageChoices]:
            choices = PackageChoices.read(services)
            return services.packages.blank(choices.now), choices

        self.load(work, lambda found: self._open_form(*found))

    def continue_with(self, package: Package) -> None:
        """Open the form with what is known of a package."""
        services = self.context.services
        self.load(partial(PackageChoices.read, services), partial(self._open_form, package))

    def _connect(self) -> None:
        self.habits_button.clicked.connect(self.asks.ask_habits)
        self.checklist_button.clicked.connect(self.asks.ask_checklist)
        self.list.start_wanted.connect(self.receive)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.detail.continue_wanted.connect(self.continue_with)
        self.detail.call_wanted.connect(self.asks.ask_call)
        self.detail.take_in_wanted.connect(self.asks.ask_take_in)
        self.detail.stock_wanted.connect(self._show_stock)
        self.detail.event_wanted.connect(self._on_event_wanted)
        self._ticking = QTimer(self)
        self._ticking.setInterval(_MINUTE_MS)
        self._ticking.timeout.connect(self._say_clocks)
        self._ticking.start()

    def _list_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_12)
        column.addWidget(self.clocks)
        column.addWidget(self.list.panel, 1)
        column.addWidget(self.detail.bar)
        return side

    def _open_form(self, package: Package, choices: PackageChoices) -> None:
        self._close_form()
        self.form = PackageForm(self.context, package, choices)
        self.form.filled.connect(self._store)
        self.form.dropped.connect(self._close_form)
        self._stack.addWidget(self.form)
        self._stack.setCurrentWidget(self.form)
        self.covering.emit(True)
        self.form.forms["Arrival"].field("at").setFocus()

    def _close_form(self) -> None:
        if self.form is None:
            return
        form, self.form = self.form, None
        self._stack.removeWidget(form)
        form.hide()
        form.deleteLater()
        self.covering.emit(False)

    def _store(self, package: Package) -> None:
        form = self.form
        if form is None:
            return
        form.save_button.setEnabled(False)

        def done(outcome: Outcome[SafetyId]) -> None:
            form.saved()
            self._close_form()
            self.offer("Package saved.", outcome)
            self.select(outcome.value)
            self.asks.ask_remaining_calls(outcome.value)

        def failed(error: Exception) -> None:
            form.save_button.setEnabled(True)
            form.refuse(error)

        command = partial(self.context.services.packages.keep, package)
        self.context.operations.run(command, done, failed, self)

    def _on_open_ones(self, packages: tuple[Package, ...]) -> None:
        self._running = tuple(
            each for each in packages if each.state in ("to monitor", "notify now")
        )
        self._say_clocks()

    def _say_clocks(self) -> None:
        now = self.context.services.desk.clock.now()
        style = self.context.settings.date_style
        lines, late = [], False
        for package in self._running:
            if package.not_yet_told:
                who = " and ".join(party.value for party in package.not_yet_told)
                lines.append(f"{package.code}: telephone the {who} now (10 CFR 20.1906(d)).")
                late = True
            else:
                lines.append(f"{package.code}: {clock_words(package, now, style)}")
                late = late or package.clock.due.utc < now.utc
        self.clocks.say("\n".join(lines), State.PROBLEM if late else State.ATTENTION)

    def _on_chosen(self, row: SafetyRow | None) -> None:
        if row is not None:
            self._load_one(row.id)

    def _load_one(self, package_id: UUID) -> None:
        services = self.context.services

        def work() -> tuple[Package, Event | None]:
            return services.packages.get(package_id), services.package_events.event_of(package_id)

        self.load(work, lambda found: self.detail.show_package(*found))

    def _on_opened(self, row: SafetyRow) -> None:
        if row.voided or self.context.why_not(Permission.KEEP_SAFETY):
            return
        self.load(partial(self.context.services.packages.get, row.id), self.continue_with)

    def _on_event_wanted(self, package: Package) -> None:
        self.asks.show_event(package, self.detail.about)

    def _show_stock(self, package: Package) -> None:
        taken = [item.stock_id for item in package.contents if item.stock_id is not None]
        self.go_requested.emit("safety", TabTarget("inventory", taken[0]))
