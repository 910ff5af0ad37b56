"""Opens the intake dialog for a new or a known trainee, carries out what is saved, and keeps what is typed."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from au_desktop.domain.ids import TraineeId
from au_desktop.domain.training.trainees import Trainee
from au_desktop.services.outcomes import Outcome
from au_desktop.ui.kit.section import SectionContext
from au_desktop.ui.trainees.roster.trainee_dialog import TraineeDialog


class Intake(QObject):
    """`enrolled(outcome)` after a new trainee, `changed(outcome)` after a change; one dialog at a time."""

    enrolled = Signal(object)
    changed = Signal(object)

    def __init__(self, context: SectionContext, over: QWidget) -> None:
        super().__init__(over)
        self._context, self._over = context, over
        self.dialog: TraineeDialog | None = None

    def add(self) -> None:
        """Open the dialog for a new trainee under the center's own profile."""
        self._context.operations.run(
            lambda: self._context.services.facilities.center().profile_id,
            partial(self._open, None),
            None,
            self._over,
        )

    def edit(self, trainee: Trainee) -> None:
        """Open the dialog for a known trainee."""
        self._open(trainee, trainee.profile_id)

    def keep_work(self) -> None:
        """Write what is typed in the dialog."""
        if self.dialog is not None:
            self.dialog.draft.keep_now()

    def _open(self, trainee: Trainee | None, profile_id: str) -> None:
        context = self._context
        dialog = TraineeDialog(
            context.services, context.operations, trainee, profile_id, self._over
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted_by_person.connect(self._on_accepted)
        dialog.finished.connect(self._on_closed)
        self.dialog = dialog
        dialog.open()

    def _on_closed(self, _result: int) -> None:
        self.dialog = None

    def _on_accepted(self) -> None:
        dialog = self.dialog
        trainee = dialog.trainee() if dialog else None
        if dialog is None or trainee is None:
            return
        dialog.set_busy(busy=True)
        enrolment = self._context.services.enrolment
        if trainee.number:
            self._save(partial(enrolment.change, trainee), self._on_changed)
        else:
            self._save(partial(enrolment.enroll, trainee), self._on_enrolled)

    def _save(self, work: Callable[[], Outcome[Any]], done: Callable[[Any], None]) -> None:
        if self.dialog is not None:
            self._context.operations.run(work, done, self.dialog.show_failure, self.dialog)

    def _on_enrolled(self, outcome: Outcome[TraineeId]) -> None:
        self._done_with()
        self.enrolled.emit(outcome)

    def _on_changed(self, outcome: Outcome[None]) -> None:
        self._done_with()
        self.changed.emit(outcome)

    def _done_with(self) -> None:
        if self.dialog is not None:
            self.dialog.done_with()
