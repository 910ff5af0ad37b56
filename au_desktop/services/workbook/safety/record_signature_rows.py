"""Rows of the sheet Signatures for safety records; kinds that are kept out of general view are left out."""

from collections.abc import Iterator, Mapping

from au_desktop.domain.ids import PersonId
from au_desktop.domain.people import Person
from au_desktop.domain.safety.record_types import RECORD_TYPES
from au_desktop.domain.safety.safety_records import SafetyRecord
from au_desktop.domain.signing.validity import Verify
from au_desktop.services.safety.record_signing import judged_standing
from au_desktop.services.workbook.sheet_rows import Days, SheetSource, SignOffRow


def record_signature_rows(
    source: SheetSource, days: Days, people: Mapping[PersonId, Person], verify: Verify
) -> Iterator[SignOffRow]:
    """Every signature on a safety record of the period, by kind and event."""
    for kind in RECORD_TYPES.values():
        if kind.SEEN_BY is None:
            for record in source.safety(kind, days):
                yield from _rows(source, record, people, verify)


def _rows(
    source: SheetSource,
    record: SafetyRecord,
    people: Mapping[PersonId, Person],
    verify: Verify,
) -> Iterator[SignOffRow]:
    for one in source.safety_signatures(record.id):
        amended = source.safety_amended(record.id)
        signer = people.get(one.signer_id)
        standing = judged_standing(one, record, signer, verify, amended=amended)
        yield SignOffRow(
            checklist=record.code,
            template=f"{record.KIND.value}, revision {one.revision}",
            signer=one.signer,
            role=one.role.value,
            meaning=one.meaning.value,
            event_at=record.at,
            entered_at=record.entered_at,
            signed_at=one.signed_at,
            digest=one.digest.hex(),
            validity=standing.value,
            broken_fields=(),
        )
