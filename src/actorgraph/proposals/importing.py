"""Finding the quotations of proposed claims again in their articles."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from actorgraph.errors import ProposalError
from actorgraph.proposals.locating import Text
from actorgraph.proposals.proposal import Proposal


def located(
    proposals: Iterable[Proposal], articles: Mapping[str, tuple[str, str]]
) -> Iterator[Proposal]:
    """Yield proposals with the hash of their article and the offsets of their words.

    `articles` maps the name of a file to the SHA-256 and the text of the article in it. Words that
    are not found lose their offsets. Raises ProposalError if a claim names no article of these.
    """
    texts: dict[str, Text] = {}
    for number, proposal in enumerate(proposals):
        name = _name_of(proposal, articles, number)
        sha256, text = articles[name]
        if name not in texts:
            texts[name] = Text(text)
        yield replace(_placed(proposal, texts[name]), article=sha256)


def _name_of(proposal: Proposal, articles: Mapping[str, tuple[str, str]], number: int) -> str:
    if len(articles) == 1:
        return next(iter(articles))
    wanted = proposal.article.rpartition("/")[2]
    for name, (sha256, _) in articles.items():
        stem = name.rpartition(".")[0]
        if wanted in (name, stem) or (wanted and sha256.startswith(wanted)):
            return name
    raise ProposalError(
        f"no --article is named {proposal.article!r}",
        where=proposal.identifier or number,
        remedy="name the file of each article",
    )


def _placed(proposal: Proposal, text: Text) -> Proposal:
    if not proposal.quotation:
        is_inside = 0 <= proposal.begin < proposal.end <= len(text.text)
        if not is_inside:
            return replace(proposal, begin=-1, end=-1)
        return replace(proposal, quotation=text.text[proposal.begin : proposal.end])
    place = text.find(proposal.quotation, proposal.begin)
    if place is None:
        return replace(proposal, begin=-1, end=-1)
    return replace(proposal, begin=place.span.begin, end=place.span.end)
