"""The tabs of the checklists page beside its list of records, in their order; each is made when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from au_desktop.ui.checklists.paper.forms_tab import FormsTab
from au_desktop.ui.checklists.schedule.schedule_tab import ScheduleTab
from au_desktop.ui.checklists.statistics.statistics_tab import StatisticsTab
from au_desktop.ui.checklists.templates.templates_tab import TemplatesTab

if TYPE_CHECKING:
    from collections.abc import Callable

    from au_desktop.ui.checklists.checklist_tab import ChecklistTab
    from au_desktop.ui.kit.section import SectionContext

RECORDS = "records"
"""The key of the list of records, the first tab."""

TABS: tuple[tuple[str, str, Callable[[SectionContext], ChecklistTab]], ...] = (
    ("schedule", "Schedule", ScheduleTab),
    ("templates", "Templates", TemplatesTab),
    ("statistics", "Statistics", StatisticsTab),
    ("paper", "Paper forms", FormsTab),
)
"""Key, title, and what makes the tab."""
