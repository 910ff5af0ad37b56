"""What else a day asks for: onboarding papers, home licenses, attestations, and parts on which two people differ."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from au_desktop.domain.training.cases import Case
from au_desktop.domain.training.onboarding import Placement
from au_desktop.domain.training.ratings import DualRating
from au_desktop.domain.training.trainees import Trainee
from au_desktop.services.attesting.attestation_waits import AttestationWait
from au_desktop.services.attesting.attestations import Attestations
from au_desktop.services.desk import Desk
from au_desktop.services.roster.license_follow_ups import FollowUpDue, LicenseFollowUps
from au_desktop.services.roster.onboarding_views import DueKind, OnboardingDue
from au_desktop.services.roster.placements import Placements
from au_desktop.services.safety.safety_due import SafetyDue, SafetyDues

WITHIN = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class PartsDiffer:
    """A case whose part the trainee and the preceptor name differently, and which nobody has settled."""

    case: Case
    trainee: Trainee
    rating: DualRating


@dataclass(frozen=True, slots=True)
class PapersDue:
    """What one visit waits for, all of one kind together; `due` is the earliest day."""

    trainee: Trainee
    placement: Placement
    host: str
    what: DueKind
    titles: tuple[str, ...]
    due: date


@dataclass(frozen=True, slots=True)
class Waits:
    """Everything, each kind in the order in which it should be worked on."""

    papers: tuple[PapersDue, ...] = ()
    licenses: tuple[FollowUpDue, ...] = ()
    attestations: tuple[AttestationWait, ...] = ()
    parts: tuple[PartsDiffer, ...] = ()
    safety: tuple[SafetyDue, ...] = ()

    def overdue(self, today: date) -> int:
        """How many visits wait for papers, tasks of licenses and matters of radiation safety are past their day."""
        days = [one.due for one in self.papers] + [one.due for one in self.licenses]
        days += [one.due for one in self.safety]
        return sum(1 for day in days if day < today)


class DayWaits:
    """Read-only; asked for after the first page is drawn, because the attestations judge every trainee in training."""

    def __init__(
        self,
        desk: Desk,
        placements: Placements,
        follow_ups: LicenseFollowUps,
        attestations: Attestations,
        safety: SafetyDues,
    ) -> None:
        self._desk = desk
        self._safety = safety
        self._placements, self._follow_ups = placements, follow_ups
        self._attestations = attestations

    def waits(self) -> Waits:
        """What waits today, and what is due within `WITHIN`."""
        until = self._desk.today() + WITHIN
        return Waits(
            papers=_together(self._placements.due(until)),
            licenses=self._follow_ups.due(until),
            attestations=self._attestations.waiting(),
            parts=self._parts(),
            safety=self._safety.until(until),
        )

    def _parts(self) -> tuple[PartsDiffer, ...]:
        keys = self._desk.queries.cases_with_parts_open()
        with self._desk.reading() as uow:
            cases = uow.cases.several(keys)
            ratings = uow.ratings.of_cases(keys)
            named = {one.trainee_id: one for one in cases}
            trainees = {one.id: one for one in uow.trainees.several(tuple(named))}
        in_order = sorted(cases, key=lambda case: (case.on, case.number))
        return tuple(
            PartsDiffer(case, trainees[case.trainee_id], ratings[case.id]) for case in in_order
        )


def _together(found: Iterable[OnboardingDue]) -> tuple[PapersDue, ...]:
    """By visit and kind, in the order of the earliest day."""
    kinds: dict[tuple[object, DueKind], list[OnboardingDue]] = {}
    for one in found:
        kinds.setdefault((one.placement.id, one.what), []).append(one)
    return tuple(
        PapersDue(
            trainee=several[0].trainee,
            placement=several[0].placement,
            host=several[0].host,
            what=several[0].what,
            titles=tuple(one.title for one in several),
            due=min(one.due for one in several),
        )
        for several in kinds.values()
    )
