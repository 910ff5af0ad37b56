"""Forecasts of one trainee's requirements: cases at the center's own rate, hours at the trainee's own."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from au_desktop.domain.ids import TraineeId
from au_desktop.domain.reference.categories import NotACategory, categorize
from au_desktop.domain.reference.profiles import JurisdictionProfile
from au_desktop.domain.training.cases import CaseState
from au_desktop.domain.training.counting.progress import CategoryProgress
from au_desktop.domain.training.forecast import (
    RATE_DAYS,
    Forecast,
    Pace,
    Step,
    Target,
    forecast,
    own_pace,
)
from au_desktop.domain.training.hours import Ledger
from au_desktop.domain.training.standings.standing import Requirement, RequirementKind
from au_desktop.domain.training.trainees import Trainee
from au_desktop.services.cases.judgements import JudgedCase, TraineeProgress
from au_desktop.services.desk import Desk
from au_desktop.services.standing.standings import TraineeStanding


class PaceBasis(StrEnum):
    """Whose rate a forecast carries on."""

    CENTER = "center"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class RequirementForecast:
    """One requirement with its outlook, and the rate that it stands on."""

    kind: RequirementKind
    code: str
    title: str
    basis: PaceBasis
    pace: Pace | None
    forecast: Forecast


@dataclass(frozen=True, slots=True)
class HourSteps:
    """A requirement in hours, and the days on which the hours that count were done."""

    requirement: Requirement
    steps: tuple[Step, ...]


class Forecasts:
    """Read-only: nothing of a forecast is kept, so that it never outlives the records under it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(
        self, progress: TraineeProgress, hours: Iterable[HourSteps] = ()
    ) -> tuple[RequirementForecast, ...]:
        """Each requirement in hours, then each requested category."""
        of_hours = tuple(self._of_hours(progress.trainee, entry) for entry in hours)
        return of_hours + self.of_many((progress,))[progress.trainee.id]

    def of_many(
        self, progress: Iterable[TraineeProgress]
    ) -> Mapping[TraineeId, tuple[RequirementForecast, ...]]:
        """The requested categories of many trainees, with one question a profile."""
        paces: dict[str, Mapping[str, Pace]] = {}
        found = {}
        for one in progress:
            profile_id = one.trainee.profile_id
            if one.categories and profile_id not in paces:
                paces[profile_id] = self.center_paces(self._desk.reference.profile(profile_id))
            found[one.trainee.id] = tuple(
                self._of_category(one, entry, paces[profile_id].get(entry.category.code))
                for entry in one.categories
            )
        return found

    def of_standing(self, found: TraineeStanding) -> tuple[RequirementForecast, ...]:
        """The same for a trainee whose standing is at hand."""
        return self.of(found.progress, _hour_steps(found))

    def center_paces(self, profile: JurisdictionProfile) -> Mapping[str, Pace]:
        """By category code: administrations given here in the last `RATE_DAYS` days, whoever took part."""
        today = self._desk.today()
        reference = self._desk.reference
        given: Counter[str] = Counter()
        for row in self._desk.queries.given_between(today - timedelta(days=RATE_DAYS - 1), today):
            drug = reference.drugs.get(row.drug_id)
            nuclide = None if drug is None else reference.nuclides.get(drug.nuclide_id)
            if drug is None or nuclide is None:
                continue
            category = categorize(profile, drug, nuclide, row.activity)
            if not isinstance(category, NotACategory):
                given[category.code] += row.number
        return {code: Pace(Decimal(number), RATE_DAYS) for code, number in given.items()}

    def _of_category(
        self, progress: TraineeProgress, entry: CategoryProgress, pace: Pace | None
    ) -> RequirementForecast:
        code = entry.category.code
        target = Target(
            needed=Decimal(entry.needed),
            steps=tuple(
                Step(judged.case.on, Decimal(1))
                for judged in _of_code(progress.cases, code)
                if judged.verdict.counts
            ),
            planned=_planned(progress.cases, code, self._desk.today()),
            met=entry.complete,
        )
        return RequirementForecast(
            RequirementKind.CASES,
            code,
            entry.category.title,
            PaceBasis.CENTER,
            pace,
            forecast(target, pace, progress.trainee.visits, self._desk.today()),
        )

    def _of_hours(self, trainee: Trainee, entry: HourSteps) -> RequirementForecast:
        """Hours are the trainee's own work, so the center has no rate for them."""
        today, asked = self._desk.today(), entry.requirement
        pace = own_pace(entry.steps, trainee.visits, today)
        target = Target(asked.needed or Decimal(0), entry.steps, met=asked.met)
        return RequirementForecast(
            asked.kind,
            asked.code,
            asked.title,
            PaceBasis.OWN,
            pace,
            forecast(target, pace, trainee.visits, today),
        )


def _hour_steps(found: TraineeStanding) -> Iterable[HourSteps]:
    """Hours count on the last day of their entry; the hours in all take classroom and work together."""
    ledgers = {
        RequirementKind.CLASSROOM_HOURS: (Ledger.CLASSROOM,),
        RequirementKind.TOTAL_HOURS: (Ledger.CLASSROOM, Ledger.WORK),
    }
    for requirement in found.standing.requirements:
        taken = ledgers.get(requirement.kind, ())
        if taken:
            steps = tuple(
                Step(one.entry.last, one.counted)
                for one in found.hours.judged
                if one.counts and one.entry.ledger in taken
            )
            yield HourSteps(requirement, steps)


def _of_code(cases: Iterable[JudgedCase], code: str) -> Iterable[JudgedCase]:
    return (judged for judged in cases if code == _code(judged))


def _code(judged: JudgedCase) -> str | None:
    category = judged.verdict.category
    return None if category is None else category.code


def _planned(cases: Iterable[JudgedCase], code: str, today: date) -> tuple[date, ...]:
    return tuple(
        judged.case.on
        for judged in _of_code(cases, code)
        if judged.case.state is CaseState.PLANNED and judged.case.on >= today
    )
