"""The worked example: a plausible center with trainees, cases and signed checklists, made through the use cases."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from itertools import groupby
from random import Random
from uuid import UUID

from au_desktop.domain.checklists.answers import AnswerValue, Chosen, Measured
from au_desktop.domain.checklists.answers import Reference as Named
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.ids import CaseId, RunId, SupervisorId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, ActivityUnit
from au_desktop.domain.roles import Role
from au_desktop.domain.training.cases import Case, CaseState, Part, Prescribed
from au_desktop.domain.training.supervisors import SupervisingAU
from au_desktop.domain.training.trainees import Capacity, Trainee
from au_desktop.services.example.example_answers import Scene, example_answers
from au_desktop.services.example.example_cast import (
    EXAMPLE_FACTS,
    LICENSE,
    ExampleCast,
    Span,
    enroll,
    equip,
    list_supervisors,
)
from au_desktop.services.example.example_hand import ExampleHand, Stage
from au_desktop.services.example.example_safety import SafetyMoves
from au_desktop.services.example.example_stories import Stories
from au_desktop.services.example.example_surveys import SurveyRounds
from au_desktop.services.example.example_turns import Turn, plain, turn_of
from au_desktop.services.example.example_upkeep import ExampleUpkeep

__all__ = ["EXAMPLE_FACTS", "ExampleSize", "Stage", "WorkedExample"]

_CASES_JUST_PAST = 6
_KEPT_HOUSE = timedelta(days=_CASES_JUST_PAST + 1)
_ASSAY = "dosage_assay"
_TYPED_LATER = "filled on paper beside the room, typed in on the next working day"
_REVISED_MCI = Decimal(150)
_LOW_ASSAY_MCI = Decimal("151.6")
_DIRECTED = "AU directed the use of the dosage as assayed and revised the written directive"
_LOW_DOSAGE: tuple[tuple[str, AnswerValue], ...] = (
    ("assay_activity", Measured(Activity(_LOW_ASSAY_MCI, ActivityUnit.MCI))),
    ("decision", Chosen(("au_directed",))),
)
_REVISED_DIRECTIVE: tuple[tuple[str, AnswerValue], ...] = (
    ("directive_form", Chosen(("revised",))),
    ("assay_activity", Measured(Activity(_LOW_ASSAY_MCI, ActivityUnit.MCI))),
)


@dataclass(frozen=True, slots=True)
class ExampleSize:
    """How large the example is; runs follow from the cases: one administration, one assay and four surveys each.

    `stories` adds the trainees of `example_stories` with their whole training record.
    """

    years: int = 1
    trainees: int = 12
    cases: int = 40
    seed: int = 7
    stories: bool = False


@dataclass(frozen=True, slots=True)
class _Drug:
    """A drug as the example gives it."""

    drug_id: str
    template_id: str
    millicuries: int


_DRUGS = (
    _Drug("lu-177-vipivotide-tetraxetan", "lu177_vipivotide_administration", 200),
    _Drug("lu-177-dotatate", "lu177_dotatate_administration", 200),
    _Drug("i-131-sodium-iodide", "i131_oral_above_33_administration", 100),
    _Drug("i-131-sodium-iodide", "i131_oral_up_to_33_administration", 29),
)
_IN_TURN = (0, 1, 0, 2, 1, 0, 3)


@dataclass(frozen=True, slots=True)
class _Visit:
    """One case as it is played: its number, what is special about it, its drug, and who takes part under whom."""

    number: int
    turn: Turn
    drug: _Drug
    trainee: Trainee
    supervisor_id: SupervisorId
    scene: Scene


def first_moment(now: Moment, size: ExampleSize) -> Moment:
    """When the center of the example was founded."""
    day = now.local.date() - timedelta(days=365 * size.years)
    return Moment.of(datetime.combine(day, time(7), now.local.tzinfo))


class WorkedExample:
    """Plays the example on a stage; the same size and seed give the same records."""

    def __init__(self, stage: Stage, size: ExampleSize, supervisor_name: str) -> None:
        self._stage = stage
        self._hand = ExampleHand(stage)
        self._size = size
        self._supervisor_name = supervisor_name
        self._random = Random(size.seed)  # noqa: S311 - an example, not a secret
        self._cast = ExampleCast()
        self._end = stage.now()
        self._clock = first_moment(self._end, size)
        self._span = Span(self._clock.local.date(), self._end.local.date())
        self._left_over: list[Callable[[], None]] = []
        self._stories: Stories | None = None
        self._moves: SafetyMoves | None = None
        self._upkeep = ExampleUpkeep(stage, self._hand)
        self._rounds = SurveyRounds(stage, self._hand)

    def play(self, progress: Callable[[int, int], None] = lambda _done, _all: None) -> None:
        """Make everything, oldest first; the last days hold what is planned, unsigned and due."""
        self._stage.set_time(self._clock)
        self._gather()
        done = 0
        for day, many in groupby(self._case_days()):
            numbers = range(done + 1, done + 1 + sum(1 for _ in many))
            self._day(day, numbers)
            done += len(numbers)
            progress(done, self._size.cases)
        self._enter_left_over(self._end.local.date())
        self._pass_time(self._end)
        self._plan_ahead()
        if self._size.stories:
            self._upkeep.close(self._span.today)

    def _gather(self) -> None:
        coordinator = self._stage.as_role(Role.COORDINATOR)
        preceptor = self._stage.as_role(Role.PRECEPTOR).desk.actor.person_id
        unlisted = SupervisorId(UUID(int=0))
        supervisor = SupervisingAU(unlisted, self._supervisor_name, person_id=preceptor)
        equip(self._cast, coordinator, self._span.today)
        list_supervisors(self._cast, coordinator, self._span, supervisor)
        enroll(self._cast, coordinator, self._span, self._size.trainees)
        if self._size.stories:
            self._stories = Stories(self._stage, self._cast, self._random)
            self._moves = SafetyMoves(self._stage, self._clock)

    def _case_days(self) -> Iterator[date]:
        """Spread over the years; the last cases were on the days just past, so that what waits has not waited long."""
        days = (self._span.today - self._span.first).days - 1
        offsets = sorted(self._random.randint(1, days) for _ in range(self._size.cases))
        for back in range(1, min(_CASES_JUST_PAST, len(offsets)) + 1):
            offsets[-back] = max(offsets[-back], days + 1 - back)
        return (self._span.first + timedelta(days=offset) for offset in offsets)

    def _day(self, day: date, numbers: range) -> None:
        """One day in its order: what was left over, the cases, then in the evening surveys and signatures."""
        self._enter_left_over(day)
        self._keep_house(day)
        evening = []
        for place, number in enumerate(numbers):
            at = self._moment(day, 8, 30 + 450 * place // len(numbers))
            self._pass_time(at)
            evening.append(self._case(number, at))
        for place, close in enumerate(evening):
            self._pass_time(self._moment(day, 17, 120 * place // len(evening)))
            close()

    def _keep_house(self, day: date) -> None:
        if self._size.stories and self._span.today - day < _KEPT_HOUSE:
            at = self._moment(day, 7, 58)
            self._pass_time(at)
            scene = self._scene(at, _DRUGS[0], Part.OBSERVED, "LR-00000")
            self._upkeep.morning(day, self._span.today, scene)

    def _enter_left_over(self, day: date) -> None:
        entries, self._left_over = self._left_over, []
        for place, entry in enumerate(entries):
            self._pass_time(self._moment(day, 7, min(30 + place, 55)))
            entry()

    def _case(self, number: int, at: Moment) -> Callable[[], None]:
        """Log the case and fill its checklists; gives what remains for the evening."""
        visit = self._visit(number, at)
        case_id = self._log(visit)
        subject = Subject(
            case_id=case_id,
            trainee_id=visit.trainee.id,
            supervisor_id=visit.supervisor_id,
            room_id=visit.scene.room.id,
            drug_id=visit.drug.drug_id,
        )
        self._assay(visit, subject)
        if visit.turn.entered_late:
            self._left_over.append(partial(self._administer_and_sign, visit, subject))
            return partial(self._close_day, visit)
        run_id = self._administer(visit, subject)
        return partial(self._close_case, visit, run_id, case_id)

    def _visit(self, number: int, at: Moment) -> _Visit:
        turn = turn_of(number, self._size.cases)
        day = at.local.date()
        there = self._cast.with_capacity(day)
        if turn.no_capacity:
            there = self._cast.without_capacity(day) or there
        drug = _DRUGS[0 if turn.dosage_low else _IN_TURN[number % len(_IN_TURN)]]
        trainee = there[self._random.randrange(len(there))]
        part = Part.ASSISTED if turn.assisted else Part.PERFORMED
        part = _part_of(trainee, day, Part.OBSERVED if turn.observed else part)
        return _Visit(
            number=number,
            turn=turn,
            drug=drug,
            trainee=trainee,
            supervisor_id=self._cast.supervisors[int(turn.second_supervisor)],
            scene=self._scene(at, drug, part, f"LR-{number:05d}"),
        )

    def _scene(self, at: Moment, drug: _Drug, part: Part, patient_code: str) -> Scene:
        services = self._stage.as_role(Role.PRECEPTOR)
        known = services.desk.reference.drug(drug.drug_id)
        return Scene(
            actor=services.desk.actor,
            event=at,
            instruments=self._cast.instruments,
            room=self._cast.rooms[0],
            prescribed=Activity(Decimal(drug.millicuries), ActivityUnit.MCI),
            part=part,
            patient_code=patient_code,
            drug=Named("drug", known.title, drug_id=drug.drug_id),
            random=self._random,
        )

    def _log(self, visit: _Visit) -> CaseId:
        scene = visit.scene
        case = Case(
            id=CaseId(UUID(int=0)),
            number=0,
            trainee_id=visit.trainee.id,
            on=scene.event.local.date(),
            drug_id=visit.drug.drug_id,
            state=CaseState.PLANNED,
            patient_code=scene.patient_code,
            prescribed=Prescribed(_given_as(visit).prescribed),
            part=scene.part,
            supervisor_id=visit.supervisor_id,
            location="" if visit.turn.no_location else f"{EXAMPLE_FACTS.name}, {scene.room.name}",
            license_number=LICENSE,
            visitor_agreed=True,
        )
        return self._stage.as_role(Role.COORDINATOR).case_log.add(case).value

    def _assay(self, visit: _Visit, subject: Subject) -> None:
        scene = visit.scene
        if visit.turn.dosage_low:
            scene = replace(scene, special=_LOW_DOSAGE)
        run_id = self._hand.fill(Role.TRAINEE, _ASSAY, subject, scene)
        if visit.turn.dosage_low:
            work = self._stage.as_role(Role.PRECEPTOR).checklist_work
            work.override(run_id, "percent_difference", _DIRECTED)
        self._hand.submit(Role.TRAINEE, run_id, "performed")
        self._review(visit.turn, run_id)

    def _administer(self, visit: _Visit, subject: Subject) -> RunId:
        run_id = self._hand.fill(Role.PRECEPTOR, visit.drug.template_id, subject, _given_as(visit))
        late = _TYPED_LATER if visit.turn.entered_late else ""
        self._hand.submit(Role.PRECEPTOR, run_id, late_reason=late)
        return run_id

    def _administer_and_sign(self, visit: _Visit, subject: Subject) -> None:
        run_id = self._administer(visit, subject)
        self._confirm(visit.turn, run_id)

    def _close_case(self, visit: _Visit, run_id: RunId, case_id: CaseId) -> None:
        self._confirm(visit.turn, run_id)
        if visit.turn.changed_after:
            log = self._stage.as_role(Role.COORDINATOR).case_log
            corrected = replace(log.case(case_id), location=f"{EXAMPLE_FACTS.name}, Room 4")
            log.change(corrected, "the patient was moved to Room 4")
        self._close_day(visit)

    def _confirm(self, turn: Turn, run_id: RunId) -> None:
        if not turn.unsigned:
            self._hand.sign(Role.PRECEPTOR, run_id, "supervised")
        self._review(turn, run_id)

    def _review(self, turn: Turn, run_id: RunId) -> None:
        if not turn.unreviewed:
            self._hand.sign(Role.RSO, run_id, "reviewed")

    def _close_day(self, visit: _Visit) -> None:
        """Survey every room."""
        role = Role.COORDINATOR if visit.number % 2 else Role.RSO
        scene = replace(visit.scene, event=self._clock)
        for place, room in enumerate(self._cast.rooms):
            last = room is self._cast.rooms[-1]
            turn = visit.turn if place == 0 else plain(visit.turn)
            self._rounds.survey(role, replace(scene, room=room), turn, last=last)

    def _plan_ahead(self) -> None:
        """Cases of today and the coming days, one of them after the trainee's visit; the first one's checklist is begun."""
        for index, trainee in enumerate(self._cast.visiting(self._span.today)[-4:]):
            day = self._span.today + timedelta(days=(0, 0, 1, 3)[index])
            at = self._moment(day, 10 + 3 * (index % 2))
            drug = _DRUGS[index]
            part = _part_of(trainee, day, Part.PERFORMED)
            scene = self._scene(at, drug, part, f"LR-{90000 + index}")
            visit = _Visit(0, Turn(), drug, trainee, self._cast.supervisors[0], scene)
            case_id = self._log(visit)
            if index == 0:
                self._begin(visit, case_id)

    def _begin(self, visit: _Visit, case_id: CaseId) -> None:
        subject = Subject(
            case_id=case_id,
            trainee_id=visit.trainee.id,
            supervisor_id=visit.supervisor_id,
            room_id=visit.scene.room.id,
            drug_id=visit.drug.drug_id,
        )
        preceptor = self._stage.as_role(Role.PRECEPTOR)
        template = preceptor.templates.template(visit.drug.template_id)
        run_id = preceptor.checklist_work.start(visit.drug.template_id, subject).value
        preceptor.checklist_work.answer_all(run_id, example_answers(template, visit.scene)[:9])

    def _pass_time(self, until: Moment) -> None:
        """Set the clock on, but not past the real time: early in the morning the day's entries lie ahead of it."""
        reached = min(until, self._end, key=lambda moment: moment.utc)
        if self._moves is not None:
            self._moves.play_until(reached, self._tell_stories)
        self._tell_stories(reached)
        self._clock = reached
        self._stage.set_time(self._clock)

    def _tell_stories(self, until: Moment) -> None:
        if self._stories is not None:
            self._stories.until(until, self._stage.set_time)

    def _moment(self, day: date, hour: int, minutes: int = 0) -> Moment:
        zone = self._end.local.tzinfo
        return Moment.of(datetime.combine(day, time(hour), zone) + timedelta(minutes=minutes))


def _part_of(trainee: Trainee, day: date, part: Part) -> Part:
    """An observer observes, whatever the story."""
    return Part.OBSERVED if trainee.capacity_on(day) is Capacity.OBSERVER else part


def _given_as(visit: _Visit) -> Scene:
    """The scene of the administration: where the dosage was low, by the revised directive."""
    if not visit.turn.dosage_low:
        return visit.scene
    revised = Activity(_REVISED_MCI, ActivityUnit.MCI)
    return replace(visit.scene, prescribed=revised, special=_REVISED_DIRECTIVE)
