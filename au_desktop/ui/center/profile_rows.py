"""The rows of a jurisdiction profile: its sections and the ways into them, boards, attestations and parts of the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from au_desktop.domain.reference.profiles import EntranceKind, EntranceNeed
from au_desktop.services.wording.pathway_words import BODY_TITLES, basis_words
from au_desktop.ui.kit.card import CardRow
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.tokens import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from au_desktop.domain.reference.basis import Basis
    from au_desktop.domain.reference.profiles import (
        AttestationRule,
        BoardRule,
        FormCrosswalk,
        JurisdictionProfile,
        RouteEntrance,
        TrainingRoute,
        TrainingTopic,
    )
    from au_desktop.settings import DateStyle
    from au_desktop.ui.kit.card import Card

VERIFY = "check the source"
_NEEDS = {
    EntranceNeed.HOURS: "classroom hours",
    EntranceNeed.WORK: "work experience",
    EntranceNeed.CASES: "cases",
    EntranceNeed.ATTESTATION: "attestation",
}


def add_profile_rows(card: Card, profile: JurisdictionProfile, style: DateStyle) -> None:
    """Add everything that the pathway of a trainee is judged by."""
    for route in profile.routes:
        _add_route(card, route)
    _add_topics(card, "Classroom and laboratory topics", profile.topics)
    _add_topics(card, "Elements of work experience", profile.elements)
    if profile.recent_years is not None and profile.recent_basis is not None:
        words = f"Training counts for {profile.recent_years} years before the application"
        later = "Older training needs related continuing education and experience since."
        card.add_section("Recentness")
        card.add_row(_row(words, later, profile.recent_basis))
    card.add_section("Boards", str(len(profile.boards)))
    for board in profile.boards:
        card.add_row(_board(board, style))
    card.add_section("Parts of the form", profile.form_name)
    for line in profile.crosswalk:
        card.add_row(_form_part(line))


def _add_route(card: Card, route: TrainingRoute) -> None:
    hours = f"{route.classroom_hours} h classroom and laboratory"
    if route.total_hours is not None:
        hours = f"{route.total_hours} h with {hours}"
    card.add_section(f"{route.section}: {route.title}", hours)
    sections = ", ".join(route.supervisor_sections)
    card.add_row(_row(f"Supervisors meet {sections}", "", route.basis))
    for entrance in route.entrances:
        card.add_row(_entrance(entrance))
    if route.attestation is not None:
        card.add_row(_attestation(route.attestation))


def _entrance(entrance: RouteEntrance) -> CardRow:
    opens = {
        EntranceKind.BOARD: f"board recognized under {', '.join(entrance.board_sections)}",
        EntranceKind.TRAINING: "training and experience",
        EntranceKind.NAMED: "a license that names the physician under "
        + ", ".join(_named(use.section, use.categories) for use in entrance.named),
        EntranceKind.GRANDFATHERED: "named for the same uses on or before the date of 35.57",
    }[entrance.kind]
    asked = ", ".join(_NEEDS[need] for need in EntranceNeed if need in entrance.needs)
    start = (
        "waits for the license amendment"
        if entrance.notice_days is None
        else f"notice within {entrance.notice_days} days"
    )
    lines = [f"Asked for: {asked or 'nothing more'}; {start}.", entrance.note]
    title = f"{entrance.paragraph}: {opens}"
    return _row(title, "\n".join(filter(None, lines)), entrance.basis, verify=entrance.verify)


def _named(section: str, categories: tuple[str, ...]) -> str:
    return f"{section} for {' or '.join(categories)}" if categories else section


def _attestation(rule: AttestationRule) -> CardRow:
    bodies = ", ".join(BODY_TITLES.get(body, body) for body in rule.approving_bodies)
    detail = "\n".join(
        filter(
            None,
            (
                rule.text.replace("{name}", "___"),
                f"Preceptors meet {', '.join(rule.preceptor_sections)}.",
                f"Residency program directors: programs approved by {bodies}.",
                rule.note,
            ),
        )
    )
    title = f"Attestation, wording of {rule.version}"
    return _row(title, detail, rule.basis, verify=rule.verify)


def _add_topics(card: Card, title: str, topics: Iterable[TrainingTopic]) -> None:
    rows = tuple(topics)
    card.add_section(title, str(len(rows)))
    for topic in rows:
        card.add_row(_row(f"{topic.code}. {topic.text}", "", topic.basis))


def _board(board: BoardRule, style: DateStyle) -> CardRow:
    until = board.recognized_until
    days = f"Certificates until {day_words(until, style)}. " if until is not None else ""
    return _row(board.title, f"{days}{board.note}", board.basis, verify=board.verify)


def _form_part(line: FormCrosswalk) -> CardRow:
    title = f"{line.part}: {line.title}"
    own = "" if line.own == line.part else f"Here: {line.own}"
    return _row(title, own, line.basis, verify=line.verify)


def _row(title: str, detail: str, basis: Basis, *, verify: bool = False) -> CardRow:
    chips = [StateChip(VERIFY, State.ATTENTION)] if verify or basis.verify else []
    words = "\n".join(filter(None, (detail, basis_words(basis))))
    return CardRow(title, words, *chips)
