"""Small inputs of the map: actors and claims by name, as rows of the page's contents."""

from typing import Any

Row = dict[str, Any]
STATEMENT, RELATION = "Statement", "Relation"
CLASSES = {
    "Aid": ["Action", "Aid", "Claim"],
    "Assault": ["Action", "Assault", "Claim"],
    "Request": ["Action", "Claim", "Request"],
    "Statement": ["Action", "Claim", "Statement"],
    "HeadOf": ["Claim", "HeadOf", "Relation"],
    "MemberOf": ["Claim", "MemberOf", "Relation"],
}
ROLES = ("agents", "possible", "targets", "recipients", "subject", "object")


class Scene:
    """Builds contents: `person("Berg")`, `claim("Aid", agents=["Berg"], targets=["Oslo"])`."""

    def __init__(self, text: str = "") -> None:
        self.text = text
        self.actors: list[Row] = []
        self.claims: list[Row] = []

    def actor(self, kind: str, *labels: str, **extra: Any) -> None:
        """Add actors of one kind."""
        for label in labels:
            self.actors.append({"id": label, "label": label, "kind": kind, **extra})

    def number(self, label: str) -> int:
        """Return an actor's number."""
        return next(n for n, actor in enumerate(self.actors) if actor["label"] == label)

    def claim(self, kind: str, cue: str = "", **extra: Any) -> int:
        """Add a claim, with its actors by label, and return its number."""
        row: Row = {
            "code": str(len(self.claims)),
            "kind": kind,
            "verb": kind.lower(),
            "certainty": "asserted",
            "polarity": {"Aid": "help", "Assault": "harm"}.get(kind, "neutral"),
            "evidence": [[len(self.claims), len(self.text)]],
        }
        for key, value in extra.items():
            is_role = key in ROLES
            row[key] = [self.number(label) for label in value] if is_role else value
        if cue:
            begin = self.text.index(cue)
            row["cue"] = [[begin, begin + len(cue)]]
            row["evidence"] = [[begin, len(self.text)]]
        self.claims.append(row)
        return len(self.claims) - 1

    @property
    def contents(self) -> Row:
        """The rows of the page, as far as the map reads them."""
        return {
            "articles": [{"text": self.text or None}],
            "classes": {kind: {"types": types} for kind, types in CLASSES.items()},
            "nodes": self.actors,
            "others": [],
            "claims": self.claims,
        }
