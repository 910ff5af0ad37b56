"""What forms offer from the jurisdiction profiles: categories, sections and boards by their titles."""

from au_desktop.domain.reference.library import Reference
from au_desktop.domain.reference.profiles import JurisdictionProfile


def category_titles(reference: Reference) -> dict[str, str]:
    """Every category code with its title; where not every profile has it, the profile is named behind it."""
    profiles = list(reference.profiles.values())
    titles: dict[str, str] = {}
    for profile in profiles:
        for category in profile.categories:
            everywhere = all(
                category.code in {other.code for other in one.categories} for one in profiles
            )
            whose = profile.title.split(" (", maxsplit=1)[0].split(",", maxsplit=1)[0]
            words = category.title if everywhere else f"{category.title} – {whose}"
            titles.setdefault(category.code, words)
    return titles


def section_titles(reference: Reference) -> dict[str, str]:
    """Every section that a license may name, with the title of the route where it is one."""
    titles: dict[str, str] = {}
    for profile in reference.profiles.values():
        for route in profile.routes:
            titles[route.section] = f"{route.section}: {route.title}"
            if route.grandfathered_section and route.grandfathered_until is not None:
                until = route.grandfathered_until.isoformat()
                words = f"{route.grandfathered_section}: named on or before {until}"
                titles.setdefault(route.grandfathered_section, words)
            for entrance in route.entrances:
                named = [use.section for use in entrance.named]
                for section in (*named, *entrance.board_sections):
                    titles.setdefault(section, section)
    return {section: titles[section] for section in sorted(titles, key=_order)}


def board_titles(profile: JurisdictionProfile) -> tuple[str, ...]:
    """The boards that the profile names."""
    return tuple(board.title for board in profile.boards)


def _order(section: str) -> tuple[int, ...]:
    """35.57 stands before 35.390."""
    return tuple(int(part) for part in section.split(".") if part.isdigit())
