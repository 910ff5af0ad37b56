"""What an RSO signs about checklist templates: that a version is published, that a template is retired or brought back."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from au_desktop.domain.canonical import Document
from au_desktop.domain.ids import PersonId, TemplateActId
from au_desktop.domain.moments import Moment
from au_desktop.domain.people import Actor, Person
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.validity import Verify

ACT_FORMAT = "au-desktop/template-act/1"


class ActKind(StrEnum):
    """What was done."""

    PUBLISH = "publish"
    RETIRE = "retire"
    BRING_BACK = "bring back"


@dataclass(frozen=True, slots=True)
class ActDraft:
    """What is about to be signed. For a publication: the version, what it replaces, and what differs, by digest."""

    kind: ActKind
    template_id: str
    title: str
    version: int = 0
    digest: str = ""
    replaces: str = ""
    differences: str = ""
    effective_from: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TemplateAct:
    """A signed act. `content` is the canonical JSON that was signed; it is never made again."""

    id: TemplateActId
    kind: ActKind
    template_id: str
    digest: str
    content: bytes
    signer_id: PersonId
    signer: str
    role: Role
    signed_at: Moment
    public_key: bytes
    signature: bytes
    reason: str = ""


def act_document(draft: ActDraft, act_id: TemplateActId, actor: Actor, at: Moment) -> Document:
    """The plain document whose canonical bytes are signed."""
    return {
        "format": ACT_FORMAT,
        "id": str(act_id),
        "act": draft.kind.value,
        "template": {
            "id": draft.template_id,
            "title": draft.title,
            "version": draft.version,
            "digest": draft.digest,
        },
        "replaces": draft.replaces,
        "differences": draft.differences,
        "effective_from": None
        if draft.effective_from is None
        else draft.effective_from.isoformat(),
        "reason": draft.reason,
        "signer": {"id": str(actor.person_id), "name": actor.name, "role": actor.role.value},
        "time": at.iso(),
    }


def act_faults(act: TemplateAct, signer: Person | None, verify: Verify) -> Iterator[str]:
    """What does not fit: the signature, whose key it is, when the key ended, and what stands beside the content."""
    if not verify(act.public_key, act.content, act.signature):
        yield "signature"
    if signer is None or act.public_key not in signer.public_keys:
        yield "signer's key"
    elif signer.removed_at is not None and signer.removed_at <= act.signed_at:
        yield "key revoked before signing"
    try:
        said = _said(json.loads(act.content))
    except (ValueError, KeyError, TypeError):
        yield "content"
        return
    yield from (name for name, value in _rows(act).items() if said[name] != value)


def _rows(act: TemplateAct) -> dict[str, Any]:
    return {
        "id": str(act.id),
        "act": act.kind.value,
        "template": act.template_id,
        "digest": act.digest,
        "reason": act.reason,
        "signer": str(act.signer_id),
        "signer's name": act.signer,
        "role": act.role.value,
        "signing time": act.signed_at.iso(),
    }


def _said(content: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever JSON holds
    return {
        **{name: content[name] for name in ("id", "act", "reason")},
        "template": content["template"]["id"],
        "digest": content["template"]["digest"],
        "signer": content["signer"]["id"],
        "signer's name": content["signer"]["name"],
        "role": content["signer"]["role"],
        "signing time": content["time"],
    }
