"""One open center at the window: its frame and pages, search, counts, the bedside view over it, and how it is left."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from au_desktop.desk_frame import (
    COMMANDS,
    PAGE_OF_KIND,
    SAFETY_KINDS,
    START,
    DeskFrame,
    Standing,
    hours_target,
    read_standing,
    read_target,
    search_result,
    target_text,
)
from au_desktop.domain.ids import RunId
from au_desktop.domain.safety.safety_records import RecordKind
from au_desktop.services.center.drafts import Draft
from au_desktop.services.changes import Changes, Kind
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.library_help import library_pages
from au_desktop.ui.kit.role_words import role_words
from au_desktop.ui.kit.safety.record_places import record_place
from au_desktop.ui.kit.side_bar import NavButton
from au_desktop.ui.main_window import FrameServices, PageEntry, SessionLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from au_desktop.services.bundle import Services
    from au_desktop.services.center.facilities import CenterFacts
    from au_desktop.services.opening import OpenCenter
    from au_desktop.settings import Settings
    from au_desktop.ui.kit.operations import Runner
    from au_desktop.ui.kit.page import Page
    from au_desktop.ui.kit.search_popup import SearchResult

PLACE = "app/place"
BEDSIDE = "bedside"
SETTINGS = "settings"
_MOST_FOUND = 8
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PageKind:
    """A page of the side bar by its key, and what makes it."""

    key: str
    title: str
    icon: str
    make: Callable[[Services, Runner, ChangesBus, Settings], Page]


@dataclass(frozen=True, slots=True)
class Pages:
    """Every page, and the view that covers the frame at the bedside.

    The view is a widget with the signals `left`, `sign_requested(run_id)` and `lock_requested`, and `keep_work()`.
    """

    kinds: tuple[PageKind, ...]
    bedside: Callable[[Services, Runner, ChangesBus, Settings, RunId], Any]


class DesktopSession(QObject):
    """Emits `shown`, `leaving(words)` as the frame goes, `left(error)` once the center is closed; `locked` says why."""

    shown = Signal()
    leaving = Signal(str)
    left = Signal(object)
    settings_wanted = Signal()

    def __init__(
        self, center: OpenCenter, pages: Pages, operations: Runner, settings: Settings
    ) -> None:
        super().__init__()
        self._center, self._pages = center, pages
        self._operations, self._settings = operations, settings
        self._services = center.services
        self._actor = center.services.desk.actor
        self._facts: CenterFacts = center.services.facilities.center()
        self._bedside: Any = None
        self._bedside_run: RunId | None = None
        self._leaving = self._asking = self._stale = False
        self._due = 0
        self.locked = False
        self.changes = ChangesBus()
        self.changes.changed.connect(self._on_changed)
        self.window = self._make_window()

    @property
    def center(self) -> OpenCenter:
        """The center that is open."""
        return self._center

    def start(self) -> None:
        """Show the frame where this person left it."""
        self._operations.run(
            lambda: self._services.drafts.recall(PLACE), self._restore_place, self._no_place, self
        )
        self._ask_due()

    def take_settings(self, settings: Settings) -> None:
        """Take changed settings; other units or dates make the pages anew, where the person was."""
        before, self._settings = self._settings, settings
        self.window.take_settings(settings)
        if (before.units_first, before.date_style) != (settings.units_first, settings.date_style):
            self._remake_window()

    def lock(self, _why: str = "person") -> None:
        """Keep what was typed, take the frame away, close the center."""
        self.locked = True
        self._leave("Locking the center. What you typed is kept…")

    def close(self) -> None:
        """The same at the end of work; the next start begins at Today."""
        self._leave("Closing the center. A backup is made when something changed…")

    def _leave(self, words: str) -> None:
        if self._leaving:
            return
        self._leaving = True
        self.window.idle_watch.stop()
        self._keep_work()
        self.window.hide()
        self.leaving.emit(words)
        # Last in line: what was typed just now is written before the file closes.
        self._operations.run_last(
            self._center.close, lambda _nothing: self._end(None), self._end, self
        )

    def _end(self, error: Exception | None) -> None:
        self.window.closing.disconnect(self.close)
        self.window.close()
        self.window.deleteLater()
        self.left.emit(error)

    def _keep_work(self) -> None:
        self.window.keep_work()
        if self._bedside is not None:
            self._bedside.keep_work()
        draft = self._place_draft()
        drafts = self._services.drafts
        resume = self.locked or self._bedside_run is not None
        self._operations.run(
            (lambda: drafts.keep(draft)) if resume else (lambda: drafts.forget(PLACE)),
            lambda _nothing: None,
            lambda error: _LOG.warning("the place was not kept: %s", type(error).__name__),
        )

    def _place_draft(self) -> Draft:
        key, target = self.window.place()
        fields = {"page": key, "target": target_text(target)}
        if self._bedside_run is not None:
            fields["bedside"] = str(self._bedside_run)
            fields["bedside_place"] = self._bedside.place()
        return Draft(PLACE, fields)

    def _restore_place(self, draft: Draft | None) -> None:
        fields = draft.fields if draft is not None else {}
        key = fields.get("page", START)
        known = {kind.key for kind in self._pages.kinds}
        self.window.go_to(key if key in known else START, read_target(fields.get("target", "")))
        self.window.show()
        if "bedside" in fields:
            self._open_bedside(RunId(UUID(fields["bedside"])))
            self._bedside.return_to(fields.get("bedside_place", ""))
        self.shown.emit()

    def _no_place(self, error: Exception) -> None:
        _LOG.warning("the place was not recalled: %s", type(error).__name__)
        self._restore_place(None)

    def _make_window(self) -> DeskFrame:
        frame = FrameServices(
            operations=self._operations,
            search=self._search,
            changes=self.changes,
            wall_seconds=partial(_wall_seconds, self._services),
            commands=COMMANDS,
            settings=self._settings,
            library=partial(library_pages, self._services),
        )
        window = DeskFrame([self._entry(kind) for kind in self._pages.kinds], self._line(), frame)
        button = NavButton("Settings", "settings")
        button.setCheckable(False)
        button.clicked.connect(self.settings_wanted)
        side = window.side_bar.layout()
        if side is not None:
            side.addWidget(button)
        window.say_lasting(self._services.desk.read_only, self._center.failures_before)
        window.place_wanted.connect(self._on_place_wanted)
        window.lock_requested.connect(self.lock)
        window.search_result_chosen.connect(self._on_result_chosen)
        window.command_chosen.connect(self._on_command_chosen)
        window.closing.connect(self.close)
        return window

    def _entry(self, kind: PageKind) -> PageEntry:
        def make() -> Page:
            return kind.make(self._services, self._operations, self.changes, self._settings)

        return PageEntry(kind.key, kind.title, kind.icon, make)

    def _line(self) -> SessionLine:
        return SessionLine(
            self._facts.name,
            self._facts.license_number,
            self._actor.name,
            role_words(self._actor.role),
        )

    def _remake_window(self) -> None:
        draft, old = self._place_draft(), self.window
        old.keep_work()
        self.window = self._make_window()
        self.window.setGeometry(old.geometry())
        self._restore_place(draft)
        old.closing.disconnect(self.close)
        old.close()
        old.deleteLater()
        self._ask_standing()

    def _on_place_wanted(self, key: str, target: object) -> None:
        if key == BEDSIDE and isinstance(target, UUID):
            self._open_bedside(RunId(target))
        elif key == SETTINGS:
            self.settings_wanted.emit()

    def _open_bedside(self, run_id: RunId) -> None:
        self._close_bedside()
        view = self._pages.bedside(
            self._services, self._operations, self.changes, self._settings, run_id
        )
        self._bedside, self._bedside_run = view, run_id
        view.left.connect(self._close_bedside)
        view.lock_requested.connect(self.lock)
        view.sign_requested.connect(self._on_sign_requested)
        self.window.show_over(view)

    def _on_sign_requested(self, run_id: object) -> None:
        self._close_bedside()
        self.window.go_to("signing", run_id)

    def _close_bedside(self) -> None:
        view, self._bedside, self._bedside_run = self._bedside, None, None
        if view is not None:
            self.window.end_over(view)
            view.deleteLater()
            self.changes.tell(Changes(frozenset({Kind.RUN})))

    def _on_result_chosen(self, kind: str, key: str) -> None:
        page = PAGE_OF_KIND.get(kind)
        if kind == Kind.HOURS.value:
            look_up = partial(hours_target, self._services, UUID(key))
            self._operations.run(look_up, partial(self.window.go_to, "trainees"), None, self)
        elif kind in SAFETY_KINDS:
            self.window.go_to(*record_place(RecordKind(kind), UUID(key)))
        elif page is None:
            self.window.go_to("center", (kind, UUID(key)))
        else:
            self.window.go_to(page, UUID(key))

    def _on_command_chosen(self, command: str) -> None:
        commands = {"settings": self.settings_wanted.emit, "lock": self.lock}
        commands.get(command, self.window.show_help)()

    def _search(self, words: str) -> tuple[SearchResult, ...]:
        hits = self._services.desk.queries.find(words, _MOST_FOUND)
        return tuple(search_result(hit) for hit in hits)

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(Kind.CENTER):
            self._facts = self._services.facilities.center()
            self.window.set_session(self._line())
        if changes.touches(Kind.SCHEDULE, Kind.TEMPLATE):
            self._ask_due()
        else:
            self._ask_standing()

    def _ask_due(self) -> None:
        """How many recurring checklists are due: asked only when that can have changed, for it looks at many days."""
        schedules, today = self._services.schedules, self._services.desk.today()
        self._operations.run(lambda: len(schedules.due(today)), self._show_due, owner=self)

    def _show_due(self, due: int) -> None:
        self._due = due
        self._ask_standing()

    def _ask_standing(self) -> None:
        if self._asking:
            self._stale = True
            return
        self._asking = True
        self._operations.run(
            lambda: read_standing(self._services), self._show_standing, self._no_standing, self
        )

    def _show_standing(self, standing: Standing) -> None:
        self._asking = False
        self.window.show_standing(
            standing, self._due, self._services.desk.today(), self._settings.date_style
        )
        if self._stale:
            self._stale = False
            self._ask_standing()

    def _no_standing(self, error: Exception) -> None:
        self._asking = False
        _LOG.warning("the counts were not read: %s", type(error).__name__)


def _wall_seconds(services: Services) -> float:
    return services.desk.clock.now().utc.timestamp()
