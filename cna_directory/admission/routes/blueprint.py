"""The blueprint that all pages of account requests hang on."""

from cna_directory.access.guard import GuardedBlueprint

blueprint = GuardedBlueprint("admission", "cna_directory.admission")
