"""The check of templates: each version is what its digest says, and what the RSO signed about it is sound and logged."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from au_desktop.domain.audit import LogEntry
from au_desktop.domain.checklists.template_documents import template_digest
from au_desktop.domain.checklists.template_versions import VersionHead
from au_desktop.domain.signing.template_acts import TemplateAct, act_faults
from au_desktop.domain.signing.validity import Verify
from au_desktop.services.checklists.template_publishing import ACTED
from au_desktop.services.ports import UnitOfWork

_VERBS = frozenset(ACTED.values())


@dataclass(slots=True)
class TemplateTally:
    """Notes the signature of each act that the log tells of."""

    _told: dict[UUID | None, tuple[str, str]] = field(default_factory=dict)

    def noting(self, entries: Iterable[LogEntry]) -> Iterator[LogEntry]:
        """The same entries, noted as they pass."""
        for entry in entries:
            if entry.verb in _VERBS:
                self._told[entry.subject_id] = (entry.subject, str(entry.fields["signature"][1]))
            yield entry

    def faults(
        self, uow: UnitOfWork, acts: Iterable[TemplateAct], verify: Verify, *, trusted: bool
    ) -> Iterator[str]:
        """What is wrong with versions and acts, one line each; the log is held against them where it is unbroken."""
        heads = uow.templates.heads()
        yield from (_said(head) for head in heads if not _is_as_published(uow, head))
        people = {person.id: person for person in uow.people.all()}
        for act in acts:
            subject, told = self._told.pop(act.id, ("", ""))
            wrong = list(act_faults(act, people.get(act.signer_id), verify))
            if trusted and told != act.signature.hex():
                wrong.append(
                    "log entry: tells of another signature" if told else "log entry: missing"
                )
            if wrong:
                yield f"{subject or act.template_id}, {act.kind.value}: {', '.join(wrong)}"
        if trusted:
            for subject, _signature in self._told.values():
                yield f"{subject}: signature gone, though the log tells of it"


def _is_as_published(uow: UnitOfWork, head: VersionHead) -> bool:
    """Whether the content fits its digest, and what stands beside it for choosing and counting fits the content."""
    one = uow.templates.get(head.digest)
    if template_digest(one) != head.digest:
        return False
    beside = (head.template_id, head.version, head.title, head.kind, head.effective_from)
    return beside == (one.id, one.version, one.title, one.kind, one.effective_from)


def _said(head: VersionHead) -> str:
    return f"{head.title}, version {head.version}: the content is not what its digest says"
