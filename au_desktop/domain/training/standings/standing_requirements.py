"""The requirements of the path that a trainee follows, with what counts toward each."""

from collections.abc import Iterator
from decimal import Decimal

from au_desktop.domain.reference.profiles import TrainingTopic
from au_desktop.domain.training.cases import Case
from au_desktop.domain.training.hour_rules.hour_count import HourReason, HourSum, years_before
from au_desktop.domain.training.hours import Ledger
from au_desktop.domain.training.pathways import Path
from au_desktop.domain.training.standings.standing import Requirement, RequirementKind
from au_desktop.domain.training.standings.standing_evidence import StandingEvidence

_NOTHING = HourSum()


def requirements_of(evidence: StandingEvidence) -> tuple[Requirement, ...]:
    """Every requirement of the chosen path, in the order of the form; while the path is open only the cases asked for."""
    path = evidence.path
    if path is None:
        return tuple(_cases(evidence))
    return (
        *(_classroom(evidence, path) if path.needs_hours else ()),
        *(_work(evidence) if path.needs_work else ()),
        *(_cases(evidence) if path.needs_cases else ()),
        *_recentness(evidence, path),
        *(_attestation(evidence, path) if path.needs_attestation else ()),
    )


def old_cases(evidence: StandingEvidence) -> tuple[Case, ...]:
    """Counting cases from before the years that the rule looks back, without later continuing education (10 CFR 35.59)."""
    years = evidence.profile.recent_years
    if years is None:
        return ()
    oldest = years_before(evidence.qualification.applying_on or evidence.today, years)
    education = [
        one.entry
        for one in evidence.hours.judged
        if one.entry.ledger is Ledger.CONTINUING and one.sound
    ]
    return tuple(
        case
        for case, verdict in evidence.cases
        if verdict.counts
        and case.on < oldest
        and not any(entry.first > case.on for entry in education)
    )


def _classroom(evidence: StandingEvidence, path: Path) -> Iterator[Requirement]:
    hours, route = evidence.hours, path.route
    needed = Decimal(route.classroom_hours)
    yield Requirement(
        RequirementKind.CLASSROOM_HOURS,
        route.section,
        "Classroom and laboratory",
        needed,
        hours.classroom,
        hours.classroom_waiting,
        met=hours.classroom >= needed,
        basis=route.basis,
    )
    if route.total_hours is not None:
        needed = Decimal(route.total_hours)
        yield Requirement(
            RequirementKind.TOTAL_HOURS,
            route.section,
            "Training and experience in all",
            needed,
            hours.total,
            hours.total_waiting,
            met=hours.total >= needed,
            basis=route.basis,
        )
    for topic in evidence.profile.topics:
        # The rule names the topics and sets no hours for any of them: an empty one is a warning.
        found = hours.by_topic.get(topic.code, _NOTHING)
        yield _presence(RequirementKind.TOPIC, topic, found, blocks=False)


def _work(evidence: StandingEvidence) -> Iterator[Requirement]:
    hours = evidence.hours
    for element in evidence.profile.elements:
        found = hours.by_element.get(element.code, _NOTHING)
        yield _presence(RequirementKind.ELEMENT, element, found, blocks=True)


def _presence(
    kind: RequirementKind, topic: TrainingTopic, found: HourSum, *, blocks: bool
) -> Requirement:
    return Requirement(
        kind,
        topic.code,
        topic.title,
        None,
        found.counted,
        found.waiting,
        met=found.counted > 0,
        blocks=blocks,
        basis=topic.basis,
    )


def _cases(evidence: StandingEvidence) -> Iterator[Requirement]:
    for entry in evidence.categories:
        yield Requirement(
            RequirementKind.CASES,
            entry.category.code,
            entry.category.title,
            Decimal(entry.needed),
            Decimal(entry.counted),
            Decimal(entry.waiting),
            met=entry.complete,
            basis=entry.category.basis,
        )


def _recentness(evidence: StandingEvidence, path: Path) -> Iterator[Requirement]:
    """Training must lie within the years before the application, or related continuing education follow it (35.59)."""
    years = evidence.profile.recent_years
    if years is None or not (path.needs_hours or path.needs_work or path.needs_cases):
        return
    old = [one.entry.hours for one in evidence.hours.judged if one.has(HourReason.TOO_OLD)]
    asked = (
        *(_classroom(evidence, path) if path.needs_hours else ()),
        *(_work(evidence) if path.needs_work else ()),
    )
    # Older hours stand in the way only where those that count are not enough without them.
    missed = bool(old) and any(one.blocks and not one.met for one in asked)
    yield Requirement(
        RequirementKind.RECENTNESS,
        str(years),
        f"Training of the last {years} years",
        None,
        evidence.hours.total,
        sum(old, Decimal(0)),
        met=not missed and not old_cases(evidence),
    )


def _attestation(evidence: StandingEvidence, path: Path) -> Iterator[Requirement]:
    attested = evidence.attestation
    signed = attested.signed_on is not None and not attested.changed
    rule = path.route.attestation
    yield Requirement(
        RequirementKind.ATTESTATION,
        path.route.section,
        "Written attestation",
        Decimal(1),
        Decimal(int(signed)),
        met=signed,
        basis=path.route.basis if rule is None else rule.basis,
    )
