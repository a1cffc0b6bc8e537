"""A group of commands that are listed in sections, and imported only when needed."""

import shutil
from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any

import click

PACKAGE = "actorgraph.commands"
# Long enough that no summary is cut; a test keeps each of them on one line.
LONGEST_SUMMARY_IN_CHARACTERS = 500
# Widths of help: the most, if nothing else is said, the least, and what stays free at the right.
WIDEST_IN_CHARACTERS, NARROWEST_IN_CHARACTERS, MARGIN_IN_CHARACTERS = 80, 24, 2


class Formatter(click.HelpFormatter):
    """Writes help that fits terminals of less than 50 columns, too, which Click takes for 50."""

    def __init__(
        self, indent_increment: int = 2, width: int | None = None, max_width: int | None = None
    ) -> None:
        if width is None:
            columns = min(shutil.get_terminal_size().columns, max_width or WIDEST_IN_CHARACTERS)
            width = max(columns - MARGIN_IN_CHARACTERS, NARROWEST_IN_CHARACTERS)
        super().__init__(indent_increment, width, max_width)

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write names and what they mean; where there is no room, a long name has its own line."""
        super().write_dl(rows, min(col_max, self.width // 2), col_spacing)


class Context(click.Context):
    """The context of a command, which writes help that fits."""

    formatter_class = Formatter


class SectionedGroup(click.Group):
    """A group of commands; `sections` maps a heading to commands, and each to its module."""

    context_class = Context

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
        place, _, attribute = self.modules[name].partition(":")
        module = import_module(f"{PACKAGE}.{place}")
        # `import` cannot be the name of a function.
        command = getattr(module, attribute or name)
        assert isinstance(command, click.Command)
        command.context_class = Context
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
