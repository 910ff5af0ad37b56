"""The tabs of the page Waste, in their order; each is made when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from au_desktop.ui.waste.leaving_tabs import SewerTab, TransfersTab
from au_desktop.ui.waste.storage_tab import StorageTab

if TYPE_CHECKING:
    from au_desktop.ui.kit.tabbed_page import TabKinds

WASTE_TABS: TabKinds = (
    ("storage", "Storage", StorageTab),
    ("transfers", "Transfers", TransfersTab),
    ("sewer", "Sewer", SewerTab),
)
"""Key, title, and what makes the tab."""
