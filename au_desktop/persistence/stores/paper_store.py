"""Papers as rows and back; their bytes go into the encrypted file and nowhere else."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.engine import RowMapping

from au_desktop.domain.errors import NotFound
from au_desktop.domain.ids import PaperId, PersonId
from au_desktop.domain.moments import Moment
from au_desktop.domain.training.cases import Voided
from au_desktop.domain.training.papers import Paper, PaperOwner
from au_desktop.persistence.column_types import moment_values
from au_desktop.persistence.id_batches import in_batches
from au_desktop.persistence.tables.paper_tables import paper_contents, papers

_KIND = "paper"


class PaperRows:
    """Papers, and the bytes of each; the triggers of the file keep what was taken in."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, key: UUID) -> Paper:
        """The paper without its bytes; raises `NotFound`."""
        found = self._papers(select(papers).where(papers.c.id == key))
        if not found:
            raise NotFound(_KIND, str(key))
        return found[0]

    def of_owners(self, owner_ids: Sequence[UUID]) -> tuple[Paper, ...]:
        """Papers of these owners, in the order they came; voided ones too."""
        found = [
            paper
            for some in in_batches(owner_ids)
            for paper in self._papers(select(papers).where(papers.c.owner_id.in_(some)))
        ]
        return tuple(sorted(found, key=lambda paper: paper.id))

    def all(self) -> tuple[Paper, ...]:
        """Every paper without its bytes, in the order they came."""
        return self._papers(select(papers).order_by(papers.c.id))

    def of_center(self) -> tuple[Paper, ...]:
        """The center's own papers, in the order they came; voided ones too."""
        mine = papers.c.owner == PaperOwner.CENTER.value
        return self._papers(select(papers).where(mine).order_by(papers.c.id))

    def content(self, key: PaperId) -> bytes:
        """The bytes; raises `NotFound`."""
        question = select(paper_contents.c.content).where(paper_contents.c.paper_id == key)
        found = self._connection.execute(question).scalar()
        if found is None:
            raise NotFound(_KIND, str(key))
        return bytes(found)

    def add(self, paper: Paper, content: bytes) -> None:
        """Store a paper; its bytes never change."""
        row = {
            "id": paper.id,
            "owner": paper.owner.value,
            "owner_id": paper.owner_id,
            "file_name": paper.file_name,
            "size": paper.size,
            "digest": paper.digest,
            **moment_values("added_at", paper.added_at),
            "added_by": paper.added_by,
            **_changeable(paper),
        }
        self._connection.execute(insert(papers), row)
        self._connection.execute(
            insert(paper_contents), {"paper_id": paper.id, "content": content}
        )

    def replace(self, paper: Paper) -> None:
        """Store changed facts of a paper (title, expiry, void)."""
        change = update(papers).where(papers.c.id == paper.id).values(_changeable(paper))
        if not self._connection.execute(change).rowcount:
            raise NotFound(_KIND, str(paper.id))

    def _papers(self, question: Any) -> tuple[Paper, ...]:  # noqa: ANN401 - any select of papers
        return tuple(_paper(row) for row in self._connection.execute(question).mappings())


def _changeable(paper: Paper) -> dict[str, object]:
    voided = paper.voided
    return {
        "title": paper.title,
        "expires": paper.expires,
        "void_reason": None if voided is None else voided.reason,
        **moment_values("voided_at", None if voided is None else voided.at),
    }


def _voided(row: RowMapping) -> Voided | None:
    if row["voided_at"] is None:
        return None
    return Voided(row["void_reason"], Moment(row["voided_at"], row["voided_at_offset"]))


def _paper(row: RowMapping) -> Paper:
    return Paper(
        id=PaperId(row["id"]),
        owner=PaperOwner(row["owner"]),
        owner_id=row["owner_id"],
        title=row["title"],
        file_name=row["file_name"],
        size=row["size"],
        digest=row["digest"],
        added_at=Moment(row["added_at"], row["added_at_offset"]),
        added_by=PersonId(row["added_by"]),
        expires=row["expires"],
        voided=_voided(row),
    )
