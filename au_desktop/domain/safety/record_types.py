"""The type of each kind of radiation safety record; a kind that is not here cannot be signed or printed."""

from collections.abc import Mapping
from types import MappingProxyType

from au_desktop.domain.safety.directives import Directive
from au_desktop.domain.safety.dosages import Dosage
from au_desktop.domain.safety.doses import DoseEntry, Pregnancy
from au_desktop.domain.safety.dosimeters import Dosimeter
from au_desktop.domain.safety.events import Event
from au_desktop.domain.safety.instruction import Instruction
from au_desktop.domain.safety.instrument_tests import InstrumentCheck
from au_desktop.domain.safety.packages import Package
from au_desktop.domain.safety.releases import Release
from au_desktop.domain.safety.safety_records import RecordKind, SafetyRecord
from au_desktop.domain.safety.sealed_sources import SealedSource
from au_desktop.domain.safety.sewer import SewerDisposal
from au_desktop.domain.safety.source_checks import SourceCheck
from au_desktop.domain.safety.stock import Stock, StockTake
from au_desktop.domain.safety.surveys import Survey
from au_desktop.domain.safety.time_outs import TimeOut
from au_desktop.domain.safety.transfers import Transfer
from au_desktop.domain.safety.visits import Visit
from au_desktop.domain.safety.waste import Container

_TYPES: tuple[type[SafetyRecord], ...] = (
    Directive,
    TimeOut,
    Dosage,
    Package,
    Release,
    Stock,
    StockTake,
    Survey,
    Container,
    Transfer,
    SewerDisposal,
    Event,
    InstrumentCheck,
    SealedSource,
    SourceCheck,
    Visit,
    Instruction,
    Dosimeter,
    DoseEntry,
    Pregnancy,
)

RECORD_TYPES: Mapping[RecordKind, type[SafetyRecord]] = MappingProxyType(
    {one.KIND: one for one in _TYPES}
)
