"""The tabs of one trainee's page in the order of the work; each is made when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from au_desktop.ui.trainees.cases_tab import CasesTab
from au_desktop.ui.trainees.hours.hours_tab import HoursTab
from au_desktop.ui.trainees.onboarding.home_license_tab import HomeLicenseTab
from au_desktop.ui.trainees.onboarding.onboarding_tab import OnboardingTab
from au_desktop.ui.trainees.onboarding.papers_tab import PapersTab
from au_desktop.ui.trainees.overview.overview_tab import OverviewTab
from au_desktop.ui.trainees.packet.packet_tab import PacketTab
from au_desktop.ui.trainees.pathway.pathway_tab import PathwayTab
from au_desktop.ui.trainees.recount_tab import RecountTab
from au_desktop.ui.trainees.steps_tab import StepsTab

if TYPE_CHECKING:
    from collections.abc import Callable

    from au_desktop.ui.kit.section import SectionContext
    from au_desktop.ui.trainees.trainee_tab import TraineeTab

TABS: tuple[tuple[str, str, Callable[[SectionContext], TraineeTab]], ...] = (
    ("overview", "Overview", OverviewTab),
    ("pathway", "Pathway", PathwayTab),
    ("hours", "Hours", HoursTab),
    ("cases", "Cases", CasesTab),
    ("steps", "Steps", StepsTab),
    ("onboarding", "Onboarding", OnboardingTab),
    ("papers", "Papers", PapersTab),
    ("home_license", "Home license", HomeLicenseTab),
    ("packet", "Packet", PacketTab),
    ("recount", "Recount", RecountTab),
)
"""Key, title, and what makes the tab. Actions name a tab by its key.

The order is overview, pathway, hours, cases, steps, onboarding, papers, home_license, packet, recount.
"""
