"""One treatment as its records show it: directive, time-out, dosage, residual and net, and what is still missing."""

from dataclasses import dataclass
from enum import StrEnum

from au_desktop.domain.errors import DomainError
from au_desktop.domain.reference.drugs import Route
from au_desktop.domain.safety.directives import Directive, DirectiveGap, Listing, gaps_of
from au_desktop.domain.safety.dosages import Dosage
from au_desktop.domain.safety.time_outs import TimeOut


class NotTheSame(DomainError):
    """A dosage was to be tied to a directive for another patient, drug or route (10 CFR 35.41(a)(2))."""

    def __init__(self, directive: str, what: str, here: str, there: str) -> None:
        super().__init__(f"{directive}: {what} {there}, not {here}")
        self.directive = directive
        self.what = what
        self.here = here
        self.there = there


class Missing(StrEnum):
    """What a treatment's file lacks, in the order in which it comes about."""

    DIRECTIVE = "directive"
    DIRECTIVE_CONTENT = "content of the directive"
    SIGNATURE = "signature of the authorized user"
    WRITTEN_AFTER_ORAL = "written directive after the oral one"
    DOCUMENTED = "note of the oral directive in the patient's record"
    LISTING = "license that lists the authorized user"
    DOSAGE = "determination of the dosage"
    DIRECTION = "direction of the authorized user"
    TIME_OUT = "time-out"
    STOPPED = "time-out that says go"
    ADMINISTRATION = "administration"
    RESIDUAL = "residual"


@dataclass(frozen=True, slots=True)
class Treatment:
    """The records of one treatment; `earlier` are directives that a revision took the place of, oldest first."""

    directive: Directive | None = None
    earlier: tuple[Directive, ...] = ()
    time_outs: tuple[TimeOut, ...] = ()
    dosages: tuple[Dosage, ...] = ()

    @property
    def dosage(self) -> Dosage | None:
        """The newest dosage that was not set aside, else the newest."""
        live = [one for one in self.dosages if not one.not_used]
        return next(iter(live or self.dosages), None)

    @property
    def time_out(self) -> TimeOut | None:
        """The newest time-out."""
        return next(iter(self.time_outs), None)

    @property
    def patient_code(self) -> str:
        """Whose treatment it is."""
        known = (self.directive, self.dosage, self.time_out)
        return next((one.patient_code for one in known if one is not None), "")


def missing_of(treatment: Treatment) -> tuple[Missing, ...]:
    """What the file lacks, first things first."""
    return (*_of_directive(treatment), *_of_dosage(treatment))


def _of_directive(treatment: Treatment) -> list[Missing]:
    directive, dosage = treatment.directive, treatment.dosage
    if directive is None:
        return [Missing.DIRECTIVE] if dosage is None or dosage.directive_needed else []
    oral, signed = directive.oral, directive.signed_at is not None
    asked = (
        (not gaps_of(directive), Missing.DIRECTIVE_CONTENT),
        (signed or oral is not None, Missing.SIGNATURE),
        (signed or oral is None, Missing.WRITTEN_AFTER_ORAL),
        (oral is None or oral.documented_at is not None or signed, Missing.DOCUMENTED),
        (
            directive.authorized_user.listing is Listing.LISTED or not signed,
            Missing.LISTING,
        ),
    )
    return [lack for fine, lack in asked if not fine]


def _of_dosage(treatment: Treatment) -> list[Missing]:
    dosage, time_out = treatment.dosage, treatment.time_out
    if dosage is None:
        return [Missing.DOSAGE, Missing.TIME_OUT, Missing.ADMINISTRATION]
    if dosage.not_used:
        return [Missing.DOSAGE]
    given = dosage.administration is not None
    asked = (
        (dosage.within or dosage.direction is not None, Missing.DIRECTION),
        (time_out is not None, Missing.TIME_OUT),
        (time_out is None or time_out.go or given, Missing.STOPPED),
        (given, Missing.ADMINISTRATION),
        (not given or dosage.net is not None or dosage.determined is None, Missing.RESIDUAL),
    )
    return [lack for fine, lack in asked if not fine]


def require_fits(directive: Directive, dosage: Dosage, route: Route | None = None) -> None:
    """Refuse to use a directive for another patient or drug, or to give it by another route than it names."""
    asked = [
        ("patient", dosage.patient_code, directive.patient_code),
        ("drug", dosage.drug.id, directive.drug.id),
    ]
    if route is not None and directive.route is not None:
        asked.append(("route", route.value, directive.route.value))
    titles = {dosage.drug.id: dosage.drug.title, directive.drug.id: directive.drug.title}
    for what, here, there in asked:
        if here != there:
            raise NotTheSame(
                directive.code, what, titles.get(here, here), titles.get(there, there)
            )


def directive_gaps(treatment: Treatment) -> tuple[DirectiveGap, ...]:
    """What 10 CFR 35.40(b) asks of the directive and it lacks."""
    return () if treatment.directive is None else gaps_of(treatment.directive)
