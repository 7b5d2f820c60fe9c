"""The door for web servers: `granian --interface wsgi wsgi:app`."""

from multiprocessing.util import Finalize

from cna_directory.accounts.reading import write_at_end
from cna_directory.application import create_app
from cna_directory.finder.catalogue.beforehand import make_catalogue_beforehand
from cna_directory.settings import Settings

app = create_app(Settings.from_environment())
# Workers are processes of multiprocessing, which end without the functions of `atexit`.
Finalize(None, write_at_end, args=(app,), exitpriority=1)
make_catalogue_beforehand(app)
