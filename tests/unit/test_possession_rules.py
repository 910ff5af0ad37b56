"""Sums of what is in the center, and whether the license leaves room for more."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest

from au_desktop.domain.errors import Invalid
from au_desktop.domain.quantities import Duration, DurationUnit
from au_desktop.domain.quantity_display import UnitSystem
from au_desktop.domain.safety.holdings import (
    Holding,
    HoldingPlace,
    sums_by_nuclide,
    sums_by_room,
)
from au_desktop.domain.safety.possession import (
    Coming,
    NotOnLicense,
    PossessionExceeded,
    long_lived,
    possession_checks,
    require_possession,
)
from au_desktop.services.safety.possession_lines import coming_of
from au_desktop.services.wording.possession_words import (
    amount_words,
    check_words,
    share_words,
    verdict_word,
)
from tests.builders import gbq
from tests.package_examples import FRIDAY_9, HOT_LAB, STORE, a_line, a_stock, companion


def held(nuclide: str, amount: str, thing: int = 1, **more: object) -> Holding:
    holding = Holding(nuclide, gbq(amount), HoldingPlace.SHELF, UUID(int=thing), "RM-1", "vial")
    return replace(holding, **{"form": "unsealed", "room": HOT_LAB, **more})  # type: ignore[arg-type]


def test_sums_by_nuclide_and_by_room() -> None:
    holdings = (
        held("Lu-177", "7.4"),
        held("Lu-177", "3.7", 2, room=STORE),
        held("I-131", "1", 3, room=None),
        held("Lu-177", "0.4", 1),
    )
    assert [(s.nuclide_id, s.activity, s.things) for s in sums_by_nuclide(holdings)] == [
        ("I-131", gbq("1"), 1),
        ("Lu-177", gbq("11.5"), 2),
    ]
    assert [(s.room, s.nuclide_id, s.activity) for s in sums_by_room(holdings)] == [
        ("", "I-131", gbq("1")),
        ("Hot lab", "Lu-177", gbq("7.8")),
        ("Store", "Lu-177", gbq("3.7")),
    ]


def test_a_line_counts_what_it_covers() -> None:
    (check,) = possession_checks((a_line("Lu-177"),), (held("Lu-177", "7.4"), held("I-131", "9")))
    assert (check.on_hand, check.coming, check.total) == (gbq("7.4"), gbq("0"), gbq("7.4"))
    assert check.share == Decimal("0.2")
    assert (check.near, check.exceeded) == (False, False)


def test_a_line_for_any_material_holds_for_each_nuclide_or_together() -> None:
    holdings = (held("Lu-177", "20"), held("I-131", "20"))
    each = possession_checks((a_line(),), holdings)
    assert [(c.nuclide_id, c.exceeded) for c in each] == [("I-131", False), ("Lu-177", False)]
    (both,) = possession_checks((a_line(together=True),), holdings)
    assert (both.nuclide_id, both.total, both.exceeded) == ("", gbq("40"), True)


def test_a_line_for_any_material_leaves_to_others_what_they_name() -> None:
    lines = (a_line("Lu-177"), a_line(limit="1"), a_line("Cs-137", form="sealed source"))
    holdings = (held("Lu-177", "20"), held("I-131", "0.5"), held("Cs-137", "0.1"))
    checks = possession_checks(lines, holdings)
    assert [(c.nuclide_id, c.on_hand) for c in checks] == [
        ("Lu-177", gbq("20")),
        ("Cs-137", gbq("0.1")),
        ("I-131", gbq("0.5")),
        ("Cs-137", gbq("0")),
    ]


def test_a_form_narrows_a_line() -> None:
    line = a_line("Cs-137", form="sealed source")
    assert line.title == "Cs-137, sealed source"
    assert a_line().title == "any byproduct material"
    (check,) = possession_checks((line,), (held("Cs-137", "1"),))
    assert check.on_hand == gbq("0")


def test_eighty_percent_warns_and_the_limit_itself_is_within() -> None:
    def check(amount: str) -> tuple[bool, bool]:
        (found,) = possession_checks((a_line("Lu-177"),), (held("Lu-177", amount),))
        return found.near, found.exceeded

    assert check("29.599") == (False, False)
    assert check("29.6") == (True, False)
    assert check("37") == (True, False)
    assert check("37.001") == (False, True)


def test_what_comes_in_must_fit() -> None:
    lines = (a_line("Lu-177"), a_line("I-131"))
    coming = (Coming("Lu-177", "unsealed", gbq("30")),)
    (check,) = require_possession(lines, (held("Lu-177", "7"),), coming)
    assert check.total == gbq("37")
    with pytest.raises(PossessionExceeded) as refused:
        require_possession(lines, (held("Lu-177", "7.001"),), coming)
    assert refused.value.check.on_hand == gbq("7.001")


def test_without_any_line_nothing_is_stopped() -> None:
    assert require_possession((), (), (Coming("Lu-177", "unsealed", gbq("30")),)) == ()


def test_with_lines_an_uncovered_nuclide_is_stopped() -> None:
    with pytest.raises(NotOnLicense) as refused:
        require_possession((a_line("I-131"),), (), (Coming("Lu-177", "unsealed", gbq("1")),))
    assert (refused.value.nuclide_id, refused.value.form) == ("Lu-177", "unsealed")


def test_a_stated_companion_counts_to_the_line_that_names_it_and_needs_none() -> None:
    stated, unknown = a_stock(companion=companion("0.004")), a_stock(companion=companion(None))
    coming = coming_of((stated, unknown), FRIDAY_9)
    assert [each.nuclide_id for each in coming] == ["Lu-177", "Lu-177m", "Lu-177"]
    require_possession((a_line("Lu-177"),), (), coming)
    with pytest.raises(PossessionExceeded):
        require_possession((a_line("Lu-177"), a_line("Lu-177m", limit="0.003")), (), coming)


def test_a_limit_is_above_zero() -> None:
    with pytest.raises(Invalid, match="above zero"):
        a_line("Lu-177", limit="0")


def test_only_what_outlives_120_days_is_named_for_decommissioning() -> None:
    def lasting(days: str) -> Duration:
        return Duration(Decimal(days), DurationUnit.D)

    holdings = (
        held("Lu-177m", "0.001", half_life=lasting("160.4")),
        held("X", "1", half_life=lasting("120")),
        held("Y", "1"),
    )
    assert long_lived(holdings) == ("Lu-177m",)


def test_limits_are_said_with_their_numbers() -> None:
    (near,) = possession_checks((a_line("Lu-177"),), (held("Lu-177", "30"),))
    assert (
        check_words(near)
        == "Lu-177: 810.8 mCi (30 GBq) on hand, 81.1 % of 1 Ci (37 GBq) (Item 6.A)."
    )
    assert verdict_word(near) == "80 % reached"
    (within,) = possession_checks((a_line("Lu-177"),), ())
    assert check_words(within).startswith("Lu-177: nothing on hand, 0 % of")
    assert verdict_word(within) == "within"
    (above,) = possession_checks((a_line(together=True),), (held("Lu-177", "37.001"),))
    assert (verdict_word(above), share_words(above)) == ("exceeded", "100.003 %")
    (little,) = possession_checks((a_line("Lu-177"),), (held("Lu-177", "0.003"),))
    assert share_words(little) == "below 0.01 %"
    (twice,) = possession_checks((a_line("Lu-177"),), (held("Lu-177", "74"),))
    assert share_words(twice) == "200 %"


def test_activities_stand_in_readable_units_in_either_order() -> None:
    assert amount_words(gbq("0.0015"), UnitSystem.SI) == "1.5 MBq (40.54 µCi)"
    assert amount_words(gbq("7.4")) == "200 mCi (7.4 GBq)"
    assert amount_words(gbq("0.000000000001")) == "0.00002703 nCi (0.001 Bq)"
