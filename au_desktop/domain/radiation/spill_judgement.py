"""Whether a spill is minor or major by the published levels, which are suggestions, or by the site's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from au_desktop.domain.quantities import Activity
from au_desktop.domain.radiation.exact import not_negative
from au_desktop.domain.reference.spill_levels import SpillLevel


class SpillClass(StrEnum):
    """How a spill is taken."""

    MINOR = "minor"
    MAJOR = "major"


@dataclass(frozen=True, slots=True)
class SpillVerdict:
    """What the levels say.

    Args:
        spill_class: minor or major; None where no level is known: the RSO decides.
        evacuate: whether the area is to be left; None where no list has a level for that.
        levels: the published levels of the nuclide.
        site_level: the site's own dividing activity, which goes before them.
    """

    spill_class: SpillClass | None
    evacuate: bool | None
    levels: tuple[SpillLevel, ...]
    site_level: Activity | None = None


def judge_spill(
    activity: Activity,
    nuclide_id: str,
    levels: Iterable[SpillLevel],
    site_level: Activity | None = None,
) -> SpillVerdict:
    """Minor below the dividing activity, major from it upward; the strictest published list where the site has none.

    Rule: A ≥ level is major (at exactly the level, major); "any amount" is major from the first trace. Units: as given.
    Range: activity not negative. No default where no source is known: the class is then None.
    Source: NUREG-1556 Vol. 9 App. N by way of a secondary source, and a study guide; both suggestions for the RSO.
    """
    not_negative("activity", activity.amount)
    known = tuple(level for level in levels if level.nuclide_id == nuclide_id)
    evacuations = [level.evacuate_from for level in known if level.evacuate_from is not None]
    evacuate = activity >= min(evacuations) if evacuations else None
    if site_level is not None:
        return SpillVerdict(_class(major=activity >= site_level), evacuate, known, site_level)
    if not known:
        return SpillVerdict(None, evacuate, known)
    return SpillVerdict(
        _class(major=any(_is_major(activity, level) for level in known)), evacuate, known
    )


def _is_major(activity: Activity, level: SpillLevel) -> bool:
    if level.major_from is None:
        return activity.amount > 0
    return activity >= level.major_from


def _class(*, major: bool) -> SpillClass:
    return SpillClass.MAJOR if major else SpillClass.MINOR
