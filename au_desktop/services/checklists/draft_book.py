"""The drafts of templates in an open transaction: which are open, one of them, and beginning one."""

from dataclasses import dataclass, replace
from uuid import UUID

from au_desktop.domain.checklists.template_drafts import Provenance, TemplateDraft, draft_text
from au_desktop.domain.checklists.template_versions import VersionHead, latest_head
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.errors import DomainError
from au_desktop.domain.ids import TemplateDraftId
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Change, Subject
from au_desktop.services.ports import UnitOfWork


class DraftExists(DomainError):
    """A draft of this template is open already; there is one at a time."""

    def __init__(self, title: str, draft_id: TemplateDraftId) -> None:
        super().__init__(f"a draft of {title} is open")
        self.title = title
        self.draft_id = draft_id


class DraftClosed(DomainError):
    """The draft was published or discarded; it cannot be changed any more."""

    def __init__(self, title: str) -> None:
        super().__init__(f"the draft of {title} is closed")
        self.title = title


@dataclass(frozen=True, slots=True)
class DraftStart:
    """What a draft begins with: its content, the digest it is based on, and where it came from when it came in a pack."""

    template: Template
    based_on: str = ""
    origin: Provenance | None = None


def open_drafts(uow: UnitOfWork) -> tuple[TemplateDraft, ...]:
    """Every draft that is still worked on, by title."""
    found = (draft for draft in uow.template_drafts.all() if draft.is_open)
    return tuple(sorted(found, key=lambda draft: draft.template.title.casefold()))


def open_draft(uow: UnitOfWork, draft_id: UUID) -> TemplateDraft:
    """One of them; raises `NotFound`, `DraftClosed`."""
    draft = uow.template_drafts.get(draft_id)
    if not draft.is_open:
        raise DraftClosed(draft.template.title)
    return draft


def begun(change: Change, draft_id: TemplateDraftId, start: DraftStart) -> TemplateDraft:
    """Begin a draft with the version number after the newest known; raises `DraftExists`."""
    template_id = start.template.id
    require_no_draft(change.uow, template_id)
    heads = change.uow.templates.heads(template_id)
    content = replace(
        start.template,
        version=next_version(heads),
        replaces=_replaces(change.uow, heads),
        effective_from=change.at.local.date(),
    )
    draft = TemplateDraft(
        id=draft_id,
        document=draft_text(content),
        based_on=start.based_on,
        by=change.actor.person_id,
        at=change.at,
        author=change.actor.name,
        changed_at=change.at,
        origin=start.origin,
    )
    change.uow.template_drafts.put(draft)
    facts = {"template": template_id, "based on": start.based_on, "from pack": start.origin}
    change.record("begin template draft", draft_subject(draft), None, facts)
    return draft


def _replaces(uow: UnitOfWork, heads: tuple[VersionHead, ...]) -> tuple[str, ...]:
    """What only the program says: a copy, or a pack from elsewhere, does not take other templates out of offer."""
    latest = latest_head(heads)
    return () if latest is None else uow.templates.get(latest.digest).replaces


def put_aside(change: Change, draft_id: UUID) -> TemplateDraft:
    """Discard a draft; raises `NotFound`, `DraftClosed`."""
    draft = open_draft(change.uow, draft_id)
    change.uow.template_drafts.put(replace(draft, discarded=True, changed_at=change.at))
    change.record("discard template draft", draft_subject(draft), {"open": True}, {})
    return draft


def require_no_draft(uow: UnitOfWork, template_id: str) -> None:
    """Refuse a second draft of a template; raises `DraftExists`."""
    for other in open_drafts(uow):
        if other.template.id == template_id:
            raise DraftExists(other.template.title, other.id)


def next_version(heads: tuple[VersionHead, ...]) -> int:
    """The number above every version known."""
    return max((head.version for head in heads), default=0) + 1


def draft_subject(draft: TemplateDraft) -> Subject:
    """A draft as the log names it."""
    return Subject(Kind.TEMPLATE, draft.id, f"draft of {draft.template.title}")
