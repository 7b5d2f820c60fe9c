"""The check of pages is itself checked: each fault is planted once and must be found."""

import pytest
from werkzeug.test import TestResponse
from werkzeug.wrappers import Response

from tests.web.checking import problems_with_page

GOOD = """<!doctype html><html lang="en" dir="ltr"><head><title>Find – Directory</title></head>
<body><h1>Find</h1><p id="a">Words</p>
<label for="q">Words</label><input id="q" name="q"></body></html>"""


def answer(html: str) -> TestResponse:
    made = Response(html)
    return TestResponse(made.response, made.status, made.headers, request=None)


def test_a_good_page_has_no_problem() -> None:
    assert problems_with_page(answer(GOOD)) == []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("<!doctype html>", ""),
        (' lang="en"', ""),
        (' dir="ltr"', ""),
        ("<h1>Find</h1>", ""),
        ("<h1>Find</h1>", "<h1>Find</h1><h1>Find</h1>"),
        ("<h1>Find</h1>", "<h1>Lost</h1>"),
        ("<h1>Find</h1>", "<h1>Find</h1><h3>Too deep</h3>"),
        ('<p id="a">', '<p id="q">'),
        ('<label for="q">', '<label for="nowhere">'),
        ('<label for="q">Words</label>', ""),
        ("<p id", "<p style='color:red' id"),
        ("<p id", "<p onclick='x()' id"),
        ("<p id", "<script>x()</script><p id"),
        ("<p id", "<style>p{}</style><p id"),
        ("<p id", '<a href="javascript:x()">x</a><p id'),
        ("<p id", '<a href="#nowhere">x</a><p id'),
        ("<p id", '<a href="/x"> </a><p id'),
        ("<p id", "<button>x</button><p id"),
        ("<p id", '<form method="post" action="/x"></form><p id'),
        ("</p>", "</div>"),
        ("<p id", "<b><p id"),
    ],
)
def test_each_fault_is_found(good: str, bad: str) -> None:
    assert problems_with_page(answer(GOOD.replace(good, bad)))
