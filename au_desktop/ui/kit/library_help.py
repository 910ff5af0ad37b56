"""The pages of the checklist library in the help: made from the templates in use whenever they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from au_desktop.services.wording.template_tables import (
    LIBRARY,
    LIBRARY_TITLE,
    library_markdown,
    template_html,
    topic_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from au_desktop.services.bundle import Services

_BACK = f"<p><a href='{LIBRARY}.md'>{LIBRARY_TITLE}</a></p>"


@dataclass(frozen=True, slots=True)
class HelpText:
    """The text of a help page: Markdown, or rich text."""

    text: str
    rich: bool = False


def library_pages(services: Services) -> Mapping[str, HelpText]:
    """The index and a page for each template in use, by topic."""
    templates = [entry.template for entry in services.templates.current()]
    drugs = {drug.id: drug.title for drug in services.desk.reference.drugs.values()}
    pages = {
        topic_of(one.id): HelpText(_BACK + template_html(one, drugs), rich=True)
        for one in templates
    }
    return {LIBRARY: HelpText(library_markdown(templates)), **pages}
