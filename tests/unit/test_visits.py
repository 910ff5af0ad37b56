"""Visits: what a visitor may receive, before whose word, and what earlier visits of the stay add."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import CaseId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import (
    Dose,
    DoseRate,
    DoseRateUnit,
    DoseUnit,
    Duration,
    DurationUnit,
)
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.visits import (
    Visit,
    VisitBar,
    VisitNotAllowed,
    earlier_dose,
    longest_stay,
    visit_bar,
)
from au_desktop.domain.training.cases import Voided
from au_desktop.services.refusals import people_sentences
from au_desktop.services.safety.visitor_log import VisitorLog
from au_desktop.services.sentences import sentence_for
from tests.builders import NOBODY, MemoryDesk
from tests.package_examples import FRIDAY_9, HOT_LAB, SOMEBODY, after
from tests.safety_examples import a_page

HEAD = a_page()


def minutes(amount):
    return Duration(Decimal(amount), DurationUnit.MIN)


def mrem_h(amount):
    return DoseRate(Decimal(amount), DoseRateUnit.MREM_H)


def rem(amount):
    return Dose(Decimal(amount), DoseUnit.REM)


def a_visit(**changes):
    visit = Visit(
        id=HEAD.id,
        at=FRIDAY_9,
        entered_at=FRIDAY_9,
        entered_by=HEAD.entered_by,
        patient_code="LR-1",
        visitor="spouse",
        rate=mrem_h(10),
        stay=minutes(60),
    )
    return replace(visit, **changes)


DETERMINED = {"determined_by": SOMEBODY, "determined_at": after(minutes=-10)}


@pytest.mark.parametrize(
    ("changes", "bar"),
    [
        ({}, None),
        ({"rate": mrem_h(100)}, None),
        ({"rate": mrem_h("100.01")}, VisitBar.NOT_DETERMINED),
        ({"rate": mrem_h(100), "earlier": rem("0.0001")}, VisitBar.NOT_DETERMINED),
        ({"rate": mrem_h(101), "determined_by": SOMEBODY}, VisitBar.NOT_DETERMINED),
        ({"rate": mrem_h(101), **DETERMINED}, None),
        (
            {"rate": mrem_h(101), **DETERMINED, "determined_at": after(minutes=1)},
            VisitBar.DETERMINED_LATE,
        ),
        ({"rate": mrem_h(500), **DETERMINED}, None),
        ({"rate": mrem_h("500.1"), **DETERMINED}, VisitBar.TOO_MUCH),
    ],
)
def test_the_limits_themselves_are_within(changes, bar):
    assert visit_bar(a_visit(**changes)) is bar


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"patient_code": " "}, "patient_code"),
        ({"visitor": ""}, "visitor"),
        ({"rate": mrem_h(-1)}, "rate"),
        ({"stay": minutes(0)}, "stay"),
    ],
)
def test_a_visit_says_who_and_how_long(changes, field):
    with pytest.raises(Invalid) as refused:
        a_visit(**changes)
    assert refused.value.field == field


def test_a_visit_is_told_in_its_list():
    summary = a_visit(room=HOT_LAB, case_id=CaseId(NOBODY)).summary
    assert (summary.label, summary.about) == ("spouse, 60 min", "LR-1 \u00b7 Hot lab")
    assert (summary.state, summary.links) == ("within 0.1 rem", (NOBODY, HOT_LAB.id))
    assert a_visit(rate=mrem_h(200), **DETERMINED).summary.state == "above 0.1 rem, determined"
    assert a_visit(rate=mrem_h(900)).summary.state == "not allowed"


@given(
    st.decimals(Decimal("0.1"), Decimal(500), places=1),
    st.decimals(Decimal(0), Decimal("0.09"), places=3),
    st.booleans(),
)
def test_the_longest_stay_is_allowed(rate, earlier, determined):
    stay = longest_stay(mrem_h(rate), rem(earlier), determined=determined)
    if stay.amount > Decimal("0.1"):
        shorter = Duration(stay.amount - Decimal("0.1"), DurationUnit.MIN)
        said = DETERMINED if determined else {}
        visit = a_visit(rate=mrem_h(rate), earlier=rem(earlier), stay=shorter, **said)
        assert visit_bar(visit) is None


def test_nothing_limits_a_stay_where_there_is_no_dose():
    assert longest_stay(mrem_h(0), rem(0), determined=False) is None
    assert longest_stay(mrem_h(10), rem("0.2"), determined=False).amount == 0


def test_only_the_same_visitor_of_the_same_patient_adds_up():
    visits = (
        a_visit(),
        a_visit(visitor="Spouse"),
        a_visit(visitor="daughter"),
        a_visit(patient_code="LR-2"),
        a_visit(voided=Voided("twice", FRIDAY_9)),
    )
    assert earlier_dose(visits, "LR-1", " spouse ") == rem("0.02")


def test_earlier_visits_of_the_stay_count_against_the_limit():
    memory = MemoryDesk()
    log = VisitorLog(memory.desk(Role.STAFF))

    def visit(rate):
        return a_visit(**log.book().head(memory.clock.now()), rate=mrem_h(rate))

    first = log.enter(visit(60)).value
    assert (first.code, log.earlier("LR-1", "spouse")) == ("VI-0001", rem("0.06"))
    with pytest.raises(VisitNotAllowed) as refused:
        log.enter(visit(50))
    assert refused.value.dose == rem("0.11")
    people_sentences.register()
    assert "0.11 rem (1.1 mSv)" in sentence_for(refused.value).title
    assert log.longest(mrem_h(60), rem("0.06"), determined=False) == minutes("40.0")
    memory.clock.move(days=90)
    assert log.enter(visit(50)).value.earlier == rem(0)


def test_a_determination_may_be_from_the_same_minute():
    now = Moment(FRIDAY_9.utc + timedelta(0), FRIDAY_9.offset_minutes)
    visit = a_visit(rate=mrem_h(200), determined_by=SOMEBODY, determined_at=now)
    assert visit_bar(visit) is None
