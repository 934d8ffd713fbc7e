"""The folder of an export: all of it or nothing, and never in the place of anything but an earlier export.

    export.json                         the day, counts, and the files below in the order in which they are sent
    opensearch/index.json               settings and mappings
    opensearch/bulk-00001.ndjson …      an action and a document, line by line
    meilisearch/settings.json
    meilisearch/documents-00001.ndjson …
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from plugins.engine.output import OutputError, OutputTree, locked
from plugins.engine.spare import MARKER
from plugins.search.records import Pending, SearchRecord

from . import meilisearch, opensearch
from .clauses import entries
from .parts import SIZE, Parts

CONTENTS, FORMAT = "export.json", 1
INDEX, SETTINGS = "opensearch/index.json", "meilisearch/settings.json"


class Counts(NamedTuple):
    pages: int
    clauses: int
    files: int


def write(folder: Path, records: Iterable[SearchRecord | Pending], day: date, size: int = SIZE) -> Counts:
    """Write the export of these records, in which validity is stated for `day`. Raises OutputError when something else
    lies in the folder."""
    if (folder / MARKER).is_file() and not (folder / CONTENTS).is_file():
        raise OutputError(f"{folder} 不是检索导出的文件夹，不能覆盖")
    with locked(folder):
        tree = OutputTree(folder)
        tree.begin()
        try:
            counts = _put(tree, sorted(records, key=lambda record: (record.serial, record.key)), day, size)
            tree.commit()
        except BaseException:
            tree.abandon()
            raise
        finally:
            shutil.rmtree(tree.spare, ignore_errors=True)  # an export is made too seldom to keep two of it
        return counts


def _put(tree: OutputTree, records: Iterable[SearchRecord | Pending], day: date, size: int) -> Counts:
    bulk = Parts("opensearch/bulk", tree.put, size)
    documents = Parts("meilisearch/documents", tree.put, size)
    pages = clauses = 0
    for record in (one.make() if isinstance(one, Pending) else one for one in records):
        pages += 1
        for entry in entries(record):
            clauses += 1
            bulk.add(b"".join(opensearch.lines(entry)))
            documents.add(b"".join(meilisearch.lines(entry)))
    bulk.close()
    documents.close()
    tree.put(INDEX, _json(opensearch.index()))
    tree.put(SETTINGS, _json(meilisearch.settings()))
    servers = {
        "opensearch": {"index": INDEX, "bulk": bulk.paths},
        "meilisearch": {"primaryKey": meilisearch.PRIMARY_KEY, "settings": SETTINGS, "documents": documents.paths},
    }
    tree.put(CONTENTS, _json({"format": FORMAT, "day": day.isoformat(), "pages": pages, "clauses": clauses, **servers}))
    return Counts(pages, clauses, 3 + len(bulk.paths) + len(documents.paths))


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
