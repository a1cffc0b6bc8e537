"""A SPARQL server over Oxigraph in this process: Query, Update, Graph Store Protocol."""

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox

RESULTS = "application/sparql-results+json"
TRIPLES = "application/n-triples"


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers at Oxigraph's own paths: /query, /update and /store."""

    protocol_version = "HTTP/1.1"
    quads: ox.Store

    def do_POST(self) -> None:
        fields = parse_qs(self._body().decode(), keep_blank_values=True)
        if "update" in fields:
            self.quads.update(fields["update"][0])
            self._answer(204)
            return
        try:
            result = self.quads.query(fields["query"][0], use_default_graph_as_union=True)
        except SyntaxError as error:
            self._answer(400, str(error).encode())
            return
        if isinstance(result, ox.QueryTriples):
            content = ox.serialize(set(result), format=ox.RdfFormat.N_TRIPLES) or b""
            self._answer(200, content, TRIPLES)
        else:
            content = result.serialize(format=ox.QueryResultsFormat.JSON) or b""
            self._answer(200, content, RESULTS)

    def do_GET(self) -> None:
        name = self._graph()
        if not self.quads.contains_named_graph(name):
            self._answer(404)
            return
        triples = (quad.triple for quad in self.quads.quads_for_pattern(None, None, None, name))
        self._answer(200, ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"", TRIPLES)

    def do_PUT(self) -> None:
        name, content = self._graph(), self._body()
        self.quads.remove_graph(name)
        self.quads.load(content, format=ox.RdfFormat.TURTLE, to_graph=name)
        self._answer(204)

    def do_DELETE(self) -> None:
        name = self._graph()
        known = self.quads.contains_named_graph(name)
        self.quads.remove_graph(name)
        self._answer(204 if known else 404)

    def log_message(self, *words: object) -> None:
        pass

    def _graph(self) -> ox.NamedNode:
        return ox.NamedNode(parse_qs(urlsplit(self.path).query)["graph"][0])

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def _answer(self, code: int, content: bytes = b"", media_type: str = "text/plain") -> None:
        self.send_response(code)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def sparql_server() -> Iterator[tuple[str, ox.Store]]:
    """Run a server that holds nothing yet; give its address and its quads."""
    quads = ox.Store()
    handler = type("Here", (Handler,), {"quads": quads})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"sparql+http://127.0.0.1:{server.server_port}", quads
        server.shutdown()
