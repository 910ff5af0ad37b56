"""The key ring of an open center over a real vault."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from au_desktop.domain.errors import DiskProblem, Invalid, WrongPassphrase
from au_desktop.domain.ids import PersonId
from au_desktop.domain.moments import Moment
from au_desktop.domain.people import Person
from au_desktop.domain.roles import Role
from au_desktop.security.key_ring import VaultKeyRing
from au_desktop.security.passphrases import parse_common
from au_desktop.security.vault import Vault
from tests.vaults import ADA, ADA_WORDS, BEN, founded_center

AT = Moment.of(datetime(2026, 11, 22, 14, tzinfo=UTC))
CYD = Person(PersonId(UUID(int=3)), "Cyd Charisse-Finklea", Role.TRAINEE, (), AT)
CYD_WORDS = "the third of three to dance"
COMMON = parse_common("correct horse battery staple")


@pytest.fixture(scope="module")
def pristine(tmp_path_factory):
    return founded_center(tmp_path_factory.mktemp("vault") / "Lakeside.aucenter")


@pytest.fixture
def center(pristine, tmp_path):
    return Path(shutil.copytree(pristine.folder, tmp_path / "Lakeside.aucenter"))


def test_people_come_change_and_go(center, pristine):
    used = []
    vault = Vault.open(center)
    ring = VaultKeyRing(vault, pristine.keys, COMMON, used.append)
    public_key = ring.add(CYD, CYD_WORDS, AT)
    assert ring.signer(CYD.id, CYD_WORDS).public_key == public_key
    ring.change_passphrase(CYD.id, CYD_WORDS, ADA_WORDS)
    assert ring.signer(CYD.id, ADA_WORDS).public_key == public_key
    assert ring.replace(replace(CYD, role=Role.RSO), CYD_WORDS, AT) != public_key
    assert [slot.role for slot in vault.slots if slot.person_id == CYD.id] == ["rso"]
    ring.remove(PersonId(BEN))
    ring.replace_database_key()
    ring.remove(CYD.id)
    assert Vault.open(center).unlock(ADA, ADA_WORDS).keys == (used[0],)
    with pytest.raises(WrongPassphrase):
        ring.signer(ADA, CYD_WORDS)


def test_a_person_whose_slot_is_gone_gets_a_new_one_and_can_be_removed(center, pristine):
    vault = Vault.open(center)
    ring = VaultKeyRing(vault, pristine.keys, COMMON, lambda _: None)
    ring.add(CYD, CYD_WORDS, AT)
    ring.remove(CYD.id)
    ring.remove(CYD.id)
    public_key = ring.replace(CYD, CYD_WORDS, AT)
    assert ring.signer(CYD.id, CYD_WORDS).public_key == public_key


def test_the_sheet_of_an_open_center_is_typed_back(center, pristine):
    ring = VaultKeyRing(Vault.open(center), pristine.keys, COMMON, lambda _: None)
    assert ring.confirm_recovery(" ".join(ring.make_recovery(AT)))
    assert not ring.confirm_recovery(pristine.sheet.code)


@pytest.mark.parametrize(
    "passphrase", ["short", "correct horse battery staple", "lakeside training center"]
)
def test_poor_passphrases_are_refused(center, pristine, passphrase):
    ring = VaultKeyRing(Vault.open(center), pristine.keys, COMMON, lambda _: None)
    with pytest.raises(Invalid):
        ring.check_passphrase(passphrase)


def test_a_rekeying_that_fails_leaves_both_keys_within_reach(center, pristine):
    def refuse(key):
        tried.append(key)
        raise DiskProblem("center.db", "no room")

    tried: list[bytes] = []
    ring = VaultKeyRing(Vault.open(center), pristine.keys, COMMON, refuse)
    with pytest.raises(DiskProblem):
        ring.replace_database_key()
    assert Vault.open(center).unlock(ADA, ADA_WORDS).keys == (pristine.database_key, tried[0])
    ring.add(CYD, CYD_WORDS, AT)
    assert Vault.open(center).unlock(CYD.id, CYD_WORDS).keys == (pristine.database_key, tried[0])
