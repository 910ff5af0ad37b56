"""The life of a waste container: what governs it, when it is surveyed, and the gates before disposal."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.safety.safety_records import SafetyRecord
from au_desktop.domain.safety.waste import (
    Standing,
    WasteState,
    holdings,
    reasons_against,
    standing_of,
    suggested_survey,
    survey_deadlines,
)
from au_desktop.domain.safety.waste_contents import (
    Clearance,
    HoldingRules,
    Production,
    find_present,
    later,
    rule_out,
)
from au_desktop.domain.safety.waste_disposal import (
    Obstacle,
    WasteNotReady,
    against_disposal,
    against_survey,
    defaced_with,
    disposed_with,
    reopened_with,
    required_storage,
    sealed_with,
    surveyed_with,
    why_not_eligible,
    with_content,
    with_known_content,
    without_content,
)
from au_desktop.domain.safety.waste_steps import (
    Defacing,
    Disposition,
    Reopening,
    Sealing,
    Way,
)
from au_desktop.domain.training.cases import Voided
from tests.waste_examples import (
    BY,
    a_container,
    a_content,
    a_survey,
    cleared,
    days,
    failing,
    mbq,
    on,
    sealed,
)

LONG = a_content("Lu-177", Production.CARRIER_ADDED)
PURE = a_content("Lu-177", Production.NO_CARRIER_ADDED)


def refused(step, *args):
    with pytest.raises(WasteNotReady) as error:
        step(*args)
    return set(error.value.obstacles)


def gone(container, way=Way.REGULAR, day=101, record=None):
    return disposed_with(container, Disposition(way, on(day), BY, record))


def without_labels(container, *, inner_stay=False):
    return defaced_with(container, Defacing(on(100, 1), BY, inner_stay))


def test_the_longest_lived_nuclide_governs_and_dates_the_first_survey():
    container = sealed(
        a_content("I-131"), PURE, a_content("Y-90", half_life=days("2.67"), impurities=())
    )
    assert container.governing.nuclide == "I-131"
    assert container.nuclides == ("I-131", "Lu-177", "Y-90")
    assert suggested_survey(container) == later(on(1), days("80.207"))
    (deadline,) = survey_deadlines(container)
    assert "only a reminder" in deadline.basis


def test_an_empty_or_open_container_suggests_no_survey():
    assert suggested_survey(a_container()) is None
    assert suggested_survey(a_container(a_content())) is None
    assert standing_of(a_container()) is Standing.EMPTY
    assert survey_deadlines(a_container(a_content())) == ()


def test_a_nuclide_above_120_days_is_never_for_decay():
    container = sealed(a_content("Co-57", half_life=days("271.74")))
    assert standing_of(container) is Standing.NOT_ELIGIBLE
    assert container.state is WasteState.NOT_ELIGIBLE
    assert why_not_eligible(container) == ("Co-57",)
    assert suggested_survey(container) is None
    assert reasons_against(container)[0].basis == "10 CFR 35.92(a)"


def test_lu_177m_is_held_and_an_open_question_is_asked():
    assert a_container(LONG).state is WasteState.NOT_ELIGIBLE
    asked = sealed(a_content("Lu-177"))
    assert (standing_of(asked), asked.state) == (Standing.ASK, WasteState.ASK)
    assert refused(surveyed_with, asked, a_survey()) == {Obstacle.ASK}
    assert refused(surveyed_with, sealed(LONG), a_survey()) == {Obstacle.NOT_ELIGIBLE}
    content = rule_out(asked.contents[0], "Lu-177m", Clearance("certificate 9", BY, on(2)))
    settled = with_known_content(asked, content)
    assert standing_of(settled) is Standing.DECAY
    assert reasons_against(settled) == ()


def test_the_same_impurity_is_named_once():
    container = a_container(LONG, LONG, a_content("Lu-177"))
    assert [(r.nuclide, r.with_nuclide) for r in reasons_against(container)] == [
        ("Lu-177m", "Lu-177"),
        ("Lu-177m", "Lu-177"),
    ]
    assert len(reasons_against(a_container(LONG, LONG))) == 1


def test_a_container_is_filled_only_while_open_and_sealed_only_with_something_in_it():
    assert refused(with_content, sealed(), a_content()) == {Obstacle.SEALED}
    assert refused(sealed_with, a_container(), Sealing(on(1), BY)) == {Obstacle.EMPTY}
    late = a_container(a_content(added_at=on(2)))
    assert refused(sealed_with, late, Sealing(on(1), BY)) == {Obstacle.BEFORE_CONTENT}


def test_what_is_put_in_and_sealed_in_the_same_minute_is_sealed_after_it():
    """The program notes seconds, people type minutes."""
    noted = Moment(on(1).utc.replace(second=40), 0)
    assert sealed_with(a_container(a_content(added_at=noted)), Sealing(on(1), BY)).sealed
    before = Moment(on(1).utc - timedelta(minutes=1), 0)
    filled = a_container(a_content(added_at=noted))
    assert refused(sealed_with, filled, Sealing(before, BY)) == {Obstacle.BEFORE_CONTENT}


def test_a_container_is_not_sealed_before_it_was_opened_again():
    """Else a survey could be dated to the time before something was put in."""
    again = reopened_with(sealed(a_content("I-131")), Reopening(on(110), BY, "one more vial"))
    assert refused(sealed_with, again, Sealing(on(1), BY)) == {Obstacle.BEFORE_REOPENING}
    assert sealed_with(again, Sealing(on(110), BY)).sealed is not None


def test_what_was_put_in_by_mistake_stays_on_the_list_with_the_reason():
    container = a_container(a_content(), LONG)
    assert refused(without_content, container, 2, " ") == {Obstacle.NO_REASON}
    lighter = without_content(container, 2, "went into WC-0032")
    assert len(lighter.contents) == 2
    assert [content.number for content in lighter.inside] == [1]
    assert standing_of(lighter) is Standing.DECAY


def test_disposal_by_decay_waits_for_a_survey_and_for_labels():
    container = sealed()
    assert set(against_disposal(container, Way.REGULAR, on(101))) == {
        Obstacle.NOT_SURVEYED,
        Obstacle.LABELS,
    }
    assert refused(defaced_with, container, Defacing(on(2), BY)) == {Obstacle.NOT_SURVEYED}
    surveyed = cleared()
    assert surveyed.state is WasteState.READY
    assert set(against_disposal(surveyed, Way.REGULAR, on(101))) == {Obstacle.LABELS}
    done = gone(without_labels(surveyed))
    assert done.state is WasteState.GONE
    assert (done.summary.state, done.summary.open) == ("disposed", False)


def test_a_failed_survey_sends_it_back_with_a_day_and_the_loop_goes_on():
    back = surveyed_with(cleared(), failing(110))
    assert back.cleared_by is None
    assert back.state is WasteState.STORED
    assert suggested_survey(back).local.date() == on(124).local.date()
    assert Obstacle.NOT_SURVEYED in against_disposal(back, Way.REGULAR, on(124))
    again = surveyed_with(back, a_survey(125))
    assert [survey.number for survey in again.surveys] == [1, 2, 3]
    assert again.standing_survey.number == 3
    assert refused(surveyed_with, again, a_survey(120)) == {Obstacle.BEFORE_SURVEY}
    assert refused(surveyed_with, sealed(day=101), a_survey(100)) == {Obstacle.BEFORE_SEALING}


def test_opening_again_or_learning_more_overtakes_the_survey():
    ready = without_labels(cleared())
    opened = reopened_with(ready, Reopening(on(101), BY, "one more glove"))
    assert (opened.cleared_by, opened.defaced, opened.sealed) == (None, None, None)
    assert refused(reopened_with, ready, Reopening(on(101), BY, " ")) == {Obstacle.NO_REASON}
    assert refused(reopened_with, opened, Reopening(on(101), BY, "x")) == {Obstacle.NOT_SEALED}
    learned = with_known_content(ready, find_present(ready.contents[0], "I-129", None))
    assert learned.cleared_by is None
    assert Obstacle.LABELS in against_disposal(learned, Way.REGULAR, on(102))


def test_inner_labels_may_stay_only_in_biomedical_waste():
    kept = without_labels(cleared(), inner_stay=True)
    assert refused(gone, kept) == {Obstacle.INNER_LABELS}
    assert gone(kept, Way.BIOMEDICAL).disposition.way is Way.BIOMEDICAL


def test_nothing_leaves_before_its_survey_or_its_sealing():
    ready = without_labels(cleared())
    assert Obstacle.BEFORE_SURVEY in refused(gone, ready, Way.REGULAR, 99)
    record = SafetyId(UUID(int=5))
    assert refused(gone, sealed(LONG, day=3), Way.RETURNED, 2, record) == {Obstacle.BEFORE_SEALING}


def test_what_may_not_decay_leaves_by_a_transfer_with_its_record():
    held = sealed(LONG)
    assert {Obstacle.NOT_ELIGIBLE} < refused(gone, held)
    assert refused(gone, held, Way.TRANSFERRED) == {Obstacle.NO_RECORD}
    away = gone(held, Way.TRANSFERRED, 101, SafetyId(UUID(int=5)))
    assert away.summary.links[-1] == UUID(int=5)
    assert not away.summary.attention
    assert refused(gone, away, Way.TRANSFERRED, 102, SafetyId(UUID(int=5))) == {Obstacle.GONE}


def test_a_license_may_make_half_lives_a_condition():
    rules = HoldingRules(half_lives=10, half_lives_basis="license condition 14")
    container = replace(cleared(), rules=rules)
    assert round(required_storage(container).amount, 3) == Decimal("80.207")
    early = replace(container, sealed=Sealing(on(95), BY))
    assert Obstacle.HALF_LIVES in against_disposal(early, Way.REGULAR, on(101))
    assert Obstacle.HALF_LIVES not in against_disposal(container, Way.REGULAR, on(101))
    assert required_storage(sealed()) is None
    assert required_storage(a_container(rules=rules)) is None


def test_an_empty_or_void_container_goes_nowhere():
    empty = replace(sealed(), contents=())
    assert Obstacle.EMPTY in against_disposal(empty, Way.TRANSFERRED, on(5))
    void = replace(sealed(), voided=Voided("typed twice", on(2)))
    assert against_survey(void) == (Obstacle.VOID,)
    assert void.summary.open is False
    assert void.summary.deadlines == ()
    assert holdings(void, on(3)) == ()


def test_the_inventory_sees_each_nuclide_decayed_until_the_container_is_gone():
    with_impurity = find_present(LONG, "Lu-177m", Decimal("0.02"))
    container = a_container(
        with_impurity,
        PURE,
        a_content("I-131", added_at=on(5)),
        a_content("Ac-225", added_at=on(7)),
    )
    held = holdings(container, on(0))
    assert [(h.nuclide_id, h.activity, h.impurity) for h in held] == [
        ("Lu-177", mbq("440"), False),
        ("Lu-177m", mbq("0.044"), True),
    ]
    assert held[0].code == "WC-0031"
    assert held[0].room == container.room
    assert {h.nuclide_id for h in holdings(container, on(6))} == {"Lu-177", "Lu-177m", "I-131"}
    assert {h.nuclide_id for h in holdings(container, on(8)) if h.impurity} == {"Lu-177m"}
    away = gone(sealed(LONG), Way.RETURNED, 50, SafetyId(UUID(int=5)))
    assert holdings(away, on(50)) == ()
    assert holdings(away, on(49))


def test_lists_are_told_what_and_where_it_is():
    summary = sealed(a_content(source_id=UUID(int=9), source_label="case 31")).summary
    assert summary.label == "I-131, dry waste"
    assert summary.about == "B2, Waste room"
    assert summary.state == "in storage"
    assert UUID(int=9) in summary.links
    assert "case 31" in summary.words
    bare = a_container(room=None, shelf="", from_where="").summary
    assert (bare.label, bare.about, bare.state) == ("nothing yet, dry waste", "", "open")
    assert issubclass(type(sealed()), SafetyRecord)


def test_a_way_by_decay_is_told_from_the_others():
    assert [way for way in Way if way.by_decay] == [Way.REGULAR, Way.BIOMEDICAL]
    assert [way.done for way in Way] == [
        "disposed",
        "disposed",
        "returned",
        "transferred",
        "to the sewer",
    ]


def test_an_impossible_percentage_is_refused():
    with pytest.raises(Invalid):
        find_present(LONG, "Lu-177m", Decimal(101))
