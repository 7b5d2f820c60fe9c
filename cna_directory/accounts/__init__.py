"""Accounts: who may come in, signing in and out, sessions."""

from cna_directory.accounts.routes import blueprint

__all__ = ["blueprint"]
