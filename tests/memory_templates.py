"""Checklist templates in memory: versions, what was signed about them, and how they are used."""

import json
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from au_desktop.domain.canonical import Document, digest_of
from au_desktop.domain.checklists.runs import Run
from au_desktop.domain.checklists.template_versions import (
    VersionHead,
    current_head,
    without_replaced,
)
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.errors import NotFound, UnreadableFile
from au_desktop.domain.moments import Moment
from au_desktop.domain.signing.template_acts import ActKind, TemplateAct
from au_desktop.services.template_stores import VersionUse


@dataclass
class TemplateNotes:
    """What a center holds of templates beside their content."""

    taken_at: dict[str, Moment | None] = field(default_factory=dict)
    acts: list[TemplateAct] = field(default_factory=list)

    def __copy__(self) -> "TemplateNotes":
        return TemplateNotes(copy(self.taken_at), copy(self.acts))


class MemoryPackFiles:
    """Packs by path, as the documents that a file would hold."""

    def __init__(self) -> None:
        self.documents: dict[Path, Any] = {}

    def write(self, path: Path, document: Document) -> str:
        self.documents[path] = json.loads(json.dumps(document))
        return digest_of(document).hex()

    def read(self, path: Path) -> object:
        if path not in self.documents:
            raise UnreadableFile(str(path), "is not there")
        return json.loads(json.dumps(self.documents[path]))


class MemoryTemplates:
    def __init__(
        self, rows: dict[str, Template], notes: TemplateNotes, runs: Mapping[UUID, Run]
    ) -> None:
        self._rows, self._notes, self._runs = rows, notes, runs

    def get(self, digest: str) -> Template:
        if digest not in self._rows:
            raise NotFound("template", digest)
        return self._rows[digest]

    def has(self, digest: str) -> bool:
        return digest in self._rows

    def add(self, digest: str, template: Template, taken_at: Moment | None = None) -> None:
        if not self.has(digest):
            self._rows[digest] = template
            self._notes.taken_at[digest] = taken_at

    def current(self, day: date) -> tuple[tuple[str, Template], ...]:
        ids = {template.id for template in self._rows.values()} - self.retired()
        found = [current_head(self.heads(template_id), day) for template_id in ids]
        in_use = sorted(
            (head for head in found if head is not None),
            key=lambda head: (head.title, head.template_id),
        )
        whole = without_replaced((head, self.get(head.digest)) for head in in_use)
        return tuple((head.digest, template) for head, template in whole)

    def heads(self, template_id: str | None = None) -> tuple[VersionHead, ...]:
        published = {act.digest: act.signed_at for act in self._notes.acts if act.digest}
        heads = [
            VersionHead(
                digest=digest,
                template_id=one.id,
                version=one.version,
                title=one.title,
                effective_from=one.effective_from,
                taken_at=self._notes.taken_at[digest],
                published_at=published.get(digest),
                kind=one.kind,
            )
            for digest, one in self._rows.items()
            if template_id in {None, one.id}
        ]
        heads.sort(key=lambda head: (head.template_id, head.version))
        return tuple(heads)

    def retired(self) -> frozenset[str]:
        last = {
            act.template_id: act.kind
            for act in self._notes.acts
            if act.kind is not ActKind.PUBLISH
        }
        return frozenset(key for key, kind in last.items() if kind is ActKind.RETIRE)

    def acts(self) -> tuple[TemplateAct, ...]:
        return tuple(self._notes.acts)

    def add_act(self, act: TemplateAct) -> None:
        self._notes.acts.append(act)

    def uses(self, template_id: str) -> Mapping[str, VersionUse]:
        found: dict[str, VersionUse] = {}
        for run in self._runs.values():
            if run.template_id != template_id:
                continue
            before = found.get(run.template_digest, VersionUse())
            draft = int(run.is_draft and run.voided is None)
            found[run.template_digest] = VersionUse(before.runs + 1, before.drafts + draft)
        return found
