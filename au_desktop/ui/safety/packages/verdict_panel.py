"""Beside the package form: the clock, what is required and why, each result with its equation, and every verdict."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from au_desktop.domain.moments import Moment
from au_desktop.domain.safety.packages import Package
from au_desktop.settings import DateStyle
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.card import Card
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.tokens import SPACE_8, State
from au_desktop.ui.safety.packages.package_words import (
    clock_words,
    finding_words,
    index_words,
    level_words,
    required_words,
    wipe_equation,
)


class VerdictPanel(QWidget):
    """Shows a package as far as it is known."""

    def __init__(self, style: DateStyle) -> None:
        super().__init__()
        self._style = style
        self.setFixedWidth(330)
        self.clock = Notice()
        self.call = Notice(state=State.PROBLEM)
        self.required = Card("Required by 10 CFR 20.1906(b)")
        self.results = Card("Results")
        self.limits = Card("Limits")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        for widget in (self.clock, self.call, self.required, self.results, self.limits):
            column.addWidget(widget)
        column.addStretch(1)

    def show_package(self, package: Package, now: Moment) -> None:
        """Say everything again."""
        late = package.monitored_at is None and package.clock.due.utc < now.utc
        state = State.PROBLEM if late and package.required.any else State.INFO
        self.clock.say(clock_words(package, now, self._style), state)
        if package.notify:
            self.call.say(
                "A limit is exceeded: telephone the final delivery carrier and the agency immediately "
                "(10 CFR 20.1906(d)). Save to note the calls.",
                State.PROBLEM,
            )
        else:
            self.call.say("")
        _fill(self.required, [(line, "") for line in required_words(package.required)])
        _fill(self.results, _results(package))
        _fill(self.limits, _limits(package))

    def said(self) -> str:
        """Everything that is said, a line each."""
        labels = [label.text() for label in self.findChildren(QLabel) if label.text()]
        return "\n".join(labels)


def _results(package: Package) -> list[tuple[str, str]]:
    lines = [(wipe_equation(wipe), "") for wipe in package.wipes]
    if package.at_1_m is not None:
        lines.append((index_words(package), ""))
    for finding in package.findings:
        mark = "\u2717" if finding.wrong else "\u2713"
        tone = "problem" if finding.wrong else ""
        lines.append((f"{mark} {finding_words(finding)}", tone))
    return lines or [("Nothing measured yet.", "muted")]


def _limits(package: Package) -> list[tuple[str, str]]:
    limits = package.limits
    if limits is None:
        return []
    return [
        (level_words(f"Wipe, {limits.wipe_row.value}", limits.wipe), ""),
        (level_words("Surface", limits.surface), ""),
        (level_words("Transport index", limits.index), ""),
    ]


def _fill(card: Card, lines: list[tuple[str, str]]) -> None:
    card.clear_rows()
    for text, tone in lines:
        label = text_label(text, tone, wrap=True)
        label.setContentsMargins(14, 6, 14, 6)
        card.add_row(label)
