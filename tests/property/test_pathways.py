"""What no certificate and no license may do: the advice depends on the record alone, and more proof never closes a section."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from au_desktop.domain.ids import TraineeId
from au_desktop.domain.training.pathway_rules import advise
from au_desktop.domain.training.pathways import PathwayAdvice
from au_desktop.domain.training.qualification import (
    BoardCertificate,
    CurrentAuthorization,
    Qualification,
)
from au_desktop.domain.training.trainees import Pathway
from tests.builders import DAY, NOBODY, a_trainee, reference

CODES = ("G1", "G2", "G3")
SECTIONS = ("35.300", "35.390", "35.392", "35.394", "35.396", "35.490", "35.690")
DAYS = st.one_of(st.none(), st.integers(-9000, 400).map(lambda days: DAY + timedelta(days=days)))
CERTIFICATES = st.builds(
    BoardCertificate,
    board=st.sampled_from(("abr", "abnm", "aobr", "aobnm", "another board")),
    issued=DAYS,
)
LICENSES = st.builds(
    CurrentAuthorization,
    license_number=st.just("09-11111-01"),
    sections=st.lists(st.sampled_from(SECTIONS), unique=True, max_size=3).map(tuple),
    categories=st.lists(st.sampled_from(CODES), unique=True).map(tuple),
    named_since=DAYS,
)
BROUGHT = st.builds(
    Qualification,
    id=st.just(TraineeId(NOBODY)),
    boards=st.lists(CERTIFICATES, max_size=3).map(tuple),
    authorizations=st.lists(LICENSES, max_size=3).map(tuple),
    broad_scope=st.sampled_from((None, False, True)),
)
REQUESTS = st.lists(st.sampled_from(CODES), unique=True).map(tuple)
PATHWAYS = st.sampled_from(Pathway)
PROFILES = st.sampled_from(("nrc-2019", "example-state-four"))


def told(
    brought: Qualification,
    requested: tuple[str, ...],
    pathway: Pathway,
    profile: str,
    today: date = DAY,
) -> PathwayAdvice:
    trainee = a_trainee(requested=requested, pathway=pathway)
    return advise(trainee, brought, reference().profile(profile), today)


def lightest(advice: PathwayAdvice) -> dict[str, int]:
    """The least that each section asks for by a way that is open."""
    found: dict[str, int] = {}
    for path in advice.open_paths:
        section = path.route.section
        found[section] = min(path.burden, found.get(section, path.burden))
    return found


@given(BROUGHT, REQUESTS, PATHWAYS, PROFILES)
def test_the_advice_is_a_function_of_the_record(
    brought: Qualification, requested: tuple[str, ...], pathway: Pathway, profile: str
) -> None:
    first = told(brought, requested, pathway, profile)
    assert first == told(brought, requested, pathway, profile)
    turned = Qualification(
        brought.id,
        brought.boards[::-1],
        brought.authorizations[::-1],
        broad_scope=brought.broad_scope,
    )
    again = told(turned, requested, pathway, profile)
    assert [path.open for path in again.paths] == [path.open for path in first.paths]


@given(BROUGHT, CERTIFICATES, LICENSES, REQUESTS, PROFILES)
def test_more_proof_never_closes_a_section_nor_asks_for_more(
    brought: Qualification,
    certificate: BoardCertificate,
    license_: CurrentAuthorization,
    requested: tuple[str, ...],
    profile: str,
) -> None:
    before = lightest(told(brought, requested, Pathway.UNDECIDED, profile))
    richer = Qualification(
        brought.id,
        (*brought.boards, certificate),
        (*brought.authorizations, license_),
        broad_scope=brought.broad_scope,
    )
    after = lightest(told(richer, requested, Pathway.UNDECIDED, profile))
    for section, burden in before.items():
        assert after[section] <= burden


@given(BROUGHT, REQUESTS, PATHWAYS, PROFILES)
def test_the_chosen_way_is_one_of_those_listed(
    brought: Qualification, requested: tuple[str, ...], pathway: Pathway, profile: str
) -> None:
    advice = told(brought, requested, pathway, profile)
    if pathway is Pathway.UNDECIDED:
        assert advice.chosen is None
    elif advice.chosen is not None:
        assert advice.chosen in advice.paths


@given(BROUGHT, REQUESTS, st.integers(0, 4000))
def test_time_alone_closes_no_section(
    brought: Qualification, requested: tuple[str, ...], days: int
) -> None:
    now = lightest(told(brought, requested, Pathway.UNDECIDED, "nrc-2019"))
    later = lightest(
        told(brought, requested, Pathway.UNDECIDED, "nrc-2019", DAY + timedelta(days=days))
    )
    assert all(later[section] <= burden for section, burden in now.items())
