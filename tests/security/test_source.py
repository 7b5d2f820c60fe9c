"""What must not occur in the code: each rule reads every module, template and script of ours.

A rule that is kept by nobody's attention is kept by a machine here; what is allowed is named.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache

import html5lib
import pytest

from cna_directory.accounts import tokens
from cna_directory.accounts.operations import passkeys
from cna_directory.accounts.rules import factors
from cna_directory.settings import PROJECT_FOLDER
from tests.features.accounts.visitors import an_account, browser_at

PROGRAM = PROJECT_FOLDER / "cna_directory"
CODE = [PROGRAM, PROJECT_FOLDER / "publish", PROJECT_FOLDER / "wsgi.py"]
TEMPLATES = PROJECT_FOLDER / "templates"

STATEMENTS_FROM_PIECES = {"cna_directory/database.py"}
"""Pragmas are written with an f-string over a list in the code."""

CONNECTIONS = {
    "cna_directory/mail/transport.py": {"smtplib", "ssl"},
    # Asks whether links live, on public addresses alone; see decision 0019.
    "cna_directory/laws/asking.py": {"socket", "ssl", "http.client"},
    "cna_directory/editions/claims.py": {"socket"},  # Asks the name of this machine.
    "cna_directory/commands/demo.py": {"socket"},  # Looks whether a port of this machine is free.
}
ENCRYPTING = {"cna_directory/accounts/sealing.py", "publish/trust/signing.py"}
LOGGING = {"cna_directory/logs.py"}
PRINTING = ("cna_directory/commands/", "cna_directory/environment.py", "cna_directory/__main__.py")


@cache
def modules() -> tuple[tuple[str, ast.Module], ...]:
    files = [f for place in CODE for f in (place.rglob("*.py") if place.is_dir() else [place])]
    return tuple(
        (file.relative_to(PROJECT_FOLDER).as_posix(), ast.parse(file.read_text()))
        for file in sorted(files)
    )


@cache
def calls() -> tuple[tuple[str, str, ast.Call], ...]:
    """Return every call with its module and the name that is called, such as `re.compile`."""
    return tuple(
        (module, ast.unparse(node.func), node)
        for module, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    )


def imports() -> Iterator[tuple[str, str]]:
    """Yield every import with its module, by the whole name that is imported."""
    for module, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                yield from ((module, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from ((module, f"{node.module}.{alias.name}") for alias in node.names)


def importers(*names: str) -> dict[str, set[str]]:
    """Return which modules import something of the names or what lies below them."""
    found: dict[str, set[str]] = {}
    for module, imported in imports():
        if hit := next((n for n in names if f"{imported}.".startswith(f"{n}.")), None):
            found.setdefault(module, set()).add(hit)
    return found


def own_scripts() -> str:
    return "\n".join(f.read_text() for f in sorted((PROGRAM / "static").glob("*.js")))


def is_put_together(node: ast.expr) -> bool:
    """Say whether a text is made of pieces where it stands."""
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in node.values)
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.Add | ast.Mod)
    return isinstance(node, ast.Call) and ast.unparse(node.func).endswith((".format", ".join"))


def test_no_statement_is_put_together_from_text() -> None:
    names = ("text", "exec_driver_sql", "execute", "literal_column", "scalars", "scalar")
    found = {
        module
        for module, called, call in calls()
        if called.rpartition(".")[2] in names and call.args and is_put_together(call.args[0])
    }
    assert found <= STATEMENTS_FROM_PIECES


def test_the_secret_key_itself_is_used_in_two_places() -> None:
    """Whatever else is made with it gets a key of its own, derived in `sealing`."""
    users = {
        module
        for module, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "secret_key"
    }
    assert users == {
        "cna_directory/accounts/sealing.py",
        "cna_directory/application.py",
        "cna_directory/commands/demo.py",
    }


def test_no_shell_is_started() -> None:
    found = [
        (module, called)
        for module, called, call in calls()
        if called in {"os.system", "os.popen", "subprocess.getoutput"}
        or any(k.arg == "shell" for k in call.keywords)
    ]
    assert not found


def test_nothing_is_evaluated() -> None:
    """Neither text as code nor text as a template."""
    found = [
        (module, called)
        for module, called, _ in calls()
        if called in {"eval", "exec", "compile", "__import__"}
        or called.endswith(("render_template_string", "from_string"))
    ]
    assert not found


def test_patterns_are_constants() -> None:
    """Patterns and format strings hold pieces only where these are constants of the module."""
    functions = {"compile", "sub", "search", "match", "fullmatch", "split", "findall"}
    loose = []
    for module, called, call in calls():
        owner, _, function = called.rpartition(".")
        if owner == "re" and function in functions and is_put_together(call.args[0]):
            names = {n.id for n in ast.walk(call.args[0]) if isinstance(n, ast.Name)}
            if not all(n.isupper() for n in names) and "re.escape" not in ast.unparse(call.args[0]):
                loose.append((module, ast.unparse(call.args[0])))
    # A record's text is drawn, so a font's missing letters are looked for among known ones.
    assert {module for module, _ in loose} <= {"publish/fonts.py"}
    formatted = [
        (module, called)
        for module, called, _ in calls()
        if called.startswith("request.") and called.endswith(".format")
    ]
    assert not formatted


def test_only_mail_and_the_check_of_links_open_a_connection() -> None:
    found = importers(
        "smtplib", "ssl", "socket", "http.client", "urllib.request", "ftplib", "requests",
        "httpx", "aiohttp", "urllib3",
    )  # fmt: skip
    assert found == CONNECTIONS


def test_nothing_dangerous_is_read() -> None:
    """No form of serialised objects, and no XML, is ever read."""
    found = importers(
        "pickle", "marshal", "shelve", "dill", "yaml", "jsonpickle", "lxml", "xml.etree",
        "xml.dom", "xml.sax.handler", "xml.parsers", "xmlrpc",
    )  # fmt: skip
    assert not found


def test_randomness_comes_from_the_system() -> None:
    """Samples are drawn with a fixed seed; whatever must not be guessed comes from `secrets`."""
    found = importers("random", "uuid.uuid1", "numpy")
    assert {m for m in found if not m.startswith("cna_directory/seeding/")} == set()
    assert "secrets.token_urlsafe" in {called for _, called, _ in calls()}


def test_codes_and_tokens_are_long() -> None:
    """As ASVS asks: 128 bits for tokens, 112 for codes that a plain hash keeps, 64 for challenges."""
    assert tokens.TOKEN_BYTES * 8 >= 128
    assert factors.CODE_BYTES * 8 >= 112
    assert passkeys.CHALLENGE_BYTES * 8 >= 64


def test_only_two_modules_have_keys() -> None:
    assert set(importers("cryptography", "Crypto", "nacl")) == ENCRYPTING
    fernet = [called for _, called, _ in calls() if called.endswith("Fernet")]
    assert fernet == ["Fernet"]


def test_no_broken_hash_is_used() -> None:
    broken = [
        (module, called)
        for module, called, _ in calls()
        if called in {"hashlib.md5", "hashlib.sha1", "hashlib.new"}
    ]
    assert not broken


def test_forms_fill_no_rows() -> None:
    """What a form holds reaches a row by its name alone."""
    spread = [
        (module, called)
        for module, called, call in calls()
        if called.endswith("populate_obj")
        or any(
            keyword.arg is None
            and re.search(r"\b(form|request)\.(data|form|values|args|json)\b", ast.unparse(keyword))
            and called != "url_for"
            for keyword in call.keywords
        )
    ]
    assert not spread


def test_logs_go_where_they_are_listed() -> None:
    assert set(importers("logging", "syslog")) <= LOGGING
    printed = {module for module, called, _ in calls() if called == "print"}
    assert all(module.startswith((*PRINTING, "publish/typefaces/")) for module in printed), printed


def test_types_are_checked_strictly() -> None:
    mypy = tomllib.loads((PROJECT_FOLDER / "pyproject.toml").read_text())["tool"]["mypy"]
    assert mypy["strict"] is True
    assert {"cna_directory", "publish"} <= set(mypy["packages"])


@pytest.mark.parametrize(
    "word",
    [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "parseHTMLUnsafe",
        "createContextualFragment",
        "document.write",
        "eval(",
        "new Function",
        "localStorage",
        "sessionStorage",
        "indexedDB",
        "Object.assign",
        "__proto__",
        "postMessage",
        "document.cookie",
        "preventDefault(); // paste",
        "onpaste",
    ],
)
def test_own_script_writes_text_alone(word: str) -> None:
    assert word not in own_scripts()


@pytest.mark.parametrize("word", ["createPolicy", "parseFromString", "policy.createHTML"])
def test_text_becomes_elements_at_one_place(word: str) -> None:
    """It is the answer of this site to the instant search; see decision 0015."""
    assert own_scripts().count(word) == 1


def test_no_script_is_made_from_text() -> None:
    """A page names files of script and holds none, and no answer is one."""
    inline = [
        file.name
        for file in TEMPLATES.rglob("*.html")
        if re.search(r"<script(?![^>]*\bsrc=)", file.read_text())
    ]
    assert not inline
    types = {"text/javascript", "application/javascript"}
    nodes = (node for _, tree in modules() for node in ast.walk(tree))
    assert not types & {node.value for node in nodes if isinstance(node, ast.Constant)}


def test_passwords_are_masked_and_may_be_pasted(app) -> None:
    root = html5lib.parse(browser_at(app).get("/sign-in").text, namespaceHTMLElements=False)
    (field,) = (e for e in root.iter("input") if e.get("name") == "password")
    assert field.get("type") == "password"
    assert field.get("autocomplete") == "current-password"
    assert not [name for name in field.attrib if name.startswith("on")]


def test_every_page_for_accounts_offers_to_sign_out(app) -> None:
    browser = browser_at(app)
    browser.let_in(an_account(app))
    for page in ("/", "/account", "/editions", "/search?q=France", "/states/FR"):
        root = html5lib.parse(browser.get(page).text, namespaceHTMLElements=False)
        assert "/sign-out" in {form.get("action") for form in root.iter("form")}, page
