"""Claim and rating in words: one line for the detail pane, a table of both sides, the report on agreement as a page."""

from fractions import Fraction
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from au_desktop.domain.reference.library import Reference
from au_desktop.domain.training.agreement import Agreement, AgreementReport, RaterAgreement
from au_desktop.domain.training.cases import Part
from au_desktop.domain.training.ratings import PartStatement
from au_desktop.services.cases.dual_ratings import RatingView
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_16, State

HIDDEN = "Hidden until you have rated it"
NOBODY = "not stated"


def state_of(view: RatingView) -> tuple[str, State]:
    """The state of the dual rating in a word or two."""
    if view.differs:
        return ("differ", State.PROBLEM) if view.unresolved else ("settled", State.OK)
    if view.rating is not None:
        return ("agree", State.OK) if view.claimed else ("rated", State.INFO)
    return ("waits for the rating", State.ATTENTION) if view.claimed else (NOBODY, State.NEUTRAL)


def claim_words(view: RatingView) -> str:
    """What the trainee claims, as far as it may be shown."""
    return HIDDEN if view.hidden else statement_words(view, view.claim)


def statement_words(view: RatingView, said: PartStatement | None) -> str:
    """One side in a line: the part, and who said so."""
    if said is None:
        return NOBODY
    name = view.names.get(said.by, "")
    return f"{said.part.value}, {name}" if name else said.part.value


def side_by_side(view: RatingView, reference: Reference) -> QWidget:
    """Both sides in a table: part, levels, comment."""
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE_16)
    grid.setVerticalSpacing(SPACE_8)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 1)
    for at, line in enumerate(compared(view, reference)):
        for column, words in enumerate(line):
            tone = "strong" if not at else ("muted" if not column else "")
            label = text_label(words, tone, wrap=True)
            grid.addWidget(label, at, column, Qt.AlignmentFlag.AlignTop)
    return table


def compared(view: RatingView, reference: Reference) -> list[tuple[str, str, str]]:
    """The lines of the table; steps to which neither gave a level are left out."""
    claim, rating = view.claim, view.rating
    lines = [
        ("", "Claim", "Rating"),
        ("Part", claim_words(view), statement_words(view, rating)),
    ]
    for key, one in reference.competencies.items():
        pair = (_level(claim, key), _level(rating, key))
        if any(pair):
            lines.append((one.title, pair[0] or "–", pair[1] or "–"))
    comments = (claim.comment if claim else "", rating.comment if rating else "")
    if any(comments):
        lines.append(("Comment", comments[0] or "–", comments[1] or "–"))
    return lines


def _level(said: PartStatement | None, key: str) -> str:
    return "" if said is None or key not in said.levels else f"level {said.levels[key]}"


def report_html(report: AgreementReport) -> str:
    """The report on agreement, for the screen and for print."""
    parts = [
        "<h2>Agreement of claims and ratings</h2>",
        "<p>Each case with the trainee's claim and the preceptor's rating, as first said; a difference that was "
        "settled later stays a difference here. Kappa is the agreement beyond chance (Cohen 1960), weighted kappa "
        "that of the levels with linear weights (Cohen 1968). A dash means that it is not defined.</p>",
        _summary(report),
        "<h3>How often each pair was said</h3>",
        _table(report.overall),
        "<p>Training record, not an authorization.</p>",
    ]
    return "".join(parts)


def _summary(report: AgreementReport) -> str:
    heads = (
        "Preceptor",
        "Cases",
        "Same part",
        "Kappa",
        "Claim higher",
        "Claim lower",
        "Levels",
        "Same level",
        "Weighted kappa",
    )
    lines = [_summary_row(one, one.preceptor or "unknown", "td") for one in report.preceptors]
    lines.append(_summary_row(report.overall, "All", "th"))
    head = "".join(
        f"<th {_side(at)}>{name.replace(' ', '<br>')}</th>" for at, name in enumerate(heads)
    )
    return f'<table width="100%" cellspacing="0" cellpadding="4"><tr>{head}</tr>{"".join(lines)}</table>'


def _summary_row(one: RaterAgreement, name: str, tag: str) -> str:
    cells = (
        escape(name),
        str(one.parts.count),
        share(one.parts.observed),
        kappa_words(one.parts),
        str(one.higher),
        str(one.lower),
        str(one.levels.count),
        share(one.levels.observed),
        kappa_words(one.levels),
    )
    made = (f"<{tag} {_side(at)}>{cell}</{tag}>" for at, cell in enumerate(cells))
    return f"<tr>{''.join(made)}</tr>"


def _side(column: int) -> str:
    """Names stand at the left, numbers at the right; no word is divided on paper."""
    return f'align="{"right" if column else "left"}" style="white-space:nowrap"'


def _table(one: RaterAgreement) -> str:
    head = "".join(f'<th align="right">rated {part.value}</th>' for part in Part)
    rows = "".join(
        f'<tr><th align="left">claimed {claimed.value}</th>'
        + "".join(f'<td align="right">{one.table.get((claimed, rated), 0)}</td>' for rated in Part)
        + "</tr>"
        for claimed in Part
    )
    return f'<table cellspacing="0" cellpadding="6"><tr><th></th>{head}</tr>{rows}</table>'


def share(value: Fraction | None) -> str:
    """A share in whole percent, or a dash."""
    return "–" if value is None else f"{round(value * 100)} %"


def kappa_words(agreement: Agreement) -> str:
    """Kappa to two places, or a dash."""
    return "–" if agreement.kappa is None else f"{float(agreement.kappa):.2f}"
