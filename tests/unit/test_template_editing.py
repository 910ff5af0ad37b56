"""Tests of drafts of templates: begun, saved in any state, taken back, judged as typed, and what they would change."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from au_desktop.domain.checklists.items import Prefill, PrefillSource
from au_desktop.domain.checklists.recurring_work import Schedule
from au_desktop.domain.checklists.template_documents import template_digest
from au_desktop.domain.checklists.templates import Need, Recurrence, Template
from au_desktop.domain.errors import Invalid, NotAllowed, NotFound, ReadOnlyCenter
from au_desktop.domain.ids import ScheduleId, TemplateDraftId
from au_desktop.domain.roles import Role
from au_desktop.services.checklists.draft_book import DraftClosed, DraftExists
from au_desktop.services.checklists.template_editing import TemplateEditing
from au_desktop.services.wording.template_words import FaultWords
from tests.checklist_examples import a_template, an_item
from tests.memory_services import ADMINISTERED, SURVEY, MemoryServices

SURVEYED = template_digest(SURVEY)
DAY = date(2026, 11, 20)


@pytest.fixture
def center() -> MemoryServices:
    return MemoryServices()


@pytest.fixture
def editing(center: MemoryServices) -> TemplateEditing:
    return center.work(Role.COORDINATOR).template_editing


def test_a_draft_begins_as_the_next_version(
    center: MemoryServices, editing: TemplateEditing
) -> None:
    begun = editing.begin(SURVEYED)
    draft = editing.draft(begun.value)
    assert draft.template == replace(SURVEY, version=2, effective_from=DAY)
    assert (draft.based_on, draft.author, draft.is_open) == (SURVEYED, "The coordinator", True)
    assert editing.drafts() == (draft,)
    assert [entry.verb for entry in center.log] == ["begin template draft"]
    assert begun.undo is not None
    begun.undo.run()
    assert editing.drafts() == ()
    with pytest.raises(NotFound):
        editing.begin("00" * 32)


def test_one_draft_at_a_time(editing: TemplateEditing) -> None:
    first = editing.begin(SURVEYED).value
    editing.begin(template_digest(ADMINISTERED))
    with pytest.raises(DraftExists) as caught:
        editing.begin(SURVEYED)
    assert (caught.value.title, caught.value.draft_id) == (SURVEY.title, first)
    editing.discard(first)
    assert editing.begin(SURVEYED).value != first


def test_a_copy_is_another_template(editing: TemplateEditing) -> None:
    copied = editing.draft(editing.begin_copy(SURVEYED, " other ", " Other survey ").value)
    assert (copied.template.id, copied.template.title, copied.template.version) == (
        "other",
        "Other survey",
        1,
    )
    assert copied.based_on == ""
    assert copied.template.sections == SURVEY.sections


def test_a_new_one_begins_nearly_empty(editing: TemplateEditing) -> None:
    made = editing.draft(editing.begin_new("hot_lab", "Hot lab", "area_survey").value).template
    assert (made.id, made.title, made.kind, made.version) == (
        "hot_lab",
        "Hot lab",
        "area_survey",
        1,
    )
    assert [fault.sentence for fault in editing.faults(made)] == [
        "The basis names no citation.",
        "The section has no items.",
    ]


@pytest.mark.parametrize(
    ("template_id", "title", "field"),
    [("Hot lab", "Hot lab", "id"), (SURVEY.id, "Mine", "id"), ("mine", "  ", "title")],
)
def test_a_new_one_has_an_id_of_its_own(
    editing: TemplateEditing, template_id: str, title: str, field: str
) -> None:
    with pytest.raises(Invalid) as caught:
        editing.begin_new(template_id, title, "area_survey")
    assert caught.value.field == field
    with pytest.raises(Invalid):
        editing.begin_copy(SURVEYED, template_id, title)


def test_any_state_is_kept_and_taken_back(
    center: MemoryServices, editing: TemplateEditing
) -> None:
    key = editing.begin(SURVEYED).value
    before = editing.draft(key).template
    faulty = replace(before, title="", sections=())
    center.memory.clock.move(minutes=2)
    saved = editing.save(key, replace(faulty, id="another", version=9, effective_from=date.max))
    draft = editing.draft(key)
    assert draft.template == faulty
    assert draft.changed_at == center.now()
    entry = center.log[-1]
    assert (entry.verb, set(entry.fields)) == ("edit template draft", {"content"})
    assert saved.undo is not None
    saved.undo.run()
    assert editing.draft(key).template == before


def test_saving_what_is_there_changes_nothing(
    center: MemoryServices, editing: TemplateEditing
) -> None:
    key = editing.begin(SURVEYED).value
    many = len(center.log)
    assert not editing.save(key, editing.draft(key).template).changes.kinds
    assert len(center.log) == many


def test_a_discarded_draft_is_closed_and_can_be_taken_up(editing: TemplateEditing) -> None:
    key = editing.begin(SURVEYED).value
    discarded = editing.discard(key)
    for ask in (lambda: editing.discard(key), lambda: editing.save(key, SURVEY)):
        with pytest.raises(DraftClosed):
            ask()
    assert not editing.draft(key).is_open
    assert discarded.undo is not None
    discarded.undo.run()
    assert editing.draft(key).is_open
    again = editing.discard(key)
    editing.begin(SURVEYED)
    assert again.undo is not None
    with pytest.raises(DraftExists):
        again.undo.run()
    with pytest.raises(NotFound):
        editing.draft(TemplateDraftId(UUID(int=999)))


@pytest.mark.parametrize("role", [Role.STAFF, Role.TRAINEE, Role.INSPECTOR])
def test_who_may_not_edit_begins_nothing(center: MemoryServices, role: Role) -> None:
    with pytest.raises(NotAllowed):
        center.work(role).template_editing.begin(SURVEYED)


def test_a_center_open_for_reading_takes_no_draft(center: MemoryServices) -> None:
    with pytest.raises(ReadOnlyCenter):
        center.work(Role.RSO, "restored").template_editing.begin(SURVEYED)


def test_faults_are_told_where_they_lie(editing: TemplateEditing) -> None:
    assert editing.faults(SURVEY) == ()
    assert editing.faults(a_template(an_item(title=" "), drugs=("gold",))) == (
        FaultWords("", "The drug 'gold' is not in the reference data."),
        FaultWords("a", "The title is blank."),
    )


def test_two_versions_are_compared(editing: TemplateEditing) -> None:
    assert [one.field for one in editing.compare(SURVEY, replace(SURVEY, note="New"))] == ["note"]
    assert editing.version(SURVEYED) == SURVEY


def test_the_impact_says_what_a_new_version_meets(center: MemoryServices) -> None:
    case_id = center.case()
    center.run(case_id)
    submitted = center.submitted()
    center.case(drug_id="ra-223-dichloride")
    center.work(Role.PRECEPTOR).checklist_work.void(center.run(), "begun twice")
    editing = center.work(Role.RSO).template_editing
    key = editing.begin(template_digest(ADMINISTERED)).value
    template = editing.draft(key).template
    editing.save(key, replace(template, needs=(Need.CASE,), drugs=("ra-223-dichloride",)))
    impact = editing.impact(key)
    assert submitted is not None
    assert (impact.drafts_open, impact.runs_total, impact.planned_cases) == (1, 3, 1)
    assert [one.field for one in impact.differences] == ["needs", "drugs"]
    assert (impact.replaces, impact.stale) == (template_digest(ADMINISTERED), False)
    editing.save(key, replace(template, needs=(Need.CASE,)))
    assert editing.impact(key).planned_cases == 2


def test_schedules_go_on_with_the_new_version(center: MemoryServices) -> None:
    with center.memory.center.unit_of_work() as uow:
        for number, template_id in enumerate((SURVEY.id, SURVEY.id, SURVEY.id, "other"), 1):
            schedule = Schedule(
                ScheduleId(UUID(int=number)), template_id, Recurrence.WEEKLY, first_due=DAY
            )
            uow.schedules.put(replace(schedule, ended=DAY) if number == 1 else schedule)
        uow.commit()
    editing = center.work(Role.RSO).template_editing
    assert editing.impact(editing.begin(SURVEYED).value).schedules == 2


def test_who_reads_an_item_that_is_gone_is_named(center: MemoryServices) -> None:
    def reading(key: str, item: str, kind: str = "area_survey") -> Template:
        prefill = Prefill(PrefillSource.EARLIER_RUN, item, kind)
        return a_template(
            an_item("x", prefill=Prefill(PrefillSource.RUN_ROOM)),
            an_item("y", prefill=prefill),
            id=key,
            title=key.capitalize(),
        )

    center.take_in(
        reading("reader", "plain"), reading("other", "meter"), reading("third", "plain", "visitor")
    )
    editing = center.work(Role.RSO).template_editing
    key = editing.begin(SURVEYED).value
    template = editing.draft(key).template
    assert editing.impact(key).readers == ()
    (section,) = template.sections
    fewer = replace(section, items=tuple(one for one in section.items if one.key != "plain"))
    editing.save(key, replace(template, sections=(fewer,)))
    assert editing.impact(key).readers == ("Reader",)
    editing.save(key, replace(template, kind="wipe_test"))
    assert editing.impact(key).readers == ("Other", "Reader")


def test_a_new_template_meets_nothing(editing: TemplateEditing) -> None:
    impact = editing.impact(editing.begin_new("hot_lab", "Hot lab", "area_survey").value)
    assert (impact.replaces, impact.stale, impact.differences) == ("", False, ())
    assert (impact.drafts_open, impact.runs_total, impact.planned_cases) == (0, 0, 0)


def test_planned_cases_are_counted_page_by_page(center: MemoryServices) -> None:
    first = center.case()
    trainee = center.memory.center.unit_of_work().cases.get(first).trainee_id
    with center.memory.center.unit_of_work() as uow:
        case = uow.cases.get(first)
        for number in range(2, 503):
            copied = replace(
                case,
                id=type(first)(int=50_000 + number),
                number=number,
                trainee_id=trainee,
                on=case.on + timedelta(days=1),
            )
            uow.cases.add(copied)
        uow.commit()
    editing = center.work(Role.RSO).template_editing
    key = editing.begin(SURVEYED).value
    editing.save(key, replace(editing.draft(key).template, needs=(Need.CASE,)))
    assert editing.impact(key).planned_cases == 502
