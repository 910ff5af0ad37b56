"""The tabs of the page Safety, in their order; each is made when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from au_desktop.ui.safety.dosages.dosages_tab import DosagesTab
from au_desktop.ui.safety.events.events_tab import EventsTab
from au_desktop.ui.safety.inventory.inventory_tab import InventoryTab
from au_desktop.ui.safety.packages.packages_tab import PackagesTab
from au_desktop.ui.safety.people.people_tab import PeopleTab
from au_desktop.ui.safety.surveys.surveys_tab import SurveysTab

if TYPE_CHECKING:
    from au_desktop.ui.kit.tabbed_page import TabKinds

SAFETY_TABS: TabKinds = (
    ("surveys", "Surveys", SurveysTab),
    ("packages", "Packages", PackagesTab),
    ("dosages", "Dosages", DosagesTab),
    ("inventory", "Inventory", InventoryTab),
    ("events", "Events", EventsTab),
    ("people", "People", PeopleTab),
)
"""Key, title, and what makes the tab."""
