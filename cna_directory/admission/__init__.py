"""Asking for an account, and deciding who gets one."""

from cna_directory.admission.routes import blueprint

__all__ = ["blueprint"]
