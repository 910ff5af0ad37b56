"""The type of what verbs add themselves to, which argparse does not name."""

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

SubParsers: TypeAlias = "_SubParsersAction[ArgumentParser]"
