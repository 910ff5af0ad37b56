"""Ed25519 signatures: a person's signer, the check of a signature, and the short form of a public key for people to compare."""

from dataclasses import dataclass, field
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_FINGERPRINT_BYTES = 10


@dataclass(frozen=True, slots=True)
class Ed25519Signer:
    """A person's unlocked signing key, held only for as long as one signature or one batch takes."""

    person_id: UUID
    public_key: bytes
    key: Ed25519PrivateKey = field(repr=False)

    def sign(self, message: bytes) -> bytes:
        """The 64-byte signature over the message."""
        return self.key.sign(message)


def verify(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the signature over the message was made with the private half of this key."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError, TypeError):
        # An altered file may hold text where bytes belong: that fits as little as other bytes.
        return False
    return True


def fingerprint(public_key: bytes) -> str:
    """The first 80 bits of the key's SHA-256 in groups of four hexadecimal digits, to be read aloud and compared."""
    digits = sha256(public_key).digest()[:_FINGERPRINT_BYTES].hex()
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))
