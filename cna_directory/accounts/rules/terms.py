"""Which terms of use an account accepts."""

from cna_directory.terms import CURRENT_TERMS

__all__ = ["CURRENT_TERMS"]
