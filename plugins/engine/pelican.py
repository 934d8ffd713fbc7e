"""A Pelican whose run is a transaction of steps: name it in PELICAN_CLASS.

Its generators are those that plugins offer, and none of stock Pelican's. They take steps (`steps.Steps`, in the settings
under STEPS), so that what has not changed is not made again. A generator that raises leaves the old output as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack, nullcontext
from pathlib import Path
from typing import Any

from pelican import Pelican, signals

from .journal import Journal
from .output import OutputTree, locked
from .progress import Report
from .steps import Steps
from .writer import TreeWriter


class PluginError(Exception):
    """A plugin named in the settings could not be loaded or registered. Pelican itself would go on without it."""


class TransactionalPelican(Pelican):
    """Builds into `OutputTree`; `report` tells the stages, `changed` says whether the site is another.

    JOURNAL in the settings is an open `Journal`, whose owner holds the lock of the output; without one, everything is made
    anew. What a listener writes into `remember` is kept in the journal beside the state of the site; what it opens for the
    run it enters into `resources`.
    """

    def __init__(self, settings: dict[str, Any]) -> None:
        settings.setdefault("REPORT", Report())
        self.report: Report = settings["REPORT"]
        self.changed = False
        self.remember: dict[str, str] = {}
        super().__init__(settings)

    def init_plugins(self) -> None:
        wanted = list(self.settings["PLUGINS"])
        super().init_plugins()
        if len(self.plugins) != len(wanted):
            raise PluginError(f"loaded {self.settings['PLUGINS']} of {wanted}")

    def run(self) -> None:
        target = Path(self.settings["OUTPUT_PATH"])
        given = Journal.given(self.settings.get("JOURNAL"))
        lock = nullcontext() if self.settings.get("JOURNAL") else locked(target)
        with lock, given as journal, ExitStack() as self.resources:
            self.tree = self.settings["OUTPUT_TREE"] = OutputTree(target, journal)
            if not self.tree.holds(journal):
                journal.forget()
            self.steps = self.settings["STEPS"] = Steps(journal, self.tree)
            try:
                self._build(self.tree)
                self._end(journal)
            finally:
                self.tree.abandon()

    def _end(self, journal: Journal) -> None:
        """The journal is written first and committed last: whoever dies between leaves one that tells of another state
        than the site is in, and is not believed."""
        self.steps.finish()
        self.tree.close()
        journal.save(self.tree.state, self.tree.top, self.remember)
        self.changed = self.tree.commit()
        journal.commit()

    def _build(self, tree: OutputTree) -> None:
        arguments = self._arguments()
        classes = self._get_generator_classes()
        tree.begin()
        generators = [cls(**arguments) for cls in classes]
        for generator in generators:
            generator.generate_context()
        signals.all_generators_finalized.send(generators)
        writer = self._get_writer()
        for generator in generators:
            if hasattr(generator, "generate_output"):
                generator.generate_output(writer)
        signals.finalized.send(self)

    def _arguments(self) -> Mapping[str, Any]:
        """What every generator is made with; they share one context, as in Pelican's own run."""
        context = {**self.settings, "generated_content": {}, "static_links": set(), "static_content": {}}
        return {
            "context": {**context, "localsiteurl": self.settings["SITEURL"]},
            "settings": self.settings,
            "path": self.path,
            "theme": self.theme,
            "output_path": str(self.tree.spare),  # nothing is written there but through the tree
        }

    def _get_generator_classes(self) -> list[type]:
        offered = [value for _, value in signals.get_generators.send(self)]
        return [cls for value in offered for cls in (value if isinstance(value, list | tuple) else (value,)) if cls]

    def _get_writer(self) -> TreeWriter:
        return TreeWriter(str(self.tree.spare), settings=self.settings)
