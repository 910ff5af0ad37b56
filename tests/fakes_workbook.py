"""Rows, facts and a signer for tests of the workbook, without any center file."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from au_desktop.domain.audit import LogHead
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import (
    Activity,
    ActivityUnit,
    CountRate,
    CountRateUnit,
    DoseRate,
    DoseRateUnit,
)
from au_desktop.domain.training.counting.gate import GateReason, Reason
from au_desktop.exchange.rso_workbook import RsoWorkbookWriter
from au_desktop.exchange.workbook_reader import SealedWorkbookReader
from au_desktop.security.seals import Ed25519Signer, fingerprint, verify
from au_desktop.services.workbook.hour_rows import HourSheetRow
from au_desktop.services.workbook.listing_rows import ListingRow
from au_desktop.services.workbook.onboarding_rows import OnboardingRow
from au_desktop.services.workbook.sheet_rows import (
    AdministrationRow,
    CaseSheetRow,
    ChecklistRow,
    DosageRow,
    GapRow,
    SheetAmounts,
    SignOffRow,
    SurveyRow,
    TemplateVersion,
    TraineeSheetRow,
)
from au_desktop.services.workbook.workbook_checks import VerificationReport, WorkbookChecks
from au_desktop.services.workbook.workbook_manifest import BookFacts
from tests.fakes_hours import some_courses, some_work
from tests.listing_examples import some_listings
from tests.onboarding_examples import some_onboarding

MADE_AT = Moment(datetime(2026, 11, 22, 9, 30, 15, tzinfo=UTC), -300)
FACTS = BookFacts(
    center_id="0192f000-0000-7000-8000-000000000001",
    center="Lakeside R&D Theranostics Center",
    license_number="13-00000-01",
    period="2026-11-01 to 2026-11-30",
    filters="all",
    program="0.1.0",
    schema="1",
    profile="nrc-2019: NRC, 2019",
    templates=(TemplateVersion("lu177", 1, "Lu-177 administration", "ab" * 32),),
    made_by="Rosa Ortiz (rso)",
    made_by_id="0192f000-0000-7000-8000-000000000002",
    made_at=MADE_AT,
    log=LogHead(1200, bytes(range(32))),
)


def signer(seed: int = 1) -> Ed25519Signer:
    key = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
    public = key.public_key().public_bytes(
        serialization.Encoding.Raw, serialization.PublicFormat.Raw
    )
    return Ed25519Signer(UUID(int=seed), public, key)


def at(hours: int = 0) -> Moment:
    return Moment(datetime(2026, 11, 3, 14, 5, 59, tzinfo=UTC) + timedelta(hours=hours), -300)


def mci(amount: str) -> Activity:
    return Activity(Decimal(amount), ActivityUnit.MCI)


def gbq(amount: str) -> Activity:
    return Activity(Decimal(amount), ActivityUnit.GBQ)


def rate(amount: str, unit: DoseRateUnit = DoseRateUnit.MR_H) -> DoseRate:
    return DoseRate(Decimal(amount), unit)


ADMINISTRATION = AdministrationRow(
    case="C-000017",
    on=date(2026, 11, 3),
    given_at=at(),
    patient_code="P-2041",
    drug="lutetium Lu 177 vipivotide tetraxetan (Pluvicto)",
    nuclide="Lu-177",
    route="intravenous",
    prescribed=SheetAmounts(mci("200")),
    assay=mci("203.4"),
    residual=mci("1.1"),
    administered=mci("202.3"),
    assayed_at=at(-1),
    supervisor="Keller, Anna",
    license_number="13-00000-01",
    location="Therapy suite 2",
    trainee="Okafor, Chidi",
    part="performed",
    checklist="R-000311",
    state="signed",
)
DOSAGE = DosageRow(
    checklist="R-000310",
    case="C-000017",
    patient_code="P-2041",
    drug=ADMINISTRATION.drug,
    nuclide="Lu-177",
    lot="LX-88121",
    prescribed=SheetAmounts(mci("200")),
    determined=mci("240"),
    determined_at=at(-1),
    determined_by="Okafor, Chidi",
    instrument="Calibrator 1",
    part="performed",
    state="signed",
)
SURVEY = SurveyRow(
    checklist="R-000320",
    at=at(3),
    room="Therapy suite 2",
    place="Chair or bed, highest",
    instrument="Ludlow 3, 210443",
    background=rate("0.02"),
    reading=rate("0.15"),
    trigger=rate("5"),
    action=None,
    surveyed_by="Okafor, Chidi",
    note="",
    state="signed",
)
TRAINEE = TraineeSheetRow(
    trainee="T-004",
    name="Okafor, Chidi",
    degree="MD",
    pathway="35.390",
    profile="nrc-2019",
    status="active",
    license_state="IL",
    member_until=date(2027, 6, 30),
    capacity="supervised participant",
    category="G3 Parenteral",
    needed=3,
    counted=1,
    waiting=1,
    satisfied_by="",
    cases_in_period=2,
)
CASE = CaseSheetRow(
    case="C-000017",
    on=date(2026, 11, 3),
    trainee="Okafor, Chidi",
    trainee_code="T-004",
    drug=ADMINISTRATION.drug,
    administered=mci("202.3"),
    category="G3 Parenteral",
    part="performed",
    supervisor="Keller, Anna",
    location="Therapy suite 2",
    license_number="13-00000-01",
    patient_code="P-2041",
    state="given",
    counts=False,
    reasons=(
        Reason(GateReason.NOT_CONFIRMED),
        Reason(GateReason.CHANGED_SINCE_CONFIRMED, {"date": "2026-11-04"}),
    ),
)
CHECKLIST = ChecklistRow(
    checklist="R-000311",
    template="Lu-177 vipivotide tetraxetan administration",
    version=1,
    event_at=at(),
    about="C-000017, Okafor, Chidi",
    section="Assay",
    item="Measured activity",
    answer="203.4 mCi",
    amount=Decimal("203.4"),
    unit="mCi",
    finding="",
    note="",
    answered_by="Okafor, Chidi",
    answered_at=at(),
    state="signed",
)
SIGN_OFF = SignOffRow(
    checklist="R-000311",
    template=CHECKLIST.template,
    signer="Keller, Anna",
    role="preceptor",
    meaning="supervised",
    event_at=at(),
    entered_at=at(),
    signed_at=at(2),
    digest="cd" * 32,
    validity="valid",
    broken_fields=(),
)
GAP = GapRow(
    "Signature waited for", "R-000320", date(2026, 11, 3), "End-of-day survey", "Reviewed", "rso"
)


@dataclass
class Rows:
    """Rows in memory; a list each, or anything that can be iterated anew."""

    of_administrations: Any = field(default_factory=list)
    of_dosage_checks: Any = field(default_factory=list)
    of_surveys: Any = field(default_factory=list)
    of_trainees: Any = field(default_factory=list)
    of_cases: Any = field(default_factory=list)
    of_checklists: Any = field(default_factory=list)
    of_signatures: Any = field(default_factory=list)
    of_gaps: Any = field(default_factory=list)
    of_onboarding: Any = field(default_factory=list)
    of_preceptors: Any = field(default_factory=list)
    of_classroom: Any = field(default_factory=list)
    of_work: Any = field(default_factory=list)
    of_safety: Any = field(default_factory=dict)

    def administrations(self) -> Iterator[AdministrationRow]:
        return iter(self.of_administrations)

    def dosage_checks(self) -> Iterator[DosageRow]:
        return iter(self.of_dosage_checks)

    def surveys(self) -> Iterator[SurveyRow]:
        return iter(self.of_surveys)

    def safety(self, rows: Any) -> Iterator[Any]:
        return iter(self.of_safety.get(rows, ()))

    def trainees(self) -> Iterator[TraineeSheetRow]:
        return iter(self.of_trainees)

    def cases(self) -> Iterator[CaseSheetRow]:
        return iter(self.of_cases)

    def classroom_hours(self) -> Iterator[HourSheetRow]:
        return iter(self.of_classroom)

    def work_experience(self) -> Iterator[HourSheetRow]:
        return iter(self.of_work)

    def preceptors(self) -> Iterator[ListingRow]:
        return iter(self.of_preceptors)

    def checklists(self) -> Iterator[ChecklistRow]:
        return iter(self.of_checklists)

    def signatures(self) -> Iterator[SignOffRow]:
        return iter(self.of_signatures)

    def gaps(self) -> Iterator[GapRow]:
        return iter(self.of_gaps)

    def onboarding(self) -> Iterator[OnboardingRow]:
        return iter(self.of_onboarding)


def some_administrations() -> list[AdministrationRow]:
    """Every way in which a dosage given may compare with its directive."""
    changes: tuple[dict[str, Any], ...] = (
        {},
        {"prescribed": SheetAmounts(gbq("7.4")), "assay": gbq("8.9"), "residual": gbq("0.02")},
        {"prescribed": SheetAmounts(gbq("7.4")), "assay": gbq("9.1")},
        {"prescribed": SheetAmounts(mci("180"), mci("210"))},
        {"prescribed": SheetAmounts(mci("205"), mci("210")), "state": "no checklist"},
        {"assay": None, "residual": None, "state": "waiting for signature"},
        {"assay": None, "residual": None, "administered": None, "part": "", "given_at": None},
        {"prescribed": SheetAmounts()},
    )
    return [
        replace(ADMINISTRATION, case=f"C-{number:06d}", **change)
        for number, change in enumerate(changes, 17)
    ]


def some_dosages() -> list[DosageRow]:
    """At, inside and outside of 20 % and a range."""
    pairs = (
        (mci("240"), SheetAmounts(mci("200"))),
        (mci("160"), SheetAmounts(mci("200"))),
        (mci("240.001"), SheetAmounts(mci("200"))),
        (gbq("8.88"), SheetAmounts(gbq("7.4"))),
        (gbq("4.44"), SheetAmounts(gbq("3.7"))),
        (mci("31.2"), SheetAmounts(mci("30"), mci("33"))),
        (mci("33.1"), SheetAmounts(mci("30"), mci("33"))),
        (mci("33.1"), SheetAmounts()),
    )
    return [replace(DOSAGE, determined=one, prescribed=asked) for one, asked in pairs]


def some_readings() -> list[SurveyRow]:
    """Below, above a trigger, above an action level, a count rate, and one without limits."""
    return [
        SURVEY,
        replace(SURVEY, reading=rate("5.2"), note="-cleaned, see =log"),
        replace(SURVEY, reading=rate("2.5"), trigger=rate("0.1"), action=rate("2")),
        replace(SURVEY, reading=CountRate(Decimal(260), CountRateUnit.CPM), trigger=None),
        replace(SURVEY, reading=rate("3", DoseRateUnit.USV_H), trigger=None),
    ]


def some_trainees() -> list[TraineeSheetRow]:
    """Open, satisfied by another category, complete, and without a category."""
    return [
        TRAINEE,
        replace(TRAINEE, category="G1 Oral up to 33 mCi", counted=0, satisfied_by="G2"),
        replace(TRAINEE, trainee="T-005", counted=5),
        replace(TRAINEE, trainee="T-006", category="", needed=None, counted=None, waiting=None),
    ]


def some_rows() -> Rows:
    """A month in which every branch of every formula is taken."""
    return Rows(
        some_administrations(),
        some_dosages(),
        some_readings(),
        some_trainees(),
        [
            CASE,
            replace(CASE, case="C-000018", counts=True, reasons=()),
            replace(CASE, case="C-000016", state="voided"),
        ],
        [
            CHECKLIST,
            replace(
                CHECKLIST, item="Drug", answer="done", amount=None, unit="", finding="attention"
            ),
        ],
        [
            SIGN_OFF,
            replace(SIGN_OFF, validity="broken", broken_fields=("answers[3].number",)),
        ],
        [
            GAP,
            replace(
                GAP, kind="Instrument", record="Ludlow 3", detail="calibration overdue", who=""
            ),
        ],
        some_onboarding(),
        some_listings(),
        some_courses(),
        some_work(),
    )


def write(
    folder: Path, rows: Rows | None = None, facts: BookFacts = FACTS, name: str = "rso.xlsx"
) -> Path:
    """Write a workbook and give its place."""
    made = RsoWorkbookWriter(fingerprint).write(
        folder / name,
        (facts, rows or some_rows()),
        signer(),
        lambda _done, _total: None,
        lambda: False,
    )
    return made.path


def check(path: Path) -> VerificationReport:
    """The verdict without a center."""
    return WorkbookChecks(SealedWorkbookReader(), verify).check(path)
