"""The door for web servers: `granian --interface wsgi wsgi:app`."""

from cna_directory.application import create_app
from cna_directory.settings import Settings

app = create_app(Settings.from_environment())
