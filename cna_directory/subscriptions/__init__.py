"""What subscribers get: in which languages and formats an edition is announced to them."""

from cna_directory.subscriptions.routes import blueprint

__all__ = ["blueprint"]
