"""Who an actor is taken for: names, kinds, the link with its reason and score, and what a person decided."""

from collections.abc import Iterator

from actorgraph.stores.contract import Store
from actorgraph.views.projection import Told, gather
from actorgraph.vocabulary.vocab import local_name

WIDTH = 13
# More mentions than this tell a reader nothing new.
SHOWN = 12


def describe_actor(store: Store, name: str) -> str:
    """Describe every actor who is called so, case aside; empty where nobody is."""
    told = gather(store)
    wanted = name.strip().casefold()
    called = [
        iri
        for iri, facts in told.items()
        if "mention" in facts
        and "reason" not in facts
        and (
            iri == name
            or wanted
            in {text.casefold() for text in (*facts.get("label", ()), *facts.get("alias", ()))}
        )
    ]
    return "\n".join("\n".join(_lines(told, iri)) + "\n" for iri in sorted(called))


def _lines(told: Told, iri: str) -> Iterator[str]:
    facts = told[iri]
    kinds = [local_name(kind) for kind in facts.get("type", ())]
    yield f"{facts.get('label', [''])[0]}  {iri}"
    yield _row("is", ", ".join(kinds))
    if facts.get("alias"):
        yield _row("also called", "; ".join(facts["alias"]))
    for flag in ("unnamed", "protected"):
        if facts.get(flag) == ["true"]:
            yield _row(flag, "never linked to an identity")
    for link in (
        other for other in told.values() if "reason" in other and iri in other.get("subject", ())
    ):
        identity = local_name(link["identity"][0])
        yield _row("taken for", f"{identity}: {link['reason'][0]} (score {link['confidence'][0]})")
    for decision in facts.get("decision", ()):
        yield _row("decided", told[decision]["decided"][0])
    spans = sorted(facts["mention"], key=lambda span: int(told[span]["begin"][0]))
    words = [
        f"“{' '.join(told[s].get('words', ['']))}” @{told[s]['begin'][0]}" for s in spans[:SHOWN]
    ]
    yield _row(
        "mentioned",
        ", ".join(words) + (f" and {len(spans) - SHOWN} more" if len(spans) > SHOWN else ""),
    )


def _row(name: str, value: str) -> str:
    return f"  {name:<{WIDTH}} {value}"
