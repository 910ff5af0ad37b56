"""Tests of the log's chain and of what a carried head says about it."""

from dataclasses import replace

import pytest

from au_desktop.domain.audit import (
    EMPTY_LOG,
    GENESIS,
    ChainFault,
    LogEntry,
    LogHead,
    WitnessVerdict,
    chain,
    compare_witness,
    field_changes,
    walk,
)
from tests.center_files import an_entry


def a_log(length: int) -> list[LogEntry]:
    head, entries = EMPTY_LOG, []
    for number in range(length):
        entries.append(chain(an_entry(f"verb {number}"), head))
        head = LogHead(entries[-1].sequence, entries[-1].digest)
    return entries


def test_an_empty_log_is_unbroken() -> None:
    assert walk(()).unbroken
    assert walk(()).head == LogHead(0, GENESIS)


def test_every_entry_follows_the_one_before() -> None:
    entries = a_log(3)
    assert [entry.sequence for entry in entries] == [1, 2, 3]
    assert [entry.previous for entry in entries] == [GENESIS, *(e.digest for e in entries[:2])]
    report = walk(entries)
    assert (report.unbroken, report.head) == (True, LogHead(3, entries[-1].digest))


def test_the_first_fault_is_named_with_its_place() -> None:
    entries = a_log(4)
    altered = [entries[0], replace(entries[1], verb="other"), *entries[2:]]
    report = walk(altered)
    assert (report.fault, report.at_sequence, report.head.length) == (ChainFault.ALTERED, 2, 1)
    assert walk(entries[1:]).fault is ChainFault.GAP
    unlinked = replace(entries[1], previous=GENESIS)
    assert walk([entries[0], unlinked]).fault is ChainFault.UNLINKED
    assert not walk(altered).unbroken


def test_a_log_rewritten_from_an_entry_on_hangs_together_but_meets_its_witness() -> None:
    entries = a_log(3)
    witness = LogHead(2, entries[1].digest)
    second = chain(an_entry("rewritten"), LogHead(1, entries[0].digest))
    third = chain(an_entry("verb 2"), LogHead(2, second.digest))
    assert walk([entries[0], second, third]).unbroken
    now = LogHead(3, third.digest)
    assert compare_witness(witness, now, second.digest) is WitnessVerdict.REWRITTEN


@pytest.mark.parametrize(
    ("witness", "now", "there", "verdict"),
    [
        (EMPTY_LOG, EMPTY_LOG, None, WitnessVerdict.CONTINUES),
        (LogHead(2, b"b"), LogHead(3, b"c"), b"b", WitnessVerdict.CONTINUES),
        (LogHead(3, b"c"), LogHead(3, b"c"), b"c", WitnessVerdict.CONTINUES),
        (LogHead(4, b"d"), LogHead(3, b"c"), None, WitnessVerdict.CUT),
        (LogHead(2, b"b"), LogHead(3, b"c"), None, WitnessVerdict.CUT),
        (LogHead(2, b"b"), LogHead(3, b"c"), b"x", WitnessVerdict.REWRITTEN),
    ],
)
def test_a_carried_head_is_held_against_the_log(
    witness: LogHead, now: LogHead, there: bytes | None, verdict: WitnessVerdict
) -> None:
    assert compare_witness(witness, now, there) is verdict


def test_only_what_differs_is_noted() -> None:
    assert field_changes(None, {"a": 1}) == {"a": [None, 1]}
    assert field_changes({"a": 1, "b": 2}, {"b": 3, "a": 1}) == {"b": [2, 3]}
    assert field_changes({"a": 1}, None) == {"a": [1, None]}
    assert field_changes(None, None) == {}
