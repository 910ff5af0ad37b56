"""Holds certificates and licenses against one way into a section: whether they open it, and every reason."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from au_desktop.domain.reference.profiles import (
    BoardRule,
    EntranceKind,
    JurisdictionProfile,
    NamedUse,
    RouteEntrance,
    TrainingRoute,
)
from au_desktop.domain.training.pathways import PathFact, PathReason
from au_desktop.domain.training.qualification import BoardCertificate, CurrentAuthorization


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the trainee brings and asks for, on one day, under one profile."""

    boards: tuple[BoardCertificate, ...]
    authorizations: tuple[CurrentAuthorization, ...]
    profile: JurisdictionProfile
    requested: tuple[str, ...]
    today: date

    def named(self) -> tuple[CurrentAuthorization, ...]:
        """The authorizations that stand today."""
        return tuple(entry for entry in self.authorizations if not self.ahead(entry.named_since))

    def ahead(self, day: date | None) -> bool:
        """Whether a day is still to come."""
        return day is not None and day > self.today

    def asked_of(self, route: TrainingRoute) -> tuple[str, ...]:
        """The requested categories that a section covers; all of them while nothing is requested."""
        wanted = self.requested or route.category_codes
        return tuple(code for code in wanted if code in route.category_codes)

    def covers(self, authorizations: Iterable[CurrentAuthorization], code: str) -> bool:
        """Whether one of these licenses lists the category, in this profile's words or in another's."""
        listed = self.profile.category(code).listed_as
        return any(not listed.isdisjoint(entry.categories) for entry in authorizations)


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether a way is open, whether the regulator is to be asked about it, and why."""

    open: bool
    reasons: tuple[PathReason, ...]
    verify: bool


def finding(route: TrainingRoute, rule: RouteEntrance, evidence: Evidence) -> Finding:
    """Hold the evidence against one way."""
    if rule.kind is EntranceKind.BOARD:
        return _by_board(rule, evidence)
    if rule.kind is EntranceKind.NAMED:
        return _by_license(route, rule, evidence)
    if rule.kind is EntranceKind.GRANDFATHERED:
        return _by_date(route, rule, evidence)
    reason = PathReason(PathFact.OPEN_TO_EVERY_PHYSICIAN, {}, rule.basis)
    return Finding(open=True, reasons=(reason,), verify=rule.verify)


def _by_board(rule: RouteEntrance, evidence: Evidence) -> Finding:
    """The board is recognized on the day of the original certificate, under a section of this way."""
    if not evidence.boards:
        return _nothing(rule)
    opened: list[BoardRule] = []
    reasons = []
    for certificate in evidence.boards:
        board = evidence.profile.board(certificate.board)
        basis = rule.basis if board is None else board.basis
        fact = _certificate_fact(certificate, board, rule, evidence)
        if board is not None and fact is PathFact.BOARD_RECOGNIZED:
            opened.append(board)
        reasons.append(PathReason(fact, _certificate_facts(certificate, board), basis))
    unsure = bool(opened) and all(board.verify for board in opened)
    return Finding(bool(opened), tuple(reasons), rule.verify or unsure)


def _certificate_fact(
    certificate: BoardCertificate,
    board: BoardRule | None,
    rule: RouteEntrance,
    evidence: Evidence,
) -> PathFact:
    if board is None:
        return PathFact.BOARD_UNKNOWN
    if certificate.issued is None:
        return PathFact.BOARD_DATE_MISSING
    if evidence.ahead(certificate.issued):
        return PathFact.CERTIFICATE_AHEAD
    return _recognition(board, certificate.issued, rule)


def _recognition(board: BoardRule, issued: date, rule: RouteEntrance) -> PathFact:
    if not board.recognized_on(issued):
        return PathFact.BOARD_NOT_RECOGNIZED
    if board.sections and set(board.sections).isdisjoint(rule.board_sections):
        return PathFact.BOARD_OTHER_SECTIONS
    return PathFact.BOARD_RECOGNIZED


def _certificate_facts(certificate: BoardCertificate, board: BoardRule | None) -> dict[str, str]:
    ended = None if board is None else board.recognized_until
    return {
        "board": certificate.board if board is None else board.title,
        "issued": "" if certificate.issued is None else certificate.issued.isoformat(),
        "until": "" if ended is None else ended.isoformat(),
    }


def _by_license(route: TrainingRoute, rule: RouteEntrance, evidence: Evidence) -> Finding:
    """A license names the person under a section that opens this one, for a category that does."""
    if not evidence.authorizations:
        return _nothing(rule)
    ahead = tuple(_ahead(rule, evidence))
    under = [
        (entry, use)
        for entry in evidence.named()
        for use in rule.named
        if use.section in entry.bare_sections
    ]
    if not under:
        return Finding(open=False, reasons=ahead or _nothing(rule).reasons, verify=rule.verify)
    own = any(use.section == route.section for _, use in under)
    entries = list(dict.fromkeys(entry for entry, _ in under))
    if own:
        return _under_the_same_section(route, rule, evidence, entries)
    opening = dict.fromkeys(
        entry for entry, use in under if _names_a_category(entry, use, evidence)
    )
    fact = PathFact.NAMED_ENTERS_SECTION if opening else PathFact.NAMED_FOR_OTHER_CATEGORY
    reasons = tuple(_license_reason(fact, entry, rule) for entry in opening or entries)
    return Finding(bool(opening), reasons, rule.verify)


def _names_a_category(entry: CurrentAuthorization, use: NamedUse, evidence: Evidence) -> bool:
    return not use.categories or any(evidence.covers((entry,), code) for code in use.categories)


def _under_the_same_section(
    route: TrainingRoute,
    rule: RouteEntrance,
    evidence: Evidence,
    entries: list[CurrentAuthorization],
) -> Finding:
    """Named under the section itself: for everything requested, or for part of it where the way adds the rest."""
    asked = evidence.asked_of(route)
    # A section of one category names it by itself; a license of 35.390 says for which.
    alone = len(route.category_codes) == 1
    missing = [code for code in asked if not alone and not evidence.covers(entries, code)]
    if rule.adds_categories:
        fact = PathFact.NAMED_ADDS_CATEGORY if missing else PathFact.NAMED_FOR_SECTION
        opened = bool(missing)
    else:
        fact = PathFact.NAMED_FOR_OTHER_CATEGORY if missing else PathFact.NAMED_FOR_SECTION
        opened = not missing
    reasons = tuple(
        _license_reason(fact, entry, rule, categories=", ".join(missing)) for entry in entries
    )
    return Finding(opened, reasons, rule.verify)


def _by_date(route: TrainingRoute, rule: RouteEntrance, evidence: Evidence) -> Finding:
    """Named on or before the date, for the same uses (35.57(b)(1))."""
    if not evidence.authorizations:
        return _nothing(rule)
    until = route.grandfathered_until
    early = [
        entry
        for entry in evidence.named()
        if entry.named_since is not None and until is not None and entry.named_since <= until
    ]
    day = "" if until is None else until.isoformat()
    if not early:
        late = tuple(_too_late(rule, evidence, day))
        return Finding(open=False, reasons=late, verify=rule.verify)
    missing = [code for code in evidence.asked_of(route) if not evidence.covers(early, code)]
    fact = PathFact.NAMED_FOR_OTHER_CATEGORY if missing else PathFact.GRANDFATHERED_SAME_USES
    reasons = tuple(
        _license_reason(fact, entry, rule, until=day, categories=", ".join(missing))
        for entry in early
    )
    return Finding(not missing, reasons, rule.verify)


def _too_late(rule: RouteEntrance, evidence: Evidence, until: str) -> Iterator[PathReason]:
    for entry in evidence.authorizations:
        unknown = entry.named_since is None
        fact = PathFact.NAMED_DATE_MISSING if unknown else PathFact.NAMED_AFTER_DATE
        yield _license_reason(fact, entry, rule, until=until)


def _ahead(rule: RouteEntrance, evidence: Evidence) -> Iterator[PathReason]:
    for entry in evidence.authorizations:
        if evidence.ahead(entry.named_since):
            yield _license_reason(PathFact.LICENSE_AHEAD, entry, rule)


def _license_reason(
    fact: PathFact, entry: CurrentAuthorization, rule: RouteEntrance, **more: str
) -> PathReason:
    facts = {
        "license": entry.license_number,
        "sections": ", ".join(entry.sections),
        "since": "" if entry.named_since is None else entry.named_since.isoformat(),
        **more,
    }
    return PathReason(fact, facts, rule.basis)


def _nothing(rule: RouteEntrance) -> Finding:
    reason = PathReason(PathFact.NOTHING_SHOWN, {}, rule.basis)
    return Finding(open=False, reasons=(reason,), verify=rule.verify)
