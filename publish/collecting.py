"""Work that makes many objects at once, without the collector of cycles walking over all of them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the collector from looking at half a million objects again and again.

    Setting and reading make many objects and no cycles to speak of; what they leave goes with the
    last name.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
