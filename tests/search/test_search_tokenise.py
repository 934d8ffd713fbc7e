"""Do both tokenisers say the same, and never fail? `vectors.json` is read by tokenise.test.mjs too."""

import json
import re
import subprocess
import sys
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.search.fold import FOLDER, is_unit, read_pairs
from plugins.search.segments import Run, segment, terms
from plugins.search.tokenise import TOKENISER, field_terms, frequency, tokens
from tests.search.laws import ROOT, node

HERE = Path(__file__).parent
VECTORS = json.loads((HERE / "vectors.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("vector", VECTORS["texts"], ids=lambda vector: vector["text"][:20])
def test_vectors(vector: dict) -> None:
    assert FOLDER.text(vector["text"]) == vector["folded"]
    assert sorted(tokens(vector["text"])) == sorted(vector["tokens"])


def test_the_vectors_are_of_this_version() -> None:
    assert VECTORS["tokeniser"] == TOKENISER


@given(st.text())
def test_any_text_has_tokens_of_units_alone(text: str) -> None:
    folded = FOLDER.text(text)
    assert folded == "".join(FOLDER.character(character) for character in text)
    assert all(is_unit(character) for character in folded)
    assert len([t for t in tokens(text) if len(t) <= 2]) == len(folded)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert FOLDER.text(FOLDER.text(text)) == FOLDER.text(text)


@given(st.text(alphabet=st.sampled_from("2016年〔〕政務办ab，A ½")), st.data())
def test_every_span_of_two_units_has_its_pairs_in_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = FOLDER.text(text[start : data.draw(st.integers(start, len(text)))])
    assert set(map("".join, pairwise(span))) <= set(tokens(text))


@given(st.text(), st.text())
def test_frequencies_are_those_of_the_tokens(one: str, other: str) -> None:
    every = tokens(one) + tokens(other)
    found = field_terms([[one], [other]])
    assert {term: frequency(mark) for term, mark in found.items()} == {token: every.count(token) for token in every}


@given(st.lists(st.text(alphabet=st.sampled_from("2016年〔〕政務办ab，A ½")), min_size=1, max_size=8))
def test_parts_of_a_text_have_its_terms_between_them(parts: list[str]) -> None:
    whole, parted = field_terms([["".join(parts)]]), field_terms([parts])
    assert {term: frequency(mark) for term, mark in parted.items()} == {term: frequency(mark) for term, mark in whole.items()}
    units = [FOLDER.text(part) for part in parts]
    for term, found in parted.items():
        for number in range(8):
            begins = found & 255 & 1 << number
            places = range(len(units[number])) if number < len(units) else ()
            assert bool(begins) == any(_begins(units, number, place, term) for place in places)


def _begins(units: list[str], number: int, place: int, term: str) -> bool:
    """Whether it is one of the terms that begin at a place of a part."""
    rest = "".join(units[number:])[place:]
    run = re.match("[0-9a-z]*", rest)
    return term == rest[:2] or (run is not None and run.end() > 2 and term == rest[: min(4, run.end())])


ODD = st.text(st.sampled_from("政府2016ab½㈠，\0𠮷𪚥\ue000\ud800\U0010ffff"))


@given(st.lists(st.lists(st.lists(st.text() | ODD, min_size=1, max_size=8), max_size=3), max_size=5))
def test_many_texts_at_once_have_the_same_terms(documents: list[list[list[str]]]) -> None:
    found = segment(documents)
    counted: list[dict[str, int]] = [{} for _ in documents]
    for run in found.runs:
        assert (run.wide_keys[1:] > run.wide_keys[:-1]).all()
        for term, document, mark in postings(run):
            assert term not in counted[document]
            counted[document][term] = mark
    assert counted == [field_terms(pieces) for pieces in documents]
    assert found.lengths.tolist() == [sum(map(frequency, held.values())) for held in counted]


def postings(run: Run) -> list[tuple[str, int, int]]:
    names = [name for name, count in zip(terms(run.wide_keys), run.counts, strict=True) for _ in range(int(count))]
    return list(zip(names, run.documents.tolist(), run.marks.tolist(), strict=True))


def test_lone_surrogates_are_no_units() -> None:
    assert FOLDER.text("政\ud800府") == "政府"


def test_no_simplified_character_is_folded_again() -> None:
    pairs = read_pairs()
    assert len(pairs) > 4000
    assert not set(pairs) & set(pairs.values())


def test_both_languages_fold_every_character_alike(tmp_path: Path) -> None:
    """All code points that this Python's Unicode knows; later ones are letters or not by what the browser knows."""
    points = [p for p in range(sys.maxunicode + 1) if unicodedata.category(chr(p)) not in ("Cn", "Cs")]
    asked = tmp_path / "points.json"
    asked.write_text(json.dumps({"pairs": FOLDER.pairs, "points": points}), encoding="utf-8")
    command = [node(), "--no-warnings", str(HERE / "fold-points.mjs"), str(asked)]
    found = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)
    mine = [FOLDER.character(chr(point)) for point in points]
    different = [(hex(p), a, b) for p, a, b in zip(points, mine, found, strict=True) if a != b]
    assert not different
