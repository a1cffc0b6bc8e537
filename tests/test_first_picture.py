"""The first picture: what a short article does not need is neither imported nor read."""

import subprocess
import sys

import pyoxigraph as ox
import pytest

from actorgraph.errors import ArticleError
from actorgraph.text.reading import read_text
from actorgraph.vocabulary.vocab import FILES, ontology, ontology_text

# In a process of its own: whatever another test imported is not there.
IMPORT = """
import sys
from actorgraph.language.spacy_import import import_spacy
spacy = import_spacy()
assert not [name for name in sys.modules if name.startswith("spacy.cli")], "imported"
assert "weasel" not in sys.modules
assert spacy.info(silent=True)["spacy_version"] == spacy.__version__
import spacy.cli
assert spacy.cli.download and sys.modules["spacy.cli.info"].__file__
assert import_spacy() is spacy
"""
DATE = """
import sys
from actorgraph.text.reading import read_text
for day in ("2017", "2017-08", "2017-08-25"):
    read_text("A council met.", published=day)
assert "edtf" not in sys.modules
read_text("A council met.", published="2017-08~")
assert "edtf" in sys.modules
"""


@pytest.mark.parametrize("script", [IMPORT, DATE], ids=["command line", "uncertain dates"])
def test_what_is_not_needed_is_not_imported(script: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("day", ["2017-02-30", "2017-13", "2017-00-01", "201", "2017-8"])
def test_a_day_that_does_not_exist_is_refused(day: str) -> None:
    with pytest.raises(ArticleError):
        read_text("A council met.", published=day)


@pytest.mark.parametrize("day", ["2017-21", "0000", "2017-08-25T10:00:00Z"])
def test_other_dates_are_as_edtf_has_them(day: str) -> None:
    assert read_text("A council met.", published=day).published == day


def test_the_ontology_is_that_of_all_files() -> None:
    prefixes: dict[str, str] = {}
    triples: set[ox.Triple] = set()
    for name in FILES:
        parser = ox.parse(ontology_text(name), format=ox.RdfFormat.TURTLE)
        triples |= {quad.triple for quad in parser}
        prefixes |= parser.prefixes
    assert ontology().prefixes == prefixes
    assert {quad.triple for quad in ontology().store} == triples
