"""Tests that validity is worked out from bytes and rows, and that a break is named by its field."""

import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest

from au_desktop.domain.canonical import canonical_bytes
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.sign_offs import Meaning, Seal, SignOff
from au_desktop.domain.signing.validity import (
    Surroundings,
    Validity,
    ValidityState,
    differences,
    validity_of,
)
from au_desktop.services.statements.signing import sealed_document
from tests.builders import NOBODY
from tests.fakes import FakeSigner, fake_verify
from tests.memory_services import MemoryServices

OTHER_TIME = Moment.from_iso("2027-01-01T00:00:00+00:00")


class Signed:
    """One signed run, whose parts a test may alter."""

    def __init__(self) -> None:
        center = MemoryServices()
        run_id = center.signed(center.case())
        state = center.memory.center.state
        self.sign_off: SignOff = state.sign_offs[run_id][0]
        self.seal: Seal = state.seals[run_id]
        self.record = sealed_document(state.runs[run_id])
        self.around = Surroundings((self.sign_off.public_key,))

    def validity(self, **parts: Any) -> Validity:
        given: dict[str, Any] = {
            "sign_off": self.sign_off,
            "seal": self.seal,
            "record": self.record,
            "around": self.around,
        } | parts
        return validity_of(
            given["sign_off"], given["seal"], given["record"], given["around"], fake_verify
        )

    def resigned(self, change: Any) -> SignOff:
        """The sign-off over a statement that someone changed and signed anew with the same key."""
        statement = json.loads(self.sign_off.statement)
        change(statement)
        content = canonical_bytes(statement)
        signature = FakeSigner(self.sign_off.signer_id).sign(content)
        return replace(self.sign_off, statement=content, signature=signature)


@pytest.fixture
def signed() -> Signed:
    return Signed()


def test_an_untouched_signature_is_valid(signed: Signed) -> None:
    assert signed.validity() == Validity(ValidityState.VALID)
    assert signed.validity().sound


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"signature": bytes(64)}, "signature"),
        ({"run_id": NOBODY}, "record"),
        ({"signer_id": NOBODY}, "signer"),
        ({"signer": "Somebody else"}, "signer's name"),
        ({"role": Role.RSO}, "role"),
        ({"meaning": Meaning.REVIEWED}, "meaning"),
        ({"signed_at": OTHER_TIME}, "signing time"),
        ({"case_revision": 7}, "case revision"),
        ({"case_revision": None}, "case revision"),
    ],
)
def test_an_altered_row_of_a_signature_is_named(
    signed: Signed, change: dict[str, Any], field: str
) -> None:
    validity = signed.validity(sign_off=replace(signed.sign_off, **change))
    assert validity == Validity(ValidityState.BROKEN, (field,))
    assert not validity.sound


def test_another_key_is_named(signed: Signed) -> None:
    other = FakeSigner(signed.sign_off.signer_id, b"stolen")
    forged = replace(
        signed.sign_off,
        public_key=other.public_key,
        signature=other.sign(signed.sign_off.statement),
    )
    assert signed.validity(sign_off=forged).fields == ("signer's key",)


def test_an_altered_statement_fits_no_signature(signed: Signed) -> None:
    statement = signed.sign_off.statement.replace(b'"supervised"', b'"reviewed"')
    validity = signed.validity(sign_off=replace(signed.sign_off, statement=statement))
    assert validity.fields == ("signature", "meaning")


@pytest.mark.parametrize("statement", [b"", b"[]", b"{}", b'{"record": 3}', b"\xff"])
def test_a_statement_that_is_none_is_broken(signed: Signed, statement: bytes) -> None:
    signature = FakeSigner(signed.sign_off.signer_id).sign(statement)
    sign_off = replace(signed.sign_off, statement=statement, signature=signature)
    assert signed.validity(sign_off=sign_off).fields == ("statement",)


def test_a_statement_about_other_bytes_is_named(signed: Signed) -> None:
    sign_off = signed.resigned(lambda said: said.update(record_digest="00" * 32))
    assert signed.validity(sign_off=sign_off).fields == ("record digest",)


def test_a_statement_about_no_case_has_no_revision(signed: Signed) -> None:
    sign_off = signed.resigned(lambda said: said.update(case=None))
    assert signed.validity(sign_off=sign_off).fields == ("case revision",)
    sign_off = replace(sign_off, case_revision=None)
    assert signed.validity(sign_off=sign_off).state is ValidityState.VALID


def test_altered_sealed_bytes_are_named_once(signed: Signed) -> None:
    content = signed.seal.content.replace(b"7.40", b"7.90")
    assert signed.validity(seal=replace(signed.seal, content=content)).fields == ("sealed bytes",)
    resealed = replace(signed.seal, content=content, digest=hashlib.sha256(content).digest())
    assert signed.validity(seal=resealed).fields == (
        "record digest",
        "answers.assay_activity.number",
    )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (lambda record: record.update(event_time="2026"), "event_time"),
        (lambda record: record["template"].update(version=2), "template.version"),
        (lambda record: record["subject"].pop("case"), "subject.case"),
        (
            lambda record: record["answers"][1].update(number="7.9"),
            "answers.assay_activity.number",
        ),
        (lambda record: record["answers"].pop(1), "answers.assay_activity"),
        (lambda record: record["answers"].append({"item": "z"}), "answers.z"),
        (lambda record: record.update(answers="gone"), "answers"),
    ],
)
def test_rows_that_no_longer_say_what_was_signed_are_named(
    signed: Signed, change: Any, field: str
) -> None:
    record = json.loads(canonical_bytes(signed.record))
    change(record)
    assert signed.validity(record=record).fields == (field,)


def test_differences_in_lists_go_by_place() -> None:
    assert list(differences({"a": [1, 2]}, {"a": [1, 3]})) == ["a[2]"]
    assert list(differences([{"b": 1}], [{"b": 2}])) == ["[1].b"]
    assert list(differences({"a": [1]}, {"a": [1, 2]})) == ["a"]
    assert list(differences(1, 2)) == ["record"]
    assert list(differences({"a": {"b": None}}, {"a": {}})) == []


def test_what_happened_later_does_not_break_a_signature(signed: Signed) -> None:
    at = signed.sign_off.signed_at
    states = {
        ValidityState.SUPERSEDED: replace(signed.around, superseded=True),
        ValidityState.VOIDED: replace(signed.around, voided=True, superseded=True),
        ValidityState.KEY_REVOKED: replace(signed.around, key_revoked_at=at),
        ValidityState.VALID: replace(signed.around, key_revoked_at=OTHER_TIME),
    }
    for state, around in states.items():
        assert signed.validity(around=around).state is state
    assert not Validity(ValidityState.KEY_REVOKED).sound
    assert all(Validity(state).sound for state in list(ValidityState)[2:4])
