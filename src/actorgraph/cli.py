"""The command line: which commands there are, and how errors are shown."""

import contextlib
import errno
import io
import os
import sys
from pathlib import Path

import click

from actorgraph.commands.sections import SectionedGroup
from actorgraph.commands.terminal import warn
from actorgraph.errors import ActorgraphError
from actorgraph.garbage import collect_seldom

# The commands by section, and the module of `actorgraph.commands` that holds each.
SECTIONS = {
    "Build": {
        "build": "build",
        "ingest": "ingest",
        "link": "link",
        "review": "review",
        "quality": "quality",
        "import": "audit:import_claims",
        "audit": "audit",
    },
    "Ask": {
        "query": "query",
        "search": "search",
        "explain": "explain",
        "check": "check",
        "reason": "check",
        "diff": "diff",
    },
    "Share": {
        "view": "view",
        "export": "export",
        "serve": "serve",
    },
    "Operate": {
        "stats": "store",
        "verify": "store",
        "compact": "store",
        "backup": "store",
        "remove": "store",
        "forget": "forget",
        "completion": "completion",
    },
}
# Errors that a disk causes, or whoever owns it. Any other would be a bug of ours.
FAULTS = (
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EFBIG,
    errno.EROFS,
    errno.EACCES,
    errno.EPERM,
    errno.EIO,
    errno.EMFILE,
    errno.ENFILE,
)
# Exit codes: as shells give them for an interrupt and for a closed pipe.
BAD_INPUT, INTERRUPTED, CLOSED_PIPE = 2, 130, 141


@click.group(
    cls=SectionedGroup,
    sections=SECTIONS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="actorgraph", message="%(prog)s %(version)s")
def cli() -> None:
    """Turn news articles into a graph of who did and said what, according to whom.

    \b
    actorgraph build article.txt            writes out/article/graph.ttl and page.html
    actorgraph query who-urged-whom out/article/graph.ttl --evidence
    actorgraph view out/article/graph.ttl --open
    """


def main() -> None:
    """Run the command line. An error is one line on standard error, with exit code 2."""
    _print_what_terminals_cannot()
    collect_seldom()
    try:
        code = _run()
    except click.exceptions.NoArgsIsHelpError as error:
        # Without arguments the message is the help.
        click.echo(error.message, err=True)
        code = BAD_INPUT
    except (ActorgraphError, click.ClickException) as error:
        code = _fail(error)
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except BrokenPipeError:
        _write_no_more()
        code = CLOSED_PIPE
    except Exception as error:
        code = _fail(_of_the_disk(error))
        _write_no_more()
    sys.exit(code)


def _run() -> int:
    """Run the command and return its exit code; what it printed is written on return."""
    try:
        code = cli.main(prog_name="actorgraph", standalone_mode=False)
    except SystemExit as end:
        code = end.code
    # Here, because an error at exit could not be reported.
    sys.stdout.flush()
    return code if isinstance(code, int) else 0


def _write_no_more() -> None:
    """Write the rest of standard output nowhere: Python would complain once more at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print_what_terminals_cannot() -> None:
    """Escape a character that the terminal cannot show; it is not a reason to stop."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _fail(error: Exception) -> int:
    message = str(error)
    if isinstance(error, click.ClickException):
        message = error.format_message()
    if isinstance(error, click.UsageError) and error.ctx and "--help" not in message:
        message = f"{message.rstrip('.')}; see {error.ctx.command_path} --help"
    warn(" ".join(message.split()))
    return BAD_INPUT


def _of_the_disk(error: Exception) -> ActorgraphError:
    """Return an error of the disk or of a database as one of ours; raise any other, as a bug of
    ours.
    """
    import sqlite3

    from actorgraph.stores.disk.faults import fault, is_engines

    if isinstance(error, OSError) and error.errno in FAULTS:
        return fault(Path(str(error.filename or "the output")), error)
    if not is_engines(error) and not isinstance(error, sqlite3.Error):
        raise error
    return fault(Path("the store"), error)


if __name__ == "__main__":
    main()
