"""What is asked? Sets of queries drawn from the pages themselves, the same for one seed."""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from plugins.search.fold import FOLDER
from tests.bench.search.site import Page

SEED = 20161221
LENGTHS = (1, 2, 3, 4, 6, 10)
FUNCTION = "的了和与或及在为是其所之等由对从将应当可以有不个各该本第条款项者而以并且但如于按照经由须得"
RUN = re.compile(r"[一-鿿]{2,}")
PARTS = re.compile(f"[{FUNCTION}]+")


class Query(NamedTuple):
    """`text` is typed; `units` are what a text has to hold, `url` the page it was drawn from."""

    kind: str
    text: str
    units: str
    url: str


def draw(pages: Sequence[Page], count: int, seed: int = SEED) -> dict[str, list[Query]]:
    """`count` queries of each kind, fewer where the pages do not have so many."""
    kinds: dict[str, Callable[[random.Random, Sequence[Page]], Iterator[Query]]] = {
        "title pieces": _titles,
        "body spans": _spans,
        "numbers": _numbers,
        "words": _words(pages),
        **{f"exact {length}": _exact(length) for length in LENGTHS},
    }
    return {kind: _distinct(make(random.Random(f"{seed} {kind}"), pages), count) for kind, make in kinds.items()}


def _distinct(queries: Iterator[Query], count: int, patience: int = 50) -> list[Query]:
    found: dict[str, Query] = {}
    for _, query in zip(range(count * patience), queries, strict=False):
        found.setdefault(query.text, query)
        if len(found) == count:
            break
    return list(found.values())


def _titles(chance: random.Random, pages: Sequence[Page]) -> Iterator[Query]:
    long = [page for page in pages if len(page.name) > 4 and page.current]
    while long:
        page = chance.choice(long)
        yield from _piece("title pieces", chance, page, page.name, 4, 10)


def _spans(chance: random.Random, pages: Sequence[Page]) -> Iterator[Query]:
    while True:
        page = chance.choice(pages)
        if page.lines:
            yield from _piece("body spans", chance, page, chance.choice(page.lines), 6, 12)


def _piece(kind: str, chance: random.Random, page: Page, text: str, least: int, most: int) -> Iterator[Query]:
    """A stretch of a text as it is written, punctuation and all."""
    length = min(chance.randint(least, most), len(text))
    start = chance.randrange(len(text) - length + 1)
    piece = text[start : start + length].strip()
    if len(FOLDER.text(piece)) >= least - 1:
        yield Query(kind, piece, FOLDER.text(piece), page.url)


def _numbers(chance: random.Random, pages: Sequence[Page]) -> Iterator[Query]:
    bearing = [(page, number) for page in pages for number in page.numbers]
    chance.shuffle(bearing)
    return (Query("numbers", number, FOLDER.text(number), page.url) for page, number in bearing)


def _words(pages: Sequence[Page]) -> Callable[[random.Random, Sequence[Page]], Iterator[Query]]:
    """Two or three words that say most of one page: often in it, seldom in others."""

    def make(chance: random.Random, _: Sequence[Page]) -> Iterator[Query]:
        spread = Counter(word for page in pages for word in set(_candidates(page)))
        while True:
            page = chance.choice(pages)
            words = _salient(page, spread, len(pages), chance.randint(2, 3))
            if len(words) > 1:
                yield Query("words", " ".join(words), "", page.url)

    return make


def _candidates(page: Page) -> Iterator[str]:
    """Stretches of two to four characters between punctuation and the commonest function words."""
    for line in (page.name, *page.lines):
        for run in RUN.findall(line):
            yield from (part for part in PARTS.split(run) if 2 <= len(part) <= 4)


def _salient(page: Page, spread: Counter[str], count: int, wanted: int) -> list[str]:
    held = Counter(_candidates(page))
    weight = {word: times * math.log(count / spread[word]) for word, times in held.items() if times > 1}
    return sorted(weight, key=lambda word: (-weight[word], word))[:wanted]


def _exact(length: int) -> Callable[[random.Random, Sequence[Page]], Iterator[Query]]:
    def make(chance: random.Random, pages: Sequence[Page]) -> Iterator[Query]:
        long = [page for page in pages if len(page.body) > length]
        while long:
            page = chance.choice(long)
            start = chance.randrange(len(page.body) - length)
            units = page.body[start : start + length]
            yield Query(f"exact {length}", units, units, page.url)

    return make
