"""Seals, signatures and slots, as rows and back; sealed bytes and statements stand compressed."""

import json
import zlib
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select

from au_desktop.domain.checklists.templates import SignOffRule
from au_desktop.domain.ids import PersonId, RunId, SignOffId
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.added_signatures import Asked
from au_desktop.domain.signing.sign_offs import Meaning, Seal, SignOff
from au_desktop.persistence.column_types import moment_from_row, moment_row
from au_desktop.persistence.engine import Driver, sql_of
from au_desktop.persistence.tables.sign_off_tables import seals, sign_off_slots, sign_offs
from au_desktop.services.signing_stores import Slot

_SEAL = sql_of(select(seals).where(seals.c.run_id == bindparam("run")))
_OF_RUN = sql_of(
    select(sign_offs).where(sign_offs.c.run_id == bindparam("run")).order_by(sign_offs.c.position)
)
_FILL = "UPDATE sign_off_slots SET sign_off_id = ? WHERE run_id = ? AND position = ?"
_CLOSE = "DELETE FROM sign_off_slots WHERE run_id = ? AND sign_off_id IS NULL"
_REMOVE = "DELETE FROM sign_off_slots WHERE run_id = ? AND position = ? AND sign_off_id IS NULL"
_SLOTS = sql_of(
    select(sign_off_slots)
    .where(sign_off_slots.c.run_id == bindparam("run"))
    .order_by(sign_off_slots.c.position)
)
_QUICK = 1
"""The compression that costs least; the next levels win a few percent and double the time."""


class SignOffRows:
    """What is signed, who signed it, and what still waits."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def seal(self, run_id: RunId) -> Seal | None:
        """The sealed bytes, once the run is signed."""
        row = self._driver.one(_SEAL, (run_id.bytes,))
        return None if row is None else seal_of(row)

    def add_seal(self, seal: Seal) -> None:
        """Store the bytes; from here on the run's rows cannot change."""
        row = {
            "run_id": seal.run_id.bytes,
            "content": zlib.compress(seal.content, _QUICK),
            "digest": seal.digest,
            **moment_row("sealed_at", seal.sealed_at),
        }
        self._driver.insert(seals.name, row)

    def of_run(self, run_id: RunId) -> tuple[SignOff, ...]:
        """The signatures of a run, in order."""
        return tuple(sign_off_of(row) for row in self._driver.rows(_OF_RUN, (run_id.bytes,)))

    def add(self, sign_off: SignOff) -> None:
        """Store a signature and fill its slot."""
        key = sign_off.id.bytes
        row = {
            "id": key,
            "run_id": sign_off.run_id.bytes,
            "position": sign_off.position,
            "signer_id": sign_off.signer_id.bytes,
            "signer": sign_off.signer,
            "role": sign_off.role.value,
            "meaning": sign_off.meaning.value,
            **moment_row("signed_at", sign_off.signed_at),
            "statement": zlib.compress(sign_off.statement, _QUICK),
            "public_key": sign_off.public_key,
            "signature": sign_off.signature,
            "case_revision": sign_off.case_revision,
        }
        self._driver.insert(sign_offs.name, row)
        self._driver.run(_FILL, (key, sign_off.run_id.bytes, sign_off.position))

    def open_slots(self, run_id: RunId, rules: Sequence[SignOffRule]) -> None:
        """Put the signatures that a submitted run asks for into the queue; positions count from 1."""
        rows = (
            _slot_row(run_id, Slot(position, rule, filled=False))
            for position, rule in enumerate(rules, start=1)
        )
        self._driver.insert_many(sign_off_slots.name, rows)

    def add_slot(self, run_id: RunId, slot: Slot) -> None:
        """Put one more signature of a submitted run into the queue."""
        self._driver.insert(sign_off_slots.name, _slot_row(run_id, slot))

    def remove_slot(self, run_id: RunId, position: int) -> None:
        """Take one unfilled slot out of the queue."""
        self._driver.run(_REMOVE, (run_id.bytes, position))

    def close_slots(self, run_id: RunId) -> None:
        """Take unfilled slots out of the queue: the run was reopened or voided."""
        self._driver.run(_CLOSE, (run_id.bytes,))

    def slots(self, run_id: RunId) -> tuple[Slot, ...]:
        """What the run waits for and has, in the template's order."""
        return tuple(_slot(row) for row in self._driver.rows(_SLOTS, (run_id.bytes,)))

    def all_signed_runs(self) -> Iterator[RunId]:
        """Every sealed run, for a check of the whole file."""
        for (key,) in self._driver.rows("SELECT run_id FROM seals ORDER BY run_id"):
            yield RunId(UUID(bytes=key))


def seal_of(row: tuple[Any, ...]) -> Seal:
    """The seal of a row of the table, by place."""
    run_id = RunId(UUID(bytes=row[0]))
    return Seal(run_id, zlib.decompress(row[1]), row[2], moment_from_row(row[3], row[4]))


def sign_off_of(row: tuple[Any, ...]) -> SignOff:
    """The signature of a row of the table, by place."""
    return SignOff(
        id=SignOffId(UUID(bytes=row[0])),
        run_id=RunId(UUID(bytes=row[1])),
        position=row[2],
        signer_id=PersonId(UUID(bytes=row[3])),
        signer=row[4],
        role=Role(row[5]),
        meaning=Meaning(row[6]),
        signed_at=moment_from_row(row[7], row[8]),
        statement=zlib.decompress(row[9]),
        public_key=row[10],
        signature=row[11],
        case_revision=row[12],
    )


def _slot_row(run_id: RunId, slot: Slot) -> dict[str, object]:
    """The slot by the names of its columns."""
    rule, asked = slot.rule, slot.asked
    row: dict[str, object] = {
        "run_id": run_id.bytes,
        "position": slot.position,
        "meaning": rule.meaning,
        "title": rule.title,
        "roles": json.dumps([role.value for role in rule.roles]),
        "required": int(rule.required),
        "sections": json.dumps(rule.sections) if rule.sections else None,
    }
    if asked is not None:
        row |= {"asked_by": asked.by.bytes, "ask_reason": asked.reason}
        row |= moment_row("asked_at", asked.at)
    return row


def _slot(row: tuple[Any, ...]) -> Slot:
    roles = tuple(Role(role) for role in json.loads(row[4]))
    sections = () if row[7] is None else tuple(json.loads(row[7]))
    rule = SignOffRule(row[2], row[3], roles, required=bool(row[5]), sections=sections)
    asked = None
    if row[8] is not None:
        asked = Asked(PersonId(UUID(bytes=row[8])), moment_from_row(row[9], row[10]), row[11])
    return Slot(row[1], rule, row[6] is not None, asked)
