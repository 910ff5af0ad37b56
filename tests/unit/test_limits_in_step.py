"""Limits that stand in a rule's code and in the dated data are the same, and so are levels that stand in two tables."""

from decimal import Decimal

import pytest

from au_desktop.domain.radiation import dosage, patient_release, release_judgement, sewer_release
from au_desktop.domain.reference.nuclides import DECAY_IN_STORAGE_LONGEST
from tests.builders import reference

LIMITS = reference().limits
LEVELS = reference().contamination_levels


@pytest.mark.parametrize(
    ("limit", "value"),
    [
        ("release-dose", release_judgement.RELEASE_LIMIT),
        ("release-instructions-dose", release_judgement.INSTRUCTIONS_LIMIT),
        ("breastfeeding-record-dose", patient_release.INFANT_RECORD_ABOVE),
        ("decay-in-storage-half-life", DECAY_IN_STORAGE_LONGEST),
        ("sewer-year-h-3", sewer_release.YEARLY_LIMITS["H-3"]),
        ("sewer-year-c-14", sewer_release.YEARLY_LIMITS["C-14"]),
        ("sewer-year-others", sewer_release.YEARLY_OTHERS),
    ],
)
def test_a_quantity_of_a_rule(limit: str, value: object) -> None:
    assert LIMITS[limit].value == value


@pytest.mark.parametrize(
    ("limit", "amount"),
    [
        ("dosage-tolerance", dosage.DOSAGE_TOLERANCE_PERCENT),
        ("release-occupancy-record", patient_release.RECORD_BELOW_OCCUPANCY),
        ("sewer-month-fractions", Decimal(1)),
        ("wipe-unrestricted-alpha", LEVELS["nureg-unrestricted-alpha"].removable),
        ("wipe-unrestricted-middle", LEVELS["nureg-unrestricted-middle"].removable),
        ("wipe-unrestricted-low", LEVELS["nureg-unrestricted-low"].removable),
        ("wipe-restricted-alpha", LEVELS["nureg-restricted-alpha"].removable),
        ("wipe-restricted-middle", LEVELS["nureg-restricted-middle"].removable),
        ("wipe-restricted-low", LEVELS["nureg-restricted-low"].removable),
    ],
)
def test_a_number_of_a_rule(limit: str, amount: Decimal) -> None:
    assert LIMITS[limit].amount == amount


def test_each_set_of_levels_tells_its_groups_apart() -> None:
    """The rows of one set and area name no nuclide twice, and exactly one of them takes what is not listed."""
    for level in LEVELS.values():
        rows = [
            r for r in LEVELS.values() if (r.level_set, r.area) == (level.level_set, level.area)
        ]
        named = [nuclide for row in rows for nuclide in row.nuclides]
        assert len(named) == len(set(named))
        assert [row.unlisted for row in rows].count(True) == 1
