"""The blueprint that all pages of the desk hang on."""

from cna_directory.access.guard import GuardedBlueprint

blueprint = GuardedBlueprint("desk", "cna_directory.desk")
