"""The key slots of a center while it is open: the vault together with the keys that an unlock gave."""

from collections.abc import Callable
from uuid import UUID

from au_desktop.domain.ids import PersonId
from au_desktop.domain.moments import Moment
from au_desktop.domain.people import Person
from au_desktop.security.key_slots import KdfParameters, new_database_key
from au_desktop.security.passphrases import check_passphrase
from au_desktop.security.seals import Ed25519Signer
from au_desktop.security.vault import UnlockedKeys, Vault
from au_desktop.services.custody import KeyRing


class VaultKeyRing(KeyRing):
    """The key ring over a vault. Dropped as a whole when the center is locked, and the keys with it.

    Args:
        vault: the center's vault.
        keys: what the unlock gave, settled.
        common: the passphrases that are too common.
        rekey: puts the open database under another key.
        kdf: the work of a guess for new slots; by default that of the strongest slot.
    """

    def __init__(
        self,
        vault: Vault,
        keys: UnlockedKeys,
        common: frozenset[str],
        rekey: Callable[[bytes], None],
        kdf: KdfParameters | None = None,
    ) -> None:
        self._vault = vault
        self._keys = keys
        self._common = common
        self._rekey = rekey
        self._kdf = kdf

    def signer(self, person_id: UUID, passphrase: str) -> Ed25519Signer:
        """Unwrap the person's signing key; raises `WrongPassphrase`."""
        return self._vault.signer(person_id, passphrase)

    def add(self, person: Person, passphrase: str, created: Moment) -> bytes:
        """Make a slot with a new signing key; returns the public key."""
        return self._vault.add_person(
            self._keys,
            person.id,
            person.name,
            person.role.value,
            passphrase,
            created.iso(),
            self._kdf,
        )

    def replace(self, person: Person, passphrase: str, created: Moment) -> bytes:
        """Give a person a new slot and signing key; returns the public key.

        A person without a slot gets one: a crash between taking a slot away and noting it must not lock anyone out.
        """
        if not self._has_slot(person.id):
            return self.add(person, passphrase, created)
        return self._vault.replace_person(
            self._keys,
            person.id,
            person.name,
            person.role.value,
            passphrase,
            created.iso(),
            self._kdf,
        )

    def remove(self, person_id: PersonId) -> None:
        """Delete a person's slot, if there still is one."""
        if self._has_slot(person_id):
            self._vault.remove_person(self._keys, person_id)

    def change_passphrase(self, person_id: PersonId, old: str, new: str) -> None:
        """Put the same keys under another passphrase; raises `WrongPassphrase`."""
        self._vault.change_passphrase(person_id, old, new)

    def check_passphrase(self, passphrase: str) -> None:
        """Refuse one that is too short, too common, or a name that this center shows; raises `Invalid`."""
        names = (self._vault.center_name, *(slot.name for slot in self._vault.slots))
        check_passphrase(passphrase, self._common, names)

    def make_recovery(self, created: Moment) -> tuple[str, ...]:
        """The groups of a new recovery sheet, shown once; an earlier sheet no longer opens."""
        return self._vault.make_recovery(self._keys, created.iso(), self._kdf).groups

    def confirm_recovery(self, typed: str) -> bool:
        """Whether what was typed back opens the recovery slot; raises `MistypedRecoveryCode`."""
        return self._vault.confirm_recovery(typed)

    def replace_database_key(self) -> None:
        """Re-key the database so that a removed person's old key opens nothing new.

        Where the re-keying fails, both keys stay sealed to everybody: the next unlock offers both, and the one that opens the
        database is settled then.
        """
        next_key = new_database_key()
        self._keys = self._vault.rotate_database_key(self._keys, next_key)
        self._rekey(next_key)
        self._keys = self._vault.settle_database_key(self._keys, next_key)

    def _has_slot(self, person_id: PersonId) -> bool:
        return any(slot.person_id == person_id for slot in self._vault.slots)
