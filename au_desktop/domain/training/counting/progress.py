"""Progress of one trainee against a jurisdiction profile: cases needed and counted in each requested category."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from au_desktop.domain.reference.profiles import DosageCategory, JurisdictionProfile
from au_desktop.domain.training.counting.gate import CaseVerdict


@dataclass(frozen=True, slots=True)
class CategoryProgress:
    """One requested category: cases needed, counted in it, and whether another category already satisfies it."""

    category: DosageCategory
    needed: int
    counted: int
    waiting: int
    satisfied_by: str = ""

    @property
    def complete(self) -> bool:
        """Whether the minimum is met, by its own cases or by the category that also satisfies it."""
        return bool(self.satisfied_by) or self.counted >= self.needed

    @property
    def missing(self) -> int:
        """Cases still needed."""
        return 0 if self.complete else self.needed - self.counted


def case_progress(
    profile: JurisdictionProfile,
    requested: Iterable[str],
    section: str,
    verdicts: Iterable[CaseVerdict],
) -> tuple[CategoryProgress, ...]:
    """Count verdicts per requested category, in the profile's order; `section` is that of the route, empty while undecided.

    Three cases above 33 mCi also satisfy the category up to 33 mCi on the 35.390 route only (footnote in
    35.390(b)(1)(ii)(G)(2)); which category satisfies which, and on which route, is data of the profile.
    """
    counted: Counter[str] = Counter()
    waiting: Counter[str] = Counter()
    for verdict in verdicts:
        if verdict.category is not None:
            (counted if verdict.counts else waiting)[verdict.category.code] += 1
    wanted = set(requested)
    return tuple(
        CategoryProgress(
            category=category,
            needed=category.min_cases,
            counted=counted[category.code],
            waiting=waiting[category.code],
            satisfied_by=_satisfied_by(profile, category, section, counted),
        )
        for category in profile.categories
        if category.code in wanted
    )


def _satisfied_by(
    profile: JurisdictionProfile, category: DosageCategory, section: str, counted: Counter[str]
) -> str:
    by_code = {other.code: other for other in profile.categories}
    for rule in category.satisfied_by:
        other = by_code.get(rule.code)
        if (
            other is not None
            and section == rule.section
            and counted[other.code] >= other.min_cases
        ):
            return other.code
    return ""
