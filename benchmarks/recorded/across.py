"""What is written across articles: links, differences, findings, decisions; messages of errors."""

from collections.abc import Iterator
from pathlib import Path

from recorded import normal
from recorded.running import Output, Run, run, save

ERRORS = (
    ("build", "nowhere.txt"),
    ("build", "sample.txt", "--published", "no date"),
    ("build", "sample.txt", "--url", "no address"),
    ("query", "who-urged-who", "sample/graph.ttl"),
    ("query", "who-urged-whom"),
    ("query", "who-urged-whom", "nowhere.ttl"),
    ("query", "who-urged-whom", "sample/graph.ttl", "-p", "name=Germany"),
    ("query", "SELECT * WHERE { ?a ?b }}", "sample/graph.ttl"),
    ("query", "DROP ALL", "sample/graph.ttl"),
    ("query", "SELECT * { SERVICE <http://example.org/> { ?a ?b ?c } }", "sample/graph.ttl"),
    ("export", "sample/graph.ttl", "-o", "out.unknown"),
    ("export", "sample/graph.ttl", "-o", "out.ttl", "--policy", "strict"),
    ("explain", "nobody", "sample/graph.ttl"),
    ("link", "sample/graph.ttl"),
    ("link", "sample/graph.ttl", "euobserver/graph.ttl", "--same", "Nobody", "No one"),
    ("review", "sample", "--same", "Nobody", "No one"),
    ("search", "port", "--store", "nowhere"),
)


def links(given: Run) -> Iterator[Output]:
    """Yield the links of all articles, also with decisions and without them again."""
    for name, options in (
        ("found", ()),
        ("decided", ("--different", "Angela Merkel", "Angela Merkel", "--by", "a reader")),
        ("same", ("--same", "Hillary Clinton", "Donald Trump", "--note", "a test")),
        ("undone", ("--undo", "1")),
    ):
        printed = run("link", *given.files, "-o", "links", "--list", *options)
        yield f"{name}.txt", normal.normal_lines(printed)
        yield f"{name}.nq", normal.normal_rdf(Path("links/links.nq").read_text("utf-8"))
    asked = run("query", "what-is-told-twice", *given.files, "links/links.nq", "--format", "csv")
    yield "told-twice.csv", normal.normal_lines(asked)


def differences(given: Run) -> Iterator[Output]:
    """Yield how graphs differ from those of a version of the text without one line."""
    texts = {text.name: text for text in given.texts}
    for name in given.shown:
        later = save("later", texts[name].without_line(4).build())
        for options in ((), ("--json",)):
            form = "json" if options else "txt"
            yield f"{name}.{form}", run("diff", f"{name}/graph.ttl", later, *options)
    yield "none.txt", run("diff", "sample/graph.ttl", "sample/graph.ttl")


def findings(given: Run) -> Iterator[Output]:
    """Yield what `check` finds in good graphs, in broken ones and beside another text."""
    texts = {text.name: text for text in given.texts}
    Path("text.txt").write_text(texts["sample"].text, "utf-8")
    for name in given.shown:
        yield f"{name}.txt", run("check", f"{name}/graph.ttl", "--article", "text.txt")
        graph = Path(name, "graph.ttl").read_text("utf-8")
        kept = [line for line in graph.splitlines(True) if "ag:factuality" not in line]
        Path("broken.ttl").write_text("".join(kept), "utf-8")
        yield f"{name}-broken.txt", run("check", "broken.ttl")
    yield "reason.txt", run("reason", "sample/graph.ttl")
    yield "reason-many.txt", run("reason", given.files[3], "--inferred", "inferred.nq")
    yield "inferred.nq", normal.normal_rdf(Path("inferred.nq").read_text("utf-8"))


def decisions(given: Run) -> Iterator[Output]:
    """Yield what deciding who is who changes in a folder's graph."""
    Path("decided.txt").write_text(given.texts[0].text, "utf-8")
    built = ("build", "decided.txt", "-o", ".", "--published", "2017-08")
    run(*built)
    for name, options in (
        ("same", ("--same", "Angela Merkel", "Emmanuel Macron", "--by", "a reader")),
        ("unlink", ("--unlink", "Novaya Gazeta", "--date", "2020-01-01", "--note", "a test")),
        ("different", ("--different", "Vladimir Putin", "Russian president")),
        ("undone", ("--undo", "1")),
        ("listed", ()),
    ):
        yield f"{name}.txt", run("review", "decided", *options)
        yield f"{name}-built.txt", run(*built)
        graph = Path("decided/graph.ttl").read_text("utf-8")
        yield f"{name}.ttl", normal.normal_rdf(graph)


def errors(given: Run) -> Iterator[Output]:
    """Yield the messages of errors."""
    assert given.graphs
    Path("sample.txt").write_text(given.texts[0].text, "utf-8")
    for number, command in enumerate(ERRORS):
        yield f"{number:02}-{command[0]}.txt", run(*command)
