"""The page Safety: surveys, packages, dosages, inventory, events and people, a tab each."""

from au_desktop.services.bundle import Services
from au_desktop.settings import Settings
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.operations import Runner
from au_desktop.ui.kit.tabbed_page import TabbedPage
from au_desktop.ui.safety.safety_tabs import SAFETY_TABS


class SafetyPage(TabbedPage):
    """What the RSO keeps of rooms, material and events."""

    def __init__(
        self, services: Services, operations: Runner, changes: ChangesBus, settings: Settings
    ) -> None:
        context = self.of(services, operations, changes, settings)
        super().__init__("Safety", context, SAFETY_TABS)
