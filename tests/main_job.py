"""Does the main job in a process of its own and says what it opened on the network: the other side of `test_no_network`."""

import json
import logging
import socket
import sys
from pathlib import Path
from typing import Any

_ASKED: list[str] = []


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith("socket."):
        family = arguments[1] if event == "socket.__new__" else None
        if family in {None, socket.AF_INET, socket.AF_INET6}:
            _ASKED.append(f"{event} {arguments!r}")


def main_job(folder: Path) -> None:
    """A new center, a case, its checklist, a refused and a given signature, an export, its verification, a lock and a check."""
    from au_desktop.domain.errors import WrongPassphrase
    from au_desktop.domain.roles import Role
    from tests.centers import (
        PASSPHRASES,
        equip,
        fill_and_submit,
        make_center,
        plan_case,
        slot,
        start,
    )

    center = make_center(folder / "Hillside.aucenter")
    with center.opened() as opened:
        equip(opened.services)
        case_id = plan_case(opened.services, center.people[Role.PRECEPTOR])
        groups = opened.services.access.new_recovery_sheet()
        opened.services.access.confirm_recovery_sheet(" ".join(groups))
    with center.opened(Role.PRECEPTOR) as opened:
        services = opened.services
        run_id = start(services, case_id)
        fill_and_submit(services, run_id)
        position = slot(services, run_id, "supervised")
        try:
            services.signing.sign(run_id, position, "a guess about herons")
        except WrongPassphrase:
            logging.getLogger("au_desktop").exception("as the window would log it")
        services.signing.sign(run_id, position, PASSPHRASES[Role.PRECEPTOR])
    with center.opened(Role.RSO) as opened:
        services = opened.services
        signer = services.signing.signer(PASSPHRASES[Role.RSO])
        services.documents.export_rso_workbook(folder / "rso.xlsx", signer)
        services.documents.verify(folder / "rso.xlsx")
        assert services.integrity.check().sound
        try:
            opened.services.case_log.change(services.case_log.case(case_id))
        except Exception:
            logging.getLogger("au_desktop").exception("not the RSO's to do")


if __name__ == "__main__":
    sys.addaudithook(_watch)
    logging.basicConfig(filename=sys.argv[2], level=logging.DEBUG)
    from au_desktop import logs

    logs.configure(Path(sys.argv[2]).parent)
    logging.getLogger("au_desktop").setLevel(logging.DEBUG)
    logging.getLogger("au_desktop").propagate = False
    main_job(Path(sys.argv[1]))
    print(json.dumps(_ASKED))  # noqa: T201 - what the test reads
