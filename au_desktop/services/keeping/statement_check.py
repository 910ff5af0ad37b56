"""The part of the whole-file check that is about statements: each is judged, and held against what the log tells."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from au_desktop.domain.audit import LogEntry
from au_desktop.domain.ids import PersonId, StatementId
from au_desktop.domain.people import Person
from au_desktop.domain.signing.statement_validity import StatementState, StatementValidity
from au_desktop.domain.signing.statements import Statement
from au_desktop.services.statements.signed_statements import STATED, Statements

GONE = StatementValidity(StatementState.BROKEN, ("statement: gone, though the log tells of it",))
UNTOLD = StatementValidity(StatementState.BROKEN, ("log entry: missing",))
REPLACED = StatementValidity(StatementState.BROKEN, ("log entry: tells of another content",))


@dataclass(frozen=True, slots=True)
class StatementFault:
    """A statement that is not sound."""

    statement_id: StatementId
    code: str
    signer: str
    validity: StatementValidity


@dataclass(slots=True)
class StatementTally:
    """Notes the statements that the log tells of, so that one that was taken out of the file or put into it is missed."""

    _told: dict[UUID, LogEntry] = field(default_factory=dict)

    def noting(self, entries: Iterable[LogEntry]) -> Iterator[LogEntry]:
        """The same entries, noted as they pass."""
        for entry in entries:
            if entry.verb == STATED and entry.subject_id is not None:
                self._told[entry.subject_id] = entry
            yield entry

    def told(self, statement: Statement) -> StatementValidity | None:
        """Count one statement off; what is wrong where the log tells of none, or of another content."""
        entry = self._told.pop(statement.id, None)
        if entry is None:
            return UNTOLD
        fits = entry.fields.get("digest") == [None, statement.digest.hex()]
        return None if fits else REPLACED

    def left(self) -> tuple[StatementFault, ...]:
        """Those that are not in the file."""
        return tuple(
            StatementFault(StatementId(key), entry.subject, entry.actor, GONE)
            for key, entry in self._told.items()
        )


@dataclass(frozen=True, slots=True)
class StatementCheck:
    """Judges every statement of a center; `trusted` says whether the log is unbroken and may be held against them."""

    statements: Statements
    tally: StatementTally
    people: Mapping[PersonId, Person]
    trusted: bool

    def faults(self, each: Iterable[Statement]) -> Iterator[StatementFault | None]:
        """What is wrong with each statement, None for a sound one; then those that are gone."""
        for statement in each:
            untold = self.tally.told(statement)
            found = self.statements.judged(statement, self.people)
            if found.sound and untold is not None and self.trusted:
                found = untold
            yield (
                None
                if found.sound
                else StatementFault(statement.id, statement.code, statement.signer, found)
            )
        if self.trusted:
            yield from self.tally.left()
