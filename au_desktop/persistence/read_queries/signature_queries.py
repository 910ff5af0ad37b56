"""Signatures given, as a list."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, func, select

from au_desktop.domain.ids import RunId
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.persistence.id_batches import in_batches
from au_desktop.persistence.listing.keysets import fetch_keys
from au_desktop.persistence.tables.run_tables import runs
from au_desktop.persistence.tables.sign_off_tables import sign_offs
from au_desktop.persistence.tables.template_version_tables import template_versions
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.rows import Page, PageRequest, SignatureRow

_KEYS = (sign_offs.c.signed_at, sign_offs.c.id)


def signature_page(connection: Connection, request: PageRequest) -> Page[SignatureRow]:
    """Signatures, newest first."""
    newest_first = replace(request, descending=True)
    page = fetch_keys(connection, select(sign_offs.c.id), _KEYS, newest_first)
    total = connection.execute(select(func.count()).select_from(sign_offs)).scalar_one()
    return Page(_rows(connection, [row.id for row in page.rows]), page.next, total)


def _rows(connection: Connection, ids: Sequence[UUID]) -> tuple[SignatureRow, ...]:
    found: dict[UUID, SignatureRow] = {}
    for batch in in_batches(ids):
        for row in connection.execute(_DETAILS.where(sign_offs.c.id.in_(batch))):
            found[row.id] = _signature_row(row)
    return tuple(found[key] for key in ids)


_DETAILS: Select[Any] = (
    select(
        sign_offs.c.id,
        sign_offs.c.run_id,
        runs.c.number,
        template_versions.c.title,
        sign_offs.c.signer,
        sign_offs.c.role,
        sign_offs.c.meaning,
        runs.c.event_at,
        runs.c.event_at_offset,
        runs.c.entered_at,
        runs.c.entered_at_offset,
        sign_offs.c.signed_at,
        sign_offs.c.signed_at_offset,
    )
    .select_from(sign_offs)
    .join(runs, runs.c.id == sign_offs.c.run_id)
    .join(template_versions, template_versions.c.digest == runs.c.template_digest)
)


def _signature_row(row: Row[Any]) -> SignatureRow:
    return SignatureRow(
        run_id=RunId(row.run_id),
        code=run_code(row.number),
        template_title=row.title,
        signer=row.signer,
        role=Role(row.role),
        meaning=row.meaning,
        event_at=Moment(row.event_at, row.event_at_offset),
        entered_at=Moment(row.entered_at, row.entered_at_offset),
        signed_at=Moment(row.signed_at, row.signed_at_offset),
    )
