"""One key slot: a secret wrapped by a passphrase, and the database key sealed to that secret.

A slot holds one random 32-byte secret. From it HKDF-SHA256 derives, each under a label of its own, the person's
X25519 exchange key, Ed25519 signing key and slot key. So changing a passphrase rewraps 32 bytes, and every key stays
the same.

* Argon2id(passphrase, salt) makes the key that wraps the secret by AES-256-GCM. The associated data is a constant
  label only, so that a failed unwrap says "wrong passphrase" and nothing else.
* HMAC-SHA256 under the slot key covers the slot's plain fields and the center id. It is checked after the unwrap: a
  name, role or public key changed by another hand says "altered", which the passphrase alone could not tell from a
  wrong passphrase.
* The database key is sealed to the exchange key (ephemeral X25519, HKDF, AES-256-GCM), which needs no passphrase. So
  the database key can be replaced for everybody who stays by anyone who is unlocked.

Python cannot promise that a secret is wiped from memory; secrets are kept short-lived and out of `repr`, errors and
logs.
"""

import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from au_desktop.domain.canonical import canonical_bytes
from au_desktop.domain.errors import DamagedCenter
from au_desktop.security.passphrases import passphrase_bytes

KEY_LENGTH = 32
SALT_LENGTH = 16
NONCE_LENGTH = 12
_WRAP_LABEL = b"au-desktop slot secret 1"
_SEAL_LABEL = b"au-desktop database key 1"
_EXCHANGE_LABEL = b"au-desktop exchange key 1"
_SIGNING_LABEL = b"au-desktop signing key 1"
_SLOT_LABEL = b"au-desktop slot fields 1"
_MOST_TIME_COST = 64
_MOST_MEMORY_KIB = 2 * 1024 * 1024
_MOST_PARALLELISM = 64


@dataclass(frozen=True, slots=True)
class KdfParameters:
    """How much work Argon2id does for one guess. Below the floor, or beyond what a workstation has, is refused."""

    time_cost: int
    memory_kib: int
    parallelism: int

    def __post_init__(self) -> None:
        fits = (
            3 <= self.time_cost <= _MOST_TIME_COST
            and 65536 <= self.memory_kib <= _MOST_MEMORY_KIB
            and 1 <= self.parallelism <= _MOST_PARALLELISM
        )
        if not fits:
            raise DamagedCenter("key derivation parameters out of range")


FLOOR = KdfParameters(time_cost=3, memory_kib=65536, parallelism=4)


class SlotKind(StrEnum):
    """Who opens the slot: a person with a passphrase, or whoever holds the recovery sheet."""

    PERSON = "person"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class SealedKey:
    """A database key that only the holder of one exchange key can read."""

    sender_key: bytes = field(repr=False)
    nonce: bytes = field(repr=False)
    sealed: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeySlot:
    """One slot as it stands in `keys.json`.

    `database_keys` holds the current database key, and during a change of that key also the next one.
    """

    person_id: UUID
    name: str
    role: str
    kind: SlotKind
    created: str
    public_key: bytes
    exchange_key: bytes = field(repr=False)
    kdf: KdfParameters
    salt: bytes = field(repr=False)
    nonce: bytes = field(repr=False)
    wrapped: bytes = field(repr=False)
    fields_code: bytes = field(repr=False)
    database_keys: tuple[SealedKey, ...] = field(repr=False)
    failures: int = 0


@dataclass(frozen=True, slots=True)
class SlotOwner:
    """The plain facts of a slot, as they are known before it has any key."""

    person_id: UUID
    name: str
    role: str
    kind: SlotKind
    created: str


@dataclass(frozen=True, slots=True)
class SlotSecret:
    """The unwrapped secret of one slot, and the keys that follow from it."""

    seed: bytes = field(repr=False)

    def exchange_key(self) -> X25519PrivateKey:
        """The key that database keys are sealed to."""
        return X25519PrivateKey.from_private_bytes(_derived(self.seed, _EXCHANGE_LABEL))

    def signing_key(self) -> Ed25519PrivateKey:
        """The key that signs the person's records."""
        return Ed25519PrivateKey.from_private_bytes(_derived(self.seed, _SIGNING_LABEL))

    def fields_code(self, slot: KeySlot, center_id: UUID) -> bytes:
        """The HMAC-SHA256 over the plain fields of the slot."""
        facts = canonical_bytes({"center_id": str(center_id), **plain_fields(slot)})
        return hmac.digest(_derived(self.seed, _SLOT_LABEL), facts, sha256)


def plain_fields(slot: KeySlot) -> dict[str, str]:
    """The fields of a slot that say whose it is, in the form in which they are stored and authenticated."""
    return {
        "person_id": str(slot.person_id),
        "name": slot.name,
        "role": slot.role,
        "kind": slot.kind.value,
        "created": slot.created,
        "public_key": slot.public_key.hex(),
        "exchange_key": slot.exchange_key.hex(),
    }


def new_database_key() -> bytes:
    """A random key for SQLCipher."""
    return secrets.token_bytes(KEY_LENGTH)


def new_slot(
    owner: SlotOwner, center_id: UUID, passphrase: str, kdf: KdfParameters, keys: tuple[bytes, ...]
) -> KeySlot:
    """A slot with fresh keys of its own that opens with the passphrase and gives these database keys."""
    secret = SlotSecret(secrets.token_bytes(KEY_LENGTH))
    public_key = b""
    if owner.kind is SlotKind.PERSON:
        public_key = secret.signing_key().public_key().public_bytes_raw()
    bare = KeySlot(
        person_id=owner.person_id,
        name=owner.name,
        role=owner.role,
        kind=owner.kind,
        created=owner.created,
        public_key=public_key,
        exchange_key=secret.exchange_key().public_key().public_bytes_raw(),
        kdf=kdf,
        salt=b"",
        nonce=b"",
        wrapped=b"",
        fields_code=b"",
        database_keys=(),
    )
    coded = replace(bare, fields_code=secret.fields_code(bare, center_id))
    return with_database_keys(wrapped(coded, secret, passphrase), center_id, keys)


def wrapped(slot: KeySlot, secret: SlotSecret, passphrase: str) -> KeySlot:
    """The slot with the same secret under this passphrase, with a new salt; earlier failures are forgotten."""
    salt = secrets.token_bytes(SALT_LENGTH)
    nonce = secrets.token_bytes(NONCE_LENGTH)
    key = _stretched(passphrase, salt, slot.kdf)
    content = AESGCM(key).encrypt(nonce, secret.seed, _WRAP_LABEL)
    return replace(slot, salt=salt, nonce=nonce, wrapped=content, failures=0)


def unwrapped(slot: KeySlot, passphrase: str) -> SlotSecret | None:
    """The slot's secret, or None where the passphrase does not fit. Costs the full key derivation either way."""
    key = _stretched(passphrase, slot.salt, slot.kdf)
    try:
        return SlotSecret(AESGCM(key).decrypt(slot.nonce, slot.wrapped, _WRAP_LABEL))
    except InvalidTag:
        return None


def require_unaltered(slot: KeySlot, center_id: UUID, secret: SlotSecret) -> None:
    """Refuse a slot whose plain fields are not those that were written with this secret.

    Raises:
        DamagedCenter: name, role, kind, date, a public key, or the center was altered.
    """
    if not hmac.compare_digest(slot.fields_code, secret.fields_code(slot, center_id)):
        raise DamagedCenter(f"the key slot of {slot.name} was altered")


def with_database_keys(slot: KeySlot, center_id: UUID, keys: tuple[bytes, ...]) -> KeySlot:
    """The slot with these database keys sealed to it, in place of those it had."""
    return replace(slot, database_keys=tuple(_seal(slot, center_id, key) for key in keys))


def database_keys(slot: KeySlot, center_id: UUID, secret: SlotSecret) -> tuple[bytes, ...]:
    """The database keys sealed to the slot.

    Raises:
        DamagedCenter: a sealed key was altered.
    """
    try:
        return tuple(_unseal(slot, center_id, secret, sealed) for sealed in slot.database_keys)
    except (InvalidTag, ValueError) as error:
        raise DamagedCenter(f"the database key in the slot of {slot.name} was altered") from error


def calibrate(
    target_seconds: float = 0.5, measure: Callable[[KdfParameters], float] | None = None
) -> KdfParameters:
    """Parameters at or above the floor that take about the target on this computer: memory first, then passes."""
    timed = measure or _seconds_for_one_guess
    parameters, spent_seconds = FLOOR, timed(FLOOR)
    while spent_seconds * 2 <= target_seconds and parameters.memory_kib < 512 * 1024:
        parameters = replace(parameters, memory_kib=parameters.memory_kib * 2)
        spent_seconds = timed(parameters)
    passes = int(parameters.time_cost * target_seconds / max(spent_seconds, 0.001))
    return replace(parameters, time_cost=min(max(passes, FLOOR.time_cost), 20))


def _seconds_for_one_guess(parameters: KdfParameters) -> float:
    started = time.perf_counter()
    _stretched("a passphrase to measure with", bytes(SALT_LENGTH), parameters)
    return time.perf_counter() - started


def _stretched(passphrase: str, salt: bytes, kdf: KdfParameters) -> bytes:
    return hash_secret_raw(
        passphrase_bytes(passphrase),
        salt,
        kdf.time_cost,
        kdf.memory_kib,
        kdf.parallelism,
        KEY_LENGTH,
        Type.ID,
    )


def _derived(seed: bytes, label: bytes) -> bytes:
    return HKDF(SHA256(), KEY_LENGTH, salt=None, info=label).derive(seed)


def _seal(slot: KeySlot, center_id: UUID, database_key: bytes) -> SealedKey:
    sender = X25519PrivateKey.generate()
    sender_key = sender.public_key().public_bytes_raw()
    shared = sender.exchange(X25519PublicKey.from_public_bytes(slot.exchange_key))
    nonce = secrets.token_bytes(NONCE_LENGTH)
    cipher = AESGCM(_seal_key(shared, sender_key, slot))
    return SealedKey(
        sender_key, nonce, cipher.encrypt(nonce, database_key, _owner(slot, center_id))
    )


def _unseal(slot: KeySlot, center_id: UUID, secret: SlotSecret, sealed: SealedKey) -> bytes:
    shared = secret.exchange_key().exchange(X25519PublicKey.from_public_bytes(sealed.sender_key))
    cipher = AESGCM(_seal_key(shared, sealed.sender_key, slot))
    return cipher.decrypt(sealed.nonce, sealed.sealed, _owner(slot, center_id))


def _seal_key(shared: bytes, sender_key: bytes, slot: KeySlot) -> bytes:
    salt = sender_key + slot.exchange_key
    return HKDF(SHA256(), KEY_LENGTH, salt=salt, info=_SEAL_LABEL).derive(shared)


def _owner(slot: KeySlot, center_id: UUID) -> bytes:
    return center_id.bytes + slot.person_id.bytes
