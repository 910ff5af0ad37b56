"""The sheet Signatures: one sign-off with its three times and its validity."""

from au_desktop.exchange.cells import CellValue
from au_desktop.exchange.columns import Column, Kind, Sheet, Style, Total
from au_desktop.services.workbook.sheet_rows import SignOffRow

_STATES = {
    "valid": Style.PASS,
    "broken": Style.FAIL,
    "key revoked": Style.FAIL,
    "superseded": Style.VOID,
    "voided": Style.VOID,
    "the key is not": Style.FAIL,
    "the record": Style.VOID,
}


def _values(row: SignOffRow) -> tuple[CellValue, ...]:
    return (
        row.checklist,
        row.template,
        row.signer,
        row.role,
        row.meaning,
        row.event_at.local,
        row.entered_at.local,
        row.signed_at.local,
        row.validity,
        ", ".join(row.broken_fields),
        row.digest,
    )


SIGNATURES: Sheet[SignOffRow] = Sheet(
    "Signatures",
    "One signature on a checklist or safety record of the period; validity was worked out when this workbook was made.",
    (
        Column("checklist", "Record", 11),
        Column("template", "Checklist or kind", 28, Kind.LONG_TEXT),
        Column("signer", "Signer", 22, Kind.LONG_TEXT),
        Column("role", "Role", 12),
        Column("meaning", "Meaning", 12),
        Column("event_at", "Event (local time)", 16, Kind.MOMENT),
        Column("entered_at", "Entered (local time)", 16, Kind.MOMENT),
        Column("signed_at", "Signed (local time)", 16, Kind.MOMENT),
        Column("validity", "Validity", 14, words=_STATES),
        Column("fields", "Broken at", 24, Kind.LONG_TEXT),
        Column("digest", "Record's digest (SHA-256)", 36, Kind.LONG_TEXT),
    ),
    _values,
    "No signature on a record of this period.",
    totals=(Total("Signatures broken", "validity", "broken"),),
)
