"""The blueprint of the workspace, to which each module of pages adds its own."""

from cna_directory.access.guard import GuardedBlueprint

blueprint = GuardedBlueprint("upkeep", __name__)
