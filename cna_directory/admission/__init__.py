"""Asking for an account, and deciding who gets one."""

from cna_directory import limits
from cna_directory.admission import models

__all__ = ["limits", "models"]
