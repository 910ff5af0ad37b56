"""Dosages by 10 CFR 35.63 and 35.2063: expectation, the 20 percent, direction, residual and net."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from au_desktop.domain.canonical import as_document
from au_desktop.domain.document_values import from_document
from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.radiation.dosage import PrescribedDosage
from au_desktop.domain.safety.au_directions import AuDirection
from au_desktop.domain.safety.directives import AuthorizedUser, Listing
from au_desktop.domain.safety.dosage_parts import (
    Method,
    Residual,
    ResidualPart,
    SupplierValue,
    between,
)
from au_desktop.domain.safety.dosages import (
    DeterminedAfterUse,
    Dosage,
    DosageOutOfRange,
    DosageSettled,
    MethodUnfit,
    require_determination,
    require_givable,
    with_residuals,
)
from au_desktop.domain.safety.treatments import (
    Missing,
    NotTheSame,
    Treatment,
    directive_gaps,
    missing_of,
    require_fits,
)
from tests.builders import gbq, mci
from tests.treatment_examples import (
    AU,
    IODIDE,
    TECHNOLOGIST,
    a_directive,
    a_dosage,
    a_time_out,
    at,
    drug,
    given,
    later,
    spoken,
    uci,
)

DIRECTION = AuDirection(AU, at(9, 10), "the reduced dosage is accepted today")
SMALL = {
    "drug": drug(IODIDE),
    "prescribed": None,
    "determined": None,
    "small": True,
    "directive_id": None,
}


def test_a_dosage_reads_back_as_it_was_written() -> None:
    dosage = a_dosage(
        direction=DIRECTION,
        administration=given(ended_at=at(10, 7)),
        residuals=(Residual(ResidualPart.VIAL, mci("2"), at(10, 30)),),
    )
    assert from_document(Dosage, as_document(dosage)) == dosage


def test_the_expectation_is_the_suppliers_value_decayed() -> None:
    day_old = a_dosage()
    assert day_old.expected is not None
    assert day_old.expected.format(significant=6) == "7.20779 GBq"  # 8 GBq · 2^(-1/6.647)
    assert day_old.off_expected is not None
    assert round(day_old.off_expected, 2) == Decimal("2.81")
    assert a_dosage(supplier=None).expected is None
    assert a_dosage(supplier=None).off_expected is None
    gone = SupplierValue(gbq("8"), at(9), volume_ml=Decimal(10), drawn_ml=Decimal(5))
    assert a_dosage(supplier=gone).expected == gbq("4")
    assert a_dosage(**SMALL | {"supplier": gone}).off_expected is None
    ages = replace(gone, at=later(at(9), days=-2000))
    assert a_dosage(supplier=ages).off_expected is None


@pytest.mark.parametrize(
    "volumes",
    [
        {"volume_ml": Decimal(10)},
        {"drawn_ml": Decimal(1)},
        {"volume_ml": Decimal(1), "drawn_ml": Decimal(2)},
        {"volume_ml": Decimal(1), "drawn_ml": Decimal(0)},
    ],
)
def test_volumes_come_in_pairs(volumes: dict[str, Any]) -> None:
    with pytest.raises(Invalid, match="volume"):
        SupplierValue(gbq("8"), at(9), **volumes)


def test_a_supplier_sends_something() -> None:
    with pytest.raises(Invalid, match="supplier"):
        SupplierValue(gbq("0"), at(9))


@pytest.mark.parametrize(
    ("determined", "within"),
    [("8.88", True), ("8.88000001", False), ("5.92", True), ("5.91999999", False)],
)
def test_exactly_20_percent_is_within(determined: str, within: bool) -> None:
    assert a_dosage(determined=gbq(determined)).within is within


@pytest.mark.parametrize(
    ("determined", "within"),
    [("150", True), ("200", True), ("149.999", False), ("200.001", False)],
)
def test_the_ends_of_a_range_are_within(determined: str, within: bool) -> None:
    ranged = a_dosage(
        prescribed=PrescribedDosage(mci("150"), mci("200")), determined=mci(determined)
    )
    assert ranged.within is within
    assert ranged.verdict is not None
    assert ranged.verdict.percent_difference is None


def test_a_dosage_has_a_code_and_a_figure() -> None:
    with pytest.raises(Invalid, match="patient code"):
        a_dosage(patient_code="")
    with pytest.raises(Invalid, match="determined"):
        a_dosage(determined=None)
    with pytest.raises(Invalid, match="determined"):
        a_dosage(determined=gbq("0"))


def test_each_method_rests_on_its_figures() -> None:
    require_determination(a_dosage())
    require_determination(a_dosage(method=Method.DECAY, meter=None))
    drawn = SupplierValue(gbq("8"), at(8), volume_ml=Decimal(10), drawn_ml=Decimal(5))
    volume = a_dosage(unit_dosage=False, method=Method.VOLUME, supplier=drawn)
    require_determination(volume)
    for wrong in (
        a_dosage(meter=None),
        a_dosage(method=Method.DECAY, supplier=None),
        replace(volume, supplier=a_dosage().supplier),
    ):
        with pytest.raises(Invalid):
            require_determination(wrong)
    for unit_dosage, method in ((True, Method.VOLUME), (False, Method.DECAY)):
        with pytest.raises(MethodUnfit):
            require_determination(a_dosage(unit_dosage=unit_dosage, method=method))


def test_the_note_of_less_than_30_microcuries() -> None:
    require_determination(a_dosage(**SMALL))
    require_determination(a_dosage(**SMALL | {"determined": uci("29.9")}))
    with pytest.raises(Invalid, match="less than"):
        require_determination(a_dosage(**SMALL | {"determined": uci("30")}))
    with pytest.raises(Invalid, match="less than"):
        require_determination(a_dosage(**SMALL | {"prescribed": PrescribedDosage(uci("30"))}))
    small = a_dosage(**SMALL)
    assert (small.state, small.directive_needed, small.within) == ("ready to give", False, True)
    done = replace(small, administration=given())
    assert (done.state, done.net, done.at_administration) == ("given", None, None)
    assert "below 30" in small.summary.label


def test_a_direction_lets_a_dosage_off_by_more_be_given() -> None:
    off = a_dosage(determined=gbq("9"))
    assert (off.state, off.summary.attention) == ("out of range", True)
    with pytest.raises(DosageOutOfRange):
        require_givable(off, at(10))
    with pytest.raises(DosageOutOfRange):
        require_givable(replace(off, direction=replace(DIRECTION, at=at(11))), at(10))
    directed = replace(off, direction=DIRECTION)
    require_givable(directed, at(10))
    assert directed.state == "ready to give"
    require_givable(a_dosage(**SMALL), at(10))


@pytest.mark.parametrize(
    ("dosage", "error"),
    [
        (a_dosage(not_used="vial leaked"), DosageSettled),
        (a_dosage(administration=given()), DosageSettled),
        (a_dosage(at=at(10, 1)), DeterminedAfterUse),
    ],
)
def test_what_is_settled_or_determined_too_late_is_not_given(
    dosage: Dosage, error: type[DomainError]
) -> None:
    with pytest.raises(error):
        require_givable(dosage, at(10))


def test_the_net_activity_is_that_of_the_administration() -> None:
    half_life = later(at(9), hours=6.647 * 24)  # one half-life of Lu-177 after the determination
    assert a_dosage().net is None
    assert a_dosage().residual is None
    dosage = a_dosage(at=at(9), determined=gbq("8"), administration=given(half_life))
    assert dosage.at_administration is not None
    assert dosage.at_administration.format(significant=5) == "4 GBq"
    assert (dosage.state, dosage.net) == ("residual to read", None)
    read = with_residuals(
        dosage,
        (
            Residual(ResidualPart.VIAL, gbq("0.05"), later(half_life, hours=6.647 * 24)),
            Residual(ResidualPart.TUBING, gbq("0.1"), half_life),
        ),
    )
    assert read.residual is not None
    assert read.residual.format(significant=5) == "0.2 GBq"
    assert read.net is not None
    assert read.net.format(significant=5) == "3.8 GBq"
    assert read.state == "given"
    waived = with_residuals(dosage, (), "capsule swallowed whole")
    assert waived.net == dosage.at_administration
    assert waived.meets_event_leg
    assert waived.summary.attention
    assert not dosage.meets_event_leg


def test_residuals_come_after_and_are_less_than_was_there() -> None:
    dosage = a_dosage(administration=given())
    late = at(10, 30)
    for wrong, residuals in (
        (a_dosage(), (Residual(ResidualPart.VIAL, mci("1"), late),)),
        (dosage, ()),
        (dosage, (Residual(ResidualPart.VIAL, mci("1"), at(9, 59)),)),
        (dosage, (Residual(ResidualPart.VIAL, gbq("8"), late),)),
        (
            dosage,
            (
                Residual(ResidualPart.VIAL, mci("1"), late),
                Residual(ResidualPart.TOGETHER, mci("1"), late),
            ),
        ),
    ):
        with pytest.raises(Invalid):
            with_residuals(wrong, residuals)
    with pytest.raises(Invalid, match="below zero"):
        Residual(ResidualPart.VIAL, mci("-1"), late)
    with pytest.raises(Invalid, match="ended"):
        given(ended_at=at(9))


def test_where_a_dosage_stands() -> None:
    assert a_dosage(directive_id=None).state == "no directive"
    assert a_dosage(prescribed=None).directive_needed
    aside = a_dosage(not_used="wrong lot")
    assert (aside.state, aside.summary.open) == ("not used", False)
    assert a_dosage().summary.open
    assert a_dosage(meter=None).summary.links == (a_directive().id, TECHNOLOGIST.id)


def test_time_between_moments_is_exact() -> None:
    assert between(at(9), later(at(9), days=1, microseconds=1)).amount == Decimal("86400.000001")
    assert between(at(10), at(9)).amount == Decimal(-3600)


LISTED = AuthorizedUser(AU, listing=Listing.LISTED)
SIGNED = a_directive(authorized_user=LISTED)
UNSIGNED = a_directive(signed_at=None, route=None)
ORAL = a_directive(signed_at=None, oral=spoken())
GIVEN = a_dosage(administration=given())


@pytest.mark.parametrize(
    ("treatment", "missing"),
    [
        (
            Treatment(),
            [Missing.DIRECTIVE, Missing.DOSAGE, Missing.TIME_OUT, Missing.ADMINISTRATION],
        ),
        (
            Treatment(UNSIGNED, dosages=(a_dosage(determined=gbq("9")),)),
            [
                Missing.DIRECTIVE_CONTENT,
                Missing.SIGNATURE,
                Missing.DIRECTION,
                Missing.TIME_OUT,
                Missing.ADMINISTRATION,
            ],
        ),
        (
            Treatment(ORAL, time_outs=(a_time_out(labeled=False),), dosages=(a_dosage(),)),
            [
                Missing.WRITTEN_AFTER_ORAL,
                Missing.DOCUMENTED,
                Missing.STOPPED,
                Missing.ADMINISTRATION,
            ],
        ),
        (
            Treatment(a_directive(), time_outs=(a_time_out(),), dosages=(GIVEN,)),
            [Missing.LISTING, Missing.RESIDUAL],
        ),
        (Treatment(SIGNED, dosages=(a_dosage(not_used="leaked"),)), [Missing.DOSAGE]),
        (
            Treatment(dosages=(a_dosage(**SMALL),)),
            [Missing.TIME_OUT, Missing.ADMINISTRATION],
        ),
    ],
)
def test_what_a_treatment_lacks(treatment: Treatment, missing: list[Missing]) -> None:
    assert list(missing_of(treatment)) == missing


def test_the_dosage_of_a_treatment_is_the_newest_in_use() -> None:
    aside, live = a_dosage(not_used="leaked"), a_dosage(lot="RX-2")
    assert Treatment(dosages=(aside, live)).dosage == live
    assert Treatment(dosages=(aside,)).dosage == aside
    assert Treatment(dosages=(aside,)).patient_code == "LR-0193"
    assert Treatment().patient_code == ""
    assert directive_gaps(Treatment()) == ()
    assert directive_gaps(Treatment(UNSIGNED))


def test_a_dosage_fits_its_directive() -> None:
    require_fits(a_directive(), a_dosage())
    require_fits(a_directive(), a_dosage(), given().route)
    require_fits(a_directive(route=None), a_dosage(), given().route)
    oral = a_directive(route=drug(IODIDE).route)
    for directive, what in (
        (a_directive(patient_code="LR-7"), "patient"),
        (a_directive(drug=drug(IODIDE)), "drug"),
        (oral, "route"),
    ):
        with pytest.raises(NotTheSame) as refused:
            require_fits(directive, a_dosage(), given().route)
        assert refused.value.what == what
