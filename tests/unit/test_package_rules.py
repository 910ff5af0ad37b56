"""When a package is monitored at the latest, what must be monitored, which label fits, and which wipe limit holds."""

from datetime import UTC, datetime, time
from decimal import Decimal

import pytest

from au_desktop.domain.errors import Invalid
from au_desktop.domain.moments import Moment
from au_desktop.domain.safety.package_rules import (
    ContentsForm,
    FittingLabel,
    PackageCondition,
    PackageLabel,
    SurveyReason,
    TypeAQuantity,
    WipeRow,
    WorkingHours,
    fitting_label,
    monitoring_clock,
    required_surveys,
    wipe_row,
)
from tests.builders import reference
from tests.package_examples import mrem

HOURS = WorkingHours()


def local(day: int, hour: int, minute: int = 0) -> Moment:
    """November 2026, at UTC minus 5; the 20th is a Friday."""
    return Moment.of(datetime.fromisoformat(f"2026-11-{day:02d}T{hour:02d}:{minute:02d}:00-05:00"))


def test_in_working_hours_the_three_hours_run_from_receipt() -> None:
    clock = monitoring_clock(local(20, 9), HOURS)
    assert clock.in_hours
    assert (clock.begins, clock.due) == (local(20, 9), local(20, 12))


def test_the_minute_of_closing_is_still_in_working_hours() -> None:
    assert monitoring_clock(local(20, 17), HOURS).due == local(20, 20)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (local(20, 17, 1), local(23, 11)),  # Friday evening: Monday
        (local(21, 10), local(23, 11)),  # Saturday
        (local(19, 22), local(20, 11)),  # Thursday night
        (local(20, 6), local(20, 11)),  # Friday, before the day begins
    ],
)
def test_after_hours_they_run_from_the_beginning_of_the_next_working_day(
    received: Moment, due: Moment
) -> None:
    clock = monitoring_clock(received, HOURS)
    assert not clock.in_hours
    assert clock.due == due


def test_a_person_may_say_when_the_next_working_day_begins() -> None:
    assert monitoring_clock(local(20, 18), HOURS, local(24, 7)).due == local(24, 10)
    with pytest.raises(Invalid, match="before the receipt"):
        monitoring_clock(local(20, 18), HOURS, local(20, 7))


def test_working_hours_make_sense() -> None:
    with pytest.raises(Invalid, match="begin before"):
        WorkingHours(time(17), time(8))
    with pytest.raises(Invalid, match="day of the week"):
        WorkingHours(days=())


def test_the_clock_keeps_the_local_offset() -> None:
    received = Moment(datetime(2026, 11, 20, 22, 30, tzinfo=UTC), -300)
    clock = monitoring_clock(received, HOURS)
    assert clock.due.offset_minutes == -300
    assert clock.due == local(23, 11)


@pytest.mark.parametrize(
    ("label", "quantity", "form", "condition", "asked"),
    [
        ("White-I", "WITHIN", "OTHER", "INTACT", (True, "LABELED", False, "WITHIN_TYPE_A")),
        ("Yellow-III", "ABOVE", "OTHER", "INTACT", (True, "LABELED", True, "ABOVE_TYPE_A")),
        ("Yellow-II", "NOT_ARRANGED", "GAS", "INTACT", (False, "GAS_OR_SPECIAL", True, "ABOVE_TYPE_A")),
        ("Yellow-II", "WITHIN", "SPECIAL", "INTACT", (False, "GAS_OR_SPECIAL", False, "WITHIN_TYPE_A")),
        ("none of these", "ABOVE", "OTHER", "INTACT", (False, "NOT_LABELED", False, "NOT_LABELED")),
        ("none of these", "WITHIN", "OTHER", "WET", (True, "DEGRADED", True, "DEGRADED")),
        ("Yellow-II", "WITHIN", "SPECIAL", "CRUSHED", (True, "DEGRADED", True, "DEGRADED")),
        ("White-I", "WITHIN", "GAS", "DAMAGED", (True, "DEGRADED", True, "DEGRADED")),
    ],
)  # fmt: skip
def test_which_surveys_the_rule_asks_for(
    label: str, quantity: str, form: str, condition: str, asked: tuple[bool, str, bool, str]
) -> None:
    surveys = required_surveys(
        PackageLabel(label),
        TypeAQuantity[quantity],
        ContentsForm[form],
        PackageCondition[condition],
    )
    assert surveys.wipe is asked[0]
    assert surveys.wipe_reason is SurveyReason[asked[1]]
    assert surveys.rates is asked[2]
    assert surveys.rates_reason is SurveyReason[asked[3]]
    assert surveys.any is (asked[0] or asked[2])


@pytest.mark.parametrize(
    ("surface", "at_1_m", "label"),
    [
        ("0.5", "0.05", PackageLabel.WHITE_I),
        ("0.51", "0", PackageLabel.YELLOW_II),
        ("0.4", "0.06", PackageLabel.YELLOW_II),
        ("50", "1", PackageLabel.YELLOW_II),
        ("50", "1.01", PackageLabel.YELLOW_III),
        ("60", "0.8", PackageLabel.YELLOW_III),  # the example of 172.403(b)
        ("200", "10", PackageLabel.YELLOW_III),
    ],
)
def test_the_higher_of_two_criteria_decides_the_label(
    surface: str, at_1_m: str, label: PackageLabel
) -> None:
    assert fitting_label(mrem(surface), mrem(at_1_m)) == FittingLabel(label)


@pytest.mark.parametrize(("surface", "at_1_m"), [("201", "1"), ("100", "10.01")])
def test_above_the_last_row_only_exclusive_use_is_left(surface: str, at_1_m: str) -> None:
    fitting = fitting_label(mrem(surface), mrem(at_1_m))
    assert fitting == FittingLabel(PackageLabel.YELLOW_III, exclusive_use=True)


def test_labels_have_an_order() -> None:
    assert [label.rank for label in PackageLabel] == [0, 1, 2, 3]


@pytest.mark.parametrize("alpha", ["Ra-223", "Th-227", "Ac-225"])
def test_alpha_emitters_from_ten_days_take_the_stricter_row(alpha: str) -> None:
    known = reference().nuclides
    assert wipe_row((known[alpha],)) is WipeRow.OTHER_ALPHA
    assert wipe_row((known["Lu-177"], known[alpha])) is WipeRow.OTHER_ALPHA


@pytest.mark.parametrize("mild", ["Lu-177", "I-131", "Y-90", "At-211", "Pb-212", "Cs-137"])
def test_beta_emitters_and_short_lived_alpha_emitters_take_the_other(mild: str) -> None:
    assert wipe_row((reference().nuclides[mild],)) is WipeRow.BETA_GAMMA


def test_nothing_named_takes_the_row_of_beta_emitters() -> None:
    assert wipe_row(()) is WipeRow.BETA_GAMMA
    assert Decimal(240) == reference().limit("package-wipe-beta-gamma").amount
