"""What comes from others is what its manifest says, has its licence, and asks no other host."""

import hashlib
import importlib.util
import json
import re
from pathlib import Path

from cna_directory.settings import PROJECT_FOLDER

STATIC = PROJECT_FOLDER / "cna_directory" / "static"
VENDOR = STATIC / "vendor"
TEMPLATES = PROJECT_FOLDER / "templates"
LICENCES = {"MIT": "MIT License", "0BSD": "with or without fee is hereby granted"}
"""Licences under which a file may come along, and words by which each is known."""

OUTSIDE = re.compile(r"""(?:src|href|url)\s*[=(]\s*["']?\s*(?:https?:)?//""")


def manifest() -> list[dict[str, str | int]]:
    rows: list[dict[str, str | int]] = json.loads((VENDOR / "VENDOR.json").read_text())
    return rows


def own_styles() -> str:
    return re.sub(r"/\*.*?\*/", "", (STATIC / "cna.css").read_text(), flags=re.DOTALL)


def test_each_file_is_what_the_manifest_says() -> None:
    for row in manifest():
        content = (VENDOR / str(row["file"])).read_bytes()
        assert len(content) == row["bytes"], row["file"]
        assert hashlib.sha256(content).hexdigest() == row["sha256"], row["file"]


def test_no_file_is_missing_from_the_manifest() -> None:
    here = {str(p.relative_to(VENDOR)) for p in VENDOR.rglob("*") if p.is_file()}
    assert here - {"VENDOR.json"} == {str(row["file"]) for row in manifest()}


def test_each_package_comes_with_its_licence() -> None:
    for row in manifest():
        licence = (VENDOR / str(row["package"]) / "LICENSE").read_text()
        assert LICENCES[str(row["licence"])] in " ".join(licence.split())


def test_nothing_is_asked_of_another_host() -> None:
    for file in (*TEMPLATES.rglob("*.html"), *STATIC.rglob("*.css"), *STATIC.rglob("*.js")):
        text = file.read_text()
        assert "sourceMappingURL" not in text, file
        if "emails" not in file.parts:
            assert not OUTSIDE.search(text), file


def test_own_styles_serve_both_directions() -> None:
    physical = re.findall(
        r"[^-\w](?:left|right|top|bottom|width|height|min-width|max-height"
        r"|(?:margin|padding|border)-(?:left|right|top|bottom)[\w-]*)\s*:",
        own_styles(),
    )
    assert [found.strip() for found in physical if "(" not in found] == []


def test_each_icon_of_a_component_is_in_the_sprite() -> None:
    sprite = (VENDOR / "bootstrap-icons" / "icons.svg").read_text()
    known = set(re.findall(r'<symbol[^>]*id="([^"]+)"', sprite))
    used = set()
    for file in TEMPLATES.rglob("*.html"):
        text = file.read_text()
        used |= set(re.findall(r'icon\("([^"]+)"', text))
        used |= set(re.findall(r'icon_name="([^"]+)"', text))
        for pictures in re.findall(r"set PICTURES = {(.*?)}", text):
            used |= set(re.findall(r': "([^"]+)"', pictures))
    assert used - {""} <= known
    assert known == set(refresher().ICONS)


def test_the_first_view_stays_small() -> None:
    import gzip

    files = [STATIC / "cna.css", STATIC / "cna.js", VENDOR / "bootstrap" / "bootstrap.min.css"]
    files.append(VENDOR / "bootstrap-icons" / "icons.svg")
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) < 60_000


def refresher():
    file = Path(PROJECT_FOLDER) / "docs" / "refresh_vendored_files.py"
    spec = importlib.util.spec_from_file_location("refresh_vendored_files", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
