"""What a center in memory knows across trainees: who else claims an administration, who was instructed when."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from au_desktop.domain.ids import TraineeId
from au_desktop.domain.training.cases import Case, CaseState
from au_desktop.domain.training.counting.gate import Claim, administration
from au_desktop.services.rows import GivenRow, SignedAbout


def claims_beside(cases: Iterable[Case], trainee_ids: Sequence[TraineeId]) -> tuple[Claim, ...]:
    given = tuple(cases)
    mine = [case for case in given if case.trainee_id in trainee_ids and case.patient_code]
    return tuple(
        Claim(case.code, case.trainee_id, case.patient_code, case.on, case.drug_id)
        for case in given
        if case.voided is None
        and case.state is CaseState.GIVEN
        and case.part is not None
        and case.part.participated
        and any(
            administration(one) == administration(case) and one.trainee_id != case.trainee_id
            for one in mine
        )
    )


def given_between(cases: Iterable[Case], first: date, last: date) -> tuple[GivenRow, ...]:
    given = set()
    for case in cases:
        activity = case.prescribed.low if case.prescribed else case.administered
        inside = first <= case.on <= last and case.voided is None
        if inside and case.state is CaseState.GIVEN and activity is not None:
            which = case.patient_code or case.number
            given.add((case.drug_id, activity, case.on, which))
    counts = Counter((drug_id, activity) for drug_id, activity, _, _ in given)
    return tuple(GivenRow(*key, number) for key, number in counts.items())


def signed_about(
    uow: Any, runs: Iterable[Any], trainee_ids: Sequence[TraineeId], kinds: Sequence[str]
) -> tuple[SignedAbout, ...]:
    found = []
    for run in runs:
        kind, trainee_id = uow.templates.get(run.template_digest).kind, run.subject.trainee_id
        if trainee_id not in trainee_ids or kind not in kinds or run.voided is not None:
            continue
        waits = any(not slot.filled and slot.rule.required for slot in uow.sign_offs.slots(run.id))
        replaced = uow.runs.superseded_by(run.id) is not None
        if uow.sign_offs.seal(run.id) is not None and not waits and not replaced:
            found.append(SignedAbout(trainee_id, kind, run.event_time.local.date()))
    return tuple(sorted(found, key=lambda one: one.on))
