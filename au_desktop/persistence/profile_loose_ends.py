"""Refuses a profile whose parts do not fit together: codes used twice, and names of what is not there."""

from collections.abc import Iterable

from au_desktop.domain.reference.profiles import JurisdictionProfile
from au_desktop.persistence.toml_entries import Entry


def refuse_loose_ends(entry: Entry, profile: JurisdictionProfile) -> None:
    """Refuse a profile that names a category or a section that it does not have.

    Raises:
        ReferenceDataError: naming the profile and the loose end.
    """
    codes = [category.code for category in profile.categories]
    sections = [route.section for route in profile.routes]
    _refuse_twice(entry, "categories", codes)
    _refuse_twice(entry, "routes", sections)
    _refuse_twice(entry, "topics", [topic.code for topic in profile.topics])
    _refuse_twice(entry, "elements", [element.code for element in profile.elements])
    _refuse_twice(entry, "boards", [board.id for board in profile.boards])
    _refuse_twice(entry, "crosswalk", [line.part for line in profile.crosswalk])
    _refuse_unknown(entry, "category", _named_categories(profile), codes)
    _refuse_unknown(entry, "route", _named_sections(profile), sections)


def _named_categories(profile: JurisdictionProfile) -> set[str]:
    named = {other.code for category in profile.categories for other in category.satisfied_by}
    for route in profile.routes:
        named |= {*route.category_codes, *route.experience_codes}
        if route.attestation is not None:
            named |= set(route.attestation.experience_codes)
        named |= {
            code
            for entrance in route.entrances
            for use in entrance.named
            for code in use.categories
        }
    return named


def _named_sections(profile: JurisdictionProfile) -> set[str]:
    """Sections that the profile itself must have; boards and licenses may name others, such as 35.490."""
    narrow = {category.narrow_section for category in profile.categories}
    other = {rule.section for category in profile.categories for rule in category.satisfied_by}
    return {profile.full_section, *narrow, *other}


def _refuse_twice(entry: Entry, what: str, codes: list[str]) -> None:
    if not codes or len(codes) != len(set(codes)):
        raise entry.refuse(f"{what} are missing or used twice")


def _refuse_unknown(entry: Entry, what: str, named: Iterable[str], known: list[str]) -> None:
    unknown = sorted(set(named) - set(known))
    if unknown:
        raise entry.refuse(f"unknown {what} {', '.join(unknown)}")
