"""The evening surveys of the example: rooms measured, one reading high, one record void, one amended."""

from dataclasses import replace
from decimal import Decimal

from au_desktop.domain.checklists.answers import AnswerValue, Chosen, Measured
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.ids import RunId
from au_desktop.domain.quantities import DoseRate, DoseRateUnit
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.rooms import RoomUse
from au_desktop.services.example.example_answers import Scene
from au_desktop.services.example.example_hand import ExampleHand, Stage
from au_desktop.services.example.example_turns import Turn

_SURVEY = "end_of_day_survey"
_HIGH_RATE: tuple[tuple[str, AnswerValue], ...] = (
    ("reading_chair", Measured(DoseRate(Decimal("7.2"), DoseRateUnit.MR_H))),
    ("result", Chosen(("above",))),
    ("reading_after", Measured(DoseRate(Decimal("0.4"), DoseRateUnit.MR_H))),
)
_GIVEN_HERE: tuple[tuple[str, AnswerValue], ...] = (("area_use", Chosen(("administered",))),)


class SurveyRounds:
    """Surveys one room after the other."""

    def __init__(self, stage: Stage, hand: ExampleHand) -> None:
        self._stage, self._hand = stage, hand

    def survey(self, role: Role, scene: Scene, turn: Turn, *, last: bool) -> None:
        """Survey the scene's room, as the turn has it; the last room of an unsigned day stays unsigned."""
        run_id = self._filled(role, scene, high=turn.rate_high)
        if not (turn.unsigned and last):
            self._hand.sign(role, run_id, "performed")
        if not turn.unreviewed:
            self._hand.sign(Role.RSO, run_id, "reviewed")
        if turn.survey_voided:
            self._stage.as_role(Role.RSO).checklist_work.void(
                run_id, "recorded for the wrong room"
            )
            self._hand.sign(role, self._filled(role, scene), "performed")
        if turn.survey_amended:
            self._amend(role, run_id)

    def _filled(self, role: Role, scene: Scene, *, high: bool = False) -> RunId:
        special = _GIVEN_HERE if scene.room.use is RoomUse.ADMINISTRATION else ()
        if high:
            special += _HIGH_RATE
        told = replace(scene, special=special)
        run_id = self._hand.fill(role, _SURVEY, Subject(room_id=scene.room.id), told)
        self._hand.submit(role, run_id)
        return run_id

    def _amend(self, role: Role, run_id: RunId) -> None:
        work = self._stage.as_role(role).checklist_work
        amended = work.amend(
            run_id, "the reading at the chair was typed with its point misplaced"
        ).value
        rate = DoseRate(Decimal("0.09"), DoseRateUnit.MR_H)
        work.answer(amended, "reading_chair", Measured(rate))
        self._hand.submit(role, amended, "performed")
