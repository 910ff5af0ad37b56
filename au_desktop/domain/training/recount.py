"""A recount: one trainee's log as two or more jurisdiction profiles judge it, side by side, with each difference explained."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from au_desktop.domain.reference.categories import overlap
from au_desktop.domain.reference.profiles import DosageCategory, JurisdictionProfile
from au_desktop.domain.training.cases import Case
from au_desktop.domain.training.counting.gate import CaseVerdict, GateReason, Reason
from au_desktop.domain.training.hour_rules.hour_count import HoursStanding
from au_desktop.domain.training.standings.standing import Requirement, RequirementKind, Standing
from au_desktop.domain.training.trainees import Trainee


class DifferenceCode(StrEnum):
    """How a case fares differently under another profile."""

    CATEGORY_DIVIDED = "the category is divided there"
    CATEGORIES_JOINED = "the category is one with others there"
    OTHER_CODE = "the category has another code there"
    NO_CATEGORY_THERE = "in no category there"
    NO_CATEGORY_HERE = "in a category only there"
    NOT_REQUESTED_THERE = "its category is not among those requested there"
    OTHER_LISTING = "the supervisor's license lists other categories"
    OTHER_REASONS = "other reasons stand against it there"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference, with the facts for a sentence and the reasons that stand only there, or only here."""

    code: DifferenceCode
    facts: Mapping[str, str] = field(default_factory=dict)
    only_there: tuple[Reason, ...] = ()
    only_here: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One profile's judgment of the trainee: the requested categories in its own codes, verdicts by case, hours, standing."""

    profile: JurisdictionProfile
    requested: tuple[str, ...]
    verdicts: tuple[tuple[Case, CaseVerdict], ...]
    hours: HoursStanding
    standing: Standing


@dataclass(frozen=True, slots=True)
class RecountedCase:
    """A case with its verdict under each profile, and the differences of each from the first."""

    case: Case
    verdicts: tuple[CaseVerdict, ...]
    differences: tuple[tuple[Difference, ...], ...]

    @property
    def differs(self) -> bool:
        """Whether any profile sees it otherwise than the first."""
        return any(self.differences)


@dataclass(frozen=True, slots=True)
class RecountedLine:
    """What the profiles ask and count of one subject: none where a profile does not ask it, several where it is divided."""

    kind: RequirementKind
    asked: tuple[tuple[Requirement, ...], ...]

    @property
    def differs(self) -> bool:
        """Whether a profile asks, or counts, otherwise than the first."""
        seen = [
            tuple((one.code, one.needed, one.counted, one.met) for one in column)
            for column in self.asked
        ]
        return any(column != seen[0] for column in seen[1:])


@dataclass(frozen=True, slots=True)
class Recount:
    """The columns, and below them the lines and cases, those that differ first."""

    trainee: Trainee
    columns: tuple[Column, ...]
    lines: tuple[RecountedLine, ...]
    cases: tuple[RecountedCase, ...]


def recounted(trainee: Trainee, columns: Sequence[Column]) -> Recount:
    """Compare the columns, which judge the same cases, with the first: a pure function of what they hold."""
    cases = tuple(_case(at, columns) for at in range(len(columns[0].verdicts)))
    lines = tuple(_lines(columns))
    return Recount(
        trainee,
        tuple(columns),
        tuple(sorted(lines, key=lambda line: not line.differs)),
        tuple(sorted(cases, key=lambda one: not one.differs)),
    )


def requested_under(
    requested: Iterable[str], own: JurisdictionProfile, other: JurisdictionProfile
) -> tuple[str, ...]:
    """A request in another profile's codes: what the data of the profiles says, else every category that covers the same."""
    wanted = set(requested)
    stated = set(other.own_codes(wanted))
    asked = [category for category in own.categories if category.code in wanted]
    lost = [category for category in asked if stated.isdisjoint(other.own_codes((category.code,)))]
    return tuple(
        category.code
        for category in other.categories
        if category.code in stated or any(overlap(category, one) for one in lost)
    )


def _case(at: int, columns: Sequence[Column]) -> RecountedCase:
    case, here = columns[0].verdicts[at]
    verdicts = tuple(column.verdicts[at][1] for column in columns)
    differences = tuple(
        tuple(_differences(here, verdict, columns[0], column))
        for verdict, column in zip(verdicts, columns, strict=True)
    )
    return RecountedCase(case, verdicts, differences)


def _differences(
    here: CaseVerdict, there: CaseVerdict, own: Column, other: Column
) -> Iterator[Difference]:
    facts = {
        "here": _named(here.category),
        "there": _named(there.category),
        "profile": other.profile.title,
        "own": own.profile.title,
    }
    code = _category_difference(here.category, there.category, own, other)
    if code is not None:
        yield Difference(code, facts)
    if (
        _asked(here.category, own)
        and there.category is not None
        and not _asked(there.category, other)
    ):
        yield Difference(DifferenceCode.NOT_REQUESTED_THERE, facts)
    yield from _reason_differences(here, there, facts)


def _named(category: DosageCategory | None) -> str:
    return "" if category is None else f"{category.code} ({category.title})"


def _asked(category: DosageCategory | None, column: Column) -> bool:
    return category is not None and category.code in column.requested


def _category_difference(
    here: DosageCategory | None, there: DosageCategory | None, own: Column, other: Column
) -> DifferenceCode | None:
    if here is not None and there is not None:
        return None if here.code == there.code else _other_code(here, there, own, other)
    if here is there:
        return None
    nowhere = here is None
    return DifferenceCode.NO_CATEGORY_HERE if nowhere else DifferenceCode.NO_CATEGORY_THERE


def _other_code(
    here: DosageCategory, there: DosageCategory, own: Column, other: Column
) -> DifferenceCode:
    if sum(overlap(here, one) for one in other.profile.categories) > 1:
        return DifferenceCode.CATEGORY_DIVIDED
    if sum(overlap(there, one) for one in own.profile.categories) > 1:
        return DifferenceCode.CATEGORIES_JOINED
    return DifferenceCode.OTHER_CODE


_TOLD_BY_THE_CATEGORY = frozenset({GateReason.NO_CATEGORY})


def _reason_differences(
    here: CaseVerdict, there: CaseVerdict, facts: Mapping[str, str]
) -> Iterator[Difference]:
    codes_here = {reason.code for reason in here.reasons} | _TOLD_BY_THE_CATEGORY
    codes_there = {reason.code for reason in there.reasons} | _TOLD_BY_THE_CATEGORY
    only_there = tuple(one for one in there.reasons if one.code not in codes_here)
    only_here = tuple(one for one in here.reasons if one.code not in codes_there)
    if not only_there and not only_here:
        return
    listing = {one.code for one in (*only_there, *only_here)} == {
        GateReason.SUPERVISOR_NOT_AUTHORIZED
    }
    code = DifferenceCode.OTHER_LISTING if listing else DifferenceCode.OTHER_REASONS
    yield Difference(code, facts, only_there, only_here)


def _lines(columns: Sequence[Column]) -> Iterator[RecountedLine]:
    """One line a subject, in the order of the first profile that asks it."""
    left = [list(column.standing.requirements) for column in columns]
    while any(left):
        first = next(one for column in left for one in column)
        everything = [one for column in left for one in column if one.kind is first.kind]
        subject = _subject(first, everything, columns)
        yield RecountedLine(
            first.kind, tuple(tuple(one for one in column if one in subject) for column in left)
        )
        left = [[one for one in column if one not in subject] for column in left]


def _subject(
    first: Requirement, everything: Sequence[Requirement], columns: Sequence[Column]
) -> list[Requirement]:
    """Everything that is about the same as the first: of cases all that some category ties together."""
    if first.kind in {RequirementKind.TOPIC, RequirementKind.ELEMENT}:
        return [one for one in everything if one.code == first.code]
    if first.kind is not RequirementKind.CASES:
        return list(everything)
    known = {
        category.code: category for column in columns for category in column.profile.categories
    }
    codes, grown = {first.code}, True
    while grown:
        more = {
            one.code
            for one in everything
            if any(overlap(known[one.code], known[code]) for code in codes)
        }
        grown = not more <= codes
        codes |= more
    return [one for one in everything if one.code in codes]
