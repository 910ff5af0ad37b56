"""No interleaving of steps disposes of a waste container that no survey has cleared since the last thing changed."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from au_desktop.domain.errors import DomainError
from au_desktop.domain.safety.waste import Container, holdings, suggested_survey
from au_desktop.domain.safety.waste_contents import (
    Clearance,
    HoldingRules,
    ImpurityStanding,
    Production,
    find_present,
    impurities_of,
    rule_out,
)
from au_desktop.domain.safety.waste_disposal import (
    defaced_with,
    disposed_with,
    reopened_with,
    sealed_with,
    surveyed_with,
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
from au_desktop.domain.safety.waste_surveys import SurveyCondition
from tests.builders import reference
from tests.waste_examples import BY, a_container, a_content, a_survey, days, failing, mbq, on

NUCLIDES = ("I-131", "Lu-177", "Ac-225", "Cs-137", "Y-90")
PARTS = st.sets(st.sampled_from(SurveyCondition))


class WasteStory(RuleBasedStateMachine):
    """Takes any step at any time; what the model knows is only what has happened to the real thing."""

    def __init__(self):
        super().__init__()
        self.container: Container = a_container()
        self.day = 1.0
        self.clean_since_change = False
        self.labels_off = False
        self.sealed = False
        self.opened_again = 0.0

    def attempt(self, step, *args):
        """Try a step; gives whether it was allowed."""
        self.day += 0.5
        try:
            self.container = step(self.container, *args)
        except DomainError:
            return False
        return True

    @rule(nuclide=st.sampled_from(NUCLIDES), made=st.sampled_from(Production))
    def fill(self, nuclide, made):
        content = a_content(nuclide, made, at=on(self.day), added_at=on(self.day))
        if self.attempt(with_content, content):
            assert not self.sealed
            self.clean_since_change = False

    @rule(number=st.integers(1, 4), reason=st.sampled_from(("", "went elsewhere")))
    def take_out(self, number, reason):
        if self.attempt(without_content, number, reason):
            assert reason
            assert not self.sealed

    @rule(number=st.integers(1, 4), found=st.booleans())
    def read_certificate(self, number, found):
        for content in self.container.contents:
            if content.number != number:
                continue
            for impurity in content.impurities:
                change = (
                    find_present(content, impurity.nuclide, Decimal("0.01"))
                    if found
                    else rule_out(
                        content, impurity.nuclide, Clearance("certificate", BY, on(self.day))
                    )
                )
                if self.attempt(with_known_content, change):
                    self.clean_since_change = False
                break

    @rule(back=st.sampled_from((0.0, 0.0, 4.0, 40.0)))
    def seal(self, back):
        if self.attempt(sealed_with, Sealing(on(self.day - back), BY)):
            self.sealed, self.clean_since_change, self.labels_off = True, False, False

    @rule(reason=st.sampled_from(("", "one more glove")))
    def open_again(self, reason):
        if self.attempt(reopened_with, Reopening(on(self.day), BY, reason)):
            self.opened_again = self.day - 0.5
            self.sealed, self.clean_since_change, self.labels_off = False, False, False

    @rule(back=st.sampled_from((0.0, 0.0, 3.0)), conditions=PARTS, whole=st.booleans())
    def survey(self, back, conditions, whole):
        met = tuple(SurveyCondition) if whole else tuple(conditions)
        if self.attempt(surveyed_with, a_survey(self.day - back, conditions=met)):
            assert set(met) == set(SurveyCondition)
            self.clean_since_change = True

    @rule()
    def survey_above_background(self):
        if self.attempt(surveyed_with, failing(self.day)):
            self.clean_since_change, self.labels_off = False, False

    @rule(inner=st.booleans())
    def deface(self, inner):
        if self.attempt(defaced_with, Defacing(on(self.day), BY, inner)):
            assert self.clean_since_change
            self.labels_off = True

    @rule(way=st.sampled_from(Way), back=st.sampled_from((0.0, 0.0, 5.0)))
    def dispose(self, way, back):
        if not self.attempt(disposed_with, Disposition(way, on(self.day - back), BY)):
            return
        assert way.by_decay
        assert self.sealed
        assert self.clean_since_change
        assert self.labels_off
        survey = self.container.standing_survey
        assert survey is not None
        assert survey.passed
        assert survey.at >= self.container.sealed.at
        assert survey.at >= on(self.opened_again)
        for content in self.container.inside:
            assert content.half_life <= days("120")
            assert content.added_at <= survey.at
            for impurity in content.impurities:
                assert impurity.standing is ImpurityStanding.RULED_OUT

    @invariant()
    def gone_stays_gone(self):
        if self.container.disposition is not None:
            assert holdings(self.container, on(self.day + 1)) == ()


WasteStory.TestCase.settings = settings(max_examples=120, stateful_step_count=30, deadline=None)
TestWasteStory = WasteStory.TestCase


@given(st.sampled_from(sorted(reference().nuclides)), st.sampled_from(Production))
def test_what_is_asked_about_is_never_something_that_may_decay(nuclide_id, made):
    rules = HoldingRules()
    for impurity in impurities_of(reference().nuclide(nuclide_id), made, rules):
        assert impurity.half_life is None or not rules.allows(impurity.half_life)


@given(st.lists(st.sampled_from(("I-131", "Y-90", "Sm-153", "Tc-99m")), min_size=1, max_size=5))
def test_the_longest_lived_nuclide_dates_the_survey_whatever_the_order(nuclides):
    def dated(names):
        container = a_container(*(a_content(name, impurities=()) for name in names))
        return suggested_survey(sealed_with(container, Sealing(on(1), BY)))

    assert dated(nuclides) == dated(list(reversed(nuclides)))


@given(st.floats(0, 400), st.floats(0, 400))
def test_what_is_held_only_becomes_less(first, second):
    container = a_container(a_content("I-131"))
    early, late = sorted((first, second))
    before = sum((h.activity for h in holdings(container, on(early))), mbq("0"))
    after = sum((h.activity for h in holdings(container, on(late))), mbq("0"))
    assert after <= before
