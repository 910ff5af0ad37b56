"""The vault of a real folder: unlocking, people, passphrases, the recovery sheet, and a change of the database key."""

import shutil
from pathlib import Path
from uuid import UUID

import pytest

from au_desktop.domain.errors import (
    DamagedCenter,
    DiskProblem,
    Invalid,
    MistypedRecoveryCode,
    NewerCenter,
    NotACenter,
    NotFound,
    WrongPassphrase,
)
from au_desktop.security.key_slots import (
    FLOOR,
    KdfParameters,
    SlotKind,
    calibrate,
    new_database_key,
)
from au_desktop.security.seals import verify
from au_desktop.security.vault import Vault
from tests.vaults import ADA, ADA_WORDS, BEN, BEN_WORDS, CENTER, WHEN, founded_center

NEW_WORDS = "a new set of words to type"


@pytest.fixture(scope="module")
def pristine(tmp_path_factory):
    folder = tmp_path_factory.mktemp("vault") / "Lakeside.aucenter"
    return founded_center(folder)


@pytest.fixture
def center(pristine, tmp_path):
    return Path(shutil.copytree(pristine.folder, tmp_path / "Lakeside.aucenter"))


def test_two_people_and_the_sheet_unlock_the_same_database_key(center, pristine):
    vault = Vault.open(center)
    assert vault.unlock(ADA, ADA_WORDS).database_key == pristine.database_key
    assert vault.unlock(BEN, BEN_WORDS).database_key == pristine.database_key
    by_sheet = vault.unlock_with_recovery(pristine.sheet.code.lower())
    assert by_sheet.database_key == pristine.database_key
    assert by_sheet.pending_key is None


def test_the_slots_are_known_without_unlocking(center):
    vault = Vault.open(center)
    assert (vault.center_id, vault.center_name) == (CENTER, "Lakeside Training Center")
    known = [(slot.name, slot.role, slot.kind, slot.created) for slot in vault.slots]
    assert known == [
        ("Ada Lovelace", "coordinator", SlotKind.PERSON, WHEN),
        ("Ben B\u00e4r", "preceptor", SlotKind.PERSON, WHEN),
        ("recovery sheet", "", SlotKind.RECOVERY, WHEN),
    ]
    assert [len(slot.public_key) for slot in vault.slots] == [32, 32, 0]


def test_nothing_is_a_center_until_the_first_person_is_added(tmp_path):
    folder = tmp_path / "new" / "Hill.aucenter"
    vault = Vault.create(folder, CENTER, "Hill", WHEN)
    with pytest.raises(NotACenter):
        Vault.open(folder)
    vault.add_person(vault.founding_keys(ADA), ADA, "Ada", "coordinator", ADA_WORDS, WHEN, FLOOR)
    with pytest.raises(RuntimeError):
        vault.founding_keys(ADA)
    assert [slot.name for slot in Vault.open(folder).slots] == ["Ada"]
    with pytest.raises(Invalid):
        Vault.create(folder, CENTER, "Hill", WHEN)


def test_two_founders_in_one_folder_do_not_overwrite_each_other(tmp_path):
    first = Vault.create(tmp_path, CENTER, "Hill", WHEN)
    second = Vault.create(tmp_path, UUID(int=99), "Dale", WHEN)
    first.add_person(first.founding_keys(ADA), ADA, "Ada", "coordinator", ADA_WORDS, WHEN, FLOOR)
    with pytest.raises(Invalid):
        second.add_person(second.founding_keys(BEN), BEN, "Ben", "rso", BEN_WORDS, WHEN, FLOOR)
    assert Vault.open(tmp_path).center_name == "Hill"


def test_a_folder_that_cannot_be_made_is_a_disk_problem(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DiskProblem):
        Vault.create(tmp_path / "file" / "Hill.aucenter", CENTER, "Hill", WHEN)


def test_wrong_passphrases_are_counted_slow_down_and_are_shown_once(center):
    vault = Vault.open(center)
    waits = []
    for expected in (1, 2, 3, 4):
        with pytest.raises(WrongPassphrase) as caught:
            vault.unlock(ADA, ADA_WORDS + "!")
        assert caught.value.failures == expected
        assert caught.value.person == "Ada Lovelace"
        assert ADA_WORDS not in str(caught.value)
        waits.append(vault.retry_after_seconds(ADA))
    assert waits == [0.0, 0.0, 1.0, 2.0]
    again = Vault.open(center)
    assert again.retry_after_seconds(ADA) == 2.0
    assert again.retry_after_seconds(BEN) == 0.0
    assert again.unlock(ADA, ADA_WORDS).failures_before == 4
    assert again.unlock(ADA, ADA_WORDS).failures_before == 0
    assert again.retry_after_seconds(ADA) == 0.0


def test_a_wrong_passphrase_in_another_window_does_not_undo_a_change(center, pristine):
    prompt = Vault.open(center)
    working = Vault.open(center)
    working.remove_person(pristine.keys, BEN)
    with pytest.raises(WrongPassphrase):
        prompt.unlock(ADA, "not the words of Ada")
    assert [slot.name for slot in Vault.open(center).slots] == ["Ada Lovelace", "recovery sheet"]
    with pytest.raises(NotFound):
        prompt.unlock(BEN, BEN_WORDS)


def test_the_same_keys_pressed_on_another_system_open_the_slot(center):
    decomposed = BEN_WORDS.replace("\u00fc", "u\u0308")
    assert decomposed != BEN_WORDS
    Vault.open(center).unlock(BEN, decomposed)


def test_the_signer_signs_with_the_key_that_everyone_knows(center):
    vault = Vault.open(center)
    signer = vault.signer(ADA, ADA_WORDS)
    assert signer.public_key == vault.slots[0].public_key
    assert signer.person_id == ADA
    assert verify(signer.public_key, b"record", signer.sign(b"record"))
    with pytest.raises(WrongPassphrase):
        vault.signer(BEN, ADA_WORDS)


def test_a_changed_passphrase_keeps_the_keys(center, pristine):
    vault = Vault.open(center)
    public_key = vault.slots[1].public_key
    vault.change_passphrase(BEN, BEN_WORDS, NEW_WORDS)
    again = Vault.open(center)
    assert again.signer(BEN, NEW_WORDS).public_key == public_key
    assert again.unlock(BEN, NEW_WORDS).database_key == pristine.database_key
    with pytest.raises(WrongPassphrase):
        again.unlock(BEN, BEN_WORDS)
    with pytest.raises(WrongPassphrase):
        again.change_passphrase(ADA, NEW_WORDS, BEN_WORDS)


def test_who_forgot_gets_a_new_slot_and_a_new_signing_key(center, pristine):
    vault = Vault.open(center)
    before = vault.slots[1].public_key
    after = vault.replace_person(pristine.keys, BEN, "Ben B\u00e4r", "rso", NEW_WORDS, WHEN)
    assert after != before
    assert (vault.slots[1].public_key, vault.slots[1].role) == (after, "rso")
    assert vault.unlock(BEN, NEW_WORDS).database_key == pristine.database_key


def test_a_person_is_added_once_and_the_last_stays(center, pristine):
    vault = Vault.open(center)
    with pytest.raises(Invalid):
        vault.add_person(pristine.keys, BEN, "Ben", "trainee", NEW_WORDS, WHEN)
    with pytest.raises(NotFound):
        vault.replace_person(pristine.keys, UUID(int=5), "Eve", "rso", NEW_WORDS, WHEN)
    vault.remove_person(pristine.keys, BEN)
    with pytest.raises(NotFound):
        vault.remove_person(pristine.keys, BEN)
    with pytest.raises(Invalid):
        vault.remove_person(pristine.keys, ADA)
    with pytest.raises(Invalid):
        vault.remove_person(pristine.keys, vault.slots[-1].person_id)


def test_the_recovery_sheet_is_typed_back_and_a_new_one_replaces_it(center, pristine):
    vault = Vault.open(center)
    assert vault.confirm_recovery(pristine.sheet.code)
    newer = vault.make_recovery(pristine.keys, WHEN)
    assert [slot.kind for slot in vault.slots].count(SlotKind.RECOVERY) == 1
    assert vault.confirm_recovery(newer.code.replace("-", " "))
    assert not vault.confirm_recovery(pristine.sheet.code)
    with pytest.raises(WrongPassphrase):
        vault.unlock_with_recovery(pristine.sheet.code)


def test_a_mistyped_group_is_named_and_not_counted_as_a_failure(center, pristine):
    groups = list(pristine.sheet.groups)
    groups[2] = groups[2][:4] + ("0" if groups[2][4] != "0" else "2")
    vault = Vault.open(center)
    with pytest.raises(MistypedRecoveryCode) as caught:
        vault.unlock_with_recovery("-".join(groups))
    assert caught.value.group == 3
    assert vault.slots[-1].failures == 0


def test_a_new_database_key_reaches_all_who_stay_and_nobody_else(center, pristine):
    kept_by_ben = center.with_name("copy of Ben")
    shutil.copytree(center, kept_by_ben)
    vault = Vault.open(center)
    keys = vault.unlock(ADA, ADA_WORDS)
    vault.remove_person(keys, BEN)
    new_key = new_database_key()
    settled = vault.settle_database_key(vault.rotate_database_key(keys, new_key), new_key)
    assert (settled.database_key, settled.pending_key) == (new_key, None)
    again = Vault.open(center)
    assert again.unlock(ADA, ADA_WORDS).database_key == new_key
    assert again.unlock_with_recovery(pristine.sheet.code).keys == (new_key,)
    assert Vault.open(kept_by_ben).unlock(BEN, BEN_WORDS).database_key == pristine.database_key
    with pytest.raises(DamagedCenter):
        again.remove_person(keys, ADA)


@pytest.mark.parametrize("rekeyed", [True, False])
def test_a_key_change_cut_short_is_settled_either_way(center, pristine, rekeyed):
    new_key = new_database_key()
    Vault.open(center).rotate_database_key(pristine.keys, new_key)
    vault = Vault.open(center)
    keys = vault.unlock(BEN, BEN_WORDS)
    assert keys.keys == (pristine.database_key, new_key)
    with pytest.raises(Invalid):
        vault.rotate_database_key(keys, new_database_key())
    with pytest.raises(Invalid):
        vault.make_recovery(pristine.keys, WHEN)
    in_use = new_key if rekeyed else pristine.database_key
    vault.settle_database_key(keys, in_use)
    assert Vault.open(center).unlock(ADA, ADA_WORDS).keys == (in_use,)


def test_keys_of_the_wrong_size_or_origin_are_refused(center, pristine):
    vault = Vault.open(center)
    with pytest.raises(ValueError, match="32 bytes"):
        vault.rotate_database_key(pristine.keys, b"short")
    with pytest.raises(ValueError, match="neither"):
        vault.settle_database_key(pristine.keys, new_database_key())


def test_no_secret_is_shown(center, pristine):
    vault = Vault.open(center)
    signer = vault.signer(ADA, ADA_WORDS)
    shown = " ".join(map(repr, (pristine.keys, pristine.sheet, signer, vault, vault.slots)))
    assert repr(pristine.database_key) not in shown
    assert pristine.database_key.hex() not in (center / "keys.json").read_text()
    assert "PrivateKey" not in shown


def test_weak_key_derivation_is_refused():
    for weak in (
        (2, 65536, 4),
        (3, 65535, 4),
        (3, 65536, 0),
        (3, 4 * 1024 * 1024, 4),
        (99, 65536, 4),
    ):
        with pytest.raises(DamagedCenter):
            KdfParameters(*weak)


@pytest.mark.parametrize(
    ("seconds_at_floor", "expected"),
    [
        (0.9, FLOOR),
        (0.125, KdfParameters(3, 262144, 4)),
        (0.1, KdfParameters(3, 262144, 4)),
        (0.4, FLOOR),
        (0.2, KdfParameters(3, 131072, 4)),
        (0.0, KdfParameters(20, 524288, 4)),
    ],
)
def test_calibration_spends_memory_first_and_never_goes_below_the_floor(
    seconds_at_floor, expected
):
    def measured(parameters):
        return seconds_at_floor * parameters.memory_kib / FLOOR.memory_kib

    assert calibrate(0.5, measured) == expected


def test_calibration_on_this_computer_is_within_the_limits():
    assert calibrate(0.05).memory_kib >= FLOOR.memory_kib


def test_an_empty_folder_and_a_foreign_file_are_not_centers(tmp_path):
    with pytest.raises(NotACenter):
        Vault.open(tmp_path)
    with pytest.raises(NotACenter):
        Vault.open(tmp_path / "nowhere")
    (tmp_path / "keys.json").write_text('{"format": "something else"}')
    with pytest.raises(NotACenter):
        Vault.open(tmp_path)
    (tmp_path / "keys.json").write_text("[1, 2]")
    with pytest.raises(NotACenter):
        Vault.open(tmp_path)


def test_a_database_without_its_keys_is_damage(tmp_path):
    (tmp_path / "center.db").write_bytes(b"pages")
    with pytest.raises(DamagedCenter):
        Vault.open(tmp_path)
    (tmp_path / "keys.json").write_text('{"format": "something else"}')
    with pytest.raises(DamagedCenter):
        Vault.open(tmp_path)


def test_keys_json_that_is_a_folder_is_a_disk_problem(tmp_path):
    (tmp_path / "keys.json").mkdir()
    with pytest.raises(DiskProblem):
        Vault.open(tmp_path)


def test_a_temp_file_left_by_a_crash_is_ignored(center, pristine):
    (center / ".writing-abc").write_bytes((center / "keys.json").read_bytes()[:200])
    vault = Vault.open(center)
    vault.remove_person(pristine.keys, BEN)
    assert vault.unlock(ADA, ADA_WORDS).database_key == pristine.database_key
    assert sorted(path.name for path in center.iterdir()) == [
        ".writing-abc",
        "keys.json",
        "keys.lock",
    ]


def test_a_center_swapped_under_an_open_window_is_noticed(center, tmp_path):
    vault = Vault.open(center)
    other = Vault.create(tmp_path / "other", UUID(int=42), "Other", WHEN)
    other.add_person(other.founding_keys(ADA), ADA, "Ada", "rso", ADA_WORDS, WHEN, FLOOR)
    shutil.copy(tmp_path / "other" / "keys.json", center / "keys.json")
    with pytest.raises(NotACenter):
        vault.unlock(ADA, ADA_WORDS)


def test_a_newer_file_is_told_from_a_damaged_one(center, pristine):
    pristine.forge(center, lambda document: document.update(version=2))
    with pytest.raises(NewerCenter):
        Vault.open(center)
