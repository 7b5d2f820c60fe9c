"""The pages of the workspace and of the form on which changes are proposed."""

from cna_directory.upkeep.routes import changing, ending, officials, own_authority, workspace
from cna_directory.upkeep.routes.blueprint import blueprint

__all__ = ["blueprint", "changing", "ending", "officials", "own_authority", "workspace"]
