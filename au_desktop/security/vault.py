"""The vault of one center folder: who can unlock it, and what an unlock gives.

Construction (`key_slots` and `key_file` say how each step is made):

1. A passphrase opens one 32-byte secret a person; from it follow an exchange key, a signing key and a slot key.
2. The database key is sealed to every exchange key. Replacing it needs one unlocked person and nobody else's
   passphrase.
3. Each slot's plain fields are authenticated under its own slot key, and the whole file under the database key. A
   wrong passphrase and an altered slot are therefore two diagnoses. Only what makes the passphrase's key (salt,
   parameters, wrapped secret), altered by a hand that also corrected the checksum, looks like a wrong passphrase to
   that person; everyone else's unlock names the alteration.

Changes of the database key survive a crash: `rotate_database_key` puts the next key beside the current one, the
database is re-keyed, and `settle_database_key` drops the one that no longer opens it.

Removing a person deletes the slot. Whoever kept a copy of `keys.json` and the passphrase opens the center until the
database key is replaced, and opens older backups forever. Python cannot promise that a key is wiped from memory.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID, uuid5

from au_desktop.domain.errors import Invalid, NotFound, WrongPassphrase
from au_desktop.security import key_slots, recovery
from au_desktop.security.key_file import KeyFile
from au_desktop.security.key_slots import (
    KdfParameters,
    KeySlot,
    SlotKind,
    SlotOwner,
    SlotSecret,
    calibrate,
)
from au_desktop.security.key_store import KeyStore
from au_desktop.security.seals import Ed25519Signer

_FREE_FAILURES = 2
_LONGEST_WAIT_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class UnlockedKeys:
    """What an unlock gives; held while the center is open and dropped when it is locked.

    `pending_key` is there only when a change of the database key was cut short: the database opens with one of the two, and
    `settle_database_key` is told which.
    """

    database_key: bytes = field(repr=False)
    failures_before: int
    person_id: UUID
    pending_key: bytes | None = field(default=None, repr=False)

    @property
    def keys(self) -> tuple[bytes, ...]:
        """The current key, and the next one during a change."""
        return (
            (self.database_key,)
            if self.pending_key is None
            else (self.database_key, self.pending_key)
        )


@dataclass(frozen=True, slots=True)
class SlotInfo:
    """What may be known of a slot without unlocking it."""

    person_id: UUID
    name: str
    role: str
    kind: SlotKind
    created: str
    public_key: bytes
    failures: int


class Vault:
    """The key slots of one center folder. Holds no key itself; safe to use from several threads and programs."""

    def __init__(self, store: KeyStore) -> None:
        self._store = store

    @classmethod
    def create(cls, folder: Path, center_id: UUID, center_name: str, created: str) -> "Vault":
        """Begin a new center with a random database key. Nothing is written but the folder until the first person is added.

        Raises:
            Invalid: the folder already holds a center.
            DiskProblem: the folder cannot be made.
        """
        content = KeyFile(center_id, center_name, created, ())
        return cls(KeyStore.found(folder, content, key_slots.new_database_key()))

    @classmethod
    def open(cls, folder: Path) -> "Vault":
        """The vault of an existing center.

        Raises:
            NotACenter, DamagedCenter, NewerCenter, DiskProblem: the diagnoses of `keys.json`.
        """
        return cls(KeyStore.open(folder))

    @property
    def center_id(self) -> UUID:
        """Which center this is."""
        return self._store.content.center_id

    @property
    def center_name(self) -> str:
        """The center's name, readable without unlocking."""
        return self._store.content.center_name

    @property
    def slots(self) -> tuple[SlotInfo, ...]:
        """Everyone who can unlock, in the order in which they were added, and the recovery sheet."""
        return tuple(_info(slot) for slot in self._store.content.slots)

    def founding_keys(self, founder: UUID) -> UnlockedKeys:
        """The keys of a center that was just created, to add its first person with."""
        database_key = self._store.founding_key
        if database_key is None:
            message = "founding keys exist only before the first person is added"
            raise RuntimeError(message)
        return UnlockedKeys(database_key, failures_before=0, person_id=founder)

    def unlock(self, person_id: UUID, passphrase: str) -> UnlockedKeys:
        """The database key for a person's passphrase.

        Raises:
            WrongPassphrase: counted in `keys.json`.
            DamagedCenter: the passphrase is right, but a slot was altered.
            NotFound: the person has no slot.
        """
        return self._opened(self._known(person_id), passphrase)[1]

    def unlock_with_recovery(self, code: str) -> UnlockedKeys:
        """The database key for the code on the recovery sheet.

        Raises:
            MistypedRecoveryCode: before any key is tried.
            WrongPassphrase, DamagedCenter, NotFound: as for `unlock`.
        """
        parsed = recovery.parse_code(code)
        return self._opened(self._known_recovery(), parsed)[1]

    def signer(self, person_id: UUID, passphrase: str) -> Ed25519Signer:
        """The person's signing key, for the passphrase typed again. Raises as `unlock` does."""
        slot = self._known(person_id)
        secret, _ = self._opened(slot, passphrase)
        return Ed25519Signer(person_id, slot.public_key, secret.signing_key())

    def retry_after_seconds(self, person_id: UUID) -> float:
        """How long after the latest wrong passphrase the next one should wait: nothing twice, then 1, 2, 4 ... 60 seconds."""
        slot = self._store.content.slot(person_id)
        extra = slot.failures - _FREE_FAILURES if slot else 0
        return min(2.0 ** min(extra - 1, 10), _LONGEST_WAIT_SECONDS) if extra > 0 else 0.0

    def add_person(  # noqa: PLR0913, PLR0917 - the fields of one slot
        self,
        keys: UnlockedKeys,
        person_id: UUID,
        name: str,
        role: str,
        passphrase: str,
        created: str,
        kdf: KdfParameters | None = None,
    ) -> bytes:
        """Make a slot with a new signing key; returns the public key.

        Raises:
            Invalid: the person already has a slot.
            DamagedCenter: `keys.json` was altered since it was written.
            DiskProblem: nothing was changed.
        """
        if self._store.read().slot(person_id) is not None:
            raise Invalid("person", "already has a key slot")
        owner = SlotOwner(person_id, name, role, SlotKind.PERSON, created)
        return self._put(keys, owner, passphrase, kdf).public_key

    def replace_person(  # noqa: PLR0913, PLR0917 - the fields of one slot
        self,
        keys: UnlockedKeys,
        person_id: UUID,
        name: str,
        role: str,
        passphrase: str,
        created: str,
        kdf: KdfParameters | None = None,
    ) -> bytes:
        """Give a person who forgot the passphrase, or whose name or role changed, a new slot and signing key.

        Returns the new public key. Raises as `add_person` does, and NotFound where the person has no slot.
        """
        self._known(person_id)
        owner = SlotOwner(person_id, name, role, SlotKind.PERSON, created)
        return self._put(keys, owner, passphrase, kdf).public_key

    def change_passphrase(self, person_id: UUID, old: str, new: str) -> None:
        """Put the same keys under another passphrase. Raises as `unlock` does."""
        secret, keys = self._opened(self._known(person_id), old)
        self._store.change(
            keys.database_key, lambda content: _rewrapped(content, person_id, secret, new)
        )

    def remove_person(self, keys: UnlockedKeys, person_id: UUID) -> None:
        """Delete a person's slot. Replacing the database key afterwards is for the caller to offer.

        Raises:
            NotFound: the person has no slot.
            Invalid: it is the last person's slot.
        """
        self._store.change(keys.database_key, lambda content: _without_person(content, person_id))

    def make_recovery(
        self, keys: UnlockedKeys, created: str, kdf: KdfParameters | None = None
    ) -> recovery.RecoverySheet:
        """Make the recovery sheet, in place of an earlier one; its code is nowhere else."""
        sheet = recovery.RecoverySheet(self.center_name, created, recovery.new_groups())
        slot_id = _recovery_id(self.center_id)
        owner = SlotOwner(slot_id, "recovery sheet", "", SlotKind.RECOVERY, created)
        self._put(keys, owner, sheet.code, kdf)
        return sheet

    def confirm_recovery(self, typed: str) -> bool:
        """Whether the typed code opens the recovery slot: the test before the first record. Failures are not counted.

        Raises:
            MistypedRecoveryCode: names the group with the typing error.
        """
        parsed = recovery.parse_code(typed)
        return key_slots.unwrapped(self._known_recovery(), parsed) is not None

    def rotate_database_key(self, keys: UnlockedKeys, new_key: bytes) -> UnlockedKeys:
        """Seal the next database key to every slot, beside the current one. Re-key the database, then settle.

        Raises:
            Invalid: an earlier change is not settled.
            DamagedCenter: `keys.json` was altered; the new key went to nobody.
        """
        if len(new_key) != key_slots.KEY_LENGTH:
            message = f"a database key has {key_slots.KEY_LENGTH} bytes"
            raise ValueError(message)
        if keys.pending_key is not None:
            raise Invalid("database key", "an earlier change is not settled")
        turned = replace(keys, pending_key=new_key)
        self._store.change(
            keys.database_key, lambda content: _sealed_for_all(content, turned.keys)
        )
        return turned

    def settle_database_key(self, keys: UnlockedKeys, key_in_use: bytes) -> UnlockedKeys:
        """Keep only the key that opens the database, after `rotate_database_key` or after a crash in between."""
        if key_in_use not in keys.keys:
            message = "the key in use is neither the current nor the pending one"
            raise ValueError(message)
        self._store.change(
            keys.database_key, lambda content: _sealed_for_all(content, (key_in_use,)), key_in_use
        )
        return replace(keys, database_key=key_in_use, pending_key=None)

    def _opened(self, slot: KeySlot, passphrase: str) -> tuple[SlotSecret, UnlockedKeys]:
        secret = key_slots.unwrapped(slot, passphrase)
        if secret is None:
            raise WrongPassphrase(slot.name, self._store.count_failure(slot.person_id))
        key_slots.require_unaltered(slot, self.center_id, secret)
        database_key, *pending = key_slots.database_keys(slot, self.center_id, secret)
        self._store.read().require_unaltered(database_key)
        if slot.failures:
            self._store.forget_failures(slot.person_id)
        return secret, UnlockedKeys(
            database_key, slot.failures, slot.person_id, pending[0] if pending else None
        )

    def _put(
        self, keys: UnlockedKeys, owner: SlotOwner, passphrase: str, kdf: KdfParameters | None
    ) -> KeySlot:
        slot = key_slots.new_slot(
            owner, self.center_id, passphrase, kdf or self._usual_kdf(), keys.keys
        )
        self._store.change(keys.database_key, lambda content: _with_slot(content, slot))
        return slot

    def _usual_kdf(self) -> KdfParameters:
        known = [slot.kdf for slot in self._store.content.slots]
        return max(known, key=lambda kdf: kdf.memory_kib * kdf.time_cost) if known else calibrate()

    def _known(self, person_id: UUID) -> KeySlot:
        return _slot_of(self._store.read(), person_id)

    def _known_recovery(self) -> KeySlot:
        return self._known(_recovery_id(self.center_id))


def _recovery_id(center_id: UUID) -> UUID:
    return uuid5(center_id, "recovery sheet")


def _slot_of(content: KeyFile, person_id: UUID) -> KeySlot:
    slot = content.slot(person_id)
    if slot is None:
        raise NotFound("key slot", str(person_id))
    return slot


def _info(slot: KeySlot) -> SlotInfo:
    return SlotInfo(
        slot.person_id,
        slot.name,
        slot.role,
        slot.kind,
        slot.created,
        slot.public_key,
        slot.failures,
    )


def _with_slot(content: KeyFile, slot: KeySlot) -> KeyFile:
    if any(len(each.database_keys) != len(slot.database_keys) for each in content.slots):
        raise Invalid("database key", "an earlier change is not settled")
    return content.with_slot(slot)


def _without_person(content: KeyFile, person_id: UUID) -> KeyFile:
    if _slot_of(content, person_id).kind is not SlotKind.PERSON:
        raise Invalid("person", "is the recovery sheet")
    if [slot.kind for slot in content.slots].count(SlotKind.PERSON) == 1:
        raise Invalid("person", "is the last who can unlock the center")
    return content.without_slot(person_id)


def _rewrapped(content: KeyFile, person_id: UUID, secret: SlotSecret, passphrase: str) -> KeyFile:
    slot = _slot_of(content, person_id)
    key_slots.require_unaltered(slot, content.center_id, secret)
    return content.with_slot(key_slots.wrapped(slot, secret, passphrase))


def _sealed_for_all(content: KeyFile, keys: tuple[bytes, ...]) -> KeyFile:
    slots = (key_slots.with_database_keys(slot, content.center_id, keys) for slot in content.slots)
    return replace(content, slots=tuple(slots))
