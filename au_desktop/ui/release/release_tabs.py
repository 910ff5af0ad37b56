"""The tabs of the page Release, in their order; each is made when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from au_desktop.ui.release.release_records import RecordsTab
from au_desktop.ui.release.release_tab import ReleaseTab
from au_desktop.ui.release.sheets_tab import SheetsTab

if TYPE_CHECKING:
    from au_desktop.ui.kit.tabbed_page import TabKinds

RELEASE_TABS: TabKinds = (
    ("release", "Release", ReleaseTab),
    ("records", "Records", RecordsTab),
    ("sheets", "Instruction sheets", SheetsTab),
)
"""Key, title, and what makes the tab."""
