"""The dialogs of the board: plan a case, move it to another day, hand it to another trainee."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from au_desktop.domain.ids import SupervisorId, TraineeId
from au_desktop.domain.quantities import Activity
from au_desktop.domain.reference.library import Reference
from au_desktop.domain.training.cases import Prescribed
from au_desktop.services.cases.slot_board import BoardSlot, SlotPlan
from au_desktop.settings import Settings
from au_desktop.ui.cases.case_facts import DialogFacts
from au_desktop.ui.cases.case_fields import activity_field
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.date_edit import DateEdit
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.field_checks import unreadable
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, choice_field, paragraph_field
from au_desktop.ui.kit.pick_edit import PickEdit

_LABELS = 118
MOVE = "Move…"
PLAN_AGAIN = "Plan again…"


class _SlotDialog(Dialog):
    """A dialog around one form, which says on the spot what is missing."""

    def __init__(self, title: str, fields: Sequence[Field], parent: QWidget, primary: str) -> None:
        super().__init__(title, parent=parent.window(), primary=primary)
        self.form = LabelledForm(fields, label_width=_LABELS)

    def complete(self) -> bool:
        """Whether everything needed is there and reads; else the reasons stand under the fields."""
        self.form.clear_errors()
        filled = self.form.check_required()
        wrong = unreadable((self.form,))
        if not filled:
            self.form.focus_first_error()
        elif wrong is not None:
            wrong.setFocus()
        return filled and wrong is None

    def show_failure(self, error: Exception) -> None:
        """It was not done: say why."""
        self.set_busy(busy=False)
        self.set_error(messages.sentence_for(error).text)


class PlanDialog(_SlotDialog):
    """Asks for a planned case."""

    def __init__(
        self,
        reference: Reference,
        settings: Settings,
        offered: DialogFacts,
        day: date,
        parent: QWidget,
    ) -> None:
        self.trainee = PickEdit("Type a name or number")
        self.trainee.set_choices(
            [(one.trainee_id, f"{one.name} · {one.code}") for one in offered.trainees]
        )
        drugs = [(drug.id, drug.title) for drug in reference.drugs.values()]
        supervisors = [(one.id, one.name) for one in offered.supervisors]
        fields = [
            Field("trainee_id", "Trainee", self.trainee, required=True),
            Field("drug_id", "Drug", choice_field(drugs, empty="Choose the drug"), required=True),
            Field("on", "Day", DateEdit(), required=True),
            Field(
                "supervisor_id",
                "Supervising AU",
                choice_field(supervisors, empty="Not chosen yet"),
            ),
            Field(
                "prescribed",
                "Prescribed",
                activity_field(settings),
                "Where it is known: the category, and whether the AU may supervise it, follow from it.",
            ),
            Field("notes", "Notes", paragraph_field(2)),
        ]
        super().__init__("Plan a case", fields, parent, "Plan")
        self.form.set_values({"on": day})
        self.body.addWidget(self.form)
        self.resize(560, 480)

    def plan(self) -> SlotPlan:
        """What was typed."""
        said = self.form.values()
        supervisor, prescribed = said["supervisor_id"], said["prescribed"]
        return SlotPlan(
            TraineeId(said["trainee_id"]),  # type: ignore[arg-type] # required, and picked from ids
            str(said["drug_id"]),
            said["on"],  # type: ignore[arg-type] # required, and read as a date
            SupervisorId(supervisor) if isinstance(supervisor, UUID) else None,
            Prescribed(prescribed) if isinstance(prescribed, Activity) else None,
            str(said["notes"] or ""),
        )


class MoveDialog(_SlotDialog):
    """Asks for the new day and why."""

    def __init__(
        self, slot: BoardSlot, offered_day: date, settings: Settings, parent: QWidget
    ) -> None:
        fields = [
            Field("on", "New day", DateEdit(), required=True),
            Field("reason", "Reason", paragraph_field(2), required=True),
        ]
        super().__init__(f"Move {slot.case.code}", fields, parent, "Move")
        day = day_words(slot.case.on, settings.date_style)
        self.add_text(f"It stands on {day}. Every move stays readable with its reason.", "muted")
        self.form.set_values({"on": offered_day})
        self.body.addWidget(self.form)
        self.form.field("reason").setFocus()

    def day(self) -> date:
        """The new day."""
        found = self.form.value("on")
        assert isinstance(found, date)  # noqa: S101 - required, and read as a date
        return found

    def reason(self) -> str:
        """Why."""
        return str(self.form.value("reason") or "")


class AssignDialog(_SlotDialog):
    """Asks for the other trainee; those who visit on the day come first."""

    def __init__(
        self,
        slot: BoardSlot,
        offered: DialogFacts,
        visiting: frozenset[TraineeId],
        parent: QWidget,
    ) -> None:
        others = [one for one in offered.trainees if one.trainee_id != slot.trainee.id]
        others.sort(key=lambda one: one.trainee_id not in visiting)
        choices = [
            (
                one.trainee_id,
                f"{one.name} · {one.code}"
                + (" · visits that day" if one.trainee_id in visiting else ""),
            )
            for one in others
        ]
        fields = [
            Field(
                "trainee_id",
                "Trainee",
                choice_field(choices, empty="Choose the trainee"),
                required=True,
            ),
            Field("reason", "Reason", paragraph_field(2)),
        ]
        super().__init__(f"Hand on {slot.case.code}", fields, parent, "Hand on")
        self.add_text(f"It is planned for {slot.trainee.display_name} now.", "muted")
        self.body.addWidget(self.form)

    def trainee_id(self) -> TraineeId:
        """Who gets it."""
        return TraineeId(self.form.value("trainee_id"))  # type: ignore[arg-type] # picked from ids

    def reason(self) -> str:
        """Why."""
        return str(self.form.value("reason") or "")
