"""The tab Inventory: things in stock, what is here now, what was here at a moment, the license, looks at the shelves."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from au_desktop import files
from au_desktop.domain.errors import DiskProblem
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.holdings import HoldingPlace
from au_desktop.domain.safety.safety_records import RecordKind
from au_desktop.services.changes import Kind
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.filter_chips import FilterChips
from au_desktop.ui.kit.one_shown import OneShown
from au_desktop.ui.kit.page import MainAction
from au_desktop.ui.kit.page_tab import PageTab
from au_desktop.ui.kit.printing import print_document
from au_desktop.ui.kit.safety.safety_list import (
    SafetyList,
    everything,
    in_states,
    needing_attention,
    only_open,
)
from au_desktop.ui.kit.targets import TabTarget, record_id
from au_desktop.ui.kit.tokens import SPACE_12, State
from au_desktop.ui.safety.inventory.inventory_actions import InventoryActions
from au_desktop.ui.safety.inventory.inventory_files import (
    inventory_csv,
    inventory_html,
    travel_csv,
)
from au_desktop.ui.safety.inventory.inventory_views import LicenseView, NowView, TravelView
from au_desktop.ui.safety.inventory.stock_detail import StockDetail
from au_desktop.ui.safety.inventory.take_detail import TakeDetail

if TYPE_CHECKING:
    from uuid import UUID

    from au_desktop.domain.moments import Moment
    from au_desktop.domain.safety.holdings import Holding
    from au_desktop.domain.safety.stock import Stock
    from au_desktop.services.safety.inventory import DecayPoint, InventoryView
    from au_desktop.services.safety_stores import SafetyRow
    from au_desktop.ui.kit.section import SectionContext

THINGS, NOW, MOMENT, LICENSE, TAKINGS = "things", "now", "moment", "license", "takings"
_VIEWS = (
    (THINGS, "Things in stock"),
    (NOW, "Sums now"),
    (MOMENT, "At a moment"),
    (LICENSE, "Possession limits"),
    (TAKINGS, "Stock takings"),
)
_EMPTY = (
    "Packages bring their contents here. Every thing is shown with what is left of it by decay, and every step that was "
    "taken with it."
)
_NO_TAKINGS = "A look at the shelves says which of the things that should be there were found."


class InventoryTab(PageTab):
    """Chips choose the view; CSV and print give what is shown."""

    watches = frozenset({Kind.SAFETY, Kind.ROOM})
    permission = Permission.KEEP_SAFETY
    help_topic = "inventory"

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Inventory")
        self.asks = InventoryActions(self)
        self.views = FilterChips(_VIEWS)
        self.take_button = SecondaryButton("Take stock\u2026", "checklists")
        self.csv_button = SecondaryButton("Save CSV\u2026", "export")
        settings, now = context.settings, context.services.desk.clock.now()
        self.list = self._things_list()
        self.takings = self._takings_list()
        self.detail = StockDetail(context, self, self.list.panel.details)
        self.take_detail = TakeDetail(context, self, self.takings.panel.details)
        self.now_view, self.travel_view = NowView(settings), TravelView(settings, now)
        self.license_view = LicenseView(settings)
        self._shown = OneShown()
        self._pages = {
            THINGS: _with_bar(self.list.panel, self.detail.bar),
            NOW: self.now_view,
            MOMENT: self.travel_view,
            LICENSE: self.license_view,
            TAKINGS: _with_bar(self.takings.panel, self.take_detail.bar),
        }
        self._lay_out()
        self._connect()

    def main_action(self) -> MainAction:
        """Enter stock that came without a package."""
        allowed = not self.context.why_not(Permission.KEEP_SAFETY)
        return MainAction("Enter stock", self.asks.enter, "plus", enabled=allowed)

    def view(self) -> str:
        """Which view is shown."""
        return self.views.chosen()[0]

    def refresh(self) -> None:
        """Load the shown view again."""
        self._shown.show_widget(self._pages[self.view()])
        self.csv_button.setVisible(self.view() in (NOW, MOMENT))
        inventory = self.context.services.inventory
        if self.view() == THINGS:
            self.list.load()
            if self.detail.stock is not None:
                self._load_one(self.detail.stock.id)
        elif self.view() == NOW:
            self.load(inventory.now, self.now_view.show_view)
        elif self.view() == MOMENT:
            self.travel_view.ask()
        elif self.view() == LICENSE:
            self.load(self.context.services.possession.standing, self.license_view.show_checks)
        else:
            self.takings.load()

    def select(self, key: object) -> None:
        """Show one thing in stock, or one look at the shelves."""
        wanted = record_id(key)
        if wanted is None:
            return
        rows = partial(self._kind_of, wanted)
        self.load(rows, partial(self._open_record, wanted))

    def find_in_page(self) -> bool:
        """Find a thing."""
        return self.view() == THINGS and self.list.panel.find_in_page()

    def print_tab(self) -> bool:
        """Print what is here now, or what was here at the shown moment."""
        services = self.context.services
        travel = self.travel_view.travel if self.view() == MOMENT else None

        def work() -> tuple[InventoryView, str]:
            moment = services.desk.clock.now() if travel is None else travel.moment
            return services.inventory.at(moment), services.facilities.center().name

        self.load(work, lambda found: self._print(*found))
        return True

    def save_csv(self) -> None:
        """Ask for a place and write what is shown."""
        name, _ = QFileDialog.getSaveFileName(
            self.window(), "Save as CSV", "inventory.csv", "CSV (*.csv)"
        )
        if name:
            self.write_csv(Path(name))

    def write_csv(self, target: Path) -> None:
        """Write what is shown to a file."""
        text = ""
        if self.view() == MOMENT and self.travel_view.travel is not None:
            text = travel_csv(self.travel_view.travel)
        elif self.now_view.view is not None:
            text = inventory_csv(self.now_view.view)
        try:
            files.replace_bytes(target, text.encode("utf-8-sig"))
        except DiskProblem as problem:
            messages.show_error(self, problem)
            return
        self.told.emit(f"Saved as {target.name}.")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.views)
        head.addStretch(1)
        head.addWidget(self.take_button)
        head.addWidget(self.csv_button)
        for page in self._pages.values():
            self._shown.add(page)
        self.content.setSpacing(SPACE_12)
        self.content.addLayout(head)
        self.content.addWidget(self._shown, 1)
        license_side = self.license_view
        self.context.allow(self.take_button, Permission.KEEP_SAFETY)
        for button in (
            license_side.add_button,
            license_side.change_button,
            license_side.end_button,
            license_side.empty.button,
        ):
            self.context.allow(button, Permission.MANAGE_CENTER)

    def _connect(self) -> None:
        self.views.changed.connect(lambda _: self.refresh())
        self.take_button.clicked.connect(self.asks.take_stock)
        self.csv_button.clicked.connect(self.save_csv)
        self.list.start_wanted.connect(self.asks.enter)
        self.takings.start_wanted.connect(self.asks.take_stock)
        self.list.chosen.connect(self._on_chosen)
        self.takings.chosen.connect(self._on_taking_chosen)
        self.detail.step_wanted.connect(self.asks.step)
        self.detail.split_wanted.connect(self.asks.split)
        self.detail.transfer_wanted.connect(
            lambda stock: self.go_requested.emit("waste", TabTarget("transfers", stock))
        )
        self.detail.waste_wanted.connect(lambda _: self.go_requested.emit("waste", None))
        self.travel_view.asked.connect(self._travel)
        self.now_view.things.row_activated.connect(self._open_holding)
        self.license_view.add_wanted.connect(self.asks.keep_line)
        self.license_view.change_wanted.connect(self.asks.keep_line)
        self.license_view.end_wanted.connect(self.asks.end_line)

    def _things_list(self) -> SafetyList:
        empty = EmptyState("checklists", "Nothing in stock yet", _EMPTY, "Enter stock")
        self.context.allow(empty.button, Permission.KEEP_SAFETY)
        return SafetyList(
            self.context,
            RecordKind.STOCK,
            empty,
            self,
            chips={
                "open": ("In stock", only_open),
                "": ("All", everything),
                "gone": ("Found gone", in_states("found gone by decay")),
            },
            states={"in stock": State.OK},
            titles=("What", "Room"),
            when="Came in",
        )

    def _takings_list(self) -> SafetyList:
        empty = EmptyState("checklists", "No stock taking yet", _NO_TAKINGS, "Take stock")
        self.context.allow(empty.button, Permission.KEEP_SAFETY)
        return SafetyList(
            self.context,
            RecordKind.STOCK_TAKE,
            empty,
            self,
            chips={"": ("All", everything), "wrong": ("Something missing", needing_attention)},
            states={"complete": State.OK},
            titles=("Result", "Where"),
        )

    def _travel(self, moment: Moment) -> None:
        self.load(
            partial(self.context.services.inventory.travel, moment), self.travel_view.show_travel
        )

    def _kind_of(self, key: UUID) -> bool:
        with self.context.services.desk.reading() as uow:
            return any(row.kind is RecordKind.STOCK_TAKE for row in uow.safety.rows((key,)))

    def _open_record(self, key: UUID, taking: object) -> None:
        self.views.choose(TAKINGS if taking else THINGS)
        shown = self.takings if taking else self.list
        shown.panel.filters.choose("")
        shown.choose(key)

    def _open_holding(self, held: Holding) -> None:
        if held.place is HoldingPlace.SHELF:
            self.select(held.record_id)
        elif held.place is HoldingPlace.WASTE:
            self.go_requested.emit("waste", TabTarget("storage", held.record_id))
        else:
            self.go_requested.emit("instruments", TabTarget("sources", held.record_id))

    def _on_chosen(self, row: SafetyRow | None) -> None:
        if row is not None:
            self._load_one(row.id)

    def _on_taking_chosen(self, row: SafetyRow | None) -> None:
        if row is not None:
            book = self.context.services.safety_book
            self.load(partial(self.take_detail.read, book, row.id), self.take_detail.show_take)

    def _load_one(self, stock_id: UUID) -> None:
        inventory = self.context.services.inventory

        def work() -> tuple[Stock, tuple[DecayPoint, ...]]:
            stock = inventory.get(stock_id)
            return stock, inventory.decay_of(stock)

        self.load(work, lambda found: self.detail.show_stock(*found))

    def _print(self, view: InventoryView, center: str) -> None:
        document = QTextDocument(self)
        document.setHtml(inventory_html(view, center))
        self.printer = print_document(self, document)


def _with_bar(panel: QWidget, bar: QWidget) -> QWidget:
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE_12)
    column.addWidget(panel, 1)
    column.addWidget(bar)
    return side
