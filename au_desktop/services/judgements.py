"""Judges cases at the gate and counts progress, for one trainee or a whole page, without asking row by row."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from au_desktop.domain.ids import CaseId, SupervisorId, TraineeId
from au_desktop.domain.training.cases import Case
from au_desktop.domain.training.gate import (
    CaseVerdict,
    Confirmation,
    GateEvidence,
    judge,
    same_administration,
)
from au_desktop.domain.training.progress import CategoryProgress, case_progress
from au_desktop.domain.training.supervisors import SupervisingAU
from au_desktop.domain.training.trainees import Trainee
from au_desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class JudgedCase:
    """A case with the gate's verdict under the trainee's own profile."""

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


class Judgements:
    """Read-only use cases about what counts."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def progress(self, trainee_ids: Sequence[TraineeId]) -> Mapping[TraineeId, TraineeProgress]:
        """Progress of these trainees, each by their own jurisdiction profile."""
        with self._desk.reading() as uow:
            trainees = uow.trainees.several(trainee_ids)
            cases = uow.cases.of_trainees(trainee_ids)
            confirmations = uow.cases.confirmations([case.id for case in cases])
            supervisors = {supervisor.id: supervisor for supervisor in uow.supervisors.all()}
        by_trainee: dict[TraineeId, list[Case]] = defaultdict(list)
        for case in cases:
            by_trainee[case.trainee_id].append(case)
        found = {}
        for trainee in trainees:
            judged = self._judge_all(trainee, by_trainee[trainee.id], confirmations, supervisors)
            profile = self._desk.reference.profile(trainee.profile_id)
            counts = case_progress(
                profile, trainee.requested, trainee.pathway, (entry.verdict for entry in judged)
            )
            found[trainee.id] = TraineeProgress(trainee, judged, counts)
        return found

    def of_trainee(self, trainee_id: TraineeId) -> TraineeProgress:
        """Progress of one trainee."""
        return self.progress((trainee_id,))[trainee_id]

    def verdicts(
        self, trainee_and_case: Iterable[tuple[TraineeId, CaseId]]
    ) -> Mapping[CaseId, CaseVerdict]:
        """The verdicts of these cases, as a page of the case log shows them."""
        wanted = list(trainee_and_case)
        progress = self.progress(tuple({trainee_id for trainee_id, _ in wanted}))
        verdicts = {
            entry.case.id: entry.verdict for found in progress.values() for entry in found.cases
        }
        return {case_id: verdicts[case_id] for _, case_id in wanted if case_id in verdicts}

    def _judge_all(
        self,
        trainee: Trainee,
        cases: Sequence[Case],
        confirmations: Mapping[CaseId, tuple[Confirmation, ...]],
        supervisors: Mapping[SupervisorId, SupervisingAU],
    ) -> tuple[JudgedCase, ...]:
        reference, today = self._desk.reference, self._desk.today()
        profile = reference.profile(trainee.profile_id)
        twins: dict[tuple[object, ...], list[Case]] = defaultdict(list)
        for case in cases:
            twins[(case.patient_code, case.on, case.drug_id)].append(case)
        judged = []
        for case in cases:
            drug = reference.drugs.get(case.drug_id)
            supervisor = supervisors.get(case.supervisor_id) if case.supervisor_id else None
            evidence = GateEvidence(
                today=today,
                profile=profile,
                trainee=trainee,
                drug=drug,
                nuclide=None if drug is None else reference.nuclides.get(drug.nuclide_id),
                supervisor=supervisor,
                confirmations=confirmations.get(case.id, ()),
                duplicates_of=same_administration(
                    case, twins[(case.patient_code, case.on, case.drug_id)]
                ),
            )
            judged.append(JudgedCase(case, judge(case, evidence)))
        return tuple(judged)
