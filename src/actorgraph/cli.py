"""The command line: which commands there are, and how errors are shown."""

import io
import os
import sys
from pathlib import Path

import click

from actorgraph.commands.sections import SectionedGroup
from actorgraph.commands.terminal import warn
from actorgraph.errors import ActorgraphError

# The commands by section, and the module of `actorgraph.commands` that holds each.
SECTIONS = {
    "Build": {
        "build": "build",
        "ingest": "ingest",
        "link": "link",
        "review": "review",
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
    },
}
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
    try:
        code = cli.main(prog_name="actorgraph", standalone_mode=False) or 0
    except (ActorgraphError, click.ClickException) as error:
        code = _fail(error)
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except RuntimeError as error:
        code = _fail(_of_the_engine(error))
    except BrokenPipeError:
        # Python would complain once more when it flushes standard output at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = CLOSED_PIPE
    sys.exit(code)


def _print_what_terminals_cannot() -> None:
    """Escape a character that the terminal cannot show; it is not a reason to stop."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _fail(error: Exception) -> int:
    message = str(error)
    if isinstance(error, click.ClickException):
        message = error.format_message()
    warn(" ".join(message.split()))
    return BAD_INPUT


def _of_the_engine(error: RuntimeError) -> ActorgraphError:
    """Return an error of the storage engine as one of ours; raise any other error again, as a bug
    of ours.
    """
    from actorgraph.stores.disk.faults import fault, is_engines

    if not is_engines(error):
        raise error
    return fault(Path("the store"), error)


if __name__ == "__main__":
    main()
