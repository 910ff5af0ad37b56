"""The type of each kind of radiation safety record; a kind that is not here cannot be signed or printed."""

from collections.abc import Mapping
from types import MappingProxyType

from au_desktop.domain.safety.safety_records import RecordKind, SafetyRecord

_TYPES: tuple[type[SafetyRecord], ...] = ()

RECORD_TYPES: Mapping[RecordKind, type[SafetyRecord]] = MappingProxyType(
    {one.KIND: one for one in _TYPES}
)
