"""keys.json altered by accident and by hand: always a diagnosis, never a crash, never an altered name taken for true."""

import shutil
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from au_desktop.domain.errors import DamagedCenter, NotACenter, OutsideError, WrongPassphrase
from au_desktop.security import key_slots
from au_desktop.security.key_file import read_key_file, write_key_file
from au_desktop.security.key_slots import new_database_key
from au_desktop.security.vault import Vault
from tests.vaults import ADA, ADA_WORDS, BEN, BEN_WORDS, WHEN, founded_center


@pytest.fixture(scope="module")
def pristine(tmp_path_factory):
    return founded_center(tmp_path_factory.mktemp("vault") / "Lakeside.aucenter")


@pytest.fixture
def center(pristine, tmp_path):
    return Path(shutil.copytree(pristine.folder, tmp_path / "Lakeside.aucenter"))


def _opens_unaltered_or_says_damaged(path: Path, content: bytes, original) -> bool:
    path.write_bytes(content)
    try:
        assert read_key_file(path.parent) == original
    except (DamagedCenter, NotACenter):
        return True
    return False


def test_every_flipped_byte_is_found_or_means_nothing(center):
    original, path = read_key_file(center), center / "keys.json"
    content = path.read_bytes()
    found = 0
    for position in range(len(content)):
        altered = bytearray(content)
        altered[position] ^= (0x01, 0x20, 0x80)[position % 3]
        found += _opens_unaltered_or_says_damaged(path, bytes(altered), original)
    assert found > len(content) * 0.8  # the rest is indentation


def test_every_cut_end_is_found(center):
    original, path = read_key_file(center), center / "keys.json"
    content = path.read_bytes()
    for length in range(0, len(content), 7):
        assert _opens_unaltered_or_says_damaged(path, content[:length], original)


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 200_000,
        b'{"format": "au-desktop keys", "x": 1e999}',
        b'{"format": "au-desktop keys", "x": "\\ud800"}',
        b'{"format": "au-desktop keys", "x": {"\xc3\xa9": 1}}',
        b'{"format": "au-desktop keys", "x": ' + b"9" * 5000 + b"}",
        b"\xff\xfe",
        b"",
        b" " * (9 * 1024 * 1024),
    ],
    ids=["deep", "infinite", "half a character", "key", "long number", "utf-16", "empty", "large"],
)
def test_hostile_json_is_damage(center, content):
    (center / "keys.json").write_bytes(content)
    with pytest.raises(DamagedCenter):
        Vault.open(center)


def _set(**fields):
    return lambda document: document["slots"][0].update(fields)


def _kdf(**fields):
    return lambda document: document["slots"][0]["kdf"].update(fields)


@pytest.mark.parametrize(
    "change",
    [
        _set(kind="ghost"),
        _set(kind="recovery"),
        _set(person_id=str(BEN)),
        _set(person_id="Ada"),
        _set(name=7),
        _set(failures=-1),
        _set(failures=True),
        _set(public_key="00"),
        _set(salt="zz"),
        _set(slots=None, database_keys=[]),
        _set(database_keys=3),
        _kdf(time_cost=1),
        _kdf(memory_kib=1024),
        _kdf(memory_kib=1 << 40),
        _kdf(name="pbkdf2"),
        _kdf(parallelism="4"),
        lambda document: document.update(slots=[]),
        lambda document: document.update(slots="none"),
        lambda document: document.update(slots=[4]),
        lambda document: document.update(version=0),
        lambda document: document.update(version="1"),
        lambda document: document.pop("center_id"),
    ],
)
def test_a_part_of_the_wrong_kind_is_damage_even_with_a_right_checksum(center, pristine, change):
    pristine.forge(center, change)
    with pytest.raises(DamagedCenter):
        Vault.open(center)


@pytest.mark.parametrize(
    "change",
    [
        _set(name="Mallory"),
        _set(role="rso"),
        _set(created="2020-01-01T00:00:00-05:00"),
        _set(public_key="11" * 32),
        _set(exchange_key="22" * 32),
        _set(fields_code="33" * 32),
    ],
)
def test_an_altered_own_slot_is_told_from_a_wrong_passphrase(center, pristine, change):
    pristine.forge(center, change)
    vault = Vault.open(center)
    with pytest.raises(DamagedCenter, match="key slot of"):
        vault.unlock(ADA, ADA_WORDS)


@pytest.mark.parametrize(
    "change",
    [
        lambda document: document["slots"][1].update(name="Mallory"),
        lambda document: document["slots"][1].update(role="rso"),
        lambda document: document["slots"][1].update(public_key="11" * 32),
        lambda document: document["slots"][1].update(salt="44" * 16),
        lambda document: document["slots"].pop(1),
        lambda document: document["slots"].reverse(),
        lambda document: document.update(center_name="Another Center"),
        lambda document: document.update(seal="55" * 32),
    ],
)
def test_what_was_altered_elsewhere_is_found_by_whoever_unlocks(center, pristine, change):
    pristine.forge(center, change)
    vault = Vault.open(center)
    with pytest.raises(DamagedCenter):
        vault.unlock(ADA, ADA_WORDS)
    with pytest.raises(DamagedCenter):
        vault.signer(ADA, ADA_WORDS)


def test_an_altered_file_is_never_sealed_again(center, pristine):
    vault = Vault.open(center)
    pristine.forge(center, lambda document: document["slots"][1].update(role="rso"))
    altered = (center / "keys.json").read_bytes()
    for attempt in (
        lambda: vault.make_recovery(pristine.keys, WHEN),
        lambda: vault.remove_person(pristine.keys, BEN),
        lambda: vault.rotate_database_key(pristine.keys, new_database_key()),
    ):
        with pytest.raises(DamagedCenter):
            attempt()
    assert (center / "keys.json").read_bytes() == altered


def test_a_hand_with_its_own_database_key_cannot_rename_a_person(center):
    content = read_key_file(center)
    false_key = new_database_key()
    renamed = (
        key_slots.with_database_keys(
            replace(slot, name="Mallory"), content.center_id, (false_key,)
        )
        for slot in content.slots
    )
    write_key_file(center, replace(content, slots=tuple(renamed)).sealed(false_key))
    with pytest.raises(DamagedCenter):
        Vault.open(center).unlock(ADA, ADA_WORDS)


def test_a_slot_carried_to_another_center_does_not_open_it(center):
    content = read_key_file(center)
    moved = replace(content, center_id=UUID(int=77))
    write_key_file(center, moved)
    with pytest.raises(DamagedCenter):
        Vault.open(center).unlock(ADA, ADA_WORDS)


def test_a_sealed_key_with_a_hostile_point_is_damage(center, pristine):
    pristine.forge(
        center, lambda d: d["slots"][0]["database_keys"][0].update(sender_key="00" * 32)
    )
    with pytest.raises(DamagedCenter):
        Vault.open(center).unlock(ADA, ADA_WORDS)


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=st.sampled_from(
        ["salt", "nonce", "wrapped", "fields_code", "public_key", "exchange_key"]
    ),
    position=st.integers(0, 11),
    flip=st.integers(1, 255),
)
def test_any_flip_with_a_right_checksum_ends_in_a_diagnosis(
    center, pristine, name, position, flip
):
    shutil.copy(pristine.folder / "keys.json", center / "keys.json")

    def change(document):
        value = bytearray.fromhex(document["slots"][0][name])
        value[position] ^= flip
        document["slots"][0][name] = value.hex()

    pristine.forge(center, change)
    vault = Vault.open(center)
    expected: type[OutsideError] = DamagedCenter
    if name in {"salt", "nonce", "wrapped"}:
        expected = WrongPassphrase
    with pytest.raises(expected):
        vault.unlock(ADA, ADA_WORDS)
    with pytest.raises(DamagedCenter):
        vault.unlock(BEN, BEN_WORDS)
