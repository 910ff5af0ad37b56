"""What can be done about a room: survey it, close and open it, note a confined patient, draw its plan."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from au_desktop.domain.safety.surveys import SurveyReason
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.item_editors.moment_entry import UNREADABLE_TIME, MomentFields
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, paragraph_field, text_field
from au_desktop.ui.safety.surveys.levels_dialog import LevelsDialog
from au_desktop.ui.safety.surveys.plan_editor import PlanEditor

if TYPE_CHECKING:
    from au_desktop.domain.ids import RoomId, RunId, SafetyId
    from au_desktop.domain.moments import Moment
    from au_desktop.domain.safety.room_plans import RoomPlan
    from au_desktop.domain.safety.surveys import Survey
    from au_desktop.services.outcomes import Outcome
    from au_desktop.services.safety.room_states import RoomCard
    from au_desktop.services.safety.survey_forms import SurveyStart
    from au_desktop.services.safety.survey_take_over import TakenOver
    from au_desktop.ui.kit.section import Section


class RoomActions(QObject):
    """Emits `form_ready(start, taken or None)` once a survey can be typed. `dialog` is the one that is open."""

    form_ready = Signal(object, object)

    def __init__(self, section: Section) -> None:
        super().__init__(section)
        self._section = section
        self._services = section.context.services
        self.dialog: Dialog | None = None

    def survey(self, card: RoomCard) -> None:
        """Begin a survey: of the release where a patient left, else of the end of the day."""
        gone = card.status.last_left is not None and card.status.confined is None
        surveyed = card.last is not None and gone and card.status.last_left is not None
        since = surveyed and card.last.at.utc > card.status.last_left.utc  # type: ignore[union-attr] # asked above
        reason = SurveyReason.ROOM_RELEASE if gone and not since else SurveyReason.END_OF_DAY
        self._begin(card.room.id, reason, None)

    def again(self, card: RoomCard) -> None:
        """Begin the re-survey of what stands above its level."""
        if card.loop is not None:
            self._begin(card.room.id, card.loop.reason, card.loop.id)

    def amend(self, survey: Survey) -> None:
        """Begin the amendment of a survey that was entered wrong."""
        work = partial(self._services.area_surveys.start_amendment, survey.id)
        self._section.load(work, lambda start: self.form_ready.emit(start, None))

    def take_over(self, room_id: RoomId, run_id: RunId) -> None:
        """Begin a survey with the answers of a checklist."""
        surveys, taking = self._services.area_surveys, self._services.survey_take_over

        def work() -> tuple[SurveyStart, TakenOver]:
            taken = taking.read(run_id)
            return surveys.start(room_id, taken.reason), taken

        self._section.load(work, lambda found: self.form_ready.emit(*found))

    def edit_plan(self, card: RoomCard) -> None:
        """Open the plan to draw in; a room without one begins with what such a room usually has."""
        plans, room_id = self._services.room_plans, card.room.id

        def work() -> RoomPlan:
            return plans.usual(room_id) if card.plan is None else card.plan

        self._section.load(work, partial(self._open_editor, card))

    def set_levels(self) -> None:
        """Open the levels of the site."""
        dialog = LevelsDialog(self._section)
        self._show(dialog)

    def close(self, card: RoomCard) -> None:
        """Ask for the reason and close the room."""
        reason = paragraph_field(3)
        form = LabelledForm([Field("reason", "Reason", reason, required=True)])
        dialog = Dialog(f"Close {card.room.name}", parent=self._window(), primary="Close room")
        dialog.add_text("It opens again once a survey made after this shows every point within.")
        dialog.body.addWidget(form)

        def run() -> None:
            if form.check_required():
                states, words = self._services.room_states, reason.toPlainText().strip()
                work = partial(states.close, card.room.id, words)
                self._section.carry_out(work, f"{card.room.name} closed.", dialog, form)

        dialog.accepted_by_person.connect(run)
        self._show(dialog)

    def open_again(self, card: RoomCard) -> None:
        """Open the room, if a survey allows it."""
        work = partial(self._services.room_states.open_again, card.room.id)
        self._section.carry_out(work, f"{card.room.name} is open again.")

    def confine(self, card: RoomCard) -> None:
        """Note a patient who cannot be released."""
        code = text_field("Patient code, such as LR-0193")
        fields = [Field("patient code", "Patient code", code, required=True)]
        states = self._services.room_states

        def work(at: Moment) -> Outcome[Any]:
            return states.confine(card.room.id, code.text().strip(), at)

        title = f"A patient is confined in {card.room.name}"
        words = (
            "Who cannot be released under 10 CFR 35.75. Meanwhile no end-of-day survey is asked for "
            "here (35.70(b)); afterwards the room is surveyed before it is used again."
        )
        self._ask_moment(title, words, "Confine", fields, work)

    def patient_left(self, card: RoomCard) -> None:
        """Note that the confined patient left."""
        states = self._services.room_states

        def work(at: Moment) -> Outcome[Any]:
            return states.patient_left(card.room.id, at)

        words = "The room is surveyed and released before it is used again."
        self._ask_moment(f"The patient left {card.room.name}", words, "Note", [], work)

    def _ask_moment(
        self,
        title: str,
        words: str,
        primary: str,
        fields: list[Field],
        work: Any,  # noqa: ANN401 - a use case
    ) -> None:
        now = self._services.desk.clock.now()
        when = MomentFields(now)
        when.set_value(now)
        form = LabelledForm([*fields, Field("when", "When", when)])
        dialog = Dialog(title, parent=self._window(), primary=primary)
        dialog.add_text(words)
        dialog.body.addWidget(form)

        def run() -> None:
            at = when.value()
            if at is None:
                form.set_error("when", UNREADABLE_TIME)
            elif form.check_required():
                self._section.carry_out(partial(work, at), "Noted.", dialog, form)

        dialog.accepted_by_person.connect(run)
        self._show(dialog)

    def _begin(self, room_id: RoomId, reason: SurveyReason, follows: SafetyId | None) -> None:
        work = partial(self._services.area_surveys.start, room_id, reason, follows)
        self._section.load(work, lambda start: self.form_ready.emit(start, None))

    def _open_editor(self, card: RoomCard, plan: RoomPlan) -> None:
        editor = PlanEditor(self._section, card.room, plan)
        self._show(editor)

    def _show(self, dialog: Dialog) -> None:
        self.dialog = dialog
        dialog.open()

    def _window(self) -> Any:  # noqa: ANN401 - the window
        return self._section.window()
