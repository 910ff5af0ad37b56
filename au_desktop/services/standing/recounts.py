"""Recounts: one trainee's log judged under other jurisdiction profiles beside their own."""

from collections.abc import Sequence

from au_desktop.domain.ids import TraineeId
from au_desktop.domain.reference.profiles import JurisdictionProfile
from au_desktop.domain.training.recount import Column, Recount, recounted
from au_desktop.services.desk import Desk
from au_desktop.services.standing.standings import Standings, TraineeStanding


class Recounts:
    """Read-only use cases about recounts."""

    def __init__(self, desk: Desk, standings: Standings) -> None:
        self._desk = desk
        self._standings = standings

    def profiles(self) -> tuple[JurisdictionProfile, ...]:
        """What a recount can be made under."""
        return tuple(self._desk.reference.profiles.values())

    def recount(self, trainee_id: TraineeId, profile_ids: Sequence[str]) -> Recount:
        """The trainee's log under their own profile and under these others, in this order; raises `NotFound`."""
        own = self._standings.of(trainee_id)
        others = [
            profile_id for profile_id in dict.fromkeys(profile_ids) if profile_id != own.profile.id
        ]
        seen = (own, *(self._standings.of(trainee_id, profile_id) for profile_id in others))
        return recounted(own.trainee, tuple(_column(found) for found in seen))


def _column(found: TraineeStanding) -> Column:
    return Column(
        profile=found.profile,
        requested=found.requested,
        verdicts=tuple((one.case, one.verdict) for one in found.progress.cases),
        hours=found.hours,
        standing=found.standing,
    )
