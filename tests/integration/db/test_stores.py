"""What a store is given comes back equal, whole, and in its order."""

import itertools
from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from au_desktop.domain.audit import EMPTY_LOG, GENESIS, walk
from au_desktop.domain.checklists.answers import Number, Text
from au_desktop.domain.checklists.runs import Voided
from au_desktop.domain.checklists.template_documents import template_digest
from au_desktop.domain.errors import NotFound
from au_desktop.domain.ids import CaseId, RunId, SupervisorId, TraineeId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, ActivityUnit
from au_desktop.domain.signing.sign_offs import Meaning
from au_desktop.domain.training.cases import CaseState, Prescribed
from au_desktop.domain.training.cases import Voided as VoidedCase
from au_desktop.domain.training.counting.gate import Confirmation
from au_desktop.domain.training.trainees import (
    Capacity,
    CapacityPeriod,
    Eligibility,
    Pathway,
    Period,
    ProgramMembership,
    Trainee,
    TraineeStatus,
)
from au_desktop.services.rows import Hit
from tests.builders import a_trainee
from tests.center_files import (
    CASE,
    INSTRUMENT,
    NOW,
    PERSON,
    ROOM,
    SUPERVISOR,
    TEMPLATE,
    TRAINEE,
    OpenCenter,
    a_seal,
    a_sign_off,
    a_stored_run,
    an_entry,
    every_answer,
    later,
)

WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=20)
NAMES = WORDS.filter(lambda text: bool(text.strip()))
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
PERIODS = st.tuples(DAYS, st.none() | DAYS).map(
    lambda pair: Period(pair[0], None if pair[1] is None else max(pair[0], pair[1]))
)
ANSWERS_OR_NOT = st.none() | st.booleans()
TRAINEES = st.builds(
    Trainee,
    id=st.uuids().map(TraineeId),
    number=st.just(0),
    family_name=NAMES,
    given_name=WORDS,
    degree=WORDS,
    email=WORDS,
    telephone=WORDS,
    license_state=WORDS,
    license_number=WORDS,
    membership=st.builds(ProgramMembership, WORDS, st.none() | DAYS),
    eligibility=st.builds(Eligibility, ANSWERS_OR_NOT, ANSWERS_OR_NOT, ANSWERS_OR_NOT, WORDS),
    pathway=st.sampled_from(Pathway),
    profile_id=WORDS,
    requested=st.lists(WORDS, max_size=3).map(tuple),
    capacities=st.lists(
        st.builds(CapacityPeriod, st.sampled_from(Capacity), PERIODS, WORDS), max_size=3
    ).map(tuple),
    visits=st.lists(PERIODS, max_size=3).map(tuple),
    status=st.sampled_from(TraineeStatus),
    classroom_hours_claimed=st.none() | st.decimals(0, 2000, places=2),
    notes=WORDS,
)
numbers = itertools.count(10_000)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(first=TRAINEES, second=TRAINEES)
def test_any_trainee_comes_back_and_can_be_replaced(
    center: OpenCenter, first: Trainee, second: Trainee
) -> None:
    stored = replace(first, number=next(numbers))
    changed = replace(second, id=stored.id, number=stored.number)
    with center.work() as uow:
        uow.trainees.add(stored)
        assert uow.trainees.get(stored.id) == stored
        uow.trainees.replace(changed)
        assert uow.trainees.get(stored.id) == changed
        assert uow.trainees.all() == (changed,)


def test_a_decimal_keeps_its_digits(center: OpenCenter) -> None:
    with center.work() as uow:
        uow.trainees.add(replace(TRAINEE, classroom_hours_claimed=Decimal("80.00")))
        hours = uow.trainees.get(TRAINEE.id).classroom_hours_claimed
    assert str(hours) == "80.00"


def test_the_roster_is_sorted_without_case_and_accents(center: OpenCenter) -> None:
    names = ["zeta", "Ähre", "ahorn", "Zebra", "Álamo"]
    with center.work() as uow:
        for number, name in enumerate(names, start=1):
            uow.trainees.add(
                a_trainee(id=TraineeId(UUID(int=number)), number=number, family_name=name)
            )
        found = [trainee.family_name for trainee in uow.trainees.all()]
    assert found == ["ahorn", "Ähre", "Álamo", "Zebra", "zeta"]


def test_entities_come_back(filled: OpenCenter) -> None:
    removed = replace(
        PERSON, removed_at=later(5), trainee_id=TRAINEE.id, public_keys=(b"a" * 32, b"b" * 32)
    )
    renamed = replace(SUPERVISOR, name="Other", listings=SUPERVISOR.listings * 2, person_id=None)
    with filled.work() as uow:
        assert uow.people.get(PERSON.id) == PERSON
        assert uow.supervisors.get(SUPERVISOR.id) == SUPERVISOR
        assert uow.rooms.all() == (ROOM,)
        assert uow.instruments.all() == (INSTRUMENT,)
        uow.people.replace(removed)
        uow.supervisors.replace(renamed)
        assert uow.people.all() == (removed,)
        assert uow.supervisors.all() == (renamed,)


def test_what_is_not_there_is_not_found(center: OpenCenter) -> None:
    nobody = UUID(int=404)
    with center.work() as uow:
        for store in (uow.people, uow.trainees, uow.rooms, uow.cases, uow.runs):
            with pytest.raises(NotFound):
                store.get(nobody)  # type: ignore[arg-type]
        with pytest.raises(NotFound):
            uow.templates.get("00" * 32)
        with pytest.raises(NotFound):
            uow.rooms.replace(ROOM)
        with pytest.raises(NotFound):
            uow.runs.set_event_time(RunId(nobody), NOW)


def test_several_come_in_the_order_asked_for_or_not_at_all(filled: OpenCenter) -> None:
    other = replace(TRAINEE, id=TraineeId(UUID(int=78)), number=78)
    with filled.work() as uow:
        uow.trainees.add(other)
        both = uow.trainees.several((other.id, TRAINEE.id))
        assert both == (other, uow.trainees.get(TRAINEE.id))
        assert uow.trainees.several((TRAINEE.id, other.id)) == both[::-1]
        assert uow.trainees.several(()) == ()
        with pytest.raises(NotFound):
            uow.trainees.several((other.id, UUID(int=404)))


def test_cases_come_back(filled: OpenCenter) -> None:
    bare = replace(
        CASE,
        id=CaseId(UUID(int=77)),
        number=2,
        state=CaseState.PLANNED,
        prescribed=None,
        administered=None,
        part=None,
        supervisor_id=None,
        visitor_agreed=False,
    )
    low, high = Activity.of("200.0", ActivityUnit.MCI), Activity.of("7.9", ActivityUnit.GBQ)
    ranged = replace(bare, prescribed=Prescribed(low, high), voided=VoidedCase("twice", NOW))
    with filled.work() as uow:
        uow.cases.add(bare)
        assert uow.cases.get(bare.id) == bare
        uow.cases.replace(ranged)
        found = uow.cases.get(bare.id)
        assert uow.cases.of_trainees((TRAINEE.id,)) == (CASE, ranged)
        assert uow.cases.of_trainees(()) == ()
        assert uow.cases.all() == (CASE, ranged)
    assert found.prescribed is not None
    assert found.prescribed.low.same_as(low)


def test_templates_come_back_and_the_newest_is_current(filled: OpenCenter) -> None:
    newer = replace(TEMPLATE, version=2, title="Newer")
    with filled.work() as uow:
        uow.templates.add(template_digest(newer), newer)
        uow.templates.add(template_digest(newer), newer)
        assert uow.templates.get(template_digest(TEMPLATE)) == TEMPLATE
        assert uow.templates.has(template_digest(newer))
        assert not uow.templates.has("00" * 32)
        assert uow.templates.current(NOW.local.date()) == ((template_digest(newer), newer),)


def test_a_run_comes_back_with_every_kind_of_answer(filled: OpenCenter) -> None:
    run = a_stored_run(3, amends=a_stored_run().id, amend_reason="wrong room")
    with filled.work() as uow:
        uow.runs.add(run)
        assert uow.runs.get(run.id) == run
        uow.runs.mark_submitted(run.id, later(31), PERSON.id, 4)
        submitted = replace(run, submitted_at=later(31), submitted_by=PERSON.id)
        assert uow.runs.get(run.id) == submitted
        uow.runs.mark_reopened(run.id)
        uow.runs.set_event_time(run.id, later(-10))
        uow.runs.void(run.id, Voided("by mistake", PERSON.id, NOW))
        voided = replace(run, event_time=later(-10), voided=Voided("by mistake", PERSON.id, NOW))
        assert uow.runs.get(run.id) == voided


def test_a_number_keeps_its_digits_and_its_unit(filled: OpenCenter) -> None:
    with filled.work() as uow:
        values = [answer.value for answer in uow.runs.get(a_stored_run(2).id).answers]
    assert [str(value.amount) for value in values if isinstance(value, Number)] == ["12.50", "-3"]


def test_answers_are_written_over_and_taken_back(filled: OpenCenter) -> None:
    run = a_stored_run(2)
    first, second, third, *rest = run.answers
    changed = replace(second, value=Text("other"), note="", at=later(70))
    added = replace(first, item="brand_new")
    with filled.work() as uow:
        uow.runs.put_answers(run.id, (changed, added), (first.item,))
        uow.runs.put_answers(run.id, ())
        assert uow.runs.get(run.id).answers == (changed, third, *rest, added)


def test_an_override_is_taken_back_with_its_answer(filled: OpenCenter) -> None:
    run = a_stored_run(2)
    last = every_answer()[-1]
    assert last.override is not None
    with filled.work() as uow:
        uow.runs.put_answers(run.id, (replace(last, override=None),))
        assert uow.runs.get(run.id).answers[-1] == replace(last, override=None)


def test_seals_and_signatures_come_back(filled: OpenCenter) -> None:
    with filled.work() as uow:
        run = uow.runs.get(a_stored_run().id)
        assert uow.sign_offs.seal(run.id) == a_seal(run)
        assert uow.sign_offs.seal(a_stored_run(2).id) is None
        uow.sign_offs.add(a_sign_off(run, 2, Meaning.SUPERVISED))
        both = (a_sign_off(run), a_sign_off(run, 2, Meaning.SUPERVISED))
        assert uow.sign_offs.of_run(run.id) == both
        assert [slot.filled for slot in uow.sign_offs.slots(run.id)] == [True, True, False]
        assert tuple(slot.rule for slot in uow.sign_offs.slots(run.id)) == TEMPLATE.sign_offs
        uow.sign_offs.close_slots(run.id)
        assert [slot.position for slot in uow.sign_offs.slots(run.id)] == [1, 2]
        assert list(uow.sign_offs.all_signed_runs()) == [run.id]


def test_a_signed_amendment_supersedes_unless_void(filled: OpenCenter) -> None:
    run = a_stored_run()
    amendment = a_stored_run(3, amends=run.id, amend_reason="wrong room")
    with filled.work() as uow:
        uow.runs.add(amendment)
        assert uow.runs.superseded_by(run.id) is None
        uow.sign_offs.add_seal(a_seal(amendment))
        assert uow.runs.superseded_by(run.id) == amendment.id
        uow.runs.void(amendment.id, Voided("wrong again", PERSON.id, NOW))
        assert uow.runs.superseded_by(run.id) is None


def test_only_supervised_signatures_on_standing_runs_confirm(filled: OpenCenter) -> None:
    run = a_stored_run()
    supervised = a_sign_off(run, 2, Meaning.SUPERVISED)
    confirmation = Confirmation(supervised.signed_at.local.date(), CASE.revision)
    with filled.work() as uow:
        assert uow.cases.confirmations((CASE.id,)) == {}
        uow.sign_offs.add(supervised)
        assert uow.cases.confirmations((CASE.id,)) == {CASE.id: (confirmation,)}
        amendment = a_stored_run(3, amends=run.id, amend_reason="wrong room")
        uow.runs.add(amendment)
        assert uow.cases.confirmations((CASE.id,)) == {CASE.id: (confirmation,)}
        uow.sign_offs.add_seal(a_seal(amendment))
        assert uow.cases.confirmations((CASE.id,)) == {}
        uow.runs.void(amendment.id, Voided("wrong again", PERSON.id, NOW))
        assert uow.cases.confirmations((CASE.id,)) == {CASE.id: (confirmation,)}
        uow.runs.void(run.id, Voided("never happened", PERSON.id, NOW))
        assert uow.cases.confirmations((CASE.id,)) == {}


def test_a_confirmation_is_dated_by_the_signers_own_day(filled: OpenCenter) -> None:
    late = Moment(NOW.utc.replace(hour=3), -300)
    signed = replace(a_sign_off(a_stored_run(), 2, Meaning.SUPERVISED), signed_at=late)
    with filled.work() as uow:
        uow.sign_offs.add(signed)
        found = uow.cases.confirmations((CASE.id,))[CASE.id]
    assert found[0].signed_on == date(2026, 11, 21)


def test_more_ids_than_one_question_holds(filled: OpenCenter) -> None:
    many = [TraineeId(UUID(int=number)) for number in range(5000, 6200)]
    with filled.work() as uow:
        assert uow.cases.of_trainees([*many, TRAINEE.id]) == (CASE,)


def test_the_log_chains_and_reads_back(center: OpenCenter) -> None:
    with center.work() as uow:
        assert uow.log.head() == EMPTY_LOG
        assert uow.log.last_at() is None
        first = uow.log.append(an_entry("first"))
        second = uow.log.append(an_entry("second", amount=["1 mCi", None], list=[[1], [2]]))
        uow.commit()
    with center.work() as uow:
        entries = tuple(uow.log.entries())
        assert entries == (first, second)
        assert entries[0].previous == GENESIS
        assert walk(entries).head == uow.log.head()
        assert uow.log.digest_at(1) == first.digest
        assert uow.log.digest_at(3) is None
        assert uow.log.last_at() == NOW


def test_the_head_is_of_this_transaction(center: OpenCenter) -> None:
    with center.work() as uow:
        uow.log.append(an_entry("never happened"))
    with center.work() as uow:
        assert uow.log.head() == EMPTY_LOG
        uow.log.append(an_entry("first"))
        uow.commit()
    with center.work() as uow:
        assert uow.log.head().length == 1


def test_facts_and_drafts_are_kept_over(filled: OpenCenter) -> None:
    with filled.work() as uow:
        uow.facts.put("name", "Other")
        uow.facts.put("license", "1")
        assert uow.facts.all() == {"license": "1", "name": "Other"}
        assert uow.drafts.get(PERSON.id, "run 1") is None
        uow.drafts.put(PERSON.id, "run 1", "half a sen", NOW)
        uow.drafts.put(PERSON.id, "run 1", "half a sentence", later(1))
        assert uow.drafts.get(PERSON.id, "run 1") == "half a sentence"
        uow.drafts.remove(PERSON.id, "run 1")
        assert uow.drafts.get(PERSON.id, "run 1") is None


def _found(center: OpenCenter, word: str) -> list[tuple[int, str]]:
    with center.engines.read.begin() as connection:
        rows = connection.exec_driver_sql(
            "SELECT r.key, r.title FROM search_words JOIN search_records r "
            "ON r.key = search_words.rowid WHERE search_words MATCH ? ORDER BY r.key",
            (word,),
        )
        return [(row[0], row[1]) for row in rows]


def test_search_finds_the_newest_words_only(filled: OpenCenter) -> None:
    with filled.work() as uow:
        uow.search.put(Hit("trainee", TRAINEE.id, "Renamed", "here"), "Jürgen gone")
        uow.search.put(Hit("room", ROOM.id, "Room 3", "room"), "quiet room")
        uow.search.put(Hit("room", RoomTwo, "Room 4", "room"), "quiet room")
        uow.search.put(Hit("case", CASE.id, CASE.code, "case"), "quiet case")
        uow.commit()
    assert _found(filled, "zanzibar") == []
    assert [title for _, title in _found(filled, "jurg*")] == ["Renamed"]
    assert [title for _, title in _found(filled, "quiet")] == ["Room 3", "Room 4", CASE.code]
    assert _found(filled, "jurg*")[0][0] == TRAINEE.number


RoomTwo = UUID(int=1103)


def test_a_record_is_indexed_after_it_is_stored(center: OpenCenter) -> None:
    with center.work() as uow, pytest.raises(LookupError):
        uow.search.put(Hit("case", UUID(int=5), "C", "c"), "words")


def test_the_log_is_searchable_as_it_grows(filled: OpenCenter) -> None:
    with filled.engines.read.begin() as connection:
        rows = connection.exec_driver_sql(
            "SELECT rowid FROM log_words WHERE log_words MATCH 'second'"
        )
        assert rows.scalars().all() == [2]


def test_supervisors_sort_by_name(center: OpenCenter) -> None:
    with center.work() as uow:
        for number, name in ((1, "Zoe"), (2, "anna")):
            uow.supervisors.add(
                replace(SUPERVISOR, id=SupervisorId(UUID(int=number)), name=name, person_id=None)
            )
        assert [one.name for one in uow.supervisors.all()] == ["anna", "Zoe"]
