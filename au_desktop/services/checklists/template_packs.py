"""Checklists that go from one center to another: a signed pack is written, read with suspicion, and taken in as drafts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from au_desktop.domain.canonical import Document, canonical_bytes
from au_desktop.domain.checklists.comparison import Difference, compare, in_substance
from au_desktop.domain.checklists.faults import Known
from au_desktop.domain.checklists.template_checks import is_key, template_faults
from au_desktop.domain.checklists.template_documents import (
    template_digest,
    template_from_document,
    template_to_document,
)
from au_desktop.domain.checklists.template_drafts import Provenance
from au_desktop.domain.checklists.template_shape import is_plain_text, wrong_places
from au_desktop.domain.checklists.template_versions import latest_head
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.errors import DomainError, Invalid, UnreadableFile
from au_desktop.domain.ids import ExportId, TemplateDraftId
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Permission, require
from au_desktop.domain.signing.validity import Verify
from au_desktop.services.center.facilities import CenterFacts
from au_desktop.services.changes import Changes, Kind
from au_desktop.services.checklists.calculations import formula_inputs
from au_desktop.services.checklists.draft_book import (
    DraftStart,
    begun,
    open_drafts,
    put_aside,
)
from au_desktop.services.desk import Change, Desk, Subject
from au_desktop.services.outcomes import Outcome, Undo
from au_desktop.services.ports import SigningKeys, UnitOfWork
from au_desktop.services.rows import ExportRow
from au_desktop.services.wording.template_words import FaultWords, fault_words

PACK_FORMAT = "au-desktop/template-pack/1"
PACK = "Template pack"
_MOST_TEMPLATES = 500
_LONGEST_NAME = 200
_SIGNED = ("format", "center", "made_at", "signer", "public_key", "templates")
_SIGNATURE = "signature"


class PackAltered(DomainError):
    """The pack's signature does not fit what the pack says; nothing is taken from it."""


class PackFiles(Protocol):
    """Writes and reads the file of a pack."""

    def write(self, path: Path, document: Document) -> str:
        """Put the document into the file in one step; its SHA-256 in hex. Raises `DiskProblem`."""
        ...

    def read(self, path: Path) -> object:
        """The plain document of the file.

        Raises:
            UnreadableFile: it is not there, too large, nested too deep, or not plain JSON.
        """
        ...


@dataclass(frozen=True, slots=True)
class PackTools:
    """What packs are made and read with."""

    files: PackFiles
    verify: Verify
    fingerprint: Callable[[bytes], str]


@dataclass(frozen=True, slots=True)
class PackEntry:
    """One template of a pack, beside what the center has.

    Args:
        template: what the pack brings.
        digest: the address of its content.
        faults: what stands against publishing it here, such as a drug that is not known.
        against: the digest of the center's version that it would replace; empty: the center does not have the template.
        differences: to that version, without version number and first day.
        draft_id: the draft of this template that is open here; while there is one, it cannot be taken.
    """

    template: Template
    digest: str
    faults: tuple[FaultWords, ...]
    against: str
    differences: tuple[Difference, ...]
    draft_id: TemplateDraftId | None

    @property
    def is_new(self) -> bool:
        """Whether the center does not have the template."""
        return not self.against

    @property
    def is_same(self) -> bool:
        """Whether the center's version says the same."""
        return bool(self.against) and not self.differences

    @property
    def can_be_taken(self) -> bool:
        """Whether there is anything to take and no draft in its way."""
        return not self.is_same and self.draft_id is None


@dataclass(frozen=True, slots=True)
class PackReading:
    """What a pack says of itself. Who made it is what it claims: compare the fingerprint with that center by telephone.

    `genuine`: the signature fits the key that the pack carries, so nothing was altered since it was signed with that key.
    `known_signer`: the person of this center whose key it is; empty for another center's.
    """

    genuine: bool
    center: str
    signer: str
    role: str
    made_at: Moment
    fingerprint: str
    known_signer: str
    entries: tuple[PackEntry, ...]


class TemplatePacks:
    """Use cases about template packs."""

    def __init__(self, desk: Desk, keys: SigningKeys, tools: PackTools) -> None:
        self._desk = desk
        self._keys = keys
        self._tools = tools
        self._known = Known(formula_inputs(), frozenset(desk.reference.drugs))

    def export(self, path: Path, digests: Sequence[str], passphrase: str) -> Outcome[ExportRow]:
        """Write these versions into a pack, signed by the RSO; the log tells that it left.

        Raises:
            Invalid: no template is chosen, or one twice.
            DiskProblem: nothing was written.
        """
        desk = self._desk
        require(desk.actor.role, Permission.PUBLISH_TEMPLATES)
        with desk.unit_of_work() as uow:
            templates = [uow.templates.get(digest) for digest in digests]
        ids = [template.id for template in templates]
        if not ids or len(set(ids)) < len(ids):
            raise Invalid("templates", "choose at least one, and one version of each")
        signer = self._keys.signer(desk.actor.person_id, passphrase)
        written = False
        try:
            with desk.change(Permission.PUBLISH_TEMPLATES) as change:
                pack = _pack(change, signer.public_key, templates)
                signature = signer.sign(canonical_bytes(pack)).hex()
                digest = self._tools.files.write(path, pack | {_SIGNATURE: signature})
                written = True
                row = _row(change, ExportId(desk.ids.new()), path, digest, ids)
                change.uow.exports.add(row, change.actor.person_id, change.uow.log.head())
                subject = Subject(Kind.EXPORT, row.export_id, f"{PACK} {path.name}")
                said = {"templates": list(digests), "sha256": digest}
                change.record("export template pack", subject, None, said)
        except BaseException:
            # What the log does not know of must not leave.
            if written:
                path.unlink(missing_ok=True)
            raise
        return Outcome(row, change.changes)

    def read(self, path: Path) -> PackReading:
        """Read a pack and hold it against what the center has; nothing is changed.

        Raises:
            UnreadableFile: it is no pack, with the reason.
        """
        require(self._desk.actor.role, Permission.EDIT_TEMPLATES)
        pack = self._tools.files.read(path)
        reason = _reason(pack)
        if reason or not isinstance(pack, dict):
            raise UnreadableFile(str(path), reason)
        templates = [template_from_document(document) for document in pack["templates"]]
        key, signature = bytes.fromhex(pack["public_key"]), bytes.fromhex(pack[_SIGNATURE])
        content = canonical_bytes({name: pack[name] for name in _SIGNED})
        with self._desk.unit_of_work() as uow:
            drafts = {draft.template.id: draft.id for draft in open_drafts(uow)}
            return PackReading(
                genuine=self._tools.verify(key, content, signature),
                center=pack["center"],
                signer=pack["signer"]["name"],
                role=pack["signer"]["role"],
                made_at=Moment.from_iso(pack["made_at"]),
                fingerprint=self._tools.fingerprint(key),
                known_signer=_owner_of(uow, key),
                entries=tuple(self._entry(uow, template, drafts) for template in templates),
            )

    def take(
        self, reading: PackReading, template_ids: Sequence[str]
    ) -> Outcome[tuple[TemplateDraftId, ...]]:
        """Begin a draft of each chosen template that says something else than here; this center's RSO publishes it, or not.

        Raises:
            PackAltered: the pack is not as it was signed.
            DraftExists: a draft of one of them is open; none was taken.
        """
        if not reading.genuine:
            raise PackAltered
        chosen = [
            entry
            for entry in reading.entries
            if entry.template.id in template_ids and not entry.is_same
        ]
        if not chosen:
            return Outcome((), Changes())
        with self._desk.change(Permission.EDIT_TEMPLATES) as change:
            taken = tuple(
                begun(
                    change,
                    TemplateDraftId(self._desk.ids.new()),
                    DraftStart(entry.template, entry.against, _provenance(reading, entry)),
                ).id
                for entry in chosen
            )
        what = "1 draft" if len(taken) == 1 else f"{len(taken)} drafts"
        undo = Undo(f"{what} taken from the pack", lambda: self._put_aside(taken))
        return Outcome(taken, change.changes, undo)

    def _put_aside(self, draft_ids: Sequence[TemplateDraftId]) -> Outcome[None]:
        with self._desk.change(Permission.EDIT_TEMPLATES) as change:
            for draft_id in draft_ids:
                put_aside(change, draft_id)
        return Outcome(None, change.changes)

    def _entry(
        self, uow: UnitOfWork, template: Template, drafts: Mapping[str, TemplateDraftId]
    ) -> PackEntry:
        head = latest_head(uow.templates.heads(template.id))
        here = None if head is None else uow.templates.get(head.digest)
        return PackEntry(
            template=template,
            digest=template_digest(template),
            faults=fault_words(template_faults(template, self._known)),
            against="" if head is None else head.digest,
            differences=() if here is None else in_substance(compare(here, template)),
            draft_id=drafts.get(template.id),
        )


def _pack(change: Change, public_key: bytes, templates: Sequence[Template]) -> Document:
    """What is signed."""
    return {
        "format": PACK_FORMAT,
        "center": CenterFacts.of(change.uow.facts.all()).name,
        "made_at": change.at.iso(),
        "signer": {"name": change.actor.name, "role": change.actor.role.value},
        "public_key": public_key.hex(),
        "templates": [template_to_document(template) for template in templates],
    }


def _row(
    change: Change, export_id: ExportId, path: Path, digest: str, ids: Sequence[str]
) -> ExportRow:
    return ExportRow(
        export_id=export_id,
        what=PACK,
        file_name=path.name,
        period=f"{len(ids)} checklists" if len(ids) > 1 else ids[0],
        made_by=change.actor.name,
        made_at=change.at,
        digest=digest,
        log_length=change.uow.log.head().length,
    )


def _provenance(reading: PackReading, entry: PackEntry) -> Provenance:
    return Provenance(
        center=reading.center,
        signer=reading.signer,
        fingerprint=reading.fingerprint,
        made_at=reading.made_at,
        digest=entry.digest,
    )


def _owner_of(uow: UnitOfWork, public_key: bytes) -> str:
    owners = (person.name for person in uow.people.all() if public_key in person.public_keys)
    return next(owners, "")


def _reason(pack: Any) -> str:  # noqa: ANN401 - whatever the file holds
    """Why a document is no pack; empty where it is one."""
    if not isinstance(pack, dict) or pack.get("format") != PACK_FORMAT:
        return "is not a template pack of this program"
    if set(pack) != {*_SIGNED, _SIGNATURE}:
        return "has fields that a template pack does not have, or lacks some"
    return _origin_reason(pack) or _content_reason(pack["templates"])


def _origin_reason(pack: Mapping[str, Any]) -> str:
    signer = pack["signer"]
    named = isinstance(signer, dict) and set(signer) == {"name", "role"}
    names = (pack["center"], *(signer.values() if named else ()))
    if not named or not all(_is_name(name) for name in names):
        return "does not say plainly who made it"
    if not (_is_hex(pack["public_key"], 32) and _is_hex(pack[_SIGNATURE], 64)):
        return "carries no signature"
    try:
        Moment.from_iso(pack["made_at"])
    except (TypeError, ValueError, OverflowError):
        return "does not say when it was made"
    return ""


def _content_reason(templates: Any) -> str:  # noqa: ANN401 - whatever the file holds
    if not isinstance(templates, list) or not 0 < len(templates) <= _MOST_TEMPLATES:
        return "holds no templates, or too many"
    for number, document in enumerate(templates, 1):
        wrong = wrong_places(document)
        if wrong:
            return f"template {number} cannot be read at {wrong[0] or 'its beginning'}"
    ids = [document["id"] for document in templates]
    if not all(is_key(one) for one in ids):
        return "holds a template whose id is not small letters, digits and underscores"
    return "holds a template twice" if len(set(ids)) < len(ids) else ""


def _is_name(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_NAME and is_plain_text(value)


def _is_hex(value: object, size: int) -> bool:
    if not isinstance(value, str) or len(value) != 2 * size:
        return False
    return all(digit in "0123456789abcdef" for digit in value)
