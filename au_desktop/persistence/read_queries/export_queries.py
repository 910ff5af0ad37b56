"""Files that left the center, as a list."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, func, select

from au_desktop.domain.ids import ExportId
from au_desktop.domain.moments import Moment
from au_desktop.persistence.listing.keysets import fetch_keys
from au_desktop.persistence.tables.export_tables import exports
from au_desktop.services.rows import ExportRow, Page, PageRequest


def export_page(connection: Connection, request: PageRequest) -> Page[ExportRow]:
    """Files that left, newest first."""
    newest_first = replace(request, descending=True)
    page = fetch_keys(connection, select(exports), (exports.c.made_at, exports.c.id), newest_first)
    total = connection.execute(select(func.count()).select_from(exports)).scalar_one()
    return Page(tuple(_export_row(row) for row in page.rows), page.next, total)


def _export_row(row: Row[Any]) -> ExportRow:
    return ExportRow(
        export_id=ExportId(row.id),
        what=row.what,
        file_name=row.file_name,
        period=row.period,
        made_by=row.made_by,
        made_at=Moment(row.made_at, row.made_at_offset),
        digest=row.digest,
        log_length=row.log_length,
    )
