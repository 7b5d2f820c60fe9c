"""Logs: lines of JSON for machines, words on a terminal, and never the values of variables.

A traceback that shows variables would carry addresses, passwords and record text into files that
many more people read than the directory.
"""

import sys

import structlog
from structlog.typing import Processor


def configure() -> None:
    """Set up logging for the process; called once by the application factory."""
    ending: list[Processor] = (
        [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
        if sys.stderr.isatty()
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *ending,
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
