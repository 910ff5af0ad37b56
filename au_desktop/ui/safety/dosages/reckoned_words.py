"""The reckoning of a dosage in words: number, equation with the numbers in it, limit with its basis, verdict."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

from au_desktop.domain.number_text import plain_text, rounded
from au_desktop.domain.quantities import DurationUnit
from au_desktop.domain.quantity_display import SHOWN_DIGITS, UnitSystem, in_both_systems
from au_desktop.domain.radiation.dosage import check_dosage, percent_difference
from au_desktop.domain.safety.dosage_parts import between
from au_desktop.domain.safety.dosages import WITHIN_RULE
from au_desktop.ui.kit.date_words import moment_words

if TYPE_CHECKING:
    from au_desktop.domain.moments import Moment
    from au_desktop.domain.quantities import Activity, Duration
    from au_desktop.domain.radiation.dosage import PrescribedDosage
    from au_desktop.domain.safety.dosage_parts import SupplierValue
    from au_desktop.domain.safety.dosages import Dosage
    from au_desktop.domain.safety.treated_drugs import TreatedDrug

_TENTH = Decimal("0.1")
_HUNDREDTH = Decimal("0.01")
_MINUS = "\N{MINUS SIGN}"
_SHORT = 7
"""Longer numbers were reckoned."""
_ENTERED = 12
"""A reading in an equation keeps its digits up to here."""
TWENTY = Decimal(20)


def shown(activity: Activity) -> str:
    """In the unit it has, with the other system behind it; long figures, which were reckoned, to four digits."""
    amount = activity.amount
    if len(plain_text(amount)) > _SHORT:
        amount = rounded(amount, SHOWN_DIGITS)
    return in_both_systems(type(activity)(amount, activity.unit), _first_of(activity))


def _first_of(activity: Activity) -> UnitSystem:
    return UnitSystem.SI if activity.unit.value.endswith("Bq") else UnitSystem.CURIE


def percent_words(percent: Decimal) -> str:
    """With its sign and one decimal, such as "+2.8 %"; more decimals where one would hide that 20 % is passed."""
    short = percent.quantize(_TENTH, ROUND_HALF_EVEN)
    for places in range(2, 10):
        if _beside_twenty(short) == _beside_twenty(percent):
            break
        short = percent.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)
    text = f"{short:+f}" if short else f"{abs(short):f}"
    return f"{text}\N{NO-BREAK SPACE}%".replace("-", _MINUS)


def _beside_twenty(percent: Decimal) -> int:
    """Below 20 %, exactly there, or above."""
    size = abs(percent)
    return (size > TWENTY) - (size < TWENTY)


def prescribed_words(prescribed: PrescribedDosage) -> str:
    """One activity or a range, in both systems."""
    if prescribed.high is None:
        return shown(prescribed.low)
    return f"{shown(prescribed.low)} to {shown(prescribed.high)}"


def elapsed_words(time: Duration) -> str:
    """Hours below two days, days above."""
    hours = time.to(DurationUnit.H).amount
    if abs(hours) < 48:
        return f"{hours.quantize(_HUNDREDTH, ROUND_HALF_EVEN)} h".replace("-", _MINUS)
    days = time.to(DurationUnit.D).amount
    return f"{days.quantize(_HUNDREDTH, ROUND_HALF_EVEN)} d".replace("-", _MINUS)


def expected_words(supplier: SupplierValue, at: Moment, drug: TreatedDrug) -> str:
    """What the supplier's value has become by then, as an equation."""
    expected = supplier.at_time(at, drug.half_life)
    gone = elapsed_words(between(supplier.at, at))
    share = ""
    if supplier.volume_ml is not None and supplier.drawn_ml is not None:
        share = f" · {supplier.drawn_ml:f} mL / {supplier.volume_ml:f} mL"
    return (
        f"Expected at {moment_words(at)}: {supplier.activity.format()}{share} · "
        f"2^({_MINUS}{gone} / {drug.half_life.format()}) = {shown(expected)}. "
        f"Half-life by {drug.half_life_basis.split(',')[0]}."
    )


def off_expected_words(expected: Activity, measured: Activity) -> str:
    """How the reading compares with the expectation; no rule names a limit for it."""
    percent = percent_words(percent_difference(expected, measured))
    return f"Reading {shown(measured)}: {percent} of the expectation. No rule names a limit here."


def within_words(prescribed: PrescribedDosage, measured: Activity) -> tuple[bool, str]:
    """Whether it may be used, and the sentence with numbers, limit and basis."""
    verdict = check_dosage(prescribed, measured)
    allowed = f"{shown(verdict.lowest)} to {shown(verdict.highest)}"
    if verdict.percent_difference is None:
        found = "inside" if verdict.may_be_used else "outside"
        said = f"{shown(measured)} lies {found} the prescribed range {allowed}, ends included"
    else:
        unit = prescribed.low.unit
        reading = _plain(measured.to(unit).amount)
        asked = _plain(prescribed.low.amount)
        said = (
            f"({reading} {_MINUS} {asked}) / {asked} = {percent_words(verdict.percent_difference)} "
            f"of the prescribed {shown(prescribed.low)}. "
            f"Allowed: 20 % either way, {allowed}, the edges included"
        )
    verdict_words = (
        "it may be used"
        if verdict.may_be_used
        else "not to be used unless the authorized user directs otherwise"
    )
    return verdict.may_be_used, f"{said} ({WITHIN_RULE}): {verdict_words}."


def net_words(dosage: Dosage) -> tuple[str, ...]:
    """Residual and net, both at the time of the administration."""
    given, start = dosage.administration, dosage.at_administration
    if given is None or start is None or dosage.determined is None:
        return ()
    gone = elapsed_words(between(dosage.at, given.at))
    first = (
        f"At the administration: {dosage.determined.format()} · "
        f"2^({_MINUS}{gone} / {dosage.drug.half_life.format()}) = {shown(start)}."
    )
    if dosage.net is None:
        return (first,)
    if dosage.residual is None:
        return (
            first,
            f"Net {shown(dosage.net)}: no residual was read ({dosage.residual_waived}).",
        )
    net = (
        f"Net: {shown(start)} {_MINUS} residual {shown(dosage.residual)} = {shown(dosage.net)}, "
        "all decay-corrected to the administration."
    )
    return first, net, *_event_words(dosage)


def _event_words(dosage: Dosage) -> tuple[str, ...]:
    if not dosage.meets_event_leg:
        return ()
    return (
        "The net dosage meets the dosage leg of 10 CFR 35.3045(a)(1): 20 % or more off, or out of range. "
        "The RSO judges the dose leg.",
    )


def _plain(amount: Decimal) -> str:
    text = plain_text(amount)
    return text if len(text) <= _ENTERED else plain_text(rounded(amount, SHOWN_DIGITS))


def time_left_words(due: Moment, now: Moment) -> str:
    """How long is left until a deadline, or how long ago it passed."""
    seconds = int((due.utc - now.utc).total_seconds())
    minutes = abs(seconds) // 60
    days, hours = minutes // 1440, minutes // 60 % 24
    if days:
        text = f"{days} d {hours} h"
    elif hours:
        text = f"{hours} h {minutes % 60} min"
    else:
        text = f"{minutes} min"
    return f"{text} left" if seconds >= 0 else f"{text} overdue"
