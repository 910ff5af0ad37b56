"""Whatever becomes of a template, what was filled with an earlier version stays: the record, its digest and what is shown."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from au_desktop.domain.canonical import digest_of
from au_desktop.domain.checklists.run_documents import run_document
from au_desktop.domain.checklists.template_documents import template_digest
from au_desktop.domain.errors import DomainError
from au_desktop.domain.ids import RunId
from au_desktop.domain.roles import Role
from au_desktop.services.checklists.run_sheets import RunSheet
from au_desktop.services.checklists.template_editing import TemplateEditing
from tests.memory_services import ADMINISTERED, MemoryServices
from tests.template_changes import single_changes

RSO = Role.RSO.value
DAY = date(2026, 11, 20)
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(
            ("edit", "edit", "publish", "publish later", "discard", "retire", "back", "take in")
        ),
        st.integers(0, 10**6),
    ),
    max_size=12,
)


def shown(center: MemoryServices, run_ids: tuple[RunId, ...]) -> list[tuple[bytes, RunSheet]]:
    """The digest of each run's document, and its sheet."""
    sheets = center.work(Role.RSO).run_sheets
    with center.memory.center.unit_of_work() as uow:
        digests = [digest_of(run_document(uow.runs.get(run_id))) for run_id in run_ids]
    return [
        (digest, sheets.sheet(run_id)) for digest, run_id in zip(digests, run_ids, strict=True)
    ]


def edited(editing: TemplateEditing, number: int) -> None:
    drafts = editing.drafts()
    key = (
        drafts[0].id
        if drafts
        else editing.begin(editing.versions(ADMINISTERED.id)[0].digest).value
    )
    ways = tuple(single_changes(editing.draft(key).template))
    editing.save(key, ways[number % len(ways)][1])


def done(center: MemoryServices, deed: str, number: int) -> None:
    editing = center.work(Role.RSO).template_editing
    keys = [draft.id for draft in editing.drafts()]
    if deed == "edit":
        edited(editing, number)
    elif deed in {"publish", "publish later"} and keys:
        editing.publish(keys[0], DAY + timedelta(days=3 * (deed != "publish")), RSO)
    elif deed == "discard" and keys:
        editing.discard(keys[0])
    elif deed == "retire":
        editing.retire(ADMINISTERED.id, "tried out", RSO)
    elif deed == "back":
        editing.bring_back(ADMINISTERED.id, RSO)
    else:
        brought = replace(ADMINISTERED, version=2 + number % 5, note=f"{number}")
        center.work(Role.TRAINEE).templates.take_in((brought,))


@given(DEEDS)
@settings(max_examples=40, deadline=None)
def test_what_was_filled_stays_as_it_was(deeds: list[tuple[str, int]]) -> None:
    center = MemoryServices()
    run_ids = (center.run(), center.submitted(), center.signed())
    before = shown(center, run_ids)
    versions = {template_digest(ADMINISTERED): ADMINISTERED}
    for deed, number in deeds:
        try:
            done(center, deed, number)
        except DomainError:
            continue
        finally:
            rows = center.memory.center.state.templates
            assert versions.items() <= rows.items()
            versions = dict(rows)
    assert shown(center, run_ids) == before
    assert all(sheet.template == ADMINISTERED for _, sheet in before)
    assert center.work().integrity.check().sound
