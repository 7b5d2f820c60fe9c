"""Processes of their own for tests, each started within a moment.

They are forked off one server for each worker of a run. Whatever any of them runs is imported there
once: the server takes the list only until its first process, whichever test asks for that.
"""

import multiprocessing

FORKED = multiprocessing.get_context("forkserver")
FORKED.set_forkserver_preload(
    [
        "tests.access.starter",
        "tests.features.accounts.factors",
        "tests.features.editions.worker",
        "tests.mail.deliverer",
        "tests.security.guessing",
    ]
)
