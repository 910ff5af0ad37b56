"""Making checklists the center's own: drafts that are saved in any state, what stands against them, what they would change."""

from dataclasses import dataclass, replace
from datetime import date

from au_desktop.domain.canonical import digest_of
from au_desktop.domain.checklists.comparison import Difference, compare
from au_desktop.domain.checklists.faults import Known
from au_desktop.domain.checklists.items import ItemBasis
from au_desktop.domain.checklists.read_items import readers_of_lost
from au_desktop.domain.checklists.template_checks import is_key, template_faults
from au_desktop.domain.checklists.template_documents import template_to_document
from au_desktop.domain.checklists.template_drafts import TemplateDraft
from au_desktop.domain.checklists.template_versions import VersionHead
from au_desktop.domain.checklists.templates import Need, Section, SignOffRule, Template
from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import TemplateDraftId
from au_desktop.domain.roles import Permission, Role
from au_desktop.domain.training.cases import CaseState
from au_desktop.services.checklists.calculations import formula_inputs
from au_desktop.services.checklists.draft_book import (
    DraftStart,
    begun,
    draft_subject,
    open_draft,
    open_drafts,
    put_aside,
    require_no_draft,
)
from au_desktop.services.checklists.template_publishing import (
    TemplatePublishing,
    replaced_by,
)
from au_desktop.services.checklists.template_shelf import (
    LibraryEntry,
    TemplateShelf,
    TemplateVersion,
)
from au_desktop.services.desk import Change, Desk
from au_desktop.services.outcomes import Outcome, Undo
from au_desktop.services.ports import ReadQueries, SigningKeys, UnitOfWork
from au_desktop.services.rows import CaseFilter, PageRequest
from au_desktop.services.wording.template_words import FaultWords, fault_words

_PERFORMERS = (Role.COORDINATOR, Role.PRECEPTOR, Role.RSO, Role.STAFF)


@dataclass(frozen=True, slots=True)
class Impact:
    """What publishing a draft would touch.

    Args:
        drafts_open: runs that are being filled with an earlier version; they keep theirs.
        runs_total: runs of all versions; they stay as they are.
        schedules: recurring schedules of this checklist; they go on with the new version.
        planned_cases: planned cases for whose drug it is; they will be recorded with the new version.
        differences: to what it replaces, without version and first day.
        replaces: the digest of the version it replaces; empty for a new checklist.
        stale: it was begun from another version than the one it would replace.
        readers: titles of other checklists that take first answers from items which are gone.
    """

    drafts_open: int
    runs_total: int
    schedules: int
    planned_cases: int
    differences: tuple[Difference, ...]
    replaces: str
    stale: bool
    readers: tuple[str, ...] = ()


class TemplateEditing:
    """Use cases about editing, publishing and retiring templates. Versions never change; runs keep theirs."""

    def __init__(self, desk: Desk, keys: SigningKeys) -> None:
        self._desk = desk
        self._known = Known(formula_inputs(), frozenset(desk.reference.drugs))
        self._publishing = TemplatePublishing(desk, keys, self._known)
        self._shelf = TemplateShelf(desk)

    def library(self) -> tuple[LibraryEntry, ...]:
        """Every template, retired ones too, by title."""
        return self._shelf.library()

    def versions(self, template_id: str) -> tuple[TemplateVersion, ...]:
        """Every version of one template, newest first; raises `NotFound`."""
        return self._shelf.versions(template_id)

    def version(self, digest: str) -> Template:
        """The content of one version; raises `NotFound`."""
        with self._desk.unit_of_work() as uow:
            return uow.templates.get(digest)

    def drafts(self) -> tuple[TemplateDraft, ...]:
        """The drafts that are still worked on, by title."""
        with self._desk.unit_of_work() as uow:
            return open_drafts(uow)

    def draft(self, draft_id: TemplateDraftId) -> TemplateDraft:
        """One draft, closed ones too; raises `NotFound`."""
        with self._desk.unit_of_work() as uow:
            return uow.template_drafts.get(draft_id)

    def begin(self, digest: str) -> Outcome[TemplateDraftId]:
        """Begin the next version of a template from one of its versions; raises `DraftExists`."""
        return self._begin(DraftStart(self.version(digest), digest))

    def begin_copy(self, digest: str, template_id: str, title: str) -> Outcome[TemplateDraftId]:
        """Begin another template as a copy; raises `Invalid` where the id is taken or no key."""
        copied = replace(self.version(digest), id=template_id.strip(), title=title.strip())
        return self._begin(DraftStart(copied), is_new=True)

    def begin_new(self, template_id: str, title: str, kind: str) -> Outcome[TemplateDraftId]:
        """Begin a template with one empty section; raises `Invalid` where the id is taken or no key."""
        template = Template(
            id=template_id.strip(),
            version=1,
            title=title.strip(),
            kind=kind.strip(),
            sections=(Section("work", "Work", ()),),
            sign_offs=(SignOffRule("performed", "Performed by", _PERFORMERS),),
            basis=ItemBasis(""),
            effective_from=self._desk.today(),
        )
        return self._begin(DraftStart(template), is_new=True)

    def save(self, draft_id: TemplateDraftId, template: Template) -> Outcome[None]:
        """Keep a draft as it stands, faults and all; its id, number, first day and what it replaces stay."""
        with self._desk.change(Permission.EDIT_TEMPLATES) as change:
            draft = open_draft(change.uow, draft_id)
            before = draft.template
            kept = replace(
                template,
                id=before.id,
                version=before.version,
                effective_from=before.effective_from,
                replaces=before.replaces,
            )
            after = draft.holding(kept, change.at)
            if after.document == draft.document:
                change.nothing_to_do()
            else:
                change.uow.template_drafts.put(after)
                _record(change, "edit template draft", draft, after)
        undo = Undo(f"{before.title} changed", lambda: self.save(draft_id, before))
        return Outcome(None, change.changes, undo)

    def discard(self, draft_id: TemplateDraftId) -> Outcome[None]:
        """Put a draft aside; the version in use stays as it is."""
        with self._desk.change(Permission.EDIT_TEMPLATES) as change:
            draft = put_aside(change, draft_id)
        undo = Undo(f"Draft of {draft.template.title} discarded", lambda: self._take_up(draft_id))
        return Outcome(None, change.changes, undo)

    def faults(self, template: Template) -> tuple[FaultWords, ...]:
        """Everything that stands against publishing a template, as sentences with the item, section or sign-off."""
        return fault_words(template_faults(template, self._known))

    def compare(self, old: Template, new: Template) -> tuple[Difference, ...]:
        """What differs between two templates."""
        return compare(old, new)

    def impact(self, draft_id: TemplateDraftId) -> Impact:
        """What publishing a draft would touch."""
        with self._desk.unit_of_work() as uow:
            draft = uow.template_drafts.get(draft_id)
            template = draft.template
            uses = uow.templates.uses(template.id).values()
            schedules = sum(
                one.template_id == template.id and one.ended is None for one in uow.schedules.all()
            )
            replaced = replaced_by(uow, template)
            readers = _readers(uow, replaced.head, template, self._desk.today())
        replaces = "" if replaced.head is None else replaced.head.digest
        return Impact(
            drafts_open=sum(use.drafts for use in uses),
            runs_total=sum(use.runs for use in uses),
            schedules=schedules,
            planned_cases=_planned_cases(self._desk.queries, template),
            differences=replaced.differences,
            replaces=replaces,
            stale=bool(replaces) and draft.based_on != replaces,
            readers=readers,
        )

    def publish(
        self, draft_id: TemplateDraftId, effective_from: date, passphrase: str
    ) -> Outcome[str]:
        """Make a draft the center's newest version, signed by the RSO and in use from a day on; its digest.

        Raises:
            TemplateFaulty, NothingNew, EffectiveInPast, TemplateRetired, DraftClosed: what stands against it.
        """
        return self._publishing.publish(draft_id, effective_from, passphrase)

    def retire(self, template_id: str, reason: str, passphrase: str) -> Outcome[None]:
        """Offer a template no more, signed by the RSO; raises `TemplateRetired`, `ReasonRequired`."""
        return self._publishing.retire(template_id, reason, passphrase)

    def bring_back(self, template_id: str, passphrase: str) -> Outcome[None]:
        """Offer a retired template again, signed by the RSO; raises `TemplateNotRetired`."""
        return self._publishing.bring_back(template_id, passphrase)

    def _begin(self, start: DraftStart, *, is_new: bool = False) -> Outcome[TemplateDraftId]:
        with self._desk.change(Permission.EDIT_TEMPLATES) as change:
            if is_new:
                _require_free(change.uow, start.template)
            draft = begun(change, TemplateDraftId(self._desk.ids.new()), start)
        title = draft.template.title
        undo = Undo(f"Draft of {title} begun", lambda: self.discard(draft.id))
        return Outcome(draft.id, change.changes, undo)

    def _take_up(self, draft_id: TemplateDraftId) -> Outcome[None]:
        """Work again on a draft that was discarded; raises `DraftExists` where another was begun since."""
        with self._desk.change(Permission.EDIT_TEMPLATES) as change:
            draft = change.uow.template_drafts.get(draft_id)
            require_no_draft(change.uow, draft.template.id)
            change.uow.template_drafts.put(replace(draft, discarded=False, changed_at=change.at))
            change.record("take up template draft", draft_subject(draft), {}, {"open": True})
        return Outcome(None, change.changes)


def _record(change: Change, verb: str, before: TemplateDraft, after: TemplateDraft) -> None:
    """The log tells of a draft by the digest of its content; the content itself is kept with the draft."""
    old, new = (
        {"content": digest_of(template_to_document(draft.template)).hex()}
        for draft in (before, after)
    )
    change.record(verb, draft_subject(after), old, new)


def _require_free(uow: UnitOfWork, template: Template) -> None:
    if not is_key(template.id):
        raise Invalid("id", "is small letters, digits and underscores and begins with a letter")
    if uow.templates.heads(template.id):
        raise Invalid("id", f"{template.id} is another checklist already")
    if not template.title:
        raise Invalid("title", "is missing")


def _readers(
    uow: UnitOfWork, head: VersionHead | None, template: Template, today: date
) -> tuple[str, ...]:
    if head is None:
        return ()
    in_use = (one for _, one in uow.templates.current(today))
    lost = readers_of_lost(uow.templates.get(head.digest), template, in_use)
    return tuple(one.title for one in lost)


def _planned_cases(queries: ReadQueries, template: Template) -> int:
    """How many planned cases a checklist about a case is for."""
    if Need.CASE not in template.needs:
        return 0
    wanted, page, count = CaseFilter(state=CaseState.PLANNED), PageRequest(limit=500), 0
    while True:
        found = queries.cases(wanted, page)
        count += sum(not template.drugs or row.drug_id in template.drugs for row in found.rows)
        if found.next is None:
            return count
        page = replace(page, after=found.next)
