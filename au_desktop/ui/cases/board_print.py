"""A week of the board as a page to print."""

from html import escape

from au_desktop.domain.reference.library import Reference
from au_desktop.services.cases.slot_board import Board, BoardSlot
from au_desktop.settings import Settings
from au_desktop.ui.cases.board_columns import DAY_NAMES, shown_days
from au_desktop.ui.cases.slot_card import FLAGS
from au_desktop.ui.kit.date_words import day_words

_SHARES = (11, 22, 16, 18, 10, 23)
"""How case, drug, trainee, supervising AU, state and remarks share the width, the same on every day."""


def board_html(board: Board, reference: Reference, settings: Settings) -> str:
    """Day by day: who visits, and each slot in a line."""
    style = settings.date_style
    first, last = day_words(board.days.first, style), day_words(board.days.last, style)
    parts = [f"<h2>Planned cases, {first} to {last}</h2>"]
    for day in shown_days(board):
        visiting = ", ".join(one.display_name for one in board.visiting(day)) or "nobody"
        parts.append(f"<h3>{DAY_NAMES[day.weekday()]} {day_words(day, style)}</h3>")
        parts.append(f"<p>Visiting: {escape(visiting)}</p>")
        rows = "".join(_row(slot, reference) for slot in board.on(day))
        parts.append(
            f'<table width="100%" cellpadding="3">{rows}</table>'
            if rows
            else "<p>Nothing planned.</p>"
        )
    return "".join(parts)


def _row(slot: BoardSlot, reference: Reference) -> str:
    drug = reference.drugs.get(slot.case.drug_id)
    remarks = [FLAGS[flag] for flag in slot.flags]
    remarks += [f"moved: {move.reason}" for move in slot.case.moves]
    if slot.case.lost_reason:
        remarks.append(slot.case.lost_reason)
    cells = (
        slot.case.code,
        drug.generic_name if drug else slot.case.drug_id,
        slot.trainee.display_name,
        slot.supervisor or "no supervising AU",
        slot.state.value,
        "; ".join(remarks),
    )
    made = (
        f'<td width="{share}%">{escape(cell)}</td>'
        for share, cell in zip(_SHARES, cells, strict=True)
    )
    return f"<tr>{''.join(made)}</tr>"
