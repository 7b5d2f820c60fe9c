"""Statistics: each picture with its numbers as a table, and as a file."""

from flask import Response as File
from werkzeug.wrappers import Response

from cna_directory import clock
from cna_directory.access.capabilities import Capability
from cna_directory.desk.routes.blueprint import blueprint
from cna_directory.desk.rules.figures import FigureName, csv_of
from cna_directory.desk.showing import figure, figures
from cna_directory.errors import NO_SUCH_PAGE, NotFound
from cna_directory.web.pages import page


def figure_named(name: str) -> FigureName:
    """Return the figure that an address names.

    Raises:
        NotFound: there is no such figure.
    """
    if name not in set(FigureName):
        raise NotFound(NO_SUCH_PAGE)
    return FigureName(name)


@blueprint.get("/desk/statistics", needs=Capability.SEE_DESK)
def statistics() -> Response:
    """Show the figures of the directory, counted now."""
    return page("desk/statistics", figures=figures(), counted_at=clock.now())


@blueprint.get(
    "/desk/statistics/<string:name>.csv", needs=Capability.SEE_DESK, subject=figure_named
)
def numbers(subject: FigureName) -> Response:
    """Send the numbers of one figure; they name nobody, so the trail does not tell of it."""
    return csv_file(csv_of(figure(subject)), f"{subject}-{clock.today().isoformat()}.csv")


def csv_file(text: str, name: str) -> Response:
    """Return a table as a file to download."""
    answer = File(text, content_type="text/csv; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
