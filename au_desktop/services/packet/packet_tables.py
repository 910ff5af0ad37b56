"""The tables 3.a, 3.b and 3.c of a packet: hours by topic, work by element and supervisor, cases by category and supervisor."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from au_desktop.domain.ids import SupervisorId
from au_desktop.domain.reference.library import Reference
from au_desktop.domain.reference.profiles import DosageCategory, JurisdictionProfile
from au_desktop.domain.training.hour_rules.hour_count import JudgedHours
from au_desktop.domain.training.hours import HourEntry, Ledger
from au_desktop.domain.training.supervisors import LicenseListing, SupervisingAU
from au_desktop.services.cases.judgements import JudgedCase
from au_desktop.services.changes import Kind
from au_desktop.services.packet.packet_worksheet import (
    CASES,
    HOURS,
    Behind,
    Block,
    Fields,
    FigureList,
    Grid,
    GridColumn,
    Heading,
    Words,
    box,
)

_T = TypeVar("_T")
Supervisors = Mapping[SupervisorId, SupervisingAU]
TRAINING_COLUMNS = (
    GridColumn("Description of training", 40),
    GridColumn("Location of training", 25),
    GridColumn("Clock hours", 13, figures=True),
    GridColumn("Dates of training*", 22),
)
WORK_COLUMNS = (
    GridColumn("Description of experience must include", 42),
    GridColumn("Location of experience / license or permit number of facility", 28),
    GridColumn("Confirm", 8),
    GridColumn("Dates of experience*", 22),
)
CASE_COLUMNS = (
    GridColumn("Description of experience", 36),
    GridColumn("Number of cases involving personal participation", 18, figures=True),
    GridColumn("Location of experience / license or permit number of facility", 26),
    GridColumn("Dates of experience*", 20),
)
MORE_PAGES = "One copy of this page for each supervising individual."


def classroom_table(
    judged: Iterable[JudgedHours], profile: JurisdictionProfile, figures: FigureList
) -> Grid:
    """3.a: one row a topic, with the courses, places, hours and days that count."""
    counted = [one.entry for one in judged if one.counts and one.entry.ledger is Ledger.CLASSROOM]
    rows, behind_all = [], []
    for topic in profile.topics:
        parts = list(_parts(counted, topic.code))
        behind = [_hours_behind(entry, hours, topic.code) for entry, hours in parts]
        behind_all += behind
        entries = [entry for entry, _ in parts]
        figure = figures.add(f"3.a {topic.text}", HOURS, behind)
        rows.append(
            (
                "\n".join((topic.text, *_once(_course_words(entry) for entry in entries))),
                "\n".join(_once(entry.place for entry in entries)),
                figure.text,
                days_text(entries),
            )
        )
    total = figures.add("3.a Total hours of training", HOURS, behind_all)
    return Grid(
        TRAINING_COLUMNS, tuple(rows), total=("Total hours of training", "", total.text, "")
    )


def work_blocks(
    judged: Iterable[JudgedHours],
    profile: JurisdictionProfile,
    supervisors: Supervisors,
    figures: FigureList,
) -> Iterator[Block]:
    """3.b: a table for each supervising individual, and who that is."""
    by_supervisor: dict[SupervisorId | None, list[HourEntry]] = defaultdict(list)
    for one in judged:
        if one.counts and one.entry.ledger is Ledger.WORK:
            by_supervisor[one.entry.supervisor_id].append(one.entry)
    if not by_supervisor:
        yield Grid(WORK_COLUMNS, (), "No work experience counts yet.")
    for supervisor, entries in _in_order(by_supervisor, supervisors):
        yield Heading(f"Supervised by {supervisor.name}")
        behind = [_hours_behind(entry, entry.hours, "") for entry in entries]
        total = figures.add(f"3.b Hours supervised by {supervisor.name}", HOURS, behind)
        yield Fields((("Total hours of experience", total.text),))
        yield Grid(WORK_COLUMNS, tuple(_element_rows(entries, profile)))
        days = [day for entry in entries for day in (entry.first, entry.last)]
        yield _supervisor_fields(supervisor, profile, days)


def case_blocks(
    judged: Iterable[JudgedCase],
    profile: JurisdictionProfile,
    supervisors: Supervisors,
    tools: tuple[Reference, FigureList],
) -> Iterator[Block]:
    """3.c: a table for each supervising individual, with the cases that count by category."""
    reference, figures = tools
    by_supervisor: dict[SupervisorId | None, list[JudgedCase]] = defaultdict(list)
    for one in judged:
        if one.verdict.counts:
            by_supervisor[one.case.supervisor_id].append(one)
    if not by_supervisor:
        yield Grid(CASE_COLUMNS, (), "No case counts yet.")
    for supervisor, cases in _in_order(by_supervisor, supervisors):
        yield Heading(f"Supervised by {supervisor.name}")
        rows = [
            _case_row(category, some, (supervisor, reference, figures))
            for category in profile.categories
            if (some := [one for one in cases if one.verdict.category == category])
        ]
        yield Grid(CASE_COLUMNS, tuple(rows))
        yield _supervisor_fields(supervisor, profile, [one.case.on for one in cases])
    yield Words((f"{MORE_PAGES} Observed cases are not counted.",))


def _case_row(
    category: DosageCategory,
    cases: Sequence[JudgedCase],
    about: tuple[SupervisingAU, Reference, FigureList],
) -> tuple[str, ...]:
    supervisor, reference, figures = about
    behind = [
        Behind(Kind.CASE.value, one.case.id, one.case.code, Decimal(1), category.code)
        for one in cases
    ]
    figure = figures.add(f"3.c {category.title}, supervised by {supervisor.name}", CASES, behind)
    nuclides = _once(
        drug.nuclide_id
        for one in cases
        if (drug := reference.drugs.get(one.case.drug_id)) is not None
    )
    lines = [category.text]
    if not category.match.sodium_iodide:
        lines.append(f"Radionuclides: {', '.join(nuclides)}")
    places = _once(_place(one.case.location, one.case.license_number) for one in cases)
    days = sorted(one.case.on for one in cases)
    return ("\n".join(lines), figure.text, "\n".join(places), _span(days[0], days[-1]))


def _element_rows(
    entries: Sequence[HourEntry], profile: JurisdictionProfile
) -> Iterator[tuple[str, ...]]:
    for element in profile.elements:
        done = [entry for entry, _ in _parts(entries, element.code)]
        places = _once(_place(entry.place, entry.license_number) for entry in done)
        confirmed = "Yes" if done else "No"
        yield (element.text, "\n".join(places), confirmed, days_text(done))


def _supervisor_fields(
    supervisor: SupervisingAU, profile: JurisdictionProfile, days: Sequence[date]
) -> Fields:
    """Who supervised, and what the licenses in force on those days say."""
    listings = list(
        dict.fromkeys(listing for day in sorted(days) for listing in supervisor.listings_on(day))
    )
    asked = sorted(
        {section for route in profile.routes for section in route.supervisor_sections},
        key=_by_number,
    )
    held = {section for listing in listings for section in listing.bare_sections}
    experienced = {code for listing in listings for code in listing.categories}
    return Fields(
        (
            ("Supervising individual", supervisor.name),
            (
                "License or permit listing them as authorized user",
                "\n".join(_listing_words(one) for one in listings) or "None on those days",
            ),
            (
                "Meets the requirements of",
                "\u00a0\u00a0 ".join(box(section, ticked=section in held) for section in asked),
            ),
            (
                "With experience administering dosages of",
                "\n".join(
                    box(one.title, ticked=not one.listed_as.isdisjoint(experienced))
                    for one in profile.categories
                ),
            ),
        )
    )


def _by_number(section: str) -> tuple[int, str]:
    """35.57 stands before 35.390."""
    digits = section.partition(".")[2]
    return (int(digits) if digits.isdecimal() else 0, section)


def _listing_words(listing: LicenseListing) -> str:
    amendment = f", amendment {listing.amendment}" if listing.amendment else ""
    agency = f", {listing.agency}" if listing.agency else ""
    until = "" if listing.period.last is None else f" to {listing.period.last.isoformat()}"
    since = f", from {listing.period.first.isoformat()}"
    return f"{listing.license_number}{agency}{amendment}{since}{until}"


def _in_order(
    grouped: Mapping[SupervisorId | None, list[_T]], supervisors: Supervisors
) -> Iterator[tuple[SupervisingAU, list[_T]]]:
    """By name; what counts has a supervisor."""
    found = [(supervisors[key], some) for key, some in grouped.items() if key is not None]
    yield from sorted(found, key=lambda pair: (pair[0].name, str(pair[0].id)))


def _parts(entries: Iterable[HourEntry], code: str) -> Iterator[tuple[HourEntry, Decimal]]:
    for entry in entries:
        hours = sum((part.hours for part in entry.parts if part.code == code), Decimal(0))
        if hours:
            yield entry, hours


def _hours_behind(entry: HourEntry, hours: Decimal, part: str) -> Behind:
    return Behind(Kind.HOURS.value, entry.id, entry.code, hours, part)


def _course_words(entry: HourEntry) -> str:
    words = ", ".join(filter(None, (entry.course.provider, entry.course.title)))
    return f"{entry.code} {words}".rstrip()


def _place(place: str, license_number: str) -> str:
    return " / ".join(filter(None, (place, license_number)))


def _once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, words)))


def days_text(entries: Sequence[HourEntry]) -> str:
    """From the first day to the last."""
    if not entries:
        return ""
    return _span(min(entry.first for entry in entries), max(entry.last for entry in entries))


def _span(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"
