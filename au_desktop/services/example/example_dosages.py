"""The dosages of the worked example: some weeks of treatments, one directed outside 20 %, one oral directive still to write."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from au_desktop.domain.ids import InstrumentId, SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, ActivityUnit
from au_desktop.domain.radiation.dosage import PrescribedDosage
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.directives import OralDirective
from au_desktop.domain.safety.dosage_parts import (
    Administration,
    Residual,
    ResidualPart,
    SupplierValue,
)
from au_desktop.domain.safety.instruments import InstrumentKind
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.domain.safety.time_outs import Breastfeeding, IdentifierKind, Pregnancy
from au_desktop.services.bundle import Services
from au_desktop.services.example.example_hand import Stage
from au_desktop.services.example.example_moves import Move, at
from au_desktop.services.safety.dosage_log import DosageFacts
from au_desktop.services.safety.prescribing import DirectiveFacts
from au_desktop.services.safety.time_out_book import TimeOutFacts
from au_desktop.services.safety.treatment_file import treated_drug

_VIPIVOTIDE, _DOTATATE = "lu-177-vipivotide-tetraxetan", "lu-177-dotatate"
_RADIUM, _IODIDE = "ra-223-dichloride", "i-131-sodium-iodide"
_SATURDAY = 5
_SHIPPED = 26
_RESIDUAL = Decimal("0.012")
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class _Plan:
    """One treatment: how many days ago, for whom, with what, and what was out of the ordinary.

    `reading` is what was measured over what was expected; `shipped` what the supplier sent over what was prescribed.
    """

    ago: int
    patient: str
    drug_id: str
    prescribed: str
    unit: ActivityUnit = ActivityUnit.MCI
    upper: str = ""
    shipped: str = "1.10"
    reading: str = "1.00"
    revised: str = ""
    directed: str = ""
    stopped: str = ""
    not_used: str = ""
    swallowed: bool = False
    to_read: bool = False


_PLANS = (
    _Plan(34, "LR-7101", _VIPIVOTIDE, "200", reading="1.004"),
    _Plan(33, "LR-7102", _IODIDE, "100", shipped="1.08", swallowed=True),
    _Plan(27, "LR-7103", _DOTATATE, "200", reading="0.992"),
    _Plan(26, "LR-7104", _RADIUM, "110", ActivityUnit.UCI, shipped="1.05", reading="1.01"),
    _Plan(
        20,
        "LR-7105",
        _DOTATATE,
        "200",
        shipped="0.88",
        directed="the vial came short; the patient traveled far and the dosage is accepted for this cycle",
    ),
    _Plan(19, "LR-7106", _VIPIVOTIDE, "180", upper="220", shipped="1.25", reading="1.006"),
    _Plan(13, "LR-7107", _VIPIVOTIDE, "200", shipped="0.90", revised="160", reading="1.002"),
    _Plan(12, "LR-7108", _IODIDE, "150", shipped="1.09", swallowed=True),
    _Plan(7, "LR-7109", _VIPIVOTIDE, "200", not_used="the line occluded; returned to the hot lab"),
    _Plan(6, "LR-7110", _DOTATATE, "200", reading="0.997", stopped="the route was not read aloud"),
    _Plan(5, "LR-7111", _RADIUM, "98", ActivityUnit.UCI, shipped="1.06", reading="0.99"),
    _Plan(1, "LR-7112", _VIPIVOTIDE, "200", reading="1.003", to_read=True),
)


@dataclass(slots=True)
class _Played:
    """One treatment while it is played: what was recorded so far."""

    stage: Stage
    plan: _Plan
    day: date
    ids: dict[str, SafetyId] = field(default_factory=dict)

    def time(self, hour: int, minute: int = 0) -> Moment:
        return at(self.stage, self.day, hour, minute)

    def work(self, role: Role = Role.STAFF) -> Services:
        return self.stage.as_role(role)

    def amount(self, text: str) -> Activity:
        return Activity.of(text, self.plan.unit)


def example_dosages(stage: Stage, today: date) -> Iterator[Move]:
    """The moves of every treatment, the oral directive that waits, and one that waits for its signature."""
    for plan in _PLANS:
        yield from _treatment(_Played(stage, plan, _workday(today - timedelta(days=plan.ago))))
    yesterday = today - timedelta(days=1)
    yield Move(at(stage, yesterday, 17, 5), partial(_speak, stage, yesterday))
    yield Move(at(stage, yesterday, 16, 30), partial(_prepare, stage, today))


def _workday(day: date) -> date:
    """The day, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - _SATURDAY + 1))


def _treatment(played: _Played) -> Iterator[Move]:
    plan = played.plan
    steps: list[tuple[int, int, Callable[[_Played], object]]] = [
        (7, 30, _write),
        (8, 15, _sign),
        (9, 0, _determine),
    ]
    if plan.revised:
        steps.append((8, 40, _revise))
    if plan.directed:
        steps.append((9, 20, _direct))
    if plan.not_used:
        steps.append((9, 50, _set_aside))
    else:
        if plan.stopped:
            steps.append((9, 35, _stop))
        steps += [(9, 45, _hold), (10, 20, _give)]
        if not plan.to_read:
            steps.append((11, 5, _read))
    for hour, minute, step in steps:
        yield Move(played.time(hour, minute), partial(step, played))


def _write(played: _Played) -> None:
    facts = _facts(played, played.plan.prescribed)
    played.ids["directive"] = played.work().prescribing.prepare(facts).value


def _facts(played: _Played, low: str) -> DirectiveFacts:
    plan = played.plan
    upper = played.amount(plan.upper) if plan.upper else None
    return DirectiveFacts(
        patient_code=plan.patient,
        drug_id=plan.drug_id,
        prescribed=PrescribedDosage(played.amount(low), upper),
        authorized_user=_person(played.stage, Role.PRECEPTOR),
        route=played.work().desk.reference.drug(plan.drug_id).route,
        planned_for=played.time(10),
    )


def _person(stage: Stage, role: Role) -> PersonRef:
    actor = stage.as_role(role).desk.actor
    return PersonRef(actor.name, actor.person_id)


def _sign(played: _Played) -> None:
    played.work(Role.PRECEPTOR).prescribing.sign(played.ids["directive"])


def _revise(played: _Played) -> None:
    facts = _facts(played, played.plan.revised)
    prescribing = played.work(Role.PRECEPTOR).prescribing
    reason = "creatinine clearance fell since the last cycle: reduced dosage"
    revised = prescribing.revise(played.ids["directive"], facts, reason)
    played.ids["directive"] = revised.value


def _determine(played: _Played) -> None:
    plan, work = played.plan, played.work()
    drug = treated_drug(work.desk, plan.drug_id)
    sent = Activity((Decimal(plan.prescribed) * Decimal(plan.shipped)).quantize(_TENTH), plan.unit)
    now = played.time(9)
    supplied = Moment(now.utc - timedelta(hours=_SHIPPED), now.offset_minutes)
    supplier = SupplierValue(sent, supplied, "Example Pharmacy")
    expected = supplier.at_time(now, drug.half_life)
    reading = (expected.amount * Decimal(plan.reading)).quantize(_TENTH)
    facts = DosageFacts(
        patient_code=plan.patient,
        drug_id=plan.drug_id,
        at=now,
        determined_by=_person(played.stage, Role.STAFF),
        determined=Activity(reading, plan.unit),
        instrument_id=_calibrator(work),
        setting="the drug's own setting, container as delivered",
        supplier=supplier,
        lot=f"RX-{plan.patient[-4:]}",
        directive_id=played.ids["directive"],
    )
    played.ids["dosage"] = work.dosage_log.determine(facts).value


def _calibrator(work: Services) -> InstrumentId:
    kind = InstrumentKind.DOSE_CALIBRATOR
    return next(one.id for one in work.facilities.instruments() if one.kind is kind)


def _direct(played: _Played) -> None:
    log = played.work(Role.PRECEPTOR).dosage_log
    log.direct(played.ids["dosage"], played.plan.directed)


def _set_aside(played: _Played) -> None:
    played.work().dosage_log.set_aside(played.ids["dosage"], played.plan.not_used)


def _stop(played: _Played) -> None:
    _time_out(played, played.time(9, 35), played.plan.stopped)


def _hold(played: _Played) -> None:
    _time_out(played, played.time(9, 45), "")


def _time_out(played: _Played, moment: Moment, stopped: str) -> None:
    plan, work = played.plan, played.work()
    facts = TimeOutFacts(
        patient_code=plan.patient,
        drug_id=plan.drug_id,
        at=moment,
        led_by=_person(played.stage, Role.STAFF),
        present=(_person(played.stage, Role.PRECEPTOR),),
        identifiers=(IdentifierKind.NAME, IdentifierKind.BIRTH_DATE),
        directive_id=played.ids["directive"],
        dosage_id=played.ids["dosage"],
        route=work.desk.reference.drug(plan.drug_id).route,
        labeled=True,
        pregnancy=Pregnancy.NOT_APPLICABLE,
        breastfeeding=Breastfeeding.NOT_APPLICABLE,
        stopped_because=stopped,
    )
    work.time_outs.hold(facts)


def _give(played: _Played) -> None:
    plan, work = played.plan, played.work()
    given = Administration(
        played.time(10),
        work.desk.reference.drug(plan.drug_id).route,
        _person(played.stage, Role.STAFF),
        "" if plan.swallowed else "left forearm",
        played.time(10, 12),
    )
    work.dosage_log.give(played.ids["dosage"], given)


def _read(played: _Played) -> None:
    plan, work = played.plan, played.work()
    if plan.swallowed:
        work.dosage_log.read_residuals(
            played.ids["dosage"], (), waived="capsule swallowed, vial at background"
        )
        return
    left = (Decimal(plan.prescribed) * _RESIDUAL).quantize(_TENTH)
    read = Residual(ResidualPart.TOGETHER, Activity(left, plan.unit), played.time(11))
    work.dosage_log.read_residuals(played.ids["dosage"], (read,), _calibrator(work))


def _speak(stage: Stage, day: date) -> None:
    work = stage.as_role(Role.STAFF)
    facts = DirectiveFacts(
        patient_code="LR-7113",
        drug_id=_IODIDE,
        prescribed=PrescribedDosage(Activity.of(120, ActivityUnit.MCI)),
        authorized_user=_person(stage, Role.PRECEPTOR),
        route=work.desk.reference.drug(_IODIDE).route,
    )
    reason = "the airway narrows; the only dosage of the day decays"
    oral = OralDirective(at(stage, day, 17), _person(stage, Role.STAFF), reason)
    work.prescribing.enter_oral(facts, oral)


def _prepare(stage: Stage, today: date) -> None:
    work = stage.as_role(Role.STAFF)
    facts = DirectiveFacts(
        patient_code="LR-7114",
        drug_id=_VIPIVOTIDE,
        prescribed=PrescribedDosage(Activity.of("7.4", ActivityUnit.GBQ)),
        authorized_user=_person(stage, Role.PRECEPTOR),
        route=work.desk.reference.drug(_VIPIVOTIDE).route,
        planned_for=at(stage, today + timedelta(days=1), 10),
    )
    work.prescribing.prepare(facts)
