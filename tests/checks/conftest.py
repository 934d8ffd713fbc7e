from pathlib import Path

import pytest

from plugins.gazette import vocabularies as words
from plugins.gazette.vocabularies import Vocabularies

SITES = Path(__file__).parent.parent / "sites_invalid"


@pytest.fixture(scope="session")
def vocabularies() -> Vocabularies:
    """A few words of each vocabulary: enough for the faults that tests seed."""
    return words.read(SITES / "vocabularies")
