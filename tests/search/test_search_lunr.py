"""Is the index that the browser puts together lunr's own? lunr.py builds the same documents, weight for weight."""

import json
import subprocess
import warnings
from pathlib import Path
from typing import Any

from lunr.builder import Builder

from plugins.search.build import build
from plugins.search.lengths import rounded
from plugins.search.manifest import BOOSTS, K1, B
from plugins.search.records import Clause, SearchRecord
from plugins.search.tokenise import tokens
from tests.search.laws import node, split_records, write_files

HERE = Path(__file__).parent


def lunr_index(records: tuple[SearchRecord, ...]) -> dict[str, Any]:
    """lunr.py's serialised index with the tokens of b2 and no pipeline."""
    builder = Builder()
    builder.k1(K1)
    builder.b(B)
    builder.ref("id")
    for field, boost in BOOSTS.items():
        builder.field(field, boost)
    for document, record in enumerate(records):
        body = tokens("\n".join(clause.text for clause in record.clauses))
        builder.add({"id": str(document), "title": tokens(record.title), "body": body})
    builder.field_lengths = {field: rounded(length) for field, length in builder.field_lengths.items()}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return json.loads(json.dumps(builder.build().serialize()))


def comparable(index: dict[str, Any]) -> dict[str, Any]:
    """The index with terms in place of their running numbers, which follow the order of first meeting."""
    terms = {posting["_index"]: term for term, posting in index["invertedIndex"]}
    return {
        "version": index["version"],
        "fields": index["fields"],
        "pipeline": index["pipeline"],
        "postings": {
            term: {field: sorted(posting[field]) for field in BOOSTS}
            for term, posting in index["invertedIndex"]
        },
        "vectors": {
            reference: {terms[v[i]]: v[i + 1] for i in range(0, len(v), 2)}
            for reference, v in index["fieldVectors"]
        },
    }


def test_the_browsers_index_is_lunrs(tmp_path: Path) -> None:
    rare = Clause("", "", "𠮷野家与\ue000某：JavaScript 与 Python 排列这两个字的次序不同")
    records = (*split_records(300), SearchRecord("rare", "u/", "𪚥", "2099-01-01", "99999", (rare,)))
    assert len(records) > 300
    folder = write_files(build(records), tmp_path)
    command = [node(), "--no-warnings", str(HERE / "whole-index.mjs"), str(folder)]
    output = subprocess.run(command, check=True, capture_output=True).stdout
    mine, oracle = comparable(json.loads(output)), comparable(lunr_index(records))
    assert mine == oracle
    assert len(mine["postings"]) > 10_000
