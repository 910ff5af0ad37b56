"""Everything that judging the cases of some trainees needs, read once for all of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from au_desktop.domain.ids import CaseId, SupervisorId, TraineeId
from au_desktop.domain.training.cases import Case
from au_desktop.domain.training.counting.gate import (
    Administration,
    Claim,
    Confirmation,
    HouseRules,
    administration,
)
from au_desktop.domain.training.qualification import Qualification
from au_desktop.domain.training.ratings import DualRating
from au_desktop.domain.training.supervisors import SupervisingAU
from au_desktop.domain.training.trainees import Trainee
from au_desktop.services.center.facilities import house_rules
from au_desktop.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class CaseRecords:
    """Trainees in the order asked for; the rest by id. A trainee without a stored qualification has an empty one."""

    trainees: tuple[Trainee, ...]
    qualifications: Mapping[TraineeId, Qualification]
    cases: Mapping[TraineeId, tuple[Case, ...]]
    confirmations: Mapping[CaseId, tuple[Confirmation, ...]]
    ratings: Mapping[CaseId, DualRating]
    claims: Mapping[Administration, tuple[Claim, ...]]
    supervisors: Mapping[SupervisorId, SupervisingAU]
    house: HouseRules


def read_case_records(uow: UnitOfWork, trainee_ids: Sequence[TraineeId]) -> CaseRecords:
    """One question a kind of record, however many trainees."""
    cases: dict[TraineeId, list[Case]] = defaultdict(list)
    for case in uow.cases.of_trainees(trainee_ids):
        cases[case.trainee_id].append(case)
    case_ids = [case.id for some in cases.values() for case in some]
    claims: dict[Administration, list[Claim]] = defaultdict(list)
    for claim in uow.cases.claims_beside(trainee_ids):
        claims[administration(claim)].append(claim)
    return CaseRecords(
        trainees=uow.trainees.several(trainee_ids),
        qualifications={key: Qualification(key) for key in trainee_ids}
        | {TraineeId(known.id): known for known in uow.qualifications.of_trainees(trainee_ids)},
        cases={key: tuple(some) for key, some in cases.items()},
        confirmations=uow.cases.confirmations(case_ids),
        ratings=uow.ratings.of_cases(case_ids),
        claims={key: tuple(some) for key, some in claims.items()},
        supervisors={SupervisorId(known.id): known for known in uow.supervisors.all()},
        house=house_rules(uow),
    )
