"""When checks of instruments come due."""

from datetime import date, timedelta

from au_desktop.domain.safety.instrument_fitness import CheckInterval, DueState, due_checks
from au_desktop.domain.safety.instrument_tests import CheckKind
from au_desktop.domain.safety.instruments import Blocked, Fitness
from tests.instrument_examples import DAY, a_check, a_point, an_instrument, at


def passed(kind, days, number):
    return a_check(kind, a_point(), at=at(days), number=number)


INTERVALS = (
    CheckInterval(CheckKind.CONSTANCY),
    CheckInterval(CheckKind.LINEARITY, 3, "schedule", verify=True),
    CheckInterval(CheckKind.CALIBRATION, 12, "rule"),
)


def states(checks, day=DAY, **changes):
    instrument = an_instrument(**changes)
    return {one.check: one.state for one in due_checks(instrument, checks, INTERVALS, day)}


def test_what_was_never_done_is_due_before_use():
    assert states([], calibrated_on=None) == {
        CheckKind.CONSTANCY: DueState.DUE,
        CheckKind.LINEARITY: DueState.DUE,
        CheckKind.CALIBRATION: DueState.DUE,
    }


def test_due_days_follow_from_the_last_check_and_the_interval():
    checks = [passed(CheckKind.CONSTANCY, 0, 1), passed(CheckKind.LINEARITY, -10, 2)]
    assert states(checks)[CheckKind.CONSTANCY] is DueState.DONE
    assert states(checks)[CheckKind.LINEARITY] is DueState.DONE
    assert states(checks, DAY + timedelta(days=1))[CheckKind.CONSTANCY] is DueState.DUE
    assert states(checks, date(2027, 2, 5))[CheckKind.LINEARITY] is DueState.SOON
    assert states(checks, date(2027, 2, 12))[CheckKind.LINEARITY] is DueState.SOON
    assert states(checks, date(2027, 2, 13))[CheckKind.LINEARITY] is DueState.OVERDUE
    assert DueState.OVERDUE.pressing
    assert not DueState.SOON.pressing
    calibration = due_checks(an_instrument(), checks, INTERVALS[:2], DAY)[-1]
    assert (calibration.last, calibration.due) == (date(2026, 3, 1), date(2027, 3, 1))
    assert calibration.verdict is None


def test_nothing_is_due_of_an_instrument_that_is_away():
    assert states([], retired=True) == {}
    assert states([], blocked=Blocked(Fitness.UNDER_REPAIR, DAY)) == {}
