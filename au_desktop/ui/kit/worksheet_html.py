"""The worksheet and the attestation as pages of text; every number of the worksheet is a link to the records behind it."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from au_desktop.services.packet.packet_worksheet import CHECK_FORM, Fields, Grid, Heading, Words
from au_desktop.ui.kit import theme
from au_desktop.ui.kit.item_editors.run_report import facts_html

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from au_desktop.domain.signing.statements import StatedRecord
    from au_desktop.services.packet.packet_worksheet import Block, Worksheet, WorksheetPart

FIGURE = "figure"
_LINKED = re.compile(r"(\S+) \[(E\d+)\]")
_SHORT_DIGEST = 12
_FACT_NAMES = {
    "wording": "Edition of the sentence",
    "trainee_name": "Trainee",
    "section": "Section of 10 CFR",
    "categories": "Categories",
    "facility": "Facility",
    "license_number": "License number",
    "telephone": "Telephone",
    "preceptor": "Preceptor",
    "faculty_member": "Faculty member",
    "concurs": "Concurrence",
    "meets": "Meets the requirements of",
    "experience": "Experience in the categories",
    "licenses": "Licenses",
    "director": "Residency program director",
    "program": "Residency program",
    "approving_body": "Approved by",
    "consensus": "Consensus",
    "program_includes": "Program",
    "concurring_signed": "Concurring, signed here",
    "concurring_recorded": "Concurring, as the director states",
    "note": "Note",
}


def sheet_style() -> str:
    """Links and the lines of tables in the theme's colors."""
    tokens = theme.current().tokens
    return (
        f"a {{ color: {tokens.accent}; }} .grid {{ border: 1px solid {tokens.border}; }} "
        "h3 { margin-top: 18px; margin-bottom: 4px; } h4 { margin-top: 10px; }"
    )


def worksheet_html(worksheet: Worksheet, *, links: bool = True) -> str:
    """Gaps first, then the parts in the form's own order."""
    parts = [
        f"<h2>{escape(worksheet.trainee)} · {escape(worksheet.name)}</h2>",
        f"<p>Worksheet for {escape(worksheet.form)} · {escape(worksheet.profile)}</p>",
        "".join(f"<p><i>{escape(notice)}</i></p>" for notice in worksheet.notices),
        "<h3>What is missing</h3>",
        _gaps_html(worksheet.gaps),
        *(_part_html(part, links=links) for part in worksheet.parts),
    ]
    return "".join(parts)


def print_html(worksheet: Worksheet) -> str:
    """The same for paper, where nobody can follow a link: the records stand at the end."""
    rows = [
        (figure.id, figure.label, ", ".join(figure.records) or "none")
        for figure in worksheet.figures
    ]
    evidence = _table_html(("Number", "What it counts", "Records behind it"), rows)
    shown = worksheet_html(worksheet, links=False)
    return f"{shown}<h3>Records behind the numbers</h3>{evidence}"


def draft_html(title: str, facts: Mapping[str, Any], records: Sequence[StatedRecord]) -> str:
    """What an attestation says, the numbers it rests on, and the records that are frozen with it."""
    evidence: Mapping[str, Any] = facts.get("evidence", {})
    figures = [
        (
            one["label"],
            f"{one['value']} {one['unit']}",
            ", ".join(behind["code"] for behind in one["behind"]) or "none",
        )
        for one in evidence.get("figures", ())
    ]
    frozen = [(one.code, one.kind, one.digest.hex()[:_SHORT_DIGEST] + "…") for one in records]
    check = ""
    if facts.get("wording_needs_checking"):
        check = "<p><b>The sentence needs checking against the current rule.</b></p>"
    return "".join(
        (
            f"<h3>{escape(title)}</h3>",
            f"<blockquote><p><b>{escape(str(facts.get('sentence', '')))}</b></p></blockquote>",
            check,
            facts_html(_named_facts(facts)),
            "<h3>The numbers and the records behind them</h3>",
            _table_html(("Number", "Counted", "Records"), figures),
            "<h3>Records frozen with the signature</h3>",
            "<p>Whatever of these is changed, voided or signed again later shows as "
            "“evidence changed since signing”.</p>",
            _table_html(("Record", "Kind", "Digest"), frozen),
        )
    )


def _named_facts(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        (name, str(facts[key]))
        for key, name in _FACT_NAMES.items()
        if isinstance(facts.get(key), str) and facts[key]
    ]


def _gaps_html(gaps: Iterable[tuple[str, str]]) -> str:
    rows = list(gaps)
    if not rows:
        return "<p>Nothing is missing.</p>"
    return _table_html(("What", "Effect"), rows)


def _part_html(part: WorksheetPart, *, links: bool) -> str:
    code = f"{part.code} " if part.code else ""
    own = f" (own form: {part.own})" if part.own and part.own != part.code else ""
    check = f"<p><i>Needs checking. {CHECK_FORM}</i></p>" if part.check else ""
    blocks = "".join(_block_html(block, links=links) for block in part.blocks)
    return f"<h3>{escape(code + part.title + own)}</h3>{check}{blocks}"


def _block_html(block: Block, *, links: bool) -> str:
    if isinstance(block, Heading):
        return f"<h4>{escape(block.text)}</h4>"
    if isinstance(block, Words):
        lines = "".join(f"<p>{_cell(line, links=links)}</p>" for line in block.lines)
        return f"<blockquote>{lines}</blockquote>" if block.quoted else lines
    if isinstance(block, Fields):
        rows = "".join(
            f'<tr><td style="padding-right:14px">{escape(name)}</td>'
            f"<td>{_cell(value, links=links)}</td></tr>"
            for name, value in block.pairs
        )
        return f'<table cellspacing="0" cellpadding="2">{rows}</table>'
    return _grid_html(block, links=links)


def _grid_html(grid: Grid, *, links: bool) -> str:
    if not grid.rows:
        return f"<p>{escape(grid.empty)}</p>"
    rows = [*grid.rows, *((grid.total,) if grid.total else ())]
    return _table_html([column.title for column in grid.columns], rows, links=links)


def _table_html(
    titles: Sequence[str], rows: Iterable[Sequence[str]], *, links: bool = False
) -> str:
    head = "".join(f'<th align="left" class="grid">{escape(title)}</th>' for title in titles)
    body = "".join(
        "<tr>"
        + "".join(f'<td class="grid">{_cell(one, links=links)}</td>' for one in row)
        + "</tr>"
        for row in rows
    )
    return (
        '<table width="98%" border="1" cellspacing="0" cellpadding="4" '
        f'style="border-collapse:collapse"><tr>{head}</tr>{body}</table>'
    )


def _cell(text: str, *, links: bool) -> str:
    shown = escape(text).replace("\n", "<br>")
    if not links:
        return shown
    return _LINKED.sub(rf'<a href="{FIGURE}:\2">\1</a> <small>[\2]</small>', shown)
