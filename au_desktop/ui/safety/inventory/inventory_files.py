"""The inventory on paper and as a CSV text: what is there, decayed, curie first as Part 20 asks records to be kept."""

from __future__ import annotations

import csv
import io
from html import escape
from typing import TYPE_CHECKING

from au_desktop.domain.number_text import plain_text, rounded
from au_desktop.domain.quantities import ActivityUnit
from au_desktop.services.wording.possession_words import amount_words
from au_desktop.ui.kit.trend_data import FORMULA_STARTS
from au_desktop.ui.safety.inventory.stock_words import place_words

if TYPE_CHECKING:
    from au_desktop.domain.quantities import Activity
    from au_desktop.services.safety.inventory import InventoryView, TimeTravel, TravelRow

_HEAD = ("Number", "What", "Nuclide", "Activity (mCi)", "Activity (MBq)", "Where", "Form")
_TRAVEL_HEAD = (
    *("Number", "What", "Nuclide", "Was there (mCi)", "Was there (MBq)"),
    *("Known then (mCi)", "Known then (MBq)", "Difference"),
)
_DIGITS = 6


def inventory_csv(view: InventoryView) -> str:
    """Every thing, one in a row, as of the moment of the view."""
    filled = io.StringIO(newline="")
    rows = csv.writer(filled)
    rows.writerow((*_HEAD, "As of"))
    at = view.moment.local.isoformat(timespec="seconds")
    for held in view.holdings:
        texts = (held.code, held.label, held.nuclide_id)
        where = (place_words(held), held.form)
        rows.writerow((*map(_plain, texts), *_numbers(held.activity), *map(_plain, where), at))
    return filled.getvalue()


def travel_csv(travel: TimeTravel) -> str:
    """Both sides of a moment, one thing in a row."""
    filled = io.StringIO(newline="")
    rows = csv.writer(filled)
    rows.writerow((*_TRAVEL_HEAD, "Moment"))
    at = travel.moment.local.isoformat(timespec="seconds")
    for row in travel.rows:
        held = row.holding
        texts = (held.code, held.label, held.nuclide_id)
        rows.writerow((*map(_plain, texts), *_sides(row), row.note.value, at))
    return filled.getvalue()


def inventory_html(view: InventoryView, center: str) -> str:
    """The page to print: sums, then every thing."""
    sums = "".join(
        f"<tr><td>{escape(each.nuclide_id)}</td><td align='right'>{escape(amount_words(each.activity))}</td>"
        f"<td align='right'>{each.things}</td></tr>"
        for each in view.by_nuclide
    )
    things = "".join(
        f"<tr><td>{escape(held.code)}</td><td>{escape(held.label)}</td><td>{escape(held.nuclide_id)}</td>"
        f"<td align='right'>{escape(amount_words(held.activity))}</td><td>{escape(place_words(held))}</td></tr>"
        for held in view.holdings
    )
    at = f"{view.moment.local:%Y-%m-%d %H:%M}"
    table = "<table cellspacing='0' cellpadding='4' border='1' width='100%'>"
    return (
        f"<h2>Inventory, {at}</h2><p>{escape(center)}. Activities decayed to that moment.</p>"
        f"<h3>By nuclide</h3>{table}<tr><th>Nuclide</th><th>Activity</th><th>Things</th></tr>{sums}</table>"
        f"<h3>Everything</h3>{table}<tr><th>Number</th><th>What</th><th>Nuclide</th><th>Activity</th><th>Where</th></tr>"
        f"{things}</table>"
    )


def _sides(row: TravelRow) -> tuple[str, ...]:
    was = ("", "") if row.was is None else _numbers(row.was.activity)
    known = ("", "") if row.known is None else _numbers(row.known.activity)
    return (*was, *known)


def _numbers(activity: Activity) -> tuple[str, str]:
    first, second = (
        plain_text(rounded(activity.to(unit).amount, _DIGITS))
        for unit in (ActivityUnit.MCI, ActivityUnit.MBQ)
    )
    return first, second


def _plain(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
