"""Named calculations of patient release: by activity, for iodine, by a measured rate, internal dose, breastfeeding."""

from decimal import Decimal

from au_desktop.domain.errors import Invalid
from au_desktop.domain.quantities import (
    Activity,
    ActivityUnit,
    Distance,
    Dose,
    DoseRate,
    Duration,
)
from au_desktop.domain.radiation import patient_release, release_judgement
from au_desktop.domain.radiation.breastfeeding import BreastfeedingFindings, advice_for
from au_desktop.domain.radiation.calculations.calculation_types import Findings, Given, Value
from au_desktop.domain.radiation.calculations.figure_inputs import (
    gamma_source,
    half_life_by,
    half_life_source,
    megabecquerels,
    microsieverts_per_hour,
    millicuries,
    millirems_per_hour,
    millisieverts,
    rems,
    taken_half_life,
    text,
)
from au_desktop.domain.radiation.patient_release import IodineCase, RetentionComponent
from au_desktop.domain.radiation.release_figures import (
    GAMMAS,
    HALF_LIVES,
    ReleaseFigures,
    nuclide_figures,
    row_figures,
)
from au_desktop.domain.radiation.release_judgement import Conditions, ReleaseJudgement
from au_desktop.domain.reference.breastfeeding_advice import AdviceSource, BreastfeedingAdvice
from au_desktop.domain.reference.nuclides import GammaSource, HalfLifeSource, Nuclide

CASES = {
    "thyroid-cancer": patient_release.THYROID_CANCER,
    "hyperthyroid": patient_release.HYPERTHYROIDISM,
}
EXPLICIT = ("F1", "T1", "F2", "T2")
_RECORD = "A record of the basis is required (10 CFR 35.2075(a)): {}."
_IODINE_DCF = Decimal(53)
_TENTH = Decimal("0.1")


def release_by_activity(given: Given) -> Findings:
    """Equations 1 to 3 and B-1 for a nuclide and an activity."""
    figures = _figures(given)
    conditions = Conditions(
        occupancy=given.maybe("occupancy", Decimal),
        effective_half_life=given.maybe("half-life", Duration),
        retained=given.maybe("retained", bool) or False,
    )
    judgement = release_judgement.by_activity(given.of("activity", Activity), figures, conditions)
    table, activity = judgement.table, given.of("activity", Activity)
    levels = None if table is None else table.release
    second = _second_dose(given, figures, activity, conditions)
    values: dict[str, Value] = {
        **_verdict(judgement),
        "second_dose_mSv": None if second is None else millisieverts(second),
        "table_activity_mCi": None if levels is None else levels.activity.amount,
        "table_rate_1m_mrem_h": None if levels is None else levels.rate.amount,
        "by_table": judgement.by_table,
        "method": judgement.method.value,
    }
    return Findings(
        values,
        judgement.equation,
        _notes(judgement),
        (*figures.bases, *(() if table is None else (table.basis,))),
        _taken(figures),
    )


def _second_dose(
    given: Given, figures: ReleaseFigures, activity: Activity, conditions: Conditions
) -> Dose | None:
    """The dose by Smith and Stabin and ICRP-107, where the guide's own figures were taken and differ."""
    nuclide = given.reference.nuclides.get(figures.label)
    if nuclide is None or not figures.by_guide:
        return None
    if GammaSource.SMITH_STABIN not in {c.source for c in nuclide.gamma_constants}:
        return None
    other = nuclide_figures(nuclide, {}, (HalfLifeSource.ICRP107,), GAMMAS[1:])
    return release_judgement.by_activity(activity, other, conditions).dose


def _verdict(judgement: ReleaseJudgement) -> dict[str, Value]:
    limit, instructions = judgement.limit_activity, judgement.instructions_activity
    rate = judgement.rate_at_1_m
    return {
        "dose_mSv": millisieverts(judgement.dose),
        "dose_rem": rems(judgement.dose),
        "limit_activity_MBq": None if limit is None else megabecquerels(limit),
        "limit_activity_mCi": None if limit is None else millicuries(limit),
        "instructions_activity_MBq": None
        if instructions is None
        else megabecquerels(instructions),
        "rate_1m_uSv_h": None if rate is None else microsieverts_per_hour(rate),
        "rate_1m_mrem_h": None if rate is None else millirems_per_hour(rate),
        "release": judgement.release,
        "instructions": judgement.instructions,
        "record_required": judgement.record_required,
    }


def _notes(judgement: ReleaseJudgement) -> tuple[str, ...]:
    reasons = ", ".join(reason.value for reason in judgement.record_reasons)
    return (*judgement.notes, *((_RECORD.format(reasons),) if reasons else ()))


def _taken(figures: ReleaseFigures) -> tuple[str, ...]:
    return (
        f"half-life of {figures.label}: {figures.half_life.format()}",
        f"exposure rate constant of {figures.label}: {text(figures.gamma)} R·cm²/(mCi·h), 1 R taken as 1 rem",
    )


def _figures(given: Given) -> ReleaseFigures:
    """The figures of the nuclide by the sources that were asked for, or those of a row that only the guide has."""
    name, reference = given.of("nuclide", str), given.reference
    half_life, constant = half_life_source(given), gamma_source(given)
    nuclide = reference.nuclides.get(name)
    if nuclide is None:
        if half_life is not None or constant is not None:
            field = "gamma-source" if half_life is None else "half-life-source"
            raise Invalid(field, f"has no use: {name} is known from the guide alone")
        row = reference.release_activities.get(name)
        if row is None:
            known = ", ".join(dict.fromkeys((*reference.nuclides, *reference.release_activities)))
            raise Invalid("nuclide", f"is not known; there is: {known}")
        return _with_gamma(given, row_figures(row))
    if half_life is not None:
        half_life_by(nuclide, half_life)
    if constant is not None and constant not in {c.source for c in nuclide.gamma_constants}:
        offered = ", ".join(dict.fromkeys(c.source.value for c in nuclide.gamma_constants))
        raise Invalid("gamma-source", f"has no constant of {name}; there is: {offered}")
    typed = given.maybe("gamma", Decimal)
    if typed is not None and not nuclide.gamma_constants:
        found_half_life = half_life_by(nuclide, half_life)
        return ReleaseFigures(name, found_half_life.value, typed, bases=(found_half_life.basis,))
    found = nuclide_figures(
        nuclide,
        reference.release_activities,
        HALF_LIVES if half_life is None else (half_life,),
        GAMMAS if constant is None else (constant,),
    )
    return _with_gamma(given, found)


def _with_gamma(given: Given, figures: ReleaseFigures) -> ReleaseFigures:
    """A constant that was typed goes before all others; the guide's tables then no longer apply."""
    typed = given.maybe("gamma", Decimal)
    if typed is None:
        return figures
    return ReleaseFigures(figures.label, figures.half_life, typed, figures.row, figures.bases)


def release_iodine(given: Given) -> Findings:
    """Equation B-5 for sodium iodide I-131."""
    activity, case = given.of("activity", Activity), _iodine_case(given)
    judgement = release_judgement.by_iodine(activity, case)
    verdict = _verdict(judgement)
    values: dict[str, Value] = {
        "dose_mSv": verdict["dose_mSv"],
        "dose_rem": verdict["dose_rem"],
        "max_activity_mCi": verdict["limit_activity_mCi"],
        "max_activity_MBq": verdict["limit_activity_MBq"],
        "rate_1m_uSv_h": verdict["rate_1m_uSv_h"],
        "release": judgement.release,
        "instructions": judgement.instructions,
        "record_required": judgement.record_required,
    }
    row = given.reference.release_activities["I-131"]
    taken = "Γ 2.2 R·cm²/(mCi·h), Tp 8.04 d, 0.33 d and 0.693 as the guide prints them"
    return Findings(values, judgement.equation, _notes(judgement), (row.basis,), (taken,))


def _iodine_case(given: Given) -> IodineCase:
    case = _named_case(given)
    early, later = given.maybe("E1", Decimal), given.maybe("E2", Decimal)
    return IodineCase(
        case.first,
        case.second,
        first_hours_occupancy=case.first_hours_occupancy if early is None else early,
        later_occupancy=case.later_occupancy if later is None else later,
    )


def _named_case(given: Given) -> IodineCase:
    """Table B-1 for the condition, or the components as typed; not both, and not half of them."""
    typed = [name for name in EXPLICIT if given.has(name)]
    condition = given.maybe("condition", str)
    if condition is not None:
        if typed:
            raise Invalid(typed[0], "has no use where a condition is given")
        return CASES[condition]
    missing = next((name for name in EXPLICIT if not given.has(name)), None)
    if missing is not None:
        raise Invalid("condition" if not typed else missing, "is missing")
    first, second = given.number("F1"), given.number("F2")
    if first + second > 1:
        raise Invalid("F2", "must not come to more than 1 together with F1")
    return IodineCase(
        RetentionComponent(first, given.of("T1", Duration)),
        RetentionComponent(second, given.of("T2", Duration)),
    )


def release_by_rate(given: Given) -> Findings:
    """Dose from the rate measured at a distance from the patient."""
    half_life = taken_half_life(given)
    nuclide = given.maybe("nuclide", Nuclide)
    rows = given.reference.release_activities
    row = None if nuclide is None else rows.get(nuclide.id)
    conditions = Conditions(
        occupancy=given.maybe("occupancy", Decimal),
        distance=given.maybe("distance", Distance) or release_judgement.ONE_METER,
    )
    judgement = release_judgement.by_measured_rate(
        given.of("rate", DoseRate), half_life.value, conditions, row
    )
    verdict = _verdict(judgement)
    keys = ("dose_mSv", "dose_rem", "rate_1m_uSv_h", "rate_1m_mrem_h")
    levels = None if row is None else row.release
    values: dict[str, Value] = {
        **{key: verdict[key] for key in keys},
        "release": judgement.release,
        "instructions": judgement.instructions,
        "record_required": judgement.record_required,
        "table_rate_1m_mrem_h": None if levels is None else levels.rate.amount,
        "by_table": judgement.by_table,
    }
    return Findings(
        values,
        judgement.equation,
        (*_notes(judgement), *half_life.notes),
        half_life.bases,
        half_life.taken,
    )


def internal_dose(given: Given) -> Findings:
    """Equation B-6."""
    activity = given.of("activity", Activity)
    factor = given.fallback("dcf", _IODINE_DCF)
    dose = patient_release.internal_dose(activity, factor)
    external = given.maybe("external", Dose)
    share = external and external.amount and dose.ratio_to(external)
    notes = ["One part in 100,000 of the activity is taken in (the guide's assumption)."]
    if not given.has("dcf"):
        notes.append("53 rem/mCi is I-131 by ingestion: give dcf for any other nuclide.")
    return Findings(
        {
            "dose_mSv": millisieverts(dose),
            "dose_rem": rems(dose),
            "percent_of_external": share * 100 if share else None,
            "may_be_ignored": share < _TENTH if share else None,
        },
        f"{text(millicuries(activity))} mCi · 0.00001 · {text(factor)} rem/mCi = {text(rems(dose))} rem",
        tuple(notes),
    )


def breastfeeding(given: Given) -> Findings:
    """What each revision and the labels say of an agent."""
    agent = given.of("agent", str)
    reference = given.reference
    drug = reference.drugs.get(agent)
    activity = given.maybe("activity", Activity)
    nuclide = drug.nuclide_id if drug else agent.partition(" ")[0]
    entries = tuple(reference.breastfeeding.values())
    found = advice_for(entries, agent, nuclide, activity)
    if not found.advice:
        raise Invalid(
            "agent",
            "is in no list here; the guide then assumes that half of the activity comes with the milk. Listed: "
            + ", ".join(dict.fromkeys(entry.agent for entry in entries)),
        )
    values: dict[str, Value] = {}
    for name, source in _ADVICE_KEYS:
        values.update(_advice_values(name, found, source))
    values["instructions"] = found.instructions_due
    values["record_required"] = found.record_due
    values["sources_disagree"] = found.disagree
    worked = "; ".join(_advice_text(entry) for entry in found.advice)
    return Findings(values, worked, _advice_notes(found), tuple(e.basis for e in found.advice))


_ADVICE_KEYS = (
    ("rev_0", AdviceSource.REVISION_0),
    ("rev_1", AdviceSource.REVISION_1),
    ("label", AdviceSource.LABEL),
    ("other", AdviceSource.OTHER),
)


def _advice_values(
    name: str, found: BreastfeedingFindings, source: AdviceSource
) -> dict[str, Value]:
    entries = [entry for entry in found.advice if entry.source is source]
    printed = dict.fromkeys(e.interruption for e in entries if e.interruption)
    said = list(printed) or ["nothing printed"] * bool(entries)
    values: dict[str, Value] = {f"{name}_guidance": " / ".join(said) or None}
    if source in (AdviceSource.REVISION_0, AdviceSource.REVISION_1):
        first = next((e for e in entries if e.instructions_above is not None), None)
        values.update(_printed_levels(name, first))
    return values


def _printed_levels(name: str, entry: BreastfeedingAdvice | None) -> dict[str, Value]:
    """The activities of both columns as printed; in MBq from the mCi where the source prints no MBq."""
    if entry is None:
        return {f"{name}_{key}": None for key in _LEVEL_KEYS}
    instructions, record = entry.instructions_above, entry.record_above
    amounts = (
        _in(ActivityUnit.MBQ, entry.instructions_above_si or instructions),
        _in(ActivityUnit.MBQ, entry.record_above_si or record),
        _in(ActivityUnit.MCI, instructions),
        _in(ActivityUnit.MCI, record),
    )
    return {f"{name}_{key}": value for key, value in zip(_LEVEL_KEYS, amounts, strict=True)}


_LEVEL_KEYS = (
    "instructions_above_MBq",
    "record_above_MBq",
    "instructions_above_mCi",
    "record_above_mCi",
)


def _in(unit: ActivityUnit, level: Activity | None) -> Decimal | None:
    return None if level is None else level.to(unit).amount


def _advice_text(entry: BreastfeedingAdvice) -> str:
    return f"{entry.source.value}, {entry.agent}: {entry.interruption or 'nothing printed'}"


def _advice_notes(found: BreastfeedingFindings) -> tuple[str, ...]:
    notes = [entry.note for entry in found.advice if entry.note]
    if found.disagree:
        notes.append("The sources differ; the physician decides.")
    if any(not entry.interruption for entry in found.advice):
        notes.append(
            "Nothing printed means that what is normally given lies below the instruction column, not "
            '"none at any activity".'
        )
    notes.append(
        "Durations aim below 1 mSv to the infant; the record begins above 5 mSv (10 CFR 35.2075(b))."
    )
    return tuple(dict.fromkeys(notes))
