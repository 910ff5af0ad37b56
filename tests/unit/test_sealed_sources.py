"""Sealed sources: what is left of them, leak tests exactly at 185 Bq, the report of a leak, and the inventory."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from au_desktop.domain.canonical import as_document
from au_desktop.domain.document_values import from_document
from au_desktop.domain.errors import Invalid, NotFound, ReasonRequired
from au_desktop.domain.ids import RoomId, SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import (
    Activity,
    ActivityUnit,
    CountRate,
    CountRateUnit,
    Duration,
    DurationUnit,
)
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.possession import PossessionExceeded
from au_desktop.domain.safety.safety_records import RecordMoved, RoomRef
from au_desktop.domain.safety.sealed_sources import (
    LeakFound,
    SealedSource,
    SourceNotHere,
    SourceState,
)
from au_desktop.domain.safety.source_checks import (
    LeakCount,
    LeakTestTooCoarse,
    SourceCheck,
    SourceCheckKind,
)
from au_desktop.services.refusals import rule_sentences
from au_desktop.services.safety.possession_lines import Possession
from au_desktop.services.safety.source_book import Sources
from au_desktop.services.sentences import sentence_for
from tests.builders import MemoryDesk
from tests.instrument_examples import NOON, WHO, a_source, at
from tests.package_examples import a_line

rule_sentences.register()

LIMIT = Activity(Decimal(185), ActivityUnit.BQ)


def cpm(amount):
    return CountRate(Decimal(amount), CountRateUnit.CPM)


def counted(gross, background="50", efficiency="0.25", minutes="1"):
    return LeakCount(
        LIMIT,
        "10 CFR 35.3067",
        cpm(gross),
        cpm(background),
        Decimal(efficiency),
        Duration(Decimal(minutes), DurationUnit.MIN),
    )


@pytest.mark.parametrize(
    ("gross", "leaking"), [("2825", True), ("2824.999", False), ("40", False)]
)
def test_at_185_becquerels_it_leaks(gross, leaking):
    """35.3067: "0.005 µCi or more"; (2825 - 50)/(60·0.25) is 185 Bq."""
    assert counted(gross).leaking is leaking


def test_a_count_that_could_not_show_it_is_refused():
    counted("60").require_sensitive()
    with pytest.raises(LeakTestTooCoarse) as refused:
        counted("60", background="40000", efficiency="0.02", minutes="0.1").require_sensitive()
    assert "a leak test must find 185 Bq" in sentence_for(refused.value).what_happened


def test_the_result_of_a_laboratory_stands_as_reported():
    told = LeakCount(
        LIMIT, reported=Activity(Decimal("0.001"), ActivityUnit.UCI), laboratory="RSO Inc"
    )
    assert told.found == Activity(Decimal(37), ActivityUnit.BQ)
    assert told.detectable is None
    told.require_sensitive()
    with pytest.raises(Invalid):
        LeakCount(LIMIT, gross=cpm(10))


def test_a_source_tells_what_is_left_and_when_it_is_tested():
    source = a_source(
        last_leak_test=date(2026, 5, 31), room=RoomRef(RoomId(NOON_ID), "Hot lab"), place="safe"
    )
    assert source.activity_at(source.reference) == source.activity
    assert source.activity_at(NOON) < source.activity
    assert source.leak_test_due == date(2026, 11, 30)
    assert source.where == "Hot lab, safe"
    deadline = source.summary.deadlines[0]
    assert deadline.due.local.date() == date(2026, 11, 30)
    assert source.summary.links == (NOON_ID,)
    assert a_source().leak_test_due == NOON.local.date()
    for untested in (a_source(leak_exempt="below 100 µCi"), a_source(stored=True)):
        assert untested.leak_test_due is None
        assert untested.summary.deadlines == ()
    assert a_source(stored=True).state is SourceState.STORED


NOON_ID = WHO.id


def test_a_leak_runs_the_clock_of_its_report():
    leak = LeakFound("SC-0001", date(2026, 11, 20), LIMIT)
    source = a_source(leak=leak)
    assert source.state is SourceState.LEAKING
    assert source.report_due == date(2026, 11, 25)
    assert source.summary.attention
    assert source.summary.deadlines[0].key == "leak report"
    with pytest.raises(SourceNotHere) as refused:
        source.require_usable()
    assert sentence_for(refused.value).what_happened == "CS-1: leaking, withdrawn."
    reported = a_source(leak=replace(leak, reported_on=date(2026, 11, 21)))
    assert reported.report_due is None
    a_source().require_usable()


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"activity": Activity(Decimal(0), ActivityUnit.UCI)},
        {"leak_months": 0},
    ],
)
def test_a_source_has_a_name_some_activity_and_an_interval(wrong):
    with pytest.raises(Invalid):
        a_source(**wrong)


def test_a_check_has_what_it_is_about():
    head = {
        "id": SafetyId(WHO.id),
        "at": NOON,
        "entered_at": NOON,
        "entered_by": WHO.id,
        "by": WHO,
    }
    for kind in SourceCheckKind:
        with pytest.raises(Invalid):
            SourceCheck(**head, check=kind)


def test_sources_and_checks_are_read_back_as_kept(book):
    added = book.add(a_source(name="A", at=now(book))).value
    test = book.leak_test(added.id, now(book), counted("60"), {}).value
    assert from_document(SourceCheck, as_document(test)) == test
    assert from_document(SealedSource, as_document(added)) == added


@pytest.fixture
def book():
    return Sources(MemoryDesk().desk(Role.RSO))


def now(book):
    return book._desk.clock.now()


def source_in(book, name="CS-1", **changes):
    draft = book.prepare("Cs-137", name, Activity(Decimal(200), ActivityUnit.UCI), at(-900))
    return book.add(replace(draft, **changes)).value


def test_a_prepared_source_has_half_life_and_interval_with_their_basis(book):
    draft = book.prepare("Cs-137", "CS-1", Activity(Decimal(200), ActivityUnit.UCI), at(-900))
    assert draft.half_life == Duration(Decimal("30.1671"), DurationUnit.Y)
    assert "ICRP" in draft.half_life_basis
    assert (draft.leak_months, "35.67" in draft.leak_basis) == (6, True)
    with pytest.raises(NotFound):
        book.prepare("Xx-1", "X", draft.activity, at())


def test_two_sources_that_are_here_have_two_names(book):
    first = source_in(book)
    with pytest.raises(Invalid):
        source_in(book, name="cs-1")
    book.remove(first.id, date(2026, 11, 20), "maker")
    assert source_in(book).code == "SS-0002"
    assert [one.name for one in book.here()] == ["CS-1"]
    assert len(book.all()) == 2


def test_a_source_is_changed_and_leaves_with_a_name(book):
    source = source_in(book)
    moved = book.change(replace(source, place="drawer"), "moved").value
    assert (moved.revision, moved.where) == (2, "drawer")
    with pytest.raises(Invalid):
        book.remove(source.id, date(2026, 11, 20), " ")
    gone = book.remove(source.id, date(2026, 11, 20), "maker").value
    assert gone.state is SourceState.GONE
    assert not gone.summary.open
    assert book.expected(source.id, at(0)) < source.activity


def test_a_source_is_changed_as_it_was_last_read_only(book):
    source = source_in(book)
    book.change(replace(source, place="drawer"))
    with pytest.raises(RecordMoved):
        book.change(replace(source, place="shelf"))
    assert book.all()[0].place == "drawer"


def test_no_source_comes_in_above_a_line_of_the_license_nor_grows_above_it(book):
    """A line that does not name it asks nothing: calibration sources need none (10 CFR 35.65)."""
    lines = Possession(book._desk)
    lines.keep(a_line("Cs-137", limit="0.008", form="sealed"))
    source = source_in(book)
    with pytest.raises(PossessionExceeded):
        source_in(book, name="CS-2")
    with pytest.raises(PossessionExceeded):
        book.change(replace(source, activity=Activity(Decimal(400), ActivityUnit.UCI)))
    assert book.change(replace(source, place="drawer")).value.place == "drawer"
    other = book.prepare("Co-57", "CO-1", Activity(Decimal(5), ActivityUnit.MCI), at(-9))
    assert book.add(other).value.code == "SS-0002"
    gone = replace(source, gone_on=date(2026, 1, 2), gone_to="maker", revision=2)
    assert book.change(gone).value.gone_to == "maker"


def test_a_passed_leak_test_sets_the_next_one(book):
    source = source_in(book)
    assert book.leak_limit().limit == LIMIT
    test = book.leak_test(source.id, now(book), counted("60"), {"notes": "wiped twice"}).value
    assert (test.summary.state, test.notes, test.missing) == ("passed", "wiped twice", ())
    assert "limit 185 Bq" in test.summary.about
    stepped = book.all()[0]
    assert stepped.last_leak_test == date(2026, 11, 20)
    assert stepped.leak_test_due == date(2027, 5, 20)
    assert book.checks(source.id) == (test,)


def test_a_leaking_source_is_withdrawn_and_reported(book):
    source = source_in(book)
    with pytest.raises(ReasonRequired):
        book.leak_test(source.id, now(book), counted("9000"), {})
    with pytest.raises(Invalid):
        book.report_leak(source.id, date(2026, 11, 21), "NRC Region III")
    test = book.leak_test(
        source.id, now(book), counted("9000"), {"action": "bagged, in the safe"}
    ).value
    assert test.summary.attention
    leaking = book.all()[0]
    assert leaking.leak is not None
    assert (leaking.leak.test_code, leaking.report_due) == ("SC-0001", date(2026, 11, 25))
    with pytest.raises(Invalid):
        book.report_leak(source.id, date(2026, 11, 21), "")
    reported = book.report_leak(source.id, date(2026, 11, 21), "NRC Region III").value
    assert reported.report_due is None


def test_an_inventory_finds_every_source_or_says_why_not(book):
    assert not book.inventory_due().overdue_on(date(2026, 11, 20))
    source_in(book)
    source_in(book, name="CO-1")
    assert book.inventory_due().overdue_on(date(2026, 11, 20))
    first, second = book.inventory_sheet()
    found, lost = replace(first, found=True), second
    with pytest.raises(ReasonRequired):
        book.inventory(now(book), (found, lost))
    record = book.inventory(now(book), (found, replace(lost, note="searched all rooms"))).value
    assert (record.summary.state, record.summary.about) == ("1 missing", "CO-1 missing")
    assert record.summary.label == "Inventory of 2 sources"
    assert not record.leaking
    whole = book.inventory(now(book), (found, replace(lost, found=True))).value
    assert whole.summary.state == "complete"
    due = book.inventory_due()
    assert (due.sources, due.last, due.due) == (2, date(2026, 11, 20), date(2027, 5, 20))
    assert not due.overdue_on(date(2027, 5, 20))
    assert due.overdue_on(date(2027, 5, 21))
    one = book.inventory(now(book), (found,)).value
    assert one.summary.label == "Inventory of 1 source"
    assert whole.day == Moment(now(book).utc).local.date()
