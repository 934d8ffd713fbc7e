"""How a book looks where the reader has not chosen otherwise: few rules, so that every reading system keeps them."""

from __future__ import annotations

from pathlib import Path

from .book import File
from .xhtml import STYLE

FILE = File(STYLE, "text/css", Path(__file__).with_name(STYLE).read_bytes())
