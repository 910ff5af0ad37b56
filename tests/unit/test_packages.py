"""What a package record says of itself: verdicts by rule, clocks that run, what is to be done next."""

from dataclasses import replace
from decimal import Decimal

import pytest

from au_desktop.domain.canonical import as_document
from au_desktop.domain.document_values import from_document
from au_desktop.domain.ids import SafetyId
from au_desktop.domain.safety.package_rules import (
    ContentsForm,
    PackageCondition,
    PackageLabel,
    TypeAQuantity,
)
from au_desktop.domain.safety.packages import (
    NoticeParty,
    Package,
    PackageFinding,
    PackageIssue,
)
from tests.builders import NOBODY
from tests.package_examples import (
    SOMEBODY,
    a_monitored,
    a_notice,
    a_package,
    a_wipe,
    after,
    an_item,
    limits,
    mrem,
)

TAKEN = an_item(stock_id=SafetyId(NOBODY), stock_code="RM-0001")


def found(package: Package, issue: PackageIssue) -> PackageFinding:
    return next(each for each in package.findings if each.issue is issue)


def issues(package: Package) -> set[PackageIssue]:
    return {each.issue for each in package.findings if each.wrong}


def test_a_new_package_waits_for_its_monitoring_by_a_deadline() -> None:
    package = a_package()
    (deadline,) = package.summary.deadlines
    assert (package.state, deadline.due) == ("to monitor", after(hours=3))
    assert deadline.basis == "10 CFR 20.1906(c)"
    assert package.surveys_missing == ("wipe",)
    assert package.findings == ()
    assert (package.highest_wipe, package.label_by_readings, package.index_by_reading) == (
        None,
    ) * 3
    assert package.summary.open
    assert not package.summary.attention


def test_an_unlabeled_intact_package_needs_no_monitoring() -> None:
    package = a_package(label=PackageLabel.NONE)
    assert (package.state, package.summary.deadlines) == ("to open", ())


def test_a_good_package_goes_from_opening_to_the_inventory() -> None:
    package = a_monitored()
    assert package.state == "to open"
    assert issues(package) == set()
    opened = replace(package, opened_at=after(hours=1), opened_by=SOMEBODY)
    assert opened.state == "to take in"
    assert opened.waiting_items == opened.contents
    assert replace(opened, contents=()).state == "to take in"
    done = replace(opened, contents=(TAKEN,))
    assert (done.state, done.summary.open) == ("done", False)
    assert SafetyId(NOBODY) in done.summary.links


def test_the_wipe_is_reckoned_per_square_centimeter_of_the_package() -> None:
    # 49 CFR 173.443: (1845 - 45)/(0.25 x 0.10 x 300 cm²) = 240 dpm/cm², exactly the limit
    exact = a_monitored(wipes=(a_wipe("1845"), a_wipe("60")))
    assert exact.highest_wipe == Decimal(240)
    assert not found(exact, PackageIssue.CONTAMINATION).wrong
    above = a_monitored(wipes=(a_wipe("1846"),))
    finding = found(above, PackageIssue.CONTAMINATION)
    assert (finding.wrong, finding.notify, finding.limit) == (True, True, "240 dpm/cm²")
    assert finding.measured == "240.1 dpm/cm²"
    barely = a_monitored(wipes=(a_wipe("1845.01"),))
    assert found(barely, PackageIssue.CONTAMINATION).measured == "240.00133 dpm/cm²"


def test_the_lower_of_site_and_federal_limit_decides() -> None:
    strict = a_monitored(limits=limits("200"), wipes=(a_wipe("1700"),))
    finding = found(strict, PackageIssue.CONTAMINATION)
    assert (finding.wrong, finding.limit, finding.basis) == (
        True,
        "200 dpm/cm²",
        "license condition 14",
    )
    lax = a_monitored(limits=limits("500"), wipes=(a_wipe("2000"),))
    assert found(lax, PackageIssue.CONTAMINATION).basis == "49 CFR 173.443"


def test_above_a_limit_carrier_and_agency_are_called_at_once() -> None:
    package = a_monitored(surface=mrem("200.1"))
    assert issues(package) == {PackageIssue.SURFACE_RATE, PackageIssue.LABEL}
    assert package.state == "notify now"
    assert [each.due for each in package.summary.deadlines] == [package.monitored_at] * 2
    half = replace(package, notices=(a_notice(NoticeParty.CARRIER),))
    assert half.not_yet_told == (NoticeParty.AGENCY,)
    both = replace(half, notices=(*half.notices, a_notice(NoticeParty.AGENCY)))
    assert (both.state, both.summary.deadlines) == ("to open", ())
    assert both.summary.attention


def test_readings_before_the_time_of_monitoring_start_the_call_from_receipt() -> None:
    package = a_monitored(surface=mrem("300"), monitored_at=None)
    assert {each.due for each in package.summary.deadlines} == {after(hours=3), package.at}


def test_the_transport_index_is_rounded_up_and_held_against_label_and_limit() -> None:
    package = a_monitored(at_1_m=mrem("0.61"))
    assert package.index_by_reading == Decimal("0.7")
    assert issues(package) == {PackageIssue.INDEX_ON_LABEL}
    high = a_monitored(at_1_m=mrem("10.01"), label=PackageLabel.YELLOW_III, label_index=None)
    assert issues(high) == {PackageIssue.INDEX}
    assert issues(replace(high, exclusive_use=True)) == set()


def test_a_label_below_the_readings_is_told() -> None:
    package = a_monitored(label=PackageLabel.WHITE_I, label_index=None)
    finding = found(package, PackageIssue.LABEL)
    assert (finding.wrong, finding.measured, finding.limit) == (True, "Yellow-II", "White-I")
    assert not found(a_monitored(), PackageIssue.LABEL).wrong


def test_without_a_label_none_is_asked_for() -> None:
    package = a_monitored(label=PackageLabel.NONE)
    assert all(each.issue is not PackageIssue.LABEL for each in package.findings)


def test_late_damaged_and_unarranged_are_told() -> None:
    late = a_monitored(monitored_at=after(hours=3, seconds=1))
    assert issues(late) == {PackageIssue.LATE}
    assert issues(a_monitored(monitored_at=after(hours=3))) == set()
    wet = a_monitored(condition=PackageCondition.WET, quantity=TypeAQuantity.NOT_ARRANGED)
    assert issues(wet) == {PackageIssue.DEGRADED, PackageIssue.NOT_ARRANGED}


def test_dose_rates_are_missing_where_they_are_required() -> None:
    package = a_package(
        quantity=TypeAQuantity.ABOVE, contents_form=ContentsForm.SPECIAL, surface=mrem("1")
    )
    assert package.surveys_missing == ("dose rates",)


def test_without_limits_nothing_is_held_against_them() -> None:
    package = a_monitored(limits=None, surface=mrem("900"))
    assert not package.notify


def test_a_package_without_contents_goes_by_its_supplier() -> None:
    assert a_package(contents=()).summary.label == "Package from Isotope house"
    assert a_package(contents=(), supplier="").summary.label == "Package from unknown supplier"
    assert a_package().summary.label == "Lu-177 vipivotide tetraxetan 7.4 GBq"
    assert an_item(drug="").label == "Lu-177 7.4 GBq"


@pytest.mark.parametrize("package", [a_package(), a_monitored(contents=(TAKEN,))])
def test_a_package_reads_back_from_its_document(package: Package) -> None:
    assert from_document(Package, as_document(package)) == package
