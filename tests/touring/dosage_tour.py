"""The stops at the tab Dosages: the list, treatments at their stages, and the dialogs of their steps."""

from au_desktop.domain.safety.safety_records import RecordKind
from au_desktop.services.rows import PageRequest
from au_desktop.services.safety_stores import SafetyFilter
from au_desktop.ui.kit.targets import TabTarget
from tests.touring.trip import Trip

_STAGES = (
    ("given", RecordKind.DOSAGE, "LR-7103"),
    ("directed", RecordKind.DOSAGE, "LR-7105"),
    ("oral", RecordKind.DIRECTIVE, "LR-7113"),
    ("to_sign", RecordKind.DIRECTIVE, "LR-7114"),
    ("residual", RecordKind.DOSAGE, "LR-7112"),
)
_DIALOGS = (("residual", "residual"), ("to_sign", "sign"), ("to_sign", "change"))


def safety_dosages(trip: Trip) -> None:
    """Each stage of a treatment beside the list, then the dialogs that take it further."""
    for name, kind, words in _STAGES:
        _open(trip, kind, words)
        trip.photograph(f"dosages_{name}")
    stages = {name: (kind, words) for name, kind, words in _STAGES}
    for name, key in _DIALOGS:
        _open(trip, *stages[name])
        tab = trip.page.tab()
        tab.step(key)
        trip.settle()
        trip.photograph(f"dosages_{name}_{key}")
        tab.dialogs.dialog.reject()
        trip.settle()


def _open(trip: Trip, kind: RecordKind, words: str) -> None:
    trip.go("safety")
    book = trip.page.tab().context.services.safety_book
    row = book.page(SafetyFilter(kind, words=words), PageRequest(1)).rows[0]
    trip.frame.go_to("safety", TabTarget("dosages", row.id))
    trip.settle()
