"""The table of who gets which answer where, asked of the running application.

    .venv/bin/python -m tests.access.matrix > tests/access/matrix.txt

writes the reviewed file anew. Look at the difference before you commit it: each changed word is
somebody who gets in, or is kept out, who was not before.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from cna_directory import migrating
from cna_directory.seeding import loading
from cna_directory.settings import Mode
from tests.access.directory import KINDS, Directory, a_directory
from tests.conftest import SEEDS, make_settings, running

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
METHODS_WIDE = len(" ".join(METHODS)) + 2
COMES_FIRST = {
    "accounts.sign_in": "sign-in",
    "accounts.accept_terms": "terms",
    "accounts.show_again": "again",
}
REPORT = b'{"csp-report": {"effective-directive": "script-src", "blocked-uri": "inline"}}'
BODIES = {"reports.policy": {"data": REPORT, "content_type": "application/csp-report"}}
"""What routes without a form are sent."""

MEANING = """\
# Who gets which answer where. Written by `python -m tests.access.matrix`, read by people.
#
#   open      the view ran: a page, a file, a form with its problems, a redirect after a change
#   sign-in   sent to the page where one signs in
#   terms     sent to the terms of use, which have to be accepted first
#   again     sent to show the second factor again
#   403 ...   the status of a refusal; 404 also stands for what must not be known to exist
#
# In brackets stands which object the address names. Methods with the same answers share a line.
#
"""

Cell = tuple[str, str, str, str]
"""Address, variant of its object, method, kind of visitor."""


def cells(directory: Directory) -> Iterator[tuple[Cell, str]]:
    """Ask for every address by every method as every kind of visitor."""
    for path, rules in sorted(_rules_by_path(directory).items()):
        allowed = {method for rule in rules for method in rule.methods or ()}
        variants = directory.variants(rules[0])
        for variant in variants:
            for method in METHODS:
                if method not in allowed and variant != variants[0]:
                    continue  # Which object it is makes no difference to a method nobody answers.
                for kind in KINDS:
                    yield (
                        (path, variant, method, kind),
                        _answer(directory, rules, variant, method, kind),
                    )


def _rules_by_path(directory: Directory) -> dict[str, list[Rule]]:
    found: dict[str, list[Rule]] = {}
    for rule in directory.app.url_map.iter_rules():
        found.setdefault(rule.rule, []).append(rule)
    return found


def _answer(directory: Directory, rules: list[Rule], variant: str, method: str, kind: str) -> str:
    address = directory.address(rules[0], variant, kind)
    before = directory.version()
    endpoint = next((r.endpoint for r in rules if method in (r.methods or ())), "")
    body = BODIES.get(endpoint) or ({"form": directory.proof(kind)} if method == "POST" else {})
    with directory.ask(kind, method, address, **body) as answer:
        word = _word(directory, answer)
    if directory.reached and directory.version() != before:
        directory.put_back()
    return word


def _word(directory: Directory, answer: TestResponse) -> str:
    was_shown = answer.status_code < 400 or answer.status_code == 422
    if was_shown and (directory.reached or answer.request.path.startswith("/static/")):
        return "open"
    if answer.status_code == 303:
        return _what_comes_first(directory, answer.location)
    # A form that was sent is kept in the page that asks for the second factor.
    return "again" if was_shown else str(answer.status_code)


def _what_comes_first(directory: Directory, location: str) -> str:
    adapter = directory.app.url_map.bind("")
    endpoint, _ = adapter.match(location.partition("?")[0])
    return COMES_FIRST.get(str(endpoint), str(endpoint))


def as_text(found: dict[Cell, str]) -> str:
    """Return the table as the reviewed file holds it."""
    width = {kind: max(len(kind), 7) + 2 for kind in KINDS}
    legend = "".join(f"#   {kind:<13} {what}\n" for kind, what in KINDS.items())
    lines = [MEANING, legend, "\n"]
    for path, variant in dict.fromkeys((path, variant) for path, variant, _, _ in found):
        lines.append(f"\n{path}{f'  [{variant}]' if variant else ''}\n")
        rows: dict[tuple[str, ...], list[str]] = {}
        for method in METHODS:
            if (path, variant, method, next(iter(KINDS))) in found:
                row = tuple(found[path, variant, method, kind] for kind in KINDS)
                rows.setdefault(row, []).append(method)
        for row, methods in rows.items():
            words = "".join(f"{w:<{width[k]}}" for k, w in zip(KINDS, row, strict=True))
            if len(set(row)) == 1:
                words = f"{row[0]}, everybody"
            lines.append(f"  {' '.join(methods):<{METHODS_WIDE}}{words}".rstrip() + "\n")
    head = "".join(f"{kind:<{width[kind]}}" for kind in KINDS).rstrip()
    lines.insert(2, f"\n  {'':<{METHODS_WIDE}}{head}")
    return "".join(lines)


def main() -> None:
    """Write the table to standard output."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        migrated = folder / "migrated.sqlite"
        migrating.upgrade(f"sqlite:///{migrated}")
        with running(make_settings(f"sqlite:///{migrated}", folder, Mode.PRODUCTION)):
            loading.load_reference(SEEDS)
        with a_directory(migrated, folder) as directory:
            sys.stdout.write(as_text(dict(cells(directory))))


if __name__ == "__main__":
    main()
