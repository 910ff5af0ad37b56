"""Counts hours: which entry counts toward the hours that a route asks for, and every reason why another does not yet."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from au_desktop.domain.ids import HourEntryId, PaperId, SupervisorId
from au_desktop.domain.reference.profiles import JurisdictionProfile, TrainingRoute, TrainingTopic
from au_desktop.domain.training.counting.gate import Confirmation
from au_desktop.domain.training.hour_rules.hour_overlap import (
    HOURS_OF_A_DAY,
    Overlap,
    TwinKey,
    overlaps_among,
    twin_keys,
)
from au_desktop.domain.training.hours import HourEntry, Ledger
from au_desktop.domain.training.supervisors import SupervisingAU, work_supervision_fault


class HourReason(StrEnum):
    """Why hours do not count yet, or what to know about hours that do."""

    VOIDED = "voided"
    IN_THE_FUTURE = "date in the future"
    NOT_VERIFIED = "not verified"
    NOT_CONFIRMED = "not confirmed by the preceptor"
    CHANGED_SINCE = "changed since it was signed"
    SIGNED_BEFORE_END = "signed before it ended"
    SIGNATURE_BROKEN = "the signature does not fit"
    NO_SECTION = "no section claimed"
    OTHER_SECTION = "claimed for another section"
    OTHER_SUBJECT = "on none of the topics"
    OVERLAPS = "overlaps another entry"
    DUPLICATE = "repeats another entry"
    NO_PLACE = "place missing"
    NO_LICENSE_NUMBER = "license number missing"
    NO_SUPERVISOR = "supervising AU missing"
    SUPERVISOR_NOT_ELIGIBLE = "supervising AU not eligible at that time"
    TOO_OLD = "older than the rule allows"
    NO_CERTIFICATE = "certificate missing"
    ANSWERED_BY_CONTINUING = "old, answered by continuing education"


@dataclass(frozen=True, slots=True)
class HourNote:
    """One reason or remark, with the facts that a sentence about it needs."""

    code: HourReason
    facts: Mapping[str, str] = field(default_factory=dict)


FINAL_REASONS = frozenset(
    {
        HourReason.VOIDED,
        HourReason.OTHER_SECTION,
        HourReason.OTHER_SUBJECT,
        HourReason.OVERLAPS,
        HourReason.DUPLICATE,
    }
)
"""Reasons that no signature and no waiting cures; hours with any other can still come to count."""


@dataclass(frozen=True, slots=True)
class HourEvidence:
    """What counting needs to know beside the entries.

    Args:
        today: the day of counting.
        applying_on: the day of the application, None for today; ages are counted back from it.
        profile: what the agency asks.
        route: the section that the hours are counted toward, None while undecided.
        confirmations: verifications of courses and confirmations of work, by entry.
        supervisors: everybody who may stand in an entry.
        paper_digests: SHA-256 of certificates, so that one entered twice is noticed.
        sections: all sections of the same application, in their order: an hour counts toward the first one it claims.
        daily: claimable hours of a day, a setting of the center.
        requested: category codes that are applied for; whoever supervises work experience is held against them.
    """

    today: date
    applying_on: date | None
    profile: JurisdictionProfile
    route: TrainingRoute | None
    confirmations: Mapping[HourEntryId, tuple[Confirmation, ...]]
    supervisors: Mapping[SupervisorId, SupervisingAU]
    paper_digests: Mapping[PaperId, bytes] = field(default_factory=dict)
    sections: tuple[str, ...] = ()
    daily: Decimal = HOURS_OF_A_DAY
    requested: tuple[str, ...] = ()

    @property
    def oldest(self) -> date | None:
        """The day before which training is too old to stand alone (10 CFR 35.59), None without such a rule."""
        if self.profile.recent_years is None:
            return None
        return years_before(self.applying_on or self.today, self.profile.recent_years)


@dataclass(frozen=True, slots=True)
class JudgedHours:
    """An entry, how many of its hours count, every reason why the others do not, and remarks on those that do."""

    entry: HourEntry
    counted: Decimal
    reasons: tuple[HourNote, ...]
    remarks: tuple[HourNote, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether hours of it count; continuing education answers for old hours and adds none."""
        return self.counted > 0

    @property
    def sound(self) -> bool:
        """Whether nothing stands against it."""
        return not self.reasons

    @property
    def waiting(self) -> Decimal:
        """Hours that do not count yet but can come to count."""
        final = any(reason.code in FINAL_REASONS for reason in self.reasons)
        return Decimal(0) if self.counted or final else self.entry.hours

    def has(self, *codes: HourReason) -> bool:
        """Whether one of these reasons stands against it."""
        return any(reason.code in codes for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class HourSum:
    """Hours that count, and hours that can come to count."""

    counted: Decimal = Decimal(0)
    waiting: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class HoursStanding:
    """All entries judged, and the sums toward one route; topics and elements of the profile are all there, if empty."""

    judged: tuple[JudgedHours, ...]
    classroom: Decimal
    classroom_waiting: Decimal
    work: Decimal
    work_waiting: Decimal
    by_topic: Mapping[str, HourSum]
    by_element: Mapping[str, HourSum]

    @property
    def total(self) -> Decimal:
        """Classroom and work together."""
        return self.classroom + self.work

    @property
    def total_waiting(self) -> Decimal:
        """Classroom and work that can come to count."""
        return self.classroom_waiting + self.work_waiting


def count_hours(entries: Iterable[HourEntry], evidence: HourEvidence) -> HoursStanding:
    """Judge every entry and sum up what counts toward the route.

    The order of the entries changes nothing: where two hold the same time, one that counts goes before one that does
    not, then the lower number.
    """
    ordered = sorted(entries, key=lambda entry: (entry.number, str(entry.id)))
    found = {entry.id: list(_faults(entry, evidence)) for entry in ordered}
    for entry, note in _taken_twice(ordered, found, evidence):
        found[entry.id].append(note)
    education = [
        entry for entry in ordered if entry.ledger is Ledger.CONTINUING and not found[entry.id]
    ]
    judged = tuple(_judged(entry, found[entry.id], education, evidence) for entry in ordered)
    return _summed(judged, evidence.profile)


def years_before(day: date, years: int) -> date:
    """The same day some years earlier; February 29 becomes the 28th where there is none."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _judged(
    entry: HourEntry, faults: list[HourNote], education: list[HourEntry], evidence: HourEvidence
) -> JudgedHours:
    remarks = []
    if _too_old(entry, evidence):
        answers = [other for other in education if other.first > entry.last]
        age = {"ended": entry.last.isoformat(), "oldest": str(evidence.oldest)}
        if answers:
            codes = ", ".join(other.code for other in answers)
            remarks.append(HourNote(HourReason.ANSWERED_BY_CONTINUING, {**age, "by": codes}))
        else:
            faults = [*faults, HourNote(HourReason.TOO_OLD, age)]
    if entry.ledger is not Ledger.WORK and entry.paper_id is None:
        remarks.append(HourNote(HourReason.NO_CERTIFICATE))
    counted = Decimal(0)
    if not faults and entry.ledger is not Ledger.CONTINUING:
        counted = _on_topic(entry, evidence.profile)
        if counted < entry.hours:
            off = {"hours": str(entry.hours - counted)}
            faults = [HourNote(HourReason.OTHER_SUBJECT, off)]
    return JudgedHours(entry, counted, tuple(faults), tuple(remarks))


def _too_old(entry: HourEntry, evidence: HourEvidence) -> bool:
    """Continuing education is asked for since the training, whatever its own age (10 CFR 35.59)."""
    oldest = evidence.oldest
    if oldest is None or entry.voided is not None or entry.ledger is Ledger.CONTINUING:
        return False
    return entry.last < oldest


def _on_topic(entry: HourEntry, profile: JurisdictionProfile) -> Decimal:
    """Hours in the areas of the rule.

    Classroom training is asked for "in the following areas" only (35.390(b)(1)(i)); work experience "must involve" its
    elements and may hold more, such as administering dosages (35.390(b)(1)(ii)).
    """
    if entry.ledger is Ledger.WORK:
        return entry.hours
    known = {topic.code for topic in profile.topics}
    return sum(
        (part.hours for part in entry.parts if (part.code in known if known else part.code)),
        Decimal(0),
    )


def _faults(entry: HourEntry, evidence: HourEvidence) -> Iterator[HourNote]:
    if entry.voided is not None:
        yield HourNote(HourReason.VOIDED, {"reason": entry.voided.reason})
        return
    if entry.last > evidence.today:
        yield HourNote(HourReason.IN_THE_FUTURE, {"date": entry.last.isoformat()})
    if entry.ledger is Ledger.CLASSROOM:
        yield from _section(entry, evidence)
    if entry.ledger is Ledger.WORK:
        yield from _supervision(entry, evidence)
    yield from _signed(entry, evidence)


def _section(entry: HourEntry, evidence: HourEvidence) -> Iterator[HourNote]:
    if evidence.route is None:
        return
    asked = evidence.sections or (evidence.route.section,)
    claimed = entry.course.sections
    if not claimed:
        yield HourNote(HourReason.NO_SECTION, {"route": evidence.route.section})
    elif next((one for one in asked if one in claimed), "") != evidence.route.section:
        facts = {"claimed": ", ".join(claimed), "route": evidence.route.section}
        yield HourNote(HourReason.OTHER_SECTION, facts)


def _supervision(entry: HourEntry, evidence: HourEvidence) -> Iterator[HourNote]:
    if not entry.place.strip():
        yield HourNote(HourReason.NO_PLACE)
    if not entry.license_number.strip():
        yield HourNote(HourReason.NO_LICENSE_NUMBER)
    supervisor = evidence.supervisors.get(entry.supervisor_id) if entry.supervisor_id else None
    if supervisor is None:
        yield HourNote(HourReason.NO_SUPERVISOR)
        return
    requested = [one for one in evidence.profile.categories if one.code in evidence.requested]
    for day in _days_that_matter(entry, supervisor):
        fault = work_supervision_fault(supervisor, evidence.route, requested, day)
        if fault is not None:
            facts = {"supervisor": supervisor.name, "why": fault.code.value, **fault.facts}
            yield HourNote(HourReason.SUPERVISOR_NOT_ELIGIBLE, facts | {"date": day.isoformat()})
            return


def _days_that_matter(entry: HourEntry, supervisor: SupervisingAU) -> list[date]:
    """The days of an entry on which a listing may have begun or ended; between them nothing changes."""
    days = {entry.first, entry.last}
    for listing in supervisor.listings:
        days.add(listing.period.first)
        if listing.period.last is not None:
            days |= {listing.period.last, listing.period.last + timedelta(days=1)}
    return sorted(day for day in days if entry.first <= day <= entry.last)


def _signed(entry: HourEntry, evidence: HourEvidence) -> Iterator[HourNote]:
    given = evidence.confirmations.get(entry.id, ())
    sound = [one for one in given if one.sound]
    current = [one for one in sound if one.revision == entry.revision]
    if any(one.signed_on >= entry.last for one in current):
        return
    if current:
        signed = {"date": current[-1].signed_on.isoformat(), "ended": entry.last.isoformat()}
        yield HourNote(HourReason.SIGNED_BEFORE_END, signed)
    elif sound:
        yield HourNote(HourReason.CHANGED_SINCE, {"date": sound[-1].signed_on.isoformat()})
    elif given:
        yield HourNote(HourReason.SIGNATURE_BROKEN)
    elif entry.ledger is Ledger.WORK:
        yield HourNote(HourReason.NOT_CONFIRMED)
    else:
        yield HourNote(HourReason.NOT_VERIFIED)


def _taken_twice(
    ordered: list[HourEntry], found: Mapping[HourEntryId, list[HourNote]], evidence: HourEvidence
) -> Iterator[tuple[HourEntry, HourNote]]:
    live = [entry for entry in ordered if entry.voided is None]
    ranked = sorted(live, key=lambda entry: bool(found[entry.id]))  # keeps the order within each
    once: list[HourEntry] = []
    seen: dict[TwinKey, HourEntry] = {}
    for entry in ranked:
        keys = twin_keys(entry, evidence.paper_digests)
        twin = next((key for key in keys if key in seen), None)
        if twin is None:
            once.append(entry)
            seen |= dict.fromkeys(keys, entry)
        else:
            facts = {"entry": seen[twin].code, "what": twin[0].value}
            yield entry, HourNote(HourReason.DUPLICATE, facts)
    by_id = {entry.id: entry for entry in once}
    for key, overlap in overlaps_among(once, evidence.daily).items():
        yield by_id[key], HourNote(HourReason.OVERLAPS, overlap_facts(overlap))


def overlap_facts(overlap: Overlap) -> dict[str, str]:
    """The facts of an overlap for a sentence."""
    return {
        "entries": ", ".join(overlap.codes),
        "first": overlap.first.isoformat(),
        "last": overlap.last.isoformat(),
        "free": format(overlap.free.normalize(), "f"),
    }


def _summed(judged: tuple[JudgedHours, ...], profile: JurisdictionProfile) -> HoursStanding:
    in_room = [one for one in judged if one.entry.ledger is Ledger.CLASSROOM]
    at_work = [one for one in judged if one.entry.ledger is Ledger.WORK]
    return HoursStanding(
        judged=judged,
        classroom=sum((one.counted for one in in_room), Decimal(0)),
        classroom_waiting=sum((_can_count(one, profile) for one in in_room), Decimal(0)),
        work=sum((one.counted for one in at_work), Decimal(0)),
        work_waiting=sum((one.waiting for one in at_work), Decimal(0)),
        by_topic=_by_code(profile.topics, in_room),
        by_element=_by_code(profile.elements, at_work),
    )


def _can_count(one: JudgedHours, profile: JurisdictionProfile) -> Decimal:
    return _on_topic(one.entry, profile) if one.waiting else Decimal(0)


def _by_code(topics: Iterable[TrainingTopic], judged: Iterable[JudgedHours]) -> dict[str, HourSum]:
    counted: dict[str, Decimal] = defaultdict(Decimal)
    waiting: dict[str, Decimal] = defaultdict(Decimal)
    for one in judged:
        for part in one.entry.parts:
            if one.counts:
                counted[part.code] += part.hours
            elif one.waiting:
                waiting[part.code] += part.hours
    codes = [topic.code for topic in topics]
    return {code: HourSum(counted[code], waiting[code]) for code in codes}
