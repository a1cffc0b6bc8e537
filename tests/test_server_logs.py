"""The server's log: every line is a JSON object, whoever writes it."""

import json
import logging

import pytest

from actorgraph.server import logs


def test_a_library_s_warning_is_a_line_of_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    logger = logging.getLogger("actorgraph-tests.library")
    logger.addHandler(logs.LibraryLog(logging.WARNING))
    logger.propagate = False
    logger.warning("socket of %s\nraised an exception", "192.0.2.7")
    logger.info("a detail")
    (line,) = capsys.readouterr().err.splitlines()
    entry = json.loads(line)
    assert entry["event"] == "library"
    assert entry["logger"] == "actorgraph-tests.library"
    assert entry["level"] == "warning"
    # The message may hold the address or the words of a client.
    assert "192.0.2.7" not in line


def test_a_failure_names_the_place_but_not_the_message(
    capsys: pytest.CaptureFixture[str],
) -> None:
    try:
        raise ValueError("SELECT secret")
    except ValueError as error:
        logs.failure(error)
    line = capsys.readouterr().err
    entry = json.loads(line)
    assert entry["error"] == "ValueError"
    assert "test_a_failure_names" in entry["at"][0]
    assert "secret" not in line
