"""The page Instruments."""

from au_desktop.services.bundle import Services
from au_desktop.settings import Settings
from au_desktop.ui.instruments.instruments_tabs import INSTRUMENT_TABS
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.operations import Runner
from au_desktop.ui.kit.tabbed_page import TabbedPage


class InstrumentsPage(TabbedPage):
    """Instruments: their state and checks, and the sealed sources, a tab each."""

    def __init__(
        self, services: Services, operations: Runner, changes: ChangesBus, settings: Settings
    ) -> None:
        context = self.of(services, operations, changes, settings)
        super().__init__("Instruments", context, INSTRUMENT_TABS)
