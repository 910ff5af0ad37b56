"""The way to the opener: made on the worker thread when it is first needed, asked there, answered on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtCore import QObject

    from au_desktop.services.opening import Opening
    from au_desktop.ui.kit.operations import CancelToken, Job, Runner
    from au_desktop.ui.unlocking.step_card import StepCard

T = TypeVar("T")


class Door:
    """What the panels of the unlock window ask. `profiles` gives (id, title) of the jurisdiction profiles."""

    def __init__(
        self,
        operations: Runner,
        make_opening: Callable[[], Opening],
        profiles: Callable[[], Sequence[tuple[str, str]]],
        centers_folder: Path,
    ) -> None:
        self._operations = operations
        self._make_opening = make_opening
        self._opening: Opening | None = None
        self.profiles = profiles
        self.centers_folder = centers_folder

    @property
    def opening(self) -> Opening:
        """The opener; loading it takes a moment, so the first call belongs on the worker."""
        if self._opening is None:
            self._opening = self._make_opening()
        return self._opening

    def warm_up(self) -> None:
        """Load the opener while the person still reads the prompt."""
        self._operations.run(lambda: self.opening, lambda _opening: None)

    def ask(
        self,
        work: Callable[[Opening], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None,
        owner: QObject,
    ) -> Job:
        """Ask the opener off the screen thread."""
        return self._operations.run(lambda: work(self.opening), done, failed, owner)

    def ask_long(
        self,
        work: Callable[[Opening, CancelToken], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        panel: StepCard,
    ) -> Job:
        """Ask for long work that can be stopped; the panel hears how far it is."""
        return self._operations.run_long(
            lambda token: work(self.opening, token), done, failed, panel, panel.show_progress
        )

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None,
        owner: QObject,
    ) -> Job:
        """Run a use case of a center that was just opened."""
        return self._operations.run(work, done, failed, owner)
