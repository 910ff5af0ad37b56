"""Two versions of a checklist, and submitted, void, replaced and open runs of them: what item statistics are tested on."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from au_desktop.domain.canonical import canonical_bytes
from au_desktop.domain.checklists.answers import (
    Answer,
    AnswerValue,
    Chosen,
    Confirmed,
    Measured,
    Number,
    Override,
    PartTaken,
    Reply,
    Skipped,
    StepPart,
    Text,
    Timed,
    YesNo,
)
from au_desktop.domain.checklists.items import Choice, ItemType
from au_desktop.domain.checklists.limits import Limits
from au_desktop.domain.checklists.run_documents import run_document
from au_desktop.domain.checklists.runs import Run, Subject, Voided
from au_desktop.domain.checklists.template_documents import template_digest
from au_desktop.domain.checklists.templates import Section, Template
from au_desktop.domain.ids import CaseId, PersonId, RunId, TraineeId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, DoseRate, QuantityKind
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.sign_offs import Seal
from au_desktop.services.ports import UnitOfWork
from tests.checklist_examples import NOON, a_template, an_item

RATE = an_item(
    "rate",
    ItemType.QUANTITY,
    quantity_kind=QuantityKind.DOSE_RATE,
    limits=Limits("mR/h", high_attention=Decimal("0.1"), high_action=Decimal(2)),
)
LEAK = an_item(
    "leak",
    ItemType.QUANTITY,
    quantity_kind=QuantityKind.ACTIVITY,
    limits=Limits("Bq", high_action=Decimal(185), limit_counts=True),
)
DIFFERENCE = an_item(
    "difference",
    ItemType.NUMBER,
    units=("%",),
    limits=Limits(
        "%",
        low_action=Decimal(-20),
        low_attention=Decimal(-10),
        high_attention=Decimal(10),
        high_action=Decimal(20),
    ),
)
WAIT = an_item("wait", ItemType.TIMER, limits=Limits("min", low_action=Decimal(30)))
READY = an_item("ready", ItemType.YES_NO, expected=("yes",), critical=True)
USED = an_item("used", ItemType.CHOICES, expected=("one", "three"))
USED = replace(USED, choices=(*USED.choices, Choice("three", "Three")))
RESULT = an_item("result", ItemType.CHOICE)
STEP_ASSAY = an_item("part_assay", ItemType.PART_TAKEN, trainee_part=True)
STEP_SURVEY = an_item("part_survey", ItemType.PART_TAKEN, trainee_part=True)
REMARKS = an_item("remarks", ItemType.TEXT)

FIRST = a_template(
    RATE,
    LEAK,
    DIFFERENCE,
    WAIT,
    replace(READY, title="Old words"),
    USED,
    RESULT,
    STEP_ASSAY,
    STEP_SURVEY,
    an_item("dropped"),
    id="given",
    title="Given",
    kind="administration",
)
SECOND = replace(
    FIRST,
    version=2,
    title="Given, newer",
    sections=(
        Section(
            "only",
            "Measure",
            (
                replace(RATE, limits=Limits("µSv/h", high_action=Decimal(1))),
                *FIRST.sections[0].items[1:4],
                READY,
                *FIRST.sections[0].items[5:9],
            ),
        ),
        Section("rest", "Rest", (REMARKS,)),
    ),
)
OTHER = a_template(STEP_ASSAY, id="survey", title="A survey", kind="area_survey")
LIBRARY = (FIRST, SECOND, OTHER)

DAY = NOON.local.date()
PERSON = PersonId(UUID(int=7))


class Filing:
    """Puts submitted runs into a unit of work, in memory or on disk."""

    def __init__(self, uow: UnitOfWork, by: PersonId, subject: Subject | None = None) -> None:
        self.uow = uow
        self._by = by
        self._subject = subject or Subject()
        self._number = 500
        for template in LIBRARY:
            uow.templates.add(template_digest(template), template)

    def run(self, template: Template, on: date = DAY, **values: AnswerValue) -> Run:
        """A submitted run of that day."""
        run = self.draft(template, on, **values)
        self.uow.runs.mark_submitted(run.id, run.entry_time, self._by, 0)
        return run

    def draft(self, template: Template, on: date = DAY, **values: AnswerValue) -> Run:
        """A run that is not submitted."""
        self._number += 1
        at = Moment(NOON.utc + timedelta(days=(on - DAY).days), NOON.offset_minutes)
        run = Run(
            id=RunId(UUID(int=9000 + self._number)),
            number=self._number,
            template_id=template.id,
            template_version=template.version,
            template_digest=template_digest(template),
            subject=self._subject,
            event_time=at,
            entry_time=at,
            started_by=self._by,
            answers=tuple(Answer(key, value, self._by, at) for key, value in values.items()),
        )
        self.uow.runs.add(run)
        return run

    def about(self, case_id: CaseId | None, trainee_id: TraineeId | None) -> None:
        """What the next runs are about."""
        self._subject = Subject(case_id=case_id, trainee_id=trainee_id)

    def void(self, run: Run) -> None:
        """Take a run out of the record."""
        self.uow.runs.void(run.id, Voided("twice", self._by, run.entry_time))

    def amended(self, run: Run, **values: AnswerValue) -> Run:
        """A signed amendment that stands in front of the run."""
        self._number += 1
        new = replace(
            run,
            id=RunId(UUID(int=9000 + self._number)),
            number=self._number,
            amends=run.id,
            amend_reason="a digit",
            answers=tuple(
                Answer(key, value, self._by, run.entry_time) for key, value in values.items()
            ),
        )
        self.uow.runs.add(new)
        self.uow.runs.mark_submitted(new.id, run.entry_time, self._by, 0)
        content = canonical_bytes(run_document(self.uow.runs.get(new.id)))
        self.uow.sign_offs.add_seal(Seal.over(new.id, content, run.entry_time))
        return new

    def overridden(self, run: Run, key: str) -> None:
        """Record why an answer may stand."""
        (answer,) = (one for one in run.answers if one.item == key)
        override = Override("seen by the AU", self._by, Role.PRECEPTOR, run.entry_time)
        self.uow.runs.put_answers(run.id, (replace(answer, override=override),))


def rate(text: str) -> Measured:
    """A dose rate."""
    return Measured(DoseRate.parse(text))


def percent(text: str) -> Number:
    """A number in percent."""
    return Number(Decimal(text), "%")


def file_many(filing: Filing) -> None:
    """Amounts at, just beyond and well beyond every limit, words of every kind, and runs that must not count."""
    for text in ("0.1 mR/h", "1 µSv/h", "0.10001 mR/h", "2 mR/h", "20.001 µSv/h"):
        filing.run(FIRST, rate=rate(text), ready=YesNo(Reply.YES))
    for text in ("1 µSv/h", "0.1001 mR/h"):
        filing.run(SECOND, DAY + timedelta(days=1), rate=rate(text))
    for text in ("184.999 Bq", "0.005 µCi", "185 Bq", "1 kBq"):
        filing.run(FIRST, leak=Measured(Activity.parse(text)))
    for text in ("-20.001", "-20", "-10.5", "-10", "10", "10.001", "20", "20.001"):
        filing.run(FIRST, difference=percent(text))
    for minutes in (29, 30, 31):
        stop = Moment(NOON.utc + timedelta(minutes=minutes), NOON.offset_minutes)
        filing.run(SECOND, wait=Timed(NOON, stop))
    _file_words(filing)
    _file_what_does_not_count(filing)


def _file_words(filing: Filing) -> None:
    unready = filing.run(FIRST, ready=YesNo(Reply.NO), dropped=Confirmed(done=False))
    filing.overridden(unready, "ready")
    for keys in (("one", "three"), ("three", "one"), ("one",), ("one", "two", "three")):
        filing.run(FIRST, used=Chosen(keys))
    for key in ("one", "two"):
        filing.run(SECOND, result=Chosen((key,)), remarks=Text("fine"))
    for _ in range(3):
        filing.run(SECOND, remarks=Skipped("no time"), rate=Skipped("meter away"))


def _file_what_does_not_count(filing: Filing) -> None:
    filing.void(filing.run(FIRST, rate=rate("9 mR/h")))
    filing.draft(FIRST, rate=rate("9 mR/h"))
    filing.amended(filing.run(FIRST, rate=rate("9 mR/h")), rate=rate("0.05 mR/h"))
    filing.run(OTHER, part_assay=PartTaken(StepPart.PERFORMED))
