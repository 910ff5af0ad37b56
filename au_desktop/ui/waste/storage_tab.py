"""The tab Storage: containers on their shelves or as a list, and the chosen one beside them with its next step."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSplitter

from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.safety_records import RecordKind
from au_desktop.domain.safety.waste import Container, WasteState
from au_desktop.domain.safety.waste_steps import Way
from au_desktop.services.changes import Kind
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import QuietButton, SecondaryButton
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.filter_chips import FilterChips
from au_desktop.ui.kit.one_shown import OneShown
from au_desktop.ui.kit.page import MainAction
from au_desktop.ui.kit.page_tab import PageTab
from au_desktop.ui.kit.safety.safety_list import (
    SafetyList,
    everything,
    in_states,
    needing_attention,
    only_open,
)
from au_desktop.ui.kit.tokens import SPACE_12
from au_desktop.ui.waste import step_dialogs as steps
from au_desktop.ui.waste.container_steps import (
    CERTIFICATE,
    DEFACE,
    DISPOSE,
    FILL,
    MOVE,
    REOPEN,
    SEAL,
    SURVEY,
    TAKE_OUT,
    TRANSFER,
)
from au_desktop.ui.waste.container_view import PRINT_TAG, ContainerView
from au_desktop.ui.waste.content_dialog import ContentDialog
from au_desktop.ui.waste.shelf_map import ShelfMap
from au_desktop.ui.waste.survey_dialog import SurveyDialog
from au_desktop.ui.waste.transfer_dialog import TransferDialog
from au_desktop.ui.waste.waste_limits_dialog import WasteLimitsDialog
from au_desktop.ui.waste.waste_words import STATES, survey_due

if TYPE_CHECKING:
    from collections.abc import Callable

    from au_desktop.services.safety.waste_offers import ContentOffer
    from au_desktop.services.safety.waste_take_over import ClosedOffer
    from au_desktop.services.safety_stores import SafetyRow
    from au_desktop.ui.kit.dialog import Dialog
    from au_desktop.ui.kit.section import SectionContext

SHELVES, LIST = "shelves", "list"
_GONE = tuple(dict.fromkeys(way.done for way in Way))


class StorageTab(PageTab):
    """Containers from opening to disposal."""

    watches = frozenset({Kind.SAFETY, Kind.ROOM})
    help_topic = "waste"

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Storage")
        self._here: tuple[Container, ...] = ()
        self._shown: UUID | None = None
        self._offers: tuple[ClosedOffer, ...] = ()
        self.dialog: Dialog | None = None
        self.modes = FilterChips(((SHELVES, "Shelves"), (LIST, "List")))
        self.counts = text_label("", "muted")
        self.checklist_button = QuietButton("From checklist\u2026", "checklists")
        self.limits_button = QuietButton("Limits\u2026", "settings")
        self.empty = EmptyState(
            "waste",
            "No waste in storage",
            "A container stands here from its opening until it is disposed of or transferred.",
            "New container",
        )
        self.map = ShelfMap()
        self.view = ContainerView(self)
        self.list = self._make_list()
        self._stack = OneShown()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self.modes.changed.connect(self._on_mode)
        self.limits_button.clicked.connect(self.ask_limits)
        self.checklist_button.clicked.connect(self.ask_checklist)
        self.checklist_button.hide()
        self.map.chosen.connect(self.select)
        self.empty.first_step.connect(self.new_container)
        self.view.step_wanted.connect(self.take_step)
        self.view.closed.connect(self.close_container)
        self.list.opened.connect(self._on_opened)
        self.list.chosen.connect(self._on_row)
        self.list.start_wanted.connect(self.new_container)

    def subtitle(self) -> str:
        """How many wait for a survey."""
        today = self.context.today()
        due = sum(survey_due(container, today) for container in self._here)
        if not self._here:
            return "nothing in storage"
        held = "1 container" if len(self._here) == 1 else f"{len(self._here)} containers"
        return f"{held}, {due} to survey" if due else held

    def main_action(self) -> MainAction:
        """A new container."""
        reason = self.context.why_not(Permission.KEEP_SAFETY)
        return MainAction("New container", self.new_container, "plus", enabled=not reason)

    def refresh(self) -> None:
        """Load the shelves and the list again."""
        self.load(self.context.services.waste_storage.open_containers, self._show)
        self.list.load()
        self.load(self.context.services.waste_take_over.offers, self._show_offers)

    def select(self, key: object) -> None:
        """Show one container beside the shelves."""
        if not isinstance(key, UUID):
            return
        self._shown = key
        self.modes.choose(SHELVES)
        self._show_mode(SHELVES)
        work = partial(self.context.services.waste_storage.container, key)
        self.load(work, self._show_container)

    def close_container(self) -> None:
        """Put the chosen one away."""
        self._shown = None
        self.map.mark(None)
        self.view.hide()

    def go_back(self) -> bool:
        """Esc puts the chosen container away."""
        if self._shown is None:
            return False
        self.close_container()
        return True

    def find_in_page(self) -> bool:
        """The list has the search field."""
        self.modes.choose(LIST)
        self._show_mode(LIST)
        return self.list.panel.find_in_page()

    def print_tab(self) -> bool:
        """Print the tag of the chosen container."""
        if self._shown is None or self.view.container is None:
            return False
        self.take_step(PRINT_TAG, self.view.container)
        return True

    def new_container(self) -> None:
        """Ask for a new container."""
        self.dialog = steps.ask_new_container(self)

    def ask_checklist(self) -> None:
        """Make a container from a submitted checklist."""
        self.dialog = steps.ask_checklist(self, self._offers)

    def ask_limits(self) -> None:
        """Show what holds for waste here."""
        self.dialog = WasteLimitsDialog(self)

    def take_step(self, key: str, container: Container) -> None:
        """Open the dialog of a step."""
        dialogs: dict[str, Callable[[], Dialog | None]] = {
            SEAL: lambda: steps.ask_seal(self, container),
            SURVEY: lambda: SurveyDialog(self, container),
            DEFACE: lambda: steps.ask_deface(self, container),
            DISPOSE: lambda: steps.ask_dispose(self, container),
            REOPEN: lambda: steps.ask_reopen(self, container),
            TAKE_OUT: lambda: steps.ask_take_out(self, container),
            CERTIFICATE: lambda: steps.ask_certificate(self, container),
            MOVE: lambda: steps.ask_move(self, container),
            TRANSFER: lambda: TransferDialog(self, (container,), self._here),
            FILL: lambda: self._ask_content(container),
            PRINT_TAG: lambda: self._ask_tag(container),
        }
        self.dialog = dialogs[key]() or self.dialog

    def write_tag(self, container: Container, target: Path) -> None:
        """Write the tag of a container to a file."""
        tags = self.context.services.waste_tags
        self.carry_out(
            partial(tags.print_tag, container.id, target), f"Tag saved as {target.name}."
        )

    def _ask_content(self, container: Container) -> None:
        def show(offers: tuple[ContentOffer, ...]) -> None:
            self.dialog = ContentDialog(self, container, offers)

        self.load(self.context.services.waste_offers.recent, show)

    def _ask_tag(self, container: Container) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self.window(), "Save the tag as", f"{container.code} tag.pdf", "PDF (*.pdf)"
        )
        if name:
            self.write_tag(container, Path(name))

    def _show(self, containers: tuple[Container, ...]) -> None:
        self._here = containers
        self.map.show_containers(containers, self.context.today(), self.context.settings)
        self._left.show_at(0 if containers else 1)
        self.counts.setText(self._count_words())
        self.header_changed.emit()
        if self._shown is not None:
            work = partial(self.context.services.waste_storage.container, self._shown)
            self.load(work, self._show_container)

    def _show_offers(self, offers: tuple[ClosedOffer, ...]) -> None:
        self._offers = offers
        self.checklist_button.setVisible(bool(offers))
        self.context.allow(self.checklist_button, Permission.KEEP_SAFETY)

    def _count_words(self) -> str:
        states = [container.state for container in self._here]
        parts = [f"{states.count(state)} {state.value}" for state in WasteState if state in states]
        return " \u00b7 ".join(parts)

    def _show_container(self, container: Container) -> None:
        self._shown = container.id
        self.map.mark(container.id)
        self.view.show_container(container)
        self.view.show()

    def _on_mode(self, *_: object) -> None:
        chosen = self.modes.chosen()
        self._show_mode(chosen[0] if chosen else SHELVES)

    def _show_mode(self, mode: str) -> None:
        self._stack.show_at(1 if mode == LIST else 0)

    def _on_opened(self, row: SafetyRow) -> None:
        self.select(row.id)

    def _on_row(self, row: SafetyRow | None) -> None:
        pane = self.list.panel.details
        if row is None:
            pane.clear()
            return
        facts = (("State", row.state), ("Where", row.about or "not said"))
        pane.show_facts(row.code, row.label, facts)
        button = SecondaryButton("Open container")
        button.clicked.connect(partial(self.select, row.id))
        pane.add_action(button)

    def _make_list(self) -> SafetyList:
        empty = EmptyState(
            "waste",
            "No container yet",
            "Every container that was ever opened is listed here, the disposed ones too.",
            "New container",
        )
        chips = {
            "": ("All", everything),
            "here": ("Here", only_open),
            "attention": ("Held", needing_attention),
            "ready": ("Ready", in_states(WasteState.READY.value)),
            "gone": ("Gone", in_states(*_GONE)),
        }
        return SafetyList(
            self.context,
            RecordKind.CONTAINER,
            empty,
            self,
            chips=chips,
            states=STATES,
            titles=("Contents", "Where"),
            when="Opened",
        )

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(SPACE_12)
        tools.addWidget(self.modes)
        tools.addStretch(1)
        tools.addWidget(self.counts)
        tools.addWidget(self.checklist_button)
        tools.addWidget(self.limits_button)
        self._left = OneShown()
        self._left.add(self.map)
        self._left.add(self.empty)
        self._splitter.addWidget(self._left)
        self._splitter.addWidget(self.view)
        self._splitter.setStretchFactor(0, 2)
        self._splitter.setStretchFactor(1, 3)
        self._splitter.setHandleWidth(14)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setSizes([400, 640])
        self.view.hide()
        self._stack.add(self._splitter)
        self._stack.add(self.list.panel)
        self.content.addLayout(tools)
        self.content.addWidget(self._stack, 1)
