"""Whether the program is alive, and whether it is ready to answer."""

from flask import Response
from sqlalchemy import text

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import GuardedBlueprint
from cna_directory.database import db

blueprint = GuardedBlueprint("health", __name__, url_prefix="/healthz")


@blueprint.get("/live", needs=Capability.SEE_HEALTH)
def live() -> Response:
    """Say that the process answers; asks nothing of the database."""
    return Response("live\n", mimetype="text/plain")


@blueprint.get("/ready", needs=Capability.SEE_HEALTH)
def ready() -> Response:
    """Say that the database answers and knows a migration."""
    version = db.session.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return Response("ready\n" if version else "not migrated\n", 200 if version else 503)
