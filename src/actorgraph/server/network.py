"""The network page of an article, or of an actor and those around it, drawn when it is asked for."""

from starlette.requests import Request
from starlette.responses import Response

from actorgraph.server.pool import Refusal
from actorgraph.server.requests import number, one, url_fields
from actorgraph.server.sparql import engine_of
from actorgraph.server.told import individual, thing

MOST_CLAIMS = 400
USUAL_CLAIMS = 150


async def network(request: Request) -> Response:
    """Draw ?actor=ID with ?hops=1 or 2, or ?article=ID, with at most ?claims= claims."""
    fields = url_fields(request)
    actor, article = one(fields, "actor"), one(fields, "article")
    if bool(actor) == bool(article):
        raise Refusal(400, "give one of actor and article")
    hops = number(fields, "hops", default=1, most=2)
    most = number(
        fields, "claims", default=MOST_CLAIMS if article else USUAL_CLAIMS, most=MOST_CLAIMS
    )
    iri = individual(f"article/{article}" if article else f"actor/{actor}")
    engine = engine_of(request)
    _, record = await thing(engine, iri)
    job = {
        "kind": "network",
        "iri": iri.value,
        "article": bool(article),
        "hops": hops,
        "most": most,
    }
    reply, body = await engine.draw({**job, "title": record["label"]})
    headers = {
        "content-security-policy": f"{reply['policy']}; frame-ancestors 'none'",
        "cache-control": "no-cache",
    }
    if reply["cut"]:
        headers["actorgraph-cut"] = reply["cut"]
    return Response(body, media_type="text/html", headers=headers)
