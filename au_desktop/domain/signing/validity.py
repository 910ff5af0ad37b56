"""Validity of a signature, worked out each time it is shown: valid, broken at a field, superseded, or key revoked."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from au_desktop.domain.canonical import Document, canonical_bytes
from au_desktop.domain.moments import Moment
from au_desktop.domain.signing.sign_offs import Seal, SignOff

Verify: TypeAlias = Callable[[bytes, bytes, bytes], bool]
"""(public key, message, signature) -> whether it fits."""


class ValidityState(StrEnum):
    """What can be said of a signature."""

    VALID = "valid"
    BROKEN = "broken"
    SUPERSEDED = "superseded"
    VOIDED = "voided"
    KEY_REVOKED = "key revoked before signing"


@dataclass(frozen=True, slots=True)
class Validity:
    """The state and, where broken, the fields that differ."""

    state: ValidityState
    fields: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether the signature still fits what was signed, current or not."""
        return self.state in {ValidityState.VALID, ValidityState.SUPERSEDED, ValidityState.VOIDED}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the center file says around a signature."""

    known_keys: tuple[bytes, ...]
    key_revoked_at: Moment | None = None
    superseded: bool = False
    voided: bool = False


def validity_of(
    sign_off: SignOff, seal: Seal, record_now: Document, around: Surroundings, verify: Verify
) -> Validity:
    """Check a signature against its statement, the sealed bytes and the rows as they read now.

    `record_now` is the record's document built from today's rows; a difference to the sealed bytes is named by field.
    """
    return validity_beside(sign_off, seal, record_faults(seal, record_now), around, verify)


def record_faults(seal: Seal, record_now: Document) -> tuple[str, ...]:
    """Where the sealed bytes no longer fit their digest or the record: the same for all signatures of the record."""
    if hashlib.sha256(seal.content).digest() != seal.digest:
        return ("sealed bytes",)
    if canonical_bytes(record_now) == seal.content:
        return ()
    return tuple(differences(json.loads(seal.content), record_now))


def validity_beside(
    sign_off: SignOff, seal: Seal, of_record: Sequence[str], around: Surroundings, verify: Verify
) -> Validity:
    """The same where the faults of the record are known already."""
    broken = (*_faults(sign_off, seal, around, verify), *of_record)
    if broken:
        return Validity(ValidityState.BROKEN, broken)
    if around.key_revoked_at is not None and around.key_revoked_at <= sign_off.signed_at:
        return Validity(ValidityState.KEY_REVOKED)
    if around.voided:
        return Validity(ValidityState.VOIDED)
    return Validity(ValidityState.SUPERSEDED if around.superseded else ValidityState.VALID)


def _faults(sign_off: SignOff, seal: Seal, around: Surroundings, verify: Verify) -> Iterator[str]:
    if not verify(sign_off.public_key, sign_off.statement, sign_off.signature):
        yield "signature"
    if sign_off.public_key not in around.known_keys:
        yield "signer's key"
    yield from _statement_faults(sign_off, seal)


def _statement_faults(sign_off: SignOff, seal: Seal) -> Iterator[str]:
    try:
        statement = json.loads(sign_off.statement)
        said = {
            "record": statement["record"]["id"],
            "record digest": statement["record_digest"],
            "signer": statement["signer"]["id"],
            "signer's name": statement["signer"]["name"],
            "role": statement["signer"]["role"],
            "meaning": statement["meaning"],
            "signing time": statement["times"]["signing"],
            "case revision": (statement["case"] or {}).get("revision"),
        }
    except (ValueError, KeyError, TypeError):
        yield "statement"
        return
    rows = {
        "record": str(sign_off.run_id),
        "record digest": seal.digest.hex(),
        "signer": str(sign_off.signer_id),
        "signer's name": sign_off.signer,
        "role": sign_off.role.value,
        "meaning": sign_off.meaning.value,
        "signing time": sign_off.signed_at.iso(),
        "case revision": sign_off.case_revision,
    }
    yield from (name for name, value in rows.items() if said[name] != value)


def differences(before: Any, after: Any, path: str = "") -> Iterator[str]:  # noqa: ANN401 - documents hold every plain type
    """The paths at which two plain documents differ, such as `answers.assay_measured.number`.

    What stands in a list and names its item, as answers do, is known by that name, anything else by its place.
    """
    old, new = _by_item(before), _by_item(after)
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted(set(old) | set(new)):
            inner = f"{path}.{key}" if path else key
            yield from differences(old.get(key), new.get(key), inner)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from differences(one, other, f"{path}[{index + 1}]")
    elif old != new:
        yield path or "record"


def _by_item(value: Any) -> Any:  # noqa: ANN401 - see differences
    if not isinstance(value, list):
        return value
    named = {one["item"]: one for one in value if isinstance(one, dict) and "item" in one}
    return named if len(named) == len(value) else value
