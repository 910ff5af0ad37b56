"""The manifest of a workbook: what it holds and which log it was made from, as the plain document that is signed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from au_desktop.domain.audit import LogHead
from au_desktop.domain.canonical import Document, canonical_bytes
from au_desktop.domain.moments import Moment
from au_desktop.services.workbook.sheet_rows import TemplateVersion

MANIFEST_FORMAT = "au-desktop/rso-workbook/1"


@dataclass(frozen=True, slots=True)
class BookFacts:
    """What every page of a workbook says of its making."""

    center_id: str
    center: str
    license_number: str
    period: str
    filters: str
    program: str
    schema: str
    profile: str
    templates: tuple[TemplateVersion, ...]
    made_by: str
    made_by_id: str
    made_at: Moment
    log: LogHead


@dataclass(frozen=True, slots=True)
class SheetSeal:
    """One sheet: its name, records, width in cells, the columns that the RSO may fill, its digest, that of its results."""

    title: str
    rows: int
    width: int
    review_columns: tuple[int, ...]
    digest: str
    results_digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The facts, every sheet in order, and the digest of the short cell hashes."""

    facts: BookFacts
    sheets: tuple[SheetSeal, ...]
    cell_hashes: str

    def to_bytes(self) -> bytes:
        """The canonical bytes that are signed."""
        return canonical_bytes(self._document())

    def _document(self) -> Document:
        facts = self.facts
        return {
            "format": MANIFEST_FORMAT,
            "center": {
                "id": facts.center_id,
                "name": facts.center,
                "license": facts.license_number,
            },
            "period": facts.period,
            "filters": facts.filters,
            "program": facts.program,
            "schema": facts.schema,
            "profile": facts.profile,
            "templates": [
                {
                    "id": used.template_id,
                    "version": used.version,
                    "title": used.title,
                    "digest": used.digest,
                }
                for used in facts.templates
            ],
            "made": {
                "by": facts.made_by,
                "by_id": facts.made_by_id,
                "at": facts.made_at.iso(),
                "at_utc": facts.made_at.utc.isoformat(),
            },
            "log": {"length": facts.log.length, "digest": facts.log.digest.hex()},
            "sheets": [
                {
                    "title": sheet.title,
                    "rows": sheet.rows,
                    "width": sheet.width,
                    "review_columns": list(sheet.review_columns),
                    "sha256": sheet.digest,
                    "results_sha256": sheet.results_digest,
                }
                for sheet in self.sheets
            ],
            "cell_hashes_sha256": self.cell_hashes,
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Manifest":
        """Read back what `to_bytes` wrote, parsed from JSON.

        Raises:
            ValueError, KeyError, TypeError: it is not such a document.
        """
        if document["format"] != MANIFEST_FORMAT:
            message = f"unknown format {document['format']!r}"
            raise ValueError(message)
        return cls(
            _facts(document),
            tuple(_sheet(one) for one in document["sheets"]),
            str(document["cell_hashes_sha256"]),
        )


def _facts(document: Mapping[str, Any]) -> BookFacts:
    center, made, log = document["center"], document["made"], document["log"]
    return BookFacts(
        center_id=str(center["id"]),
        center=str(center["name"]),
        license_number=str(center["license"]),
        period=str(document["period"]),
        filters=str(document["filters"]),
        program=str(document["program"]),
        schema=str(document["schema"]),
        profile=str(document["profile"]),
        templates=tuple(
            TemplateVersion(
                str(one["id"]), int(one["version"]), str(one["title"]), str(one["digest"])
            )
            for one in document["templates"]
        ),
        made_by=str(made["by"]),
        made_by_id=str(made["by_id"]),
        made_at=Moment.from_iso(made["at"]),
        log=LogHead(int(log["length"]), bytes.fromhex(log["digest"])),
    )


def _sheet(document: Mapping[str, Any]) -> SheetSeal:
    return SheetSeal(
        title=str(document["title"]),
        rows=int(document["rows"]),
        width=int(document["width"]),
        review_columns=tuple(int(column) for column in document["review_columns"]),
        digest=str(document["sha256"]),
        results_digest=str(document["results_sha256"]),
    )
