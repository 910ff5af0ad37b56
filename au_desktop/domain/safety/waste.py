"""A waste container from opening to disposal: what it holds, which nuclide governs, and whether it may be held for decay."""

from dataclasses import dataclass, field, replace
from datetime import datetime, time
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Duration
from au_desktop.domain.radiation.decay import ten_half_lives
from au_desktop.domain.safety.holdings import Holding, HoldingPlace
from au_desktop.domain.safety.safety_records import (
    Deadline,
    RecordKind,
    RoomRef,
    SafetyRecord,
    Summary,
)
from au_desktop.domain.safety.waste_contents import (
    Content,
    HoldingRules,
    ImpurityStanding,
    later,
)
from au_desktop.domain.safety.waste_steps import (
    Defacing,
    Disposition,
    Reopening,
    Sealing,
    WasteType,
)
from au_desktop.domain.safety.waste_surveys import WasteSurvey

SURVEY_DEADLINE = "waste-survey"


class Standing(StrEnum):
    """Whether what is in a container may be held for decay."""

    EMPTY = "empty"
    DECAY = "for decay in storage"
    ASK = "ask for the certificate"
    NOT_ELIGIBLE = "not eligible"


class WasteState(StrEnum):
    """Where a container is in its life; one word or two for lists."""

    OPEN = "open"
    STORED = "in storage"
    ASK = "ask certificate"
    NOT_ELIGIBLE = "not eligible"
    READY = "ready"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class HoldingReason:
    """One thing that speaks against decay in storage: the nuclide, its half-life, and how it is known to be there."""

    nuclide: str
    half_life: Duration | None
    standing: ImpurityStanding
    with_nuclide: str = ""
    basis: str = ""
    verify: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Container(SafetyRecord):
    """A waste container; `at` is when it was opened. `cleared_by` is the number of the survey that stands, if one does.

    Whatever changes what is in the container, or sends it back to storage, takes `cleared_by` away.
    """

    KIND: ClassVar[RecordKind] = RecordKind.CONTAINER
    FINAL: ClassVar[bool] = False

    waste_type: WasteType = WasteType.DRY
    room: RoomRef | None = None
    shelf: str = ""
    from_where: str = ""
    rules: HoldingRules = field(default_factory=HoldingRules)
    contents: tuple[Content, ...] = ()
    sealed: Sealing | None = None
    reopened: tuple[Reopening, ...] = ()
    surveys: tuple[WasteSurvey, ...] = ()
    cleared_by: int | None = None
    defaced: Defacing | None = None
    disposition: Disposition | None = None

    @property
    def inside(self) -> tuple[Content, ...]:
        """The contents that count."""
        return tuple(content for content in self.contents if content.counts)

    @property
    def governing(self) -> Content | None:
        """The content whose nuclide lives longest; it governs the container."""
        return max(self.inside, key=lambda content: content.half_life, default=None)

    @property
    def nuclides(self) -> tuple[str, ...]:
        """The nuclides in it, longest-lived first."""
        ordered = sorted(self.inside, key=lambda content: content.half_life, reverse=True)
        return tuple(dict.fromkeys(content.nuclide for content in ordered))

    @property
    def standing_survey(self) -> WasteSurvey | None:
        """The passing survey that nothing has overtaken."""
        return next((s for s in self.surveys if s.number == self.cleared_by), None)

    @property
    def state(self) -> WasteState:
        """Where it is in its life."""
        if self.disposition is not None:
            return WasteState.GONE
        standing = standing_of(self)
        if standing is Standing.NOT_ELIGIBLE:
            return WasteState.NOT_ELIGIBLE
        if self.sealed is not None and standing is Standing.ASK:
            return WasteState.ASK
        return self._way_along

    @property
    def _way_along(self) -> WasteState:
        if self.sealed is None:
            return WasteState.OPEN
        return WasteState.STORED if self.cleared_by is None else WasteState.READY

    @property
    def summary(self) -> Summary:
        """What lists ask of it."""
        state, gone = self.state, self.disposition
        room = "" if self.room is None else self.room.name
        voided = self.voided is not None
        return Summary(
            label=f"{', '.join(self.nuclides) or 'nothing yet'}, {self.waste_type.value}",
            about=", ".join(part for part in (self.shelf, room) if part),
            state=state.value if gone is None else gone.way.done,
            open=gone is None and not voided,
            attention=state in {WasteState.NOT_ELIGIBLE, WasteState.ASK} and not voided,
            deadlines=() if voided else survey_deadlines(self),
            links=_links(self),
            words=" ".join((self.from_where, self.shelf, *(c.source_label for c in self.inside))),
        )

    @property
    def place(self) -> str:
        """Room and shelf as one text."""
        room = "" if self.room is None else self.room.name
        return ", ".join(part for part in (room, self.shelf) if part)


def _links(container: Container) -> tuple[UUID, ...]:
    gone = container.disposition
    ids = (
        None if container.room is None else container.room.id,
        *(content.source_id for content in container.inside),
        *(survey.meter.id for survey in container.surveys),
        None if gone is None else gone.record_id,
    )
    return tuple(dict.fromkeys(UUID(int=link.int) for link in ids if link is not None))


def reasons_against(container: Container) -> tuple[HoldingReason, ...]:
    """Everything in it that may not be held for decay, or of which it is not known: each nuclide once.

    Rule: half-life ≤ 120 d for every nuclide and every impurity (or what the license says instead).
    Source: 10 CFR 35.92(a); for Lu-177m NRC ML18136A824 and STC-22-074.
    """
    found: dict[tuple[str, ImpurityStanding], HoldingReason] = {}
    for content in container.inside:
        if not container.rules.allows(content.half_life):
            key = (content.nuclide, ImpurityStanding.PRESENT)
            found[key] = HoldingReason(
                content.nuclide,
                content.half_life,
                ImpurityStanding.PRESENT,
                basis=container.rules.basis,
                verify=content.verify,
            )
        for impurity in content.impurities:
            if impurity.standing is ImpurityStanding.RULED_OUT:
                continue
            key = (impurity.nuclide, impurity.standing)
            found.setdefault(
                key,
                HoldingReason(
                    impurity.nuclide,
                    impurity.half_life,
                    impurity.standing,
                    content.nuclide,
                    impurity.basis,
                    impurity.verify,
                ),
            )
    return tuple(found.values())


def standing_of(container: Container) -> Standing:
    """Whether it may be held for decay: not with anything too long-lived in it, and not before every question is answered."""
    if not container.inside:
        return Standing.EMPTY
    standings = {reason.standing for reason in reasons_against(container)}
    if ImpurityStanding.PRESENT in standings:
        return Standing.NOT_ELIGIBLE
    return Standing.ASK if ImpurityStanding.ASK in standings else Standing.DECAY


def suggested_survey(container: Container) -> Moment | None:
    """When a survey is first worth making: ten half-lives of the longest-lived after sealing, or the day set by a failed one.

    Equation: t = t_sealed + 10·T. It is a reminder, never a disposal date: the survey decides (10 CFR 35.92).
    """
    governing = container.governing
    if container.sealed is None or governing is None:
        return None
    if standing_of(container) is Standing.NOT_ELIGIBLE:
        return None
    last = container.surveys[-1] if container.surveys else None
    if last is not None and last.next_survey is not None and last.at >= container.sealed.at:
        return Moment.of(
            datetime.combine(last.next_survey, time(), container.sealed.at.local.tzinfo)
        )
    return later(container.sealed.at, ten_half_lives(governing.half_life))


def survey_deadlines(container: Container) -> tuple[Deadline, ...]:
    """The reminder to survey, while the container waits for one."""
    due = suggested_survey(container)
    if due is None or container.state is not WasteState.STORED:
        return ()
    basis = "10 CFR 35.92(a)(1): the survey decides; ten half-lives are only a reminder"
    return (Deadline(SURVEY_DEADLINE, f"Survey {container.code}", due, basis),)


def holdings(container: Container, moment: Moment) -> tuple[Holding, ...]:
    """What is in the container at a moment, decayed: nothing before it was put in, nothing once the container is gone.

    Equation: A = Σ Ai·2^(-(t - ti)/T) for each nuclide; impurities count where somebody stated how much there was.
    """
    gone = container.disposition
    if (gone is not None and gone.at.utc <= moment.utc) or container.voided is not None:
        return ()
    sums: dict[tuple[str, bool], Holding] = {}
    for content in container.inside:
        if content.added_at.utc > moment.utc:
            continue
        _add(sums, _held(container, content, moment))
        for impurity in content.impurities:
            amount = content.impurity_at(impurity, moment)
            if amount is not None and impurity.standing is ImpurityStanding.PRESENT:
                held = _held(container, content, moment)
                _add(
                    sums,
                    replace(
                        held,
                        nuclide_id=impurity.nuclide,
                        activity=amount,
                        half_life=impurity.half_life,
                        impurity=True,
                    ),
                )
    return tuple(sums.values())


def _held(container: Container, content: Content, moment: Moment) -> Holding:
    return Holding(
        nuclide_id=content.nuclide,
        activity=content.activity_at(moment),
        place=HoldingPlace.WASTE,
        record_id=container.id,
        code=container.code,
        label=container.from_where or container.waste_type.value,
        form=container.waste_type.value,
        room=container.room,
        half_life=content.half_life,
    )


def _add(sums: dict[tuple[str, bool], Holding], held: Holding) -> None:
    key = (held.nuclide_id, held.impurity)
    before = sums.get(key)
    together = held if before is None else replace(held, activity=before.activity + held.activity)
    sums[key] = together
