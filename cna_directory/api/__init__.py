"""Reading the directory with a program: the addresses under /api/v1 and their description."""

from cna_directory.api import routes
from cna_directory.api.declaring import blueprint

__all__ = ["blueprint", "routes"]
