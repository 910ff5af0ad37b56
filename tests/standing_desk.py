"""Builders for tests of where a trainee stands: use cases over a desk in memory, and plausible evidence."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from au_desktop.domain.ids import HourEntryId, PaperId, SupervisorId, TraineeId
from au_desktop.domain.training.counting.gate import Confirmation, GateEvidence, judge
from au_desktop.domain.training.counting.progress import case_progress
from au_desktop.domain.training.hour_rules.hour_count import HourEvidence, count_hours
from au_desktop.domain.training.hours import Course, HourEntry, HourPart, Ledger
from au_desktop.domain.training.pathway_rules import advise
from au_desktop.domain.training.qualification import CurrentAuthorization, Qualification
from au_desktop.domain.training.standings.standing import Standing
from au_desktop.domain.training.standings.standing_evidence import StandingEvidence
from au_desktop.domain.training.standings.standing_rules import standing_of
from au_desktop.services.desk import Desk
from au_desktop.services.standing.standings import Standings
from au_desktop.services.statements.signed_statements import Statements
from tests.builders import DAY, NOBODY, a_supervisor, a_trainee, reference
from tests.fakes import FakeKeyRing, fake_verify

TODAY = date(2026, 11, 20)


def standings_of(desk: Desk) -> Standings:
    """Where trainees stand, over a desk whose statements nobody signs."""
    return Standings(desk, Statements(desk, FakeKeyRing(), fake_verify))


def named_under_490() -> Qualification:
    """Opens 35.396(a)(2)."""
    listed = CurrentAuthorization("45-00000-09", sections=("35.490",), paper_id=PaperId(NOBODY))
    return Qualification(TraineeId(NOBODY), authorizations=(listed,))


def an_entry(number: int = 1, **changes: Any) -> HourEntry:
    """80 classroom hours over the five topics, meant for 35.396."""
    entry = HourEntry(
        id=HourEntryId(UUID(int=7000 + number)),
        number=number,
        trainee_id=TraineeId(NOBODY),
        ledger=Ledger.CLASSROOM,
        parts=tuple(HourPart(code, Decimal(16)) for code in "ABCDE"),
        first=date(2026, 3, 2),
        last=date(2026, 3, 13),
        course=Course("Example University", "80-hour course", ("35.396",)),
        paper_id=PaperId(UUID(int=8000 + number)),
    )
    return replace(entry, **changes)


def some_work(number: int = 2, **changes: Any) -> HourEntry:
    """Ten hours of work experience, two in each element."""
    entry = an_entry(
        number,
        ledger=Ledger.WORK,
        parts=tuple(HourPart(code, Decimal(2)) for code in "ABCDE"),
        first=date(2026, 11, 16),
        last=date(2026, 11, 17),
        course=Course(),
        place="Lakeside RPT Center",
        license_number="45-00000-01",
        supervisor_id=SupervisorId(NOBODY),
        paper_id=None,
    )
    return replace(entry, **changes)


def evidence_of(
    *, cases: Any = (), entries: Any = (), signed: bool = True, **changes: Any
) -> StandingEvidence:
    """Evidence of one trainee in parenteral training; `signed` confirms every case and entry given."""
    trainee = changes.pop("trainee", a_trainee())
    profile = reference().profile(changes.pop("profile_id", trainee.profile_id))
    qualification = changes.pop("qualification", named_under_490())
    today = changes.pop("today", TODAY)
    advice = advise(trainee, qualification, profile, today)
    route = None if advice.chosen is None else advice.chosen.route
    requested = profile.own_codes(trainee.requested)
    hours = count_hours(
        entries,
        HourEvidence(
            today=today,
            applying_on=qualification.applying_on,
            profile=profile,
            route=route,
            confirmations={
                entry.id: (Confirmation(max(entry.last, DAY), entry.revision),)
                for entry in entries
                if signed
            },
            supervisors={SupervisorId(NOBODY): a_supervisor()},
            requested=requested,
        ),
    )
    judged = _judged(cases, trainee, profile, route, today=today, signed=signed)
    section = "" if route is None else route.section
    verdicts = [verdict for _, verdict in judged]
    facts = StandingEvidence(
        today=today,
        profile=profile,
        trainee=trainee,
        qualification=qualification,
        advice=advice,
        hours=hours,
        cases=tuple(judged),
        categories=case_progress(profile, requested, section, verdicts),
    )
    return replace(facts, **changes)


def _judged(
    cases: Any, trainee: Any, profile: Any, route: Any, *, today: date, signed: bool
) -> Any:
    judged = []
    for case in cases:
        drug = reference().drugs.get(case.drug_id)
        given = GateEvidence(
            today=today,
            profile=profile,
            trainee=trainee,
            drug=drug,
            nuclide=None if drug is None else reference().nuclide_of(drug),
            supervisor=a_supervisor(),
            confirmations=(Confirmation(case.on, case.revision),) if signed else (),
            route=route,
        )
        judged.append((case, judge(case, given)))
    return judged


def standing(**given: Any) -> Standing:
    return standing_of(evidence_of(**given))
