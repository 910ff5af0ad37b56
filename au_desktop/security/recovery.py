"""The code on the recovery sheet: random groups, each with a check character that finds a typing error at once.

Seven groups of four random characters and one check character carry 140 random bits in Crockford's alphabet (no I, L,
O, U). The check character is a weighted sum in the field of 32 elements (x^5 + x^2 + 1) with a different weight for
each place and an offset for each group: one wrong character, two swapped neighbors, or a group typed in another's
place never fits.
"""

import secrets
from dataclasses import dataclass, field

from au_desktop.domain.errors import MistypedRecoveryCode

GROUPS = 7
_RANDOM_CHARACTERS = 4
_GROUP_LENGTH = _RANDOM_CHARACTERS + 1
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FIELD_POLYNOMIAL = 0b100101
_LOOKALIKES = str.maketrans({"I": "1", "L": "1", "O": "0"})
_SEPARATORS = str.maketrans(
    {"-": " ", "\u2010": " ", "\u2011": " ", "\u2013": " ", "\u2014": " ", ".": " "}
)


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What is printed once: the groups of the code, and which center they open."""

    center_name: str
    created: str
    groups: tuple[str, ...] = field(repr=False)

    @property
    def code(self) -> str:
        """The code as one text, groups joined by a hyphen."""
        return "-".join(self.groups)


def new_groups() -> tuple[str, ...]:
    """A random code."""
    return tuple(_with_check(place, _random_characters()) for place in range(GROUPS))


def parse_code(typed: str) -> str:
    """The code in the form that the key is derived from; case, spaces, hyphens and lookalikes (I, L, O) do not matter.

    Raises:
        MistypedRecoveryCode: names the first group that cannot be right, counted from 1; 0 where the number of groups is wrong.
    """
    groups = _groups_of(typed)
    for place, group in enumerate(groups[:GROUPS]):
        if not _fits(place, group):
            raise MistypedRecoveryCode(group=place + 1, groups=GROUPS)
    if len(groups) != GROUPS:
        raise MistypedRecoveryCode(group=0, groups=GROUPS)
    return "-".join(groups)


def _groups_of(typed: str) -> list[str]:
    parts = typed.upper().translate(_SEPARATORS).translate(_LOOKALIKES).split()
    if len(parts) == GROUPS:
        return parts
    together = "".join(parts)
    return [
        together[start : start + _GROUP_LENGTH] for start in range(0, len(together), _GROUP_LENGTH)
    ]


def _random_characters() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(_RANDOM_CHARACTERS))


def _with_check(place: int, characters: str) -> str:
    return characters + _ALPHABET[_check_value(place, characters)]


def _fits(place: int, group: str) -> bool:
    if len(group) != _GROUP_LENGTH or not set(group) <= set(_ALPHABET):
        return False
    return _with_check(place, group[:-1]) == group


def _check_value(place: int, characters: str) -> int:
    # The check character itself has the weight 1, so the random ones start at x: no two places share a weight.
    total = place + 1
    for exponent, character in enumerate(characters, start=1):
        value = _ALPHABET.index(character)
        for _ in range(exponent):
            value = _times_x(value)
        total ^= value
    return total


def _times_x(value: int) -> int:
    doubled = value << 1
    return doubled ^ _FIELD_POLYNOMIAL if doubled & 0b100000 else doubled
