"""The center's templates as people choose among them: the library, and every version of one with who published it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from au_desktop.domain.checklists.template_versions import (
    Origin,
    VersionHead,
    VersionState,
    coming_head,
    current_head,
    update_head,
)
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.errors import NotFound
from au_desktop.domain.ids import TemplateDraftId
from au_desktop.domain.signing.template_acts import ActKind, TemplateAct
from au_desktop.services.checklists.draft_book import open_drafts
from au_desktop.services.desk import Desk
from au_desktop.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class TemplateVersion:
    """One version of a template.

    Args:
        digest: the address of its content.
        template: its content.
        origin: the program's or the center's own.
        state: in use, from a later day, earlier, an update that the program brings, or retired with the whole template.
        publication: what the RSO signed; None for the program's.
        retired: the template is retired.
        runs: how many runs were filled with it.
        drafts: how many of them are still drafts.
    """

    digest: str
    template: Template
    origin: Origin
    state: VersionState
    publication: TemplateAct | None
    retired: bool
    runs: int
    drafts: int


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """One template of the library, by the version that is in use, or that will be where none is yet.

    Args:
        digest: the address of that version.
        template: its content.
        origin: whose version it is.
        state: in use, from a later day, retired, or replaced by another template of the program.
        update: the digest of the program's newer version that the center's own stands in front of; empty: none.
        coming: the digest of the version that takes over on a later day; empty: none.
        coming_from: that day.
        draft_id: the open draft of its next version, if there is one.
        retirement: who retired it, when and why; None while it is not retired.
    """

    digest: str
    template: Template
    origin: Origin
    state: VersionState
    update: str = ""
    coming: str = ""
    coming_from: date | None = None
    draft_id: TemplateDraftId | None = None
    retirement: TemplateAct | None = None


class TemplateShelf:
    """Read-only use cases about templates."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def library(self) -> tuple[LibraryEntry, ...]:
        """Every template, retired ones too, by title."""
        today = self._desk.today()
        with self._desk.unit_of_work() as uow:
            retired = retirements(uow)
            drafts = {draft.template.id: draft.id for draft in open_drafts(uow)}
            offered = {digest for digest, _ in uow.templates.current(today)}
            entries = [
                _or_replaced(
                    _entry(uow, tuple(heads), today, retired.get(template_id), drafts), offered
                )
                for template_id, heads in groupby(
                    uow.templates.heads(), key=lambda head: head.template_id
                )
            ]
        return tuple(sorted(entries, key=lambda one: (one.template.title, one.template.id)))

    def versions(self, template_id: str) -> tuple[TemplateVersion, ...]:
        """Every version of one template, newest first; raises `NotFound`."""
        today = self._desk.today()
        with self._desk.unit_of_work() as uow:
            heads = uow.templates.heads(template_id)
            if not heads:
                raise NotFound("template", template_id)
            retired = template_id in retirements(uow)
            uses = uow.templates.uses(template_id)
            published = {act.digest: act for act in uow.templates.acts()}
            found = []
            for head in reversed(heads):
                use = uses.get(head.digest)
                found.append(
                    TemplateVersion(
                        digest=head.digest,
                        template=uow.templates.get(head.digest),
                        origin=head.origin,
                        state=_state(head, heads, today, retired=retired),
                        publication=published.get(head.digest),
                        retired=retired,
                        runs=0 if use is None else use.runs,
                        drafts=0 if use is None else use.drafts,
                    )
                )
        return tuple(found)


def retirements(uow: UnitOfWork) -> dict[str, TemplateAct]:
    """What retired each template that is retired now, by its id."""
    last = {
        act.template_id: act for act in uow.templates.acts() if act.kind is not ActKind.PUBLISH
    }
    return {key: act for key, act in last.items() if act.kind is ActKind.RETIRE}


def _entry(
    uow: UnitOfWork,
    heads: Sequence[VersionHead],
    today: date,
    retirement: TemplateAct | None,
    drafts: dict[str, TemplateDraftId],
) -> LibraryEntry:
    current, coming = current_head(heads, today), coming_head(heads, today)
    shown = current or coming or heads[-1]
    update = update_head(heads)
    return LibraryEntry(
        digest=shown.digest,
        template=uow.templates.get(shown.digest),
        origin=shown.origin,
        state=_state(shown, heads, today, retired=retirement is not None),
        update="" if update is None else update.digest,
        coming="" if coming is None else coming.digest,
        coming_from=None if coming is None else coming.effective_from,
        draft_id=drafts.get(shown.template_id),
        retirement=retirement,
    )


def _or_replaced(entry: LibraryEntry, offered: Collection[str]) -> LibraryEntry:
    """The entry, marked where another template of the program took its place."""
    if entry.state is not VersionState.IN_USE or entry.digest in offered:
        return entry
    return replace(entry, state=VersionState.REPLACED)


def _state(
    head: VersionHead, heads: Sequence[VersionHead], today: date, *, retired: bool
) -> VersionState:
    current = current_head(heads, today)
    if retired:
        return VersionState.RETIRED
    if head == current:
        return VersionState.IN_USE
    if head == update_head(heads):
        return VersionState.UPDATE
    return VersionState.LATER if _comes(head, current, today) else VersionState.EARLIER


def _comes(head: VersionHead, current: VersionHead | None, today: date) -> bool:
    """Whether a version takes over on a later day: what the program dates ahead does not where the center has its own."""
    if current is None:
        return True
    behind = head.origin is Origin.PROGRAM and current.origin is Origin.CENTER
    return not behind and head.effective_from > today and head.version > current.version
