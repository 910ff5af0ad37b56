"""The status of one trainee on one page: how far each requirement is, what is missing, and by when it would be met."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QTextDocument

from au_desktop.domain.ids import TraineeId
from au_desktop.domain.training.standings.standing import Requirement, RequirementKind
from au_desktop.services.bundle import Services
from au_desktop.services.packet.packet_worksheet import NOT_AN_AUTHORIZATION
from au_desktop.services.standing.forecasts import RequirementForecast
from au_desktop.services.standing.standings import TraineeStanding
from au_desktop.services.wording.standing_words import (
    amount,
    requirement_sentence,
    requirement_title,
)
from au_desktop.settings import DateStyle
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.forecast_words import METHOD, outlook_chip
from au_desktop.ui.kit.printing import paper_font
from au_desktop.ui.kit.training_words import counted, pathway_title, period_words
from au_desktop.ui.trainees.missing_steps import MissingStep, missing_steps

_PAGE = QSizeF(643, 905)
"""What both Letter and A4 leave within margins of 2 cm, in pixels of 96 to the inch."""

_FOOT = (
    f"{NOT_AN_AUTHORIZATION} Counted by the records and signatures of the day above; "
    "the agency decides what it accepts."
)
_SHORT = {
    RequirementKind.CASES: "",
    RequirementKind.CLASSROOM_HOURS: "classroom",
    RequirementKind.TOTAL_HOURS: "hours in all",
}
_PRESENCE = {
    RequirementKind.TOPIC: "Topics of classroom training",
    RequirementKind.ELEMENT: "Elements of work experience",
}
_HEADINGS = ("Requirement", "Counted", "Met, or expected")
_NAMED = 3


@dataclass(frozen=True, slots=True)
class StatusFacts:
    """What the page is written from."""

    center: str
    found: TraineeStanding
    forecasts: tuple[RequirementForecast, ...]
    today: date


def load_status(services: Services, trainee_id: TraineeId) -> StatusFacts:
    """Work it out anew."""
    found = services.standings.of(trainee_id)
    return StatusFacts(
        center=services.facilities.center().name,
        found=found,
        forecasts=services.forecasts.of_standing(found),
        today=services.desk.today(),
    )


def status_line(found: TraineeStanding, today: date, style: DateStyle) -> str:
    """In one sentence: such as "Classroom 80 of 80 h; G3 cases 2 of 3; also missing: …"."""
    parts = [
        f"{_SHORT[one.kind] or one.code + ' cases'} {amount(one.counted)} of "
        f"{amount(one.needed or one.counted)}{'' if one.kind is RequirementKind.CASES else ' h'}"
        for one in found.standing.requirements
        if one.kind in _SHORT
    ]
    steps = [
        _within_a_sentence(step.title)
        for step in missing_steps(found, today, style)
        if step.blocks and not step.sums_up
    ]
    if steps:
        more = len(steps) - _NAMED
        named = ", ".join(steps[:_NAMED]) + (f" and {more} more" if more > 0 else "")
        parts.append(f"also missing: {named}" if parts else f"missing: {named}")
    line = "; ".join(parts) or "nothing is asked for yet"
    return line[0].upper() + line[1:]


def _within_a_sentence(title: str) -> str:
    """A title that begins with a word begins small; a code stays as it is."""
    return title[0].lower() + title[1:] if title[1:2].islower() else title


def status_document(facts: StatusFacts, style: DateStyle) -> QTextDocument:
    """The page; what does not fit on one is counted instead of listed."""
    steps = missing_steps(facts.found, facts.today, style)
    shown = len(steps)
    document = _written(facts, steps, shown, style)
    while shown and not _fits(document):
        shown -= 1
        document = _written(facts, steps, shown, style)
    return document


def _fits(document: QTextDocument) -> bool:
    laid_out = document.clone()
    laid_out.setDocumentMargin(0)
    laid_out.setPageSize(_PAGE)
    return laid_out.pageCount() <= 1


def _written(
    facts: StatusFacts, steps: Sequence[MissingStep], shown: int, style: DateStyle
) -> QTextDocument:
    document = QTextDocument()
    document.setDefaultFont(paper_font())
    document.setMetaInformation(QTextDocument.MetaInformation.DocumentTitle, "Training status")
    document.setHtml(
        "<body style='font-size:9.5pt'>"
        + _head(facts, style)
        + f"<p><b>{escape(status_line(facts.found, facts.today, style))}.</b></p>"
        + _requirements(facts, style)
        + _missing(steps, shown)
        + f"<p style='font-size:8.5pt'>{escape(_FOOT)} {escape(METHOD)}</p></body>"
    )
    return document


def _head(facts: StatusFacts, style: DateStyle) -> str:
    trainee, profile = facts.found.trainee, facts.found.profile
    name = f"{trainee.display_name}, {trainee.degree}" if trainee.degree else trainee.display_name
    visits = ", ".join(
        period_words(visit, style)
        for visit in trainee.visits
        if visit.last is None or visit.last >= facts.today
    )
    checked = " (needs checking)" if profile.verify else ""
    lines = (
        f"{pathway_title(trainee.pathway)} · {profile.title}{checked}",
        f"Visits: {visits}" if visits else "No coming visit",
    )
    return (
        f"<p style='font-size:8.5pt'>{escape(facts.center)} · {escape(day_words(facts.today, style))}</p>"
        f"<h2>Training status: {escape(name)} ({escape(trainee.code)})</h2>"
        f"<p>{'<br>'.join(escape(line) for line in lines)}</p>"
    )


def _requirements(facts: StatusFacts, style: DateStyle) -> str:
    by_when = {(one.kind, one.code): outlook_chip(one, style)[0] for one in facts.forecasts}
    asked = facts.found.standing.requirements
    rows = [
        _row(
            requirement_title(one) if one.kind is not RequirementKind.CASES else _cases(one),
            requirement_sentence(one),
            "met" if one.met else by_when.get((one.kind, one.code), "open"),
        )
        for one in _in_order(asked)
        if one.kind not in _PRESENCE
    ]
    rows += [_present(kind, title, asked) for kind, title in _PRESENCE.items()]
    if not asked:
        return "<p>No requirement follows from the pathway yet.</p>"
    head = "".join(f"<th align='left'>{title}</th>" for title in _HEADINGS)
    return (
        "<table width='100%' cellspacing='0' cellpadding='3' style='margin-top:8px'>"
        f"<tr>{head}</tr>{''.join(rows)}</table>"
    )


def _cases(one: Requirement) -> str:
    return f"{one.code}  {one.title}"


def _present(kind: RequirementKind, title: str, asked: Iterable[Requirement]) -> str:
    """One line for all topics, or all elements; nothing where the path asks for none."""
    several = [one for one in asked if one.kind is kind]
    if not several:
        return ""
    empty = ", ".join(one.code for one in several if not one.met)
    number = f"{sum(1 for one in several if one.met)} of {len(several)}"
    return _row(title, number, f"without hours: {empty}" if empty else "met")


def _in_order(requirements: Iterable[Requirement]) -> Iterable[Requirement]:
    """Hours and cases first."""
    return sorted(requirements, key=lambda one: one.kind not in _SHORT)


def _row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def _missing(steps: Sequence[MissingStep], shown: int) -> str:
    if not steps:
        return "<h3>What is missing</h3><p>Nothing is missing.</p>"
    items = "".join(
        f"<li><b>{escape(step.title)}.</b> {escape(step.why)}</li>" for step in steps[:shown]
    )
    more = len(steps) - shown
    rest = f"<p>And {counted(more, 'more line')} on the trainee's page.</p>" if more else ""
    return f"<h3>What is missing and why</h3><ul>{items}</ul>{rest}"
