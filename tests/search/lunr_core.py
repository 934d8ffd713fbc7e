"""Puts together theme/static/js/vendor/lunr-core.js: of lunr's own files those that load an index and query it.

    python -m tests.search.lunr_core > theme/static/js/vendor/lunr-core.js
"""

import json
import sys

from tests.search.laws import ROOT

LUNR = ROOT / "node_modules" / "lunr"
PARTS = (
    "lunr", "utils", "field_ref", "set", "pipeline", "vector", "token_set", "token_set_builder", "index", "match_data", "query",
)  # fmt: skip


def core() -> str:
    version = json.loads((LUNR / "package.json").read_text("utf-8"))["version"]
    head = f"// lunr {version} (lunr.LICENSE), of lib/: {', '.join(PARTS)}. Made by tests/search/lunr_core.py.\n"
    parts = [(LUNR / "lib" / f"{part}.js").read_text("utf-8").replace("@VERSION", version) for part in PARTS]
    return "\n".join([head, *parts])


if __name__ == "__main__":
    sys.stdout.write(core())
