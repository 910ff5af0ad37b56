"""Rules for a passphrase: length and a list of the too common, no composition; and the one form in which it is used.

The passphrase alone guards a file that can be copied and guessed at elsewhere, so the length is the one that NIST SP 800-63B-4
asks of a password used as the only factor: 15 characters. No mix of character kinds is asked for, and no regular change.
"""

import unicodedata
from collections.abc import Iterable

from au_desktop.domain.errors import Invalid

SHORTEST = 15
LONGEST = 256
_FEWEST_DIFFERENT = 5


def passphrase_bytes(text: str) -> bytes:
    """The passphrase as it enters the key derivation: NFKC, UTF-8.

    NFKC, so that the same keys pressed on another system (composed or decomposed accents, full-width forms) open the same slot.
    """
    return unicodedata.normalize("NFKC", text).encode("utf-8", errors="surrogatepass")


def check_passphrase(text: str, common: frozenset[str], personal: Iterable[str] = ()) -> None:
    """Refuse a passphrase that is too short, too long, too common, repetitive, or a name known to the program.

    Args:
        text: the passphrase as typed.
        common: the list from `parse_common`.
        personal: names that anyone would try first, such as the person's and the center's.

    Raises:
        Invalid: field "passphrase" with the reason.
    """
    length = len(unicodedata.normalize("NFKC", text))
    if length < SHORTEST:
        raise Invalid("passphrase", f"shorter than {SHORTEST} characters")
    if length > LONGEST:
        raise Invalid("passphrase", f"longer than {LONGEST} characters")
    letters = _letters(text)
    if len(set(letters)) < _FEWEST_DIFFERENT:
        raise Invalid("passphrase", "repeats the same few characters")
    if letters in common or letters.rstrip("0123456789") in common:
        raise Invalid("passphrase", "on the list of common passphrases")
    if letters in {_letters(name) for name in personal}:
        raise Invalid("passphrase", "the name of a person or of the center")


def parse_common(text: str) -> frozenset[str]:
    """The list of common passphrases, one a line, `#` before a remark; spaces, marks and case do not count."""
    lines = (line.strip() for line in text.splitlines())
    return frozenset(_letters(line) for line in lines if line and not line.startswith("#"))


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum())
