"""The manifest of a workbook: what is signed reads back as it was written, and another format is refused."""

import json
from datetime import UTC, datetime

import pytest

from au_desktop.domain.audit import LogHead
from au_desktop.domain.moments import Moment
from au_desktop.services.workbook.sheet_rows import TemplateVersion
from au_desktop.services.workbook.workbook_manifest import BookFacts, Manifest

FACTS = BookFacts(
    center_id="center-1",
    center="Lakeside RPT Center",
    license_number="45-00000-01",
    period="2026-11-01 to 2026-11-30",
    filters="all",
    program="0.1.0",
    schema="2",
    profile="nrc-2019",
    templates=(TemplateVersion("end_of_day_survey", 3, "End-of-day survey", "ab" * 32),),
    made_by="Robin Ellery (RSO)",
    made_by_id="rso-1",
    made_at=Moment(datetime(2026, 11, 20, 15, 0, tzinfo=UTC), -300),
    log=LogHead(7, bytes(range(32))),
)


def test_it_reads_back_as_it_was_written() -> None:
    manifest = Manifest(FACTS, (), "cd" * 32)
    assert Manifest.from_document(json.loads(manifest.to_bytes())) == manifest


def test_another_format_is_named_and_refused() -> None:
    document = json.loads(Manifest(FACTS, (), "").to_bytes())
    with pytest.raises(ValueError, match="unknown format 'au-desktop-of-2040'"):
        Manifest.from_document({**document, "format": "au-desktop-of-2040"})
