"""Template versions as canonical JSON and back."""

import json
from functools import lru_cache

from sqlalchemy import Connection, insert, select

from au_desktop.domain.canonical import canonical_bytes
from au_desktop.domain.checklists.template_documents import (
    template_from_document,
    template_to_document,
)
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.errors import NotFound
from au_desktop.persistence.seen_values import SeenValues
from au_desktop.persistence.tables.template_version_tables import template_versions


class TemplateRows:
    """Template versions by the hash of their content, in hex; a version is never changed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._seen: SeenValues[str, Template] = SeenValues()
        self._current: tuple[tuple[str, Template], ...] | None = None

    def get(self, digest: str) -> Template:
        """The version; raises `NotFound`."""
        seen = self._seen.get(digest)
        if seen is not None:
            return seen
        question = select(template_versions.c.document).where(
            template_versions.c.digest == bytes.fromhex(digest)
        )
        document = self._connection.execute(question).scalar_one_or_none()
        if document is None:
            raise NotFound("template", digest)
        return self._seen.keep(digest, _template(document))

    def has(self, digest: str) -> bool:
        """Whether the version is stored."""
        question = select(template_versions.c.version).where(
            template_versions.c.digest == bytes.fromhex(digest)
        )
        return self._connection.execute(question).first() is not None

    def add(self, digest: str, template: Template) -> None:
        """Store a version; storing it again changes nothing."""
        if self.has(digest):
            return
        self._current = None
        row = {
            "digest": bytes.fromhex(digest),
            "template_id": template.id,
            "version": template.version,
            "title": template.title,
            "kind": template.kind,
            "document": canonical_bytes(template_to_document(template)).decode(),
        }
        self._connection.execute(insert(template_versions), row)

    def current(self) -> tuple[tuple[str, Template], ...]:
        """The newest version of every template that is not retired, with its hash, by title."""
        if self._current is None:
            self._current = self._read_current()
        return self._current

    def _read_current(self) -> tuple[tuple[str, Template], ...]:
        question = (
            select(template_versions)
            .where(template_versions.c.retired_at.is_(None))
            .order_by(template_versions.c.template_id, template_versions.c.version)
        )
        newest = {row["template_id"]: row for row in self._connection.execute(question).mappings()}
        by_title = sorted(newest.values(), key=lambda row: (row["title"], row["template_id"]))
        return tuple((row["digest"].hex(), _template(row["document"])) for row in by_title)


@lru_cache(maxsize=256)
def _template(document: str) -> Template:
    return template_from_document(json.loads(document))
