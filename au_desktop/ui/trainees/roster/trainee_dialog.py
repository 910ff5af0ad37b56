"""The dialog in which a trainee is added or changed; what is typed is kept while it is typed."""

from PySide6.QtWidgets import QScrollArea, QWidget

from au_desktop.domain.errors import Invalid
from au_desktop.domain.training.trainees import Trainee
from au_desktop.services.bundle import Services
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.form_draft import FormDraft
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.operations import Runner
from au_desktop.ui.trainees.roster.trainee_form import TraineeForm

RESTORED = "What you typed here before was kept and is shown again. Cancel drops it."


class TraineeDialog(Dialog):
    """Listen to `accepted_by_person`, ask `trainee()`, and call `done_with()` once the record is written."""

    def __init__(
        self,
        services: Services,
        operations: Runner,
        trainee: Trainee | None,
        profile_id: str,
        parent: QWidget | None = None,
    ) -> None:
        title = f"Change {trainee.display_name}" if trainee else "Add a trainee"
        primary = "Save" if trainee else "Add trainee"
        super().__init__(title, parent=parent, primary=primary, name="trainee")
        self.form = TraineeForm(services.desk.reference.profiles)
        self.form.show_trainee(trainee, profile_id)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self.form)
        self.restored = Notice("")
        self.body.addWidget(self.restored)
        self.body.addWidget(area, 1)
        place = f"trainee/{trainee.id}" if trainee else "trainee/new"
        self.draft = FormDraft(services.drafts, operations, place, self.form.forms)
        self.draft.restored.connect(self._on_restored)
        self.rejected.connect(self.draft.finish)
        self.setMinimumSize(1072, 480)
        self.resize(1120, 650)
        self.form.person.field("family_name").setFocus()
        self.draft.start()

    def trainee(self) -> Trainee | None:
        """The record as typed, or None with the reasons beside the fields."""
        made = self.form.trainee()
        if made is None:
            self.set_error("Some fields need another look: the reasons stand under them.")
        return made

    def show_failure(self, error: Exception) -> None:
        """The record was not written: say why, beside the field that is meant where one is."""
        self.set_busy(busy=False)
        if not (isinstance(error, Invalid) and self.form.show_refusal(error)):
            self.set_error(messages.sentence_for(error).text)

    def done_with(self) -> None:
        """The record is written: close, and forget the draft."""
        self.draft.finish()
        self.accept()

    def _on_restored(self) -> None:
        self.restored.say(RESTORED)
