"""Several names that the parser takes for one: `Nordvik Times/Zentrix`."""

from collections.abc import Iterator

from actorgraph.language.document import Token
from actorgraph.mentions.trimming import names_a_body


def names_joined(run: list[Token]) -> Iterator[list[Token]]:
    """Yield the names that a run joins.

    An article behind `and` begins another name, `the Court of Human Rights and the Criminal
    Court`; so does a body behind `at`, `the Sea Institute at Oslo University`, and what a slash
    divides, `Nordvik Times/Zentrix`.
    """
    ends_in_body = names_a_body(run[-1])
    begin = 0
    for place, token in enumerate(run):
        at_body = place > 0 and token.text == "at" and ends_in_body
        if at_body or _joins(run, place):
            yield run[begin:place]
            begin = place + 1
    yield run[begin:]


def _joins(run: list[Token], place: int) -> bool:
    token = run[place]
    if place + 1 == len(run):
        return False
    # `Nordvik Times/Zentrix News`, but not `the Art Centre / Nordvik Gallery`
    if token.text == "/" and place > 0:
        last, following = run[place - 1].span, run[place + 1].span
        return last.end == token.span.begin and following.begin == token.span.end
    if token.pos != "CCONJ":
        return False
    return run[place + 1].pos == "DET" or token.head.entity == "PERSON"
