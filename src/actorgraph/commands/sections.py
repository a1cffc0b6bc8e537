"""A group of commands that are listed in sections, and imported only when needed."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

PACKAGE = "actorgraph.commands"
# Long enough that no summary is cut; a test keeps each of them on one line.
LONGEST_SUMMARY_IN_CHARACTERS = 500


class SectionedGroup(click.Group):
    """A group of commands; `sections` maps a heading to commands, and each to its module."""

    def __init__(
        self, *args: Any, sections: Mapping[str, Mapping[str, str]], **settings: Any
    ) -> None:
        super().__init__(*args, **settings)
        self.sections = sections
        self.modules: dict[str, str] = {}
        for modules in sections.values():
            self.modules.update(modules)

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the names of all commands, in the order of their sections."""
        return list(self.modules)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Return a command by its name, None if there is none."""
        if name not in self.modules:
            return None
        module = import_module(f"{PACKAGE}.{self.modules[name]}")
        command = getattr(module, name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, context: click.Context, arguments: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name.

        Raises click.UsageError that says how to list them all.
        """
        try:
            return super().resolve_command(context, arguments)
        except click.UsageError as error:
            # The list of commands is the best proposal for a name that does not exist.
            raise click.UsageError(f"{error.message} See actorgraph --help.", context) from error

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each section: a heading, and a line for each command."""
        for heading, modules in self.sections.items():
            rows = [(name, self._summary(context, name)) for name in modules]
            with formatter.section(heading):
                formatter.write_dl(rows)

    def _summary(self, context: click.Context, name: str) -> str:
        command = self.get_command(context, name)
        assert command is not None
        return command.get_short_help_str(LONGEST_SUMMARY_IN_CHARACTERS)
