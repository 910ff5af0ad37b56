"""Starts the desktop: the unlock window first, everything heavy while the prompt is up, then the frame of the open center."""

from __future__ import annotations

import gc
import logging
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QTimer, Signal

from au_desktop import paths
from au_desktop import settings as preferences
from au_desktop.ui.kit import theme, window_state
from au_desktop.ui.kit.garbage_watch import GarbageWatch
from au_desktop.ui.kit.operations import Operations
from au_desktop.ui.unlocking.door import Door
from au_desktop.ui.unlocking.unlock_window import UnlockWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from au_desktop.desktop_session import DesktopSession, Pages
    from au_desktop.domain.ids import PersonId, RunId
    from au_desktop.services.bundle import Services
    from au_desktop.services.opening import OpenCenter, Opening
    from au_desktop.settings import Settings
    from au_desktop.ui.kit.changes_bus import ChangesBus
    from au_desktop.ui.kit.operations import Runner
    from au_desktop.ui.kit.page import Page

_LOG = logging.getLogger(__name__)
_AFTER_FIRST_PAINT_MS = 60


def main(argv: list[str]) -> int:
    """Open the window, at the prompt of a center when its folder is given; returns the exit code."""
    gc.disable()  # what a start makes stays; looking through it again and again delays the prompt
    application = theme.application([sys.argv[0], *argv])
    application.setApplicationName("AU Desktop")
    application.setQuitOnLastWindowClosed(False)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    places = Places(paths.config_folder() / "settings.json", paths.default_centers_folder())
    window_state.use(paths.config_folder() / "window.ini")
    operations = Operations()
    desktop = Desktop(places, operations, _opening, _profiles, desktop_pages)
    QTimer.singleShot(_AFTER_FIRST_PAINT_MS // 2, desktop, lambda: _start_log(desktop))
    desktop.ended.connect(application.quit)
    desktop.start(Path(argv[0]) if argv else None)
    code = application.exec()
    operations.shutdown()
    return int(code)


def _start_log(desktop: Desktop) -> None:
    """The program's own log, and the hook that speaks of what nobody caught; the prompt need not wait for them."""
    from au_desktop import logs

    logs.configure(paths.log_folder())
    logs.install_last_chance_hook(desktop.tell_fault)


class Places:
    """Where the settings lie, and where a new center is offered a place."""

    def __init__(self, settings_file: Path, centers_folder: Path) -> None:
        self.settings_file, self.centers_folder = settings_file, centers_folder


class Desktop(QObject):
    """Goes between the unlock window and the open center. `ended` says that the program may stop."""

    ended = Signal()
    _fault = Signal(object)

    def __init__(
        self,
        places: Places,
        operations: Runner,
        make_opening: Callable[[], Opening],
        profiles: Callable[[], Sequence[tuple[str, str]]],
        pages: Callable[[], Pages],
    ) -> None:
        super().__init__()
        self._places, self._operations, self._pages = places, operations, pages
        loaded = preferences.load(places.settings_file)
        for problem in loaded.problems:
            _LOG.info("%s", problem)
        self.settings = loaded.settings
        theme.apply(self.settings)
        door = Door(operations, make_opening, profiles, places.centers_folder)
        self._door = door
        self.unlock_window = UnlockWindow(door)
        self.session: DesktopSession | None = None
        self._closing = False
        self._garbage: GarbageWatch | None = None
        self._fault.connect(self._show_fault)
        self.unlock_window.unlocked.connect(self._on_unlocked)
        self.unlock_window.settings_wanted.connect(self.show_settings)
        self.unlock_window.closing.connect(self._on_unlock_window_closing)

    def start(self, folder: Path | None = None) -> None:
        """Show the unlock window; load the rest once it is painted."""
        self.unlock_window.show_centers(self.settings.recent_centers)
        self.unlock_window.show()
        QTimer.singleShot(_AFTER_FIRST_PAINT_MS, self, lambda: self._after_first_paint(folder))

    def show_settings(self) -> QWidget:
        """Open the settings; every choice is applied at once."""
        from au_desktop.ui.preferences.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self.settings, self._front())
        dialog.settings_changed.connect(self._take_settings)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def tell_fault(self, error: BaseException) -> None:
        """The last-chance hook: say on the screen what happened, from whatever thread."""
        self._fault.emit(error)

    def _after_first_paint(self, folder: Path | None) -> None:
        self._garbage = GarbageWatch(self)
        self._door.warm_up()
        self._operations.run(_load_the_rest, lambda _nothing: None, owner=self)
        recent = self.settings.recent_centers
        if folder is not None:
            self.unlock_window.show_folder(folder.expanduser().absolute())
        elif recent and Path(recent[0]).is_dir():
            self.unlock_window.show_folder(Path(recent[0]))

    def _on_unlocked(self, center: OpenCenter) -> None:
        from au_desktop.desktop_session import DesktopSession

        self._remember(self.settings.with_recent_center(str(center.folder)))
        session = DesktopSession(center, self._pages(), self._operations, self.settings)
        session.leaving.connect(self._on_leaving)
        session.left.connect(self._on_left)
        session.settings_wanted.connect(self.show_settings)
        self.session = session
        session.shown.connect(self.unlock_window.hide)
        session.start()

    def _on_leaving(self, words: str) -> None:
        self.unlock_window.show_busy(words)
        if self.session is not None:
            self.unlock_window.setGeometry(self.session.window.geometry())
        self.unlock_window.show()
        self.unlock_window.raise_()

    def _on_left(self, error: Exception | None) -> None:
        session, self.session = self.session, None
        if session is None:
            return
        locked, folder = session.locked, session.center.folder
        person: PersonId = session.center.services.desk.actor.person_id
        session.deleteLater()
        if error is not None:
            from au_desktop.ui.kit import messages

            _LOG.warning("closing the center: %s", type(error).__name__)
            dialog = messages.show_error(self.unlock_window, error)
            if not locked:
                dialog.finished.connect(lambda _result: self._end())
                return
        if locked and not self._closing:
            self.unlock_window.show_folder(folder, person)
        else:
            self._end()

    def _on_unlock_window_closing(self) -> None:
        self._closing = True
        if self.session is None:
            self.ended.emit()

    def _end(self) -> None:
        self._closing = True
        self.unlock_window.hide()
        self.ended.emit()

    def _take_settings(self, settings: Settings) -> None:
        self._remember(replace(settings, recent_centers=self.settings.recent_centers))
        theme.apply(self.settings)
        if self.session is not None:
            self.session.take_settings(self.settings)

    def _remember(self, settings: Settings) -> None:
        self.settings = settings
        file = self._places.settings_file
        self._operations.run(
            lambda: preferences.save(file, settings),
            lambda _nothing: None,
            lambda error: _LOG.info("settings not saved: %s", type(error).__name__),
        )

    def _front(self) -> QWidget:
        return self.session.window if self.session is not None else self.unlock_window

    def _show_fault(self, error: BaseException) -> None:
        from au_desktop.ui.kit import messages

        if isinstance(error, Exception):
            messages.show_error(self._front(), error)


def desktop_pages() -> Pages:
    """The pages of the side bar, each imported when it is first shown, and the bedside view."""
    from au_desktop.desktop_session import PageKind, Pages

    return Pages(
        (
            PageKind("today", "Today", "today", _today),
            PageKind("trainees", "Trainees", "trainees", _trainees),
            PageKind("cases", "Cases", "cases", _cases),
            PageKind("checklists", "Checklists", "checklists", _checklists),
            PageKind("safety", "Safety", "safety", _safety),
            PageKind("release", "Release", "release", _release),
            PageKind("waste", "Waste", "waste", _waste),
            PageKind("instruments", "Instruments", "instruments", _instruments),
            PageKind("signing", "Signing", "sign", _signing),
            PageKind("documents", "Documents", "documents", _documents),
            PageKind("center", "Center", "center", _center),
        ),
        _bedside,
    )


def _today(services: Services, runner: Runner, changes: ChangesBus, settings: Settings) -> Page:
    from au_desktop.ui.today.today_page import TodayPage

    return TodayPage(services, runner, changes, settings)


def _trainees(services: Services, runner: Runner, changes: ChangesBus, settings: Settings) -> Page:
    from au_desktop.ui.trainees.trainees_page import TraineesPage

    return TraineesPage(services, runner, changes, settings)


def _cases(services: Services, runner: Runner, changes: ChangesBus, settings: Settings) -> Page:
    from au_desktop.ui.cases.cases_page import CasesPage

    return CasesPage(services, runner, changes, settings)


def _checklists(
    services: Services, runner: Runner, changes: ChangesBus, settings: Settings
) -> Page:
    from au_desktop.ui.checklists.checklists_page import ChecklistsPage

    return ChecklistsPage(services, runner, changes, settings)


def _safety(services: Services, runner: Runner, changes: ChangesBus, settings: Settings) -> Page:
    from au_desktop.ui.safety.safety_page import SafetyPage

    return SafetyPage(services, runner, changes, settings)


def _release(services: Services, runner: Runner, changes: ChangesBus, settings: Settings) -> Page:
    from au_desktop.ui.release.release_page import ReleasePage

    return ReleasePage(services, runner, changes, settings)


def _waste(services: Services, runner: Runner, changes: ChangesBus, settings: Settings) -> Page:
    from au_desktop.ui.waste.waste_page import WastePage

    return WastePage(services, runner, changes, settings)


def _instruments(
    services: Services, runner: Runner, changes: ChangesBus, settings: Settings
) -> Page:
    from au_desktop.ui.instruments.instruments_page import InstrumentsPage

    return InstrumentsPage(services, runner, changes, settings)


def _signing(services: Services, runner: Runner, changes: ChangesBus, settings: Settings) -> Page:
    from au_desktop.ui.signing.signing_page import SigningPage

    return SigningPage(services, runner, changes, settings)


def _documents(
    services: Services, runner: Runner, changes: ChangesBus, settings: Settings
) -> Page:
    from au_desktop.ui.documents.documents_page import DocumentsPage

    return DocumentsPage(services, runner, changes, settings)


def _center(services: Services, runner: Runner, changes: ChangesBus, settings: Settings) -> Page:
    from au_desktop.ui.center.center_page import CenterPage

    return CenterPage(services, runner, changes, settings)


def _bedside(
    services: Services, runner: Runner, changes: ChangesBus, settings: Settings, run_id: RunId
) -> QWidget:
    from au_desktop.ui.bedside.bedside_view import BedsideView
    from au_desktop.ui.kit.run_files import RunFiles

    view = BedsideView(services, runner, changes, settings, run_id)
    files = RunFiles(services, runner, changes, settings, view.session)
    view.take_files(files.strip)
    view.attach_wanted.connect(files.choose)
    files.refused.connect(files.show_refusal)
    return view


def _opening() -> Opening:
    from au_desktop import bootstrap

    return bootstrap.opening()


def _profiles() -> list[tuple[str, str]]:
    """The center's usual profile first: a new center that does not choose has that one."""
    from au_desktop import bootstrap
    from au_desktop.services.center.facilities import CenterFacts

    usual = CenterFacts("", "").profile_id
    profiles = bootstrap.tools().reference.profiles.values()
    return [(one.id, one.title) for one in sorted(profiles, key=lambda one: one.id != usual)]


def _load_the_rest() -> None:
    """What the first page needs, loaded by the worker while the person types."""
    import au_desktop.desktop_session
    import au_desktop.ui.today.today_page  # noqa: F401
