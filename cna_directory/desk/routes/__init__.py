"""Pages of the desk; each module hangs its own on the blueprint when it is imported."""

from cna_directory.desk.routes import filters, home, outbox, statistics, work_list
from cna_directory.desk.routes.blueprint import blueprint

__all__ = ["blueprint", "filters", "home", "outbox", "statistics", "work_list"]
