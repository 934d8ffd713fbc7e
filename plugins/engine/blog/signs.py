"""Does any plugin have a hand in contents or pages while a site is built?"""

from __future__ import annotations

from pelican.plugins import signals

# Whoever listens to these may change contents, lists or variables.
MEDDLING = (
    "get_generators", "all_generators_finalized", "article_generator_preread", "article_generator_context",
    "article_generator_pretaxonomy", "article_generator_finalized", "article_generator_write_article",
    "article_writer_finalized", "page_generator_preread", "page_generator_context", "page_generator_finalized",
    "page_generator_write_page", "page_writer_finalized", "static_generator_preread", "static_generator_context",
    "static_generator_finalized", "content_object_init", "content_written", "feed_generated", "feed_written",
)  # fmt: skip


def quiet() -> bool:
    return not any(getattr(signals, name).receivers for name in MEDDLING)
