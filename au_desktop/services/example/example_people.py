"""The people of the worked example: instruction, visits to a patient in confinement, dosimeters, and a year of doses."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from au_desktop.domain.ids import PersonId
from au_desktop.domain.moments import Moment
from au_desktop.domain.month_steps import add_months
from au_desktop.domain.quantities import (
    Dose,
    DoseRate,
    DoseRateUnit,
    DoseUnit,
    Duration,
    DurationUnit,
)
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.doses import DoseEntry
from au_desktop.domain.safety.dosimeters import Dosimeter, WornAt
from au_desktop.domain.safety.instruction import Instruction, WorkerDuties
from au_desktop.domain.safety.safety_records import PersonRef, RoomRef
from au_desktop.domain.safety.visits import Visit
from au_desktop.services.bundle import Services
from au_desktop.services.example.example_hand import Stage
from au_desktop.services.example.example_moves import Move, at

_CARE, _WORK, _USE = "inpatient-care", "workers", "supervised-use"
_DUTIES = (
    (Role.PRECEPTOR, (_CARE, _WORK)),
    (Role.STAFF, (_CARE, _WORK)),
    (Role.RSO, (_WORK,)),
    (Role.TRAINEE, (_WORK, _USE)),
)
_PROCESSOR = "badge service of the center"
_QUARTERS = 4
_DEEP = {Role.PRECEPTOR: 22, Role.STAFF: 41, Role.RSO: 9}
_HANDS = {Role.PRECEPTOR: 310, Role.STAFF: 690, Role.RSO: 30}
_VISITOR, _PATIENT = "spouse", "LR-00021"


def example_people(stage: Stage, today: date) -> Iterator[Move]:
    """Everyone's moves; the nurse's yearly instruction has run out, one badge is not back."""
    story = _People(stage)
    yield Move(at(stage, today - timedelta(days=364), 7, 5), story.set_duties)
    for back, subject, roles in (
        (372, _CARE, (Role.STAFF,)),
        (200, _CARE, (Role.PRECEPTOR,)),
        (150, _WORK, (Role.PRECEPTOR, Role.STAFF, Role.RSO, Role.TRAINEE)),
        (100, _USE, (Role.TRAINEE,)),
    ):
        day = today - timedelta(days=min(back, 363))
        yield Move(at(stage, day, 12, 30), partial(story.teach, subject, roles))
    first = add_months(today.replace(day=1), -3 * _QUARTERS)
    for quarter in range(_QUARTERS):
        begins = add_months(first, 3 * quarter)
        ends = add_months(begins, 3) - timedelta(days=1)
        yield Move(at(stage, begins, 7, 10), partial(story.issue, begins, ends))
        last = quarter == _QUARTERS - 1
        yield Move(
            at(stage, min(ends + timedelta(days=1), today - timedelta(days=1)), 7, 20),
            partial(story.collect, begins, ends, one_missing=last),
        )
    for back, minutes in ((40, 30), (39, 25)):
        moment = at(stage, today - timedelta(days=back), 15, 30)
        yield Move(moment, partial(story.visit, moment, minutes))


class _People:
    """What the moves do, and what they remember."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._out: dict[date, list[tuple[Role, Dosimeter]]] = {}

    def _rso(self) -> Services:
        return self._stage.as_role(Role.RSO)

    def _person(self, role: Role) -> PersonRef:
        actor = self._stage.as_role(role).desk.actor
        return PersonRef(actor.name, PersonId(actor.person_id))

    def set_duties(self) -> None:
        """Say what each person's work asks for."""
        for role, subjects in _DUTIES:
            key = self._stage.as_role(role).desk.actor.person_id
            duties = WorkerDuties(key, subjects, monitored=role in _DEEP)
            self._rso().instruction_log.set_duties(duties)

    def teach(self, subject_id: str, roles: tuple[Role, ...]) -> None:
        """One instruction by the RSO with all its topics."""
        rso = self._rso()
        subject = next(one for one in rso.instruction_log.subjects() if one.id == subject_id)
        given = Instruction(
            **rso.instruction_log.head(rso.desk.clock.now()),
            subject_id=subject_id,
            subject="",
            topics=subject.topics,
            attendees=tuple(self._person(role) for role in roles),
            instructors=(self._person(Role.RSO),),
            material="slides of the radiation protection program",
        )
        rso.instruction_log.enter(given)

    def issue(self, first: date, last: date) -> None:
        """Hand out body badges, and a ring to who handles dosages."""
        rso = self._rso()
        for place, role in enumerate(_DEEP):
            worn = WornAt.FINGER if role is Role.STAFF else WornAt.WHOLE_BODY
            badge = Dosimeter(
                **rso.dose_records.head(rso.desk.clock.now()),
                worn_by=self._person(role),
                worn_at=worn,
                label=f"{first:%y%m}-{place + 1:02d}",
                first=first,
                last=last,
                processor=_PROCESSOR,
            )
            issued = rso.dose_records.issue(badge).value
            self._out.setdefault(first, []).append((role, issued))

    def collect(self, first: date, last: date, *, one_missing: bool) -> None:
        """Take the badges back and enter what they showed; in the last quarter one is missing still."""
        rso = self._rso()
        for role, badge in self._out.pop(first, ()):
            if one_missing and role is Role.STAFF:
                continue
            day = rso.desk.today()
            rso.dose_records.take_back(badge.id, max(day, badge.first))
            self._enter(rso, role, first, last)

    def visit(self, moment: Moment, minutes: int) -> None:
        """A visit to the patient in the therapy room, within 1 mSv."""
        staff = self._stage.as_role(Role.STAFF)
        room = staff.facilities.rooms()[0]
        visit = Visit(
            **staff.visitors.book().head(moment),
            patient_code=_PATIENT,
            visitor=_VISITOR,
            room=RoomRef(room.id, room.name),
            rate=DoseRate(Decimal("3.5"), DoseRateUnit.MREM_H),
            stay=Duration(Decimal(minutes), DurationUnit.MIN),
            instructed=True,
        )
        staff.visitors.enter(visit)

    def _enter(self, rso: Services, role: Role, first: date, last: date) -> None:
        """A period that runs over the end of a year is entered in two parts, the dose in the later one."""
        begins = first if first.year == last.year else last.replace(month=1, day=1)
        entry = DoseEntry(
            **rso.dose_records.head(rso.desk.clock.now()),
            person=self._person(role),
            first=begins,
            last=last,
            deep=_mrem(_DEEP[role]),
            lens=_mrem(_DEEP[role] + 2),
            skin=_mrem(_DEEP[role] + 3),
            extremity=_mrem(_HANDS[role]),
            source=f"report of the {_PROCESSOR}",
        )
        rso.dose_records.enter(entry)


def _mrem(amount: int) -> Dose:
    return Dose(Decimal(amount), DoseUnit.MREM)
