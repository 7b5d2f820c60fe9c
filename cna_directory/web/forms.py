"""The house's form: fields with the visitor's values, and problems shown at their fields."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask_wtf import FlaskForm

from cna_directory.errors import RuleBroken
from cna_directory.web.languages import in_words


class Form(FlaskForm):  # type: ignore[misc]
    """The base of all forms. Its token is checked for every unsafe route, not here."""

    class Meta:
        """Leave the token to `web.csrf`."""

        csrf = False

    @property
    def status(self) -> int:
        """Return the status of the page that shows this form: 422 if there are problems."""
        return RuleBroken.status if self.errors else 200

    @contextmanager
    def reporting(self) -> Iterator[None]:
        """Turn the problems of a broken rule into messages of this form.

        A problem that belongs to none of its fields stands at the head of the page.
        """
        try:
            yield
        except RuleBroken as error:
            for problem in error.problems:
                message = in_words(problem.message)
                if problem.field in self:
                    field = self[problem.field]
                    field.errors = [*field.errors, message]
                else:
                    self.form_errors.append(message)
