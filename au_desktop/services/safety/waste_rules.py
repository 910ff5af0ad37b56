"""What holds for waste here: which half-lives may be held, what comes with a nuclide, and how a survey is written down."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import InstrumentId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, DoseRate, Duration
from au_desktop.domain.reference.dated_limits import Measure
from au_desktop.domain.safety.safety_records import MeterRef, PersonRef
from au_desktop.domain.safety.site_limits import SiteLimit
from au_desktop.domain.safety.waste import Container
from au_desktop.domain.safety.waste_contents import (
    Content,
    ContentSource,
    HoldingRules,
    Production,
    impurities_of,
)
from au_desktop.domain.safety.waste_surveys import (
    MeterUnit,
    SideReading,
    SurveyCondition,
    WasteSurvey,
)
from au_desktop.services.desk import Desk
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.safety.site_settings import SiteLimits

HALF_LIFE, HALF_LIVES = "decay-in-storage-half-life", "waste-storage-half-lives"
MARGIN, BACKGROUND = "waste-survey-margin", "waste-survey-background"


@dataclass(frozen=True, slots=True)
class NewContent:
    """What a person says is put in. `half_life` is asked only for a nuclide that the reference data does not have."""

    nuclide: str
    activity: Activity
    at: Moment
    production: Production = Production.UNKNOWN
    half_life: Duration | None = None
    source: ContentSource = ContentSource.TYPED
    source_id: UUID | None = None
    source_label: str = ""


@dataclass(frozen=True, slots=True)
class SurveyEntry:
    """What a person read at a container."""

    at: Moment
    by: PersonRef
    instrument_id: InstrumentId
    unit: MeterUnit
    background: Decimal
    readings: tuple[SideReading, ...]
    conditions: tuple[SurveyCondition, ...]
    indistinguishable: bool
    why: str = ""
    next_survey: date | None = None
    notes: str = ""


class WasteRules:
    """Reads the reference data and the settings of the center for waste."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._site = SiteLimits(desk)

    def rules(self) -> HoldingRules:
        """Which half-lives may be held for decay here."""
        with self._desk.reading() as uow:
            return self.inside(uow)

    def margin(self) -> SiteLimit:
        """How far above the background a reading still counts as background; 0 where the center set nothing."""
        return self._site.value(MARGIN)

    def background_level(self) -> DoseRate:
        """The background below which a place is good for a survey."""
        value = self._site.value(BACKGROUND).value
        if not isinstance(value, DoseRate):
            raise Invalid(BACKGROUND, "is no dose rate")
        return value

    def inside(self, uow: UnitOfWork) -> HoldingRules:
        """The rules inside a unit of work that is open."""
        longest, waits = self._site.inside(uow, HALF_LIFE), self._site.inside(uow, HALF_LIVES)
        if not isinstance(longest.value, Duration) or not isinstance(waits.value, Measure):
            raise Invalid(HALF_LIFE, "is no duration")
        return HoldingRules(
            longest.value,
            longest.inclusive,
            longest.basis if longest.own else self._desk.reference.limit(HALF_LIFE).basis.citation,
            int(waits.amount),
            waits.basis if waits.own else "",
        )

    def content_of(self, new: NewContent, rules: HoldingRules | None = None) -> Content:
        """The content with its half-life and the impurities to ask about, as it would be written down."""
        known = self._desk.reference.nuclides.get(new.nuclide)
        rules = rules or self.rules()
        now = self._desk.clock.now()
        if known is None and new.half_life is None:
            raise Invalid("half-life", "is needed: this nuclide is not in the reference data")
        if known is None or new.half_life is not None:
            half_life, basis, verify = new.half_life, "typed in", True
        else:
            used = known.half_life()
            half_life, basis, verify = used.value, used.source.words, used.basis.verify
        return Content(
            number=0,
            nuclide=new.nuclide.strip(),
            half_life=half_life or used.value,
            half_life_basis=basis,
            activity=new.activity,
            at=new.at,
            added_at=now,
            added_by=PersonRef(self._desk.actor.name, self._desk.actor.person_id),
            production=new.production,
            source=new.source,
            source_id=new.source_id,
            source_label=new.source_label,
            impurities=() if known is None else impurities_of(known, new.production, rules),
            verify=verify,
        )

    def survey_of(self, uow: UnitOfWork, entry: SurveyEntry) -> WasteSurvey:
        """The survey as it would be written down: with the instrument as it is, and the margin of the center.

        Raises:
            InstrumentUnfit: the meter may not be used on that day.
        """
        meter = uow.instruments.get(entry.instrument_id)
        meter.require_fit(entry.at.local.date())
        margin = self._site.inside(uow, MARGIN)
        return WasteSurvey(
            number=0,
            at=entry.at,
            by=entry.by,
            meter=MeterRef.of(meter),
            unit=entry.unit,
            background=entry.background,
            readings=entry.readings,
            conditions=entry.conditions,
            indistinguishable=entry.indistinguishable,
            margin_percent=margin.amount if margin.own else None,
            margin_basis=margin.basis if margin.own else "",
            why=entry.why.strip(),
            next_survey=None if entry.indistinguishable else entry.next_survey,
            notes=entry.notes.strip(),
        )

    def brought_up(self, container: Container, rules: HoldingRules) -> Container:
        """The container under these rules: a stricter license may ask about more impurities than when it was filled."""
        if container.rules == rules:
            return container
        contents = tuple(self._asked(content, rules) for content in container.contents)
        return replace(container, rules=rules, contents=contents)

    def _asked(self, content: Content, rules: HoldingRules) -> Content:
        known = self._desk.reference.nuclides.get(content.nuclide)
        if known is None:
            return content
        named = {impurity.nuclide for impurity in content.impurities}
        more = impurities_of(known, content.production, rules)
        new = tuple(impurity for impurity in more if impurity.nuclide not in named)
        return replace(content, impurities=(*content.impurities, *new))
