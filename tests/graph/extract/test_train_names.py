import json
from pathlib import Path

from siegegraph.graph.extract.names.train_names import innermost, outermost, reports

OUTER, INNER, APART = (0, 18, "ORG"), (14, 18, "GPE"), (30, 34, "PERSON")


def test_nested_spans_go_to_one_recogniser_each() -> None:
    assert innermost([OUTER, INNER, APART]) == [INNER, APART]
    assert outermost([OUTER, INNER, APART]) == [OUTER, APART]


def test_a_stretch_of_two_types_is_read_once(tmp_path: Path) -> None:
    rows = [
        {"documentId": "a", "begin": 0, "end": 4, "type": type_} for type_ in ("Location", "Organisation", "Weapon")
    ]
    (tmp_path / "entities.json").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (tmp_path / "documents.json").write_text(json.dumps({"_id": "a", "text": "Iraq voted."}), encoding="utf-8")
    assert list(reports(tmp_path)) == [("Iraq voted.", [(0, 4, "ORG")])]
