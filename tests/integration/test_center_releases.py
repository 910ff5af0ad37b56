"""Releases and instruction sheets in a real, encrypted center: kept whole, found again after closing, printed as a PDF."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, DoseRate
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.release_facts import RateReading
from au_desktop.domain.safety.release_findings import BasisKind
from au_desktop.domain.safety.safety_records import RecordKind
from au_desktop.services.bundle import Services
from au_desktop.services.rows import PageRequest
from au_desktop.services.safety.patient_releases import ReleaseForm
from au_desktop.services.safety_stores import SafetyFilter
from tests.centers import CenterFolder, equip, make_center
from tests.pdf_words import words_of
from tests.release_examples import LEE, NOT_NURSING, WRITTEN, iodine_model


@pytest.fixture(scope="module")
def center(tmp_path_factory) -> CenterFolder:
    made = make_center(tmp_path_factory.mktemp("centers") / "Hillside.aucenter")
    with made.opened() as opened:
        equip(opened.services)
    return made


def ago(services: Services, hours: float) -> Moment:
    now = services.desk.clock.now()
    return Moment(now.utc - timedelta(hours=hours), now.offset_minutes)


def form(services: Services) -> ReleaseForm:
    (choice,) = services.patient_releases.tools().meters
    meter = choice.instrument
    readings = ((20, "30 mrem/h"), (5, "20 mrem/h"), (2, "18 mrem/h"))
    return ReleaseForm(
        administered=Activity.parse("200 mCi"),
        administered_at=ago(services, 22),
        at=ago(services, 1),
        nuclide_id="I-131",
        drug_id="i-131-sodium-iodide",
        patient_code="P-0012",
        rate=DoseRate.parse("18 mrem/h"),
        rate_at=ago(services, 2),
        instrument_id=meter.id,
        surveyor=LEE,
        specific=iodine_model(),
        readings=tuple(RateReading(ago(services, h), DoseRate.parse(r)) for h, r in readings),
        basis=BasisKind.SPECIFIC,
        authorized_by=LEE,
        instructions=WRITTEN,
        infant=NOT_NURSING,
    )


def test_a_release_is_kept_whole_and_found(center: CenterFolder) -> None:
    with center.opened(Role.RSO) as opened:
        services = opened.services
        key = services.patient_releases.keep(form(services)).value
        kept = services.patient_releases.get(key)
    with center.opened(Role.RSO) as again:
        services = again.services
        assert services.patient_releases.get(key) == kept
        found = services.safety_book.page(
            SafetyFilter(RecordKind.RELEASE, words="P-0012"), PageRequest()
        )
        assert [(row.code, row.state) for row in found.rows] == [("RL-0001", "released")]
        assert kept.reckoning.fit is not None
        services.patient_releases.correct(
            key, replace(services.patient_releases.form_of(kept), patient_code="P-0013")
        )
        history = services.safety_book.history(type(kept), key)
        assert [record.patient_code for _, record in history] == ["P-0012", "P-0013"]


def test_a_sheet_is_kept_in_versions_and_printed(center: CenterFolder, tmp_path: Path) -> None:
    with center.opened(Role.RSO) as opened:
        sheets = opened.services.instruction_sheets
        text = replace(
            sheets.text("lu-177-vipivotide"), contact="Lee Fox", phone="555 0100", hours="8 to 17"
        )
        first = sheets.keep(text).value
        sheets.keep(replace(text, phone="555 0101"), "new number")
        target = tmp_path / "sheet.pdf"
        digest = sheets.print_sheet(first.id, "P-0012", target).value
    with center.opened(Role.RSO) as again:
        sheets = again.services.instruction_sheets
        versions = sheets.versions("lu-177-vipivotide", "English")
        assert [one.version for one in versions] == [2, 1]
        assert sheets.get(first.id) == first
        assert len(digest) == 64
    words = words_of(target)
    for said in ("P-0012", "Lee Fox: 555 0100", "15 days", "Version 1, English"):
        assert said in words
