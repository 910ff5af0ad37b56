"""A trainee's packet in the story: it is made, its own verify.py believes it, and finds a byte that was changed."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from au_desktop.domain.training.standings.standing import RequirementKind
from au_desktop.services.bundle import Services
from au_desktop.services.leaving.packets import PacketWish
from au_desktop.services.standing.standings import TraineeStanding

GENUINE, ALTERED = 0, 1


def attested_trainee(services: Services) -> TraineeStanding:
    """Somebody whose training is attested and whose evidence has not changed since."""
    keys = services.desk.queries.trainees_active()
    return next(
        found
        for found in services.standings.of_many(keys).values()
        if found.standing.ready
        and any(
            one.kind is RequirementKind.ATTESTATION and one.met
            for one in found.standing.requirements
        )
    )


def make_packet(services: Services, found: TraineeStanding, place: Path, passphrase: str) -> Path:
    """The packet of one trainee, as a folder."""
    signer = services.signing.signer(passphrase)
    made = services.packets.make(found.trainee.id, PacketWish(place, as_zip=False), signer)
    return place.with_name(made.value.file_name)


def verified(packet: Path) -> tuple[int, Iterator[str]]:
    """What the packet's own verify.py says of it: the exit code and its lines."""
    said = subprocess.run(  # noqa: S603 - our own checker over a file that was just made
        [sys.executable, "-I", str(packet / "verify.py"), str(packet)],
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    return said.returncode, (line for line in said.stdout.splitlines() if line.strip())


def tampered(packet: Path) -> Path:
    """A copy in which one sign of the worksheet's PDF is another."""
    copy = packet.with_name(f"{packet.name}_tampered")
    shutil.copytree(packet, copy)
    worksheet = copy / "worksheet.pdf"
    content = bytearray(worksheet.read_bytes())
    content[len(content) // 2] ^= 1
    worksheet.write_bytes(bytes(content))
    return copy
