"""Template versions as canonical JSON and back, the signed acts about them, and how they are used."""

import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, insert, select

from au_desktop.domain.canonical import canonical_bytes
from au_desktop.domain.checklists.template_documents import (
    template_from_document,
    template_to_document,
)
from au_desktop.domain.checklists.template_versions import (
    VersionHead,
    current_head,
    without_replaced,
)
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.errors import DamagedCenter, NotFound
from au_desktop.domain.ids import PersonId, TemplateActId
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.template_acts import ActKind, TemplateAct
from au_desktop.persistence.column_types import moment_of, moment_values
from au_desktop.persistence.seen_values import SeenValues
from au_desktop.persistence.tables.run_tables import run_voids, runs
from au_desktop.persistence.tables.template_version_tables import (
    template_acts,
    template_versions,
)
from au_desktop.services.template_stores import VersionUse

_versions = template_versions.c
_acts = template_acts.c


class TemplateRows:
    """Template versions by the hash of their content, in hex; neither a version nor an act is ever changed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._seen: SeenValues[str, Template] = SeenValues()
        self._current: dict[date, tuple[tuple[str, Template], ...]] = {}

    def get(self, digest: str) -> Template:
        """The version; raises `NotFound`."""
        seen = self._seen.get(digest)
        if seen is not None:
            return seen
        question = select(_versions.document).where(_versions.digest == bytes.fromhex(digest))
        document = self._connection.execute(question).scalar_one_or_none()
        if document is None:
            raise NotFound("template", digest)
        return self._seen.keep(digest, _template(document))

    def has(self, digest: str) -> bool:
        """Whether the version is stored."""
        question = select(_versions.version).where(_versions.digest == bytes.fromhex(digest))
        return self._connection.execute(question).first() is not None

    def add(self, digest: str, template: Template, taken_at: Moment | None = None) -> None:
        """Store a version; storing it again changes nothing."""
        if self.has(digest):
            return
        self._current.clear()
        row = {
            "digest": bytes.fromhex(digest),
            "template_id": template.id,
            "version": template.version,
            "title": template.title,
            "kind": template.kind,
            "document": canonical_bytes(template_to_document(template)).decode(),
            "effective_from": template.effective_from,
            **moment_values("taken_at", taken_at),
        }
        self._connection.execute(insert(template_versions), row)

    def current(self, day: date) -> tuple[tuple[str, Template], ...]:
        """The version of every template that is in use on a day, with its hash, by title."""
        if day not in self._current:
            self._current[day] = self._read_current(day)
        return self._current[day]

    def heads(self, template_id: str | None = None) -> tuple[VersionHead, ...]:
        """What is known of each version of one template, or of all, by id and version."""
        question = _HEADS
        if template_id is not None:
            question = question.where(_versions.template_id == template_id)
        return tuple(_head(row) for row in self._connection.execute(question).mappings())

    def retired(self) -> frozenset[str]:
        """The ids of the templates whose last act is that they were retired."""
        question = (
            select(_acts.template_id, _acts.kind)
            .where(_acts.kind.in_((ActKind.RETIRE.value, ActKind.BRING_BACK.value)))
            .order_by(_acts.place)
        )
        last = {row[0]: row[1] for row in self._connection.execute(question)}
        return frozenset(key for key, kind in last.items() if kind == ActKind.RETIRE.value)

    def acts(self) -> tuple[TemplateAct, ...]:
        """Every signed act, in the order it came."""
        question = select(template_acts).order_by(_acts.place)
        return tuple(_act(row) for row in self._connection.execute(question).mappings())

    def add_act(self, act: TemplateAct) -> None:
        """Store a signed act."""
        self._current.clear()
        row = {
            "id": act.id,
            "kind": act.kind.value,
            "template_id": act.template_id,
            "digest": bytes.fromhex(act.digest) or None,
            "content": act.content,
            "signer_id": act.signer_id,
            "signer": act.signer,
            "role": act.role.value,
            **moment_values("signed_at", act.signed_at),
            "public_key": act.public_key,
            "signature": act.signature,
            "reason": act.reason,
        }
        self._connection.execute(insert(template_acts), row)

    def uses(self, template_id: str) -> Mapping[str, VersionUse]:
        """How the versions of one template are used, by hash."""
        is_draft = runs.c.submitted_at.is_(None) & run_voids.c.run_id.is_(None)
        question = (
            select(
                runs.c.template_digest,
                func.count().label("runs"),
                func.count().filter(is_draft).label("drafts"),
            )
            .join_from(runs, run_voids, run_voids.c.run_id == runs.c.id, isouter=True)
            .where(runs.c.template_id == template_id)
            .group_by(runs.c.template_digest)
        )
        rows = self._connection.execute(question)
        return {digest.hex(): VersionUse(many, drafts) for digest, many, drafts in rows}

    def _read_current(self, day: date) -> tuple[tuple[str, Template], ...]:
        retired = self.retired()
        by_id = groupby(self.heads(), key=lambda head: head.template_id)
        found = [
            current_head(heads, day) for template_id, heads in by_id if template_id not in retired
        ]
        in_use = [head for head in found if head is not None]
        in_use.sort(key=lambda head: (head.title, head.template_id))
        whole = without_replaced((head, self.get(head.digest)) for head in in_use)
        return tuple((head.digest, template) for head, template in whole)


_HEADS: Select[Any] = (
    select(
        _versions.digest,
        _versions.template_id,
        _versions.version,
        _versions.title,
        _versions.kind,
        _versions.effective_from,
        _versions.taken_at,
        _versions.taken_at_offset,
        _acts.signed_at,
        _acts.signed_at_offset,
    )
    .join_from(template_versions, template_acts, _acts.digest == _versions.digest, isouter=True)
    .order_by(_versions.template_id, _versions.version, _acts.place)
)


def _head(row: RowMapping) -> VersionHead:
    return VersionHead(
        digest=row["digest"].hex(),
        template_id=row["template_id"],
        version=row["version"],
        title=row["title"],
        effective_from=row["effective_from"] or date.min,
        taken_at=moment_of(row["taken_at"], row["taken_at_offset"]),
        published_at=moment_of(row["signed_at"], row["signed_at_offset"]),
        kind=row["kind"],
    )


def _act(row: RowMapping) -> TemplateAct:
    try:
        return _read_act(row)
    except (ValueError, TypeError, AttributeError) as error:
        message = "what was signed about a checklist does not read as it was written"
        raise DamagedCenter(message) from error


def _read_act(row: RowMapping) -> TemplateAct:
    return TemplateAct(
        id=TemplateActId(row["id"]),
        kind=ActKind(row["kind"]),
        template_id=row["template_id"],
        digest=(row["digest"] or b"").hex(),
        content=row["content"],
        signer_id=PersonId(row["signer_id"]),
        signer=row["signer"],
        role=Role(row["role"]),
        signed_at=Moment(row["signed_at"], row["signed_at_offset"]),
        public_key=row["public_key"],
        signature=row["signature"],
        reason=row["reason"],
    )


@lru_cache(maxsize=256)
def _template(document: str) -> Template:
    try:
        return template_from_document(json.loads(document))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        message = "a checklist version does not read as it was written"
        raise DamagedCenter(message) from error
