"""A template of the program that another takes the place of is offered no more; what was filled with it stays."""

from dataclasses import replace

import pytest

from au_desktop.domain.checklists.template_documents import (
    template_digest,
    template_from_document,
    template_to_document,
)
from au_desktop.domain.checklists.template_versions import VersionState
from au_desktop.domain.errors import NotFound
from au_desktop.domain.roles import Role
from au_desktop.services.checklists.template_library import TemplateLibrary
from tests.checklist_examples import a_template
from tests.memory_stage import MemoryStage

OLD = a_template(id="old", title="Old")
NEW = a_template(id="new", title="New", replaces=("old",))


@pytest.fixture
def stage() -> MemoryStage:
    made = MemoryStage()
    library(made).take_in((OLD,))
    return made


def library(stage: MemoryStage) -> TemplateLibrary:
    return stage.as_role(Role.RSO).templates


def states(stage: MemoryStage) -> dict[str, VersionState]:
    editing = stage.as_role(Role.RSO).template_editing
    return {
        entry.template.id: entry.state
        for entry in editing.library()
        if entry.template.id in {"old", "new"}
    }


def test_what_it_replaces_is_part_of_the_document_only_where_it_is_said() -> None:
    assert "replaces" not in template_to_document(OLD)
    assert template_from_document(template_to_document(NEW)) == NEW
    assert template_digest(NEW) != template_digest(replace(NEW, replaces=()))


def test_the_replaced_template_is_offered_until_the_other_comes(stage: MemoryStage) -> None:
    assert library(stage).template("old") == OLD
    library(stage).take_in((NEW,))
    with pytest.raises(NotFound):
        library(stage).template("old")
    assert states(stage) == {"old": VersionState.REPLACED, "new": VersionState.IN_USE}


def test_a_center_s_own_version_of_it_stays(stage: MemoryStage) -> None:
    editing = stage.as_role(Role.RSO).template_editing
    draft = editing.begin(template_digest(OLD)).value
    editing.save(draft, replace(editing.draft(draft).template, title="Old, ours"))
    editing.publish(draft, stage.as_role(Role.RSO).desk.today(), stage.passphrase(Role.RSO))
    library(stage).take_in((NEW,))
    assert library(stage).template("old").title == "Old, ours"
    assert states(stage)["old"] is VersionState.IN_USE


def test_neither_a_copy_nor_an_edit_takes_the_place_of_what_the_program_offers(
    stage: MemoryStage,
) -> None:
    library(stage).take_in((NEW, a_template(id="third", title="Third")))
    editing = stage.as_role(Role.RSO).template_editing
    copy = editing.begin_copy(template_digest(NEW), "ours", "Ours").value
    assert editing.draft(copy).template.replaces == ()
    editing.save(copy, replace(editing.draft(copy).template, note="Ours", replaces=("third",)))
    editing.publish(copy, stage.as_role(Role.RSO).desk.today(), stage.passphrase(Role.RSO))
    assert library(stage).template("third").title == "Third"
    own = editing.begin(template_digest(NEW)).value
    assert editing.draft(own).template.replaces == ("old",)
