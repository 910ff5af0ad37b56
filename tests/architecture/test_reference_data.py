"""Every entry of the reference data says where it comes from, as of when, and whether it must still be checked."""

import re
from collections.abc import Iterator
from datetime import date

from au_desktop.domain.reference.basis import Basis
from au_desktop.domain.reference.profiles import EntranceKind, JurisdictionProfile
from tests.builders import RESOURCES, reference

COMPILED = date(2026, 11, 22)


def bases() -> Iterator[tuple[str, Basis]]:
    data = reference()
    for nuclide in data.nuclides.values():
        yield from ((nuclide.id, basis) for basis in nuclide.bases)
    for drug in data.drugs.values():
        yield from ((drug.id, basis) for basis in drug.bases)
    for limit in data.limits.values():
        yield limit.id, limit.basis
    for table in safety_tables():
        yield from table
    for profile in data.profiles.values():
        yield profile.id, profile.basis
        yield from ((profile.id, category.basis) for category in profile.categories)
        yield from pathway_bases(profile)


def safety_tables() -> Iterator[Iterator[tuple[str, Basis]]]:
    data = reference()
    yield ((row.id, row.basis) for row in data.release_activities.values())
    yield ((row.id, row.basis) for row in data.breastfeeding.values())
    yield ((row.id, row.basis) for row in data.contamination_levels.values())
    yield ((row.id, row.basis) for row in data.spill_levels.values())
    yield ((row.id, row.basis) for row in data.sewer_limits.values())
    yield ((row.id, row.basis) for row in data.labeling_quantities.values())


def pathway_bases(profile: JurisdictionProfile) -> Iterator[tuple[str, Basis]]:
    for route in profile.routes:
        label = f"{profile.id} {route.section}"
        assert route.attestation is not None, label
        assert route.grandfathered_basis is not None, label
        assert route.entrances, label
        yield label, route.basis
        yield label, route.attestation.basis
        yield label, route.grandfathered_basis
        yield from ((label, entrance.basis) for entrance in route.entrances)
    for rows in (profile.topics, profile.elements, profile.boards, profile.crosswalk):
        yield from ((profile.id, row.basis) for row in rows)
    assert profile.recent_basis is not None
    assert profile.start_rules is not None
    yield profile.id, profile.recent_basis
    start = profile.start_rules
    yield from ((profile.id, one) for one in (start.amendment, start.notice, start.broad_scope))
    yield from course_bases()


def course_bases() -> Iterator[tuple[str, Basis]]:
    for course in reference().courses.values():
        yield course.id, course.basis
        yield from ((course.id, module.basis) for module in course.modules)


def test_every_entry_has_a_basis_with_a_date() -> None:
    found = list(bases())
    assert found
    for entry, basis in found:
        assert basis.citation.strip(), entry
        assert basis.edition.strip(), entry
        assert basis.as_of >= COMPILED, entry


def test_what_was_not_read_is_to_be_verified() -> None:
    unread = [
        entry for entry, basis in bases() if "not read" in basis.citation and not basis.verify
    ]
    assert unread == []


def test_appendices_of_part_20_are_to_be_verified() -> None:
    data = reference()
    for row in (*data.sewer_limits.values(), *data.labeling_quantities.values()):
        assert row.basis.verify, row.id
    assert all(level.basis.verify for level in data.spill_levels.values())


def test_every_basis_is_used() -> None:
    named = re.findall(
        r'^id = "([^"]+)"', (RESOURCES / "reference/basis.toml").read_text("utf-8"), re.MULTILINE
    )
    files = [p for p in (RESOURCES / "reference").rglob("*.toml") if p.name != "basis.toml"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    assert [name for name in named if f'basis = "{name}"' not in text] == []


def test_attestations_are_those_since_2019_only() -> None:
    for profile in reference().profiles.values():
        for route in profile.routes:
            rule = route.attestation
            assert rule is not None
            assert (rule.version, rule.effective_from) == ("2019-01-14", date(2019, 1, 14))
            for text in (rule.text, rule.director_text):
                assert (
                    "is able to independently fulfill the radiation safety-related duties" in text
                )
                assert "competency" not in text
                assert f"10 CFR {route.section}(" in text
            assert rule.director_text.startswith(rule.text)
            assert "consensus of the residency program faculty" in rule.director_text
            assert set(rule.preceptor_sections) == set(route.supervisor_sections)
            assert rule.approving_bodies == ("RRC-ACGME", "RCPSC", "COPT-AOA")


def test_only_ways_that_need_no_training_start_before_the_amendment() -> None:
    for profile in reference().profiles.values():
        for route in profile.routes:
            for entrance in route.entrances:
                label = f"{profile.id} {entrance.paragraph}"
                training = entrance.kind is EntranceKind.TRAINING or len(entrance.needs) == 4
                assert not (training and entrance.notice_days), label


def test_what_the_example_state_asks_is_to_be_verified() -> None:
    profile = reference().profile("example-state-four")
    for route in profile.routes:
        assert route.attestation is not None
        assert route.attestation.verify
        assert all(entrance.verify for entrance in route.entrances)
    assert all(line.verify and line.basis.verify for line in profile.crosswalk)


def test_boards_end_when_the_letters_say() -> None:
    for profile in reference().profiles.values():
        ends = {board.id: board.recognized_until for board in profile.boards}
        assert ends == {
            "abr": date(2023, 12, 31),
            "abnm": None,
            "aobr": None,
            "aobnm": date(2019, 3, 5),
        }
        assert all(board.verify and board.note for board in profile.boards)
