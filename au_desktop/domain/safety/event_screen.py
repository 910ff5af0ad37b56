"""The medical-event screen: the tree of 10 CFR 35.3045 for unsealed material, each question with its paragraph."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from au_desktop.domain.errors import Invalid
from au_desktop.domain.quantities import Activity, Dose
from au_desktop.domain.safety.event_levels import (
    Answer,
    Finding,
    Level,
    Levels,
    Verdict,
    both,
    either,
    from_answer,
    level_of,
    shown,
)

Q = TypeVar("Q", Activity, Dose)
_HUNDRED = 100

DOSAGE = "medical-event-dosage"
EFFECTIVE = "medical-event-effective-dose"
ORGAN = "medical-event-organ-dose"
SKIN = "medical-event-skin-dose"
FRACTION = "medical-event-fraction"
SITE_DOSE = "medical-event-site-dose"
SITE_PERCENT = "medical-event-site-percent"
SCREEN_LEVELS = (DOSAGE, EFFECTIVE, ORGAN, SKIN, FRACTION, SITE_DOSE, SITE_PERCENT)

WRONG = (
    ("wrong_drug", "35.3045(a)(1)(ii)(A)"),
    ("wrong_route", "35.3045(a)(1)(ii)(B)"),
    ("wrong_individual", "35.3045(a)(1)(ii)(C)"),
    ("wrong_mode", "35.3045(a)(1)(ii)(D)"),
    ("leaking_source", "35.3045(a)(1)(ii)(E)"),
)
"""What can have been wrong, by the field of the screen, each with its paragraph."""


@dataclass(frozen=True, slots=True)
class MedicalScreen:
    """The answers and numbers of one screen.

    `effective_off`, `organ_off` and `skin_off` are by how much the dose differs from the one that the prescribed dosage
    would have given; `dose_off` answers where no number is known. `wrong_*` doses are those of a wrong administration.
    `site_*` concern skin or an organ other than the treatment site.
    """

    intervention: Answer = Answer.OPEN
    permanent_damage: Answer = Answer.OPEN
    prescribed: Activity | None = None
    prescribed_high: Activity | None = None
    delivered: Activity | None = None
    dose_prescribed: Dose | None = None
    dose_delivered: Dose | None = None
    fraction_prescribed: Dose | None = None
    fraction_delivered: Dose | None = None
    effective_off: Dose | None = None
    organ_off: Dose | None = None
    skin_off: Dose | None = None
    dose_off: Answer = Answer.OPEN
    wrong_drug: Answer = Answer.OPEN
    wrong_route: Answer = Answer.OPEN
    wrong_individual: Answer = Answer.OPEN
    wrong_mode: Answer = Answer.OPEN
    leaking_source: Answer = Answer.OPEN
    wrong_effective: Dose | None = None
    wrong_organ: Dose | None = None
    wrong_skin: Dose | None = None
    wrong_dose: Answer = Answer.OPEN
    site_expected: Dose | None = None
    site_received: Dose | None = None
    site_exceeds: Answer = Answer.OPEN

    def __post_init__(self) -> None:
        """Refuse a prescribed dosage or dose of nothing, and a range that runs backwards."""
        for name in ("prescribed", "dose_prescribed", "fraction_prescribed"):
            value = getattr(self, name)
            if value is not None and value.amount <= 0:
                raise Invalid(name, "must be above zero")
        if self.prescribed_high is not None and (
            self.prescribed is None or self.prescribed_high < self.prescribed
        ):
            raise Invalid("prescribed_high", "the upper end is below the lower end")


def medical_findings(screen: MedicalScreen, levels: Levels) -> tuple[Finding, ...]:
    """Every criterion of 35.3045(a)(1) and (b), in the order of the rule; (a)(2) is for permanent implants only."""
    excepted = screen.intervention is Answer.YES
    under_a = (*_difference(screen, levels), *_wrong(screen, levels), _other_site(screen, levels))
    if excepted:
        under_a = tuple(
            Finding(one.key, one.paragraph, Verdict.EXCEPTED, one.reckoning, one.level)
            for one in under_a
        )
    return (*under_a, _intervention(screen))


def _difference(screen: MedicalScreen, levels: Levels) -> tuple[Finding, ...]:
    """(a)(1)(i): the dose leg, and one of (A), (B), (C)."""
    dose, dose_words, dose_levels = _dose_leg(
        (screen.effective_off, screen.organ_off, screen.skin_off), screen.dose_off, levels
    )
    total = _percent_leg(screen.dose_prescribed, screen.dose_delivered, level_of(levels, DOSAGE))
    dosage = _dosage_leg(screen, level_of(levels, DOSAGE))
    part = _percent_leg(
        screen.fraction_prescribed, screen.fraction_delivered, level_of(levels, FRACTION)
    )
    given = [leg for leg in (total, dosage, part) if leg[0] is not Verdict.OPEN]
    legs = either(leg[0] for leg in given) if given else Verdict.OPEN
    if dosage[0] is Verdict.OPEN and legs is Verdict.NOT_MET:
        legs = Verdict.OPEN
    rule = "35.3045(a)(1)(i)"
    fifth, half = level_of(levels, DOSAGE).words, level_of(levels, FRACTION).words
    return (
        Finding("difference", rule, both(dose, legs)),
        Finding("dose_off", rule, dose, dose_words, dose_levels),
        Finding("total_dose", f"{rule}(A)", *total, fifth),
        Finding("dosage", f"{rule}(B)", *dosage, fifth),
        Finding("fraction", f"{rule}(C)", *part, half),
    )


def _dose_leg(
    doses: tuple[Dose | None, Dose | None, Dose | None], answer: Answer, levels: Levels
) -> tuple[Verdict, str, str]:
    """One of three doses above its level: numbers go first, the answer fills in where one is missing."""
    named = tuple(zip(("EDE", "organ", "skin"), doses, (EFFECTIVE, ORGAN, SKIN), strict=True))
    words = ", ".join(f"{name} {dose}" for name, dose, _ in named if dose is not None)
    limits = ", ".join(f"{name} {level_of(levels, key).words}" for name, _, key in named)
    if any(
        dose is not None and level_of(levels, key).reached_by_dose(_size(dose))
        for _, dose, key in named
    ):
        return Verdict.MET, words, limits
    if all(dose is not None for dose in doses):
        return Verdict.NOT_MET, words, limits
    return from_answer(answer), words, limits


def _size(dose: Dose) -> Dose:
    return Dose(abs(dose.amount), dose.unit)


def differs_by(expected: Q, found: Q, level: Level) -> bool:
    """Whether two quantities differ by the level, in percent of the expected one.

    Equation: |M - P|·100 against level·P; compared exactly, without division. Units: percent. Range: P above zero.
    Source: 10 CFR 35.3045(a)(1)(i) (83 FR 33111, 2018): "by 20 percent or more", "by 50 percent or more".
    """
    off = found - expected if found >= expected else expected - found
    measured, allowed = off * _HUNDRED, expected * level.amount
    return measured > allowed if level.inclusive else measured >= allowed


def percent_off(expected: Q, found: Q) -> Decimal:
    """How far `found` lies from `expected`, in percent of it, with its sign; for reading."""
    return (found - expected).ratio_to(expected) * _HUNDRED


def _percent_leg(expected: Q | None, found: Q | None, level: Level) -> tuple[Verdict, str]:
    if expected is None or found is None:
        return Verdict.OPEN, ""
    words = f"({found} − {expected}) / {expected} = {shown(percent_off(expected, found))} %"
    met = differs_by(expected, found, level)
    return (Verdict.MET if met else Verdict.NOT_MET), words


def _dosage_leg(screen: MedicalScreen, level: Level) -> tuple[Verdict, str]:
    """(B): 20 percent or more off a single dosage, or outside the prescribed range."""
    low, high, delivered = screen.prescribed, screen.prescribed_high, screen.delivered
    if low is None or high is None or delivered is None:
        return _percent_leg(low, delivered, level)
    words = f"{delivered}; prescribed range {low} to {high}"
    outside = delivered < low or delivered > high
    return (Verdict.MET if outside else Verdict.NOT_MET), words


def _wrong(screen: MedicalScreen, levels: Levels) -> tuple[Finding, ...]:
    """(a)(1)(ii): something wrong, and a dose above one of three; no 20 percent test here."""
    dose, words, limits = _dose_leg(
        (screen.wrong_effective, screen.wrong_organ, screen.wrong_skin), screen.wrong_dose, levels
    )
    return tuple(
        Finding(key, paragraph, both(from_answer(getattr(screen, key)), dose), words, limits)
        for key, paragraph in WRONG
    )


def _other_site(screen: MedicalScreen, levels: Levels) -> Finding:
    """(a)(1)(iii): another site, both 0.5 Sv or more and 50 percent or more above what was expected there."""
    dose, percent = level_of(levels, SITE_DOSE), level_of(levels, SITE_PERCENT)
    limits = f"{dose.words} and {percent.words}"
    expected, received = screen.site_expected, screen.site_received
    if expected is None or received is None:
        verdict, words = from_answer(screen.site_exceeds), ""
    else:
        met = (
            received > expected
            and dose.reached_by_dose(received - expected)
            and differs_by(expected, received, percent)
        )
        verdict = Verdict.MET if met else Verdict.NOT_MET
        words = f"{received} − {expected} = {received - expected}"
        if expected.amount:
            words += f"; {shown(percent_off(expected, received))} %"
    return Finding("other_site", "35.3045(a)(1)(iii)", verdict, words, limits)


def _intervention(screen: MedicalScreen) -> Finding:
    """(b): the patient's own action, with permanent functional damage as determined by a physician."""
    verdict = both(from_answer(screen.intervention), from_answer(screen.permanent_damage))
    return Finding("intervention", "35.3045(b)", verdict)
