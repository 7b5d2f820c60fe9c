"""Which authority receives a request: the question, its answer, and what to do where nobody is known."""

from cna_directory.answers.routes import blueprint

__all__ = ["blueprint"]
