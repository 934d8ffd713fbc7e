"""Pelican's signals are the process's: the plugins of other tests' sites must not answer for a blog's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from blinker import ANY, Signal
from pelican import signals


@pytest.fixture(scope="module", autouse=True)
def no_other_plugins() -> Iterator[None]:
    own = [signal for signal in vars(signals).values() if isinstance(signal, Signal)]
    held = [(signal, receiver) for signal in own for receiver in list(signal.receivers_for(ANY))]
    for signal, receiver in held:
        signal.disconnect(receiver)
    yield
    for signal, receiver in held:
        signal.connect(receiver)
