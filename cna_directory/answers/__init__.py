"""Which authority receives a request: the question, its answer, and what if nobody is known."""

from cna_directory.answers.routes import blueprint

__all__ = ["blueprint"]
