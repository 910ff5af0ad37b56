"""Statements for tests: a trainee with hours, a case, a paper and a rating, and drafts over them."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from au_desktop.domain.ids import CaseId, HourEntryId, PaperId, PersonId, TraineeId
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.statements import StatementDraft, StatementKind
from au_desktop.domain.training.hours import HourEntry, HourPart, Ledger
from au_desktop.domain.training.papers import Paper, PaperOwner
from au_desktop.domain.training.qualification import BoardCertificate, Qualification
from au_desktop.domain.training.ratings import DualRating
from au_desktop.services.statements.stated_records import stated_hours
from tests.builders import a_case
from tests.memory_services import MemoryServices

PASS = Role.PRECEPTOR.value
"""The preceptor's passphrase in a center in memory."""


def some_hours(trainee_id: TraineeId, number: int = 1, **changes: Any) -> HourEntry:
    facts: dict[str, Any] = {
        "id": HourEntryId(UUID(int=7000 + number)),
        "number": number,
        "trainee_id": trainee_id,
        "ledger": Ledger.CLASSROOM,
        "parts": (HourPart("A", Decimal(8)),),
        "first": date(2026, 11, 2),
        "last": date(2026, 11, 2),
    }
    return HourEntry(**(facts | changes))


def a_paper(center: MemoryServices, number: int = 1) -> Paper:
    return Paper(
        id=PaperId(UUID(int=7100 + number)),
        owner=PaperOwner.TRAINEE,
        owner_id=None,
        title="Certificate",
        file_name="certificate.pdf",
        size=4,
        digest=bytes(32),
        added_at=center.now(),
        added_by=PersonId(UUID(int=1)),
    )


def add_hours(center: MemoryServices, trainee_id: TraineeId, number: int = 1) -> HourEntry:
    entry = some_hours(trainee_id, number)
    with center.memory.center.unit_of_work() as uow:
        uow.hours.add(entry)
        uow.commit()
    return entry


def fill_record(center: MemoryServices, trainee_id: TraineeId) -> None:
    """One record of every kind that a statement may name."""
    add_hours(center, trainee_id)
    case = a_case(id=CaseId(UUID(int=7200)), trainee_id=trainee_id)
    board = BoardCertificate("abr", issued=date(2020, 1, 1))
    with center.memory.center.unit_of_work() as uow:
        uow.cases.add(case)
        uow.papers.add(a_paper(center), b"data")
        uow.ratings.put(DualRating(case.id))
        uow.qualifications.put(Qualification(id=trainee_id, boards=(board,)))
        uow.commit()


def a_draft(*entries: HourEntry, **changes: Any) -> StatementDraft:
    facts: dict[str, Any] = {
        "kind": StatementKind.CLASSROOM_VERIFIED,
        "trainee_id": entries[0].trainee_id,
        "facts": {"hours": "8"},
        "records": tuple(stated_hours(entry) for entry in entries),
    }
    return StatementDraft(**(facts | changes))
