"""The table of governors: one set for each entry, and forms that grammar knows."""

from actorgraph.vocabulary.governors import SIGNATURES, SOURCED, governing, plans, signatures
from actorgraph.vocabulary.lexicon import word_set

FORMS = {"to", "ing", "bare", "that", "whether", "if", "how", "+"}


def test_an_entry_is_in_one_set_only() -> None:
    entries = [entry for signature in SIGNATURES for entry in word_set(signature.words)]
    assert len(entries) == len(set(entries)) == len(signatures())


def test_sources_are_governors() -> None:
    assert signatures().keys() >= SOURCED


def test_the_table_is_wide() -> None:
    assert len(signatures()) > 1400
    verbs = {entry.split()[0] for entry in signatures()} - {"be", "the"}
    assert len(verbs) > 400


def test_entries_are_plain_words() -> None:
    for entry in signatures():
        words = entry.split()
        assert all(word in FORMS or word.replace("-", "").isalpha() for word in words), entry


def test_the_first_known_entry_governs() -> None:
    assert governing(["sneeze to", "manage to", "refuse to"]) == "manage to"
    assert governing(["sneeze to"]) == ""


def test_what_is_planned_or_asked_for() -> None:
    assert plans("plan to")
    assert plans("order +")
    assert not plans("manage to")
    assert not plans("sneeze to")
