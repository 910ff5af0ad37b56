"""Template versions, what was signed about them and drafts come back from the file whole, and none of it can be changed."""

from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy.exc import IntegrityError

from au_desktop.domain.canonical import canonical_bytes
from au_desktop.domain.checklists.template_documents import template_digest, template_to_document
from au_desktop.domain.checklists.template_drafts import Provenance, TemplateDraft, draft_text
from au_desktop.domain.checklists.template_versions import Origin
from au_desktop.domain.ids import TemplateActId, TemplateDraftId
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.template_acts import ActKind, TemplateAct
from au_desktop.persistence import schema
from au_desktop.persistence.engine import connect
from au_desktop.services.template_stores import VersionUse
from tests.center_files import (
    KEY,
    NOW,
    PERSON,
    TEMPLATE,
    OpenCenter,
    a_stored_run,
    later,
    older_center,
    opened,
)
from tests.template_changes import RICH

TODAY = NOW.local.date()
FIRST = template_digest(TEMPLATE)


def an_act(number: int, kind: ActKind, digest: str = "") -> TemplateAct:
    return TemplateAct(
        id=TemplateActId(UUID(int=700 + number)),
        kind=kind,
        template_id=TEMPLATE.id,
        digest=digest,
        content=b"what was signed",
        signer_id=PERSON.id,
        signer=PERSON.name,
        role=Role.RSO,
        signed_at=later(number),
        public_key=b"k" * 32,
        signature=b"s" * 64,
        reason="" if digest else "of age",
    )


@pytest.fixture
def center(filled: OpenCenter) -> OpenCenter:
    return filled


def published(center: OpenCenter, version: int, days: int = 0) -> str:
    """A version of the center's own, in use from some days on."""
    own = replace(TEMPLATE, version=version, effective_from=TODAY + timedelta(days=days))
    digest = template_digest(own)
    with center.work() as uow:
        uow.templates.add(digest, own)
        uow.templates.add_act(an_act(version, ActKind.PUBLISH, digest))
        uow.commit()
    return digest


def test_acts_come_back_in_their_order(center: OpenCenter) -> None:
    digest = published(center, 2)
    acts = [an_act(2, ActKind.PUBLISH, digest), an_act(3, ActKind.RETIRE)]
    with center.work() as uow:
        uow.templates.add_act(acts[1])
        assert uow.templates.acts() == tuple(acts)
        assert uow.templates.retired() == {TEMPLATE.id}
        assert uow.templates.current(TODAY) == ()
        uow.templates.add_act(an_act(4, ActKind.BRING_BACK))
        assert uow.templates.retired() == frozenset()
        assert [one for one, _ in uow.templates.current(TODAY)] == [digest]


def test_a_version_is_in_use_from_its_day(center: OpenCenter) -> None:
    digest = published(center, 2, days=3)
    with center.work() as uow:
        assert [one for one, _ in uow.templates.current(TODAY)] == [FIRST]
        after = uow.templates.current(TODAY + timedelta(days=3))
        assert [one for one, _ in after] == [digest]


def test_heads_tell_whose_each_is(center: OpenCenter) -> None:
    digest = published(center, 2, days=3)
    newer = replace(TEMPLATE, version=2, title="From the program")
    with center.work() as uow:
        uow.templates.add(template_digest(newer), newer, NOW)
        uow.templates.add(template_digest(RICH), replace(RICH, id="zz_other"), NOW)
        heads = uow.templates.heads(TEMPLATE.id)
        assert len(uow.templates.heads()) == 4
    assert {head.digest: (head.origin, head.taken_at) for head in heads} == {
        FIRST: (Origin.PROGRAM, None),
        digest: (Origin.CENTER, None),
        template_digest(newer): (Origin.PROGRAM, NOW),
    }
    assert {head.digest: head.effective_from for head in heads} == {
        FIRST: TEMPLATE.effective_from,
        digest: TODAY + timedelta(days=3),
        template_digest(newer): TEMPLATE.effective_from,
    }


def test_uses_are_counted_by_version(center: OpenCenter) -> None:
    with center.work() as uow:
        assert uow.templates.uses(TEMPLATE.id) == {FIRST: VersionUse(2, 1)}
        assert uow.templates.uses("other") == {}
        run = replace(a_stored_run(9), submitted_at=None, submitted_by=None)
        uow.runs.add(run)
        assert uow.templates.uses(TEMPLATE.id) == {FIRST: VersionUse(3, 2)}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE template_versions SET effective_from = '2020-01-01'",
        "UPDATE template_versions SET taken_at = 1",
        "UPDATE template_versions SET document = '{}'",
        "DELETE FROM template_versions",
        "UPDATE template_acts SET reason = 'another'",
        "DELETE FROM template_acts",
    ],
)
def test_what_was_written_stays(center: OpenCenter, change: str) -> None:
    published(center, 2)
    with pytest.raises(IntegrityError, match="kept as written"):
        center.execute(change)


def test_a_version_is_published_once(center: OpenCenter) -> None:
    digest = published(center, 2)
    with center.work() as uow, pytest.raises(IntegrityError, match="UNIQUE"):
        uow.templates.add_act(an_act(5, ActKind.PUBLISH, digest))


def test_a_draft_comes_back_faults_and_all(center: OpenCenter) -> None:
    faulty = replace(
        RICH, title="", sections=(*RICH.sections, *RICH.sections), note="\u2009µ\u00a0"
    )
    draft = TemplateDraft(
        id=TemplateDraftId(UUID(int=5)),
        document=draft_text(faulty),
        based_on=FIRST,
        by=PERSON.id,
        at=NOW,
        author=PERSON.name,
        changed_at=later(3),
        origin=Provenance("Elsewhere", "R. S. O.", "abcd", NOW, FIRST),
    )
    with center.work() as uow:
        uow.template_drafts.put(draft)
        uow.template_drafts.put(replace(draft, published=FIRST, origin=None))
        uow.template_drafts.put(draft)
        assert uow.template_drafts.get(draft.id) == draft
        assert uow.template_drafts.all() == (draft,)
    assert draft.template == faulty


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A center as the version before left it, with a template."""
    path = tmp_path / "Older.aucenter" / "center.db"
    path.parent.mkdir()
    older_center(path, "0008")
    document = canonical_bytes(template_to_document(TEMPLATE)).decode()
    row = (bytes.fromhex(FIRST), TEMPLATE.id, 1, TEMPLATE.title, TEMPLATE.kind, document)
    with closing(connect(path, KEY)) as made:
        made.execute(
            "INSERT INTO template_versions (digest, template_id, version, title, kind, document) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            row,
        )
    return path


def test_what_is_there_came_with_the_program(older: Path) -> None:
    schema.upgrade(older, KEY)
    with opened(older) as center, center.work() as uow:
        (head,) = uow.templates.heads()
        assert (head.digest, head.origin) == (FIRST, Origin.PROGRAM)
        assert (head.effective_from, head.taken_at) == (TEMPLATE.effective_from, None)
        assert uow.templates.current(date(2030, 1, 1)) == ((FIRST, TEMPLATE),)
        assert uow.templates.acts() == ()
    with opened(older) as center, pytest.raises(IntegrityError, match="kept as written"):
        center.execute("UPDATE template_versions SET title = 'another'")
