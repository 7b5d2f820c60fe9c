"""What subscribers get: in which languages and formats an edition is announced to them."""

from cna_directory.subscriptions import models as models  # The rooms that show these tables are joined on here.
