"""Signatures on safety records: who may say what, what is refused, and whether a signature stands afterwards."""

import hashlib
import json
from dataclasses import replace

import pytest

from au_desktop.domain.canonical import canonical_bytes
from au_desktop.domain.errors import Invalid, NotAllowed, WrongPassphrase
from au_desktop.domain.roles import Permission, Role
from au_desktop.domain.safety.packages import Package
from au_desktop.domain.safety.record_signatures import (
    RecordMeaning,
    SignatureEvidence,
    SignatureStanding,
    content_fits,
    standing_of,
)
from au_desktop.domain.safety.safety_records import RecordKind, RecordMoved, RecordVoid
from au_desktop.domain.signing.statements import content_digest
from au_desktop.services.keeping.record_check import RecordTally
from au_desktop.services.rows import PageRequest
from au_desktop.services.safety.record_signing import (
    RecordSigning,
    ShownRecord,
    SignedAlready,
    judged_standing,
)
from au_desktop.services.statements.signing import OtherSigner
from tests.fakes import FakeKeyRing, FakeSigner, fake_verify
from tests.package_examples import a_package, after
from tests.safety_examples import Diary

REVIEWED, PERFORMED = RecordMeaning.REVIEWED, RecordMeaning.PERFORMED


class Desk(Diary):
    """A diary whose people sign with their role as passphrase."""

    def __init__(self):
        super().__init__()
        self.keys = FakeKeyRing()
        for role, person in self.memory.people.items():
            self.keys.passphrases[person.id] = role.value
            known = replace(person, public_keys=(FakeSigner(person.id).public_key,))
            with self.memory.center.unit_of_work() as uow:
                uow.people.replace(known)
                uow.commit()

    def signing(self, role=Role.RSO):
        return RecordSigning(self.memory.desk(role), self.keys, fake_verify)

    def package(self, **changes):
        return self.enter(a_package(contents=(), **changes))

    def sign(self, *packages, role=Role.RSO, meaning=REVIEWED):
        shown = tuple(ShownRecord(one.KIND, one.id, one.revision) for one in packages)
        return self.signing(role).sign(shown, meaning, role.value)

    def standing(self, package):
        (view,) = self.signing().signatures(package.KIND, package.id)
        return view.standing

    def check(self, *, trusted=True):
        tally = RecordTally()
        with self.memory.center.unit_of_work() as uow:
            list(tally.noting(uow.log.entries()))
            return tally.faults(uow, self.signing(), trusted=trusted)

    def stored(self):
        return self.memory.center.state.safety


@pytest.fixture
def desk():
    return Desk()


def test_each_says_what_the_role_may(desk):
    assert desk.signing().meanings(RecordKind.PACKAGE) == (PERFORMED, REVIEWED)
    assert desk.signing(Role.STAFF).meanings(RecordKind.PACKAGE) == (PERFORMED,)
    preceptor = desk.signing(Role.PRECEPTOR)
    assert preceptor.meanings(RecordKind.DIRECTIVE) == (PERFORMED, RecordMeaning.DIRECTED)
    assert preceptor.meanings(RecordKind.PACKAGE) == (PERFORMED,)
    assert desk.signing(Role.INSPECTOR).meanings(RecordKind.PACKAGE) == ()


def test_a_signature_stands_and_is_told_in_the_log(desk):
    package = desk.package()
    outcome = desk.sign(package)
    assert outcome.value == 1
    assert desk.standing(package) is SignatureStanding.VALID
    entry = desk.memory.center.state.log[-1]
    assert (entry.verb, entry.subject) == ("sign record", "PK-0001")
    assert desk.check() == (1, ())


def test_several_are_signed_with_one_passphrase_or_none(desk):
    first, second = desk.package(), desk.package()
    desk.sign(second)
    with pytest.raises(SignedAlready) as refused:
        desk.sign(first, second)
    assert refused.value.code == "PK-0002"
    assert desk.signing().signatures(first.KIND, first.id) == ()
    assert [row.code for row in desk.signing().waiting(PageRequest()).rows] == ["PK-0001"]


def test_what_moved_or_is_void_is_not_signed(desk):
    package = desk.package()
    desk.step(package, lambda one: replace(one, notes="opened"))
    with pytest.raises(RecordMoved):
        desk.sign(package)
    void = desk.package()
    desk.book().void(Package, void.id, "twice")
    with pytest.raises(RecordVoid):
        desk.sign(void)


def test_nothing_and_the_wrong_meaning_are_refused(desk):
    package = desk.package()
    with pytest.raises(Invalid):
        desk.sign()
    with pytest.raises(NotAllowed):
        desk.sign(package, role=Role.STAFF)
    with pytest.raises(Invalid):
        desk.sign(package, role=Role.PRECEPTOR, meaning=RecordMeaning.DIRECTED)
    shown = ShownRecord(package.KIND, package.id, package.revision)
    with pytest.raises(WrongPassphrase):
        desk.signing().sign((shown,), REVIEWED, "guessed")


def test_another_persons_key_does_not_sign(desk):
    package = desk.package()
    other = desk.memory.people[Role.STAFF].id
    desk.keys.signer = lambda _person, _passphrase: FakeSigner(other)
    with pytest.raises(OtherSigner):
        desk.sign(package)


def test_a_signature_names_the_revision_that_it_saw(desk):
    package = desk.package()
    desk.sign(package)
    stepped = desk.step(package, lambda one: replace(one, notes="opened"))
    assert desk.standing(package) is SignatureStanding.EARLIER
    desk.sign(stepped)
    standings = [one.standing for one in desk.signing().signatures(package.KIND, package.id)]
    assert standings == [SignatureStanding.EARLIER, SignatureStanding.VALID]


def test_a_void_or_amended_record_keeps_its_signature(desk):
    package, amended = desk.package(), desk.package()
    desk.sign(package, amended)
    desk.book().void(Package, package.id, "twice")
    desk.amend(amended, amended, "typing")
    assert desk.standing(package) is SignatureStanding.VOID
    assert desk.standing(amended) is SignatureStanding.AMENDED
    assert desk.check() == (2, ())


def test_a_record_that_was_altered_breaks_its_signature(desk):
    package = desk.package()
    desk.sign(package)
    rows = desk.stored().revisions[package.id]
    rows[-1] = (rows[-1][0], replace(rows[-1][1], supplier="Another house"))
    assert desk.standing(package) is SignatureStanding.BROKEN
    count, (fault,) = desk.check()
    assert (count, fault.code) == (1, "PK-0001")


@pytest.mark.parametrize("change", [{"content": b"{}"}, {"digest": bytes(32)}])
def test_a_signature_that_was_altered_is_broken(desk, change):
    package = desk.package()
    desk.sign(package)
    (signature,) = desk.stored().signatures
    desk.stored().signatures[:] = [replace(signature, **change)]
    assert desk.standing(package) is SignatureStanding.BROKEN


def test_a_key_that_is_not_the_signers_is_named(desk):
    package = desk.package()
    desk.sign(package)
    person = desk.memory.people[Role.RSO]
    with desk.memory.center.unit_of_work() as uow:
        uow.people.replace(replace(person, public_keys=()))
        uow.commit()
    assert desk.standing(package) is SignatureStanding.UNKNOWN_KEY
    (signature,) = desk.stored().signatures
    judged = judged_standing(signature, package, None, fake_verify, amended=False)
    assert judged is SignatureStanding.UNKNOWN_KEY


@pytest.mark.parametrize(
    "change",
    [
        {"signer": "Somebody Else"},
        {"role": Role.STAFF},
        {"meaning": PERFORMED},
        {"revision": 2},
        {"number": 9},
        {"signed_at": after(hours=-9)},
    ],
)
def test_what_stands_beside_a_signature_is_what_was_signed(desk, change):
    package = desk.package()
    desk.sign(package)
    (signature,) = desk.stored().signatures
    desk.stored().signatures[:] = [replace(signature, **change)]
    assert desk.standing(package) is SignatureStanding.BROKEN


@pytest.mark.parametrize("content", [b"no text", b"[]", b'{"times": 1}', b"\xff"])
def test_bytes_that_are_no_signed_text_are_broken(desk, content):
    package = desk.package()
    desk.sign(package)
    (signature,) = desk.stored().signatures
    forged = replace(signature, content=content, digest=content_digest(content))
    desk.stored().signatures[:] = [forged]
    assert not content_fits(forged)
    assert desk.standing(package) is SignatureStanding.BROKEN


def test_a_signature_that_is_gone_or_was_put_in_is_missed(desk):
    package, other = desk.package(), desk.package()
    desk.sign(package, other)
    first, second = desk.stored().signatures
    desk.stored().signatures[:] = [first]
    count, (fault,) = desk.check()
    assert (count, fault.code, fault.standing) == (2, "PK-0002", SignatureStanding.BROKEN)
    desk.stored().signatures[:] = [first, second, replace(second, id=other.id)]
    _, (fault,) = desk.check()
    assert fault.code == "PK-0002"
    assert desk.check(trusted=False)[1] == ()


def test_what_is_not_for_everyone_cannot_be_looked_at(desk):
    secret = RecordKind.PREGNANCY
    with pytest.raises(NotAllowed):
        desk.signing(Role.STAFF).record(secret, desk.memory.people[Role.RSO].id)


def test_a_record_is_read_as_it_is_now(desk):
    package = desk.package()
    assert desk.signing().record(RecordKind.PACKAGE, package.id) == package


def test_what_is_broken_is_told_before_anything_else(desk):
    package = desk.package()
    desk.sign(package)
    (signature,) = desk.stored().signatures
    evidence = SignatureEvidence((), verified=False, same_facts=True, amended=True)
    assert standing_of(signature, package, evidence) is SignatureStanding.BROKEN


def test_signing_asks_for_the_right_of_its_meaning(desk):
    package = desk.package()
    assert desk.sign(package, role=Role.STAFF, meaning=PERFORMED).value == 1
    with desk.memory.desk(Role.STAFF).change(Permission.SIGN_PERFORMED) as change:
        change.nothing_to_do()


def test_a_fact_that_a_kind_learned_later_breaks_no_signature(desk):
    package = desk.package()
    desk.sign(package)
    (signature,) = desk.stored().signatures
    said = json.loads(signature.content)
    del said["record"]["carrier_phone"]
    content = canonical_bytes(said)
    earlier = replace(
        signature,
        content=content,
        digest=hashlib.sha256(content).digest(),
        signature=FakeSigner(signature.signer_id).sign(content),
    )
    desk.stored().signatures[:] = [earlier]
    assert desk.standing(package) is SignatureStanding.VALID
