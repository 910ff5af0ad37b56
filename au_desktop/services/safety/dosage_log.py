"""Use cases about dosages: determined before use, directed where out of range, given under a directive, residual read after."""

from dataclasses import dataclass, replace
from uuid import UUID

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import CaseId, InstrumentId, RunId, SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity
from au_desktop.domain.radiation.dosage import PrescribedDosage
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.au_directions import AuDirection
from au_desktop.domain.safety.directives import Directive, require_in_force
from au_desktop.domain.safety.dosage_parts import Administration, Method, Residual, SupplierValue
from au_desktop.domain.safety.dosages import (
    Dosage,
    DosageSettled,
    require_determination,
    require_givable,
    with_residuals,
)
from au_desktop.domain.safety.instruments import InstrumentKind
from au_desktop.domain.safety.safety_records import MeterRef, PersonRef, RoomRef
from au_desktop.domain.safety.stock import Stock
from au_desktop.domain.safety.time_outs import TimeOut, TimeOutStopped
from au_desktop.domain.safety.treated_drugs import TreatedDrug
from au_desktop.domain.safety.treatments import require_fits
from au_desktop.services.desk import Desk
from au_desktop.services.outcomes import Outcome
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.safety.safety_book import SafetyBook, as_read
from au_desktop.services.safety.stock_keeping import draw_dosage
from au_desktop.services.safety.treatment_file import directive_in_force, treated_drug


@dataclass(frozen=True, slots=True)
class DosageFacts:
    """What a person enters of a determination; what was prescribed comes from the directive where one is named."""

    patient_code: str
    drug_id: str
    at: Moment
    determined_by: PersonRef
    determined: Activity | None = None
    small: bool = False
    unit_dosage: bool = True
    method: Method = Method.DIRECT
    instrument_id: InstrumentId | None = None
    setting: str = ""
    supplier: SupplierValue | None = None
    lot: str = ""
    prescribed: PrescribedDosage | None = None
    directive_id: SafetyId | None = None
    stock_id: SafetyId | None = None
    stock_all: bool = False
    room: RoomRef | None = None
    case_id: CaseId | None = None
    run_id: RunId | None = None
    notes: str = ""


class DosageLog:
    """Use cases about dosages."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._book = SafetyBook(desk)

    def determine(self, facts: DosageFacts) -> Outcome[SafetyId]:
        """Record the determination of a dosage (10 CFR 35.63(a)); what it takes from stock leaves it by the same change.

        Raises:
            TakesTooMuch, BeforeReceipt: the stock that it names cannot have given it.
            MethodUnfit, InstrumentUnfit: the rule does not take this method, or the instrument may not be used.
            NotTheSame: the directive is for another patient or drug.
        """
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            made = self._book.enter(change, self._made(change.uow, facts))
            draw_dosage(change, self._book, made)
        return Outcome(made.id, change.changes)

    def correct(self, key: SafetyId, facts: DosageFacts, seen: int | None = None) -> Outcome[None]:
        """Correct the determination of a dosage that was not given yet; an earlier direction of the AU falls away.

        Raises:
            RecordMoved: somebody took it further since it was read at revision `seen`.
        """
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            before = _open(change.uow, key, seen)
            made = self._made(change.uow, facts)
            redone = replace(
                made,
                id=before.id,
                entered_at=before.entered_at,
                entered_by=before.entered_by,
                amends=before.amends,
                amend_reason=before.amend_reason,
                run_id=facts.run_id or before.run_id,
            )
            kept = self._book.step(change, "correct dosage", before, redone)
            draw_dosage(change, self._book, kept, before)
        return Outcome(None, change.changes)

    def amend(self, key: SafetyId, facts: DosageFacts, reason: str) -> Outcome[SafetyId]:
        """Amend the determination of a dosage that was given: a new record takes the place of the earlier one.

        Administration, residuals and the authorized user's direction stay as they were recorded.
        """
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            before = change.uow.safety.get(Dosage, key)
            amended = replace(
                self._made(change.uow, facts),
                direction=before.direction,
                administration=before.administration,
                residuals=before.residuals,
                residual_waived=before.residual_waived,
                time_out_id=before.time_out_id,
                time_out_code=before.time_out_code,
                run_id=before.run_id,
            )
            entered = self._book.amend(change, before, amended, reason)
            draw_dosage(change, self._book, entered, before)
        return Outcome(entered.id, change.changes)

    def attach(self, key: SafetyId, directive_id: SafetyId) -> Outcome[None]:
        """Tie a dosage to its directive, whose prescribed dosage judges it from now on."""
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            before = _open(change.uow, key)
            directive = directive_in_force(change.uow, directive_id)
            tied = _under(replace(before, directive_id=directive_id), directive)
            self._book.step(change, "tie dosage to directive", before, tied)
        return Outcome(None, change.changes)

    def direct(self, key: SafetyId, reason: str, at: Moment | None = None) -> Outcome[None]:
        """Direct, as the authorized user, that a dosage outside 20 % or the range be used (10 CFR 35.63(d))."""
        with self._desk.change(Permission.PRESCRIBE) as change:
            before = _open(change.uow, key)
            when = at or change.at
            _require_past("directed", when, change.at)
            if when.utc < before.at.utc:
                raise Invalid("directed", "is before the dosage was determined")
            by = PersonRef(change.actor.name, change.actor.person_id)
            directed = replace(before, direction=AuDirection(by, when, reason.strip()))
            self._book.step(change, "direct dosage", before, directed, reason.strip())
        return Outcome(None, change.changes)

    def give(self, key: SafetyId, given: Administration) -> Outcome[None]:
        """Record the administration, judged by the directive in force at its moment.

        Raises:
            DirectiveMissing, SignedAfterAdministration: 10 CFR 35.40(a).
            DosageOutOfRange: 10 CFR 35.63(d), without a direction. DeterminedAfterUse: 35.63(a).
            NotTheSame: another patient, drug or route than the directive names. TimeOutStopped: the time-out said stop.
        """
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            before = change.uow.safety.get(Dosage, key)
            _require_past("given", given.ended_at or given.at, change.at)
            directive = directive_in_force(change.uow, before.directive_id)
            require_in_force(directive, before.drug, given.at, needed=before.directive_needed)
            judged = _under(before, directive)
            if directive is not None:
                require_fits(directive, judged, given.route)
            require_givable(judged, given.at)
            time_out = _time_out(change.uow, judged, given.at)
            tied = judged if time_out is None else _after(judged, time_out)
            self._book.step(change, "give dosage", before, replace(tied, administration=given))
        return Outcome(None, change.changes)

    def read_residuals(
        self,
        key: SafetyId,
        residuals: tuple[Residual, ...],
        instrument_id: InstrumentId | None = None,
        waived: str = "",
    ) -> Outcome[None]:
        """Record what was left after the administration, or why nothing was read; the net activity follows."""
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            before = change.uow.safety.get(Dosage, key)
            for one in residuals:
                _require_past("time of the residual", one.at, change.at)
            measured = tuple(
                replace(one, meter=_meter(change.uow, instrument_id, one.at)) for one in residuals
            )
            read = with_residuals(before, measured, waived.strip())
            self._book.step(change, "read residual", before, read, waived.strip())
        return Outcome(None, change.changes)

    def set_aside(self, key: SafetyId, reason: str, *, put_back: bool = False) -> Outcome[None]:
        """Note that a dosage was not used, and why; `put_back` returns it to the stock that it was taken from."""
        if not reason.strip():
            raise Invalid("reason", "say why the dosage was not used, and where it went")
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            before = _open(change.uow, key)
            if put_back and before.stock_id is None:
                raise Invalid("stock", "the dosage was not taken from stock")
            aside = replace(before, not_used=reason.strip(), put_back=put_back)
            self._book.step(change, "set dosage aside", before, aside, reason.strip())
            if put_back:
                self._book.give_back(change, key, reason.strip())
        return Outcome(None, change.changes)

    def _made(self, uow: UnitOfWork, facts: DosageFacts) -> Dosage:
        drug = treated_drug(self._desk, facts.drug_id)
        stock = _stock(uow, facts, drug)
        made = Dosage(
            **self._book.head(facts.at, facts.run_id),
            patient_code=facts.patient_code,
            drug=drug,
            prescribed=facts.prescribed,
            unit_dosage=facts.unit_dosage,
            method=facts.method,
            determined=facts.determined,
            determined_by=facts.determined_by,
            small=facts.small,
            meter=_meter(uow, facts.instrument_id, facts.at) if facts.method.measured else None,
            setting=facts.setting.strip(),
            supplier=facts.supplier,
            lot=facts.lot.strip() or ("" if stock is None else stock.lot),
            directive_id=facts.directive_id,
            stock_id=facts.stock_id,
            stock_code="" if stock is None else stock.code,
            stock_all=facts.stock_all and stock is not None,
            room=facts.room,
            case_id=facts.case_id,
            notes=facts.notes.strip(),
        )
        if not facts.determined_by.name.strip():
            raise Invalid("determined by", "is empty")
        require_determination(made)
        return _under(made, directive_in_force(uow, facts.directive_id))


def _open(uow: UnitOfWork, key: UUID, seen: int | None = None) -> Dosage:
    """A dosage that was neither given nor set aside."""
    dosage = as_read(uow, Dosage, key, seen)
    if dosage.administration is not None or dosage.not_used:
        raise DosageSettled(dosage.code, dosage.state)
    return dosage


def _under(dosage: Dosage, directive: Directive | None) -> Dosage:
    """The dosage with what its directive prescribes; a revision that came meanwhile takes the place of the earlier one."""
    if directive is None:
        return dosage
    require_fits(directive, dosage)
    return replace(
        dosage,
        prescribed=directive.prescribed,
        directive_id=directive.id,
        directive_code=directive.code,
        case_id=dosage.case_id or directive.case_id,
    )


def _stock(uow: UnitOfWork, facts: DosageFacts, drug: TreatedDrug) -> Stock | None:
    """The stock that the facts name; it holds the nuclide of the drug, and a dosage without a figure empties it."""
    if facts.stock_id is None:
        return None
    stock = uow.safety.get(Stock, facts.stock_id)
    if stock.nuclide_id != drug.nuclide_id or stock.drug_id not in ("", drug.id):
        raise Invalid("stock", f"{stock.code} holds {stock.label}, not {drug.title}")
    if facts.determined is None and not facts.stock_all:
        raise Invalid("stock", "without a figure, only all that is left can be taken")
    return stock


def _meter(uow: UnitOfWork, key: InstrumentId | None, at: Moment) -> MeterRef | None:
    """The dose calibrator as it was on that day, refused where it may not be used."""
    if key is None:
        return None
    instrument = uow.instruments.get(key)
    if instrument.kind is not InstrumentKind.DOSE_CALIBRATOR:
        raise Invalid("dose calibrator", f"{instrument.name} is a {instrument.kind.value}")
    instrument.require_fit(at.local.date())
    return MeterRef.of(instrument)


def _time_out(uow: UnitOfWork, dosage: Dosage, before: Moment) -> TimeOut | None:
    """The newest time-out of the dosage or its directive by that moment."""
    held = [one for key in (dosage.id, dosage.directive_id) if key for one in _held(uow, key)]
    return max((one for one in held if one.at <= before), key=lambda one: one.at, default=None)


def _held(uow: UnitOfWork, key: UUID) -> tuple[TimeOut, ...]:
    return uow.safety.linked(TimeOut, key)


def _after(dosage: Dosage, time_out: TimeOut) -> Dosage:
    if not time_out.go:
        raise TimeOutStopped(time_out.code, time_out.stops)
    return replace(dosage, time_out_id=time_out.id, time_out_code=time_out.code)


def _require_past(field: str, at: Moment, now: Moment) -> None:
    if at.utc > now.utc:
        raise Invalid(field, "lies in the future")
