"""Which pieces of two texts belong together? A piece is known by what it says, not by its number or its place.

Two pieces may belong together when they share two or four characters in a row that few others have. Of all such couples the chain
is kept that holds both orders and is most alike in sum: Needleman–Wunsch with free gaps, over the couples that may
matter alone. The work grows with the length of the texts, not with the product of their numbers of pieces.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

LEAST = 0.4  # below it two pieces say different things
MOVED = 0.7  # a piece at another place has to be surely the same one
SAME_NAME = 0.05  # of two that are alike the one of the same number
RARE = 24  # what stands in more pieces tells little
SHORT, LONG = 2, 4  # characters in a row; in a long text hardly two are rare
NEAR = 6  # couples of one piece that are looked at closely


class Piece(NamedTuple):
    """`said` are the words by which it is compared, `name` its number or anchor."""

    said: str
    name: str = ""


class Couple(NamedTuple):
    """The places of an old and a new piece, and how alike they are: 0 to 1, a little more for the same name."""

    old: int
    new: int
    alike: float = 1.0


class Alignment(NamedTuple):
    """`kept` are in both orders; `moved` stand across them."""

    kept: tuple[Couple, ...]
    moved: tuple[Couple, ...]

    def rows(self, old: int, new: int) -> Iterator[tuple[int | None, int | None]]:
        """All `old` and `new` pieces by their places, in the order of both texts; what went before what came."""
        bounds = [Couple(-1, -1), *self.kept, Couple(old, new)]
        for last, following in pairwise(bounds):
            yield from ((place, None) for place in range(last.old + 1, following.old))
            yield from ((None, place) for place in range(last.new + 1, following.new))
            if following.old < old:
                yield following.old, following.new


def align(old: Sequence[Piece], new: Sequence[Piece]) -> Alignment:
    head = _equal_run(old, new)
    tail = _equal_run(old[head:][::-1], new[head:][::-1])
    middle = _couples(old[head : len(old) - tail], new[head : len(new) - tail])
    couples = [Couple(one.old + head, one.new + head, one.alike) for one in middle]
    chain = _best_chain(couples, len(old))
    ends = [Couple(len(old) - place, len(new) - place) for place in range(tail, 0, -1)]
    kept = (*(Couple(place, place) for place in range(head)), *chain, *ends)
    return Alignment(kept, tuple(_moved(couples, kept)))


def _equal_run(old: Sequence[Piece], new: Sequence[Piece]) -> int:
    """How many pieces at the beginning say the same."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((place for place, (a, b) in pairs if a.said != b.said), min(len(old), len(new)))


def _couples(old: Sequence[Piece], new: Sequence[Piece]) -> list[Couple]:
    """Those that may belong together, in the order of the new text and, within a piece, from the end of the old one."""
    before, candidates = [Counter(_rows_of_signs(piece.said, SHORT)) for piece in old], _Candidates(old)
    found = list[Couple]()
    for place, piece in enumerate(new):
        signs = Counter(_rows_of_signs(piece.said, SHORT))
        for at in sorted(candidates.next(piece), reverse=True):
            alike = _alike(before[at], signs)
            if alike >= LEAST:
                named = SAME_NAME if piece.name and old[at].name == piece.name else 0.0
                found.append(Couple(at, place, alike + named))
    return found


class _Candidates:
    """The old pieces that may belong to each new one, which are asked for in their order."""

    def __init__(self, old: Sequence[Piece]) -> None:
        self._equal, self._asked = defaultdict[str, list[int]](list), Counter[str]()
        self._places = defaultdict[str, list[int]](list)
        for place, piece in enumerate(old):
            self._equal[piece.said].append(place)
            for signs in _features(piece.said):
                self._places[signs].append(place)

    def next(self, piece: Piece) -> set[int]:
        """Those that share most of what is rare, and one that says the same: of many the first goes with the first."""
        posts = (self._places.get(signs, ()) for signs in _features(piece.said))
        shared = Counter(at for places in posts if len(places) <= RARE for at in places)
        found = {at for at, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:NEAR]}
        rank = self._asked[piece.said]
        self._asked[piece.said] += 1
        return found | set(self._equal.get(piece.said, ())[rank : rank + 1])


def _features(text: str) -> set[str]:
    return {*_rows_of_signs(text, SHORT), *_rows_of_signs(text, LONG)}


def _rows_of_signs(text: str, length: int) -> Iterator[str]:
    """Every so many characters in a row; the ends of the text count as characters."""
    bounded = f"^{text}$"
    return (bounded[start : start + length] for start in range(max(1, len(bounded) - length + 1)))


def _alike(one: Counter[str], other: Counter[str]) -> float:
    """Dice's coefficient: the share of the rows of signs that both have."""
    return 2 * (one & other).total() / (one.total() + other.total())


def _best_chain(couples: Sequence[Couple], size: int) -> list[Couple]:
    """The couples that follow one another in both texts with the greatest sum; `size` is the number of old pieces.

    A Fenwick tree holds, for each stretch of the old text, the best chain that ends there.
    """
    tree: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)
    before = list[int]()
    for number, couple in enumerate(couples):
        best = max((tree[at] for at in _downwards(couple.old)), default=(0.0, -1))
        before.append(best[1])
        for at in _upwards(couple.old + 1, size):
            if tree[at][0] < best[0] + couple.alike:
                tree[at] = (best[0] + couple.alike, number)
    last = max((tree[at] for at in _downwards(size)), default=(0.0, -1))[1]
    chain = list[Couple]()
    while last >= 0:
        chain.append(couples[last])
        last = before[last]
    return chain[::-1]


def _downwards(at: int) -> Iterator[int]:
    while at > 0:
        yield at
        at -= at & -at


def _upwards(at: int, size: int) -> Iterator[int]:
    while at <= size:
        yield at
        at += at & -at


def _moved(couples: Sequence[Couple], kept: Sequence[Couple]) -> Iterator[Couple]:
    """Couples of pieces that are left, the surest first, given in the order of the new text."""
    old, new = {one.old for one in kept}, {one.new for one in kept}
    found = list[Couple]()
    for one in sorted(couples, key=lambda one: (-one.alike, one.new, one.old)):
        if one.alike >= MOVED and one.old not in old and one.new not in new:
            old.add(one.old)
            new.add(one.new)
            insort(found, one, key=lambda couple: couple.new)
    yield from found
