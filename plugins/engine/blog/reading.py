"""From what a source says to an article or a page: Pelican's `Readers.read_file`, on texts that are kept."""

from __future__ import annotations

import os
import re
from functools import cached_property
from typing import Any

from pelican.contents import SkipStub
from pelican.readers import Readers, _filter_discardable_metadata, default_metadata, path_metadata
from pelican.utils import file_suffix

from . import contents, typography
from .head import Named
from .listing import Found
from .parse_store import ParseStore, Text
from .shared import Shared, Source

SHAREABLE = {"category": "Category", "author": "Author"}


class Reading:
    """`kind` is one of our content classes; the signals are the generator's."""

    def __init__(self, shared: Shared, readers: Readers, store: ParseStore) -> None:
        self.shared, self.readers, self.store = shared, readers, store
        self.settings = shared.settings
        self._defaults: dict[str, dict[str, Any]] = {}

    def made(self, file: Found, text: Text, kind: type, sender: Any, context_signal: Any) -> Any:
        """The content object; a `SkipStub` for what is not to be published."""
        location = self.shared.location(file.path)
        extension = file_suffix(file.path)
        metadata = self._before(file, location, extension)
        given = text.loose[0] if text.loose and text.loose[0] is not None else None
        metadata.update(given if given is not None else self.shared.names.metadata(text.head.metadata))
        if self.settings["TYPOGRIFY"]:
            for key in ("title", "summary"):
                if key in metadata:
                    metadata[key] = typography.applied(metadata[key], self.settings)
        if self.shared.hears(context_signal):
            context_signal.send(sender, metadata=metadata)
        if metadata.get("status") == "skip":
            return SkipStub(None, source_path=file.path)
        return kind(metadata, self.shared, self._source(file, location, text))

    def _source(self, file: Found, location: str, text: Text) -> Source:
        head, store = text.head, self.store
        if text.loose is not None:
            content = text.loose[1]
            return Source(file.path, location, "", head.links, lambda: content, "")
        return Source(file.path, location, head.body, head.links, lambda: store.content(text.key, file.path), head.face)

    def _before(self, file: Found, location: str, extension: str) -> dict[str, Any]:
        """The metadata that do not come from the source: defaults, and what its path says."""
        reader = self.readers.readers[extension]
        if extension not in self._defaults:
            made = default_metadata(settings=self.settings, process=reader.process_metadata)
            self._defaults[extension] = _filter_discardable_metadata(made)
        metadata = dict(self._defaults[extension])
        if self._paths_speak:
            metadata.update(path_metadata(full_path=file.path, source_path=location, settings=self.settings))
        metadata.update(self._of_path(location, reader))
        metadata["reader"] = type(reader).__name__.replace("Reader", "").lower()
        return metadata

    @cached_property
    def _paths_speak(self) -> bool:
        return self.settings.get("DEFAULT_DATE") == "fs" or bool(self.settings.get("EXTRA_PATH_METADATA"))

    def _of_path(self, location: str, reader: Any) -> dict[str, Any]:
        """`parse_path_metadata`, with patterns compiled once."""
        found: dict[str, Any] = {}
        folder, name = os.path.split(location)
        for pattern, text in (
            (self._patterns[0], os.path.splitext(name)[0]),
            (self._patterns[1], location),
            (self._patterns[2], os.path.basename(folder)),
        ):
            match = pattern.match(text) if pattern is not None and text else None
            for key, value in match.groupdict().items() if match else ():
                if value is not None and key.lower() not in found:
                    found[key.lower()] = self._processed(key.lower(), value, reader)
        return _filter_discardable_metadata(found)

    def _processed(self, key: str, value: str, reader: Any) -> Any:
        if key in SHAREABLE and value.strip():
            return self.shared.names.get(Named(SHAREABLE[key], value.strip()))
        return reader.process_metadata(key, value)

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str] | None, ...]:
        get = self.settings.get
        folders = "(?P<category>.*)" if get("USE_FOLDER_AS_CATEGORY") and get("CATEGORY_SAVE_AS") else None
        given = (get("FILENAME_METADATA"), get("PATH_METADATA"), folders)
        return tuple(re.compile(pattern) if pattern else None for pattern in given)

    def static(self, file: Found, sender: Any, context_signal: Any) -> contents.Static:
        """A file that is published as it is."""
        location = self.shared.location(file.path)
        metadata = self._before(file, location, "static")
        if self.shared.hears(context_signal):
            context_signal.send(sender, metadata=metadata)
        source = Source(file.path, location, "", (), lambda: None, file.stamp)
        return contents.Static(metadata, self.shared, source)
