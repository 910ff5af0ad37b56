"""`keys.json` of a center folder: read with every doubt answered, written in one step.

Two guards stand in the file. The checksum (SHA-256 over everything else) finds accidental damage when the file is
opened, before any passphrase is asked for. The seal (HMAC-SHA256 under a key that follows from the database key)
finds a change by a hand that also corrected the checksum, as soon as somebody is unlocked. The count of failures is
outside the seal: it grows while nobody is unlocked.
"""

import hmac
import json
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from au_desktop.domain.canonical import canonical_bytes
from au_desktop.domain.errors import DamagedCenter, DiskProblem, NewerCenter, NotACenter
from au_desktop.files import replace_bytes
from au_desktop.security.key_slots import KdfParameters, KeySlot, SealedKey, SlotKind, plain_fields

FILE_NAME = "keys.json"
DATABASE_NAME = "center.db"
_FORMAT = "au-desktop keys"
_VERSION = 1
_KDF_NAME = "argon2id"
_SEAL_LABEL = b"au-desktop keys.json 1"
_LARGEST_BYTES = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The content of `keys.json`."""

    center_id: UUID
    center_name: str
    created: str
    slots: tuple[KeySlot, ...]
    seal: bytes = field(default=b"", repr=False)

    def with_slot(self, slot: KeySlot) -> "KeyFile":
        """The same content with this slot in place of the one with its person, or at the end."""
        if self.slot(slot.person_id) is None:
            return replace(self, slots=(*self.slots, slot))
        kept = (slot if each.person_id == slot.person_id else each for each in self.slots)
        return replace(self, slots=tuple(kept))

    def without_slot(self, person_id: UUID) -> "KeyFile":
        """The same content without this person's slot."""
        return replace(self, slots=tuple(s for s in self.slots if s.person_id != person_id))

    def slot(self, person_id: UUID) -> KeySlot | None:
        """The person's slot, if there is one."""
        return next((slot for slot in self.slots if slot.person_id == person_id), None)

    def sealed(self, database_key: bytes) -> "KeyFile":
        """The same content with the seal that belongs to it."""
        return replace(self, seal=self._seal_for(database_key))

    def require_unaltered(self, database_key: bytes) -> None:
        """Refuse content that was not sealed with this database key.

        Raises:
            DamagedCenter: a slot was altered, added or taken away by another hand.
        """
        if not hmac.compare_digest(self.seal, self._seal_for(database_key)):
            raise DamagedCenter("the list of key slots was altered")

    def _seal_for(self, database_key: bytes) -> bytes:
        key = HKDF(SHA256(), 32, salt=None, info=_SEAL_LABEL).derive(database_key)
        content = _document(self)
        del content["seal"]
        for slot in content["slots"]:
            del slot["failures"]
        return hmac.digest(key, canonical_bytes(content), sha256)


def write_key_file(folder: Path, content: KeyFile) -> None:
    """Put the content in the place of the folder's `keys.json`.

    Raises:
        DiskProblem: the old file is untouched.
    """
    document = _document(content)
    document["checksum"] = _checksum(document)
    replace_bytes(folder / FILE_NAME, json.dumps(document, indent=1).encode("ascii"))


def read_key_file(folder: Path) -> KeyFile:
    """The content of the folder's `keys.json`.

    Raises:
        NotACenter: no center file of this program.
        DamagedCenter: it is one, but does not read as it was written.
        NewerCenter: a newer version of the program wrote it.
        DiskProblem: the disk refused.
    """
    document = _ours(folder, _parsed(_raw(folder)))
    if not hmac.compare_digest(str(document.pop("checksum", "")), _checksum(document)):
        raise DamagedCenter(f"{FILE_NAME} does not fit its checksum")
    version = document.get("version")
    if isinstance(version, int) and version > _VERSION:
        raise NewerCenter(f"keys {version}", f"keys {_VERSION}")
    try:
        return _from_document(document)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DamagedCenter(f"{FILE_NAME} lacks a part or has a part of the wrong kind") from error


def _raw(folder: Path) -> bytes:
    path = folder / FILE_NAME
    try:
        with path.open("rb") as opened:
            content = opened.read(_LARGEST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        if (folder / DATABASE_NAME).exists():
            raise DamagedCenter(f"{FILE_NAME} is missing") from error
        raise NotACenter(str(folder), f"no {FILE_NAME}") from error
    except OSError as error:
        raise DiskProblem(str(path), error.strerror or str(error)) from error
    if len(content) > _LARGEST_BYTES:
        raise DamagedCenter(f"{FILE_NAME} is larger than the program ever writes")
    return content


def _parsed(content: bytes) -> object:
    try:
        return json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise DamagedCenter(f"{FILE_NAME} is not readable") from error


def _ours(folder: Path, document: object) -> dict[str, Any]:
    if isinstance(document, dict) and document.get("format") == _FORMAT:
        return document
    if (folder / DATABASE_NAME).exists():
        raise DamagedCenter(f"{FILE_NAME} is not the program's own")
    raise NotACenter(str(folder), f"{FILE_NAME} belongs to another program")


def _checksum(document: dict[str, Any]) -> str:
    try:
        return sha256(canonical_bytes(document)).hexdigest()
    except (TypeError, ValueError) as error:
        raise DamagedCenter(f"{FILE_NAME} has a part of the wrong kind") from error


def _document(content: KeyFile) -> dict[str, Any]:
    return {
        "format": _FORMAT,
        "version": _VERSION,
        "center_id": str(content.center_id),
        "center_name": content.center_name,
        "created": content.created,
        "slots": [_slot_document(slot) for slot in content.slots],
        "seal": content.seal.hex(),
    }


def _slot_document(slot: KeySlot) -> dict[str, Any]:
    return {
        **plain_fields(slot),
        "kdf": {
            "name": _KDF_NAME,
            "time_cost": slot.kdf.time_cost,
            "memory_kib": slot.kdf.memory_kib,
            "parallelism": slot.kdf.parallelism,
        },
        "salt": slot.salt.hex(),
        "nonce": slot.nonce.hex(),
        "wrapped": slot.wrapped.hex(),
        "fields_code": slot.fields_code.hex(),
        "database_keys": [
            {"sender_key": k.sender_key.hex(), "nonce": k.nonce.hex(), "sealed": k.sealed.hex()}
            for k in slot.database_keys
        ],
        "failures": slot.failures,
    }


def _from_document(document: dict[str, Any]) -> KeyFile:
    slots = tuple(_slot_from(entry) for entry in document["slots"])
    kinds = [slot.kind for slot in slots]
    if len({slot.person_id for slot in slots}) != len(slots) or kinds.count(SlotKind.RECOVERY) > 1:
        raise DamagedCenter("a key slot stands twice")
    if document["version"] != _VERSION or SlotKind.PERSON not in kinds:
        raise DamagedCenter(f"{FILE_NAME} has no key slot of a person")
    return KeyFile(
        center_id=UUID(_text(document, "center_id")),
        center_name=_text(document, "center_name"),
        created=_text(document, "created"),
        slots=slots,
        seal=_octets(document, "seal", 32),
    )


def _slot_from(entry: dict[str, Any]) -> KeySlot:
    kind = SlotKind(_text(entry, "kind"))
    sealed = tuple(_sealed_key_from(each) for each in entry["database_keys"])
    if len(sealed) not in (1, 2):
        message = "a slot has one database key, and a second only during a change"
        raise ValueError(message)
    return KeySlot(
        person_id=UUID(_text(entry, "person_id")),
        name=_text(entry, "name"),
        role=_text(entry, "role"),
        kind=kind,
        created=_text(entry, "created"),
        public_key=_octets(entry, "public_key", 32 if kind is SlotKind.PERSON else 0),
        exchange_key=_octets(entry, "exchange_key", 32),
        kdf=_kdf_from(entry["kdf"]),
        salt=_octets(entry, "salt", 16),
        nonce=_octets(entry, "nonce", 12),
        wrapped=_octets(entry, "wrapped", 48),
        fields_code=_octets(entry, "fields_code", 32),
        database_keys=sealed,
        failures=_whole(entry, "failures"),
    )


def _sealed_key_from(entry: dict[str, Any]) -> SealedKey:
    return SealedKey(
        _octets(entry, "sender_key", 32), _octets(entry, "nonce", 12), _octets(entry, "sealed", 48)
    )


def _kdf_from(entry: dict[str, Any]) -> KdfParameters:
    if entry["name"] != _KDF_NAME:
        message = "unknown key derivation"
        raise ValueError(message)
    return KdfParameters(
        _whole(entry, "time_cost"), _whole(entry, "memory_kib"), _whole(entry, "parallelism")
    )


def _text(entry: dict[str, Any], key: str) -> str:
    value = entry[key]
    if not isinstance(value, str):
        raise TypeError(key)
    return value


def _octets(entry: dict[str, Any], key: str, length: int) -> bytes:
    value = bytes.fromhex(_text(entry, key))
    if len(value) != length:
        raise ValueError(key)
    return value


def _whole(entry: dict[str, Any], key: str) -> int:
    value = entry[key]
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError(key)
    return value
