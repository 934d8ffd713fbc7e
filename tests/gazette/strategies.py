"""Documents and what they are made of, for the tests of the domain."""

from datetime import date, datetime, time

from hypothesis import strategies as st

from plugins.gazette.documents import Document, Reference
from plugins.gazette.front_matter import FrontMatter
from plugins.gazette.works import work_key

DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))
HAN = st.text(alphabet="甲乙丙丁西政发办函国云昆区", min_size=1, max_size=8)


def document(path: str, **values: object) -> Document:
    """A document at `path` with nothing but what is given; `published` is short for a day's publication."""
    published = values.pop("published", None)
    if isinstance(published, date):
        values["published_at"] = datetime.combine(published, time())
    stem = path.split("/", 1)[0] if "/" in path else ""
    kind = str(values.pop("kind", "policy"))
    return Document(path, stem, kind, work_key(path), "", FrontMatter((), "", 1), **values)  # type: ignore[arg-type]


def references(*texts: str) -> tuple[Reference, ...]:
    return tuple(Reference(text, 1, 1) for text in texts)
