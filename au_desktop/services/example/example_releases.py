"""The releases of the worked example: instruction sheets, releases on every basis, one sheet not given, one held."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, DoseRate, Duration
from au_desktop.domain.radiation.patient_release import THYROID_CANCER
from au_desktop.domain.reference.release_sheets import Topic
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.infant_exposure import Asked, InfantAdvice
from au_desktop.domain.safety.instruction_sheets import SheetText
from au_desktop.domain.safety.occupancy import TWO_DAYS
from au_desktop.domain.safety.release_facts import (
    IodineFactors,
    Loss,
    Model,
    RateReading,
    SpecificFactors,
)
from au_desktop.domain.safety.release_findings import BasisKind
from au_desktop.domain.safety.releases import Decision, InstructionsGiven
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.services.bundle import Services
from au_desktop.services.example.example_hand import Stage
from au_desktop.services.example.example_moves import Move, at
from au_desktop.services.safety.patient_releases import ReleaseForm

_VIPIVOTIDE, _DOTATATE = "lu-177-vipivotide-tetraxetan", "lu-177-dotatate"
_RADIUM, _IODIDE = "ra-223-dichloride", "i-131-sodium-iodide"
_SHEETS = {
    _VIPIVOTIDE: "lu-177-vipivotide",
    _DOTATATE: "lu-177-dotatate",
    _RADIUM: "ra-223-dichloride",
    _IODIDE: "i-131-sodium-iodide",
}
_OWN_WORDS = {
    Topic.DISTANCE: "Stay more than 3 feet away from other people for 3 days. This is our own rule.",
    Topic.PUBLIC: "No bus, train or airplane on the first day. Drive home alone or sit in the back seat.",
    Topic.TOILET: "Use a bathroom of your own for 2 days. Sit down, flush twice, wash your hands.",
}
_SATURDAY = 5
_SHEETS_KEPT = 40
_TOLD = tuple(one.key for one in TWO_DAYS)


@dataclass(frozen=True, slots=True)
class _Plan:
    """One release: how many days ago, for whom, what; on which basis; what was out of the ordinary."""

    ago: int
    patient: str
    drug_id: str
    activity: str
    basis: BasisKind = BasisKind.ADMINISTERED
    rate: str = ""
    cancer: bool = False
    curve: bool = False
    asked: Asked = Asked.NOT_APPLICABLE
    why_not: str = ""
    held: bool = False


_PLANS = (
    _Plan(34, "LR-7101", _VIPIVOTIDE, "201 mCi"),
    _Plan(33, "LR-7102", _IODIDE, "100 mCi", BasisKind.SPECIFIC, cancer=True, asked=Asked.NO),
    _Plan(27, "LR-7103", _DOTATATE, "198 mCi", asked=Asked.NO),
    _Plan(26, "LR-7104", _RADIUM, "111 µCi"),
    _Plan(20, "LR-7105", _DOTATATE, "176 mCi", asked=Asked.NO),
    _Plan(19, "LR-7106", _VIPIVOTIDE, "201 mCi",
          why_not="left by ambulance for the emergency department before the sheet was printed"),
    _Plan(13, "LR-7107", _VIPIVOTIDE, "160 mCi", BasisKind.SPECIFIC, "2.9 mrem/h", curve=True),
    _Plan(12, "LR-7108", _IODIDE, "150 mCi", BasisKind.MEASURED, "6.8 mrem/h", asked=Asked.NO),
    _Plan(5, "LR-7111", _RADIUM, "98 µCi"),
    _Plan(1, "LR-7112", _VIPIVOTIDE, "200 mCi"),
    _Plan(1, "LR-7114", _IODIDE, "200 mCi", BasisKind.MEASURED, "24 mrem/h", held=True),
)  # fmt: skip


def example_releases(stage: Stage, today: date) -> Iterator[Move]:
    """The sheets first, then every release some hours after its treatment."""
    begun = _workday(today - timedelta(days=_SHEETS_KEPT))
    yield Move(at(stage, begun, 9), partial(_keep_sheets, stage))
    for plan in _PLANS:
        day = _workday(today - timedelta(days=plan.ago))
        yield Move(at(stage, day, 16, 20), _keeping(stage, plan, day))


def _keeping(stage: Stage, plan: _Plan, day: date) -> Callable[[], object]:
    return partial(_release, stage, plan, day)


def _workday(day: date) -> date:
    """The day, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - _SATURDAY + 1))


def _keep_sheets(stage: Stage) -> None:
    """A version of every sheet that is given, with the person to call; one of them with the center's own words."""
    services = stage.as_role(Role.RSO)
    sheets = services.instruction_sheets
    for agent in _SHEETS.values():
        text = replace(
            sheets.text(agent),
            contact="Example R., radiation safety",
            phone="(555) 010-0142",
            hours="Monday to Friday, 8 to 17",
            emergency="At night: hospital operator, (555) 010-0100",
        )
        kept = sheets.keep(text, "first version").value
        if agent == _SHEETS[_DOTATATE]:
            sheets.keep(_with_own_words(kept.text), "contact days of the center added")


def _with_own_words(text: SheetText) -> SheetText:
    lines = tuple(
        replace(line, center_says=_OWN_WORDS.get(line.topic, line.center_says))
        for line in text.lines
    )
    return replace(text, lines=lines)


def _release(stage: Stage, plan: _Plan, day: date) -> object:
    services = stage.as_role(Role.RSO)
    given, now = at(stage, day, 10, 30), at(stage, day, 16, 10)
    by = PersonRef(services.desk.actor.name, services.desk.actor.person_id)
    form = ReleaseForm(
        administered=Activity.parse(plan.activity),
        administered_at=given,
        at=now,
        nuclide_id=services.desk.reference.drug(plan.drug_id).nuclide_id,
        drug_id=plan.drug_id,
        patient_code=plan.patient,
        specific=_specific(plan),
        readings=_readings(plan, stage, day),
        decision=Decision.HELD if plan.held else Decision.RELEASED,
        basis=plan.basis,
        authorized_by=by,
        instructions=_told(services, plan, by, now),
        infant=InfantAdvice(plan.asked),
        notes="Waits in the inpatient room for decay." if plan.held else "",
    )
    return services.patient_releases.keep(_with_rate(services, form, plan, by))


def _with_rate(services: Services, form: ReleaseForm, plan: _Plan, by: PersonRef) -> ReleaseForm:
    if not plan.rate:
        return form
    day = form.at.local.date()
    meters = services.patient_releases.tools().meters
    fit = [one.instrument for one in meters if one.instrument.fitness_on(day).usable]
    return replace(
        form,
        rate=DoseRate.parse(plan.rate),
        rate_at=form.at,
        instrument_id=fit[0].id,
        surveyor=by,
    )


def _specific(plan: _Plan) -> SpecificFactors | None:
    plain = SpecificFactors(occupancy=Decimal("0.25"), confirmed=_TOLD)
    if plan.cancer:
        first, second = THYROID_CANCER.first, THYROID_CANCER.second
        factors = IodineFactors(
            "thyroid-cancer", first.fraction, first.effective_half_life, second.fraction,
            second.effective_half_life, basis="NRC Regulatory Guide 8.39 Rev 0, Table B-1",
        )  # fmt: skip
        return replace(plain, model=Model.IODINE, iodine=factors)
    if plan.curve:
        return replace(
            plain, model=Model.RATE, loss=Loss.EFFECTIVE, effective=Duration.parse("46 h"),
            half_life_basis="last cycle, readings at 2 h, 5 h and 24 h",
        )  # fmt: skip
    return None


def _readings(plan: _Plan, stage: Stage, day: date) -> tuple[RateReading, ...]:
    if not plan.curve:
        return ()
    read = ((12, "3.3 mrem/h"), (14, "3.1 mrem/h"), (16, "2.9 mrem/h"))
    return tuple(RateReading(at(stage, day, hour), DoseRate.parse(rate)) for hour, rate in read)


def _told(services: Services, plan: _Plan, by: PersonRef, now: Moment) -> InstructionsGiven:
    if plan.held or plan.why_not:
        return InstructionsGiven(why_not=plan.why_not)
    (row,) = services.instruction_sheets.for_drug(plan.drug_id)
    return InstructionsGiven(
        row.title,
        row.sheet_id,
        row.version,
        row.language,
        written=True,
        to_whom=("patient",),
        by=by,
        at=now,
    )
