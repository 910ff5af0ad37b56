"""Tests of supervising AUs and the licenses that list them."""

from dataclasses import replace
from datetime import date

import pytest

from au_desktop.domain.errors import Invalid
from au_desktop.domain.training.supervisors import LicenseListing
from au_desktop.domain.training.trainees import Period
from tests.builders import a_supervisor
from tests.memory_services import MemoryServices

LISTING = LicenseListing("12-34567-89", "FL", ("35.390",), ("G3",), Period(date(2026, 1, 1)))


def test_a_supervisor_is_added_listed_and_put_back() -> None:
    center = MemoryServices()
    supervision = center.work().supervision
    supervisor_id = supervision.add(a_supervisor(listings=())).value
    outcome = supervision.add_listing(supervisor_id, LISTING)
    (stored,) = supervision.supervisors()
    assert stored.listings == (LISTING,)
    assert stored.authorized_for("G3", date(2026, 11, 20))
    assert not stored.authorized_for("G2", date(2026, 11, 20))
    assert not stored.authorized_for("G3", date(2025, 12, 31))
    before, after = center.log[-1].fields["listings"]
    assert (before, after[0]["license_number"]) == ([], "12-34567-89")
    assert center.memory.queries.find("12-34567-89", 3)[0].id == supervisor_id
    assert outcome.undo is not None
    outcome.undo.run()
    assert supervision.supervisors()[0].listings == ()


def test_a_category_of_no_profile_is_a_typing_slip() -> None:
    center = MemoryServices()
    supervision = center.work().supervision
    with pytest.raises(Invalid, match="G9") as refused:
        supervision.add(a_supervisor(listings=(replace(LISTING, categories=("G3", "G9")),)))
    assert refused.value.field == "categories"
    assert center.log == []


def test_a_supervisor_and_a_license_need_their_names() -> None:
    with pytest.raises(Invalid):
        a_supervisor(name=" ")
    with pytest.raises(Invalid):
        replace(LISTING, license_number=" ")
