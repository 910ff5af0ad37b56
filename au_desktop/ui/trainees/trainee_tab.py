"""What every tab of one trainee's page is: a section that knows whose page it stands on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal

from au_desktop.domain.ids import TraineeId
from au_desktop.ui.kit.section import Section


@dataclass(frozen=True, slots=True)
class Task:
    """Stands in a target where a record would: what the tab is asked to begin, such as entering work experience."""

    name: str


class TraineeTab(Section):
    """One subject of one trainee. A tab loads in `refresh`, which is called only once `trainee_id` is set."""

    go_requested = Signal(str, object)

    trainee_id: TraineeId | None = None

    def show_trainee(self, trainee_id: TraineeId) -> None:
        """Show this trainee; the frame of tabs calls it when the tab is seen."""
        self.trainee_id = trainee_id
        self.stale = False
        self.refresh()

    def tasks(self) -> Mapping[str, Callable[[], None]]:
        """What can be begun from elsewhere, by name; a tab overrides this."""
        return {}

    def take_up(self, wanted: object) -> None:
        """Show a record, or begin a task that the person at work may do."""
        if not isinstance(wanted, Task):
            self.select(wanted)
        elif wanted.name in self.tasks():
            self.tasks()[wanted.name]()
