"""The blueprint that all pages of editions hang on."""

from cna_directory.access.guard import GuardedBlueprint

blueprint = GuardedBlueprint("editions", "cna_directory.editions")
