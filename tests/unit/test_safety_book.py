"""The book of safety records: numbers, steps, amendments, voids, the log, and what is kept out of general view."""

from dataclasses import replace
from datetime import timedelta

import pytest

from au_desktop.domain.errors import Invalid, NotAllowed, ReasonRequired
from au_desktop.domain.ids import RunId
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Permission, Role
from au_desktop.domain.safety.packages import Package
from au_desktop.domain.safety.safety_records import (
    RecordKind,
    RecordMoved,
    RecordSigned,
    RecordVoid,
)
from au_desktop.domain.safety.stock import Stock
from au_desktop.services.rows import PageRequest
from au_desktop.services.safety.safety_book import subject_of
from au_desktop.services.safety_stores import SafetyFilter
from tests.builders import NOBODY
from tests.package_examples import HOT_LAB, a_package, a_stock
from tests.safety_examples import ClosingPage, Diary, DiaryPage, LivingPage, SecretPage, a_page


@pytest.fixture
def diary():
    return Diary()


def last(diary):
    return diary.memory.center.state.log[-1]


def test_numbers_come_one_after_the_other_and_by_kind(diary):
    first, second = diary.enter(a_page()), diary.enter(a_page())
    other = diary.enter(a_page(kind=LivingPage))
    assert (first.code, second.code, other.code) == ("SV-0001", "SV-0002", "EV-0001")
    assert first.entered_by == diary.memory.people[Role.RSO].id
    assert last(diary).verb == "enter event"


def test_the_head_of_a_new_record_is_of_now(diary):
    head = diary.book().head(diary.memory.clock.now(), RunId(NOBODY))
    page = DiaryPage(**head)
    assert (page.number, page.run_id) == (0, NOBODY)
    assert page.entered_at == diary.memory.clock.now()


def test_nothing_is_entered_that_has_not_happened(diary):
    desk = diary.memory.desk(Role.RSO)
    now = desk.clock.now()
    later = a_page(at=Moment(now.utc + timedelta(minutes=1)))
    with pytest.raises(Invalid), desk.change(Permission.KEEP_SAFETY) as change:
        diary.book().enter(change, later)


def test_a_step_is_the_next_revision(diary):
    page = diary.enter(a_page())
    stepped = diary.step(page, lambda one: replace(one, title="Sink"), "moved")
    assert (stepped.revision, stepped.title) == (2, "Sink")
    assert (last(diary).verb, last(diary).reason) == ("write on", "moved")
    assert last(diary).fields["title"] == ["Hot lab", "Sink"]
    history = diary.book().history(DiaryPage, page.id)
    assert [one.title for _, one in history] == ["Hot lab", "Sink"]


def test_a_void_record_is_not_touched_again(diary):
    page = diary.enter(a_page(room=HOT_LAB))
    book = diary.book()
    with pytest.raises(ReasonRequired):
        book.void(DiaryPage, page.id, "  ")
    book.void(DiaryPage, page.id, "wrong room")
    assert book.get(DiaryPage, page.id).voided.reason == "wrong room"
    assert book.linked(DiaryPage, HOT_LAB.id) == ()
    for again in (
        lambda: book.void(DiaryPage, page.id, "again"),
        lambda: diary.step(page, lambda one: one),
        lambda: diary.amend(page, page, "typing"),
    ):
        with pytest.raises(RecordVoid) as refused:
            again()
        assert refused.value.code == "SV-0001"


def test_only_the_newest_revision_is_taken_further(diary):
    page = diary.enter(a_page())
    diary.step(page, lambda one: replace(one, title="Sink"))
    with pytest.raises(RecordMoved):
        diary.step(page, lambda one: replace(one, title="Door"))


def test_an_amendment_names_what_it_replaces(diary):
    page = diary.enter(a_page())
    with pytest.raises(ReasonRequired):
        diary.amend(page, page, "")
    diary.memory.clock.move(minutes=5)
    amended = diary.amend(page, replace(page, title="Sink"), " typing ")
    assert (amended.amends, amended.amend_reason, amended.code) == (page.id, "typing", "SV-0002")
    assert diary.book().newest(DiaryPage) == amended
    with pytest.raises(RecordVoid):
        diary.step(page, lambda one: one)


def test_a_signed_record_is_amended_not_changed(diary):
    page = diary.enter(a_page())
    living = diary.enter(a_page(kind=LivingPage))
    with diary.memory.center.unit_of_work() as uow:
        for one in (page, living):
            uow.safety.sign(FakeSignature(one.id, one.revision))
        uow.commit()
    with pytest.raises(RecordSigned) as refused:
        diary.step(page, lambda one: one)
    assert refused.value.code == "SV-0001"
    assert diary.step(living, lambda one: replace(one, title="On")).revision == 2
    assert diary.amend(page, page, "typing").code == "SV-0002"


class FakeSignature:
    """As much of a signature as the book asks for."""

    def __init__(self, record_id, revision):
        self.record_id, self.revision = record_id, revision


def test_records_are_found_by_words_and_read_together(diary):
    page = diary.enter(a_page(title="Bench", room=HOT_LAB))
    hit, words = diary.memory.center.state.hits[page.id]
    assert (hit.kind, hit.title) == ("survey", "SV-0001 Bench")
    assert hit.detail == "survey \u00b7 Hot lab"
    assert "diary" in words
    book = diary.book()
    assert book.several(DiaryPage, (page.id,)) == (page,)
    rows = book.page(SafetyFilter(RecordKind.SURVEY), PageRequest()).rows
    assert [row.code for row in rows] == ["SV-0001"]


def test_what_is_secret_is_told_by_its_code_only(diary):
    page = diary.enter(a_page(kind=SecretPage, title="Of one person"))
    entry = last(diary)
    assert entry.subject == "PD-0001"
    assert "Of one person" not in str(entry)
    assert page.id not in diary.memory.center.state.hits
    assert subject_of(page).label == "PD-0001"
    staff = diary.book(Role.STAFF)
    for look in (
        lambda: staff.get(SecretPage, page.id),
        lambda: staff.several(SecretPage, (page.id,)),
        lambda: staff.linked(SecretPage, page.id),
        lambda: staff.newest(SecretPage),
        lambda: staff.history(SecretPage, page.id),
    ):
        with pytest.raises(NotAllowed):
            look()
    assert diary.book().get(SecretPage, page.id) == page


def test_the_reason_of_a_secret_record_stands_with_the_record_only(diary):
    page = diary.enter(a_page(kind=SecretPage))
    amended = diary.amend(page, replace(page, title="Other"), "another person")
    assert amended.amend_reason == "another person"
    assert "another person" not in str(last(diary))
    with pytest.raises(NotAllowed):
        diary.book(Role.COORDINATOR).void(SecretPage, amended.id, "not hers")
    diary.book().void(SecretPage, amended.id, "not hers")
    assert "not hers" not in str(last(diary))
    assert diary.book().get(SecretPage, amended.id).voided.reason == "not hers"


def test_a_closed_record_that_is_signed_is_amended(diary):
    page = diary.enter(a_page(kind=ClosingPage))
    stepped = diary.step(page, lambda one: replace(one, title="Sink"))
    sign(diary, stepped)
    closed = diary.step(stepped, lambda one: replace(one, done=True))
    again = diary.step(closed, lambda one: replace(one, title="Door"))
    sign(diary, again)
    with pytest.raises(RecordSigned):
        diary.step(again, lambda one: replace(one, title="Bench"))
    assert diary.amend(again, replace(again, title="Bench"), "typing").revision == 1


def test_stock_goes_on_when_what_brought_it_is_void(diary):
    package = diary.enter(a_package(contents=()))
    stock = diary.enter(a_stock(package_id=package.id))
    diary.book().void(Package, package.id, "twice")
    assert diary.book().get(Stock, stock.id).revision == 1


def sign(diary, *pages):
    with diary.memory.center.unit_of_work() as uow:
        for one in pages:
            uow.safety.sign(FakeSignature(one.id, one.revision))
        uow.commit()
