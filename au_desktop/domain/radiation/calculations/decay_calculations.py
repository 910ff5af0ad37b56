"""Named calculations of decay: activity after a time, time to an activity, effective half-life, labels, mixtures."""

from decimal import Decimal

from au_desktop.domain.errors import Invalid
from au_desktop.domain.quantities import Activity, DoseRate, Duration
from au_desktop.domain.radiation import decay, mixtures, radium
from au_desktop.domain.radiation.calculations.calculation_types import (
    Calculation,
    Findings,
    Given,
    Input,
    InputKind,
    Output,
    Value,
)
from au_desktop.domain.radiation.calculations.figure_inputs import (
    ACTIVITY,
    EXPONENTIAL_LAW,
    HALF_LIFE_SOURCE,
    NUCLIDE,
    days,
    half_life_by,
    half_life_source,
    half_life_words,
    hours,
    megabecquerels,
    millicuries,
    taken_half_life,
    text,
)
from au_desktop.domain.radiation.storage_decay import route_matches
from au_desktop.domain.reference.drugs import Drug
from au_desktop.domain.reference.nuclides import Contaminant

LABEL_DAYS = 14
_THOUSANDTH = Decimal("0.001")
_HALF_LIFE = Input("half-life", "Half-life, in place of the nuclide's", InputKind.DURATION, "h")


def _decay(given: Given) -> Findings:
    half_life = taken_half_life(given)
    activity, elapsed = given.of("activity", Activity), given.of("elapsed", Duration)
    left = decay.decayed(activity, half_life.value, elapsed)
    time = text(elapsed) if elapsed.amount >= 0 else f"({text(elapsed)})"
    factor = decay.decay_factor(half_life.value, elapsed)
    return Findings(
        {
            "activity_MBq": megabecquerels(left),
            "activity_mCi": millicuries(left),
            "factor": factor,
            "half_life_h": hours(half_life.value),
        },
        f"{text(activity)} · 2^(-{time} / {text(half_life.value)}) = {text(left)}",
        half_life.notes,
        half_life.bases,
        half_life.taken,
    )


def _time_to(given: Given) -> Findings:
    half_life = taken_half_life(given)
    activity, target = given.of("activity", Activity), given.of("target", Activity)
    time = decay.time_until(activity, half_life.value, target)
    notes = () if time.amount >= 0 else ("The activity is below the target already.",)
    return Findings(
        {"time_h": hours(time), "time_d": days(time)},
        f"{text(half_life.value)} · log2({text(activity)} / {text(target)}) = {text(time)}",
        (*notes, *half_life.notes),
        half_life.bases,
        half_life.taken,
    )


def _effective(given: Given) -> Findings:
    if given.has("rate1") or given.has("rate2"):
        return _from_readings(given)
    physical = taken_half_life(given, "physical")
    biological = given.of("biological", Duration)
    found = decay.effective_half_life(biological, physical.value)
    worked = (
        f"{text(biological)} · {text(physical.value)} / ({text(biological)} + {text(physical.value)})"
        f" = {text(found)}"
    )
    return Findings(
        {"half_life_h": hours(found), "half_life_d": days(found)},
        worked,
        physical.notes,
        physical.bases,
        physical.taken,
    )


def _from_readings(given: Given) -> Findings:
    first, second = given.of("rate1", DoseRate), given.of("rate2", DoseRate)
    between = given.of("t2", Duration) - given.of("t1", Duration)
    if between.amount <= 0:
        raise Invalid("t2", "must be later than t1")
    if first <= second:
        raise Invalid("rate2", "must be below rate1: the rate has not fallen")
    found = decay.measured_effective_half_life(first, second, between)
    return Findings(
        {"half_life_h": hours(found), "half_life_d": days(found)},
        f"{text(between)} · ln 2 / ln({text(first)} / {text(second)}) = {text(found)}",
        ("Both readings at the same distance and geometry.",),
    )


def _label_factor(given: Given) -> Findings:
    drug = given.of("drug", Drug)
    if drug.nuclide_id != "Ra-223":
        raise Invalid("drug", "has no decay factor table here; there is one for ra-223-dichloride")
    day = given.number("day")
    factor = radium.label_decay_factor(day)
    return Findings(
        {"factor": factor, "factor_printed": factor.quantize(_THOUSANDTH)},
        f"2^(-({text(day)} + 7/24) / 11.43) = {text(factor)}",
        _label_notes(day),
        (drug.basis,),
    )


def _label_notes(day: Decimal) -> tuple[str, ...]:
    printed = "The table follows 11.43 d; the 11.4 d that the label prints as half-life misses it."
    if abs(day) > LABEL_DAYS:
        return (printed, "The label prints no factor beyond 14 days from the reference date.")
    return (printed,)


def _xofigo_volume(given: Given) -> Findings:
    weight, day = given.number("weight"), given.number("day")
    factor = radium.label_decay_factor(day)
    dosage = given.fallback("dosage", radium.DOSAGE_KBQ_PER_KG)
    strength = given.fallback("concentration", radium.REFERENCE_KBQ_PER_ML)
    if (dosage != radium.DOSAGE_KBQ_PER_KG) is not (strength != radium.REFERENCE_KBQ_PER_ML):
        raise Invalid("dosage", "and concentration belong together: never mix the two settings")
    volume = radium.volume_to_draw(weight, factor, dosage, strength)
    printed = factor.quantize(_THOUSANDTH)
    return Findings(
        {
            "volume_mL": volume,
            "volume_by_printed_factor_mL": radium.volume_to_draw(
                weight, printed, dosage, strength
            ),
            "factor": factor,
            "activity_MBq": weight * dosage / 1000,
        },
        f"{text(weight)} kg · {text(dosage)} kBq/kg / ({text(factor)} · {text(strength)} kBq/mL) = {text(volume)} mL",
        (
            *_label_notes(day),
            "An older label had 50 kBq/kg with 1,000 kBq/mL: the two settings must not be mixed.",
        ),
        (given.reference.drug("ra-223-dichloride").basis,),
    )


def _mixture(given: Given) -> Findings:
    main, impurity = given.reference.nuclide("Lu-177"), given.reference.nuclide("Lu-177m")
    source = half_life_source(given)
    half_life, longer = half_life_by(main, source), half_life_by(impurity, source)
    contaminant = _lutetium_impurity(given)
    fraction = _fraction(given, contaminant)
    mixture = mixtures.Mixture(
        given.of("activity", Activity), fraction, half_life.value, longer.value
    )
    elapsed = given.of("elapsed", Duration)
    state = mixtures.mixture_after(mixture, elapsed)
    level = mixtures.crossover(mixture)
    values: dict[str, Value] = {
        "lu177_MBq": megabecquerels(state.main),
        "lu177m_MBq": megabecquerels(state.impurity),
        "total_MBq": megabecquerels(state.total),
        "lu177_per_lu177m": state.main_per_impurity,
        "crossover_d": None if level is None else days(level),
        "fraction": fraction,
    }
    worked = (
        f"{text(mixture.activity)} · 2^(-t/T) + 0.217 · {text(fraction)} · {text(mixture.activity)} · λ/(λ - λm) · "
        f"(2^(-t/Tm) - 2^(-t/T)), t = {text(elapsed)}, T = {text(half_life.value)}, Tm = {text(longer.value)}: "
        f"{text(megabecquerels(state.main))} MBq Lu-177 and {text(megabecquerels(state.impurity))} MBq Lu-177m"
    )
    return Findings(
        values,
        worked,
        _mixture_notes(contaminant),
        (half_life.basis, longer.basis, *((contaminant.basis,) if contaminant else ())),
        (half_life_words(main, half_life), half_life_words(impurity, longer)),
    )


def _lutetium_impurity(given: Given) -> Contaminant | None:
    """What the named route brings; None where no route was named."""
    route = given.maybe("route", str)
    if route is None:
        return None
    known = given.reference.nuclide("Lu-177").contaminants
    found = next((c for c in known if route_matches(route, c.route)), None)
    if found is None:
        offered = ", ".join(dict.fromkeys(c.route for c in known))
        raise Invalid("route", f"is not known; there is: {offered}")
    return found


def _fraction(given: Given, contaminant: Contaminant | None) -> Decimal:
    """The typed fraction, or the route's own; without Lu-177m on the route it is 0."""
    typed = given.maybe("fraction", Decimal)
    if typed is not None:
        return typed
    if contaminant is None:
        raise Invalid("fraction", "is missing; give the fraction of Lu-177m, or the route")
    return (contaminant.fraction or Decimal(0)) if contaminant.expected else Decimal(0)


def _mixture_notes(contaminant: Contaminant | None) -> tuple[str, ...]:
    flag = "Lu-177m (160.4 d) is outside decay in storage (10 CFR 35.92)."
    certificate = "The batch certificate goes before any figure here."
    known = () if contaminant is None else (f"{contaminant.route}: {contaminant.known}",)
    return (*known, flag, certificate)


DECAY_CALCULATIONS = (
    Calculation(
        name="decay",
        title="Activity after a time",
        inputs=(
            NUCLIDE,
            ACTIVITY,
            Input("elapsed", "Time gone by", InputKind.SIGNED_DURATION, "h", required=True),
            _HALF_LIFE,
            HALF_LIFE_SOURCE,
        ),
        outputs=(
            Output("activity_MBq", "Activity", "MBq"),
            Output("activity_mCi", "Activity", "mCi"),
            Output("factor", "Part that is left"),
            Output("half_life_h", "Half-life taken", "h"),
        ),
        equation="A = A0 · 2^(-t/T)",
        valid="T above zero; t below zero looks back, at most 100 half-lives",
        citation=EXPONENTIAL_LAW,
        function=_decay,
    ),
    Calculation(
        name="time-to-activity",
        title="Time until an activity is reached",
        inputs=(
            NUCLIDE,
            ACTIVITY,
            Input("target", "Activity to be reached", InputKind.ACTIVITY, "MBq", required=True),
            _HALF_LIFE,
            HALF_LIFE_SOURCE,
        ),
        outputs=(Output("time_h", "Time", "h"), Output("time_d", "Time", "d")),
        equation="t = T · log2(A0/A)",
        valid="both activities and T above zero; below zero where it is reached already",
        citation=EXPONENTIAL_LAW,
        function=_time_to,
    ),
    Calculation(
        name="effective-half-life",
        title="Effective half-life, from physical and biological or from two readings",
        inputs=(
            Input("physical", "Physical half-life", InputKind.DURATION, "h"),
            Input("biological", "Biological half-life", InputKind.DURATION, "h"),
            NUCLIDE,
            HALF_LIFE_SOURCE,
            Input("rate1", "First reading", InputKind.DOSE_RATE, "µSv/h"),
            Input("t1", "Time of the first reading", InputKind.DURATION, "h"),
            Input("rate2", "Second reading", InputKind.DOSE_RATE, "µSv/h"),
            Input("t2", "Time of the second reading", InputKind.DURATION, "h"),
        ),
        outputs=(
            Output("half_life_h", "Effective half-life", "h"),
            Output("half_life_d", "Effective half-life", "d"),
        ),
        equation="Teff = Tb · Tp/(Tb + Tp), or Teff = (t2 - t1) · ln 2/ln(R1/R2)",
        valid="half-lives above zero; the second reading later and below the first, same distance",
        citation="NRC Regulatory Guide 8.39 Rev 0, April 1997, Equation B-2 ff.; exponential decay law",
        function=_effective,
    ),
    Calculation(
        name="label-decay-factor",
        title="Decay factor of a label's table",
        inputs=(
            Input("drug", "Drug, such as radium-223-dichloride", InputKind.DRUG, required=True),
            Input("day", "Days from the reference date", InputKind.NUMBER, "d", required=True),
        ),
        outputs=(
            Output("factor", "Decay factor"),
            Output("factor_printed", "Decay factor to the three decimals of the label"),
        ),
        equation="DF = 2^(-(d + 7/24)/11.43)",
        valid="the label prints -14 to 14 days (noon US Central against noon CET)",
        citation="Xofigo label, decay correction table (copy read 2026-11-22)",
        function=_label_factor,
    ),
    Calculation(
        name="xofigo-volume",
        title="Volume of Ra-223 dichloride to draw",
        inputs=(
            Input(
                "weight", "Body weight", InputKind.NUMBER, "kg", required=True, also=("weight-kg",)
            ),
            Input("day", "Days from the reference date", InputKind.NUMBER, "d", required=True),
            Input("dosage", "Dosage", InputKind.NUMBER, "kBq/kg", default="55"),
            Input(
                "concentration",
                "At the reference date",
                InputKind.NUMBER,
                "kBq/mL",
                default="1100",
            ),
        ),
        outputs=(
            Output("volume_mL", "Volume to draw", "mL"),
            Output("volume_by_printed_factor_mL", "The same by the printed factor", "mL"),
            Output("factor", "Decay factor"),
            Output("activity_MBq", "Activity at the time of use", "MBq"),
        ),
        equation="V = kg · 55/(DF · 1100)",
        valid="weight above zero",
        citation="Xofigo label, volume to be administered (copy read 2026-11-22)",
        function=_xofigo_volume,
    ),
    Calculation(
        name="mixture-decay",
        title="Lu-177 with its long-lived Lu-177m after a time",
        inputs=(
            ACTIVITY,
            Input("elapsed", "Time gone by", InputKind.DURATION, "h", required=True),
            Input("route", "carrier-added or no-carrier-added", InputKind.TEXT),
            Input("fraction", "Lu-177m per Lu-177 at the beginning", InputKind.FRACTION),
            HALF_LIFE_SOURCE,
        ),
        outputs=(
            Output("lu177_MBq", "Lu-177 with what grew in", "MBq"),
            Output("lu177m_MBq", "Lu-177m", "MBq"),
            Output("total_MBq", "Both together", "MBq"),
            Output("lu177_per_lu177m", "Ratio of the two"),
            Output("crossover_d", "Equal activities after, ingrowth left out", "d"),
            Output("fraction", "Fraction taken"),
        ),
        equation="A = A0 · 2^(-t/T) + 0.217 · f · A0 · λ/(λ - λm) · (2^(-t/Tm) - 2^(-t/T)); Am = f · A0 · 2^(-t/Tm)",
        valid="f from 0 to 1, t not negative",
        citation="Bateman's solution; ICRP Publication 107 (21.7 % isomeric transition)",
        function=_mixture,
    ),
)
