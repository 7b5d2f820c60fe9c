"""How often a test repeats what takes long: a few times each day, the full number when it is asked.

`CNA_TEST_THOROUGH=1` asks for the full number, before a release and after work on what is tested.
"""

import os

IS_THOROUGH = bool(os.environ.get("CNA_TEST_THOROUGH"))


def times(usual: int, thorough: int) -> int:
    """Return how often something is tried in this run."""
    return thorough if IS_THOROUGH else usual
