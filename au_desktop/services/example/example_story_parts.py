"""What the stories of the worked example are made of: an arrival, hours, cases, ratings, and the home license."""

from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from heapq import heappush
from random import Random
from typing import TypeAlias
from uuid import UUID

from au_desktop.domain.ids import CaseId, FollowUpId, HostId, PaperId, TraineeId
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.domain.training.cases import Part
from au_desktop.domain.training.license_follow_up import LicenseFollowUp
from au_desktop.domain.training.qualification import (
    CurrentAuthorization,
    Qualification,
    RegulatorAnswer,
)
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
from au_desktop.services.example.example_cast import ExampleCast
from au_desktop.services.example.example_hand import Stage
from au_desktop.services.example.example_training import (
    VIPIVOTIDE,
    GivenDrug,
    Session,
    TrainingHand,
    days_after,
)

Story: TypeAlias = Iterator[Moment]
"""Gives the moment it waits for, and goes on when that has come."""

Arrival: TypeAlias = Generator[Moment, None, Trainee]
Brings: TypeAlias = Callable[[Qualification], Qualification]

HOME_LICENSE = "99-00000-02"
HOME_AGENCY = "Example State agency"
CLASSROOM_80 = {"A": 20, "B": 20, "C": 12, "D": 12, "E": 16}
CLASSROOM_200 = {"A": 50, "B": 50, "C": 30, "D": 30, "E": 40}
WORK = {"A": 12, "B": 10, "C": 16, "D": 10, "E": 8}
_NOBODY = UUID(int=0)
_WORK_DAYS = 18
_HOURS_A_DAY = 6
_CLASS_DAYS = 60
_VISIT_DAYS = 40
_HERE_STILL = 60


@dataclass(frozen=True, slots=True)
class Asks:
    """What somebody comes for: the pathway, the categories, by whose profile, and in what capacity.

    `copies` is whether they bring copies of certificates and licenses.
    """

    pathway: Pathway = Pathway.PARENTERAL
    requested: tuple[str, ...] = ("G3",)
    profile: str = "nrc-2019"
    capacity: Capacity = Capacity.SUPERVISED_PARTICIPANT
    copies: bool = True


class StoryParts:
    """Plays what many stories have in common. `back` counts the days before today."""

    def __init__(self, stage: Stage, cast: ExampleCast, random: Random) -> None:
        self._stage = stage
        self._cast = cast
        self._hand = TrainingHand(stage, cast, random)
        self._today = stage.now().local.date()
        self._host = HostId(_NOBODY)
        self._enrolled = 0
        self._waiting: list[tuple[Moment, int, Story]] = []
        self._begun = 0

    def _beside(self, story: Story) -> None:
        """Let another story begin."""
        self._begun += 1
        heappush(self._waiting, (next(story), self._begun, story))

    def _day(self, back: int) -> date:
        return self._today - timedelta(days=back)

    def _ago(self, back: int, hour: int = 7, minute: int = 30) -> Moment:
        return self._hand.moment(self._day(back), hour, minute)

    def _enroll(self, name: str, asks: Asks, visit: Period | None) -> Trainee:
        self._enrolled += 1
        capacities = (
            () if visit is None else (CapacityPeriod(asks.capacity, visit, "Host office"),)
        )
        return self._hand.enroll(
            Trainee(
                id=TraineeId(_NOBODY),
                number=0,
                family_name=name,
                given_name=f"{chr(64 + self._enrolled)}.",
                degree="MD",
                email=f"{name.casefold()}@example.org",
                license_state="FL",
                license_number=f"ME{30000 + self._enrolled}",
                membership=ProgramMembership(
                    f"A{40000 + self._enrolled}", self._today + timedelta(days=190)
                ),
                eligibility=Eligibility(
                    classroom_complete=True, membership_seen=True, license_seen=True
                ),
                pathway=asks.pathway,
                requested=asks.requested,
                profile_id=asks.profile,
                capacities=capacities,
                status=TraineeStatus.ACTIVE,
            )
        )

    def _arrives(self, name: str, back: int, asks: Asks, brings: Brings | None = None) -> Arrival:
        """Somebody is enrolled, brings what they have, and is prepared for the first case."""
        yield self._ago(back)
        first = self._day(back - 4)
        here_still = back <= _HERE_STILL
        last = self._day(-6) if here_still else first + timedelta(days=_VISIT_DAYS)
        visit = Period(first, last)
        trainee = self._enroll(name, asks, visit)
        if brings is not None:
            qualifications = self._stage.as_role(Role.COORDINATOR).qualifications
            brought = brings(qualifications.of(trainee.id))
            qualifications.keep(self._with_copies(trainee, brought) if asks.copies else brought)
        placement = self._hand.place(trainee, self._host, visit)
        yield self._ago(back - 3)
        self._hand.receive(trainee, placement, self._day(back - 3))
        yield self._ago(back - 4, 8)
        self._hand.prepare(trainee, placement, self._ago(back - 4, 7, 40))
        return trainee

    def _with_copies(self, trainee: Trainee, brought: Qualification) -> Qualification:
        def copy(title: str) -> PaperId:
            return self._hand.paper(trainee, title)

        return replace(
            brought,
            boards=tuple(
                replace(one, paper_id=copy(f"Board certificate {one.certificate_number}"))
                for one in brought.boards
            ),
            authorizations=tuple(
                replace(one, paper_id=copy(f"License {one.license_number}"))
                for one in brought.authorizations
            ),
        )

    def _trained(
        self, name: str, back: int, capacity: Capacity = Capacity.SUPERVISED_PARTICIPANT
    ) -> Arrival:
        """Somebody named under 35.490 who asks for parenteral administrations and has all hours."""
        trainee = yield from self._arrives(name, back, Asks(capacity=capacity), named_490)
        yield from self._hours(trainee, back, "35.396", CLASSROOM_80)
        return trainee

    def _hours(
        self,
        trainee: Trainee,
        back: int,
        section: str,
        classroom: Mapping[str, int],
        work: Mapping[str, int] = WORK,
    ) -> Story:
        """Hours of a course taken before, and of work during the visit; signed by whoever saw them."""
        yield self._ago(back - 5)
        taken = self._hand.classroom(
            trainee, section, classroom, days_after(self._day(back + 120), _CLASS_DAYS)
        )
        self._hand.verify((taken,))
        self._beside(self._worked(trainee, back - 5, work))

    def _worked(self, trainee: Trainee, back: int, work: Mapping[str, int]) -> Story:
        """Work during the visit, beside the cases; the preceptor confirms it when it is done."""
        days = max(_WORK_DAYS, sum(work.values()) // _HOURS_A_DAY)
        done = back - _WORK_DAYS
        yield self._ago(done, 16)
        entry = self._hand.work(trainee, work, days_after(self._day(done + days - 1), days))
        self._hand.confirm((entry,))

    def _cases(
        self,
        trainee: Trainee,
        backs: tuple[int, ...],
        drug: GivenDrug = VIPIVOTIDE,
        part: Part = Part.PERFORMED,
        supervisor: int = 0,
    ) -> Generator[Moment, None, tuple[CaseId, ...]]:
        """Cases on these days, each signed within hours."""
        given = []
        for back in backs:
            session = Session(self._ago(back, 11, 12), drug, part, supervisor)
            yield self._ago(back, 14)
            given.append(self._hand.give(trainee, session))
        return tuple(given)

    def _rated(self, trainee: Trainee, back: int, rated: Part) -> Generator[Moment, None, CaseId]:
        """A case in which the trainee says "performed" and the preceptor says what they saw."""
        session = Session(self._ago(back, 11, 12), part=rated)
        yield self._ago(back, 8, 12)
        case_id = self._hand.plan(trainee, session, Part.PERFORMED)
        yield self._ago(back, 14, 20)
        self._hand.administer(trainee, case_id, session)
        return case_id

    def _follow_up(self, trainee: Trainee, request: LicenseFollowUp) -> None:
        follow_ups = self._stage.as_role(Role.COORDINATOR).follow_ups
        follow_ups.add(
            replace(
                request,
                id=FollowUpId(_NOBODY),
                trainee_id=trainee.id,
                license_number=HOME_LICENSE,
                agency=HOME_AGENCY,
            )
        )


def named_490(brought: Qualification) -> Qualification:
    """An authorized user of manual brachytherapy, as most who come for parenteral use."""
    listed = CurrentAuthorization(
        HOME_LICENSE, HOME_AGENCY, ("35.490", "35.690"), (), date(2018, 5, 4)
    )
    return replace(brought, authorizations=(listed,))


def asked_the_state(brought: Qualification) -> Qualification:
    """The same, and the agency's own answer about the pathway is on record."""
    answer = RegulatorAnswer(
        "Example State agency, licensing section",
        date(2026, 5, 18),
        "The parenteral pathway is open to physicians named under the equivalent of 35.490.",
        "e-mail of 2026-05-18",
    )
    return replace(named_490(brought), answers=(answer,))
