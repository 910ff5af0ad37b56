"""Reads a packet that came from anywhere, by the same checker that travels with every packet."""

import runpy
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from au_desktop.domain.errors import Cancelled
from au_desktop.services.leaving.packet_checks import ExaminedPacket
from au_desktop.services.packet.packet_manifest import PACKET_FILE
from au_desktop.services.workbook.workbook_checks import FaultKind, NotSealed, SheetFault

CHECKER = "verify.py"


class PacketFileReader:
    """`kit` holds the checker; it is the program's own, never the one of the packet."""

    def __init__(self, kit: Path) -> None:
        self._kit = kit

    @cached_property
    def _checker(self) -> dict[str, Any]:
        return runpy.run_path(str(self._kit / CHECKER), run_name="packet_checker")

    def is_packet(self, path: Path) -> bool:
        """Whether it looks like a packet: a folder, or a zip file with packet.json in it or in its one folder."""
        if path.is_dir():
            return True
        try:
            with ZipFile(path) as packed:
                return any(
                    name in {PACKET_FILE, f"{name.partition('/')[0]}/{PACKET_FILE}"}
                    for name in packed.namelist()
                )
        except (BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
            return path.suffix.lower() == ".zip"

    def examine(self, path: Path, cancelled: Callable[[], bool] = lambda: False) -> ExaminedPacket:
        """Run every check of the packet's own verify.py.

        Raises:
            NotSealed: it is no packet, or cannot be read: why.
            Cancelled: a person stopped it.
        """
        checker = self._checker
        try:
            result = checker["examine"](path, cancelled)
        except checker["CannotTell"] as error:
            if cancelled():
                raise Cancelled from error
            raise NotSealed(str(path), str(error)) from error
        faults = tuple(
            SheetFault(one.file, one.place, FaultKind(one.what)) for one in result.faults
        )
        return ExaminedPacket(result.packet, faults, result.records, result.expected)
