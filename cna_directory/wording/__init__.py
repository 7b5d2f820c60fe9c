"""The fixed words of editions in each language, beside English, and who has reviewed them."""

from cna_directory.wording import models as models  # The rooms that show these tables are joined on here.
