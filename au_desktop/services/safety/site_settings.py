"""Limits of the site: what is shipped with its basis, and what the center sets in its place with its own."""

from uuid import UUID, uuid5

from au_desktop.domain.errors import Invalid
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.domain.safety.site_limits import OwnLimit, SiteLimit, read_value, site_limit
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Desk, Subject
from au_desktop.services.outcomes import Outcome, Undo
from au_desktop.services.ports import UnitOfWork

OWN_LIMIT = "own limit"
_SPACE = UUID("5c4d9f3e-0b7b-4a36-9a53-0f5d0a4b6a11")


class SiteLimits:
    """Use cases about limits that a site may set; keys are the ids of the shipped ones in `limits.toml`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self) -> tuple[SiteLimit, ...]:
        """Every limit as it holds here, in the order of the shipped file."""
        with self._desk.reading() as uow:
            own = {one.key: one for one in uow.kept(OwnLimit, OWN_LIMIT).all() if one.value}
        shipped = self._desk.reference.limits
        return tuple(site_limit(limit, own.get(key)) for key, limit in shipped.items())

    def value(self, key: str) -> SiteLimit:
        """One limit as it holds here; raises `NotFound`."""
        with self._desk.reading() as uow:
            return self.inside(uow, key)

    def inside(self, uow: UnitOfWork, key: str) -> SiteLimit:
        """The same inside a unit of work that is open."""
        shipped = self._desk.reference.limit(key)
        own = uow.kept(OwnLimit, OWN_LIMIT).find(_id_of(key))
        return site_limit(shipped, own if own is not None and own.value else None)

    def set(self, key: str, value: str, basis: str) -> Outcome[None]:
        """Set the center's own value; an empty one goes back to what is shipped.

        Raises:
            QuantityError, Invalid: the value cannot be read in the kind of the shipped limit, or has no basis.
        """
        shipped = self._desk.reference.limit(key)
        if value.strip():
            read_value(shipped, value.strip())
            if not basis.strip():
                raise Invalid("basis", "is missing: license condition, procedure or decision")
        with self._desk.change(Permission.MANAGE_INSTRUMENTS) as change:
            kept = change.uow.kept(OwnLimit, OWN_LIMIT)
            before = kept.find(_id_of(key))
            by = PersonRef(change.actor.name, change.actor.person_id)
            after = OwnLimit(
                _id_of(key), key, value.strip(), basis.strip(), self._desk.today(), by
            )
            kept.put(after)
            subject = Subject(Kind.CENTER, None, shipped.title)
            change.record("set limit of the site", subject, before, after, basis.strip())
            change.kinds.add(Kind.SAFETY)
        old = (before.value, before.basis) if before is not None else ("", "")
        undo = Undo(f"{shipped.title} set", lambda: self.set(key, *old))
        return Outcome(None, change.changes, undo)


def _id_of(key: str) -> UUID:
    return uuid5(_SPACE, key)
