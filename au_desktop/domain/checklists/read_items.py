"""The items that the case log and the workbook read out of runs by their keys: a template of that kind must keep them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from au_desktop.domain.checklists.faults import Fault, TemplateFault
from au_desktop.domain.checklists.items import Item, ItemType, PrefillSource
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.quantities import QuantityKind


@dataclass(frozen=True, slots=True)
class ReadItem:
    """An item that is read: its key and type, and what it measures."""

    key: str
    type: ItemType
    quantity_kind: QuantityKind | None = None

    def is_met_by(self, item: Item) -> bool:
        """Whether the item can be read as expected."""
        return item.type is self.type and item.quantity_kind is self.quantity_kind


def _activity(key: str) -> ReadItem:
    return ReadItem(key, ItemType.QUANTITY, QuantityKind.ACTIVITY)


_ASSAY = (_activity("assay_activity"),)
READ_ITEMS: Mapping[str, tuple[ReadItem, ...]] = MappingProxyType(
    {
        "administration": (
            ReadItem("go_ahead", ItemType.YES_NO),
            ReadItem("administration", ItemType.TIMER),
            *_ASSAY,
            _activity("residual_activity"),
            ReadItem("part_overall", ItemType.PART_TAKEN),
        ),
        "dosage_assay": _ASSAY,
    }
)
"""By the kind of the template."""


def read_faults(template: Template) -> Iterator[TemplateFault]:
    """The items that would be missed, or that could not be read."""
    items = {item.key: item for item in template.items}
    for wanted in READ_ITEMS.get(template.kind, ()):
        item = items.get(wanted.key)
        if item is None:
            yield TemplateFault("", Fault.READ_ITEM_MISSING, wanted.key)
        elif not wanted.is_met_by(item):
            kind = wanted.quantity_kind
            of_kind = wanted.type.value if kind is None else f"{wanted.type.value} of {kind.value}"
            yield TemplateFault(item.key, Fault.READ_ITEM_TYPE, of_kind.replace("_", " "))


def readers_of_lost(
    old: Template, new: Template, others: Iterable[Template]
) -> tuple[Template, ...]:
    """Those of the others that take first answers from items which were in the old version and are not in the new one."""
    kept = {item.key for item in new.items} if new.kind == old.kind else set()
    gone = {item.key for item in old.items} - kept
    return tuple(
        other
        for other in others
        if other.id != new.id and any(_reads(item, old.kind, gone) for item in other.items)
    )


def _reads(item: Item, kind: str, keys: set[str]) -> bool:
    prefill = item.prefill
    return (
        prefill is not None
        and prefill.source is PrefillSource.EARLIER_RUN
        and prefill.kind == kind
        and prefill.item in keys
    )
