"""The stories of the worked example: one trainee on every pathway and in every state, each played day by day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from heapq import heappop, heappush
from random import Random
from uuid import UUID

from au_desktop.domain.ids import FollowUpId, SupervisorId, TraineeId
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.domain.training.cases import Part
from au_desktop.domain.training.license_follow_up import AgencyQuestion, LicenseFollowUp
from au_desktop.domain.training.qualification import BoardCertificate, CurrentAuthorization
from au_desktop.domain.training.standings.attestation_rules import AskedFor
from au_desktop.domain.training.supervisors import LicenseListing, SupervisingAU
from au_desktop.domain.training.trainees import Capacity, Pathway, Period, TraineeStatus
from au_desktop.services.example.example_cast import EXAMPLE_FACTS, LICENSE, ExampleCast
from au_desktop.services.example.example_hand import Stage
from au_desktop.services.example.example_story_parts import (
    CLASSROOM_80,
    CLASSROOM_200,
    HOME_AGENCY,
    HOME_LICENSE,
    Asks,
    Story,
    StoryParts,
    asked_the_state,
    named_490,
)
from au_desktop.services.example.example_training import (
    DOTATATE,
    IODINE_ABOVE,
    IODINE_UP_TO,
    Session,
    days_after,
)

_NOBODY = UUID(int=0)
_FORMER = "Avery Stone"
_FORMER_PLACE = 2
_REQUEST = LicenseFollowUp(FollowUpId(_NOBODY), TraineeId(_NOBODY), HOME_LICENSE, HOME_AGENCY)


class Stories(StoryParts):
    """Plays every story in the order of the days; `until` brings them up to a moment."""

    def __init__(self, stage: Stage, cast: ExampleCast, random: Random) -> None:
        super().__init__(stage, cast, random)
        for tell in (self._prologue, *self._tellers()):
            self._beside(tell())

    def until(self, moment: Moment, set_time: Callable[[Moment], None]) -> None:
        """Play what comes before a moment, each thing at its own time."""
        while self._waiting and self._waiting[0][0].utc <= moment.utc:
            at, place, story = heappop(self._waiting)
            set_time(at)
            following = next(story, None)
            if following is not None:
                heappush(self._waiting, (following, place, story))

    def _tellers(self) -> tuple[Callable[[], Story], ...]:
        return (
            self._ready,
            self._one_case_short,
            self._wrong_capacity,
            self._expired_supervisor,
            self._late_entries,
            self._disagreement,
            self._board,
            self._board_not_recognized,
            self._adds_a_category,
            self._oral_up_to_33,
            self._oral_above_33,
            self._changed_since,
            self._amendment_open,
            self._listed,
            self._old_training,
            self._undecided,
            self._older_profile,
        )

    def _prologue(self) -> Story:
        """The host, and a supervising AU whose license has ended since."""
        yield self._ago(200, 7)
        self._host = self._hand.host()
        period = Period(self._day(900), self._day(100))
        listing = LicenseListing(
            LICENSE, EXAMPLE_FACTS.agency, ("35.390",), ("G1", "G2", "G3"), period, "14"
        )
        former = SupervisingAU(SupervisorId(_NOBODY), _FORMER, (listing,))
        coordinator = self._stage.as_role(Role.COORDINATOR)
        self._cast.supervisors.append(coordinator.supervision.add(former).value)

    def _ready(self) -> Story:
        """Everything counts; the preceptor was asked to attest."""
        trainee = yield from self._trained("Adair", 60)
        yield from self._cases(trainee, (50, 44, 31))
        yield self._ago(4)
        person = self._stage.as_role(Role.PRECEPTOR).desk.actor.person_id
        attestations = self._stage.as_role(Role.COORDINATOR).attestations
        attestations.request(trainee.id, person, AskedFor.PRECEPTOR)

    def _one_case_short(self) -> Story:
        """Two of three cases; the third is planned."""
        trainee = yield from self._trained("Bellamy", 55)
        yield from self._cases(trainee, (40, 27))
        yield self._ago(3)
        tomorrow = self._hand.moment(self._today + timedelta(days=1), 10)
        case_id = self._hand.plan(trainee, Session(tomorrow))
        yield self._ago(2)
        slots = self._stage.as_role(Role.COORDINATOR).slots
        slots.move(case_id, self._today + timedelta(days=2), "the dosage arrives a day later")

    def _wrong_capacity(self) -> Story:
        """The host lets the visitor observe only: two cases were watched, none counts."""
        trainee = yield from self._trained("Corwin", 45, capacity=Capacity.OBSERVER)
        yield from self._cases(trainee, (30, 22), part=Part.OBSERVED)

    def _expired_supervisor(self) -> Story:
        """One case was under an AU whose license had ended."""
        trainee = yield from self._trained("Delacroix", 50)
        yield from self._cases(trainee, (38, 33))
        yield from self._cases(trainee, (29,), supervisor=_FORMER_PLACE)

    def _late_entries(self) -> Story:
        """Checklists were typed in days after, each with the reason."""
        trainee = yield from self._trained("Eastman", 48)
        for back in (35, 28, 20):
            given = self._ago(back, 11, 12)
            yield self._ago(back, 8, 12)
            case_id = self._hand.plan(trainee, Session(given))
            yield self._ago(back - 3, 9, 12)
            reason = "filled on paper while the workstation was being repaired"
            self._hand.administer(trainee, case_id, Session(given, late_reason=reason))

    def _disagreement(self) -> Story:
        """Trainee and preceptor rate one part differently; an earlier difference was settled."""
        trainee = yield from self._trained("Fairbanks", 46)
        settled = yield from self._rated(trainee, 34, Part.ASSISTED)
        yield self._ago(32)
        self._hand.settle(settled, Part.ASSISTED, "the nurse started the infusion; both agree")
        yield from self._rated(trainee, 26, Part.PERFORMED)
        yield from self._rated(trainee, 12, Part.ASSISTED)

    def _board(self) -> Story:
        """Board-certified while the board was recognized: cases besides the certificate, then notice within 30 days."""
        board = BoardCertificate("abnm", "Nuclear medicine", "NM-10482", date(2021, 6, 30))
        trainee = yield from self._arrives(
            "Garrison", 58, Asks(Pathway.BOARD), lambda one: replace(one, boards=(board,))
        )
        yield from self._cases(trainee, (47, 41, 36))
        yield self._ago(16)
        self._follow_up(
            trainee,
            replace(_REQUEST, management_approved=self._day(20), began_as_au=self._day(16)),
        )

    def _board_not_recognized(self) -> Story:
        """The certificate is later than the board's recognition: the alternate pathway with all its hours, half done."""
        board = BoardCertificate("abr", "Radiation oncology", "RO-20931", date(2024, 6, 14))
        trainee = yield from self._arrives(
            "Holloway",
            64,
            Asks(Pathway.ALTERNATE_390, ("G2", "G3")),
            lambda one: replace(one, boards=(board,)),
        )
        yield from self._hours(trainee, 64, "35.390", CLASSROOM_200, {"A": 90, "B": 60, "C": 60})
        yield from self._cases(trainee, (42, 30), drug=IODINE_ABOVE)
        yield from self._cases(trainee, (21,), drug=DOTATATE)

    def _adds_a_category(self) -> Story:
        """An AU for oral sodium iodide adds parenteral administrations."""
        named = CurrentAuthorization(
            HOME_LICENSE, HOME_AGENCY, ("35.390",), ("G1", "G2"), date(2020, 3, 2)
        )
        trainee = yield from self._arrives(
            "Iverson",
            52,
            Asks(Pathway.EXISTING_AU, copies=False),
            lambda one: replace(one, authorizations=(named,)),
        )
        yield from self._cases(trainee, (37, 29))

    def _oral_up_to_33(self) -> Story:
        """Only oral sodium iodide up to 33 mCi: one of three cases."""
        trainee = yield from self._arrives(
            "Jennings", 44, Asks(Pathway.ORAL_UP_TO_33_MCI, ("G1",))
        )
        yield from self._hours(trainee, 44, "35.392", CLASSROOM_80)
        yield from self._cases(trainee, (25,), drug=IODINE_UP_TO)

    def _oral_above_33(self) -> Story:
        """Only oral sodium iodide above 33 mCi: complete and attested."""
        trainee = yield from self._arrives("Kimball", 66, Asks(Pathway.ORAL_ABOVE_33_MCI, ("G2",)))
        yield from self._hours(trainee, 66, "35.394", CLASSROOM_80)
        yield from self._cases(trainee, (49, 43, 32), drug=IODINE_ABOVE)
        yield self._ago(9)
        self._hand.attest(trainee)

    def _changed_since(self) -> Story:
        """Attested; then a case behind the attestation was corrected."""
        trainee = yield from self._trained("Lockhart", 70)
        cases = yield from self._cases(trainee, (53, 45, 39))
        yield self._ago(18)
        self._hand.attest(trainee)
        yield self._ago(6)
        log = self._stage.as_role(Role.COORDINATOR).case_log
        corrected = replace(log.case(cases[0]), location=f"{EXAMPLE_FACTS.name}, Room 4")
        log.change(corrected, "the patient was treated in Room 4")

    def _amendment_open(self) -> Story:
        """Attested; the home license is asked for, and the agency has a question."""
        trainee = yield from self._trained("Merritt", 95)
        yield from self._cases(trainee, (80, 74, 68))
        yield self._ago(60)
        self._hand.attest(trainee)
        yield self._ago(50)
        question = AgencyQuestion(self._day(20), "Which license listed the supervising AU?")
        self._follow_up(
            trainee,
            replace(
                _REQUEST,
                management_approved=self._day(55),
                sent=self._day(50),
                received_by_agency=self._day(46),
                questions=(question,),
            ),
        )

    def _listed(self) -> Story:
        """The amendment was issued: the training is over."""
        trainee = yield from self._trained("Norwood", 150)
        yield from self._cases(trainee, (132, 125, 119))
        yield self._ago(110)
        self._hand.attest(trainee)
        yield self._ago(15)
        self._follow_up(
            trainee,
            replace(
                _REQUEST,
                management_approved=self._day(108),
                sent=self._day(105),
                approved=self._day(16),
                amendment="32",
                began_as_au=self._day(15),
                notice_sent=self._day(15),
            ),
        )
        enrolment = self._stage.as_role(Role.COORDINATOR).enrolment
        now = enrolment.trainee(trainee.id)
        enrolment.change(replace(now, status=TraineeStatus.COMPLETED))

    def _old_training(self) -> Story:
        """Classroom hours of eight years ago count because continuing education followed."""
        trainee = yield from self._arrives("Osborne", 57, Asks(), named_490)
        yield self._ago(52)
        old = days_after(self._day(8 * 365), 30)
        entry = self._hand.classroom(trainee, "35.396", CLASSROOM_80, old)
        refresher = self._hand.continuing(trainee, 12, self._day(200))
        self._hand.verify((entry, refresher))
        yield from self._cases(trainee, (40, 34))

    def _undecided(self) -> Story:
        """Arrives next week; papers are late and the pathway is open."""
        yield self._ago(20)
        visit = Period(self._today + timedelta(days=6), self._today + timedelta(days=10))
        trainee = self._enroll("Prescott", Asks(Pathway.UNDECIDED, ()), None)
        placement = self._hand.place(trainee, self._host, visit)
        yield self._ago(5)
        self._hand.receive(trainee, placement, self._day(5), leave_open=4)

    def _older_profile(self) -> Story:
        """The home state still has four categories."""
        trainee = yield from self._arrives(
            "Radcliffe",
            51,
            Asks(requested=("G3a",), profile="example-state-four"),
            asked_the_state,
        )
        yield from self._hours(trainee, 51, "35.396", CLASSROOM_80)
        yield from self._cases(trainee, (39, 24), drug=DOTATATE)
