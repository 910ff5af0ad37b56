"""Puts a packet's files together in a scratch folder, and the whole of it into its place in one step."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from au_desktop.domain.errors import Cancelled, DiskProblem
from au_desktop.exchange.file_places import free_place
from au_desktop.exchange.packet_pdf import write_pdf
from au_desktop.exchange.packet_workbook import write_workbook
from au_desktop.files import replace_file
from au_desktop.services.leaving.packets import PacketMaterial, PacketWish
from au_desktop.services.packet.packet_manifest import PACKET_FILE, PacketFile
from au_desktop.services.packet.packet_worksheet import Worksheet

PDF, WORKBOOK, CHECKER, READ_ME = "worksheet.pdf", "worksheet.xlsx", "verify.py", "README.txt"
_PIECE = 1 << 20
_PLAIN_FILE = 0o100644 << 16


class PacketFolderWriter:
    """Writes packets as a folder or a zip file; `kit` holds the checker and the page that tell how to check."""

    def __init__(self, kit: Path) -> None:
        self._kit = kit

    @contextmanager
    def stage(
        self, wish: PacketWish, material: PacketMaterial, cancelled: Callable[[], bool]
    ) -> Iterator["StagedFolder"]:
        """Write everything but packet.json; whatever was not put into its place is gone afterwards.

        Raises:
            Cancelled, DiskProblem: nothing is left behind.
        """
        place = free_place(wish.target) if wish.as_zip else _free_folder(wish.target)
        try:
            scratch = Path(tempfile.mkdtemp(prefix=".writing-", dir=place.parent))
        except OSError as error:
            raise DiskProblem(str(place), error.strerror or str(error)) from error
        try:
            folder = scratch / "packet"
            folder.mkdir()
            made_at = datetime.fromisoformat(material.worksheet.made)
            staged = StagedFolder(place, folder, made_at, as_zip=wish.as_zip)
            try:
                self._fill(folder, scratch, material, cancelled)
                staged.take_stock()
            except OSError as error:
                raise DiskProblem(str(place), error.strerror or str(error)) from error
            yield staged
        finally:
            shutil.rmtree(scratch, ignore_errors=True)

    def _fill(
        self,
        folder: Path,
        scratch: Path,
        material: PacketMaterial,
        cancelled: Callable[[], bool],
    ) -> None:
        def write_sheets() -> None:
            write_workbook(folder / WORKBOOK, scratch, material.worksheet)

        steps: list[Callable[[], object]] = [
            lambda: write_pdf(folder / PDF, material.worksheet),
            write_sheets,
            lambda: self._write_kit(folder, material.worksheet),
        ]
        for step in steps:
            _stop_if(cancelled)
            step()
        for one in material.enclosed:
            _stop_if(cancelled)
            file = folder / one.path
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(one.content)

    def _write_kit(self, folder: Path, worksheet: Worksheet) -> None:
        shutil.copyfile(self._kit / CHECKER, folder / CHECKER)
        words = (self._kit / READ_ME).read_text(encoding="utf-8")
        draft = " (DRAFT)" if worksheet.draft else ""
        title = (
            f"{worksheet.trainee}, {worksheet.name}{draft}\n{worksheet.center}, {worksheet.made}"
        )
        text = words.replace("{title}", title)
        (folder / READ_ME).write_bytes(text.replace("\n", "\r\n").encode())


class StagedFolder:
    """A packet that is written beside its place and not seen yet."""

    def __init__(self, place: Path, folder: Path, made_at: datetime, *, as_zip: bool) -> None:
        self._place, self._folder, self._made_at = place, folder, made_at
        self._as_zip = as_zip
        self._files: tuple[PacketFile, ...] = ()

    @property
    def place(self) -> Path:
        """Where it will lie."""
        return self._place

    @property
    def files(self) -> tuple[PacketFile, ...]:
        """Every file so far, by path."""
        return self._files

    def take_stock(self) -> None:
        """Note size and digest of every file."""
        self._files = tuple(
            PacketFile(
                path.relative_to(self._folder).as_posix(), path.stat().st_size, _digest(path)
            )
            for path in self._paths()
        )

    def put(self, packet: bytes) -> None:
        """Add packet.json and put everything into its place in one step."""
        try:
            (self._folder / PACKET_FILE).write_bytes(packet)
            if self._as_zip:
                replace_file(self._place, self._pack)
                return
            for path in self._paths():
                with path.open("rb+") as opened:
                    os.fsync(opened.fileno())
            self._folder.rename(self._place)
        except OSError as error:
            raise DiskProblem(str(self._place), error.strerror or str(error)) from error

    def take_back(self) -> None:
        """Remove it again from its place."""
        if self._as_zip:
            self._place.unlink(missing_ok=True)
        else:
            shutil.rmtree(self._place, ignore_errors=True)

    def _pack(self, target: Path) -> None:
        made = self._made_at
        stamp = (made.year, made.month, made.day, made.hour, made.minute, made.second)
        with ZipFile(target, "w", ZIP_DEFLATED) as packed:
            for path in self._paths():
                member = ZipInfo(path.relative_to(self._folder).as_posix(), stamp)
                member.compress_type = ZIP_DEFLATED
                member.external_attr = _PLAIN_FILE
                packed.writestr(member, path.read_bytes())

    def _paths(self) -> list[Path]:
        return sorted(path for path in self._folder.rglob("*") if path.is_file())


def _free_folder(target: Path) -> Path:
    """The target, or "name (2)" and so on: what lies there is never mixed with a packet."""
    if not target.exists():
        return target
    return next(
        place
        for number in count(2)
        if not (place := target.with_name(f"{target.name} ({number})")).exists()
    )


def _stop_if(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise Cancelled


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as opened:
        while piece := opened.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()
