"""Complete, signed checklists about trainees, such as their instruction before the first case."""

from collections.abc import Sequence

from sqlalchemy import Connection, and_, select

from au_desktop.domain.ids import TraineeId
from au_desktop.domain.moments import Moment
from au_desktop.persistence.id_batches import in_batches
from au_desktop.persistence.read_queries.run_states import RUN_STATE
from au_desktop.persistence.tables.run_tables import runs
from au_desktop.persistence.tables.sign_off_tables import seals
from au_desktop.persistence.tables.template_version_tables import template_versions
from au_desktop.services.rows import RunState, SignedAbout


def signed_about(
    connection: Connection, trainee_ids: Sequence[TraineeId], kinds: Sequence[str]
) -> tuple[SignedAbout, ...]:
    """Of these kinds about these trainees, by day and trainee; neither void nor replaced."""
    question = (
        select(
            runs.c.trainee_id,
            template_versions.c.kind,
            runs.c.event_at,
            runs.c.event_at_offset,
        )
        .join_from(runs, seals, seals.c.run_id == runs.c.id)
        .join(
            template_versions,
            and_(
                template_versions.c.digest == runs.c.template_digest,
                template_versions.c.kind.in_(kinds),
            ),
        )
        .where(RUN_STATE.in_((RunState.DONE.value,)))
    )
    found = [
        SignedAbout(
            TraineeId(row.trainee_id),
            row.kind,
            Moment(row.event_at, row.event_at_offset).local.date(),
        )
        for some in in_batches(trainee_ids)
        for row in connection.execute(question.where(runs.c.trainee_id.in_(some)))
    ]
    return tuple(sorted(found, key=lambda one: (one.on, one.trainee_id, one.kind)))
