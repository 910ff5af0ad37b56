"""The sheet Preceptor eligibility: each license, and what the person may do on the last day by all of them."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from au_desktop.domain.ids import PaperId
from au_desktop.domain.training.supervisors import LicenseListing
from au_desktop.domain.training.trainees import Period
from au_desktop.services.workbook.listing_rows import listing_rows
from tests.builders import DAY, a_supervisor, reference

NRC = reference().profile("nrc-2019")


def test_every_license_has_a_row_and_all_of_them_decide() -> None:
    ended = LicenseListing(
        "A", "NRC", ("35.390",), ("G1",), Period(date(2015, 1, 1), date(2020, 1, 1)), "7"
    )
    standing = LicenseListing(
        "B",
        "FL",
        ("35.396",),
        ("G3",),
        Period(date(2020, 1, 2)),
        category_waiver="none",
        paper_id=PaperId(UUID(int=3)),
    )
    rows = list(listing_rows(a_supervisor(listings=(ended, standing)), NRC, DAY))
    assert [(row.license_number, row.in_force, row.copy_kept) for row in rows] == [
        ("A", False, False),
        ("B", True, True),
    ]
    assert {row.supervises for row in rows} == {"35.396 G3"}
    assert {row.attests for row in rows} == {"35.396 G3"}
    earlier = list(listing_rows(a_supervisor(listings=(ended,)), NRC, date(2019, 6, 1)))
    assert earlier[0].supervises == "35.390 G1; 35.392 G1"


def test_a_waiver_shows_in_what_may_be_supervised_only() -> None:
    listing = replace(a_supervisor().listings[0], categories=("G3",), category_waiver="35.390(a)")
    (row,) = listing_rows(a_supervisor(listings=(listing,)), NRC, DAY)
    assert row.supervises == "35.390 G1, G2, G3; 35.392 G1; 35.394 G2; 35.396 G3"
    assert row.attests == "35.390 G3; 35.396 G3"


def test_who_has_no_license_has_a_row_all_the_same() -> None:
    (row,) = listing_rows(a_supervisor(listings=()), NRC, DAY)
    assert (row.supervisor, row.license_number, row.in_force) == ("Example P.", "", False)
    assert row.supervises == ""
