"""Doses of persons: sums of a year against limits, dosimeters, the declared pregnancy, and who may see them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from au_desktop.domain.errors import Invalid, NotAllowed, ReasonRequired
from au_desktop.domain.quantities import Dose, DoseUnit
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.doses import DoseEntry, DoseKind, Pregnancy, fetal_limit
from au_desktop.domain.safety.dosimeters import Dosimeter, WornAt
from au_desktop.domain.safety.instruction import WorkerDuties
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.services.safety.dose_records import DoseRecords
from au_desktop.services.safety.instruction_log import InstructionLog
from au_desktop.services.safety.safety_book import SafetyBook
from tests.builders import MemoryDesk
from tests.package_examples import FRIDAY_9
from tests.safety_examples import a_page

JAN, MAR = date(2026, 1, 1), date(2026, 3, 31)
WHOLE, REST = Dose(Decimal("0.5"), DoseUnit.REM), Dose(Decimal("0.05"), DoseUnit.REM)


def mrem(amount):
    return Dose(Decimal(amount), DoseUnit.MREM)


class Badges:
    """The dosimetry of a center."""

    def __init__(self):
        self.memory = MemoryDesk()
        person = self.memory.people[Role.STAFF]
        self.person = PersonRef(person.name, person.id)

    def records(self, role=Role.RSO):
        return DoseRecords(self.memory.desk(role))

    def head(self):
        return self.records().head(self.memory.clock.now())

    def enter(self, role=Role.RSO, **facts):
        said = {"person": self.person, "first": JAN, "last": MAR, "source": "report"} | facts
        return self.records(role).enter(DoseEntry(**self.head(), **said)).value

    def sums(self, year=2026):
        (found,) = self.records().year(year)
        return {one.kind: one for one in found.sums}

    def badge(self, **facts):
        said = {"worn_by": self.person, "label": "B-7", "first": JAN, "last": MAR} | facts
        return self.records().issue(Dosimeter(**self.head(), **said)).value

    def declare(self, **facts):
        said = {"person": self.person, "declared_on": MAR, "conceived_on": JAN} | facts
        return self.records().declare(Pregnancy(**self.head(), **said)).value


@pytest.fixture
def badges():
    return Badges()


def test_a_year_adds_up_each_kind_apart(badges):
    badges.enter(
        deep=mrem(40), committed=mrem(10), lens=mrem(60), skin=mrem(50), extremity=mrem(70)
    )
    badges.enter(
        deep=mrem(20), organ_committed=mrem(5), first=date(2026, 4, 1), last=date(2026, 6, 30)
    )
    badges.enter(deep=mrem(900), first=date(2025, 1, 1), last=date(2025, 3, 31))
    sums = badges.sums()
    assert sums[DoseKind.TOTAL].dose == mrem(70)
    assert sums[DoseKind.TOTAL].percent == Decimal("1.4")
    assert sums[DoseKind.LENS].dose == mrem(60)
    assert sums[DoseKind.SKIN].dose == mrem(70)
    assert sums[DoseKind.ORGAN].dose == mrem(65)
    assert badges.sums(2025)[DoseKind.TOTAL].dose == mrem(900)


def test_exactly_the_limit_is_within(badges):
    badges.enter(deep=mrem(5000))
    assert not badges.sums()[DoseKind.TOTAL].exceeded
    badges.enter(deep=mrem("0.1"))
    assert badges.sums()[DoseKind.TOTAL].exceeded


def test_a_minor_has_a_tenth(badges):
    log = InstructionLog(badges.memory.desk(Role.RSO))
    log.set_duties(WorkerDuties(badges.person.id, minor=True))
    badges.enter(deep=mrem(501))
    assert badges.sums()[DoseKind.TOTAL].exceeded
    (found,) = badges.records().year(2026)
    assert found.minor


def test_void_and_amended_entries_do_not_count(badges):
    entry = badges.enter(deep=mrem(40))
    badges.enter(person=PersonRef("A locum"), deep=mrem(1))
    SafetyBook(badges.memory.desk(Role.RSO)).void(DoseEntry, entry.id, "another's badge")
    (found,) = badges.records().year(2026)
    assert found.person.name == "A locum"


def test_doses_are_for_the_rso_only(badges):
    with pytest.raises(NotAllowed):
        badges.enter(Role.STAFF)
    for look in (
        lambda: badges.records(Role.COORDINATOR).year(2026),
        lambda: badges.records(Role.PRECEPTOR).pregnancies(),
        lambda: badges.records(Role.STAFF).declare(badges.declare()),
    ):
        with pytest.raises(NotAllowed):
            look()
    badges.declare()
    log = str(badges.memory.center.state.log)
    assert "conceived" not in log


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"last": date(2025, 12, 31)}, "last"),
        ({"last": date(2027, 1, 1)}, "last"),
        ({"source": " "}, "source"),
        ({"lens": mrem(-1)}, "lens"),
    ],
)
def test_an_entry_that_cannot_be_is_refused(badges, facts, field):
    with pytest.raises(Invalid) as refused:
        badges.enter(**facts)
    assert refused.value.field == field


def test_an_entry_is_told_in_its_list(badges):
    summary = badges.enter(deep=mrem(40), estimated=True).summary
    assert (summary.label, summary.state) == (f"{badges.person.name}, 40 mrem", "estimated")
    assert badges.enter(person=PersonRef("A locum")).summary.links == ()


def test_a_dosimeter_is_out_until_it_comes_back(badges):
    badge = badges.badge(worn_at=WornAt.FINGER)
    assert (badge.summary.state, badge.summary.open) == ("with the person", True)
    assert tuple(badges.records().due(date(2026, 3, 30))) == ()
    (due,) = badges.records().due(MAR)
    assert (due.due, due.record_id) == (MAR, badge.id)
    returned = badges.records().take_back(badge.id, date(2026, 4, 2)).value
    assert (returned.summary.state, returned.out) == ("returned", False)
    assert tuple(badges.records().due(date(2027, 1, 1))) == ()


def test_a_lost_dosimeter_says_how(badges):
    badge = badges.badge(worn_by=PersonRef("A locum"))
    with pytest.raises(ReasonRequired):
        badges.records().report_lost(badge.id, " ")
    lost = badges.records().report_lost(badge.id, "laundry").value
    assert (lost.summary.state, lost.summary.attention, lost.summary.links) == ("lost", True, ())


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"label": " "}, "label"),
        ({"last": date(2025, 1, 1)}, "last"),
        ({"returned_on": date(2025, 1, 1)}, "returned_on"),
    ],
)
def test_a_dosimeter_that_cannot_be_is_refused(badges, facts, field):
    with pytest.raises(Invalid) as refused:
        badges.badge(**facts)
    assert refused.value.field == field


def test_what_the_embryo_received_since_the_declaration(badges):
    badges.declare(dose_before=mrem(100))
    badges.enter(fetal=mrem(30))
    badges.enter(fetal=mrem(20), first=date(2026, 4, 1), last=date(2026, 6, 30))
    badges.enter(fetal=mrem(7), first=JAN, last=date(2026, 1, 31))
    badges.enter(person=PersonRef("A locum"), fetal=mrem(400))
    (standing,) = badges.records().pregnancies()
    assert (standing.dose, standing.limit, standing.exceeded) == (mrem(50), mrem(400), False)


def test_an_ended_pregnancy_stands_last(badges):
    first = badges.declare()
    with pytest.raises(ReasonRequired):
        badges.records().end_pregnancy(first.id, date(2026, 6, 1), "")
    ended = badges.records().end_pregnancy(first.id, date(2026, 6, 1), "withdrawn").value
    assert (ended.summary.state, ended.summary.open) == ("ended or withdrawn", False)
    badges.enter(fetal=mrem(30), first=date(2026, 7, 1), last=date(2026, 9, 30))
    badges.declare(person=PersonRef("Zoe"))
    found = badges.records().pregnancies()
    assert [one.pregnancy.ended_on is None for one in found] == [True, False]
    assert found[1].dose == mrem(0)


def test_nobody_declared_anything(badges):
    assert badges.records().pregnancies() == ()


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"conceived_on": date(2026, 5, 1)}, "conceived_on"), ({"ended_on": JAN}, "ended_on")],
)
def test_a_declaration_that_cannot_be_is_refused(badges, facts, field):
    with pytest.raises(Invalid) as refused:
        badges.declare(**facts)
    assert refused.value.field == field


@given(st.decimals(Decimal(0), Decimal("0.6"), places=3))
def test_near_the_limit_a_twentieth_remains(before):
    page = a_page()
    declared = Pregnancy(
        id=page.id,
        at=FRIDAY_9,
        entered_at=FRIDAY_9,
        entered_by=page.entered_by,
        person=PersonRef("Zoe"),
        declared_on=MAR,
        conceived_on=JAN,
        dose_before=Dose(before, DoseUnit.REM),
    )
    left = fetal_limit(declared, WHOLE, REST)
    assert left >= REST
    if before < Decimal("0.45"):
        assert left.to(DoseUnit.REM).amount == Decimal("0.5") - before
    else:
        assert left == REST
    assert replace(declared, dose_before=mrem(0)).summary.links == ()
