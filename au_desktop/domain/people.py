"""The people of a center: who they are, their role, and the public key that their signatures are checked with."""

from dataclasses import dataclass

from au_desktop.domain.ids import PersonId, TraineeId
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who can unlock the center, or could until `removed_at`.

    `trainee_id` ties a trainee's own account to their record. `public_keys` holds every Ed25519 key the person has had,
    the newest last: a signature made before a key was replaced stays valid.
    """

    id: PersonId
    name: str
    role: Role
    public_keys: tuple[bytes, ...]
    added_at: Moment
    removed_at: Moment | None = None
    trainee_id: TraineeId | None = None

    @property
    def active(self) -> bool:
        """Whether the person may still work in the center."""
        return self.removed_at is None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts now, in which role."""

    person_id: PersonId
    name: str
    role: Role
