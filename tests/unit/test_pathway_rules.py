"""The ways into each section: rows 1, 12, 14, 15, 17, 18 and 19 of the enforcement table, and the reasons of each."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from au_desktop.domain.ids import TraineeId
from au_desktop.domain.reference.profiles import BoardRule, JurisdictionProfile
from au_desktop.domain.training.pathway_rules import advise
from au_desktop.domain.training.pathways import Entrance, Path, PathFact
from au_desktop.domain.training.qualification import (
    BoardCertificate,
    CurrentAuthorization,
    Qualification,
    RegulatorAnswer,
)
from au_desktop.domain.training.trainees import Pathway
from tests.builders import DAY, NOBODY, a_trainee, reference
from tests.pathway_advice import NRC, advice, way

RECOGNIZED_ABR = BoardCertificate("abr", "radiation oncology", issued=date(2023, 12, 31))
LATE_ABR = BoardCertificate("abr", "radiation oncology", issued=date(2024, 1, 1))


def profile(profile_id: str = NRC) -> JurisdictionProfile:
    return reference().profile(profile_id)


def facts(path: Path) -> set[PathFact]:
    return {reason.fact for reason in path.reasons}


def named(*sections: str, codes: tuple[str, ...] = (), since: date | None = None) -> Any:
    return CurrentAuthorization("09-11111-01", "NRC", sections, codes, since)


def test_row_1_every_section_that_covers_something_requested_is_there() -> None:
    assert {path.route.section for path in advice("G3").paths} == {"35.390", "35.396"}
    assert {path.route.section for path in advice("G1").paths} == {"35.390", "35.392"}
    everything = advice()
    assert {path.route.section for path in everything.paths} == {
        "35.390", "35.392", "35.394", "35.396",
    }  # fmt: skip
    assert everything.chosen is None
    assert not everything.confirmed


def test_row_1_a_section_says_what_it_leaves_out() -> None:
    path = way(advice("G1", "G3"), "35.392(c)")
    assert path.covers == ("G1",)
    assert path.missing == ("G3",)
    assert PathFact.COVERS_PART in facts(path)
    followed = advice("G3", pathway=Pathway.ORAL_UP_TO_33_MCI).chosen
    assert followed is not None
    assert (followed.route.section, followed.covers) == ("35.392", ())


@pytest.mark.parametrize(
    ("pathway", "requested", "paragraph"),
    [
        (Pathway.ALTERNATE_390, "G3", "35.390(b)"),
        (Pathway.ORAL_UP_TO_33_MCI, "G1", "35.392(c)"),
        (Pathway.ORAL_ABOVE_33_MCI, "G2", "35.394(c)"),
    ],
)
def test_row_1_training_is_open_to_every_physician(
    pathway: Pathway, requested: str, paragraph: str
) -> None:
    chosen = advice(requested, pathway=pathway).chosen
    assert chosen is not None
    assert chosen.open
    assert chosen.paragraph == paragraph
    assert chosen.entrance is Entrance.TRAINING
    assert chosen.burden == 4
    assert PathFact.OPEN_TO_EVERY_PHYSICIAN in facts(chosen)


def test_row_1_parenteral_needs_a_license_or_a_certificate_first() -> None:
    found = advice("G3", pathway=Pathway.PARENTERAL)
    assert found.chosen is not None
    assert not found.chosen.open
    assert found.chosen.paragraph == "35.396(a)(2)"
    assert found.chosen.burden == 4
    assert PathFact.NOTHING_SHOWN in facts(found.chosen)
    assert [path.paragraph for path in found.open_paths] == ["35.390(b)"]


def test_row_12_when_an_attestation_is_needed() -> None:
    asked = {
        (path.route.section, path.paragraph): path.needs_attestation for path in advice().paths
    }
    needed = {key for key, needs in asked.items() if needs}
    assert needed == {
        ("35.390", "35.390(b)"),
        ("35.390", "Form 313A (AUT), method 2"),
        ("35.392", "35.392(c)"),
        ("35.394", "35.394(c)"),
        ("35.396", "35.396(a)(2)"),
        ("35.396", "35.396(a)(3)"),
    }
    for path in advice().paths:
        said = PathFact.ATTESTATION_NEEDED in facts(path)
        assert said is path.needs_attestation
        assert (PathFact.ATTESTATION_NOT_NEEDED in facts(path)) is not said


def test_row_12_the_older_text_asks_it_of_board_certified_physicians_too() -> None:
    path = way(advice("G1", by="example-state-four"), "35.392(a)")
    assert path.needs_attestation
    assert not path.needs_cases
    assert PathFact.BOARD_STILL_NEEDS_CASES not in facts(path)


@pytest.mark.parametrize(
    ("certificate", "fact", "opens"),
    [
        (RECOGNIZED_ABR, PathFact.BOARD_RECOGNIZED, True),
        (LATE_ABR, PathFact.BOARD_NOT_RECOGNIZED, False),
        (BoardCertificate("abr"), PathFact.BOARD_DATE_MISSING, False),
        (BoardCertificate("American Board of Radiology", issued=date(2012, 6, 1)), PathFact.BOARD_RECOGNIZED, True),
        (BoardCertificate("abnm", issued=date(2025, 6, 1)), PathFact.BOARD_RECOGNIZED, True),
        (BoardCertificate("abnm", issued=date(2027, 6, 1)), PathFact.CERTIFICATE_AHEAD, False),
        (BoardCertificate("aobnm", issued=date(2020, 6, 1)), PathFact.BOARD_NOT_RECOGNIZED, False),
        (BoardCertificate("Board of Nobody", issued=date(2020, 6, 1)), PathFact.BOARD_UNKNOWN, False),
    ],
)  # fmt: skip
def test_row_14_the_board_is_recognized_by_the_date_of_the_certificate(
    certificate: BoardCertificate, fact: PathFact, opens: bool
) -> None:
    found = advice("G3", pathway=Pathway.BOARD, boards=(certificate,))
    path = way(found, "35.390(a)")
    assert path.open is opens
    assert fact in facts(path)
    assert found.chosen == path
    parenteral = way(found, "35.396(a)(3)")
    assert parenteral.open is opens


def test_row_14_the_date_gate_is_told_with_its_source() -> None:
    path = way(advice("G3", boards=(LATE_ABR,)), "35.390(a)")
    reason = path.reasons[0]
    assert reason.facts["board"] == "American Board of Radiology"
    assert reason.facts["issued"] == "2024-01-01"
    assert reason.facts["until"] == "2023-12-31"
    assert reason.basis is not None
    assert "ML23303A027" in reason.basis.citation


def test_row_14_a_board_listed_for_other_sections_does_not_open_this_one() -> None:
    board = BoardRule("x", "Board X", ("35.490",), None, None, "", False, profile().basis)
    told = replace(profile(), boards=(board,))
    trainee = a_trainee(requested=("G3",))
    brought = Qualification(
        TraineeId(NOBODY), boards=(BoardCertificate("x", issued=date(2020, 1, 1)),)
    )
    found = advise(trainee, brought, told, DAY)
    assert PathFact.BOARD_OTHER_SECTIONS in facts(way(found, "35.390(a)"))
    assert way(found, "35.396(a)(3)").open


def test_a_board_recognized_from_a_day_on() -> None:
    board = BoardRule(
        "x", "Board X", (), date(2010, 1, 1), None, "", False, profile().basis
    )  # fmt: skip
    assert board.recognized_on(date(2010, 1, 1))
    assert not board.recognized_on(date(2009, 12, 31))


def test_row_15_a_certificate_still_needs_cases_under_35_390() -> None:
    path = way(advice("G3", boards=(RECOGNIZED_ABR,)), "35.390(a)")
    assert (path.needs_hours, path.needs_work, path.needs_cases) == (False, False, True)
    assert PathFact.BOARD_STILL_NEEDS_CASES in facts(path)


def test_row_15_under_35_396_a_certificate_needs_everything_else_too() -> None:
    path = way(advice("G3", boards=(RECOGNIZED_ABR,)), "35.396(a)(3)")
    assert path.burden == 4
    assert PathFact.BOARD_NEEDS_EVERYTHING in facts(path)
    assert path.waits_for_amendment
    assert path.verify
    assert PathFact.ASK_REGULATOR in facts(path)


def test_a_radiation_oncologist_named_for_brachytherapy_enters_35_396() -> None:
    found = advice("G3", pathway=Pathway.PARENTERAL, authorizations=(named("35.490"),))
    assert found.chosen is not None
    assert found.chosen.open
    assert found.chosen.paragraph == "35.396(a)(2)"
    assert found.chosen.burden == 4
    assert PathFact.NAMED_ENTERS_SECTION in facts(found.chosen)
    same = advice("G3", pathway=Pathway.EXISTING_AU, authorizations=(named("35.690"),)).chosen
    assert same is not None
    assert same.paragraph == "35.396(a)(2)"


def test_an_authorized_user_for_parenteral_uses_needs_nothing_more() -> None:
    found = advice("G3", authorizations=(named("35.390", codes=("G3",)),))
    for paragraph in ("35.13(b)(4)", "35.396(a)(1)"):
        path = way(found, paragraph, "35.390" if paragraph == "35.13(b)(4)" else "")
        assert path.open
        assert path.burden == 0
    assert not way(found, "Form 313A (AUT), method 2").open


def test_an_existing_authorized_user_adds_a_category() -> None:
    found = advice(
        "G1", "G3", pathway=Pathway.EXISTING_AU,
        authorizations=(named("35.390(b)", codes=("G1",)),),
    )  # fmt: skip
    chosen = found.chosen
    assert chosen is not None
    assert chosen.paragraph == "Form 313A (AUT), method 2"
    assert (chosen.needs_hours, chosen.needs_cases, chosen.needs_attestation) == (
        False,
        True,
        True,
    )
    assert chosen.verify
    assert chosen.reasons[0].fact is PathFact.NAMED_ADDS_CATEGORY
    assert chosen.reasons[0].facts["categories"] == "G3"
    already = way(found, "35.13(b)(4)", "35.390")
    assert not already.open
    assert PathFact.NAMED_FOR_OTHER_CATEGORY in facts(already)


@pytest.mark.parametrize(
    ("section", "codes", "opens_392", "opens_394"),
    [
        ("35.390", ("G1",), True, False),
        ("35.390", ("G2",), True, True),
        ("35.390", ("G3",), False, False),
        ("35.394", (), True, False),
        ("35.392", ("G1",), False, False),
    ],
)
def test_who_enters_the_oral_sections_by_a_license(
    section: str, codes: tuple[str, ...], opens_392: bool, opens_394: bool
) -> None:
    found = advice("G1", "G2", authorizations=(named(section, codes=codes),))
    assert way(found, "35.392(b)").open is opens_392
    assert way(found, "35.394(b)").open is opens_394


def test_a_section_of_one_category_names_it_by_itself() -> None:
    assert way(advice("G1", authorizations=(named("35.392"),)), "35.13(b)(4)", "35.392").open


def test_a_license_from_a_day_to_come_does_not_stand_yet() -> None:
    ahead = named("35.490", since=date(2027, 1, 1))
    path = way(advice("G3", authorizations=(ahead,)), "35.396(a)(2)")
    assert not path.open
    assert facts(path) >= {PathFact.LICENSE_AHEAD}


@pytest.mark.parametrize(
    ("since", "codes", "fact"),
    [
        (date(2019, 1, 14), ("G3",), PathFact.GRANDFATHERED_SAME_USES),
        (date(2019, 1, 14), ("G1",), PathFact.NAMED_FOR_OTHER_CATEGORY),
        (date(2019, 1, 15), ("G3",), PathFact.NAMED_AFTER_DATE),
        (None, ("G3",), PathFact.NAMED_DATE_MISSING),
    ],
)
def test_row_17_named_on_or_before_the_date_for_the_same_uses(
    since: date | None, codes: tuple[str, ...], fact: PathFact
) -> None:
    brought = named("35.300", codes=codes, since=since)
    path = way(advice("G3", authorizations=(brought,)), "35.57(b)(1)", "35.390")
    assert path.entrance is Entrance.GRANDFATHERED
    assert path.open is (fact is PathFact.GRANDFATHERED_SAME_USES)
    assert fact in facts(path)


def test_row_17_without_a_date_nobody_is_taken_under_it() -> None:
    undated = replace(
        profile(),
        routes=tuple(replace(route, grandfathered_until=None) for route in profile().routes),
    )
    brought = Qualification(
        TraineeId(NOBODY), authorizations=(named("35.300", codes=("G3",), since=date(2010, 1, 1)),)
    )
    found = advise(a_trainee(requested=("G3",)), brought, undated, DAY)
    assert not way(found, "35.57(b)(1)", "35.390").open


def test_rows_18_and_19_who_waits_for_the_amendment_and_who_gives_notice() -> None:
    for path in advice().paths:
        starts_first = path.entrance is not Entrance.TRAINING and path.burden < 2
        assert path.waits_for_amendment is not starts_first, path.paragraph
        assert path.notice_days == (30 if starts_first else None)
        said = PathFact.NOTICE_WITHIN_DAYS if starts_first else PathFact.WAITS_FOR_AMENDMENT
        assert said in facts(path)
    every_396 = [p for p in advice("G3").paths if p.route.section == "35.396" and p.burden]
    assert all(path.waits_for_amendment for path in every_396)


def test_row_18_not_on_a_broad_scope_license() -> None:
    for path in advice("G3", broad_scope=True).paths:
        assert not path.waits_for_amendment
        assert path.notice_days is None
        assert PathFact.BROAD_SCOPE in facts(path)


def test_the_regulator_s_answer_stands_over_the_reading() -> None:
    def answered(allows: bool | None, on: date = DAY) -> RegulatorAnswer:
        return RegulatorAnswer(
            "Agency reviewer", on, "letter", "ML-0", None, "35.396", "35.396(a)(3)", allows
        )

    refused = advice("G3", boards=(RECOGNIZED_ABR,), answers=(answered(allows=False),))
    path = way(refused, "35.396(a)(3)")
    assert (path.open, path.verify) == (False, False)
    assert path.reasons[0].fact is PathFact.REGULATOR_REFUSED
    assert path.reasons[0].facts["who"] == "Agency reviewer"
    assert refused.confirmed
    confirmed = advice("G3", boards=(LATE_ABR,), answers=(answered(allows=True),))
    path = way(confirmed, "35.396(a)(3)")
    assert (path.open, path.reasons[0].fact) == (True, PathFact.REGULATOR_CONFIRMED)
    unsure = way(advice("G3", boards=(RECOGNIZED_ABR,), answers=(answered(None),)), "35.396(a)(3)")
    assert (unsure.open, unsure.verify) == (True, True)
    assert unsure.reasons[0].fact is PathFact.REGULATOR_ANSWERED
    newest = (answered(allows=True), answered(allows=False, on=date(2020, 1, 1)))
    assert way(advice("G3", answers=newest), "35.396(a)(3)").open
    assert not way(advice("G3", answers=newest), "35.396(a)(2)").open


def test_another_agency_s_answer_is_not_carried_over() -> None:
    answer = RegulatorAnswer("NRC", DAY, "yes", section="35.396", paragraph="35.396(a)(3)", allows=True)  # fmt: skip
    found = advice("G3", by="example-state-four", answers=(answer,))
    assert not found.confirmed
    assert not way(found, "35.396(a)(3)").open


def test_a_request_is_read_in_the_words_of_the_other_profile() -> None:
    state = profile("example-state-four")
    assert state.own_codes(("G3",)) == ("G3a", "G3b")
    assert profile().own_codes(("G3b", "G1")) == ("G1", "G3")
    path = way(advice("G3", by="example-state-four"), "35.390(b)")
    assert path.covers == ("G3a", "G3b")
    licensed = advice(
        "G3", by="example-state-four", authorizations=(named("35.390", codes=("G3",)),)
    )
    assert way(licensed, "35.13(b)(4)", "35.390").open


def test_a_profile_that_names_no_ways_asks_for_everything() -> None:
    bare = replace(
        profile(),
        routes=tuple(replace(route, entrances=()) for route in profile().routes),
        start_rules=None,
    )
    trainee = a_trainee(requested=("G3",), pathway=Pathway.PARENTERAL)
    for broad in (None, True):
        found = advise(trainee, Qualification(TraineeId(NOBODY), broad_scope=broad), bare, DAY)
        assert len(found.paths) == 2
        assert found.chosen is not None
        assert (found.chosen.open, found.chosen.burden) == (True, 4)
        assert replace(found.chosen, rule=None).paragraph == "35.396"


def test_notice_without_a_basis_of_its_own() -> None:
    bare = replace(profile(), start_rules=None)
    found = advise(a_trainee(requested=("G3",)), Qualification(TraineeId(NOBODY)), bare, DAY)
    reasons = [r for r in way(found, "35.390(a)").reasons if r.fact is PathFact.NOTICE_WITHIN_DAYS]
    assert [reason.basis for reason in reasons] == [None]
