"""Who may supervise and who may attest: rows 9, 10 and 17 of the enforcement table, and the reasons when somebody may not."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from au_desktop.domain.reference.profiles import DosageCategory, TrainingRoute
from au_desktop.domain.training.supervisors import (
    LicenseListing,
    SupervisingAU,
    SupervisionFault,
    SupervisionFaultCode,
    preceptor_fault,
    supervision_fault,
    work_supervision_fault,
)
from au_desktop.domain.training.trainees import Period
from tests.builders import DAY, a_supervisor, reference

Code = SupervisionFaultCode
LAST_DAY_OF_35_57 = date(2019, 1, 14)


def route(section: str) -> TrainingRoute:
    return reference().profile("nrc-2019").route(section)


def category(code: str, profile: str = "nrc-2019") -> DosageCategory:
    return reference().profile(profile).category(code)


def listed(*sections: str, categories: tuple[str, ...] = ("G3",), **more: Any) -> SupervisingAU:
    period = more.pop("period", Period(date(2020, 1, 1)))
    listing = LicenseListing("45-00000-01", "NRC", sections, categories, period, **more)
    return a_supervisor(listings=(listing,))


def code_of(fault: SupervisionFault | None) -> SupervisionFaultCode | None:
    return None if fault is None else fault.code


@pytest.mark.parametrize(
    ("section", "code", "eligible"),
    [
        ("35.390", "G3", {"35.390"}),
        ("35.392", "G1", {"35.390", "35.392", "35.394"}),
        ("35.394", "G2", {"35.390", "35.394"}),
        ("35.396", "G3", {"35.390", "35.396"}),
    ],
)
def test_row_9_the_supervisor_meets_a_section_of_the_route(
    section: str, code: str, eligible: set[str]
) -> None:
    for own in ("35.390", "35.392", "35.394", "35.396", "35.490", "35.690"):
        fault = supervision_fault(
            listed(own, categories=("G1", "G2", "G3")), route(section), category(code), DAY
        )
        assert code_of(fault) is (None if own in eligible else Code.OTHER_SECTION), own


def test_row_9_a_paragraph_names_its_section() -> None:
    assert supervision_fault(listed("35.390(a)"), route("35.390"), category("G3"), DAY) is None


def test_row_9_experience_in_the_category_is_asked_of_everyone() -> None:
    fault = supervision_fault(
        listed("35.390", categories=("G1",)), route("35.390"), category("G3"), DAY
    )
    assert fault is not None
    assert fault.code is Code.OTHER_CATEGORY
    assert fault.facts["supervisor"] == "Example P."
    assert fault.facts["license"] == "45-00000-01"
    assert fault.facts["section"] == "35.390"


def test_row_9_either_iodine_category_serves_the_route_up_to_33_mci() -> None:
    above = listed("35.394", categories=("G2",))
    assert supervision_fault(above, route("35.392"), category("G1"), DAY) is None
    below = listed("35.390", categories=("G1",))
    fault = supervision_fault(below, route("35.394"), category("G2"), DAY)
    assert code_of(fault) is Code.OTHER_CATEGORY


def test_row_9_a_recorded_reason_waives_it_where_the_rule_does_not_ask() -> None:
    waived = listed("35.390", categories=("G1",), category_waiver="meets 35.390(a)")
    assert supervision_fault(waived, route("35.390"), category("G3"), DAY) is None
    blank = listed("35.390", categories=("G1",), category_waiver=" ")
    assert supervision_fault(blank, route("35.390"), category("G3"), DAY) is not None
    parenteral = supervision_fault(waived, route("35.396"), category("G3"), DAY)
    assert code_of(parenteral) is Code.OTHER_CATEGORY


def test_row_9_the_license_is_in_force_on_the_day() -> None:
    period = Period(date(2020, 1, 1), date(2026, 6, 30))
    expired = listed("35.390", period=period)
    fault = supervision_fault(expired, route("35.390"), category("G3"), DAY)
    assert code_of(fault) is Code.NOT_LISTED
    on_the_last_day = supervision_fault(
        expired, route("35.390"), category("G3"), date(2026, 6, 30)
    )
    assert on_the_last_day is None


def test_row_9_one_of_several_licenses_is_enough_and_the_nearest_reason_is_told() -> None:
    wrong_section = LicenseListing("A", "", ("35.490",), ("G3",), Period(date(2020, 1, 1)))
    wrong_category = LicenseListing("B", "", ("35.390",), ("G1",), Period(date(2020, 1, 1)))
    right = LicenseListing("C", "", ("35.390",), ("G3",), Period(date(2020, 1, 1)))
    two = a_supervisor(listings=(wrong_category, wrong_section))
    fault = supervision_fault(two, route("35.390"), category("G3"), DAY)
    assert fault is not None
    assert (fault.code, fault.facts["license"]) == (Code.OTHER_CATEGORY, "B")
    three = replace(two, listings=(*two.listings, right))
    assert supervision_fault(three, route("35.390"), category("G3"), DAY) is None


def test_without_a_route_the_category_alone_decides() -> None:
    supervisor = listed(categories=("G1",))
    assert supervision_fault(supervisor, None, category("G1"), DAY) is None
    fault = supervision_fault(supervisor, None, category("G3"), DAY)
    assert fault is not None
    assert fault.code is Code.OTHER_CATEGORY
    assert fault.facts["section"] == ""


def test_a_license_in_the_nrc_s_words_covers_what_it_includes_in_a_state_s() -> None:
    state = reference().profile("example-state-four")
    for code in ("G3a", "G3b"):
        fault = supervision_fault(
            listed("35.390"), state.route("35.390"), state.category(code), DAY
        )
        assert fault is None
    narrow = listed("35.390", categories=("G3a",))
    fault = supervision_fault(narrow, state.route("35.390"), state.category("G3b"), DAY)
    assert code_of(fault) is Code.OTHER_CATEGORY


def test_work_experience_needs_one_of_the_requested_categories() -> None:
    supervisor = listed("35.390", categories=("G1",))
    asked = [category("G1"), category("G3")]
    assert work_supervision_fault(supervisor, route("35.390"), asked, DAY) is None
    fault = work_supervision_fault(supervisor, route("35.390"), [category("G3")], DAY)
    assert code_of(fault) is Code.OTHER_CATEGORY


def test_work_experience_without_a_request_is_held_against_the_section() -> None:
    assert work_supervision_fault(listed("35.390"), route("35.390"), [], DAY) is None
    fault = work_supervision_fault(listed("35.490"), route("35.390"), [], DAY)
    assert fault is not None
    assert (fault.code, fault.facts["category"]) == (Code.OTHER_SECTION, "")
    assert work_supervision_fault(listed(), None, [], DAY) is None


@pytest.mark.parametrize(
    ("named_by", "expected"),
    [
        (LAST_DAY_OF_35_57, None),
        (date(2019, 1, 15), Code.NAMED_TOO_LATE),
        (None, Code.FIRST_NAMED_UNKNOWN),
    ],
)
def test_row_17_named_on_or_before_the_date(
    named_by: date | None, expected: SupervisionFaultCode | None
) -> None:
    for section, code in (("35.390", "G1"), ("35.392", "G1"), ("35.394", "G2"), ("35.396", "G3")):
        supervisor = listed("35.57", categories=("G1", "G2", "G3"), named_by=named_by)
        fault = supervision_fault(supervisor, route(section), category(code), DAY)
        assert code_of(fault) is expected


def test_row_17_only_for_the_uses_named_then() -> None:
    supervisor = listed(
        "35.57", categories=("G1",), named_by=LAST_DAY_OF_35_57, category_waiver="35.57"
    )
    assert supervision_fault(supervisor, route("35.390"), category("G1"), DAY) is None
    fault = supervision_fault(supervisor, route("35.390"), category("G3"), DAY)
    assert code_of(fault) is Code.OTHER_CATEGORY
    assert preceptor_fault(supervisor, route("35.390"), [category("G3")], DAY) is not None


def test_row_17_a_route_without_the_date_takes_nobody_under_it() -> None:
    undated = replace(route("35.390"), grandfathered_until=None)
    supervisor = listed("35.57", named_by=LAST_DAY_OF_35_57)
    fault = supervision_fault(supervisor, undated, category("G3"), DAY)
    assert code_of(fault) is Code.NAMED_TOO_LATE


def test_row_17_a_section_of_today_stands_beside_35_57() -> None:
    supervisor = listed("35.57", "35.390")
    assert supervision_fault(supervisor, route("35.390"), category("G3"), DAY) is None


@pytest.mark.parametrize(
    ("section", "own", "held", "asked", "expected"),
    [
        ("35.390", "35.390", ("G1", "G3"), ("G1", "G3"), None),
        ("35.390", "35.390", ("G3",), ("G1", "G3"), Code.OTHER_CATEGORY),
        ("35.390", "35.396", ("G3",), ("G3",), Code.OTHER_SECTION),
        ("35.392", "35.394", ("G2",), ("G1",), None),
        ("35.392", "35.392", ("G1",), ("G1",), None),
        ("35.394", "35.394", ("G2",), ("G2",), None),
        ("35.394", "35.390", ("G1",), ("G2",), Code.OTHER_CATEGORY),
        ("35.394", "35.392", ("G1",), ("G2",), Code.OTHER_SECTION),
        ("35.396", "35.396", ("G3",), ("G3",), None),
        ("35.396", "35.390", ("G1",), ("G3",), Code.OTHER_CATEGORY),
    ],
)
def test_row_10_who_may_attest(
    section: str,
    own: str,
    held: tuple[str, ...],
    asked: tuple[str, ...],
    expected: SupervisionFaultCode | None,
) -> None:
    fault = preceptor_fault(
        listed(own, categories=held), route(section), [category(code) for code in asked], DAY
    )
    assert code_of(fault) is expected


def test_row_10_no_recorded_reason_takes_the_place_of_a_preceptor_s_experience() -> None:
    waived = listed("35.390", categories=("G1",), category_waiver="meets 35.390(a)")
    assert preceptor_fault(waived, route("35.390"), [category("G3")], DAY) is not None


def test_row_10_categories_may_stand_on_several_licenses() -> None:
    first = LicenseListing("A", "", ("35.390",), ("G1",), Period(date(2020, 1, 1)))
    second = LicenseListing("B", "", ("35.390",), ("G3",), Period(date(2020, 1, 1)))
    supervisor = a_supervisor(listings=(first, second))
    both = [category("G1"), category("G3")]
    assert preceptor_fault(supervisor, route("35.390"), both, DAY) is None


def test_row_10_a_route_without_an_attestation_rule_asks_what_it_asks_of_supervisors() -> None:
    plain = replace(route("35.390"), attestation=None)
    assert preceptor_fault(listed("35.390"), plain, [category("G3")], DAY) is None
    assert preceptor_fault(listed("35.396"), plain, [category("G3")], DAY) is not None


def test_row_10_without_a_request_the_section_alone_decides() -> None:
    assert preceptor_fault(listed("35.390"), route("35.390"), [], DAY) is None
    fault = preceptor_fault(listed("35.490"), route("35.390"), [], DAY)
    assert code_of(fault) is Code.OTHER_SECTION
