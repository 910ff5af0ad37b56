"""The dosage category of an administration: boundaries, both profiles, and what counts in none."""

from dataclasses import replace

import pytest

from au_desktop.domain.errors import NotFound
from au_desktop.domain.quantities import Activity
from au_desktop.domain.reference.categories import NoCategoryReason, NotACategory, categorize
from au_desktop.domain.reference.drugs import Route
from au_desktop.domain.reference.profiles import DosageCategory
from tests.builders import reference

NRC, FOUR = "nrc-2019", "example-state-four"
IODIDE = "i-131-sodium-iodide"


def found(profile: str, drug_id: str, activity: str) -> DosageCategory | NotACategory:
    drug = reference().drug(drug_id)
    return categorize(
        reference().profile(profile), drug, reference().nuclide_of(drug), Activity.parse(activity)
    )


def code(profile: str, drug_id: str, activity: str) -> str:
    category = found(profile, drug_id, activity)
    assert isinstance(category, DosageCategory)
    return category.code


@pytest.mark.parametrize("profile", [NRC, FOUR])
@pytest.mark.parametrize(
    ("activity", "expected"),
    [
        ("30.1 µCi", "G1"),
        ("1.12 MBq", "G1"),
        ("10 mCi", "G1"),
        ("33 mCi", "G1"),
        ("1.22 GBq", "G1"),
        ("1.221 GBq", "G1"),
        ("1.2215 GBq", "G1"),
        ("1.2216 GBq", "G2"),
        ("33.1 mCi", "G2"),
        ("1.23 GBq", "G2"),
        ("200 mCi", "G2"),
    ],
)
def test_oral_sodium_iodide_by_activity(profile: str, activity: str, expected: str) -> None:
    assert code(profile, IODIDE, activity) == expected


@pytest.mark.parametrize("activity", ["30 µCi", "1.11 MBq", "5 µCi"])
def test_little_sodium_iodide_needs_no_written_directive(activity: str) -> None:
    assert found(NRC, IODIDE, activity) == NotACategory(NoCategoryReason.NO_WRITTEN_DIRECTIVE)


@pytest.mark.parametrize(
    ("drug_id", "in_three", "in_four"),
    [
        ("lu-177-dotatate", "G3", "G3a"),
        ("lu-177-vipivotide-tetraxetan", "G3", "G3a"),
        ("ra-223-dichloride", "G3", "G3b"),
        ("i-131-iobenguane", "G3", "G3a"),
        ("y-90-ibritumomab-tiuxetan", "G3", "G3a"),
        ("sm-153-lexidronam", "G3", "G3a"),
        ("sr-89-chloride", "G3", "G3a"),
    ],
)
def test_parenteral_drugs_in_both_schemes(drug_id: str, in_three: str, in_four: str) -> None:
    assert code(NRC, drug_id, "100 MBq") == in_three
    assert code(FOUR, drug_id, "100 MBq") == in_four


@pytest.mark.parametrize(
    "drug_id", ["y-90-glass-microspheres", "y-90-resin-microspheres", "y-90-eye90-microspheres"]
)
def test_microspheres_count_in_none(drug_id: str) -> None:
    assert found(NRC, drug_id, "3 GBq") == NotACategory(NoCategoryReason.OTHER_MEDICAL_USE)


def test_an_oral_drug_that_is_no_sodium_iodide_counts_in_none() -> None:
    drug = replace(reference().drug("lu-177-dotatate"), route=Route.ORAL)
    category = categorize(
        reference().profile(NRC), drug, reference().nuclide("Lu-177"), Activity.parse("7.4 GBq")
    )
    assert category == NotACategory(NoCategoryReason.NO_MATCH)


def test_a_range_with_closed_low_and_open_high_end() -> None:
    profile = reference().profile(NRC)
    first = profile.categories[0]
    assert first.match.low is not None
    assert first.match.high is not None
    match = replace(
        first.match,
        low=replace(first.match.low, activity=Activity.parse("1 mCi"), inclusive=True),
        high=replace(first.match.high, activity=Activity.parse("2 mCi"), inclusive=False),
    )
    turned = replace(profile, categories=(replace(first, match=match),))
    drug = reference().drug(IODIDE)
    iodine = reference().nuclide("I-131")
    at_low = categorize(turned, drug, iodine, Activity.parse("1 mCi"))
    at_high = categorize(turned, drug, iodine, Activity.parse("2 mCi"))
    assert isinstance(at_low, DosageCategory)
    assert at_high == NotACategory(NoCategoryReason.NO_MATCH)


def test_cases_above_33_mci_also_satisfy_g1_on_the_full_route_only() -> None:
    profile = reference().profile(NRC)
    assert [(s.code, s.section) for s in profile.category("G1").satisfied_by] == [("G2", "35.390")]
    assert profile.category("G2").satisfied_by == ()
    assert profile.route("35.392").category_codes == ("G1",)


def test_the_hours_and_cases_of_the_nrc_profile() -> None:
    profile = reference().profile(NRC)
    assert (profile.hours.full_total, profile.hours.full_classroom) == (700, 200)
    assert profile.hours.narrow_classroom == 80
    assert {c.min_cases for c in profile.categories} == {3}
    assert profile.route("35.396").supervisor_sections == ("35.57", "35.390", "35.396")


def test_unknown_names_are_not_found() -> None:
    profile = reference().profile(NRC)
    for ask in (
        lambda: profile.category("G9"),
        lambda: profile.route("35.1"),
        lambda: reference().drug("none"),
        lambda: reference().nuclide("X-1"),
        lambda: reference().profile("none"),
        lambda: reference().limit("none"),
    ):
        with pytest.raises(NotFound):
            ask()
