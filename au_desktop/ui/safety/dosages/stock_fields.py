"""What a dosage is taken from, and the rooms it passes through: fields of its forms, and what is left as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox

from au_desktop.domain.quantities import Activity
from au_desktop.domain.safety.stock import StockForm
from au_desktop.ui.kit.date_words import moment_words
from au_desktop.ui.kit.labelled_form import Field, choice_field
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.safety.dosages.reckoned_words import shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from au_desktop.domain.safety.directives import Directive
    from au_desktop.domain.safety.dosages import Dosage
    from au_desktop.domain.safety.safety_records import RoomRef
    from au_desktop.domain.safety.stock import Stock
    from au_desktop.ui.kit.labelled_form import LabelledForm
    from au_desktop.ui.safety.dosages.treatment_fields import Offered

    Live = Callable[[dict[str, Any]], tuple[str, State]]

_WHOLE = frozenset({StockForm.DOSAGE, StockForm.CAPSULE})


def stock_fields(
    offers: Offered, directive: Directive | None, dosage: Dosage | None = None
) -> list[Field]:
    """The stock at hand, of the directive's drug where one is named; a corrected dosage keeps its own in the list."""
    fitting = [one for one in offers.at_hand.stock if directive is None or _fits(one, directive)]
    choices = [(one.id, _words(one, offers)) for one in fitting]
    known = {one.id for one in fitting}
    if dosage is not None and dosage.stock_id is not None and dosage.stock_id not in known:
        choices.append((dosage.stock_id, f"{dosage.stock_code} · as recorded"))
    field = choice_field(choices, empty="Not from stock")
    hint = "It leaves the inventory with this record." if choices else "Nothing fitting in stock."
    return [
        Field("stock_id", "Taken from", field, hint),
        Field("stock_all", "", QCheckBox("Takes all that is left of it")),
    ]


def room_field(offers: Offered, label: str) -> Field:
    """A room of the center, for the survey at the end of the day (10 CFR 35.70)."""
    rooms = [(one.id, one.name) for one in offers.at_hand.rooms]
    hint = "It asks for a survey at the end of the day." if rooms else ""
    return Field("room_id", label, choice_field(rooms, empty="Not said"), hint)


def follow_stock(form: LabelledForm, offers: Offered) -> None:
    """Fill the lot, and take a unit dosage or capsule whole, when stock is chosen."""

    def changed(name: str) -> None:
        stock = offers.stock(form.value("stock_id")) if name == "stock_id" else None
        if stock is None:
            return
        form.set_values({"stock_all": stock.form in _WHOLE})
        if not form.value("lot"):
            form.set_values({"lot": stock.lot})

    form.changed.connect(changed)


def prefill_room(form: LabelledForm, room: RoomRef | None) -> None:
    """Choose the room of the case, unless one is chosen."""
    if room is not None and form.value("room_id") is None:
        form.set_values({"room_id": room.id})


def with_stock(live: Live, offers: Offered, dosage: Dosage | None = None) -> Live:
    """What `live` says, and under it what the chosen stock holds then and what it would hold after."""

    def both(values: dict[str, Any]) -> tuple[str, State]:
        words, state = live(values)
        stock = offers.stock(values["stock_id"])
        if stock is None or values["at"] is None:
            return words, state
        line, enough = _left(stock if dosage is None else stock.without(dosage.id), values)
        return "\n".join(
            part for part in (words, line) if part
        ), state if enough else State.PROBLEM

    return both


def _left(stock: Stock, values: dict[str, Any]) -> tuple[str, bool]:
    held, asked = stock.remaining(values["at"]), values["determined"]
    line = f"{stock.code} holds {shown(held)} on {moment_words(values['at'])}"
    if values["stock_all"]:
        return f"{line}: all of it is taken.", held.amount > 0
    if not isinstance(asked, Activity):
        return f"{line}.", True
    if asked > held:
        return f"{line}: not enough for {shown(asked)}.", False
    return f"{line}: {shown(held - asked)} stay in it.", True


def _fits(stock: Stock, directive: Directive) -> bool:
    drug = directive.drug
    return stock.nuclide_id == drug.nuclide_id and stock.drug_id in {"", drug.id}


def _words(stock: Stock, offers: Offered) -> str:
    room = stock.room_at(offers.now)
    left = f"{stock.remaining(offers.now).format()} left"
    parts = (stock.code, stock.label, "" if room is None else room.name, left)
    return " · ".join(part for part in parts if part)
