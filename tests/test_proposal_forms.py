"""Files of other tools, in the forms that they document, read as proposed claims."""

import json
import sys
from pathlib import Path

import pytest

from actorgraph.errors import ProposalError
from actorgraph.proposals.forms.registry import MODULES, read_form
from actorgraph.proposals.importing import located
from actorgraph.proposals.proposal import Proposal

TEXT = "Norway sheltered the fishermen in May.\nChad did not attack Niger.\n"
GRAPHML = """<?xml version="1.0"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="d0" for="edge" attr.name="description" attr.type="string"/>
<graph edgedefault="undirected"><node id="NORWAY"/><node id="&quot;FISHERMEN&quot;"/>
<edge source="NORWAY" target="&quot;FISHERMEN&quot;">
<data key="d0">Norway sheltered the fishermen&lt;SEP&gt;Norway helped them</data></edge>
</graph></graphml>
"""
WEBANNO = """#FORMAT=WebAnno TSV 3.3
#T_SP=custom.Actor|kind
#T_RL=custom.Deed|label|BT_custom.Actor


#Text=Norway sheltered the fishermen in May.
1-1\t0-6\tNorway\tGovernment\t_\t_\t
1-2\t7-16\tsheltered\t_\t_\t_\t
1-3\t17-20\tthe\tGroup[1]\t_\t_\t
1-4\t21-30\tfishermen\tGroup[1]\tsheltered\t1-1[0_1]\t
"""
BRAT = """T1\tGovernment 0 6\tNorway
T2\tAid 7 16\tsheltered
T3\tGroup 17 30\tthe fishermen
T4\tGovernment 39 43\tChad
T5\tAssault 52 58\tattack
T6\tGovernment 59 64\tNiger
E1\tAid:T2 Agent:T1 Target:T3
E2\tAssault:T5 Agent:T4 Target:T6
A1\tNegation E2
R1\tHeadOf Arg1:T1 Arg2:T4
#1\tAnnotatorNotes E1\tsure
"""


def label_studio() -> str:
    regions = [
        {"id": "a", "type": "labels", "value": {"start": 0, "end": 6, "text": "Norway"}},
        {"id": "b", "type": "labels", "value": {"start": 17, "end": 30, "text": "the fishermen"}},
        {"type": "relation", "from_id": "a", "to_id": "b", "labels": ["sheltered"]},
    ]
    return json.dumps([{"data": {"text": TEXT}, "annotations": [{"result": regions}]}])


def langextract() -> str:
    extraction = {
        "extraction_class": "event",
        "extraction_text": "Norway sheltered the fishermen",
        "char_interval": {"start_pos": 0, "end_pos": 30},
        "attributes": {"agent": "Norway", "action": "sheltered", "target": "the fishermen"},
    }
    actor = {"extraction_class": "actor", "extraction_text": "Norway", "attributes": {}}
    document = {"document_id": "story.txt", "text": TEXT, "extractions": [extraction, actor]}
    return json.dumps(document) + "\n"


FILES = {
    "jsonl": ("x.jsonl", '{"verb": "sheltered", "who": "Norway", "whom": ["the fishermen"]}\n'),
    "langextract": ("x.jsonl", langextract()),
    "graphrag": (
        "claims.csv",
        "id,subject_id,object_id,type,status,start_date,source_text\n"
        "1,Norway,the fishermen,sheltered,SUSPECTED,2017-05-01T00:00:00,"
        "Norway sheltered the fishermen\n",
    ),
    "lightrag": ("x.graphml", GRAPHML),
    "kggen": (
        "x.json",
        json.dumps({"entities": ["Norway"], "relations": [["Norway", "sheltered", "fishermen"]]}),
    ),
    "triples-csv": ("x.csv", "head,relation,tail\nNorway,sheltered,the fishermen\n"),
    "plover": (
        "x.txt",
        "Event ID\tEvent Date\tEvent Type\tEvent Mode\tActor Name\tRecipient Name\n"
        "7\t2017-05-01\tAID\t\tNorway\tfishermen; NGO\n",
    ),
    "brat": ("story.ann", BRAT),
    "webanno": ("x.tsv", WEBANNO),
    "label-studio": ("x.json", label_studio()),
}


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    (tmp_path / "story.txt").write_text(TEXT, "utf-8")
    paths = {}
    for form, (name, content) in FILES.items():
        folder = tmp_path / form
        folder.mkdir()
        (folder / "story.txt").write_text(TEXT, "utf-8")
        paths[form] = folder / name
        paths[form].write_text(content, "utf-8")
    return paths


def test_every_form_has_a_file_here() -> None:
    assert set(FILES) == set(MODULES)


@pytest.mark.parametrize("form", sorted(FILES))
def test_a_form_names_who_did_what_to_whom(form: str, files: dict[str, Path]) -> None:
    first = read_form(form, files[form])[0]
    assert first.who[0].casefold() == "norway"
    assert "fishermen" in first.whom[0].casefold()
    assert "shelter" in first.verb or first.kind == "Aid"


@pytest.mark.parametrize("form", sorted(FILES))
def test_an_imported_claim_survives_our_own_form(
    form: str, files: dict[str, Path], tmp_path: Path
) -> None:
    proposals = list(located(read_form(form, files[form]), {"story.txt": ("a" * 64, TEXT)}))
    path = tmp_path / "again.jsonl"
    lines = [json.dumps(each.to_json()) + "\n" for each in proposals]
    path.write_text("".join(lines), "utf-8")
    assert read_form("jsonl", path) == proposals
    for each in proposals:
        assert TEXT[each.begin : each.end] or each.begin == -1


def test_what_each_form_says_besides(files: dict[str, Path]) -> None:
    (claim,) = read_form("graphrag", files["graphrag"])
    assert (claim.certainty, claim.time) == ("alleged", "2017-05-01")
    aid, assault, relation = read_form("brat", files["brat"])
    assert (aid.kind, aid.denied, assault.denied) == ("Aid", False, True)
    assert assault.quotation == "Chad did not attack Niger"
    assert relation.kind == "HeadOf"
    (event,) = read_form("plover", files["plover"])
    assert (event.kind, event.whom) == ("Aid", ("fishermen", "NGO"))
    assert len(read_form("lightrag", files["lightrag"])) == 2
    (region,) = read_form("label-studio", files["label-studio"])
    assert region.quotation == "Norway sheltered the fishermen"
    (marked,) = read_form("webanno", files["webanno"])
    assert marked.whom == ("the fishermen",)


COVARIATES = {
    "id": ["1", "2"],
    "human_readable_id": [0, 1],
    "covariate_type": ["claim", "claim"],
    "type": ["sheltered", "attacked"],
    "subject_id": ["Norway", "Chad"],
    "object_id": ["the fishermen", "Niger"],
    "status": ["TRUE", "FALSE"],
    "start_date": ["2017-05-01T00:00:00", None],
    "source_text": ["Norway sheltered the fishermen", "Chad did not attack Niger"],
    "text_unit_ids": [["a"], ["b", "c"]],
}


def parquet(path: Path, columns: dict[str, list[object]]) -> Path:
    table = pytest.importorskip("pyarrow").table(columns)
    pytest.importorskip("pyarrow.parquet").write_table(table, path)
    return path


def test_graphrag_writes_parquet(tmp_path: Path) -> None:
    path = parquet(tmp_path / "covariates.parquet", COVARIATES)
    first, second = read_form("graphrag", path)
    assert (first.who, first.whom, first.certainty) == (("Norway",), ("the fishermen",), "asserted")
    assert (first.time, first.quotation) == ("2017-05-01", "Norway sheltered the fishermen")
    assert (second.denied, second.time) == (True, "")
    edges = {"source": ["NORWAY"], "target": ["FISHERMEN"], "description": ["shelters them"]}
    (edge,) = read_form("graphrag", parquet(tmp_path / "relationships.parquet", edges))
    assert (edge.who, edge.verb, edge.whom) == (("NORWAY",), "shelters them", ("FISHERMEN",))


def test_a_table_of_something_else_and_a_broken_one(tmp_path: Path) -> None:
    with pytest.raises(ProposalError, match="neither"):
        read_form("graphrag", parquet(tmp_path / "other.parquet", {"a": [1]}))
    broken = tmp_path / "broken.parquet"
    for content in (b"", b"PAR1", b"PAR1" + bytes(100) + b"PAR1", b"a,b\n1,2\n"):
        broken.write_bytes(content)
        with pytest.raises(ProposalError, match="Parquet") as caught:
            read_form("graphrag", broken)
        assert "\n" not in str(caught.value)
    with pytest.raises(ProposalError, match="Parquet"):
        read_form("graphrag", tmp_path / "missing.parquet")


def test_a_small_file_that_unpacks_to_very_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("actorgraph.proposals.forms.parquet.LARGEST_FILE_IN_BYTES", 10)
    with pytest.raises(ProposalError, match="unpacks"):
        read_form("graphrag", parquet(tmp_path / "covariates.parquet", COVARIATES))


def test_parquet_without_the_extra_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = parquet(tmp_path / "covariates.parquet", COVARIATES)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(ProposalError, match=r"actorgraph\[parquet\]"):
        read_form("graphrag", path)


BROKEN = [
    ("jsonl", "x.jsonl", "{"),
    ("jsonl", "x.jsonl", "[" * 200_000),
    ("jsonl", "x.jsonl", '{"verb": "x", "who": {"a": 1}}'),
    ("langextract", "x.jsonl", "nothing\n"),
    ("graphrag", "x.csv", "a,b\n1,2\n"),
    ("graphrag", "x.json", '{"a": 1}'),
    ("graphrag", "x.csv", ""),
    ("lightrag", "x.graphml", "<graphml><broken>"),
    ("lightrag", "x.graphml", '<!DOCTYPE g [<!ENTITY a "b">]><graphml/>'),
    ("kggen", "x.json", '{"relations": [["a", "b"]]}'),
    ("kggen", "x.json", "[]"),
    ("triples-csv", "x.csv", "subject,object\na,b\n"),
    ("triples-csv", "x.csv", "subject,predicate,object\na,b\n"),
    ("plover", "x.tsv", "Actor Name\tRecipient Name\na\tb\n"),
    ("brat", "story.ann", "E1\tAid:T9 Agent:T1\n"),
    ("brat", "story.ann", "E1\tAid:E1\n"),
    ("brat", "story.ann", "E1\tAid:E2\nE2\tAid:E1\n"),
    ("brat", "story.ann", "T1\tAid 0 9999\tx\nE1\tAid:T1\n"),
    ("brat", "story.ann", "T1\tAid zero six\tx\n"),
    ("webanno", "x.tsv", "nothing"),
    ("webanno", "x.tsv", WEBANNO.replace("1-1[0_1]", "7-7[0_9]")),
    ("label-studio", "x.json", '{"a": 1}'),
    ("label-studio", "x.json", '[{"data": {}}]'),
    ("label-studio", "x.json", label_studio().replace('"to_id": "b"', '"to_id": "z"')),
]


@pytest.mark.parametrize(("form", "name", "content"), BROKEN)
def test_a_broken_file_is_one_line(form: str, name: str, content: str, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(TEXT, "utf-8")
    path = tmp_path / name
    path.write_text(content, "utf-8")
    with pytest.raises(ProposalError) as caught:
        read_form(form, path)
    assert "\n" not in str(caught.value)


def test_ten_megabytes_on_one_line_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps({"verb": "x" * 10_000_001}), "utf-8")
    with pytest.raises(ProposalError, match="10 MB"):
        read_form("jsonl", path)


def test_a_missing_file_and_a_binary_one_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ProposalError, match="No such file"):
        read_form("jsonl", tmp_path / "none.jsonl")
    (tmp_path / "x.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ProposalError, match="UTF-8"):
        read_form("jsonl", tmp_path / "x.jsonl")


def test_offsets_outside_the_text_are_dropped() -> None:
    far = Proposal(verb="x", who=("Norway",), begin=5, end=10_000)
    (placed,) = located([far], {"story.txt": ("a", TEXT)})
    assert (placed.begin, placed.end) == (-1, -1)
