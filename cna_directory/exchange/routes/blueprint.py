"""The blueprint that all pages of the exchange hang on."""

from cna_directory.access.guard import GuardedBlueprint

blueprint = GuardedBlueprint("exchange", "cna_directory.exchange")
