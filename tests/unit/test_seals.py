"""Ed25519 signatures and the short form of a key."""

from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from au_desktop.security.seals import Ed25519Signer, fingerprint, verify

# RFC 8032, section 7.1, test 2.
SEED = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
PUBLIC = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
SIGNATURE = bytes.fromhex(
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)
PERSON = UUID(int=7)


def _signer() -> Ed25519Signer:
    return Ed25519Signer(PERSON, PUBLIC, Ed25519PrivateKey.from_private_bytes(SEED))


def test_signs_as_the_rfc_says():
    assert _signer().sign(b"\x72") == SIGNATURE
    assert verify(PUBLIC, b"\x72", SIGNATURE)


def test_another_message_key_or_signature_does_not_verify():
    assert not verify(PUBLIC, b"\x73", SIGNATURE)
    assert not verify(bytes(31) + b"\x01", b"\x72", SIGNATURE)
    assert not verify(PUBLIC, b"\x72", SIGNATURE[:-1] + b"\x01")


def test_keys_and_signatures_of_the_wrong_length_do_not_verify():
    assert not verify(PUBLIC[:-1], b"\x72", SIGNATURE)
    assert not verify(PUBLIC, b"\x72", SIGNATURE[:-1])
    assert not verify(b"", b"", b"")


def test_a_signer_shows_no_private_key():
    assert "PrivateKey" not in repr(_signer())


def test_the_fingerprint_is_short_groups_of_the_keys_digest():
    assert fingerprint(b"abc") == "ba78 16bf 8f01 cfea 4141"  # FIPS 180-4 example digest of "abc"
