"""Reads one jurisdiction profile from its file."""

from datetime import date
from pathlib import Path

from au_desktop.domain.quantities import Activity
from au_desktop.domain.reference.drugs import RouteFamily
from au_desktop.domain.reference.nuclides import Emission
from au_desktop.domain.reference.profiles import (
    ActivityBound,
    CategoryMatch,
    DosageCategory,
    JurisdictionProfile,
    SatisfiedBy,
    StartRules,
    Terms,
    TrainingHours,
    TrainingTopic,
)
from au_desktop.persistence.basis_entries import Bases, basis_of
from au_desktop.persistence.profile_loose_ends import refuse_loose_ends
from au_desktop.persistence.route_entries import read_board, read_crosswalk, read_route
from au_desktop.persistence.toml_entries import Entry, read_toml


def read_profile(path: Path, bases: Bases) -> JurisdictionProfile:
    """The profile of a file; refuses categories and routes that do not fit together."""
    entry = Entry(path.name, "", read_toml(path))
    entry.relabel(entry.text("id"))
    profile = JurisdictionProfile(
        id=entry.text("id"),
        title=entry.text("title"),
        agency=entry.text("agency"),
        effective_from=entry.day("effective_from"),
        edition=entry.text("edition"),
        last_verified=_last_verified(entry),
        verify=entry.flag("verify"),
        basis=basis_of(entry, bases),
        categories=tuple(_category(part, bases) for part in entry.entries("categories")),
        hours=_hours(entry.entry("hours")),
        case_minimum=entry.whole("case_minimum"),
        full_section=entry.text("full_section"),
        routes=tuple(read_route(part, bases) for part in entry.entries("routes")),
        sodium_iodide_directive_above=entry.quantity("sodium_iodide_directive_above", Activity),
        form_name=entry.text("form_name"),
        terms=_terms(entry.entry("terms")),
        topics=tuple(_topic(part, bases) for part in entry.entries("topics")),
        elements=tuple(_topic(part, bases) for part in entry.entries("elements")),
        boards=tuple(read_board(part, bases) for part in entry.entries("boards")),
        crosswalk=tuple(read_crosswalk(part, bases) for part in entry.entries("crosswalk")),
        recent_years=entry.whole("recent_years"),
        recent_basis=basis_of(entry, bases, "recent_basis"),
        start_rules=_start_rules(entry.entry("start_rules"), bases),
    )
    entry.close()
    refuse_loose_ends(entry, profile)
    return profile


def _last_verified(entry: Entry) -> date | None:
    return entry.day("last_verified") if entry.has("last_verified") else None


def _hours(entry: Entry) -> TrainingHours:
    hours = TrainingHours(
        entry.whole("full_total"), entry.whole("full_classroom"), entry.whole("narrow_classroom")
    )
    entry.close()
    return hours


def _terms(entry: Entry) -> Terms:
    terms = Terms(entry.text("medical_event"), entry.text("material"))
    entry.close()
    return terms


def _start_rules(entry: Entry, bases: Bases) -> StartRules:
    rules = StartRules(
        amendment=basis_of(entry, bases, "amendment_basis"),
        notice=basis_of(entry, bases, "notice_basis"),
        broad_scope=basis_of(entry, bases, "broad_scope_basis"),
    )
    entry.close()
    return rules


def _topic(entry: Entry, bases: Bases) -> TrainingTopic:
    topic = TrainingTopic(
        entry.text("code"), entry.text("title"), entry.text("text"), basis_of(entry, bases)
    )
    entry.close()
    return topic


def _category(entry: Entry, bases: Bases) -> DosageCategory:
    entry.relabel(entry.text("code"))
    category = DosageCategory(
        code=entry.text("code"),
        title=entry.text("title"),
        text=entry.text("text"),
        match=_match(entry.entry("match")),
        min_cases=entry.whole("min_cases"),
        narrow_section=entry.text("narrow_section"),
        satisfied_by=tuple(_satisfied_by(part) for part in entry.entries("satisfied_by")),
        basis=basis_of(entry, bases),
        covered_by=entry.texts("covered_by"),
        includes=entry.texts("includes"),
    )
    entry.close()
    return category


def _match(entry: Entry) -> CategoryMatch:
    match = CategoryMatch(
        route=entry.choice("route", RouteFamily),
        sodium_iodide=entry.flag("sodium_iodide"),
        nuclide_id=entry.text("nuclide") if entry.has("nuclide") else None,
        low=_bound(entry.entry("low")) if entry.has("low") else None,
        high=_bound(entry.entry("high")) if entry.has("high") else None,
        emissions=frozenset(_emission(entry, text) for text in entry.texts("emissions")),
    )
    entry.close()
    return match


def _emission(entry: Entry, text: str) -> Emission:
    try:
        return Emission(text)
    except ValueError as error:
        raise entry.refuse(f"emissions {text!r} is unknown") from error


def _bound(entry: Entry) -> ActivityBound:
    bound = ActivityBound(
        entry.quantity("activity", Activity), entry.flag("inclusive"), entry.text("printed")
    )
    entry.close()
    return bound


def _satisfied_by(entry: Entry) -> SatisfiedBy:
    satisfied_by = SatisfiedBy(entry.text("code"), entry.text("section"))
    entry.close()
    return satisfied_by
