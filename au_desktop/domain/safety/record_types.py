"""The type of each kind of radiation safety record; a kind that is not here cannot be signed or printed."""

from collections.abc import Mapping
from types import MappingProxyType

from au_desktop.domain.safety.packages import Package
from au_desktop.domain.safety.releases import Release
from au_desktop.domain.safety.safety_records import RecordKind, SafetyRecord
from au_desktop.domain.safety.stock import Stock, StockTake

_TYPES: tuple[type[SafetyRecord], ...] = (
    Package,
    Release,
    Stock,
    StockTake,
)

RECORD_TYPES: Mapping[RecordKind, type[SafetyRecord]] = MappingProxyType(
    {one.KIND: one for one in _TYPES}
)
