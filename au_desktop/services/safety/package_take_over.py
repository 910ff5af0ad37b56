"""Takes a submitted checklist of package receipt over into the form of a package, so that nothing is typed twice."""

from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import TypeVar

from au_desktop.domain.checklists.answers import (
    AnswerValue,
    At,
    Chosen,
    Measured,
    Number,
    Reference,
    Text,
)
from au_desktop.domain.checklists.runs import Run
from au_desktop.domain.ids import InstrumentId, PersonId, RunId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, CountRate, DoseRate
from au_desktop.domain.radiation.safety_checks import PACKAGE_WIPE_CM2, PACKAGE_WIPE_EFFICIENCY
from au_desktop.domain.safety.package_rules import (
    ContentsForm,
    PackageCondition,
    PackageLabel,
    TypeAQuantity,
)
from au_desktop.domain.safety.packages import NoticeParty, Package, PackageNotice, PackageWipe
from au_desktop.domain.safety.safety_records import MeterRef, PersonRef
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.desk import Desk
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.safety.package_receipt import PackageReceipt

KIND = "package_receipt"
BACK = timedelta(days=92)
_MOST = 60
_LABELS = {
    "white_1": PackageLabel.WHITE_I,
    "yellow_2": PackageLabel.YELLOW_II,
    "yellow_3": PackageLabel.YELLOW_III,
}
_QUANTITIES = {"above": TypeAQuantity.ABOVE, "not_arranged": TypeAQuantity.NOT_ARRANGED}
_FORMS = {"gas": ContentsForm.GAS, "special": ContentsForm.SPECIAL}
_CALLS = ((NoticeParty.CARRIER, "carrier_called"), (NoticeParty.AGENCY, "nrc_called"))
V = TypeVar("V", bound=AnswerValue)
Q = TypeVar("Q", Activity, CountRate, DoseRate)


@dataclass(frozen=True, slots=True)
class PackageOffer:
    """A submitted checklist from which no package was made yet."""

    run_id: RunId
    code: str
    at: Moment
    words: str


class PackageTakeOver:
    """Use cases about checklists of package receipt."""

    def __init__(self, desk: Desk, receipt: PackageReceipt) -> None:
        self._desk, self._receipt = desk, receipt

    def offers(self) -> tuple[PackageOffer, ...]:
        """Checklists of the last three months from which no package was made yet, newest first."""
        today = self._desk.today()
        with self._desk.reading() as uow:
            packages = uow.safety.between(Package, today - BACK, today)
            taken = {package.run_id for package in packages if package.voided is None}
            ids = [one.id for _, one in uow.templates.current(today) if one.kind == KIND]
            done = [
                each
                for template_id in ids
                for each in self._desk.queries.done_runs(template_id, None, None, _MOST)
                if each.day >= today - BACK and each.run_id not in taken
            ]
            found = [_offer(uow.runs.get(each.run_id)) for each in done]
        return tuple(sorted(found, key=lambda one: one.at.utc, reverse=True))

    def package(self, run_id: RunId) -> Package:
        """A package with everything that the checklist says; what it does not ask is left to be typed."""
        with self._desk.reading() as uow:
            run = uow.runs.get(run_id)
            answers = _Answers(run)
            meter = _meter(uow, answers.named("survey_instrument"))
            counter = _meter(uow, answers.named("wipe_counter"))
        at = answers.moment("received_at") or run.event_time
        person = answers.person("received_by")
        return replace(
            self._receipt.blank(at),
            run_id=run.id,
            day_begins=answers.moment("day_begins"),
            carrier=answers.text("carrier"),
            received_by=person,
            label=_LABELS.get(answers.choice("label"), PackageLabel.NONE),
            label_index=answers.number("label_index"),
            quantity=_QUANTITIES.get(answers.choice("type_a"), TypeAQuantity.WITHIN),
            contents_form=_FORMS.get(answers.choice("form"), ContentsForm.OTHER),
            condition=_condition(answers),
            meter=meter,
            background=answers.quantity("background", DoseRate),
            surface=answers.quantity("rate_surface", DoseRate),
            at_1_m=answers.quantity("rate_1m", DoseRate),
            counter=counter,
            wipes=_wipes(answers),
            monitored_at=answers.moment("monitored_at"),
            monitored_by=person,
            late_reason=answers.text("late_reason"),
            notices=_notices(answers, person),
            notes=_notes(answers),
        )


class _Answers:
    """Reads one run; None, or nothing, where an answer is missing."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self.code = run_code(run.number)

    def _value(self, item: str, kind: type[V]) -> V | None:
        answer = self._run.answer(item)
        value = None if answer is None else answer.value
        return value if isinstance(value, kind) else None

    def moment(self, item: str) -> Moment | None:
        value = self._value(item, At)
        return None if value is None else value.moment

    def text(self, item: str) -> str:
        value = self._value(item, Text)
        return "" if value is None else value.text

    def choice(self, item: str) -> str:
        value = self._value(item, Chosen)
        return "" if value is None else "".join(value.keys[:1])

    def number(self, item: str) -> Decimal | None:
        value = self._value(item, Number)
        return None if value is None else value.amount

    def quantity(self, item: str, kind: type[Q]) -> Q | None:
        value = self._value(item, Measured)
        quantity = None if value is None else value.quantity
        return quantity if isinstance(quantity, kind) else None

    def named(self, item: str) -> Reference | None:
        return self._value(item, Reference)

    def person(self, item: str) -> PersonRef | None:
        value = self.named(item)
        if value is None:
            return None
        return PersonRef(value.label, None if value.id is None else PersonId(value.id))


def _offer(run: Run) -> PackageOffer:
    answers = _Answers(run)
    at = answers.moment("received_at") or run.event_time
    content = answers.text("content") or answers.text("carrier")
    words = f"{answers.code}: received {at.local:%Y-%m-%d %H:%M}"
    return PackageOffer(run.id, answers.code, at, f"{words}, {content}" if content else words)


def _meter(uow: UnitOfWork, named: Reference | None) -> MeterRef | None:
    if named is None or named.id is None:
        return None
    return MeterRef.of(uow.instruments.get(InstrumentId(named.id)))


def _condition(answers: _Answers) -> PackageCondition:
    damaged = answers.choice("condition") == "damaged"
    return PackageCondition.DAMAGED if damaged else PackageCondition.INTACT


def _wipes(answers: _Answers) -> tuple[PackageWipe, ...]:
    gross = answers.quantity("wipe_gross", CountRate)
    background = answers.quantity("wipe_background", CountRate)
    efficiency = answers.number("wipe_efficiency")
    if gross is None or background is None or efficiency is None:
        return ()
    area = answers.number("wipe_area") or PACKAGE_WIPE_CM2
    picked = answers.number("pick_up") or PACKAGE_WIPE_EFFICIENCY
    return (PackageWipe("highest wipe", gross, background, efficiency, area, picked),)


def _notices(answers: _Answers, person: PersonRef | None) -> tuple[PackageNotice, ...]:
    """Whoever is not named made no call that this record could vouch for."""
    if person is None:
        return ()
    said = answers.text("notify_words")
    return tuple(
        PackageNotice(party, at, person, "", note=said)
        for party, at in ((party, answers.moment(item)) for party, item in _CALLS)
        if at is not None
    )


def _notes(answers: _Answers) -> str:
    """The contents stand in the checklist as words, without a calibration time: they are typed into the form."""
    activity = answers.quantity("activity", Activity)
    parts = (answers.text("content"), "" if activity is None else activity.format())
    contents = ", ".join(part for part in parts if part)
    return f"Contents by {answers.code}: {contents}" if contents else ""
