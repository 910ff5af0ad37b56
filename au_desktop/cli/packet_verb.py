"""The verb that makes a trainee's packet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from au_desktop.cli.center_verbs import unlocked
from au_desktop.cli.passphrase_source import add_person, passphrase_for
from au_desktop.cli.verb_context import SOUND, Context, ProgressLine, UsageFault, say

if TYPE_CHECKING:
    from argparse import Namespace

    from au_desktop.cli.verb_arguments import SubParsers
    from au_desktop.domain.ids import TraineeId
    from au_desktop.services.bundle import Services

ZIP_SUFFIX = ".zip"


def add(verbs: SubParsers) -> None:
    """Add the verb of this module."""
    packet = verbs.add_parser(
        "packet",
        help="make a trainee's packet: worksheet, records, signatures, and a checker",
        allow_abbrev=False,
    )
    packet.add_argument("center", type=Path, metavar="CENTER", help="the center's folder")
    packet.add_argument(
        "out", type=Path, metavar="OUT", help="a zip file where it ends in .zip, else a new folder"
    )
    packet.add_argument("--trainee", required=True, metavar="CODE", help="such as T-007")
    packet.add_argument(
        "--without-papers", action="store_true", help="leave copies of certificates out"
    )
    add_person(packet)
    packet.set_defaults(run=run_packet)


def run_packet(arguments: Namespace, context: Context) -> int:
    """Make the packet; one with gaps is made all the same and says so."""
    from au_desktop.services.leaving.packets import PacketWish

    target = arguments.out.absolute()
    wish = PacketWish(
        target,
        as_zip=target.suffix.lower() == ZIP_SUFFIX,
        with_papers=not arguments.without_papers,
    )
    passphrase = passphrase_for(arguments.name, arguments.passphrase_file)
    progress = ProgressLine()
    with unlocked(context, arguments.center, arguments.name, passphrase) as center:
        services = center.services
        trainee_id = _trainee(services, arguments.trainee)
        signer = services.signing.signer(passphrase)
        made = services.packets.make(trainee_id, wish, signer, progress.count).value
    progress.end()
    say(f"packet: {target.parent / made.file_name}")
    say(f"trainee: {made.period}")
    say(f"sha256 of the manifest: {made.digest}")
    say(f"log: {made.log_length} entries")
    return SOUND


def _trainee(services: Services, code: str) -> TraineeId:
    with services.desk.reading() as uow:
        for trainee in uow.trainees.all():
            same = trainee.code.casefold() == code.strip().casefold()
            if same and not trainee.void_reason:
                return trainee.id
    message = f"No trainee has the code {code}."
    raise UsageFault(message)
