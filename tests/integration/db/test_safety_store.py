"""Safety records in the encrypted file: every revision comes back, lists find them, and what is signed is final there."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.exc import IntegrityError

from au_desktop.domain.errors import NotFound, SignedRecordIsFinal
from au_desktop.domain.ids import SafetyId
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.packages import Package
from au_desktop.domain.safety.record_signatures import RecordMeaning, RecordSignature
from au_desktop.domain.safety.safety_records import RecordKind
from au_desktop.domain.training.cases import Voided
from au_desktop.services.rows import Hit, PageRequest
from au_desktop.services.safety_stores import SafetyFilter
from tests.builders import gbq
from tests.package_examples import (
    FRIDAY_9,
    HOT_LAB,
    METER,
    SOMEBODY,
    STORE,
    a_package,
    after,
    mrem,
)
from tests.safety_examples import DiaryPage, Finding, LivingPage, a_page

FULL = a_page(
    title="Bench µ, 50 %",
    activity=gbq("7.40"),
    share=Decimal("0.2500"),
    room=HOT_LAB,
    meter=METER,
    by=SOMEBODY,
    findings=(Finding("sink", mrem("0.02")), Finding("door")),
    due=after(days=1),
    notes="seen twice",
)
ALL = SafetyFilter(RecordKind.SURVEY)


def kept(center, *pages, at=FRIDAY_9):
    with center.work() as uow:
        for page in pages:
            uow.safety.put(page, at)
            told = f"{page.code} {page.summary.label}"
            uow.search.put(Hit(page.KIND.value, page.id, told, ""), told)
        uow.commit()


def signed(center, page, number=1):
    with center.work() as uow:
        person = uow.people.all()[0]
        signature = RecordSignature(
            id=page.id,
            number=number,
            record_id=page.id,
            kind=page.KIND,
            record_number=page.number,
            revision=page.revision,
            content=b"{}",
            digest=bytes(32),
            signer_id=person.id,
            signer=person.name,
            role=Role.RSO,
            meaning=RecordMeaning.REVIEWED,
            signed_at=FRIDAY_9,
            public_key=bytes(32),
            signature=bytes(64),
        )
        uow.safety.sign(signature)
        uow.commit()
    return signature


def codes(center, **wanted):
    request = PageRequest()
    with center.work() as uow:
        return [row.code for row in uow.safety.page(replace(ALL, **wanted), request).rows]


def test_a_record_comes_back_as_it_was_entered(center):
    kept(center, FULL)
    with center.work() as uow:
        assert uow.safety.get(DiaryPage, FULL.id) == FULL
        assert uow.safety.find(LivingPage, FULL.id) is None
        with pytest.raises(NotFound):
            uow.safety.get(DiaryPage, HOT_LAB.id)
        with pytest.raises(NotFound):
            uow.safety.several(DiaryPage, (FULL.id, HOT_LAB.id))


def test_every_revision_is_known_at_its_time(center):
    kept(center, FULL)
    second = replace(FULL, title="Sink", revision=2, done=True, due=None)
    kept(center, second, at=after(hours=2))
    with center.work() as uow:
        assert uow.safety.as_of(DiaryPage, after(hours=1)) == (FULL,)
        assert uow.safety.as_of(DiaryPage, after(hours=-1)) == ()
        assert uow.safety.as_of(DiaryPage, after(hours=2)) == (second,)
        assert uow.safety.history(DiaryPage, FULL.id) == (
            (FRIDAY_9, FULL),
            (after(hours=2), second),
        )
        assert uow.safety.open_ones(DiaryPage) == ()
        assert uow.safety.clocks() == ()


def test_a_void_is_known_only_from_when_it_was_said(center):
    kept(center, FULL)
    with center.work() as uow:
        uow.safety.void(FULL.id, Voided("wrong room", after(hours=3)))
        uow.commit()
    with center.work() as uow:
        assert uow.safety.as_of(DiaryPage, after(hours=2))[0].voided is None
        assert uow.safety.as_of(DiaryPage, after(hours=4))[0].voided is not None
        assert uow.safety.get(DiaryPage, FULL.id).voided.reason == "wrong room"
        assert uow.safety.linked(DiaryPage, HOT_LAB.id) == ()
        assert uow.safety.clocks() == ()
        (row,) = uow.safety.page(ALL, PageRequest()).rows
    assert (row.voided, row.open, row.amended) == (True, False, False)


def test_an_amendment_takes_the_place_of_a_record(center):
    later = replace(a_page(2, room=HOT_LAB), amends=FULL.id, amend_reason="typing")
    kept(center, FULL, later)
    with center.work() as uow:
        assert uow.safety.amendment_of(FULL.id) == later.id
        assert uow.safety.linked(DiaryPage, HOT_LAB.id) == (later,)
        assert uow.safety.newest(DiaryPage) == later
        assert uow.safety.newest(DiaryPage, STORE.id) is None
        rows = uow.safety.rows((later.id, SafetyId(STORE.id), FULL.id))
    assert [(row.code, row.amended) for row in rows] == [("SV-0002", False), ("SV-0001", True)]


def test_what_a_void_amendment_replaced_holds_again(center):
    first = a_package()
    second = replace(first, id=SafetyId(STORE.id), number=2, amends=first.id)
    kept(center, first, second)
    with center.work() as uow:
        assert uow.safety.open_ones(Package) == (second,)
        uow.safety.void(second.id, Voided("the first was right", after(hours=1)))
        uow.commit()
    with center.work() as uow:
        assert uow.safety.open_ones(Package) == (first,)
        assert uow.safety.newest(Package) == first
        one, other = uow.safety.rows((first.id, second.id))
    assert (one.amended, one.open) == (False, True)
    assert (other.voided, other.open) == (True, False)


def test_a_list_is_narrowed_and_paged(center):
    pages = [
        a_page(number, title=f"Page {number}", done=number % 2 == 0, bad=number == 3)
        for number in range(1, 8)
    ]
    kept(center, *pages)
    assert codes(center) == [f"SV-000{number}" for number in range(7, 0, -1)]
    assert codes(center, words="PAGE 4") == ["SV-0004"]
    assert codes(center, words="100%") == []
    assert codes(center, states=("done",)) == ["SV-0006", "SV-0004", "SV-0002"]
    assert codes(center, attention_only=True) == ["SV-0003"]
    assert codes(center, open_only=True, last=date(2026, 11, 19)) == []
    assert len(codes(center, first=date(2026, 11, 20), retired=False)) == 7
    with center.work() as uow:
        first = uow.safety.page(ALL, PageRequest(limit=3, sort="label"))
        second = uow.safety.page(ALL, PageRequest(limit=3, sort="label", after=first.next))
        assert [row.label for row in (*first.rows, *second.rows)] == [
            f"Page {number}" for number in range(1, 7)
        ]
        assert first.total == 7
        between = uow.safety.between(DiaryPage, date(2026, 11, 20), date(2026, 11, 20))
        assert tuple(between) == tuple(pages)
        assert uow.safety.all(DiaryPage) == tuple(pages)
        assert uow.safety.attention(RecordKind.SURVEY) == 4


def test_a_record_is_known_by_its_number(center):
    kept(center, FULL)
    with center.work() as uow:
        assert uow.safety.numbered(RecordKind.SURVEY, 1) == FULL.id
        assert uow.safety.numbered(RecordKind.EVENT, 1) is None
        assert uow.safety.span(RecordKind.SURVEY) == (1, date(2026, 11, 20))
        assert uow.safety.span(RecordKind.EVENT) == (0, None)
        assert uow.safety.count_before(RecordKind.SURVEY, date(2026, 11, 21)) == 1
        assert uow.safety.count_before(RecordKind.SURVEY, date(2026, 11, 20)) == 0


def test_links_lead_to_a_record(center):
    kept(center, FULL, a_page(2, room=STORE))
    assert codes(center, link=STORE.id) == ["SV-0002"]


def test_clocks_stand_in_the_order_of_their_end(center):
    kept(center, FULL, a_page(2, due=after(hours=1)))
    with center.work() as uow:
        clocks = uow.safety.clocks()
    assert [(one.code, one.deadline.title) for one in clocks] == [
        ("SV-0002", "Write it up"),
        ("SV-0001", "Write it up"),
    ]
    assert clocks[0].deadline.due == after(hours=1)


def test_what_is_signed_never_changes_in_the_file(filled):
    kept(filled, FULL)
    signature = signed(filled, FULL)
    with pytest.raises(SignedRecordIsFinal):
        kept(filled, replace(FULL, revision=2, title="Another"))
    with filled.work() as uow:
        assert uow.safety.signatures(FULL.id) == (signature,)
        assert tuple(uow.safety.all_signatures()) == (signature,)
        assert uow.safety.page(ALL, PageRequest()).rows[0].signatures == 1
        assert uow.safety.unsigned((RecordKind.SURVEY,), PageRequest()).rows == ()


def test_a_signed_record_can_still_be_void(filled):
    kept(filled, FULL)
    signed(filled, FULL)
    with filled.work() as uow:
        uow.safety.void(FULL.id, Voided("wrong room", after(hours=3)))
        uow.commit()
    with filled.work() as uow:
        assert uow.safety.get(DiaryPage, FULL.id).voided is not None


def test_a_living_record_goes_on_after_a_signature(filled):
    page = a_page(1, LivingPage)
    kept(filled, page)
    signed(filled, page)
    kept(filled, replace(page, revision=2, title="Next step"), at=after(hours=1))
    with filled.work() as uow:
        (row,) = uow.safety.unsigned((RecordKind.EVENT,), PageRequest()).rows
    assert (row.signatures, row.revision) == (0, 2)


@pytest.mark.parametrize("table", ["safety_revisions", "safety_records"])
def test_nothing_is_taken_out_of_the_file(center, table):
    kept(center, FULL)
    with (
        pytest.raises(IntegrityError, match="kept as written"),
        center.engines.write.begin() as connection,
    ):
        connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - two known names
