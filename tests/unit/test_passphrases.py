"""The rules for a passphrase, and the list of the too common that ships with the program."""

from pathlib import Path

import pytest

from au_desktop.domain.errors import Invalid
from au_desktop.security.passphrases import (
    LONGEST,
    SHORTEST,
    check_passphrase,
    parse_common,
    passphrase_bytes,
)

COMMON_FILE = Path(__file__).parents[2] / "resources" / "reference" / "common_passphrases.txt"
COMMON = parse_common("# remark\nCorrect horse battery staple\n\nwelcome to the jungle\n")
GOOD = "seven lead pigs under the hood"


def _reason(text: str, personal: tuple[str, ...] = ()) -> str:
    with pytest.raises(Invalid) as caught:
        check_passphrase(text, COMMON, personal)
    assert caught.value.field == "passphrase"
    assert text not in str(caught.value)
    return caught.value.reason


def test_a_long_uncommon_passphrase_is_taken():
    check_passphrase(GOOD, COMMON, ("Ada Lovelace",))


def test_the_length_is_counted_in_characters_at_both_ends():
    exact = GOOD[:SHORTEST]
    check_passphrase(exact, COMMON)
    assert _reason(exact[:-1]) == "shorter than 15 characters"
    longest = (GOOD * 20)[:LONGEST]
    check_passphrase(longest, COMMON)
    assert _reason(longest + "x") == "longer than 256 characters"


@pytest.mark.parametrize(
    "text",
    [
        "correct horse battery staple",
        "Correct-Horse_Battery.Staple!",
        "correcthorsebatterystaple2026",
        "\uff23orrect horse battery staple",
    ],
)
def test_spaces_marks_case_and_digits_at_the_end_do_not_make_it_uncommon(text):
    assert _reason(text) == "on the list of common passphrases"


def test_a_few_characters_over_and_over_are_refused():
    assert _reason("abab abab abab abab") == "repeats the same few characters"
    assert _reason("...............") == "repeats the same few characters"


def test_the_name_of_the_person_or_center_is_refused():
    names = ("Ada Lovelace-King", "Lakeside Training Center")
    assert _reason("lakeside training center", names) == "the name of a person or of the center"


def test_composed_and_decomposed_accents_are_one_passphrase():
    assert passphrase_bytes("caf\u00e9") == passphrase_bytes("cafe\u0301")
    assert passphrase_bytes("caf\u00e9") != passphrase_bytes("cafe")


def test_the_shipped_list_is_lower_case_long_enough_and_without_doubles():
    lines = COMMON_FILE.read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if not line.startswith("#")]
    assert len(entries) >= 300
    assert entries == sorted(set(entries))
    assert [entry for entry in entries if entry != entry.casefold()] == []
    assert [entry for entry in entries if len(entry) < SHORTEST] == []
    assert len(parse_common("\n".join(entries))) == len(entries)
