"""Which outputs are stale, and why? A build is a row of steps; one is taken again when what it is made of has changed.

A step names the parts that it is made of, each by a digest: the program, the template, the text, the record. While it
runs, it says which facts it reads that others make or that lie in files. The journal keeps both; so a step is taken
again when a part differs, or a fact that it read. What only asks for facts need not be looked at: after the edit of
one text the journal knows which steps read it (a `partial` build), and nothing is asked of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, runtime_checkable

from .journal import Journal, Made
from .manifest import Entry
from .output import Data, OutputTree

EVERY = "*"  # the fact "body *" is read by a step that reads the body of every document


@dataclass(frozen=True)
class Step:
    """`make` puts the outputs; `around` names what else was looked at, for `explain` alone."""

    name: str
    parts: Mapping[str, str]
    make: Callable[[Making], None]
    around: tuple[str, ...] = ()


class Kind(Protocol):
    """The steps of one kind. `all` gives every one, in order; `named` makes one of a partial build."""

    @property
    def id(self) -> str: ...
    def all(self) -> Iterable[Step]: ...
    def named(self, name: str) -> Step: ...


@runtime_checkable
class Preparing(Protocol):
    """A kind whose stale steps have heavy work in common, done before they are taken: on all cores."""

    def prepare(self, steps: Sequence[Step]) -> None: ...


class Reason(NamedTuple):
    """Why a step was taken: the parts that differ and the facts that changed, in no words yet; `is_new` when it was not
    taken before."""

    kind: str
    name: str
    parts: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    is_new: bool = False


class Making:
    """One step while it runs."""

    def __init__(self, tree: OutputTree, before: Made | None, changed: frozenset[str] | None) -> None:
        self.tree = tree
        self.before = before
        self.changed = changed
        self.outputs: dict[str, Entry] = {}
        self.reads: set[str] = set()

    def put(self, path: str, data: Data) -> None:
        self.tree.put(path, data)
        self._take(path)

    def keep_rest(self, without: Collection[str] = ()) -> None:
        """Whatever this step put last time and has not put now stays, and it reads what it read."""
        before = self.before or Made({}, frozenset(), {})
        for path, entry in before.outputs.items():
            if path not in self.outputs and path not in without and (self.tree.partial or self.tree.keep(path)):
                self.outputs[path] = entry
        self.reads |= before.reads

    def read(self, *facts: str) -> None:
        self.reads.update(facts)

    def _take(self, path: str) -> None:
        entry = self.tree.entry(path)
        if entry is not None:
            self.outputs[path] = entry


class Facts:
    """The facts that are others than in the last build. “body *” stands for any that begins with “body ”."""

    def __init__(self, facts: Iterable[str] = ()) -> None:
        self.all: set[str] = set()
        self._with_every: set[str] = set()
        for fact in facts:
            self.add(fact)

    def add(self, fact: str) -> None:
        words = fact.split(" ", 2)
        self.all.add(fact)
        self._with_every.update((fact, f"{words[0]} {EVERY}", " ".join((*words[:-1], EVERY))))

    def among(self, reads: frozenset[str]) -> frozenset[str]:
        """Those of `reads` that have changed, as they were read."""
        return reads & self._with_every

    def meant(self, reads: frozenset[str]) -> frozenset[str]:
        """The changed facts that `reads` mean, each by its own name."""
        every = tuple(fact.removesuffix(EVERY) for fact in self.among(reads) if fact.endswith(f" {EVERY}"))
        return (reads & self.all) | {fact for fact in (self.all if every else ()) if fact.startswith(every)}

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._with_every)


@dataclass
class Steps:
    """The run of all steps of a build, kind by kind. `changed` are the facts known to be others than in the last build;
    outputs that a step makes different join them, as “made <kind> <name>” and “output <path>”."""

    journal: Journal
    tree: OutputTree
    changed: Facts = field(default_factory=Facts)
    reasons: list[Reason] = field(default_factory=list)
    _running: list[Making] = field(default_factory=list)
    _kinds: set[str] = field(default_factory=set)
    _made: list[tuple[str, str, Mapping[str, Entry]]] = field(default_factory=list)

    @property
    def taken(self) -> int:
        return len(self.reasons)

    def read(self, *facts: str) -> None:
        """The step that is running has read these."""
        if self._running:
            self._running[-1].reads.update(facts)

    def run(self, kind: Kind, track: Track | None = None) -> int:
        """Take the stale steps of a kind; returns how many there were."""
        self._kinds.add(kind.id)
        stale = self._stale_of_few(kind) if self.tree.partial else self._stale(kind)
        if isinstance(kind, Preparing):
            kind.prepare([step for step, _ in stale])
        for step, before in track(stale, len(stale)) if track else stale:
            self._take(kind.id, step, before)
        return len(stale)

    def _stale_of_few(self, kind: Kind) -> list[Stale]:
        names = sorted(self.journal.readers(kind.id, self.changed.names))
        return [(kind.named(name), self.journal.made(kind.id, name)) for name in names]

    def _stale(self, kind: Kind) -> list[Stale]:
        known, stale = self.journal.all(kind.id), list[Stale]()
        for step in kind.all():
            before = known.pop(step.name, None)
            if before is None or before.parts != step.parts or self.changed.among(before.reads):
                stale.append((step, before))
            elif not self.tree.keep_all(before.outputs):
                stale.append((step, None))
        for name, before in known.items():
            self._forget(kind.id, name, before)
        return stale

    def _forget(self, kind: str, name: str, before: Made) -> None:
        self.journal.remove(kind, name)
        self.changed.add(f"made {kind} {name}")
        for path in before.outputs:
            self.changed.add(f"output {path}")

    def _take(self, kind: str, step: Step, before: Made | None) -> None:
        self.reasons.append(_reason(kind, step, before, self.changed, self.tree.partial))
        is_same = before is not None and (self.tree.partial or before.parts == step.parts)
        changed = self.changed.meant(before.reads) if before is not None and is_same else None
        making = Making(self.tree, before, changed)
        self._running.append(making)
        try:
            step.make(making)
        finally:
            self._running.pop()
        self._record(kind, step, making, before)

    def _record(self, kind: str, step: Step, making: Making, before: Made | None) -> None:
        old = before.outputs if before else {}
        different = {path for path in old.keys() | making.outputs.keys() if old.get(path) != making.outputs.get(path)}
        for path in old.keys() - making.outputs.keys():
            self.tree.drop(path)
        for fact in (*(f"output {path}" for path in different), *((f"made {kind} {step.name}",) if different else ())):
            self.changed.add(fact)
        made = Made(self._parts(step, before), frozenset(making.reads), making.outputs, step.around)
        self._made.append((kind, step.name, making.outputs))
        if made != before:
            self.journal.put(kind, step.name, made, before)

    def _parts(self, step: Step, before: Made | None) -> dict[str, str]:
        """In a partial build a step may leave a part empty that only a look at everything tells: it is as it was."""
        if before is None or not self.tree.partial:
            return dict(step.parts)
        return {name: digest or before.parts.get(name, "") for name, digest in step.parts.items()}

    def maker(self, path: str) -> tuple[str, str] | None:
        """The kind and name of the step that makes an output."""
        made = ((kind, name) for kind, name, outputs in self._made if path in outputs)
        return next(made, None) or self.journal.maker(path)

    def finish(self) -> None:
        """After a whole build: forget the kinds of steps that are no more."""
        if not self.tree.partial:
            for kind in self.journal.kinds() - self._kinds:
                for name in self.journal.names(kind):
                    self.journal.remove(kind, name)


Stale = tuple[Step, Made | None]
Track = Callable[[Iterable[Stale], int], Iterable[Stale]]


def _reason(kind: str, step: Step, before: Made | None, changed: Facts, is_partial: bool) -> Reason:
    if before is None:
        return Reason(kind, step.name, is_new=True, around=step.around)
    names = before.parts.keys() | step.parts.keys()
    parts = () if is_partial else tuple(sorted(n for n in names if before.parts.get(n) != step.parts.get(n)))
    facts = tuple(sorted(changed.meant(before.reads)))
    return Reason(kind, step.name, parts, facts, tuple(sorted({*before.around, *step.around})))
