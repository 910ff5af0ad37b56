"""The page Waste."""

from au_desktop.services.bundle import Services
from au_desktop.settings import Settings
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.operations import Runner
from au_desktop.ui.kit.tabbed_page import TabbedPage
from au_desktop.ui.waste.waste_tabs import WASTE_TABS


class WastePage(TabbedPage):
    """Waste: containers in storage, transfers and the sewer log, a tab each."""

    def __init__(
        self, services: Services, operations: Runner, changes: ChangesBus, settings: Settings
    ) -> None:
        context = self.of(services, operations, changes, settings)
        super().__init__("Waste", context, WASTE_TABS)
