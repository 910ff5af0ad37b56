"""Lists what is missing and why, in the order of the work: pathway, hours, cases, onboarding, attestation, license."""

from collections.abc import Iterator
from datetime import date

from au_desktop.domain.training.cases import Case, CaseState
from au_desktop.domain.training.license_follow_up import (
    ActingState,
    NoticeState,
    acting_banner,
    notice_of,
    start_of,
)
from au_desktop.domain.training.onboarding import ItemState, Placement
from au_desktop.domain.training.pathways import Entrance
from au_desktop.domain.training.standings.hour_gaps import hour_gaps
from au_desktop.domain.training.standings.standing import (
    Gap,
    GapCode,
    Requirement,
    RequirementKind,
)
from au_desktop.domain.training.standings.standing_evidence import StandingEvidence
from au_desktop.domain.training.trainees import Period

_NOTICE_OPEN = frozenset({NoticeState.RUNNING, NoticeState.OVERDUE})


def gaps_of(evidence: StandingEvidence, requirements: tuple[Requirement, ...]) -> tuple[Gap, ...]:
    """Everything missing; what blocks the packet says so."""
    return (
        *_pathway(evidence),
        *hour_gaps(evidence, requirements),
        *_cases(evidence, requirements),
        *_onboarding(evidence),
        *_attestation(evidence),
        *_license(evidence),
    )


def _pathway(evidence: StandingEvidence) -> Iterator[Gap]:
    trainee, path = evidence.trainee, evidence.path
    if not trainee.requested:
        yield Gap(GapCode.NOTHING_REQUESTED)
    if path is None:
        yield Gap(GapCode.PATHWAY_UNDECIDED, {"pathway": trainee.pathway.value})
    else:
        facts = {"section": path.paragraph, "entrance": path.entrance.value}
        if not path.open:
            why = path.reasons[0].fact.value if path.reasons else "not shown"
            yield Gap(GapCode.PATHWAY_CLOSED, facts | {"why": why})
        for code in path.missing:
            yield Gap(GapCode.CATEGORY_OUTSIDE_ROUTE, facts | {"category": code})
        if path.verify:
            yield Gap(GapCode.REGULATOR_NOT_ASKED, facts, blocks=False)
        yield from _copies(evidence, path.entrance)
    if evidence.profile.verify:
        yield Gap(GapCode.PROFILE_UNVERIFIED, {"profile": evidence.profile.title}, blocks=False)


def _copies(evidence: StandingEvidence, entrance: Entrance) -> Iterator[Gap]:
    """The copies that the way in rests on: the certificate, or the license that names the physician."""
    if entrance is Entrance.BOARD:
        for board in evidence.qualification.boards:
            if board.paper_id is None:
                facts = {"what": "board certificate", "title": board.board}
                yield Gap(GapCode.CERTIFICATE_COPY_MISSING, facts, blocks=False)
    if entrance in {Entrance.NAMED, Entrance.GRANDFATHERED}:
        for listed in evidence.qualification.authorizations:
            if listed.paper_id is None:
                facts = {"what": "license or permit", "title": listed.license_number}
                yield Gap(GapCode.CERTIFICATE_COPY_MISSING, facts, blocks=False)


def _cases(evidence: StandingEvidence, requirements: tuple[Requirement, ...]) -> Iterator[Gap]:
    for entry in requirements:
        if entry.kind is RequirementKind.CASES and not entry.met and entry.needed is not None:
            facts = {
                "category": entry.code,
                "title": entry.title,
                "needed": str(entry.needed),
                "counted": str(entry.counted),
                "waiting": str(entry.waiting),
                "missing": str(entry.needed - entry.counted),
            }
            yield Gap(GapCode.CASES_SHORT, facts)
    for case, verdict in evidence.cases:
        if verdict.reasons and _should_count(case, evidence.today):
            facts = {"case": case.code, "date": case.on.isoformat()}
            yield Gap(
                GapCode.CASE_NOT_COUNTING,
                facts,
                record_id=case.id,
                blocks=False,
                reasons=verdict.reasons,
            )


def _should_count(case: Case, today: date) -> bool:
    """Neither a void nor a lost case stands open, nor a planned one whose day has not passed."""
    if case.voided is not None or case.state is CaseState.LOST:
        return False
    return case.state is CaseState.GIVEN or case.on < today


def _onboarding(evidence: StandingEvidence) -> Iterator[Gap]:
    yield from _capacities(evidence)
    placements = [
        placement
        for placement in evidence.placements
        if placement.voided is None and _still_holds(placement.visit, evidence.today)
    ]
    for placement in placements:
        yield from _papers(placement, evidence.today)
    yield from _before_the_first_case(evidence)
    for placement in placements:
        if not placement.dosimeters:
            facts = {"date": placement.visit.first.isoformat()}
            yield Gap(
                GapCode.DOSIMETER_MISSING,
                facts,
                record_id=placement.id,
                due=placement.visit.first,
                blocks=False,
            )


def _still_holds(period: Period, today: date) -> bool:
    return period.last is None or period.last >= today


def _capacities(evidence: StandingEvidence) -> Iterator[Gap]:
    """Each day that begins a visit, or today within one, for which no capacity is granted."""
    today = evidence.today
    visits = (
        *evidence.trainee.visits,
        *(placement.visit for placement in evidence.placements if placement.voided is None),
    )
    days = {max(visit.first, today) for visit in visits if _still_holds(visit, today)}
    for day in sorted(days):
        if evidence.trainee.capacity_on(day) is None:
            facts = {"date": day.isoformat()}
            yield Gap(GapCode.CAPACITY_MISSING, facts, due=day, blocks=False)


def _papers(placement: Placement, today: date) -> Iterator[Gap]:
    for item in placement.items:
        state = item.state_on(today, placement.visit.last)
        facts = {"title": item.title, "owner": item.owner, "due": item.due.isoformat()}
        if state in {ItemState.OPEN, ItemState.OVERDUE}:
            yield Gap(
                GapCode.PAPER_MISSING,
                facts,
                record_id=placement.id,
                due=item.due,
                blocks=False,
            )
        elif state is ItemState.EXPIRED and item.expires is not None:
            yield Gap(
                GapCode.PAPER_EXPIRED,
                facts | {"expires": item.expires.isoformat()},
                record_id=placement.id,
                due=item.expires,
                blocks=False,
            )


def _before_the_first_case(evidence: StandingEvidence) -> Iterator[Gap]:
    """Instruction (10 CFR 35.27(a)(1)) and the host's orientation come before the first case that was taken part in."""
    first = evidence.first_participation
    planned = [visit.first for visit in evidence.trainee.visits] + [
        placement.visit.first for placement in evidence.placements if placement.voided is None
    ]
    if first is None and not planned:
        return
    by = first or min(planned)
    told = evidence.instruction
    for code, done in (
        (GapCode.INSTRUCTION_MISSING, told.instructed_on),
        (GapCode.ORIENTATION_MISSING, told.oriented_on),
    ):
        late = done is not None and first is not None and done > first
        if done is not None and not late:
            continue
        facts = {"done": "" if done is None else done.isoformat()}
        if first is not None:
            facts["first_case"] = first.isoformat()
        yield Gap(code, facts, due=by, blocks=False)


def _attestation(evidence: StandingEvidence) -> Iterator[Gap]:
    path, attested = evidence.path, evidence.attestation
    if path is None or not path.needs_attestation:
        return
    if attested.signed_on is None:
        yield Gap(GapCode.ATTESTATION_MISSING, {"section": path.route.section})
    elif attested.changed:
        facts = {
            "signed": attested.signed_on.isoformat(),
            "changed": ", ".join(attested.changed),
        }
        yield Gap(GapCode.ATTESTATION_OUTDATED, facts)


def _license(evidence: StandingEvidence) -> Iterator[Gap]:
    path, follow_ups = evidence.path, evidence.follow_ups
    if path is None:
        return
    start = start_of(path)
    live = [entry for entry in follow_ups if entry.voided is None]
    if acting_banner(start, follow_ups, evidence.today).state is ActingState.MAY_NOT:
        sent = next((entry for entry in reversed(live) if entry.sent is not None), None)
        facts = {"section": path.route.section}
        if sent is not None and sent.sent is not None:
            facts |= {"sent": sent.sent.isoformat(), "license": sent.license_number}
        record_id = live[-1].id if live else None
        yield Gap(GapCode.AMENDMENT_OPEN, facts, record_id=record_id, blocks=False)
    for entry in live:
        notice = notice_of(entry, start, evidence.today)
        if notice.state in _NOTICE_OPEN and entry.began_as_au is not None:
            facts = {"license": entry.license_number, "began": entry.began_as_au.isoformat()}
            yield Gap(GapCode.NOTICE_DUE, facts, record_id=entry.id, due=notice.due, blocks=False)
