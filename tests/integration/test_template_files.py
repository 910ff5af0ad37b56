"""Template files: a sound one gives its template, a bad one is named with file, item and reason."""

from decimal import Decimal
from pathlib import Path

import pytest

from au_desktop.domain.checklists.faults import Fault
from au_desktop.domain.errors import OutsideError
from au_desktop.persistence.template_files import (
    BadTemplate,
    check_template,
    load_template,
    load_templates,
)
from au_desktop.services.wording.template_words import FAULT_REASONS
from tests.checklist_examples import KNOWN

SOUND = """
id = "example"
version = 1
title = "Example"
kind = "example"
effective_from = 2026-11-22
basis = "rule"

[bases.rule]
citation = "10 CFR 35.63"

[[sign_offs]]
meaning = "supervised"
title = "Supervised"
roles = ["preceptor"]

[[sections]]
key = "only"
title = "Only"

[[sections.items]]
key = "first"
type = "yes_no"
title = "First"
basis = "rule"

[[sections.items]]
key = "second"
type = "number"
title = "Second"
units = ["mL"]
limits = { unit = "mL", low_action = 0.10, high_action = 5 }
when = { item = "first", is = "yes" }
basis = { citation = "label", edition = "2026", verify = true }
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "example.toml"
    path.write_text(text, encoding="utf-8")
    return path


def problems_of(folder: Path, text: str) -> list[tuple[str, str]]:
    return [(one.item, one.reason) for one in check_template(written(folder, text), KNOWN)]


def test_a_sound_file_gives_its_template(tmp_path):
    template = load_template(written(tmp_path, SOUND), KNOWN)

    assert template.verify
    assert template.item("second").limits.low_action == Decimal("0.10")
    assert template.item("first").basis.citation == "10 CFR 35.63"
    assert load_templates(tmp_path, KNOWN) == (template,)


@pytest.mark.parametrize(
    ("old", "new", "item", "reason"),
    [
        ('title = "First"', 'titel = "First"', "first", "title is missing"),
        ('title = "First"', 'titel = "First"', "first", "unknown field 'titel'"),
        ('title = "First"', "title = 5", "first", "title must be a text"),
        ("version = 1", 'version = "1"', "", "version must be a whole number"),
        ('key = "second"', "key = 5", "only", "key must be a text"),
        ("version = 1", "version = true", "", "version must be a whole number"),
        ("2026-11-22", '"soon"', "", "effective_from must be a date such as 2026-11-22"),
        ("2026-11-22", "2026-11-22T10:00:00", "", "effective_from must be a date without a time"),
        ('"yes_no"', '"maybe"', "first", "type is 'maybe', which is none of: confirm, yes_no"),
        (
            'basis = "rule"\n\n[[sections.items]]',
            'basis = "x"\n\n[[sections.items]]',
            "first",
            "basis 'x' is not",
        ),
        (
            'basis = "rule"\n\n[[sections.items]]',
            "\n[[sections.items]]",
            "first",
            "basis is missing",
        ),
        ('["mL"]', "[5]", "second", "units must be a list of texts"),
        ("0.10", '"low"', "second", "low_action must be a number"),
        ("0.10", "nan", "second", "low_action must be a finite number"),
        ("verify = true", 'verify = "yes"', "second", "verify must be true or false"),
        ('is = "yes"', 'is = "done"', "second", "an answer that cannot be given: first done"),
        ('is = "yes"', 'like = "y*"', "second", "when has the unknown test 'like'"),
        ('is = "yes"', "is = 5", "second", "when has a wrong is"),
        ('is = "yes"', "any_of = []", "second", "when has a wrong any_of"),
        (
            'item = "first", is = "yes"',
            "all = []",
            "second",
            "when must hold a list of conditions",
        ),
        ('item = "first", is = "yes"', "any = [1]", "second", "when must hold conditions"),
        (
            'item = "first", is = "yes"',
            'all = [{ is = "yes" }]',
            "second",
            "when must name an item",
        ),
        (
            'item = "first", is',
            'item = "third", is',
            "second",
            "asks about 'third', which is no earlier",
        ),
        ("high_action = 5", "high_action = 0.05", "second", "the limits must rise"),
        ('unit = "mL"', 'unit = "mCi"', "second", "the limits' unit 'mCi' cannot be compared"),
        ('key = "second"', 'key = "first"', "first", "the key 'first' is used more than once"),
        (
            '"preceptor"',
            '"trainee"',
            "supervised",
            "the role 'trainee' may not give this sign-off",
        ),
        ('"preceptor"', '"nurse"', "sign-off", "roles is 'nurse', which is none of"),
        ('units = ["mL"]', 'units = ["mL"]\nskip = "often"', "second", "skip is 'often'"),
        (
            'units = ["mL"]',
            'units = ["mL"]\nprefill = "case.mood"',
            "second",
            "prefill is 'case.mood'",
        ),
        (
            'units = ["mL"]',
            'units = ["mL"]\nprefill = { source = "x" }',
            "second",
            "source is 'x'",
        ),
        ('title = "Only"', 'title = "Only"\nnote = 1', "only", "unknown field 'note'"),
        ('units = ["mL"]', 'units = ["mL"]\nlimits2 = 5', "second", "unknown field 'limits2'"),
        (
            'units = ["mL"]',
            'units = ["mL"]\nchoices = 5',
            "second",
            "choices must be a list of tables",
        ),
        ('units = ["mL"]', 'units = ["mL"]\nformula = "x"', "second", "formula must be a table"),
        ("version = 1", "version = 1\nbases2 = 1", "", "unknown field 'bases2'"),
        (
            '[bases.rule]\ncitation = "10 CFR 35.63"',
            "[bases]\nrule = 5",
            "",
            "rule must be a table",
        ),
        ('units = ["mL"]', 'units = ["mL"]\nquantity = "mass"', "second", "quantity is 'mass'"),
    ],
)
def test_a_bad_file_is_named_with_item_and_reason(tmp_path, old, new, item, reason):
    assert old in SOUND

    found = problems_of(tmp_path, SOUND.replace(old, new, 1))

    assert any(where == item and reason in sentence for where, sentence in found), found


def test_all_problems_of_a_file_are_told_at_once(tmp_path):
    text = SOUND.replace('title = "First"', "").replace('title = "Second"', "")

    assert problems_of(tmp_path, text) == [
        ("first", "title is missing"),
        ("second", "title is missing"),
    ]


def test_the_error_speaks_of_file_item_and_reason(tmp_path):
    path = written(
        tmp_path, SOUND.replace('type = "yes_no"', 'type = "number"\nformula = { name = "guess" }')
    )

    with pytest.raises(BadTemplate) as refused:
        load_template(path, KNOWN)

    assert isinstance(refused.value, OutsideError)
    assert refused.value.file == "example.toml"
    assert "example.toml, first: only a computed item names a formula" in str(refused.value)
    assert "example.toml, first: the formula 'guess' is not known" in str(refused.value)


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"title = ", "is not TOML"), (b"\xff\xfe", "is not UTF-8 text")],
)
def test_a_file_that_cannot_be_read_says_so(tmp_path, content, reason):
    path = tmp_path / "bad.toml"
    path.write_bytes(content)

    (found,) = check_template(path, KNOWN)

    assert str(found).startswith("bad.toml: ")
    assert reason in found.reason
    (missing,) = check_template(tmp_path / "none.toml", KNOWN)
    assert "cannot be read" in missing.reason


def test_one_bad_file_does_not_hide_another(tmp_path):
    (tmp_path / "a.toml").write_text("x = 1", encoding="utf-8")
    (tmp_path / "b.toml").write_text(SOUND.replace("version = 1", "version = 0"), encoding="utf-8")

    with pytest.raises(BadTemplate) as refused:
        load_templates(tmp_path, KNOWN)

    assert {problem.file for problem in refused.value.problems} == {"a.toml", "b.toml"}
    assert "b.toml: the version is 0; it starts at 1" in str(refused.value)


def test_the_same_version_twice_is_refused(tmp_path):
    (tmp_path / "a.toml").write_text(SOUND, encoding="utf-8")
    (tmp_path / "b.toml").write_text(SOUND, encoding="utf-8-sig")

    with pytest.raises(BadTemplate) as refused:
        load_templates(tmp_path, KNOWN)

    assert str(refused.value) == "b.toml: example version 1 is also in a.toml"


def test_every_fault_has_its_sentence():
    assert set(FAULT_REASONS) == set(Fault)
