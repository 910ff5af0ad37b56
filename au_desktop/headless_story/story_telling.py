"""Tells the main job: a center, a case, a checklist with a lock in the middle, a signature, a workbook, its verification."""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from uuid import UUID

from au_desktop import bootstrap
from au_desktop.bootstrap import FileOpening
from au_desktop.cli.verb_context import NOT_SOUND, SOUND, say
from au_desktop.domain.checklists.answers import Reference
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.errors import DiskProblem, DomainError, OutsideError
from au_desktop.domain.ids import CaseId, RunId, SupervisorId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, ActivityUnit
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.instruments import Instrument, InstrumentKind
from au_desktop.domain.training.cases import Case, CaseState, Part, Prescribed
from au_desktop.headless_story import story_packet
from au_desktop.headless_story.story_tampering import tamper_with_one_cell
from au_desktop.opened_center import OpenedCenter
from au_desktop.services.bundle import Services
from au_desktop.services.center.drafts import Draft
from au_desktop.services.checklists.checklist_work import Given, run_code
from au_desktop.services.example.example_answers import Scene, example_answers
from au_desktop.services.opening import WorkedExample
from au_desktop.services.refusals import rule_sentences
from au_desktop.services.sentences import sentence_for
from au_desktop.services.workbook.workbook_checks import VerificationReport

_DRUG = "lu-177-vipivotide-tetraxetan"
_TEMPLATE = "lu177_vipivotide_administration"
_PATIENT_CODE = "LR-77001"
_HALF_A_SENTENCE = "patient calm, line clear, flush"
_DRAFT_PLACE = "story"


class StepFailed(Exception):
    """A step did not come out as it should; the text says what."""


def main(words: Sequence[str], opening: FileOpening | None = None) -> int:
    """Tell the story in a folder; returns 0 where every step came out, else 1."""
    parser = argparse.ArgumentParser(
        prog="au-desktop headless-story",
        description="Do the main job without a display and tell each step.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "folder", nargs="?", type=Path, metavar="FOLDER", help="a new or empty folder"
    )
    rule_sentences.register()
    try:
        folder = _fresh_folder(parser.parse_args(words).folder)
        Story(folder, opening or bootstrap.opening()).tell()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else NOT_SOUND
    except (DomainError, OutsideError) as error:
        say(f"   FAILED: {sentence_for(error).text}")
        return NOT_SOUND
    except (StepFailed, TimeoutError) as error:
        say(f"   FAILED: {error or 'the window did not settle'}")
        return NOT_SOUND
    return SOUND


def _fresh_folder(given: Path | None) -> Path:
    if given is None:
        return Path(tempfile.mkdtemp(prefix="au-desktop-story-"))
    folder = given.absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DiskProblem(str(folder), "there are files already")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class Story:
    """One telling, in one folder."""

    def __init__(self, folder: Path, opening: FileOpening) -> None:
        self._folder = folder
        self._opening = opening
        self._step = 0
        self._made: WorkedExample = WorkedExample(folder, (), "")

    def tell(self) -> None:
        """Every step in its order."""
        say(f"Everything is in {self._folder}")
        self._make_center()
        case_id = self._log_case()
        run_id = self._begin_checklist(case_id)
        self._finish_checklist(run_id)
        self._sign(run_id, case_id)
        workbook = self._folder / "rso_workbook.xlsx"
        self._export(workbook)
        self._tamper(workbook)
        self._packet()
        self._check()
        self._take_pictures()
        say("Done: every step came out.")

    def _make_center(self) -> None:
        self._begin("Make the worked example")
        center = self._folder / "Lakeside RPT Center.aucenter"
        self._made = self._opening.worked_example(center)
        for person in self._made.people:
            self._note(f"{person.role.value}: {person.name}")
        self._note(f"passphrase: {self._made.passphrase}")
        self._note(f"center: {center}")

    def _log_case(self) -> CaseId:
        self._begin("Unlock as the coordinator and log a case")
        with self._unlocked(Role.COORDINATOR) as center:
            services = center.services
            overview = services.today.overview()
            trainee = overview.here[0].trainee
            case = Case(
                id=CaseId(UUID(int=0)),
                number=0,
                trainee_id=trainee.id,
                on=_event(services).local.date(),
                drug_id=_DRUG,
                state=CaseState.PLANNED,
                patient_code=_PATIENT_CODE,
                prescribed=Prescribed(_prescribed()),
                part=Part.PERFORMED,
                supervisor_id=self._listed_supervisor(services),
                location="Lakeside RPT Center, Room 3",
                license_number=services.facilities.center().license_number,
                visitor_agreed=True,
            )
            case_id = services.case_log.add(case).value
            logged = services.case_log.case(case_id)
            self._note(f"{logged.code}: {trainee.display_name}, patient code {_PATIENT_CODE}")
        return case_id

    def _begin_checklist(self, case_id: CaseId) -> RunId:
        self._begin(
            "Unlock as the preceptor, start the checklist, lock in the middle of a sentence"
        )
        with self._unlocked(Role.PRECEPTOR) as center:
            services = center.services
            case = services.case_log.case(case_id)
            room = services.facilities.rooms()[0]
            subject = Subject(
                case_id=case.id,
                trainee_id=case.trainee_id,
                supervisor_id=case.supervisor_id,
                room_id=room.id,
                drug_id=case.drug_id,
            )
            work = services.checklist_work
            run_id = work.start(_TEMPLATE, subject, _event(services)).value
            answers = self._answers(services)
            half = work.answer_all(run_id, answers[: len(answers) // 2]).value
            services.drafts.keep(Draft(_DRAFT_PLACE, {"debrief": _HALF_A_SENTENCE}))
            self._note(f"{run_code(half.number)}: {len(half.answers)} answers given, then locked")
        return run_id

    def _finish_checklist(self, run_id: RunId) -> None:
        self._begin("Unlock again: everything is there; answer the rest and submit")
        with self._unlocked(Role.PRECEPTOR) as center:
            services = center.services
            draft = services.drafts.recall(_DRAFT_PLACE)
            kept = "" if draft is None else draft.fields.get("debrief", "")
            self._require(kept == _HALF_A_SENTENCE, "the half-typed sentence was not kept")
            self._note(f'kept: "{kept}"')
            services.drafts.forget(_DRAFT_PLACE)
            answers = self._answers(services)
            services.checklist_work.answer_all(run_id, answers[len(answers) // 2 :])
            done = services.checklist_work.submit(run_id).value
            self._note(f"{run_code(done.number)}: {len(done.answers)} answers, submitted")

    def _sign(self, run_id: RunId, case_id: CaseId) -> None:
        self._begin("Sign as the supervising AU")
        with self._unlocked(Role.PRECEPTOR) as center:
            signing = center.services.signing
            slot = next(one for one in signing.slots(run_id) if one.rule.meaning == "supervised")
            signing.sign(run_id, slot.position, self._made.passphrase)
            for judged in signing.signatures(run_id):
                self._note(f"signed by {judged.sign_off.signer}: {judged.validity.state.value}")
                self._require(judged.validity.sound, "the signature is not sound")
            case = center.services.case_log.case(case_id)
            verdict = center.services.judgements.verdicts([(case.trainee_id, case_id)])[case_id]
            reasons = ", ".join(reason.code.value for reason in verdict.reasons)
            self._require(verdict.counts, f"the case does not count: {reasons}")
            self._note(
                f"{case.code} counts toward: {verdict.category.title if verdict.category else ''}"
            )

    def _export(self, workbook: Path) -> None:
        self._begin("Export the RSO workbook and verify it")
        with self._unlocked(Role.PRECEPTOR) as center:
            documents = center.services.documents
            signer = center.services.signing.signer(self._made.passphrase)
            row = documents.export_rso_workbook(workbook, signer).value
            self._note(f"workbook: {workbook}, {row.period}")
            report = documents.verify(workbook)
        self._note(f"verify says: {report.verdict.value}")
        self._require(report.genuine, "the workbook is not genuine")

    def _tamper(self, workbook: Path) -> None:
        self._begin("Change one cell in a copy: verify must name it")
        copy = workbook.with_name("rso_workbook_tampered.xlsx")
        change = tamper_with_one_cell(workbook, copy, _PATIENT_CODE)
        self._note(f"{copy}: {change.place} changed from {change.before} to {change.after}")
        report = bootstrap.file_checks().check(copy)
        self._note(f"verify says: {report.verdict.value}")
        for fault in report.faults:
            self._note(f"{fault.sheet}!{fault.place}: {fault.kind.value}")
        self._require(_names(report, change.place), "verify did not name the cell")

    def _packet(self) -> None:
        self._begin(
            "Make a trainee's packet; its own verify.py must believe it, and find a changed byte"
        )
        with self._unlocked(Role.COORDINATOR) as center:
            services = center.services
            found = story_packet.attested_trainee(services)
            self._note(f"trainee: {found.trainee.code} {found.trainee.display_name}")
            place = self._folder / f"packet_{found.trainee.code}"
            packet = story_packet.make_packet(services, found, place, self._made.passphrase)
        self._note(f"packet: {packet}")
        for folder, expected in (
            (packet, story_packet.GENUINE),
            (story_packet.tampered(packet), story_packet.ALTERED),
        ):
            code, lines = story_packet.verified(folder)
            self._note(f"verify.py {folder.name}: {next(lines, 'nothing')}")
            self._require(code == expected, f"verify.py ended with {code}, not {expected}")

    def _check(self) -> None:
        self._begin("Check the whole center: pages, log, signatures")
        with self._unlocked(Role.RSO) as center:
            report = center.services.integrity.check()
        self._note(f"log: {report.log.head.length} entries; signatures: {report.signatures}")
        self._require(report.sound, "the center is not sound")

    def _take_pictures(self) -> None:
        self._begin("Take pictures of the main pages")
        from au_desktop.headless_story.story_pictures import Photographer  # loads Qt

        with self._unlocked(Role.PRECEPTOR) as center:
            run_id = center.services.today.overview().drafts[0].run_id
        person = next(one for one in self._made.people if one.role is Role.COORDINATOR)
        photographer = Photographer(self._folder / "pictures", self._opening)
        made = self._made
        for file in photographer.take(made.folder, person.person_id, made.passphrase, run_id):
            self._note(str(file))

    @contextmanager
    def _unlocked(self, role: Role) -> Iterator[OpenedCenter]:
        person = next(one for one in self._made.people if one.role is role)
        center = self._opening.unlock(self._made.folder, person.person_id, self._made.passphrase)
        try:
            yield center
        finally:
            center.close()

    @staticmethod
    def _listed_supervisor(services: Services) -> SupervisorId:
        preceptors = [one for one in services.supervision.supervisors() if one.person_id]
        return preceptors[0].id

    def _answers(self, services: Services) -> tuple[Given, ...]:
        """The same answers each time, whenever they are asked for."""
        event = _event(services)
        template = services.templates.template(_TEMPLATE)
        scene = Scene(
            actor=services.desk.actor,
            event=event,
            instruments=_fit_instruments(services, event),
            room=services.facilities.rooms()[0],
            prescribed=_prescribed(),
            part=Part.PERFORMED,
            patient_code=_PATIENT_CODE,
            drug=Reference("drug", services.desk.reference.drug(_DRUG).title, drug_id=_DRUG),
            random=Random(1),  # noqa: S311 - an example, not a secret
        )
        return example_answers(template, scene)

    def _begin(self, title: str) -> None:
        self._step += 1
        say(f"{self._step}. {title}")

    @staticmethod
    def _note(line: str) -> None:
        say(f"   {line}")

    @staticmethod
    def _require(holds: bool, otherwise: str) -> None:  # noqa: FBT001 - the fact that is asked for
        if not holds:
            raise StepFailed(otherwise)


def _event(services: Services) -> Moment:
    """The work was done this morning, or some hours ago."""
    now = services.desk.clock.now()
    return Moment(now.utc - timedelta(hours=4), now.offset_minutes)


def _prescribed() -> Activity:
    return Activity(Decimal(200), ActivityUnit.MCI)


def _fit_instruments(services: Services, at: Moment) -> dict[InstrumentKind, Instrument]:
    day = at.local.date()
    fit: dict[InstrumentKind, Instrument] = {}
    for instrument in services.facilities.instruments():
        due = instrument.calibration_due
        if due is not None and due >= day:
            fit.setdefault(instrument.kind, instrument)
    return fit


def _names(report: VerificationReport, place: str) -> bool:
    return any(fault.place == place for fault in report.faults)
