"""The network page of an article, or of an actor and those around it, drawn on demand."""

from starlette.requests import Request
from starlette.responses import Response

from actorgraph.server.records import individual, thing
from actorgraph.server.refusal import Refusal
from actorgraph.server.requests import number, single, url_fields
from actorgraph.server.responses import engine_of

MOST_CLAIMS = 400
USUAL_CLAIMS_OF_AN_ACTOR = 150


async def network(request: Request) -> Response:
    """Draw ?actor=ID with ?hops=1 or 2, or ?article=ID, with at most ?claims= claims."""
    fields = url_fields(request)
    actor, article = single(fields, "actor"), single(fields, "article")
    if bool(actor) == bool(article):
        raise Refusal(400, "give one of actor and article")
    path = f"article/{article}" if article else f"actor/{actor}"
    usual = MOST_CLAIMS if article else USUAL_CLAIMS_OF_AN_ACTOR
    job = {
        "kind": "network",
        "article": bool(article),
        "hops": number(fields, "hops", default=1, most=2),
        "most": number(fields, "claims", default=usual, most=MOST_CLAIMS),
    }
    iri = individual(path)
    engine = engine_of(request)
    record = await thing(engine, iri)
    reply, body = await engine.draw({**job, "iri": iri.value, "title": record["label"]})
    # The page brings a policy with the hashes of its own scripts.
    headers = {
        "content-security-policy": f"{reply['policy']}; frame-ancestors 'none'",
        "cache-control": "no-cache",
    }
    if reply["cut"]:
        headers["actorgraph-cut"] = reply["cut"]
    return Response(body, media_type="text/html", headers=headers)
