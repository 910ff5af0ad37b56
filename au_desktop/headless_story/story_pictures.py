"""The pictures of the story: the unlock window, every page of an open center, and the bedside view."""

from collections.abc import Iterator
from pathlib import Path

from au_desktop import bootstrap
from au_desktop.app import Desktop, Places, desktop_pages
from au_desktop.bootstrap import FileOpening
from au_desktop.domain.ids import PersonId, RunId
from au_desktop.ui.kit import window_state
from au_desktop.ui.kit.operations import Operations
from au_desktop.ui.kit.window_pictures import photograph, settle, start_without_screen, wait_until

_WIDTH, _HEIGHT = 1366, 768


class Photographer:
    """Opens the program's windows where nobody sees them, and keeps pictures in a folder."""

    def __init__(self, folder: Path, opening: FileOpening) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._opening = opening
        self._application = start_without_screen(folder)
        (folder / "screen.json").unlink(missing_ok=True)
        window_state.use(None)
        self._operations = Operations()

    def take(
        self, center: Path, person_id: PersonId, passphrase: str, run_id: RunId
    ) -> Iterator[Path]:
        """The unlock window, every page, the bedside view of a checklist; gives each picture as it is written."""
        places = Places(self._folder / "settings.json", self._folder)
        profiles = bootstrap.tools().reference.profiles.values()
        titles = [(profile.id, profile.title) for profile in profiles]
        desktop = Desktop(
            places, self._operations, lambda: self._opening, lambda: titles, desktop_pages
        )
        try:
            desktop.start(center)
            yield self._picture("unlock", desktop)
            opened = self._opening.unlock(center, person_id, passphrase)
            desktop.unlock_window.unlocked.emit(opened)
            yield from self._pages(desktop, run_id)
        finally:
            self._leave(desktop)
            places.settings_file.unlink(missing_ok=True)

    def _pages(self, desktop: Desktop, run_id: RunId) -> Iterator[Path]:
        wait_until(lambda: desktop.session is not None and desktop.session.window.isVisible())
        session = desktop.session
        if session is None:
            return
        for kind in desktop_pages().kinds:
            session.window.go_to(kind.key)
            yield self._picture(kind.key, desktop)
        session.window.place_wanted.emit("bedside", run_id)
        yield self._picture("bedside", desktop)

    def _picture(self, name: str, desktop: Desktop) -> Path:
        session = desktop.session
        window = desktop.unlock_window if session is None else session.window
        if session is not None:
            window.resize(_WIDTH, _HEIGHT)
        settle(self._operations)
        file = self._folder / f"{name}.png"
        photograph(window, file)
        return file

    def _leave(self, desktop: Desktop) -> None:
        if desktop.session is not None:
            desktop.session.close()
            wait_until(lambda: desktop.session is None)
        desktop.unlock_window.close()
        self._operations.shutdown()
