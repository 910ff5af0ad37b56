"""Publishing a draft as the center's own version, retiring a template and bringing it back: each signed by the RSO."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from au_desktop.domain.canonical import as_document, canonical_bytes, digest_of
from au_desktop.domain.checklists.comparison import Difference, compare, in_substance
from au_desktop.domain.checklists.faults import Known, TemplateFault
from au_desktop.domain.checklists.template_checks import template_faults
from au_desktop.domain.checklists.template_documents import template_digest
from au_desktop.domain.checklists.template_drafts import TemplateDraft
from au_desktop.domain.checklists.template_versions import VersionHead, latest_head
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.errors import DomainError, NotFound, ReasonRequired
from au_desktop.domain.ids import TemplateActId
from au_desktop.domain.roles import Permission, require
from au_desktop.domain.signing.template_acts import ActDraft, ActKind, TemplateAct, act_document
from au_desktop.services.changes import Kind
from au_desktop.services.checklists.draft_book import next_version, open_draft
from au_desktop.services.desk import Change, Desk, Subject
from au_desktop.services.outcomes import Outcome
from au_desktop.services.ports import Signer, SigningKeys, UnitOfWork

ACTED = {
    ActKind.PUBLISH: "publish template",
    ActKind.RETIRE: "retire template",
    ActKind.BRING_BACK: "bring back template",
}
"""What the log calls each signed act."""


class TemplateFaulty(DomainError):
    """The draft has faults; a template with faults is not published."""

    def __init__(self, title: str, faults: Sequence[TemplateFault]) -> None:
        super().__init__(f"{title} has {len(faults)} faults")
        self.title = title
        self.faults = tuple(faults)


class NothingNew(DomainError):
    """The draft says what the version says that it would replace."""

    def __init__(self, title: str) -> None:
        super().__init__(f"{title} is not changed")
        self.title = title


class EffectiveInPast(DomainError):
    """A version cannot be in use from a day that has passed."""

    def __init__(self, day: date, today: date) -> None:
        super().__init__(f"{day} lies before {today}")
        self.day = day
        self.today = today


class TemplateRetired(DomainError):
    """The template is retired: it is brought back before anything else."""

    def __init__(self, title: str) -> None:
        super().__init__(f"{title} is retired")
        self.title = title


class TemplateNotRetired(DomainError):
    """There is nothing to bring back."""

    def __init__(self, title: str) -> None:
        super().__init__(f"{title} is not retired")
        self.title = title


@dataclass(frozen=True, slots=True)
class Replaced:
    """The version that a next one takes the place of, and what differs; None: the template is new."""

    head: VersionHead | None
    differences: tuple[Difference, ...]


class TemplatePublishing:
    """Use cases that need the RSO's signature."""

    def __init__(self, desk: Desk, keys: SigningKeys, known: Known) -> None:
        self._desk = desk
        self._keys = keys
        self._known = known

    def publish(self, draft_id: UUID, effective_from: date, passphrase: str) -> Outcome[str]:
        """Make a draft the center's newest version, in use from a day on; its hash.

        Raises:
            TemplateFaulty, NothingNew, EffectiveInPast, TemplateRetired, DraftClosed: what stands against it.
        """
        require(self._desk.actor.role, Permission.PUBLISH_TEMPLATES)
        with self._desk.unit_of_work() as uow:
            self._require_publishable(uow, open_draft(uow, draft_id), effective_from)
        signer = self._signer(passphrase)
        with self._desk.change(Permission.PUBLISH_TEMPLATES) as change:
            draft = open_draft(change.uow, draft_id)
            replaced = self._require_publishable(change.uow, draft, effective_from)
            digest = self._publish(change, signer, draft, replaced, effective_from)
        return Outcome(digest, change.changes)

    def retire(self, template_id: str, reason: str, passphrase: str) -> Outcome[None]:
        """Offer a template no more; what was filled with it stays readable, open drafts of runs can be finished.

        Raises:
            TemplateRetired: it is retired already.
            ReasonRequired: no reason was given.
        """
        return self._settle(ActKind.RETIRE, template_id, reason.strip(), passphrase)

    def bring_back(self, template_id: str, passphrase: str) -> Outcome[None]:
        """Offer a retired template again; raises `TemplateNotRetired`."""
        return self._settle(ActKind.BRING_BACK, template_id, "", passphrase)

    def _require_publishable(
        self, uow: UnitOfWork, draft: TemplateDraft, effective_from: date
    ) -> Replaced:
        template = draft.template
        faults = template_faults(template, self._known)
        if faults:
            raise TemplateFaulty(template.title, faults)
        if effective_from < self._desk.today():
            raise EffectiveInPast(effective_from, self._desk.today())
        if template.id in uow.templates.retired():
            raise TemplateRetired(template.title)
        replaced = replaced_by(uow, template)
        if replaced.head is not None and not replaced.differences:
            raise NothingNew(template.title)
        return replaced

    def _publish(
        self,
        change: Change,
        signer: Signer,
        draft: TemplateDraft,
        replaced: Replaced,
        effective_from: date,
    ) -> str:
        number = next_version(change.uow.templates.heads(draft.template.id))
        template = replace(draft.template, version=number, effective_from=effective_from)
        digest = template_digest(template)
        change.uow.templates.add(digest, template)
        act = ActDraft(
            ActKind.PUBLISH,
            template.id,
            template.title,
            version=number,
            digest=digest,
            replaces="" if replaced.head is None else replaced.head.digest,
            differences=digest_of(as_document(replaced.differences)).hex(),
            effective_from=effective_from,
        )
        self._signed(change, signer, act)
        change.uow.template_drafts.put(replace(draft, published=digest, changed_at=change.at))
        return digest

    def _settle(
        self, kind: ActKind, template_id: str, reason: str, passphrase: str
    ) -> Outcome[None]:
        require(self._desk.actor.role, Permission.PUBLISH_TEMPLATES)
        with self._desk.unit_of_work() as uow:
            title = _settleable(uow, kind, template_id)
        if kind is ActKind.RETIRE and not reason:
            raise ReasonRequired(f"retire {title}")
        signer = self._signer(passphrase)
        with self._desk.change(Permission.PUBLISH_TEMPLATES) as change:
            title = _settleable(change.uow, kind, template_id)
            self._signed(change, signer, ActDraft(kind, template_id, title, reason=reason))
        return Outcome(None, change.changes)

    def _signer(self, passphrase: str) -> Signer:
        return self._keys.signer(self._desk.actor.person_id, passphrase)

    def _signed(self, change: Change, signer: Signer, draft: ActDraft) -> None:
        act_id = TemplateActId(self._desk.ids.new())
        document = act_document(draft, act_id, change.actor, change.at)
        content = canonical_bytes(document)
        act = TemplateAct(
            id=act_id,
            kind=draft.kind,
            template_id=draft.template_id,
            digest=draft.digest,
            content=content,
            signer_id=change.actor.person_id,
            signer=change.actor.name,
            role=change.actor.role,
            signed_at=change.at,
            public_key=signer.public_key,
            signature=signer.sign(content),
            reason=draft.reason,
        )
        change.uow.templates.add_act(act)
        said = {
            "template": draft.template_id,
            "version": draft.version,
            "digest": draft.digest,
            "effective from": document["effective_from"],
            "act": digest_of(document).hex(),
            "signature": act.signature.hex(),
        }
        label = f"{draft.title}, version {draft.version}" if draft.version else draft.title
        subject = Subject(Kind.TEMPLATE, act.id, label)
        change.record(ACTED[draft.kind], subject, None, said, draft.reason)


def replaced_by(uow: UnitOfWork, template: Template) -> Replaced:
    """What a next version takes the place of, and how it differs in substance."""
    head = latest_head(uow.templates.heads(template.id))
    if head is None:
        return Replaced(None, ())
    return Replaced(head, in_substance(compare(uow.templates.get(head.digest), template)))


def _settleable(uow: UnitOfWork, kind: ActKind, template_id: str) -> str:
    """The title of a template that can be retired or brought back, as asked."""
    head = latest_head(uow.templates.heads(template_id))
    if head is None:
        raise NotFound("template", template_id)
    is_retired = template_id in uow.templates.retired()
    if kind is ActKind.RETIRE and is_retired:
        raise TemplateRetired(head.title)
    if kind is ActKind.BRING_BACK and not is_retired:
        raise TemplateNotRetired(head.title)
    return head.title
