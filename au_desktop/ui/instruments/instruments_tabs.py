"""The tabs of the page Instruments, in their order; each is made when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from au_desktop.ui.instruments.checks_due_tab import ChecksDueTab
from au_desktop.ui.instruments.instruments_tab import InstrumentsTab
from au_desktop.ui.instruments.sources_tab import SourcesTab

if TYPE_CHECKING:
    from au_desktop.ui.kit.tabbed_page import TabKinds

INSTRUMENT_TABS: TabKinds = (
    ("instruments", "Instruments", InstrumentsTab),
    ("due", "Checks due", ChecksDueTab),
    ("sources", "Sources", SourcesTab),
)
"""Key, title, and what makes the tab."""
