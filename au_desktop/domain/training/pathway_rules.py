"""Says which sections could cover what a trainee asks for, which ways into them are open, and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from au_desktop.domain.reference.profiles import (
    EntranceKind,
    EntranceNeed,
    JurisdictionProfile,
    RouteEntrance,
    TrainingRoute,
)
from au_desktop.domain.training.pathway_evidence import Evidence, Finding, finding
from au_desktop.domain.training.pathways import (
    Entrance,
    Path,
    PathFact,
    PathReason,
    PathwayAdvice,
)
from au_desktop.domain.training.qualification import Qualification, RegulatorAnswer
from au_desktop.domain.training.trainees import Pathway, Trainee

_EVERYTHING = frozenset(EntranceNeed)
_WAYS = {
    EntranceKind.BOARD: Entrance.BOARD,
    EntranceKind.TRAINING: Entrance.TRAINING,
    EntranceKind.NAMED: Entrance.NAMED,
    EntranceKind.GRANDFATHERED: Entrance.GRANDFATHERED,
}


def advise(
    trainee: Trainee, qualification: Qualification, profile: JurisdictionProfile, today: date
) -> PathwayAdvice:
    """Hold what the trainee brings against every way into every section that could cover what is requested.

    Sources: 10 CFR 35.390, 35.392, 35.394, 35.396 (the ways and what each asks), 35.57 (those named on or before its date),
    35.13(b) and 35.14(a) (amendment or notice), 35.15 (broad scope licenses); all of it data of the profile.
    """
    requested = profile.own_codes(trainee.requested)
    evidence = Evidence(
        qualification.boards, qualification.authorizations, profile, requested, today
    )
    # What an agency answered holds for that agency: it is not carried to another one's rules in a recount.
    answers = qualification.answers if profile.id == trainee.profile_id else ()
    asked = _Asked(evidence, answers, broad_scope=qualification.broad_scope is True)
    paths = tuple(
        _path(route, rule, asked)
        for route in profile.routes
        if _concerns(route, requested, trainee.pathway)
        for rule in route.entrances or (_plain_entrance(route),)
    )
    return PathwayAdvice(paths, _chosen(trainee.pathway, paths, profile), bool(answers))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What every way is held against."""

    evidence: Evidence
    answers: tuple[RegulatorAnswer, ...]
    broad_scope: bool


def _concerns(route: TrainingRoute, requested: tuple[str, ...], pathway: Pathway) -> bool:
    """A section concerns the trainee if it covers something requested, or if it is the one they follow."""
    covers = not requested or not set(requested).isdisjoint(route.category_codes)
    return covers or route.section == pathway.value


def _plain_entrance(route: TrainingRoute) -> RouteEntrance:
    """A profile that names no ways into a section asks for everything."""
    return RouteEntrance(
        kind=EntranceKind.TRAINING,
        paragraph=route.section,
        needs=_EVERYTHING,
        waits_for_amendment=True,
        notice_days=None,
        basis=route.basis,
    )


def _path(route: TrainingRoute, rule: RouteEntrance, asked: _Asked) -> Path:
    found = finding(route, rule, asked.evidence)
    requested = asked.evidence.requested
    missing = tuple(code for code in requested if code not in route.category_codes)
    waits = rule.waits_for_amendment and not asked.broad_scope
    path = Path(
        route=route,
        entrance=_WAYS[rule.kind],
        open=found.open,
        needs_hours=EntranceNeed.HOURS in rule.needs,
        needs_work=EntranceNeed.WORK in rule.needs,
        needs_cases=EntranceNeed.CASES in rule.needs,
        needs_attestation=EntranceNeed.ATTESTATION in rule.needs,
        waits_for_amendment=waits,
        reasons=(*found.reasons, *_consequences(rule, missing, asked)),
        rule=rule,
        covers=tuple(code for code in requested if code in route.category_codes),
        missing=missing,
        notice_days=None if asked.broad_scope else rule.notice_days,
        verify=found.verify,
    )
    return _answered(path, rule, found, asked.answers)


def _consequences(
    rule: RouteEntrance, missing: tuple[str, ...], asked: _Asked
) -> Iterator[PathReason]:
    """What follows from the way, whether or not it is open."""
    if missing:
        yield PathReason(PathFact.COVERS_PART, {"categories": ", ".join(missing)}, rule.basis)
    if rule.kind is EntranceKind.BOARD and rule.needs:
        everything = EntranceNeed.HOURS in rule.needs
        fact = PathFact.BOARD_NEEDS_EVERYTHING if everything else PathFact.BOARD_STILL_NEEDS_CASES
        if everything or EntranceNeed.CASES in rule.needs:
            yield PathReason(fact, {}, rule.basis)
    needed = EntranceNeed.ATTESTATION in rule.needs
    fact = PathFact.ATTESTATION_NEEDED if needed else PathFact.ATTESTATION_NOT_NEEDED
    yield PathReason(fact, {}, rule.basis)
    yield _start(rule, asked)


def _start(rule: RouteEntrance, asked: _Asked) -> PathReason:
    """When the physician may start, and what the licensee sends (35.13(b), 35.14(a), 35.15)."""
    start = asked.evidence.profile.start_rules
    if asked.broad_scope:
        return PathReason(PathFact.BROAD_SCOPE, {}, None if start is None else start.broad_scope)
    if rule.notice_days is not None:
        facts = {"days": str(rule.notice_days)}
        basis = None if start is None else start.notice
        return PathReason(PathFact.NOTICE_WITHIN_DAYS, facts, basis)
    return PathReason(PathFact.WAITS_FOR_AMENDMENT, {}, None if start is None else start.amendment)


def _answered(
    path: Path, rule: RouteEntrance, found: Finding, answers: Iterable[RegulatorAnswer]
) -> Path:
    """The path as the regulator's newest answer about it leaves it."""
    about = [
        answer
        for answer in answers
        if (answer.section, answer.paragraph) == (path.route.section, rule.paragraph)
    ]
    if not about:
        if not found.verify:
            return path
        ask = PathReason(PathFact.ASK_REGULATOR, {"note": rule.note}, rule.basis)
        return replace(path, reasons=(*path.reasons, ask))
    newest = max(about, key=lambda answer: answer.on)
    facts = {
        "who": newest.who,
        "on": newest.on.isoformat(),
        "says": newest.says,
        "document": newest.document,
    }
    fact = {
        True: PathFact.REGULATOR_CONFIRMED,
        False: PathFact.REGULATOR_REFUSED,
        None: PathFact.REGULATOR_ANSWERED,
    }[newest.allows]
    return replace(
        path,
        open=path.open if newest.allows is None else newest.allows,
        reasons=(PathReason(fact, facts, rule.basis), *path.reasons),
        verify=found.verify and newest.allows is None,
    )


def _chosen(pathway: Pathway, paths: Iterable[Path], profile: JurisdictionProfile) -> Path | None:
    """The path that the trainee follows: an open one first, one that covers everything first, then the lightest."""
    wanted = [path for path in paths if _follows(pathway, path)]
    return min(wanted, key=lambda path: _rank(path, profile), default=None)


def _follows(pathway: Pathway, path: Path) -> bool:
    if pathway is Pathway.BOARD:
        return path.entrance is Entrance.BOARD
    if pathway is Pathway.EXISTING_AU:
        return path.entrance in (Entrance.NAMED, Entrance.GRANDFATHERED)
    if path.route.section != pathway.value or path.entrance is Entrance.GRANDFATHERED:
        return False
    # 35.396 has no way by training alone: it starts from a license or a certificate under 35.490 or 35.690.
    by_training = any(rule.kind is EntranceKind.TRAINING for rule in path.route.entrances)
    return path.entrance is Entrance.TRAINING or not by_training


def _rank(path: Path, profile: JurisdictionProfile) -> tuple[bool, bool, bool, bool, int]:
    """Lower is chosen first.

    Among board ways the full section goes first: it asks for the cases, and for which sections a board is recognized is not
    known for every board. A closed way asks for its most, so that nothing is left out while the way in is not yet shown.
    """
    nothing = any(reason.fact is PathFact.NOTHING_SHOWN for reason in path.reasons)
    narrow_board = path.entrance is Entrance.BOARD and path.route.section != profile.full_section
    return (
        not path.open,
        bool(path.missing),
        narrow_board,
        not path.open and nothing,
        path.burden if path.open else -path.burden,
    )
