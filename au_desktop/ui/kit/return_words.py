"""Says of a checklist that came back why, from whom and when."""

from au_desktop.domain.checklists.returns import RunReturn
from au_desktop.settings import Settings
from au_desktop.ui.kit.date_words import moment_words


def returned_words(back: RunReturn, by: str, settings: Settings) -> str:
    """Why it came back, from whom and when, and how often before."""
    when = moment_words(back.at, settings.date_style)
    before = f" It came back {back.position} times." if back.position > 1 else ""
    return f"Returned for correction by {by}, {when}: {back.reason}{before}"
