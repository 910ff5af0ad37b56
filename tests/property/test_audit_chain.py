"""Property tests that no touch of a log goes unnoticed: not a field, nor a removal, a swap, an insertion or a cut."""

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from au_desktop.domain.audit import (
    EMPTY_LOG,
    EntryDraft,
    LogEntry,
    LogHead,
    WitnessVerdict,
    chain,
    compare_witness,
    walk,
)
from au_desktop.domain.moments import Moment
from tests.center_files import NOW

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
IDS = st.none() | st.uuids()
MOMENTS = st.builds(
    lambda seconds, offset: Moment(NOW.utc + timedelta(seconds=seconds), offset),
    st.integers(-(10**6), 10**6),
    st.sampled_from([-300, 0, 60, 345]),
)
DRAFTS = st.builds(
    EntryDraft,
    at=MOMENTS,
    actor_id=IDS,
    actor=WORDS,
    role=WORDS,
    verb=WORDS,
    subject_kind=WORDS,
    subject_id=IDS,
    subject=WORDS,
    fields=st.dictionaries(
        st.text("abc", max_size=3), st.lists(WORDS | st.none(), min_size=2, max_size=2)
    ),
    reason=WORDS,
)
LOGS = st.lists(DRAFTS, min_size=2, max_size=6)
BYTES = st.binary(min_size=32, max_size=32)
TOUCHES: dict[str, st.SearchStrategy[Any]] = {
    "sequence": st.integers(0, 9),
    "at": MOMENTS,
    "actor_id": IDS,
    "subject_id": IDS,
    "fields": st.dictionaries(st.text("abc", min_size=1, max_size=3), st.just([None, "x"])),
    "previous": BYTES,
    "digest": BYTES,
}


def chained(drafts: list[EntryDraft]) -> list[LogEntry]:
    head, entries = EMPTY_LOG, []
    for draft in drafts:
        entries.append(chain(draft, head))
        head = LogHead(entries[-1].sequence, entries[-1].digest)
    return entries


def head_of(entries: list[LogEntry]) -> LogHead:
    return LogHead(len(entries), entries[-1].digest) if entries else EMPTY_LOG


@given(LOGS)
def test_an_untouched_log_is_unbroken(drafts: list[EntryDraft]) -> None:
    entries = chained(drafts)
    assert walk(entries).unbroken
    assert walk(entries).head == head_of(entries)


@given(LOGS, st.data())
def test_any_change_of_any_field_is_noticed(drafts: list[EntryDraft], data: st.DataObject) -> None:
    entries = chained(drafts)
    place = data.draw(st.integers(0, len(entries) - 1))
    name = data.draw(st.sampled_from([field.name for field in fields(LogEntry)]))
    value = data.draw(TOUCHES.get(name, WORDS))
    assume(value != getattr(entries[place], name))
    touched = [*entries]
    touched[place] = replace(entries[place], **{name: value})
    report = walk(touched)
    assert not report.unbroken
    assert report.head.length == place


@given(LOGS, st.data())
def test_removal_swap_and_insertion_are_noticed(
    drafts: list[EntryDraft], data: st.DataObject
) -> None:
    entries = chained(drafts)
    place = data.draw(st.integers(0, len(entries) - 2))
    removed = entries[:place] + entries[place + 1 :]
    swapped = [*entries]
    swapped[place], swapped[place + 1] = swapped[place + 1], swapped[place]
    alien = chain(data.draw(DRAFTS), head_of(entries[:place]))
    inserted = [*entries[:place], alien, *entries[place:]]
    renumbered = [
        *entries[:place],
        *(replace(entry, sequence=entry.sequence - 1) for entry in entries[place + 1 :]),
    ]
    for touched in (removed, swapped, inserted, renumbered):
        assert walk(touched).fault is not None


@given(LOGS, st.data())
def test_a_cut_and_a_rewrite_are_noticed_by_whoever_holds_the_head(
    drafts: list[EntryDraft], data: st.DataObject
) -> None:
    entries = chained(drafts)
    witness = head_of(entries)
    place = data.draw(st.integers(0, len(entries) - 1))
    cut = entries[:place]
    assert compare_witness(witness, head_of(cut), None) is WitnessVerdict.CUT
    other = data.draw(DRAFTS)
    assume(other != drafts[place])
    rewritten = chained([*drafts[:place], other, *drafts[place + 1 :]])
    assert walk(rewritten).unbroken
    there = rewritten[witness.length - 1].digest
    assert compare_witness(witness, head_of(rewritten), there) is WitnessVerdict.REWRITTEN
