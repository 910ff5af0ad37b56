"""Named calculations of waste and spills: decay in storage, release to the sewer, the class of a spill."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from au_desktop.domain.errors import Invalid
from au_desktop.domain.number_text import plain_text
from au_desktop.domain.quantities import Activity
from au_desktop.domain.radiation import sewer_release, storage_decay
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
    HALF_LIFE_SOURCE,
    days,
    half_life_by,
    half_life_source,
    half_life_words,
    megabecquerels,
    millicuries,
    text,
)
from au_desktop.domain.radiation.release_figures import disagreements
from au_desktop.domain.radiation.spill_judgement import SpillVerdict, judge_spill
from au_desktop.domain.radiation.storage_decay import StorageFlag
from au_desktop.domain.reference.nuclides import DECAY_IN_STORAGE_LONGEST, HalfLifeSource, Nuclide
from au_desktop.domain.reference.part_20_tables import SewerLimit
from au_desktop.domain.reference.spill_levels import SpillLevel


def _dis(given: Given) -> Findings:
    nuclides = tuple(n for n in given.of("nuclide", tuple) if isinstance(n, Nuclide))
    route = given.maybe("route", str) or ""
    _refuse_unknown_route(route, nuclides)
    asked = half_life_source(given)
    if asked is not None:
        for nuclide in nuclides:
            half_life_by(nuclide, asked)
    source = asked or HalfLifeSource.ICRP107
    verdict = storage_decay.judge_storage(nuclides, given.maybe("sealed", date), route, source)
    longest = next(n for n in nuclides if n.id == verdict.longest)
    ten = verdict.half_life.value * 10
    values: dict[str, Value] = {
        "eligible": verdict.eligible,
        "earliest_suggested_survey": verdict.survey_from,
        "flags": tuple(flag_text(flag) for flag in verdict.flags),
        "longest_lived": verdict.longest,
        "half_life_d": days(verdict.half_life.value),
        "ten_half_lives_d": days(ten),
    }
    worked = f"{text(verdict.half_life.value)} {'≤' if verdict.half_life.value <= _LIMIT else '>'} 120 d"
    if verdict.survey_from is not None:
        worked += f"; sealed + 10 · {text(verdict.half_life.value)} = {verdict.survey_from}"
    return Findings(
        values,
        worked,
        (
            "Ten half-lives are a reminder; the survey decides (10 CFR 35.92(a)(1)).",
            *_route_notes(nuclides, route),
            *(f"Other figures: {one}." for one in disagreements(longest, verdict.half_life)),
        ),
        (verdict.half_life.basis, *(flag.basis for flag in verdict.flags)),
        (half_life_words(longest, verdict.half_life),),
    )


_LIMIT = DECAY_IN_STORAGE_LONGEST


def flag_text(flag: StorageFlag) -> str:
    """One flag in words."""
    half_life = "" if flag.half_life is None else f" {text(flag.half_life)}"
    if not flag.impurity:
        return f"{flag.nuclide}{half_life}: {flag.kind.value}"
    route = f", {flag.route}" if flag.route else ""
    return f"{flag.nuclide} with {flag.impurity}{half_life}{route}: {flag.kind.value}"


def _refuse_unknown_route(route: str, nuclides: tuple[Nuclide, ...]) -> None:
    routes = storage_decay.known_routes(nuclides)
    if route and not any(storage_decay.route_matches(route, known) for known in routes):
        offered = ", ".join(routes) or "none for these nuclides"
        raise Invalid("route", f"is not known; there is: {offered}")


def _route_notes(nuclides: tuple[Nuclide, ...], route: str) -> tuple[str, ...]:
    possible = any(c.expected for n in nuclides for c in n.decay_in_storage_flags if c.route)
    if route or not possible:
        return ()
    routes = ", ".join(storage_decay.known_routes(nuclides))
    return (f"The route decides: name it ({routes}), as the batch certificate says.",)


def _sewer(given: Given) -> Findings:
    names = tuple(str(name) for name in given.of("nuclide", tuple))
    activities = tuple(a for a in given.of("activity", tuple) if isinstance(a, Activity))
    if len(names) != len(activities):
        raise Invalid("activity", f"has {len(activities)} values for {len(names)} nuclides")
    if len(set(names)) != len(names):
        raise Invalid("nuclide", "names one twice")
    released = dict(zip(names, activities, strict=True))
    limits = _limits(given, names)
    volume = given.number("volume")
    month = sewer_release.sewer_month(released, volume, limits)
    year = _year(given, released)
    first = month.parts[0]
    alone = sewer_release.most_in_a_month(first.limit, volume)
    values: dict[str, Value] = {
        "fraction": month.fraction,
        "within": month.within,
        "concentration_uCi_mL": first.concentration,
        "limit_uCi_mL": first.limit.microcuries_per_ml,
        "monthly_limit_mCi": millicuries(alone),
        "monthly_limit_MBq": megabecquerels(alone),
        "year_fraction": year,
        "year_within": year <= 1,
        "verified": False,
    }
    worked = " + ".join(
        f"{text(part.activity)} / {plain_text(volume)} mL / {plain_text(part.limit.microcuries_per_ml)} µCi/mL"
        for part in month.parts
    )
    return Findings(
        values,
        f"{worked} = {text(month.fraction)}",
        _sewer_notes(month),
        tuple(dict.fromkeys(part.limit.basis for part in month.parts)),
        tuple(_limit_words(part.nuclide_id, part.limit) for part in month.parts),
    )


def _limits(given: Given, names: tuple[str, ...]) -> Mapping[str, SewerLimit]:
    reference = given.reference
    return {
        name: sewer_release.limit_for(reference.sewer_limits, reference.nuclides.get(name, name))
        for name in names
    }


def _year(given: Given, released: Mapping[str, Activity]) -> Decimal:
    """The fraction of the yearly limits with what was released before this month (of all nuclides but H-3 and C-14)."""
    month = sewer_release.year_fraction(released)
    before = given.maybe("year-to-date", Activity)
    if before is None:
        return month
    others = [a for key, a in released.items() if key not in sewer_release.YEARLY_LIMITS]
    total = sum(others, start=before)
    return max(month, sewer_release.year_fraction({"": total}))


def _sewer_notes(month: sewer_release.SewerMonth) -> tuple[str, ...]:
    unlisted = [part.nuclide_id for part in month.parts if part.limit.id != part.nuclide_id]
    listed = tuple(f"{name} is not listed: the default is taken." for name in unlisted)
    weak = tuple(
        f"{part.limit.id}: {part.limit.note}"
        for part in month.parts
        if part.limit.note and part.nuclide_id not in unlisted
    )
    return (
        "Needs checking: the concentrations were not read in Appendix B, Table 3.",
        *listed,
        *weak,
        "Only what is readily soluble, or readily dispersible biological material; excreta of patients are not "
        "subject to it (10 CFR 20.2003(b)).",
    )


def _limit_words(nuclide: str, limit: SewerLimit) -> str:
    return f"{nuclide}: {plain_text(limit.microcuries_per_ml)} µCi/mL (Appendix B, Table 3)"


def _spill(given: Given) -> Findings:
    name, activity = given.of("nuclide", str), given.of("activity", Activity)
    verdict = judge_spill(
        activity, name, given.reference.spill_levels.values(), given.maybe("level", Activity)
    )
    dividing = _dividing(verdict)
    values: dict[str, Value] = {
        "class": None if verdict.spill_class is None else verdict.spill_class.value,
        "level_mCi": None if dividing is None else millicuries(dividing),
        "any_amount": verdict.site_level is None
        and any(level.major_from is None for level in verdict.levels),
        "evacuate": verdict.evacuate,
        "suggestion": verdict.site_level is None,
    }
    return Findings(
        values,
        _spill_text(activity, verdict, dividing),
        _spill_notes(name, verdict),
        tuple(level.basis for level in verdict.levels),
        tuple(_level_words(level) for level in verdict.levels),
    )


def _dividing(verdict: SpillVerdict) -> Activity | None:
    if verdict.site_level is not None:
        return verdict.site_level
    known = [level.major_from for level in verdict.levels if level.major_from is not None]
    return min(known, default=None)


def _spill_text(activity: Activity, verdict: SpillVerdict, dividing: Activity | None) -> str:
    if verdict.spill_class is None:
        return f"{text(activity)}: no level known"
    if dividing is None:
        return f"{text(activity)}: any amount is major"
    sign = "≥" if activity >= dividing else "<"
    return f"{text(activity)} {sign} {text(dividing)}: {verdict.spill_class.value}"


def _spill_notes(name: str, verdict: SpillVerdict) -> tuple[str, ...]:
    if verdict.site_level is not None:
        return ("By the level that was given; published levels are suggestions.",)
    if not verdict.levels:
        return (
            f"No published level is known for {name}: the RSO or the license gives one (level=…).",
        )
    notes = tuple(dict.fromkeys(level.note for level in verdict.levels if level.note))
    return (
        "A published suggestion that the RSO has to accept; weigh people, spread and hazards too.",
        *notes,
    )


def _level_words(level: SpillLevel) -> str:
    major = (
        "any amount is major"
        if level.major_from is None
        else f"major from {text(level.major_from)}"
    )
    leave = (
        "" if level.evacuate_from is None else f", leave the area from {text(level.evacuate_from)}"
    )
    return f"{level.published}, {level.nuclide_id}: {major}{leave}"


WASTE_CALCULATIONS = (
    Calculation(
        name="dis",
        title="Decay in storage: eligibility and first survey",
        inputs=(
            Input(
                "nuclide",
                "One radionuclide or several, with commas between",
                InputKind.NUCLIDES,
                required=True,
                also=("nuclides",),
            ),
            Input("sealed", "Date sealed, such as 2026-11-23", InputKind.DAY),
            Input("route", "Route of production, such as carrier-added", InputKind.TEXT),
            HALF_LIFE_SOURCE,
        ),
        outputs=(
            Output("eligible", "May be held for decay in storage"),
            Output("earliest_suggested_survey", "A survey is first worth making"),
            Output("flags", "What to know"),
            Output("longest_lived", "Longest-lived nuclide"),
            Output("half_life_d", "Its half-life", "d"),
            Output("ten_half_lives_d", "Ten half-lives", "d"),
        ),
        equation="T ≤ 120 d for every nuclide and every impurity of the named route; sealed + 10 · T",
        valid="a reminder, never a disposal date: the survey decides",
        citation="10 CFR 35.92(a) (72 FR 45151, 2007); impurities by the sources named with each",
        function=_dis,
    ),
    Calculation(
        name="sewer",
        title="Release to sanitary sewerage in a month (needs checking)",
        inputs=(
            Input(
                "nuclide",
                "One radionuclide or several, with commas between",
                InputKind.NAMES,
                required=True,
                also=("nuclides",),
            ),
            Input(
                "activity",
                "Activity of each in the month, with semicolons between",
                InputKind.ACTIVITIES,
                "MBq",
                required=True,
                also=("activities",),
            ),
            Input(
                "volume",
                "Average monthly volume of water into the sewer",
                InputKind.VOLUME,
                "mL",
                required=True,
                also=("volume-ml", "monthly-volume", "water"),
            ),
            Input(
                "year-to-date", "Released this year before", InputKind.ACTIVITY, "MBq", default="0"
            ),
        ),
        outputs=(
            Output("fraction", "Sum of fractions of the monthly limits"),
            Output("within", "At most 1"),
            Output("concentration_uCi_mL", "Concentration of the first nuclide", "µCi/mL"),
            Output("limit_uCi_mL", "Its limit", "µCi/mL"),
            Output("monthly_limit_mCi", "The first nuclide alone, at most", "mCi"),
            Output("monthly_limit_MBq", "The first nuclide alone, at most", "MBq"),
            Output("year_fraction", "Largest fraction of the yearly limits"),
            Output("year_within", "At most 1"),
            Output("verified", "Whether the limits were read in the appendix"),
        ),
        equation="Σ (A/V)/limit ≤ 1; yearly 5 Ci H-3, 1 Ci C-14, 1 Ci all others",
        valid="V above zero; soluble or dispersible biological material only",
        citation="10 CFR 20.2003(a); Part 20 Appendix B, Table 3 (not read)",
        function=_sewer,
        verify=True,
    ),
    Calculation(
        name="spill-class",
        title="Minor or major spill by the published levels",
        inputs=(
            Input("nuclide", "Radionuclide", InputKind.NAME, required=True),
            ACTIVITY,
            Input("level", "The site's own dividing activity", InputKind.ACTIVITY, "MBq"),
        ),
        outputs=(
            Output("class", "minor or major; none where no level is known"),
            Output("level_mCi", "Dividing activity", "mCi"),
            Output("any_amount", "Any amount is major"),
            Output("evacuate", "Leave the area"),
            Output("suggestion", "By a published suggestion, not by the site's own level"),
        ),
        equation="A ≥ level is major",
        valid="no default where no level is known",
        citation="NUREG-1556 Vol. 9 App. N by way of a published table; ABR study guide 2026, Table 8 (no NRC document)",
        function=_spill,
        verify=True,
    ),
)
