"""The worksheet: the form's order, gaps first, the records behind every number, and what is only said when it is so."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from au_desktop.domain.ids import TraineeId
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.statements import StatementDraft, StatementKind
from au_desktop.domain.training.cases import CaseState, Part
from au_desktop.domain.training.pathways import Entrance, Path, PathwayAdvice
from au_desktop.domain.training.qualification import Qualification
from au_desktop.domain.training.standings.standing import Gap, GapCode
from au_desktop.domain.training.supervisors import LicenseListing
from au_desktop.domain.training.trainees import Period
from au_desktop.services.cases.judgements import JudgedCase
from au_desktop.services.packet.packet_content import (
    PacketMaking,
    PacketSources,
    worksheet_of,
)
from au_desktop.services.packet.packet_reading import PacketReader
from au_desktop.services.packet.packet_tables import case_blocks, work_blocks
from au_desktop.services.packet.packet_worksheet import (
    Fields,
    Figure,
    FigureList,
    Grid,
    Heading,
    Words,
    Worksheet,
    WorksheetPart,
    box,
    number_text,
)
from au_desktop.services.standing.standings import TraineeStanding
from tests.builders import DAY, a_supervisor, a_trainee, reference
from tests.memory_services import MemoryServices
from tests.packet_examples import fill

MAKING = PacketMaking("Lakeside", "45-00000-01", "2026-11-22 09:30", "Somebody", "9, ab", "ab cd")
PROFILE = reference().profile("nrc-2019")


class Scene:
    """A filled center, and the worksheet of its trainee as the test changes it."""

    def __init__(self) -> None:
        self.center = MemoryServices()
        self.trainee_id = fill(self.center)

    def read(self, trainee_id: TraineeId | None = None) -> tuple[TraineeStanding, PacketSources]:
        desk = self.center.memory.desk()
        steps = (lambda _done, _total: None, lambda: False)
        read = PacketReader(desk, self.center.work().standings).read(
            trainee_id or self.trainee_id, steps, with_papers=False
        )
        assert isinstance(read.now, TraineeStanding)
        return read.now, read.sources

    def worksheet(self, **changes: Any) -> Worksheet:
        now, sources = self.read()
        return worksheet_of(replace(now, **changes), sources, MAKING)

    def with_path(self, path: Path | None, **changes: Any) -> Worksheet:
        now, _ = self.read()
        advice = PathwayAdvice(() if path is None else (path,), path, confirmed=False)
        return self.worksheet(standing=replace(now.standing, advice=advice), **changes)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def a_path(entrance: Entrance = Entrance.TRAINING, **changes: bool) -> Path:
    asks = {
        name: changes.get(name, True)
        for name in (
            "open",
            "needs_hours",
            "needs_work",
            "needs_cases",
            "needs_attestation",
            "waits_for_amendment",
        )
    }
    return Path(PROFILE.route("35.396"), entrance, **asks)


def part(sheet: Worksheet, code: str) -> WorksheetPart:
    return next(one for one in sheet.parts if one.code == code)


def words(sheet: Worksheet, code: str) -> list[str]:
    lines = [one.lines for one in part(sheet, code).blocks if isinstance(one, Words)]
    return [line for some in lines for line in some]


def grid(sheet: Worksheet, code: str) -> Grid:
    return next(one for one in part(sheet, code).blocks if isinstance(one, Grid))


def figure(sheet: Worksheet, label: str) -> Figure:
    return next(one for one in sheet.figures if one.label.startswith(label))


def test_the_parts_stand_in_the_order_of_the_form(scene: Scene) -> None:
    sheet = scene.worksheet()
    codes = [one.code for one in sheet.parts]
    assert codes == ["H1", "H2", "H3", "H4", "1", "2", "3.a", "3.b", "3.c", "Part II", ""]
    assert sheet.name == "A. Example 07, MD"
    assert "Worksheet to help prepare NRC Form 313A (AUT); not the official form." in sheet.notices
    assert "Training record, not an authorization." in sheet.notices


def test_a_layout_that_was_not_read_says_check(scene: Scene) -> None:
    sheet = scene.worksheet()
    assert part(sheet, "3.b").check
    assert not part(sheet, "H3").check


def test_an_agencys_own_form_is_named_beside(scene: Scene) -> None:
    other = reference().profile("example-state-four")
    sheet = scene.worksheet(profile=other)
    assert part(sheet, "3.a").own.startswith("the agency's own part")
    without = scene.worksheet(profile=replace(PROFILE, crosswalk=()))
    assert (part(without, "3.c").title, part(without, "3.c").check) == (
        "Supervised clinical case experience",
        True,
    )


def test_gaps_come_first_and_those_that_block_before_the_others(scene: Scene) -> None:
    now, _ = scene.read()
    gaps = (
        Gap(GapCode.PROFILE_UNVERIFIED, {"profile": "a"}, blocks=False),
        Gap(GapCode.NOTHING_REQUESTED),
    )
    sheet = scene.worksheet(standing=replace(now.standing, gaps=gaps))
    assert sheet.draft
    assert [effect for _, effect in sheet.gaps] == ["Blocks the packet", "To know"]
    clear = scene.worksheet(standing=replace(now.standing, gaps=gaps[:1]))
    assert not clear.draft


def test_cases_that_do_not_count_are_one_gap(scene: Scene) -> None:
    now, _ = scene.read()
    gap = Gap(GapCode.CASE_NOT_COUNTING, {"case": "C-000050", "date": "2026-11-20"}, blocks=False)
    for gaps, said in (((gap,), "1 case"), ((gap, gap), "2 cases")):
        sheet = scene.worksheet(standing=replace(now.standing, gaps=gaps))
        assert len(sheet.gaps) == 1
        assert said in sheet.gaps[0][0]


def test_hours_are_figures_with_their_records(scene: Scene) -> None:
    sheet = scene.worksheet()
    first = figure(sheet, "3.a Radiation physics")
    assert (first.value, first.records) == (Decimal(12), ("H-000001 A (12 h)",))
    assert grid(sheet, "3.a").rows[0][2] == f"12 [{first.id}]"
    assert figure(sheet, "3.a Total").value == Decimal(12)
    assert figure(sheet, "3.b Hours").records == ("H-000002 (8 h)",)
    assert (first.unit_word, figure(sheet, "3.c").unit_word) == ("h", "case")
    for one in sheet.figures:
        assert one.value == sum((behind.amount for behind in one.behind), Decimal(0))


def test_an_element_without_experience_is_not_confirmed(scene: Scene) -> None:
    rows = grid(scene.worksheet(), "3.b").rows
    assert [row[2] for row in rows] == ["Yes", "No", "No", "No", "No"]
    assert rows[0][1] == "Lakeside / 45-00000-01"


def test_cases_are_counted_by_category_with_their_radionuclides(scene: Scene) -> None:
    sheet = scene.worksheet()
    row = grid(sheet, "3.c").rows[0]
    assert "Radionuclides: Lu-177" in row[0]
    assert figure(sheet, "3.c").records == ("C-000001",)
    assert replace(figure(sheet, "3.c"), value=Decimal(2)).unit_word == "cases"


def test_oral_iodide_lists_no_radionuclides_and_unknown_drugs_none(scene: Scene) -> None:
    now, _ = scene.read()
    one = next(judged for judged in now.progress.cases if judged.verdict.counts)
    supervisor = a_supervisor(id=one.case.supervisor_id)
    oral = JudgedCase(
        replace(one.case, location=""), replace(one.verdict, category=PROFILE.category("G2"))
    )
    unknown = JudgedCase(replace(one.case, drug_id="no such drug"), one.verdict)
    blocks = list(
        case_blocks(
            (oral, unknown), PROFILE, {supervisor.id: supervisor}, (reference(), FigureList())
        )
    )
    rows = [row for block in blocks if isinstance(block, Grid) for row in block.rows]
    assert [("Radionuclides" in row[0], row[2]) for row in rows] == [
        (False, "45-00000-01"),
        (True, "Lakeside RPT Center, room 3 / 45-00000-01"),
    ]


def test_supervisors_say_what_their_licenses_say_on_those_days(scene: Scene) -> None:
    now, _ = scene.read()
    one = next(judged for judged in now.progress.cases if judged.verdict.counts)
    listings = (
        LicenseListing("1", "NRC", ("35.396",), ("G3",), Period(DAY, None), "14"),
        LicenseListing("2", "", ("35.57", "other"), (), Period(DAY, one.case.on)),
    )
    for own, said in (
        (listings, f"1, NRC, amendment 14, from {DAY}\n2, from {DAY} to {one.case.on}"),
        ((), "None on those days"),
    ):
        supervisor = a_supervisor(id=one.case.supervisor_id, listings=own)
        blocks = case_blocks(
            (one,), PROFILE, {supervisor.id: supervisor}, (reference(), FigureList())
        )
        fields = next(block for block in blocks if isinstance(block, Fields))
        assert dict(fields.pairs)["License or permit listing them as authorized user"] == said


def test_a_box_is_ticked_for_a_paragraph_and_for_the_categories_of_another_profile(
    scene: Scene,
) -> None:
    now, _ = scene.read()
    one = next(judged for judged in now.progress.cases if judged.verdict.counts)
    four = reference().profile("example-state-four")
    beta = four.category("G3a")
    judged = replace(one, verdict=replace(one.verdict, category=beta))
    listing = LicenseListing("1", "", ("35.390(b)",), ("G3",), Period(DAY))
    supervisor = a_supervisor(id=one.case.supervisor_id, listings=(listing,))
    blocks = case_blocks((judged,), four, {supervisor.id: supervisor}, (reference(), FigureList()))
    said = dict(next(block for block in blocks if isinstance(block, Fields)).pairs)
    assert box("35.390", ticked=True) in said["Meets the requirements of"]
    assert box(beta.title, ticked=True) in said["With experience administering dosages of"]


def test_sections_without_a_number_stand_first(scene: Scene) -> None:
    now, _ = scene.read()
    one = next(judged for judged in now.progress.cases if judged.verdict.counts)
    supervisor = a_supervisor(id=one.case.supervisor_id)
    routes = (replace(PROFILE.routes[0], supervisor_sections=("35.390", "35.57", "or equal")),)
    blocks = case_blocks(
        (one,),
        replace(PROFILE, routes=routes),
        {supervisor.id: supervisor},
        (reference(), FigureList()),
    )
    fields = next(block for block in blocks if isinstance(block, Fields))
    met = dict(fields.pairs)["Meets the requirements of"]
    assert met.index("or equal") < met.index("35.57") < met.index("35.390")


def test_without_work_and_cases_the_tables_say_so() -> None:
    figures = FigureList()
    assert next(work_blocks((), PROFILE, {}, figures)).empty == (  # type: ignore[union-attr]
        "No work experience counts yet."
    )
    blocks = list(case_blocks((), PROFILE, {}, (reference(), figures)))
    assert blocks[0].empty == "No case counts yet."  # type: ignore[union-attr]


def test_the_way_chosen_is_said_at_its_method(scene: Scene) -> None:
    for entrance, first, second in (
        (Entrance.BOARD, "The way chosen: 35.396, board", "Another way is chosen"),
        (Entrance.NAMED, "Another way is chosen", "The way chosen: 35.396, already"),
    ):
        sheet = scene.with_path(a_path(entrance))
        assert words(sheet, "1")[0].startswith(first)
        assert words(sheet, "2")[0].startswith(second)
    undecided = scene.with_path(None)
    assert words(undecided, "1") == ["The pathway is not decided yet."]


def test_what_the_way_does_not_ask_for_is_marked(scene: Scene) -> None:
    sheet = scene.with_path(a_path(needs_hours=False, needs_work=False, needs_cases=False))
    for code in ("3.a", "3.b", "3.c"):
        assert words(sheet, code)[0].startswith("Not asked for by the way chosen")
    assert not words(scene.with_path(a_path()), "3.a")


def test_all_categories_are_one_box(scene: Scene) -> None:
    one = words(scene.worksheet(), "H3")
    assert [line[:3] for line in one] == ["[\u00a0]", "OR", "[\u00a0]", "[\u00a0]", "[X]"]
    now, _ = scene.read()
    everything = replace(now.trainee, requested=("G1", "G2", "G3"))
    full = words(scene.worksheet(trainee=everything), "H3")
    assert [line[:3] for line in full] == ["[X]", "OR", "[\u00a0]", "[\u00a0]", "[\u00a0]"]


def test_what_is_not_entered_says_so(scene: Scene) -> None:
    other = scene.center.work().enrolment.enroll(
        a_trainee(license_state="", given_name="", degree="")
    )
    now, sources = scene.read(other.value)
    sheet = worksheet_of(now, sources, MAKING)
    fields = part(sheet, "H2").blocks[0]
    assert isinstance(fields, Fields)
    assert dict(fields.pairs) == {
        "State or territory": "Not entered",
        "License number": "Not entered",
    }
    assert sheet.name == "Example 07"
    assert grid(sheet, "1").empty == "No board certificate on record."


def test_certificates_and_licenses_name_the_copy_that_is_kept(scene: Scene) -> None:
    sheet = scene.worksheet()
    board = grid(sheet, "1").rows[0]
    assert board == (
        "American Board of Radiology",
        "Oncology",
        "12",
        "2020-01-01",
        "scan of käse (1).pdf",
    )
    assert grid(sheet, "2").rows[0][-1] == "No copy kept"
    now, _ = scene.read()
    boards = tuple(replace(one, issued=None) for one in now.qualification.boards)
    bare = Qualification(scene.trainee_id, boards)
    assert grid(scene.worksheet(qualification=bare), "1").rows[0][3] == ""


def test_continuing_education_is_listed_in_the_header(scene: Scene) -> None:
    rows = grid(scene.worksheet(), "H4").rows
    assert [(row[0], row[2]) for row in rows] == [("H-000003", "6 h")]


def test_the_sentence_to_be_attested_stands_where_none_is_signed(scene: Scene) -> None:
    lines = words(scene.with_path(a_path()), "Part II")
    assert lines[0].startswith("No attestation is on record yet.")
    assert "A. Example 07, MD has satisfactorily completed" in lines[1]
    for path in (
        a_path(needs_attestation=False),
        replace(a_path(), route=replace(PROFILE.route("35.396"), attestation=None)),
    ):
        assert words(scene.with_path(path), "Part II") == [
            "No attestation is asked for by the way chosen."
        ]
    assert words(scene.with_path(None), "Part II") == []


def test_attestations_stand_with_their_facts_until_they_are_taken_back(scene: Scene) -> None:
    statements = scene.center.work(Role.PRECEPTOR).statements
    facts = {"sentence": "I attest.", "facility": "Lakeside", "note": "", "category_codes": ["G3"]}
    kinds = (StatementKind.ATTESTATION, StatementKind.FACULTY_CONCURRENCE)
    keys = [
        statements.sign(StatementDraft(kind, scene.trainee_id, said), Role.PRECEPTOR.value).value
        for kind, said in zip(kinds, (facts, {"concurs": "I concur."}), strict=True)
    ]
    blocks = part(scene.worksheet(), "Part II").blocks
    assert [one.text for one in blocks if isinstance(one, Heading)] == [
        "Preceptor attestation S-000003",
        "Faculty concurrence S-000004",
    ]
    assert words(scene.worksheet(), "Part II") == ["I attest."]
    fields = next(one for one in blocks if isinstance(one, Fields))
    assert dict(fields.pairs)["Facility"] == "Lakeside"
    assert "Note" not in dict(fields.pairs)
    for key in keys:
        statements.withdraw(key, "by mistake", Role.PRECEPTOR.value)
    assert "I attest." not in words(scene.worksheet(), "Part II")


def test_what_does_not_count_says_why(scene: Scene) -> None:
    blocks = part(scene.worksheet(), "").blocks
    cases, hours = (one for one in blocks if isinstance(one, Grid))
    assert [row[0] for row in cases.rows] == ["C-000050", "C-000051"]
    assert all(row[2] for row in (*cases.rows, *hours.rows))
    assert "H-000004" in [row[0] for row in hours.rows]


def test_observed_and_planned_cases_are_in_no_figure(scene: Scene) -> None:
    for number, changes in enumerate(
        ({"part": Part.OBSERVED}, {"state": CaseState.PLANNED, "administered": None}), 60
    ):
        now, _ = scene.read()
        case = replace(now.progress.cases[0].case, patient_code=f"ZZ-{number}", **changes)
        scene.center.work().case_log.add(case)
    codes = {code for one in scene.worksheet().figures for code in one.records}
    assert "C-000001" in codes
    assert not {"C-000002", "C-000003"} & codes


def test_numbers_stand_without_idle_zeros() -> None:
    assert [number_text(Decimal(text)) for text in ("0", "0.0", "12.50", "100")] == [
        "0",
        "0",
        "12.5",
        "100",
    ]
    assert box("35.57", ticked=True) == "[X] 35.57"
