"""Judges cases at the gate and counts progress, for one trainee or a whole page, without asking row by row."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from au_desktop.domain.ids import CaseId, TraineeId
from au_desktop.domain.reference.library import Reference
from au_desktop.domain.reference.profiles import JurisdictionProfile, TrainingRoute
from au_desktop.domain.training.cases import Case
from au_desktop.domain.training.counting.gate import (
    Administration,
    CaseVerdict,
    GateEvidence,
    administration,
    claimed_by_others,
    judge,
    patient_key,
    same_administration,
    same_patient,
)
from au_desktop.domain.training.counting.progress import CategoryProgress, case_progress
from au_desktop.domain.training.pathway_rules import advise
from au_desktop.domain.training.trainees import Trainee
from au_desktop.services.cases.case_records import CaseRecords, read_case_records
from au_desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class JudgedCase:
    """A case with the gate's verdict."""

    case: Case
    verdict: CaseVerdict


@dataclass(frozen=True, slots=True)
class TraineeProgress:
    """A trainee, every case judged, and the count per requested category."""

    trainee: Trainee
    cases: tuple[JudgedCase, ...]
    categories: tuple[CategoryProgress, ...]

    @property
    def complete(self) -> bool:
        """Whether every requested category has its cases."""
        return bool(self.categories) and all(category.complete for category in self.categories)


@dataclass(frozen=True, slots=True)
class Measure:
    """What cases are held against: the profile, the route within it, the reference data and the day."""

    profile: JurisdictionProfile
    route: TrainingRoute | None
    reference: Reference
    today: date


class Judgements:
    """Read-only use cases about what counts."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def progress(self, trainee_ids: Sequence[TraineeId]) -> Mapping[TraineeId, TraineeProgress]:
        """Progress of these trainees, each by their own jurisdiction profile and pathway."""
        with self._desk.reading() as uow:
            records = read_case_records(uow, trainee_ids)
        return {
            trainee.id: progress_of(trainee, records, self._measure(trainee, records))
            for trainee in records.trainees
        }

    def of_trainee(self, trainee_id: TraineeId) -> TraineeProgress:
        """Progress of one trainee."""
        return self.progress((trainee_id,))[trainee_id]

    def verdicts(
        self, trainee_and_case: Iterable[tuple[TraineeId, CaseId]]
    ) -> Mapping[CaseId, CaseVerdict]:
        """The verdicts of these cases, as a page of the case log shows them; none of the others is judged."""
        wanted = dict.fromkeys(trainee_and_case)
        cases = frozenset(case_id for _, case_id in wanted)
        with self._desk.reading() as uow:
            records = read_case_records(uow, tuple({trainee_id for trainee_id, _ in wanted}))
        verdicts = {
            entry.case.id: entry.verdict
            for trainee in records.trainees
            for entry in _judge_all(trainee, records, self._measure(trainee, records), cases)
        }
        return {case_id: verdicts[case_id] for _, case_id in wanted if case_id in verdicts}

    def _measure(self, trainee: Trainee, records: CaseRecords) -> Measure:
        """A trainee's own jurisdiction profile and the route that they follow."""
        reference, today = self._desk.reference, self._desk.today()
        profile = reference.profile(trainee.profile_id)
        advice = advise(trainee, records.qualifications[trainee.id], profile, today)
        route = None if advice.chosen is None else advice.chosen.route
        return Measure(profile, route, reference, today)


def progress_of(trainee: Trainee, records: CaseRecords, measure: Measure) -> TraineeProgress:
    """Judge every case of a trainee and count: a pure function of the records and the measure."""
    judged = _judge_all(trainee, records, measure)
    counts = case_progress(
        measure.profile,
        measure.profile.own_codes(trainee.requested),
        "" if measure.route is None else measure.route.section,
        (entry.verdict for entry in judged),
    )
    return TraineeProgress(trainee, judged, counts)


def _judge_all(
    trainee: Trainee,
    records: CaseRecords,
    measure: Measure,
    only: frozenset[CaseId] | None = None,
) -> tuple[JudgedCase, ...]:
    """Every case of the trainee judged beside the others, or only some of them."""
    cases = records.cases.get(trainee.id, ())
    twins: dict[Administration, list[Case]] = defaultdict(list)
    patients: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        twins[administration(case)].append(case)
        patients[patient_key(case)].append(case)
    judged = []
    for case in cases if only is None else [case for case in cases if case.id in only]:
        same = administration(case)
        drug = measure.reference.drugs.get(case.drug_id)
        evidence = GateEvidence(
            today=measure.today,
            profile=measure.profile,
            trainee=trainee,
            drug=drug,
            nuclide=None if drug is None else measure.reference.nuclides.get(drug.nuclide_id),
            supervisor=(
                records.supervisors.get(case.supervisor_id) if case.supervisor_id else None
            ),
            confirmations=records.confirmations.get(case.id, ()),
            duplicates_of=same_administration(case, twins[same]),
            route=measure.route,
            rating=records.ratings.get(case.id),
            claimed_by_others=claimed_by_others(case, records.claims.get(same, ())),
            same_patient=same_patient(case, patients[patient_key(case)]),
            house=records.house,
        )
        judged.append(JudgedCase(case, judge(case, evidence)))
    return tuple(judged)
