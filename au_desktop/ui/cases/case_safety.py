"""The radiation safety records of one case: directive, time-out, dosage, release, each with its way to its page."""

from collections.abc import Callable
from functools import partial

from au_desktop.domain.ids import CaseId
from au_desktop.domain.safety.directives import Directive
from au_desktop.domain.safety.dosages import Dosage
from au_desktop.domain.safety.releases import Release
from au_desktop.domain.safety.safety_records import SafetyRecord
from au_desktop.domain.safety.time_outs import TimeOut
from au_desktop.services.bundle import Services
from au_desktop.services.safety.stock_keeping import standing
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.safety.record_places import record_place
from au_desktop.ui.kit.tokens import State

_KINDS: tuple[type[SafetyRecord], ...] = (Directive, TimeOut, Dosage, Release)


def records_of(services: Services, case_id: CaseId) -> tuple[SafetyRecord, ...]:
    """The records that name the case and stand, in the order of a treatment; each kind asks whether it may be seen."""
    return tuple(
        record
        for kind in _KINDS
        for record in standing(services.safety_book.linked(kind, case_id))
    )


def records_card(records: tuple[SafetyRecord, ...], go: Callable[[str, object], None]) -> Card:
    """A row for each record; choosing one goes to it."""
    card = Card("Radiation safety", str(len(records)))
    for record in records:
        said = record.summary
        state = State.ATTENTION if said.attention or said.open else State.NEUTRAL
        words = f"{record.KIND.value}: {said.label}"
        row = CardRow(record.code, words, StateChip(said.state, state)).make_clickable()
        row.activated.connect(partial(go, *record_place(record.KIND, record.id)))
        card.add_row(row)
    return card
