"""Makes of a use case's undo the step that the status line offers."""

from collections.abc import Callable

from au_desktop.services.outcomes import Outcome, Undo
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.operations import Runner


def taking_back(undo: Undo, operations: Runner, changes: ChangesBus) -> Callable[[], None]:
    """A step that takes the command back off the screen thread, then tells every view."""

    def done(outcome: Outcome[None]) -> None:
        changes.tell(outcome.changes)

    def step() -> None:
        operations.run(undo.run, done, owner=changes, label="Undo")

    return step
