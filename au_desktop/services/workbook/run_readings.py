"""Reads cases and runs into the rows of the RSO workbook, by the keys that all templates agree on."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from au_desktop.domain.checklists.answers import (
    Answer,
    AnswerValue,
    At,
    Chosen,
    Computed,
    Confirmed,
    Measured,
    Number,
    PartTaken,
    Reference,
    Skipped,
    Text,
    Timed,
    YesNo,
)
from au_desktop.domain.checklists.items import Item
from au_desktop.domain.checklists.runs import answers_by_item
from au_desktop.domain.checklists.verdicts import Severity, item_findings
from au_desktop.domain.ids import PersonId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, CountRate, DoseRate, DoseRateUnit
from au_desktop.domain.reference.library import Reference as ReferenceData
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.workbook.sheet_rows import (
    AdministrationRow,
    ChecklistRow,
    DosageRow,
    FilledRun,
    GivenCase,
    SheetAmounts,
    SurveyRow,
)

ADMINISTRATION = "administration"
DOSAGE_ASSAY = "dosage_assay"
AREA_SURVEY = "area_survey"

PRESCRIBED, PRESCRIBED_LOW, PRESCRIBED_HIGH = "prescribed", "prescribed_low", "prescribed_high"
ASSAY, ASSAY_TIME, ASSAYED_BY = "assay_activity", "assay_time", "assayed_by"
ASSAY_INSTRUMENT, LOT = "assay_instrument", "lot"
RESIDUAL, GIVEN = "residual_activity", "administration"
PART, PART_IN_ASSAY = "part_overall", "part_assay"
BACKGROUND, SURVEY_INSTRUMENT, SURVEYED_BY = "background", "survey_instrument", "surveyed_by"
PATIENT_CODE = "patient_code"
_READING = "reading"


def administration_row(given: GivenCase, reference: ReferenceData) -> AdministrationRow:
    """The row of one dosage given."""
    case, filled = given.case, given.filled
    answers = {} if filled is None else answers_by_item(filled.run.answers)
    drug = reference.drugs.get(case.drug_id)
    prescribed = _prescribed(answers)
    if case.prescribed is not None:
        prescribed = SheetAmounts(case.prescribed.low, case.prescribed.high)
    return AdministrationRow(
        case=case.code,
        on=case.on,
        given_at=_moment(answers, GIVEN) or (None if filled is None else filled.run.event_time),
        patient_code=case.patient_code,
        drug=case.drug_id if drug is None else drug.title,
        nuclide="" if drug is None else drug.nuclide_id,
        route="" if drug is None else drug.route.value,
        prescribed=prescribed,
        assay=_activity(answers, ASSAY),
        residual=_activity(answers, RESIDUAL),
        administered=case.administered,
        assayed_at=_moment(answers, ASSAY_TIME),
        supervisor=given.supervisor,
        license_number=case.license_number,
        location=case.location,
        trainee=given.trainee,
        part=case.part.value if case.part is not None else _part(answers, PART),
        checklist="" if filled is None else run_code(filled.run.number),
        state="no checklist" if filled is None else filled.state.value,
    )


def dosage_rows(
    filled: FilledRun, reference: ReferenceData, people: Mapping[PersonId, str]
) -> Iterator[DosageRow]:
    """The determination that a run holds, if it holds one."""
    answers = answers_by_item(filled.run.answers)
    determined = _activity(answers, ASSAY)
    if determined is None:
        return
    drug = reference.drugs.get(filled.run.subject.drug_id or _drug_id(answers))
    by = answers[ASSAY].by
    yield DosageRow(
        checklist=run_code(filled.run.number),
        case=filled.names.case,
        patient_code=_label(answers, PATIENT_CODE) or filled.names.patient_code,
        drug=_label(answers, "drug") if drug is None else drug.title,
        nuclide="" if drug is None else drug.nuclide_id,
        lot=_label(answers, LOT),
        prescribed=_prescribed(answers),
        determined=determined,
        determined_at=_moment(answers, ASSAY_TIME) or filled.run.event_time,
        determined_by=_label(answers, ASSAYED_BY) or people.get(by, ""),
        instrument=_label(answers, ASSAY_INSTRUMENT) or filled.names.instrument,
        part=_part(answers, PART_IN_ASSAY),
        state=filled.state.value,
    )


def survey_rows(filled: FilledRun, people: Mapping[PersonId, str]) -> Iterator[SurveyRow]:
    """One row for each reading of a survey, in the order of the work."""
    answers = answers_by_item(filled.run.answers)
    background = answers.get(BACKGROUND)
    for item in filled.template.items:
        answer = answers.get(item.key)
        if answer is None or not item.key.startswith(_READING):
            continue
        reading = _quantity(answer.value)
        if not isinstance(reading, DoseRate | CountRate):
            continue
        trigger, action = _limits(item)
        yield SurveyRow(
            checklist=run_code(filled.run.number),
            at=filled.run.event_time,
            room=filled.names.room or _label(answers, "room"),
            place=item.title,
            instrument=_label(answers, SURVEY_INSTRUMENT) or filled.names.instrument,
            background=_dose_rate(background),
            reading=reading,
            trigger=trigger,
            action=action,
            surveyed_by=_label(answers, SURVEYED_BY) or people.get(answer.by, ""),
            note=answer.note,
            state=filled.state.value,
        )


def checklist_rows(filled: FilledRun, people: Mapping[PersonId, str]) -> Iterator[ChecklistRow]:
    """One row for each answered item, in the order of the work."""
    answers = answers_by_item(filled.run.answers)
    names = filled.names
    about = ", ".join(part for part in (names.case, names.trainee, names.room) if part)
    code = run_code(filled.run.number)
    for section in filled.template.sections:
        for item in section.items:
            answer = answers.get(item.key)
            if answer is None:
                continue
            amount = _amount(answer.value)
            yield ChecklistRow(
                checklist=code,
                template=filled.template.title,
                version=filled.template.version,
                event_at=filled.run.event_time,
                about=about,
                section=section.title,
                item=item.title,
                answer=answer_words(item, answer.value),
                amount=None if amount is None else amount[0],
                unit="" if amount is None else amount[1],
                finding=_finding(item, answer),
                note=answer.note,
                answered_by=people.get(answer.by, ""),
                answered_at=answer.at,
                state=filled.state.value,
            )


_SEVERITY_WORDS = {
    Severity.CRITICAL_STOP: "critical",
    Severity.ACTION: "action",
    Severity.ATTENTION: "attention",
}


def _finding(item: Item, answer: Answer) -> str:
    found = {finding.severity for finding in item_findings(item, answer)}
    return next((word for severity, word in _SEVERITY_WORDS.items() if severity in found), "")


def answer_words(item: Item, value: AnswerValue) -> str:
    """The answer in words; numbers as entered with their unit, times as the local clock showed them."""
    match value:
        case Confirmed(done):
            words = "done" if done else "not done"
        case YesNo(reply):
            words = reply.value
        case Chosen(keys):
            words = "; ".join(_choice_title(item, key) for key in keys)
        case Text(words) | Reference(_, words):
            pass
        case PartTaken(part, level):
            words = part.value if level is None else f"{part.value}, level {level}"
        case Skipped(reason):
            words = f"skipped: {reason}" if reason else "skipped"
        case At() | Timed():
            words = _time_words(value)
        case _:
            amount, unit = _figure(value)
            words = f"{amount:f} {unit}".rstrip()
    return words


def _choice_title(item: Item, key: str) -> str:
    choice = item.choice(key)
    return key if choice is None else choice.title


def _time_words(value: At | Timed) -> str:
    moments = (value.moment,) if isinstance(value, At) else (value.started, value.stopped)
    return " to ".join(
        f"{moment.local:%Y-%m-%d %H:%M}" for moment in moments if moment is not None
    )


def _amount(value: AnswerValue) -> tuple[Decimal, str] | None:
    return _figure(value) if isinstance(value, Number | Computed | Measured) else None


def _figure(value: Number | Computed | Measured) -> tuple[Decimal, str]:
    if isinstance(value, Measured):
        return value.quantity.amount, value.quantity.unit.value
    return value.amount, value.unit


def _quantity(value: AnswerValue) -> object:
    return value.quantity if isinstance(value, Measured) else None


def _activity(answers: Mapping[str, Answer], key: str) -> Activity | None:
    answer = answers.get(key)
    quantity = None if answer is None else _quantity(answer.value)
    return quantity if isinstance(quantity, Activity) else None


def _dose_rate(answer: Answer | None) -> DoseRate | None:
    quantity = None if answer is None else _quantity(answer.value)
    return quantity if isinstance(quantity, DoseRate) else None


def _prescribed(answers: Mapping[str, Answer]) -> SheetAmounts:
    low = _activity(answers, PRESCRIBED)
    if low is not None:
        return SheetAmounts(low)
    return SheetAmounts(_activity(answers, PRESCRIBED_LOW), _activity(answers, PRESCRIBED_HIGH))


def _moment(answers: Mapping[str, Answer], key: str) -> Moment | None:
    answer = answers.get(key)
    match None if answer is None else answer.value:
        case At(moment):
            return moment
        case Timed(started, _):
            return started
        case _:
            return None


def _label(answers: Mapping[str, Answer], key: str) -> str:
    answer = answers.get(key)
    match None if answer is None else answer.value:
        case Reference(_, label):
            return label
        case Text(text):
            return text
        case _:
            return ""


def _drug_id(answers: Mapping[str, Answer]) -> str:
    answer = answers.get("drug")
    value = None if answer is None else answer.value
    return value.drug_id if isinstance(value, Reference) else ""


def _part(answers: Mapping[str, Answer], key: str) -> str:
    answer = answers.get(key)
    value = None if answer is None else answer.value
    return value.part.value if isinstance(value, PartTaken) else ""


def _limits(item: Item) -> tuple[DoseRate | None, DoseRate | None]:
    """The figures above which someone must look, and above which something must be done."""
    limits = item.limits
    if limits is None or limits.unit not in DoseRate.unit_names():
        return None, None
    unit = DoseRateUnit(limits.unit)
    look, act = limits.high_attention, limits.high_action
    return (
        None if look is None else DoseRate(look, unit),
        None if act is None else DoseRate(act, unit),
    )
