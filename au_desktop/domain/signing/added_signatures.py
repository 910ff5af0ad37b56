"""Signatures beside those that a template asks for, and who may not give which: witness, countersignature, confirmation."""

from collections.abc import Iterable
from dataclasses import dataclass

from au_desktop.domain.checklists.templates import SignOffRule
from au_desktop.domain.errors import DomainError
from au_desktop.domain.ids import PersonId
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import PERMISSIONS, Role
from au_desktop.domain.signing.sign_offs import PERMISSION_TO_SIGN, Meaning, SignOff


class NothingToCountersign(DomainError):
    """A countersignature was to be given before anybody else had signed the record."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NotAWitness(DomainError):
    """Somebody was to be witness of their own work, or to sign as their own what they had signed as witness."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NotAskable(DomainError):
    """A signature of this meaning is asked for by the template only."""

    def __init__(self, meaning: str) -> None:
        super().__init__(meaning)
        self.meaning = meaning


class AskedAlready(DomainError):
    """A signature of this meaning is waited for already."""

    def __init__(self, code: str, meaning: str) -> None:
        super().__init__(f"{code}: {meaning}")
        self.code = code
        self.meaning = meaning


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asked for a signature that the template does not, when, and why."""

    by: PersonId
    at: Moment
    reason: str = ""


TITLES: dict[Meaning, str] = {
    Meaning.WITNESSED: "Witness",
    Meaning.COUNTERSIGNED: "Countersignature",
    Meaning.SUPERVISED: "Supervised, confirmed again",
}
ASKABLE = (Meaning.WITNESSED, Meaning.COUNTERSIGNED)
"""What anyone who fills checklists may ask for; a fresh confirmation is asked for only where the case changed."""


def asked_rule(meaning: Meaning, *, required: bool = False) -> SignOffRule:
    """The signature that is asked for: by every role that may give one of this meaning.

    Raises:
        NotAskable: no signature of this meaning is asked for beside the template.
    """
    if meaning not in TITLES:
        raise NotAskable(meaning.value)
    allowed = PERMISSIONS[PERMISSION_TO_SIGN[meaning]]
    roles = tuple(role for role in Role if role in allowed)
    return SignOffRule(meaning.value, TITLES[meaning], roles, required=required)


@dataclass(frozen=True, slots=True)
class SignedSoFar:
    """A record as the next signer finds it: its code, who submitted it, and the signatures it has."""

    code: str
    submitted_by: PersonId | None
    sign_offs: tuple[SignOff, ...] = ()

    def signers(self, meaning: Meaning) -> frozenset[PersonId]:
        """Who signed it so."""
        return frozenset(one.signer_id for one in self.sign_offs if one.meaning is meaning)


def require_apart(meaning: Meaning, signer: PersonId, so_far: SignedSoFar) -> None:
    """Refuse a signature that another person has to give.

    Raises:
        NothingToCountersign: nobody else has signed yet.
        NotAWitness: the witness did the work or submitted it, or whoever did the work was its witness.
    """
    others = any(one.signer_id != signer for one in so_far.sign_offs)
    if meaning is Meaning.COUNTERSIGNED and not others:
        raise NothingToCountersign(so_far.code)
    did = so_far.signers(Meaning.PERFORMED) | _known(so_far.submitted_by)
    own_witness = meaning is Meaning.WITNESSED and signer in did
    both = meaning is Meaning.PERFORMED and signer in so_far.signers(Meaning.WITNESSED)
    if own_witness or both:
        raise NotAWitness(so_far.code)


def may_stand_apart(meaning: Meaning, signer: PersonId, so_far: SignedSoFar) -> bool:
    """Whether this person could give such a signature now."""
    try:
        require_apart(meaning, signer, so_far)
    except (NothingToCountersign, NotAWitness):
        return False
    return True


def next_position(taken: Iterable[int]) -> int:
    """The place of an added signature: after all that were ever asked for or given."""
    return max(taken, default=0) + 1


def _known(person: PersonId | None) -> frozenset[PersonId]:
    return frozenset() if person is None else frozenset({person})
