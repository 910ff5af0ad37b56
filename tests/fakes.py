"""One fake a port: a clock that is set, ids in order, keys without key derivation, a file that is as the test says."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from au_desktop.domain.errors import Invalid, WrongPassphrase
from au_desktop.domain.ids import PersonId
from au_desktop.domain.moments import Moment
from au_desktop.domain.people import Person


class FakeClock:
    """Stands still until it is moved."""

    def __init__(self, start: datetime | None = None) -> None:
        self._now = start or datetime(2026, 11, 20, 15, 0, tzinfo=UTC)

    def now(self) -> Moment:
        return Moment(self._now, 0)

    def move(self, **by: float) -> None:
        self._now += timedelta(**by)


class FakeIds:
    """1, 2, 3 ... as UUIDs."""

    def __init__(self) -> None:
        self._last = 0

    def new(self) -> UUID:
        self._last += 1
        return UUID(int=self._last)


@dataclass(frozen=True)
class FakeSigner:
    """Signs with a keyed hash: as good as a signature where only `fake_verify` checks it."""

    person_id: UUID
    secret: bytes = b"secret"

    @property
    def public_key(self) -> bytes:
        return hashlib.sha256(b"public" + self.person_id.bytes + self.secret).digest()

    def sign(self, message: bytes) -> bytes:
        return hashlib.sha512(self.public_key + message).digest()


def fake_verify(public_key: bytes, message: bytes, signature: bytes) -> bool:
    return hashlib.sha512(public_key + message).digest() == signature


class FakeKeyRing:
    """Key slots without key derivation: a dictionary of passphrases."""

    def __init__(self) -> None:
        self.passphrases: dict[UUID, str] = {}
        self.recovery = ("AAAA", "BBBB")
        self.rekeyed = 0

    def add(self, person: Person, passphrase: str, created: Moment) -> bytes:
        self.passphrases[person.id] = passphrase
        return FakeSigner(person.id).public_key

    def replace(self, person: Person, passphrase: str, created: Moment) -> bytes:
        self.passphrases[person.id] = passphrase
        return FakeSigner(person.id, b"new secret").public_key

    def remove(self, person_id: PersonId) -> None:
        del self.passphrases[person_id]

    def change_passphrase(self, person_id: PersonId, old: str, new: str) -> None:
        self.signer(person_id, old)
        self.passphrases[person_id] = new

    def check_passphrase(self, passphrase: str) -> None:
        if len(passphrase) < 8:
            raise Invalid("passphrase", "is too short")

    def make_recovery(self, created: Moment) -> tuple[str, ...]:
        return self.recovery

    def confirm_recovery(self, typed: str) -> bool:
        return typed == " ".join(self.recovery)

    def replace_database_key(self) -> None:
        self.rekeyed += 1

    def signer(self, person_id: UUID, passphrase: str) -> FakeSigner:
        if self.passphrases.get(person_id) != passphrase:
            raise WrongPassphrase(str(person_id), 1)
        return FakeSigner(person_id)


class FakeCenterFile:
    """A file whose pages are as the test says."""

    def __init__(self, faults: tuple[str, ...] = ()) -> None:
        self.faults = faults
        self.copies: list[Path] = []

    def copy_to(self, target: Path, progress: Callable[[float], None] | None = None) -> None:
        self.copies.append(target)

    def page_faults(self) -> tuple[str, ...]:
        return self.faults
