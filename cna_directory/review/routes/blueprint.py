"""The blueprint that all pages of proposals hang on."""

from cna_directory.access.guard import GuardedBlueprint

blueprint = GuardedBlueprint("review", "cna_directory.review")
