"""The center page: a list of subjects at the left, the chosen one beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
)

from au_desktop.services.changes import Kind
from au_desktop.ui.center.backups_section import BackupsSection
from au_desktop.ui.center.courses_section import CoursesSection
from au_desktop.ui.center.hosts_section import HostsSection
from au_desktop.ui.center.instruments_section import InstrumentsSection
from au_desktop.ui.center.limits_section import LimitsSection
from au_desktop.ui.center.log_section import LogSection
from au_desktop.ui.center.people_section import PeopleSection
from au_desktop.ui.center.profile_section import ProfileSection
from au_desktop.ui.center.programs_section import ProgramsSection
from au_desktop.ui.center.reference_section import ReferenceSection
from au_desktop.ui.center.retention_section import RetentionSection
from au_desktop.ui.center.rooms_section import RoomsSection
from au_desktop.ui.center.supervisors_section import SupervisorsSection
from au_desktop.ui.center.times_section import TimesSection
from au_desktop.ui.kit import icons
from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.buttons import QuietButton
from au_desktop.ui.kit.page import Page
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.section import Section, SectionContext
from au_desktop.ui.kit.theme import current, keeper

if TYPE_CHECKING:
    from collections.abc import Callable

    from au_desktop.services.bundle import Services
    from au_desktop.settings import Settings
    from au_desktop.ui.kit.changes_bus import ChangesBus
    from au_desktop.ui.kit.operations import Runner

SUBJECTS: tuple[tuple[str, str, str, Callable[[SectionContext], Section]], ...] = (
    ("people", "People & roles", "people", PeopleSection),
    ("supervisors", "AUs & licenses", "sign", SupervisorsSection),
    ("programs", "Programs", "star", ProgramsSection),
    ("hosts", "Host hospitals", "center", HostsSection),
    ("courses", "Courses & hours", "clock", CoursesSection),
    ("rooms", "Rooms", "room", RoomsSection),
    ("instruments", "Instruments", "instruments", InstrumentsSection),
    ("profile", "Center & profile", "center", ProfileSection),
    ("reference", "Reference data", "syringe", ReferenceSection),
    ("limits", "Limits & levels", "warning", LimitsSection),
    ("retention", "Retention", "history", RetentionSection),
    ("times", "Times", "timer", TimesSection),
    ("backups", "Backups", "backup", BackupsSection),
    ("log", "Log", "history", LogSection),
)
_SIDE_WIDTH = 182
_TOUCH_BAR = 22
"""In touch mode the subjects are taller than a small screen, and a bar stands beside them."""
_OF_KIND = {
    "person": "people",
    "supervisor": "supervisors",
    "room": "rooms",
    "instrument": "instruments",
}


class CenterPage(Page):
    """Makes a section when it is first shown. A target is a subject's key, or (kind, id) of a record."""

    watches = frozenset(
        {
            Kind.PERSON,
            Kind.CENTER,
            Kind.PROGRAM,
            Kind.SUPERVISOR,
            Kind.ROOM,
            Kind.INSTRUMENT,
            Kind.BACKUP,
            Kind.LOG,
        }
    )

    def __init__(
        self, services: Services, operations: Runner, changes: ChangesBus, settings: Settings
    ) -> None:
        super().__init__("Center", help_topic="center")
        self._context = SectionContext(services, operations, changes, settings)
        self._sections: dict[str, Section] = {}
        self._current = ""
        self.subjects = named(QListWidget(), "Subjects of the center")
        self.subjects.setIconSize(QSize(18, 18))
        self.subjects.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.settings_button = QuietButton("Settings…", "settings")
        self._side = QFrame()
        self._stack = QStackedWidget()
        self._lay_out()
        self._fill_subjects()
        keeper().changed.connect(self._dress)
        self.subjects.currentRowChanged.connect(self._on_row_changed)
        self.settings_button.clicked.connect(lambda: self.go_requested.emit("settings", None))
        self.show_subject("people")

    def show_subject(self, key: str) -> Section:
        """Show one section."""
        section = self._section(key)
        self._current = key
        self._stack.setCurrentWidget(section)
        keys = [subject[0] for subject in SUBJECTS]
        self.subjects.blockSignals(True)
        self.subjects.setCurrentRow(keys.index(key))
        self.subjects.blockSignals(False)
        self.set_header("Center", section.subtitle(), section.main_action())
        if not self._stale:
            self._load(section)
        return section

    def section(self) -> Section:
        """The section that is shown."""
        return self._sections[self._current]

    def current_target(self) -> str:
        """Where the person is, so that a lock brings them back."""
        return self._current

    def refresh(self) -> None:
        """Load the section that is shown."""
        self.section().stale = True
        self._load(self.section())

    def on_shown(self) -> None:
        """Load what is stale."""
        self._stale = False
        self._load(self.section())

    def on_changes(self, changes: object) -> None:
        """Mark the sections that care; the one that is seen loads at once."""
        kinds = frozenset(getattr(changes, "kinds", frozenset()))
        for section in self._sections.values():
            section.stale = section.stale or bool(section.watches & kinds)
        if self.isVisible():
            self._load(self.section())

    def open_target(self, target: object) -> None:
        """Show a subject, or a record in it."""
        known = {subject[0] for subject in SUBJECTS}
        if isinstance(target, str) and target in known:
            self.show_subject(target)
        elif isinstance(target, tuple) and target[0] in _OF_KIND:
            kind, key = target
            section = self.show_subject(_OF_KIND[kind])
            self._context.operations.run(lambda: key, section.select, None, section)

    def find_in_page(self) -> bool:
        """Put the cursor in the section's search field."""
        return self.section().find_in_page()

    def keep_work(self) -> None:
        """Write what was typed into open dialogs."""
        for dialog in self.findChildren(RecordDialog):
            if dialog.isVisible():
                dialog.keep_work()

    def _load(self, section: Section) -> None:
        if section.stale:
            section.stale = False
            section.refresh()

    def _section(self, key: str) -> Section:
        if key not in self._sections:
            make = next(subject[3] for subject in SUBJECTS if subject[0] == key)
            section = make(self._context)
            section.told.connect(self.status_told)
            section.undo_offered.connect(self.undo_offered)
            self._sections[key] = section
            self._stack.addWidget(section)
        return self._sections[key]

    def _lay_out(self) -> None:
        side = self._side
        side.setProperty("kind", "card")
        column = QVBoxLayout(side)
        column.setContentsMargins(6, 8, 6, 8)
        column.addWidget(self.subjects, 1)
        column.addWidget(self.settings_button)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(side)
        row.addWidget(self._stack, 1)
        self.content.addLayout(row, 1)

    def _fill_subjects(self) -> None:
        for _key, title, icon, _make in SUBJECTS:
            item = QListWidgetItem(icons.icon(icon, "muted"), title)
            item.setData(Qt.ItemDataRole.UserRole, icon)
            self.subjects.addItem(item)
        self._dress()

    def _dress(self) -> None:
        """Icons in the theme's color, and room for the words in their size."""
        bar = _TOUCH_BAR if current().touch else 0
        self._side.setFixedWidth(round(_SIDE_WIDTH * current().scale) + bar)
        for at in range(self.subjects.count()):
            item = self.subjects.item(at)
            item.setIcon(icons.icon(item.data(Qt.ItemDataRole.UserRole), "muted"))

    def _on_row_changed(self, row: int) -> None:
        if row >= 0:
            self.show_subject(SUBJECTS[row][0])
