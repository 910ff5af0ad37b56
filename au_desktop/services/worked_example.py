"""The worked example: a plausible center with trainees, cases and signed checklists, made through the use cases."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Protocol
from uuid import UUID

from au_desktop.domain.checklists.answers import Reference as Named
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.ids import CaseId, InstrumentId, RoomId, RunId, SupervisorId, TraineeId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, ActivityUnit
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.instruments import Instrument, InstrumentKind
from au_desktop.domain.safety.rooms import Room, RoomUse
from au_desktop.domain.training.cases import Case, CaseState, Part, Prescribed
from au_desktop.domain.training.supervisors import LicenseListing, SupervisingAU
from au_desktop.domain.training.trainees import (
    Capacity,
    CapacityPeriod,
    Eligibility,
    Pathway,
    Period,
    ProgramMembership,
    Trainee,
    TraineeStatus,
)
from au_desktop.services.bundle import Services
from au_desktop.services.example_answers import Scene, example_answers
from au_desktop.services.facilities import CenterFacts
from au_desktop.services.ports import Signer

LICENSE = "45-00000-01"
EXAMPLE_FACTS = CenterFacts(
    "Lakeside RPT Center", LICENSE, "U.S. Nuclear Regulatory Commission", "1 Example Way, Lakeside"
)


@dataclass(frozen=True, slots=True)
class ExampleSize:
    """How large the example is; runs follow from the cases: one administration, one assay and four surveys each."""

    years: int = 1
    trainees: int = 12
    cases: int = 40
    seed: int = 7


class Stage(Protocol):
    """Where the example is played: the use cases of each role, unlocked keys, and a clock that can be set."""

    def as_role(self, role: Role) -> Services:
        """The use cases of the person in that role."""
        ...

    def signer(self, role: Role) -> Signer:
        """Their unlocked signing key."""
        ...

    def set_time(self, moment: Moment) -> None:
        """What every use case takes for now."""
        ...

    def now(self) -> Moment:
        """The real time."""
        ...


_DRUGS = (
    ("lu-177-vipivotide-tetraxetan", "lu177_vipivotide_administration", "G3", 200),
    ("lu-177-dotatate", "lu177_dotatate_administration", "G3", 200),
    ("i-131-sodium-iodide", "i131_oral_administration", "G2", 100),
    ("i-131-sodium-iodide", "i131_oral_administration", "G1", 29),
)
_PATHWAYS = (
    (Pathway.PARENTERAL, ("G3",)),
    (Pathway.ALTERNATE_390, ("G1", "G2", "G3")),
    (Pathway.ORAL_ABOVE_33_MCI, ("G2",)),
    (Pathway.EXISTING_AU, ("G3",)),
)
_STATES = ("FL", "OH", "TX", "NC", "NY", "CA", "IL", "GA")


@dataclass(slots=True)
class _Cast:
    """What has been made so far."""

    trainees: list[Trainee] = field(default_factory=list)
    supervisor: SupervisorId | None = None
    rooms: list[Room] = field(default_factory=list)
    instruments: dict[InstrumentKind, Instrument] = field(default_factory=dict)


class WorkedExample:
    """Plays the example on a stage; the same size and seed give the same records."""

    def __init__(self, stage: Stage, size: ExampleSize, supervisor_name: str) -> None:
        self._stage = stage
        self._size = size
        self._supervisor_name = supervisor_name
        self._random = Random(size.seed)  # noqa: S311 - an example, not a secret
        self._cast = _Cast()
        self._end = stage.now()
        self._first_day = self._end.local.date() - timedelta(days=365 * size.years)

    def play(self, progress: Callable[[int, int], None] = lambda _done, _all: None) -> None:
        """Make everything, oldest first; the last days hold what is planned, unsigned and due."""
        self._stage.set_time(self._moment(self._first_day, 8))
        self._equip()
        self._enroll()
        total = self._size.cases
        for done, day in enumerate(self._case_days(), 1):
            self._case(done, day, last=done > total - 3)
            progress(done, total)
        self._stage.set_time(self._end)
        self._plan_ahead()

    def _equip(self) -> None:
        services = self._stage.as_role(Role.COORDINATOR)
        nobody = UUID(int=0)
        for name, use in (
            ("Room 3", RoomUse.ADMINISTRATION),
            ("Hot lab", RoomUse.PREPARATION),
            ("Restroom 3", RoomUse.OTHER),
            ("Waste store", RoomUse.STORAGE),
        ):
            room = Room(RoomId(nobody), name, use)
            self._cast.rooms.append(replace(room, id=services.facilities.add_room(room).value))
        today = self._end.local.date()
        for name, kind, model, serial, age in (
            ("DC-1", InstrumentKind.DOSE_CALIBRATOR, "CRC-55tR", "550123", 120),
            ("SM-1", InstrumentKind.SURVEY_METER, "Model 3", "100234", 60),
            ("WC-1", InstrumentKind.WIPE_COUNTER, "Wizard", "2480-77", 200),
            ("SM-2", InstrumentKind.SURVEY_METER, "Model 3", "100877", 371),
        ):
            made = Instrument(
                InstrumentId(nobody), name, kind, model, serial, today - timedelta(days=age)
            )
            made = replace(made, id=services.facilities.add_instrument(made).value)
            self._cast.instruments.setdefault(kind, made)
        supervisor = SupervisingAU(SupervisorId(nobody), self._supervisor_name)
        listing = LicenseListing(
            LICENSE,
            EXAMPLE_FACTS.agency,
            ("35.390",),
            ("G1", "G2", "G3"),
            Period(self._first_day - timedelta(days=700)),
            "amendment 14",
        )
        preceptor = self._stage.as_role(Role.PRECEPTOR).desk.actor.person_id
        supervisor = replace(supervisor, listings=(listing,), person_id=preceptor)
        self._cast.supervisor = services.supervision.add(supervisor).value

    def _enroll(self) -> None:
        services = self._stage.as_role(Role.COORDINATOR)
        today = self._end.local.date()
        trainees = []
        for index in range(self._size.trainees):
            pathway, requested = _PATHWAYS[index % len(_PATHWAYS)]
            recent = index >= self._size.trainees - 6
            first = self._first_day + (today - self._first_day) * index / self._size.trainees
            visit = Period(today - timedelta(days=2), today + timedelta(days=2))
            if not recent or index % 3 == 0:
                visit = Period(first, first + timedelta(days=4))
            capacity = Capacity.SUPERVISED_PARTICIPANT if index % 5 else Capacity.PRIVILEGED
            trainees.append(
                Trainee(
                    id=TraineeId(UUID(int=0)),
                    number=0,
                    family_name=f"Example {index + 1:02d}",
                    given_name=f"{chr(65 + index % 26)}.",
                    degree="MD" if index % 4 else "DO",
                    email=f"trainee{index + 1:02d}@example.org",
                    license_state=_STATES[index % len(_STATES)],
                    license_number=f"ME{10000 + index}",
                    membership=ProgramMembership(
                        f"A{20000 + index}", today + timedelta(days=40 * (index % 9) - 5)
                    ),
                    eligibility=Eligibility(classroom_complete=True, membership_seen=True),
                    pathway=pathway,
                    requested=requested,
                    capacities=(
                        CapacityPeriod(capacity, Period(first, today + timedelta(days=200))),
                    ),
                    visits=(visit,),
                    status=TraineeStatus.ACTIVE if recent else TraineeStatus.COMPLETED,
                    classroom_hours_claimed=Decimal(80 if pathway is Pathway.PARENTERAL else 200),
                )
            )
        ids = services.enrolment.enroll_all(trainees, "enroll trainee").value
        self._cast.trainees = [
            replace(trainee, id=key) for key, trainee in zip(ids, trainees, strict=True)
        ]

    def _case_days(self) -> Iterator[date]:
        today = self._end.local.date()
        span = (today - self._first_day).days - 1
        days = sorted(self._random.randint(1, span) for _ in range(self._size.cases))
        for offset in days:
            yield self._first_day + timedelta(days=offset)

    def _case(self, number: int, day: date, *, last: bool) -> None:
        drug_id, template_id, _, millicuries = self._drug_for(number)
        trainee = self._trainee_on(day)
        prescribed = Activity(Decimal(millicuries), ActivityUnit.MCI)
        part = Part.OBSERVED if number % 11 == 0 else Part.PERFORMED
        part = Part.ASSISTED if number % 4 == 0 else part
        at = self._moment(day, 9 + number % 4, number % 50)
        self._stage.set_time(at)
        scene = self._scene(at, prescribed, part, f"LR-{number:05d}", drug_id)
        case_id = self._log(trainee, scene, drug_id, number)
        subject = Subject(
            case_id=case_id,
            trainee_id=trainee.id,
            supervisor_id=self._cast.supervisor,
            room_id=scene.room.id,
            drug_id=drug_id,
        )
        self._run(Role.TRAINEE, "dosage_assay", replace(subject), scene)
        run_id = self._run(Role.PRECEPTOR, template_id, subject, scene, sign=False)
        evening = self._moment(day, 17, number % 50)
        self._stage.set_time(evening)
        if not last:
            self._sign(Role.PRECEPTOR, run_id, "supervised")
            if number % 3 == 0:
                self._sign(Role.RSO, run_id, "reviewed")
        for room in self._cast.rooms:
            survey = replace(scene, event=evening, room=room)
            role = Role.COORDINATOR if number % 2 else Role.RSO
            signed = not (last and room.name == "Waste store")
            self._run(role, "end_of_day_survey", Subject(room_id=room.id), survey, sign=signed)

    def _drug_for(self, number: int) -> tuple[str, str, str, int]:
        return _DRUGS[(0, 1, 0, 2, 1, 0, 3)[number % 7]]

    def _trainee_on(self, day: date) -> Trainee:
        there = [
            trainee
            for trainee in self._cast.trainees
            if any(entry.period.holds(day) for entry in trainee.capacities)
        ]
        chosen = there[-8:] or self._cast.trainees[:1]
        return chosen[self._random.randrange(len(chosen))]

    def _log(self, trainee: Trainee, scene: Scene, drug_id: str, number: int) -> CaseId:
        case = Case(
            id=CaseId(UUID(int=0)),
            number=0,
            trainee_id=trainee.id,
            on=scene.event.local.date(),
            drug_id=drug_id,
            state=CaseState.PLANNED,
            patient_code=scene.patient_code,
            prescribed=Prescribed(scene.prescribed),
            part=scene.part,
            supervisor_id=self._cast.supervisor,
            location="" if number % 17 == 5 else "Lakeside RPT Center, Room 3",
            license_number=LICENSE,
            visitor_agreed=True,
        )
        return self._stage.as_role(Role.COORDINATOR).case_log.add(case).value

    def _scene(
        self, at: Moment, prescribed: Activity, part: Part, patient_code: str, drug_id: str
    ) -> Scene:
        services = self._stage.as_role(Role.PRECEPTOR)
        drug = services.desk.reference.drug(drug_id)
        return Scene(
            actor=services.desk.actor,
            event=at,
            instruments=self._usable(at.local.date()),
            room=self._cast.rooms[0],
            prescribed=prescribed,
            part=part,
            patient_code=patient_code,
            drug=Named("drug", drug.title, drug_id=drug_id),
            random=self._random,
        )

    def _usable(self, _day: date) -> Mapping[InstrumentKind, Instrument]:
        return self._cast.instruments

    def _run(
        self, role: Role, template_id: str, subject: Subject, scene: Scene, *, sign: bool = True
    ) -> RunId:
        services = self._stage.as_role(role)
        work = services.checklist_work
        run_id = work.start(template_id, subject, scene.event).value
        template = services.templates.template(template_id)
        actor = services.desk.actor
        work.answer_all(run_id, example_answers(template, replace(scene, actor=actor)))
        work.submit(run_id)
        if sign:
            self._sign(role, run_id, "performed")
        return run_id

    def _sign(self, role: Role, run_id: RunId, meaning: str) -> None:
        signing = self._stage.as_role(role).signing
        for slot in signing.slots(run_id):
            if slot.rule.meaning == meaning and not slot.filled:
                signing.sign_with(self._stage.signer(role), run_id, slot.position)

    def _plan_ahead(self) -> None:
        today = self._end.local.date()
        active = [entry for entry in self._cast.trainees if entry.status is TraineeStatus.ACTIVE]
        for index, trainee in enumerate(active[-4:]):
            drug_id, template_id, _, millicuries = _DRUGS[index % len(_DRUGS)]
            day = today + timedelta(days=(0, 0, 1, 3)[index % 4])
            prescribed = Activity(Decimal(millicuries), ActivityUnit.MCI)
            at = self._moment(day, 10 + 3 * (index % 2))
            scene = self._scene(at, prescribed, Part.PERFORMED, f"LR-{90000 + index}", drug_id)
            case_id = self._log(trainee, scene, drug_id, 1)
            if index == 0:
                subject = Subject(
                    case_id=case_id,
                    trainee_id=trainee.id,
                    supervisor_id=self._cast.supervisor,
                    room_id=scene.room.id,
                    drug_id=drug_id,
                )
                preceptor = self._stage.as_role(Role.PRECEPTOR)
                run_id = preceptor.checklist_work.start(template_id, subject).value
                answers = example_answers(preceptor.templates.template(template_id), scene)
                preceptor.checklist_work.answer_all(run_id, answers[:9])

    def _moment(self, day: date, hour: int, minute: int = 0) -> Moment:
        zone = self._end.local.tzinfo
        return Moment.of(datetime.combine(day, time(hour, minute), zone))
