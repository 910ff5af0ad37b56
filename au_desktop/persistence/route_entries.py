"""Reads the ways into the sections of a profile: entrances, attestations, boards, and where each part of the form stands."""

from datetime import date

from au_desktop.domain.reference.profiles import (
    AttestationRule,
    BoardRule,
    EntranceKind,
    EntranceNeed,
    FormCrosswalk,
    NamedUse,
    RouteEntrance,
    TrainingRoute,
)
from au_desktop.persistence.basis_entries import Bases, basis_of
from au_desktop.persistence.toml_entries import Entry


def read_route(entry: Entry, bases: Bases) -> TrainingRoute:
    """One section with its entrances and its attestation."""
    section = entry.text("section")
    entry.relabel(section)
    route = TrainingRoute(
        section=section,
        title=entry.text("title"),
        classroom_hours=entry.whole("classroom_hours"),
        total_hours=entry.whole("total_hours") if entry.has("total_hours") else None,
        category_codes=entry.texts("category_codes"),
        supervisor_sections=entry.texts("supervisor_sections"),
        basis=basis_of(entry, bases),
        entrances=tuple(_entrance(part, bases) for part in entry.entries("entrances")),
        attestation=_attestation(entry.entry("attestation"), bases),
        experience_codes=entry.texts("experience_codes"),
        waiver_sections=entry.texts("waiver_sections"),
        grandfathered_section=entry.text("grandfathered_section"),
        grandfathered_until=entry.day("grandfathered_until"),
        grandfathered_basis=basis_of(entry, bases, "grandfathered_basis"),
    )
    entry.close()
    return route


def _entrance(entry: Entry, bases: Bases) -> RouteEntrance:
    entrance = RouteEntrance(
        kind=entry.choice("kind", EntranceKind),
        paragraph=entry.text("paragraph"),
        needs=frozenset(_need(entry, text) for text in entry.texts("needs")),
        waits_for_amendment=entry.flag("waits_for_amendment"),
        notice_days=entry.whole("notice_days") if entry.has("notice_days") else None,
        basis=basis_of(entry, bases),
        board_sections=entry.texts("board_sections"),
        named=tuple(_named(part) for part in entry.entries("named")),
        adds_categories=entry.flag("adds_categories") if entry.has("adds_categories") else False,
        verify=entry.flag("verify"),
        note=entry.text("note", ""),
    )
    entry.close()
    if (entrance.kind is EntranceKind.NAMED) is not bool(entrance.named):
        raise entry.refuse("a license names sections on the named way, and only there")
    if (entrance.kind is EntranceKind.BOARD) is not bool(entrance.board_sections):
        raise entry.refuse("boards are recognized under sections on the board way, and only there")
    if entrance.waits_for_amendment is not (entrance.notice_days is None):
        raise entry.refuse("either waits for the amendment or gives notice, not both")
    return entrance


def _need(entry: Entry, text: str) -> EntranceNeed:
    try:
        return EntranceNeed(text)
    except ValueError as error:
        raise entry.refuse(f"needs {text!r} is unknown") from error


def _named(entry: Entry) -> NamedUse:
    use = NamedUse(entry.text("section"), entry.texts("categories"))
    entry.close()
    return use


def _attestation(entry: Entry, bases: Bases) -> AttestationRule:
    rule = AttestationRule(
        version=entry.text("version"),
        effective_from=entry.day("effective_from"),
        text=entry.text("text"),
        director_text=entry.text("director_text"),
        preceptor_sections=entry.texts("preceptor_sections"),
        experience_codes=entry.texts("experience_codes"),
        approving_bodies=entry.texts("approving_bodies"),
        basis=basis_of(entry, bases),
        verify=entry.flag("verify"),
        note=entry.text("note", ""),
    )
    entry.close()
    for text in (rule.text, rule.director_text):
        if text.count("{name}") != 1:
            raise entry.refuse("the sentence does not name the trainee exactly once")
    return rule


def read_board(entry: Entry, bases: Bases) -> BoardRule:
    """One specialty board."""
    board_id = entry.text("id")
    entry.relabel(board_id)
    board = BoardRule(
        id=board_id,
        title=entry.text("title"),
        sections=entry.texts("sections"),
        recognized_from=_day(entry, "recognized_from"),
        recognized_until=_day(entry, "recognized_until"),
        note=entry.text("note", ""),
        verify=entry.flag("verify"),
        basis=basis_of(entry, bases),
    )
    entry.close()
    begun, ended = board.recognized_from, board.recognized_until
    if begun is not None and ended is not None and ended < begun:
        raise entry.refuse("recognition ends before it begins")
    return board


def read_crosswalk(entry: Entry, bases: Bases) -> FormCrosswalk:
    """Where one part of the NRC's form stands on the agency's own."""
    part = entry.text("part")
    entry.relabel(part)
    line = FormCrosswalk(
        part, entry.text("title"), entry.text("own"), entry.flag("verify"), basis_of(entry, bases)
    )
    entry.close()
    return line


def _day(entry: Entry, key: str) -> date | None:
    return entry.day(key) if entry.has(key) else None
