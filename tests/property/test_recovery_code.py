"""The recovery code finds typing errors and names the group."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from au_desktop.domain.errors import MistypedRecoveryCode
from au_desktop.security.recovery import (
    _ALPHABET,
    GROUPS,
    RecoverySheet,
    _with_check,
    new_groups,
    parse_code,
)

random_part = st.text(alphabet=_ALPHABET, min_size=4, max_size=4)
codes = st.lists(random_part, min_size=GROUPS, max_size=GROUPS).map(
    lambda parts: tuple(_with_check(place, part) for place, part in enumerate(parts))
)
places = st.integers(0, GROUPS - 1)


def _named_group(typed: str) -> int:
    with pytest.raises(MistypedRecoveryCode) as caught:
        parse_code(typed)
    assert caught.value.groups == GROUPS
    return caught.value.group


@given(codes, st.sampled_from(["-", " ", "", " - ", "\u2013", "\n"]), st.booleans())
def test_a_right_code_is_read_however_it_is_spaced_and_cased(groups, joint, lower):
    typed = joint.join(groups)
    assert parse_code(typed.lower() if lower else typed) == "-".join(groups)


@given(codes)
def test_lookalikes_are_read_as_what_was_printed(groups):
    printed = "-".join(groups)
    assert parse_code(printed.replace("0", "o").replace("1", "l")) == printed
    assert parse_code(printed.replace("0", "O").replace("1", "I")) == printed


@given(codes, places, st.integers(0, 4), st.sampled_from(_ALPHABET + "U*\u00e9"))
def test_one_wrong_character_is_found_and_its_group_named(groups, place, position, wrong):
    group = groups[place]
    assume(group[position] != wrong)
    typed = list(groups)
    typed[place] = group[:position] + wrong + group[position + 1 :]
    assert _named_group("-".join(typed)) == place + 1


@given(codes, places, st.integers(0, 3))
def test_two_swapped_neighbors_are_found_and_their_group_named(groups, place, position):
    group = groups[place]
    assume(group[position] != group[position + 1])
    typed = list(groups)
    typed[place] = group[:position] + group[position + 1] + group[position] + group[position + 2 :]
    assert _named_group("".join(typed)) == place + 1


@given(codes, places, places)
def test_a_group_in_anothers_place_is_found(groups, first, second):
    assume(first < second)
    typed = list(groups)
    typed[first], typed[second] = typed[second], typed[first]
    assert _named_group("-".join(typed)) == first + 1


@given(codes, places, st.integers(0, 4))
def test_a_missing_character_is_named_where_groups_are_kept_apart(groups, place, position):
    typed = list(groups)
    typed[place] = typed[place][:position] + typed[place][position + 1 :]
    assert _named_group("-".join(typed)) == place + 1


@given(codes)
def test_too_few_or_too_many_groups_are_found(groups):
    assert _named_group("-".join(groups[:-1])) == 0
    assert _named_group("-".join((*groups, groups[0]))) == 0
    assert _named_group("") == 0


@given(st.text(max_size=60))
def test_any_other_text_is_refused_with_a_group(text):
    # The chance that 60 arbitrary characters hold seven right check characters is 2 to the power of -35.
    assert 0 <= _named_group(text) <= GROUPS


def test_new_codes_are_right_and_differ():
    first, second = new_groups(), new_groups()
    assert parse_code("-".join(first)) == "-".join(first)
    assert first != second


def test_the_sheet_shows_its_code_only_when_asked():
    sheet = RecoverySheet("Lakeside", "2026-11-22T09:00:00-05:00", new_groups())
    assert sheet.groups[0] not in repr(sheet)
    assert sheet.code == "-".join(sheet.groups)
