"""Several hands on one keys.json at the same moment: no failure is lost, no slot is lost."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

import pytest

from au_desktop.domain.errors import WrongPassphrase
from au_desktop.security.key_store import KeyStore
from au_desktop.security.vault import Vault
from tests.vaults import ADA, ADA_WORDS, BEN, WHEN, founded_center


@pytest.fixture(scope="module")
def pristine(tmp_path_factory):
    return founded_center(tmp_path_factory.mktemp("vault") / "Lakeside.aucenter")


@pytest.fixture
def center(pristine, tmp_path):
    return Path(shutil.copytree(pristine.folder, tmp_path / "Lakeside.aucenter"))


def test_every_failure_is_counted_whoever_counts(center):
    def guess(_):
        with pytest.raises(WrongPassphrase):
            Vault.open(center).unlock(BEN, "a guess that is not right")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(guess, range(6)))
    assert [slot.failures for slot in Vault.open(center).slots] == [0, 6, 0]


def test_people_added_while_failures_are_counted_all_stay(center, pristine):
    newcomers = [UUID(int=number) for number in range(100, 104)]
    vault = Vault.open(center)

    def add(person_id):
        vault.add_person(pristine.keys, person_id, "New", "trainee", ADA_WORDS, WHEN)

    def count(_):
        KeyStore.open(center).count_failure(ADA)

    with ThreadPoolExecutor(4) as pool:
        adding = [pool.submit(add, person_id) for person_id in newcomers]
        counting = [pool.submit(count, number) for number in range(20)]
    for work in (*adding, *counting):
        work.result()
    slots = {slot.person_id: slot for slot in Vault.open(center).slots}
    assert set(newcomers) <= set(slots)
    assert slots[ADA].failures == 20
    assert Vault.open(center).unlock(newcomers[0], ADA_WORDS).keys == pristine.keys.keys


def test_a_folder_that_takes_no_writing_still_says_wrong_passphrase(center):
    (center / "keys.lock").unlink(missing_ok=True)
    (center / "keys.lock").mkdir()
    vault = Vault.open(center)
    with pytest.raises(WrongPassphrase) as caught:
        vault.unlock(ADA, "a guess that is not right")
    assert caught.value.failures == 1
    vault.unlock(ADA, ADA_WORDS)
