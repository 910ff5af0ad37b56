"""An hour counts once: entries of all ledgers share the trainee's time, by the clock where it is known, else by the day."""

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from itertools import accumulate, pairwise

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import HourEntryId, PaperId
from au_desktop.domain.training.hours import Course, HourEntry, HourPart, Ledger

HOURS_OF_A_DAY = Decimal(24)
_MINUTES = 60


class OverlapKind(StrEnum):
    """How an entry takes time that is taken already."""

    SAME_TIME = "the same clock time"
    DAYS_FULL = "the days hold no more hours"


@dataclass(frozen=True, slots=True)
class Overlap:
    """Which entries hold the time, on which days, how many hours the entry asks for, and how many of them are free."""

    kind: OverlapKind
    codes: tuple[str, ...]
    first: date
    last: date
    asked: Decimal
    free: Decimal


class Twin(StrEnum):
    """In what an entry repeats another."""

    PAPER = "the same certificate"
    FACTS = "the same hours on the same days"


class HoursOverlap(Invalid):
    """Hours were entered for time that other entries hold already."""

    def __init__(self, overlap: Overlap) -> None:
        super().__init__("hours", f"overlap with {', '.join(overlap.codes)}")
        self.overlap = overlap


class HoursTwice(Invalid):
    """An entry repeats another one."""

    def __init__(self, twin: Twin, code: str) -> None:
        super().__init__("hours", f"{code} holds {twin.value}")
        self.twin = twin
        self.code = code


def find_twin(
    entry: HourEntry, others: Iterable[HourEntry], digests: Mapping[PaperId, bytes]
) -> tuple[Twin, HourEntry] | None:
    """Another entry that this one repeats: by the bytes of its certificate, or with the same hours, days and course.

    One certificate is one entry of one ledger. A letter about work experience may stand behind several entries.
    """
    own = twin_keys(entry, digests)
    for other in _beside(entry, others):
        for key in twin_keys(other, digests):
            if key in own:
                return key[0], other
    return None


TwinKey = tuple[Twin, object]


def twin_keys(entry: HourEntry, digests: Mapping[PaperId, bytes]) -> tuple[TwinKey, ...]:
    """What no other entry may have, too: its certificate, and its hours and days with the course, or with the work."""
    when = (entry.first, entry.last, entry.starts, entry.ends, entry.hours)
    if entry.ledger is Ledger.WORK:
        parts = tuple(sorted((part.code, part.hours) for part in entry.parts))
        place = entry.place.strip().casefold()
        return ((Twin.FACTS, (place, entry.license_number, entry.supervisor_id, parts, when)),)
    names = (entry.course.provider.strip().casefold(), entry.course.title.strip().casefold())
    facts: TwinKey = (Twin.FACTS, (names, when))
    if entry.paper_id is None:
        return (facts,)
    return ((Twin.PAPER, digests.get(entry.paper_id, entry.paper_id.bytes)), facts)


def find_overlap(
    entry: HourEntry, others: Iterable[HourEntry], daily: Decimal = HOURS_OF_A_DAY
) -> Overlap | None:
    """The first reason why the entry does not fit beside the others, or None. The others must fit among themselves.

    Entries with clock times exclude one another to the minute. A day holds at most `daily` claimable hours for entries
    without them; what the clock holds of a day is taken out first. Hours without clock times may lie anywhere in their
    days, so they fit exactly where for every window of days the hours of entries wholly inside are no more than it holds
    (the deadline condition of preemptive scheduling, Horn 1974).
    """
    held = _Held(_beside(entry, others), daily)
    if entry.starts is None or entry.ends is None:
        return held.days_full(entry)
    return held.same_time(entry, entry.starts, entry.ends) or held.crowded(entry)


def free_hours(
    entry: HourEntry, others: Iterable[HourEntry], daily: Decimal = HOURS_OF_A_DAY
) -> Decimal:
    """How many of the entry's hours are still free."""
    overlap = find_overlap(entry, others, daily)
    return entry.hours if overlap is None else overlap.free


def fitted(
    entry: HourEntry, others: Sequence[HourEntry], daily: Decimal = HOURS_OF_A_DAY
) -> HourEntry | None:
    """The entry with only the hours that are free, or None where nothing is; parts keep their order, the last give way.

    Of clock times the longest free stretch is kept.
    """
    if entry.starts is not None and entry.ends is not None:
        stretch = _Held(_beside(entry, others), daily).longest_stretch(entry)
        if stretch is None:
            return None
        clock = (stretch[1] - stretch[0]) / Decimal(_MINUTES)
        parts = cut_parts(entry.parts, min(clock, entry.hours))
        entry = replace(entry, starts=_clock(stretch[0]), ends=_clock(stretch[1]), parts=parts)
    free = free_hours(entry, others, daily)
    return replace(entry, parts=cut_parts(entry.parts, free)) if free > 0 else None


def cut_parts(parts: Iterable[HourPart], hours: Decimal) -> tuple[HourPart, ...]:
    """The parts, in order, up to a sum of hours."""
    kept = []
    for part in parts:
        taken = min(part.hours, hours)
        if taken > 0:
            kept.append(replace(part, hours=taken))
            hours -= taken
    return tuple(kept)


def overlaps_among(
    entries: Iterable[HourEntry], daily: Decimal = HOURS_OF_A_DAY
) -> Mapping[HourEntryId, Overlap]:
    """Those entries that do not fit beside the ones before them; whoever comes first keeps the time."""
    wanted = list(entries)
    if _Held(wanted, daily).fits():
        return {}
    kept: list[HourEntry] = []
    found = {}
    for entry in wanted:
        overlap = find_overlap(entry, kept, daily)
        if overlap is None:
            kept.append(entry)
        else:
            found[entry.id] = overlap
    return found


def divided(
    entry: HourEntry, hours: Decimal, ledger: Ledger, code: str
) -> tuple[HourEntry, HourEntry]:
    """What stays of an entry when some hours go to another ledger, and the new entry for these.

    The last parts give way, and of clock times the end. One certificate is one entry, so it stays with what stays; a letter
    goes along to work experience.

    Raises:
        Invalid: nothing would be moved, or nothing would stay.
    """
    if not 0 < hours < entry.hours:
        raise Invalid("hours", f"must be above 0 and below {entry.hours:f}")
    kept = replace(entry, parts=cut_parts(entry.parts, entry.hours - hours))
    moved = replace(
        entry,
        ledger=ledger,
        parts=(HourPart(code, hours),),
        course=_course_of_the_rest(entry, ledger),
        paper_id=entry.paper_id if ledger is Ledger.WORK else None,
        notes=f"Divided from {entry.code}.",
    )
    if entry.starts is None or entry.ends is None:
        return kept, moved
    cut = _clock(_span(entry)[1] - math.ceil(hours * _MINUTES))
    return replace(kept, ends=cut), replace(moved, starts=cut)


def _course_of_the_rest(entry: HourEntry, ledger: Ledger) -> Course:
    if Ledger.WORK in (entry.ledger, ledger):
        return Course()
    return replace(entry.course, title=f"{entry.course.title} (divided)", sections=())


def _beside(entry: HourEntry, others: Iterable[HourEntry]) -> list[HourEntry]:
    return [other for other in others if other.id != entry.id and other.voided is None]


@dataclass(frozen=True, slots=True)
class _Claim:
    """Minutes that may lie anywhere in some days."""

    first: date
    last: date
    minutes: Decimal


@dataclass(frozen=True, slots=True)
class _Window:
    """Days from `first` to `last` and the minutes that are still free in them."""

    first: date
    last: date
    slack: Decimal


class _Held:
    """The time that some entries hold."""

    def __init__(self, entries: Iterable[HourEntry], daily: Decimal) -> None:
        live = [entry for entry in entries if entry.voided is None]
        self._daily = min(daily, HOURS_OF_A_DAY) * _MINUTES
        self._live = live
        self._loose = [
            _Claim(entry.first, entry.last, entry.hours * _MINUTES)
            for entry in live
            if entry.starts is None
        ]
        self._timed: dict[date, list[HourEntry]] = defaultdict(list)
        for entry in live:
            if entry.starts is not None:
                self._timed[entry.first].append(entry)
        self._clock_days = sorted(self._timed)
        # What the clock takes out of each of these days, summed up from the first.
        self._taken = [Decimal(0), *accumulate(map(self._held_by_clock, self._clock_days))]

    def fits(self) -> bool:
        """Whether the entries fit among themselves."""
        for timed in self._timed.values():
            spans = sorted(_span(entry) for entry in timed)
            if any(later[0] < earlier[1] for earlier, later in pairwise(spans)):
                return False
        return all(window.slack >= 0 for window in self._windows(self._loose))

    def days_full(self, entry: HourEntry) -> Overlap | None:
        """Whether days are too full for an entry without clock times."""
        nothing = _Claim(entry.first, entry.last, Decimal(0))  # its own days are a window, too
        window = self._tightest(entry, [*self._loose, nothing])
        if window is None or entry.hours * _MINUTES <= window.slack:
            return None
        return self._overlap(entry, window)

    def same_time(self, entry: HourEntry, starts: time, ends: time) -> Overlap | None:
        """Whether the clock is taken at that time."""
        met = [
            other
            for other in self._timed.get(entry.first, ())
            if _minutes(starts) < _span(other)[1] and _span(other)[0] < _minutes(ends)
        ]
        if not met:
            return None
        stretch = self.longest_stretch(entry)
        minutes = 0 if stretch is None else stretch[1] - stretch[0]
        free = min(entry.hours, Decimal(minutes) / _MINUTES)
        codes = _codes(met)
        return Overlap(OverlapKind.SAME_TIME, codes, entry.first, entry.last, entry.hours, free)

    def crowded(self, entry: HourEntry) -> Overlap | None:
        """Whether clock times leave too little of their day to entries without them."""
        window = self._tightest(entry, self._loose)
        start, end = _span(entry)
        left = self._daily - self._held_by_clock(entry.first)
        if window is None or min(Decimal(end - start), left) <= window.slack:
            return None
        return self._overlap(entry, window)

    def longest_stretch(self, entry: HourEntry) -> tuple[int, int] | None:
        """The longest free stretch of the entry's clock times, in minutes of the day, that its day has room for."""
        start, end = _span(entry)
        found: tuple[int, int] | None = None
        taken = sorted(_span(other) for other in self._timed.get(entry.first, ()))
        for low, high in [*taken, (end, end)]:
            gap = (start, min(low, end))
            if gap[1] > gap[0] and (found is None or gap[1] - gap[0] > found[1] - found[0]):
                found = gap
            start = max(start, high)
        return None if found is None else self._roomy(entry, found)

    def _roomy(self, entry: HourEntry, stretch: tuple[int, int]) -> tuple[int, int] | None:
        window = self._tightest(entry, self._loose)
        left = self._daily - self._held_by_clock(entry.first)
        if window is None or min(Decimal(stretch[1] - stretch[0]), left) <= window.slack:
            return stretch
        room = int(window.slack)
        return (stretch[0], stretch[0] + room) if room > 0 else None

    def _overlap(self, entry: HourEntry, window: _Window) -> Overlap:
        inside = [
            other
            for other in self._live
            if window.first <= other.first and other.last <= window.last
        ]
        free = min(entry.hours, max(window.slack, Decimal(0)) / _MINUTES)
        codes = _codes(inside)
        return Overlap(OverlapKind.DAYS_FULL, codes, window.first, window.last, entry.hours, free)

    def _tightest(self, entry: HourEntry, loose: Sequence[_Claim]) -> _Window | None:
        """The window around the entry's days with the least room."""
        around = (
            window for window in self._windows(loose, entry.first) if window.last >= entry.last
        )
        return min(around, key=lambda window: window.slack, default=None)

    def _windows(self, loose: Sequence[_Claim], latest: date = date.max) -> Iterator[_Window]:
        """Every window that begins with one entry, by `latest`, and ends with one, and what is left of it."""
        for group in _groups(loose):
            ordered = sorted(group, key=lambda claim: claim.last)
            for first in sorted({claim.first for claim in ordered if claim.first <= latest}):
                asked = Decimal(0)
                for claim in ordered:
                    if claim.first >= first:
                        asked += claim.minutes
                        yield _Window(first, claim.last, self._room(first, claim.last) - asked)

    def _room(self, first: date, last: date) -> Decimal:
        low = bisect_left(self._clock_days, first)
        high = bisect_right(self._clock_days, last)
        days = (last - first).days + 1
        return self._daily * days - (self._taken[high] - self._taken[low])

    def _held_by_clock(self, day: date) -> Decimal:
        minutes = sum(end - start for start, end in map(_span, self._timed.get(day, ())))
        return min(self._daily, Decimal(minutes))


def _groups(claims: Iterable[_Claim]) -> Iterator[list[_Claim]]:
    """Claims that share days, directly or by others between; no window across two groups is tighter than one within."""
    group: list[_Claim] = []
    last = date.min
    for claim in sorted(claims, key=lambda claim: claim.first):
        if group and claim.first > last:
            yield group
            group = []
        group.append(claim)
        last = max(last, claim.last)
    if group:
        yield group


def _codes(entries: Iterable[HourEntry]) -> tuple[str, ...]:
    return tuple(sorted(entry.code for entry in entries))


def _span(entry: HourEntry) -> tuple[int, int]:
    return _minutes(entry.starts or time.min), _minutes(entry.ends or time.min)


def _minutes(clock: time) -> int:
    return clock.hour * _MINUTES + clock.minute


def _clock(minutes: int) -> time:
    return time(minutes // _MINUTES, minutes % _MINUTES)
