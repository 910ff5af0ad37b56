"""Everything that the standing of some trainees rests on, read once for all of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, TypeVar

from au_desktop.domain.ids import HourEntryId, PaperId, TraineeId
from au_desktop.domain.signing.statements import RecordConfirmation, StatementKind
from au_desktop.domain.training.counting.gate import Confirmation
from au_desktop.domain.training.hours import HourEntry
from au_desktop.domain.training.license_follow_up import LicenseFollowUp
from au_desktop.domain.training.onboarding import Placement
from au_desktop.domain.training.standings.standing import SafetyInstruction
from au_desktop.services.cases.case_records import CaseRecords, read_case_records
from au_desktop.services.center.hour_settings import hours_a_day
from au_desktop.services.desk import Desk
from au_desktop.services.ports import ReadQueries, UnitOfWork

INSTRUCTION_KIND, ORIENTATION_KIND = "trainee_instruction", "trainee_orientation"
"""The kinds of checklist by which a trainee is instructed (10 CFR 35.27(a)(1)) and oriented before the first case."""

ATTESTING = frozenset({StatementKind.ATTESTATION, StatementKind.DIRECTOR_ATTESTATION})
_HOUR_KINDS = frozenset({StatementKind.CLASSROOM_VERIFIED, StatementKind.WORK_CONFIRMED})


class _OfTrainee(Protocol):
    @property
    def trainee_id(self) -> TraineeId: ...


Owned = TypeVar("Owned", bound=_OfTrainee)


@dataclass(frozen=True, slots=True)
class TrainingRecords:
    """The case records, and beside them hours, papers, visits, follow-ups, instruction; `attested` holds whom one attested."""

    cases: CaseRecords
    hours: Mapping[TraineeId, tuple[HourEntry, ...]]
    confirmations: Mapping[HourEntryId, tuple[Confirmation, ...]]
    paper_digests: Mapping[PaperId, bytes]
    placements: Mapping[TraineeId, tuple[Placement, ...]]
    follow_ups: Mapping[TraineeId, tuple[LicenseFollowUp, ...]]
    attested: frozenset[TraineeId]
    instruction: Mapping[TraineeId, SafetyInstruction]
    hours_a_day: Decimal


def read_training_records(
    uow: UnitOfWork, desk: Desk, trainee_ids: Sequence[TraineeId]
) -> TrainingRecords:
    """One question a kind of record, however many trainees."""
    entries = uow.hours.of_trainees(trainee_ids)
    given = uow.statements.confirmations([entry.id for entry in entries])
    return TrainingRecords(
        cases=read_case_records(uow, trainee_ids),
        hours=_by_trainee(entries),
        confirmations={entry.id: hour_confirmations(given.get(entry.id, ())) for entry in entries},
        paper_digests={paper.id: paper.digest for paper in uow.papers.of_owners(trainee_ids)},
        placements=_by_trainee(uow.placements.of_trainees(trainee_ids)),
        follow_ups=_by_trainee(uow.follow_ups.of_trainees(trainee_ids)),
        attested=frozenset(
            one.trainee_id
            for one in uow.statements.of_trainees(trainee_ids)
            if one.kind in ATTESTING
        ),
        instruction=_instruction(desk.queries, trainee_ids),
        hours_a_day=hours_a_day(uow, desk.reference),
    )


def hour_confirmations(given: Iterable[RecordConfirmation]) -> tuple[Confirmation, ...]:
    """Verifications of courses and confirmations of work as the count takes them."""
    return tuple(
        Confirmation(one.signed_at.local.date(), one.revision)
        for one in given
        if one.kind in _HOUR_KINDS
    )


def _by_trainee(values: Iterable[Owned]) -> dict[TraineeId, tuple[Owned, ...]]:
    found: dict[TraineeId, list[Owned]] = defaultdict(list)
    for value in values:
        found[value.trainee_id].append(value)
    return {key: tuple(some) for key, some in found.items()}


def _instruction(
    queries: ReadQueries, trainee_ids: Sequence[TraineeId]
) -> dict[TraineeId, SafetyInstruction]:
    signed = queries.signed_about(trainee_ids, (INSTRUCTION_KIND, ORIENTATION_KIND))
    first = {(one.trainee_id, one.kind): one.on for one in reversed(signed)}
    return {
        trainee_id: SafetyInstruction(
            first.get((trainee_id, INSTRUCTION_KIND)), first.get((trainee_id, ORIENTATION_KIND))
        )
        for trainee_id in trainee_ids
    }
