"""The application under measurement: the program itself with one page more, which is empty.

The empty page has the same sign-in, guard and headers as every other, so it costs what no page for
accounts can cost less. The program has no such page of its own.
"""

from flask import Flask, Response

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import GuardedBlueprint
from cna_directory.application import create_app
from cna_directory.finder.catalogue.beforehand import make_catalogue_beforehand
from cna_directory.settings import Settings

EMPTY_PAGE = "/bench/empty"


def made() -> Flask:
    """Return the application as the environment sets it; servers call this."""
    app = create_app(Settings.from_environment())
    # Made here and not at import: the policies of all pages belong to the whole process.
    blueprint = GuardedBlueprint("bench", __name__)

    @blueprint.get(EMPTY_PAGE, needs=Capability.READ_DIRECTORY)
    def empty() -> Response:
        return Response()

    app.register_blueprint(blueprint)
    make_catalogue_beforehand(app)
    return app
