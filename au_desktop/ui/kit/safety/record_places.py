"""Where each kind of safety record is shown: the page and the tab."""

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from au_desktop.domain.safety.safety_records import RecordKind
from au_desktop.ui.kit.targets import TabTarget

PLACES: Mapping[RecordKind, tuple[str, str]] = MappingProxyType(
    {
        RecordKind.DIRECTIVE: ("safety", "dosages"),
        RecordKind.TIME_OUT: ("safety", "dosages"),
        RecordKind.DOSAGE: ("safety", "dosages"),
        RecordKind.PACKAGE: ("safety", "packages"),
        RecordKind.STOCK: ("safety", "inventory"),
        RecordKind.STOCK_TAKE: ("safety", "inventory"),
        RecordKind.SURVEY: ("safety", "surveys"),
        RecordKind.RELEASE: ("release", "records"),
        RecordKind.CONTAINER: ("waste", "storage"),
        RecordKind.TRANSFER: ("waste", "transfers"),
        RecordKind.SEWER: ("waste", "sewer"),
        RecordKind.EVENT: ("safety", "events"),
        RecordKind.INSTRUMENT_CHECK: ("instruments", "instruments"),
        RecordKind.SOURCE: ("instruments", "sources"),
        RecordKind.SOURCE_CHECK: ("instruments", "sources"),
        RecordKind.VISIT: ("safety", "people"),
        RecordKind.INSTRUCTION: ("safety", "people"),
        RecordKind.DOSIMETER: ("safety", "people"),
        RecordKind.DOSE_ENTRY: ("safety", "people"),
        RecordKind.PREGNANCY: ("safety", "people"),
    }
)


def record_place(kind: RecordKind, record_id: UUID | None = None) -> tuple[str, TabTarget]:
    """The page and the target that show a record, or the tab of its kind."""
    page, tab = PLACES[kind]
    return page, TabTarget(tab, record_id)
