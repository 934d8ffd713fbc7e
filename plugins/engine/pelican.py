"""A Pelican whose run is a transaction: name it in PELICAN_CLASS.

Its generators are those that plugins offer, and none of stock Pelican's. A generator that raises leaves the old
output as it was.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican import Pelican, signals

from .output import OutputTree, locked
from .progress import Report
from .writer import TreeWriter


class PluginError(Exception):
    """A plugin named in the settings could not be loaded or registered. Pelican itself would go on without it."""


class TransactionalPelican(Pelican):
    """Builds into `OutputTree`; `report` tells the stages, `changed` says whether the site is another."""

    def __init__(self, settings: dict[str, Any]) -> None:
        settings.setdefault("REPORT", Report())
        self.report: Report = settings["REPORT"]
        self.changed = False
        super().__init__(settings)

    def init_plugins(self) -> None:
        wanted = list(self.settings["PLUGINS"])
        super().init_plugins()
        if len(self.plugins) != len(wanted):
            raise PluginError(f"loaded {self.settings['PLUGINS']} of {wanted}")

    def run(self) -> None:
        target = Path(self.settings["OUTPUT_PATH"])
        with locked(target):
            self.tree = self.settings["OUTPUT_TREE"] = OutputTree(target)
            try:
                self._build(self.tree)
                self.changed = self.tree.commit()
            finally:
                self.tree.abandon()

    def _build(self, tree: OutputTree) -> None:
        arguments = self._arguments(tree)
        generators = [cls(**arguments) for cls in self._get_generator_classes()]
        tree.begin()
        for generator in generators:
            generator.generate_context()
        signals.all_generators_finalized.send(generators)
        writer = self._get_writer()
        for generator in generators:
            if hasattr(generator, "generate_output"):
                generator.generate_output(writer)
        signals.finalized.send(self)

    def _arguments(self, tree: OutputTree) -> dict[str, Any]:
        """What every generator is made with; they share one context, as in Pelican's own run."""
        context = {**self.settings, "generated_content": {}, "static_links": set(), "static_content": {}}
        return {
            "context": {**context, "localsiteurl": self.settings["SITEURL"]},
            "settings": self.settings,
            "path": self.path,
            "theme": self.theme,
            "output_path": str(tree.staging),
        }

    def _get_generator_classes(self) -> list[type]:
        offered = [value for _, value in signals.get_generators.send(self)]
        return [cls for value in offered for cls in (value if isinstance(value, list | tuple) else (value,)) if cls]

    def _get_writer(self) -> TreeWriter:
        return TreeWriter(str(self.tree.staging), settings=self.settings)
