"""What every tab of one trainee's page is: a section that knows whose page it stands on."""

from PySide6.QtCore import Signal

from au_desktop.domain.ids import TraineeId
from au_desktop.ui.kit.section import Section


class TraineeTab(Section):
    """One subject of one trainee. A tab loads in `refresh`, which is called only once `trainee_id` is set."""

    go_requested = Signal(str, object)

    trainee_id: TraineeId | None = None

    def show_trainee(self, trainee_id: TraineeId) -> None:
        """Show this trainee; the frame of tabs calls it when the tab is seen."""
        self.trainee_id = trainee_id
        self.stale = False
        self.refresh()
