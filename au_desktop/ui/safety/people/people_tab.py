"""People: visits, instruction, dosimeters and doses, one beside the other behind chips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from au_desktop.services.changes import Kind
from au_desktop.ui.kit.filter_chips import FilterChips
from au_desktop.ui.kit.one_shown import OneShown
from au_desktop.ui.kit.page_tab import PageTab
from au_desktop.ui.safety.people.doses_tab import DosesTab
from au_desktop.ui.safety.people.dosimeters_tab import DosimetersTab
from au_desktop.ui.safety.people.instruction_tab import InstructionTab
from au_desktop.ui.safety.people.visits_tab import VisitsTab

if TYPE_CHECKING:
    from au_desktop.ui.kit.page import MainAction
    from au_desktop.ui.kit.section import SectionContext

SUBJECTS = (
    ("instruction", "Instruction", InstructionTab),
    ("visits", "Visits", VisitsTab),
    ("dosimeters", "Dosimeters", DosimetersTab),
    ("doses", "Doses", DosesTab),
)


class PeopleTab(PageTab):
    """Shows one subject; a record is looked for in each of them."""

    watches = frozenset({Kind.SAFETY, Kind.PERSON})
    help_topic = "people"

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "People")
        self.chips = FilterChips([(key, title) for key, title, _ in SUBJECTS])
        self._stack = OneShown()
        self.subjects: dict[str, PageTab] = {}
        for key, _, make in SUBJECTS:
            tab: PageTab = make(context)
            tab.told.connect(self.told)
            tab.undo_offered.connect(self.undo_offered)
            tab.go_requested.connect(self.go_requested)
            self.subjects[key] = tab
            self._stack.add(tab)
        self.content.addWidget(self.chips)
        self.content.addWidget(self._stack, 1)
        self.chips.changed.connect(self._on_chosen)

    def subject(self) -> PageTab:
        """The one that is shown."""
        chosen = self.chips.chosen()
        return self.subjects[chosen[0] if chosen else SUBJECTS[0][0]]

    def subtitle(self) -> str:
        """What stands beside the page's title."""
        return self.subject().subtitle()

    def main_action(self) -> MainAction | None:
        """What the shown subject is for."""
        return self.subject().main_action()

    def refresh(self) -> None:
        """Everything is out of date; what is shown loads."""
        for tab in self.subjects.values():
            tab.stale = True
        self._load()

    def select(self, key: object) -> None:
        """Show one record, wherever it is, or a subject by its key."""
        if isinstance(key, str) and key in self.subjects:
            self.chips.choose(key)
            return
        self.subject().select(key)

    def find_in_page(self) -> bool:
        """Put the cursor in the search field."""
        return self.subject().find_in_page()

    def _on_chosen(self, _what: object) -> None:
        self._stack.show_widget(self.subject())
        self._load()
        self.action_changed.emit()

    def _load(self) -> None:
        tab = self.subject()
        if tab.stale:
            tab.stale = False
            tab.refresh()
