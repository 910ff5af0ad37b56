"""What the use cases ask of stores: of whole values, and for the training record hours, papers, statements, ratings."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol, TypeVar
from uuid import UUID

from au_desktop.domain.ids import CaseId, PaperId, StatementId, TraineeId
from au_desktop.domain.signing.statements import RecordConfirmation, Statement
from au_desktop.domain.training.hours import HourEntry
from au_desktop.domain.training.papers import Paper
from au_desktop.domain.training.ratings import DualRating

Entity = TypeVar("Entity")
Kept = TypeVar("Kept")


class EntityStore(Protocol[Entity]):
    """Whole values of one kind, by id."""

    def get(self, key: UUID) -> Entity:
        """The value; raises `NotFound`."""
        ...

    def several(self, keys: Sequence[UUID]) -> tuple[Entity, ...]:
        """The values of these keys, in their order; raises `NotFound`."""
        ...

    def all(self) -> tuple[Entity, ...]:
        """Every value, in the order people expect; for kinds that stay few."""
        ...

    def add(self, value: Entity) -> None:
        """Store a new value."""
        ...

    def replace(self, value: Entity) -> None:
        """Store a changed value; raises `NotFound`."""
        ...


class KeptStore(Protocol[Kept]):
    """Values that stay few and that no list asks by field: each is kept whole, as one document."""

    def get(self, key: UUID) -> Kept:
        """The value; raises `NotFound`."""
        ...

    def find(self, key: UUID) -> Kept | None:
        """The value, or None."""
        ...

    def all(self) -> tuple[Kept, ...]:
        """Every value, in the order it came."""
        ...

    def of_trainees(self, trainee_ids: Sequence[TraineeId]) -> tuple[Kept, ...]:
        """The values that belong to these trainees, in the order they came; none where a kind belongs to nobody."""
        ...

    def put(self, value: Kept) -> None:
        """Store a value, new or changed."""
        ...


class HourStore(Protocol):
    """Entries of the hour ledgers."""

    def get(self, key: UUID) -> HourEntry:
        """The entry; raises `NotFound`."""
        ...

    def of_trainees(self, trainee_ids: Sequence[TraineeId]) -> tuple[HourEntry, ...]:
        """All entries of these trainees, by number; voided ones too."""
        ...

    def add(self, value: HourEntry) -> None:
        """Store a new entry."""
        ...

    def replace(self, value: HourEntry) -> None:
        """Store a changed entry; raises `NotFound`."""
        ...


class PaperStore(Protocol):
    """Papers and their bytes."""

    def get(self, key: UUID) -> Paper:
        """The paper without its bytes; raises `NotFound`."""
        ...

    def of_owners(self, owner_ids: Sequence[UUID]) -> tuple[Paper, ...]:
        """Papers of these owners, in the order they came; voided ones too."""
        ...

    def all(self) -> tuple[Paper, ...]:
        """Every paper without its bytes, in the order they came, for a check of the whole file."""
        ...

    def of_center(self) -> tuple[Paper, ...]:
        """The center's own papers, in the order they came; voided ones too."""
        ...

    def content(self, key: PaperId) -> bytes:
        """The bytes; raises `NotFound`."""
        ...

    def add(self, paper: Paper, content: bytes) -> None:
        """Store a paper; its bytes never change."""
        ...

    def replace(self, paper: Paper) -> None:
        """Store changed facts of a paper (title, expiry, void)."""
        ...


class StatementStore(Protocol):
    """Signed statements; none is ever changed."""

    def get(self, key: UUID) -> Statement:
        """The statement; raises `NotFound`."""
        ...

    def add(self, statement: Statement) -> None:
        """Store it."""
        ...

    def of_trainees(self, trainee_ids: Sequence[TraineeId]) -> tuple[Statement, ...]:
        """The statements about these trainees, by number; withdrawals and what they take back too."""
        ...

    def withdrawn(self, keys: Sequence[StatementId]) -> frozenset[StatementId]:
        """Those of these statements that a later one took back."""
        ...

    def confirmations(
        self, record_ids: Sequence[UUID]
    ) -> Mapping[UUID, tuple[RecordConfirmation, ...]]:
        """Statements that stand for these records and were not withdrawn, oldest first."""
        ...

    def count(self) -> int:
        """How many there are."""
        ...

    def all(self) -> Iterator[Statement]:
        """Every statement, streamed by number, for a check of the whole file."""
        ...


class RatingStore(Protocol):
    """Claims, ratings and resolutions, by case."""

    def of_cases(self, case_ids: Sequence[CaseId]) -> Mapping[CaseId, DualRating]:
        """The ratings of these cases; a case without any is left out."""
        ...

    def complete(self) -> tuple[DualRating, ...]:
        """Those with both a claim and a rating, by case."""
        ...

    def put(self, rating: DualRating) -> None:
        """Store a rating, new or added to."""
        ...
