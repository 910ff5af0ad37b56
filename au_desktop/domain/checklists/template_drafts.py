"""A template in the making: kept in any state while people work on it, until it is published or put aside."""

import json
from dataclasses import dataclass, replace
from functools import lru_cache

from au_desktop.domain.canonical import canonical_bytes
from au_desktop.domain.checklists.template_documents import (
    template_from_document,
    template_to_document,
)
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.ids import PersonId, TemplateDraftId
from au_desktop.domain.moments import Moment


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a draft came from when another center wrote it: as its signed pack says, with the key that signed the pack."""

    center: str
    signer: str
    fingerprint: str
    made_at: Moment
    digest: str


@dataclass(frozen=True, slots=True)
class TemplateDraft:
    """One draft. The content is kept as canonical JSON text, so that it reads back exactly, faults and all.

    Args:
        id: its own id.
        document: the template as canonical JSON text.
        based_on: the digest of the version it began from; empty for one that is new.
        by: who began it.
        at: when.
        author: the name of whoever began it.
        changed_at: when it was last changed.
        discarded: it was put aside.
        published: the digest of the version that was made of it; empty while there is none.
        origin: where it came from, when it came in a pack.
    """

    id: TemplateDraftId
    document: str
    based_on: str
    by: PersonId
    at: Moment
    author: str
    changed_at: Moment
    discarded: bool = False
    published: str = ""
    origin: Provenance | None = None

    @property
    def template(self) -> Template:
        """The content."""
        return _read(self.document)

    @property
    def is_open(self) -> bool:
        """Whether it is still worked on."""
        return not (self.discarded or self.published)

    def holding(self, template: Template, at: Moment) -> "TemplateDraft":
        """The draft with another content."""
        return replace(self, document=draft_text(template), changed_at=at)


def draft_text(template: Template) -> str:
    """The canonical JSON text of a template."""
    return canonical_bytes(template_to_document(template)).decode()


@lru_cache(maxsize=64)
def _read(document: str) -> Template:
    return template_from_document(json.loads(document))
