"""Developer only: fetch the vendored files anew; running the site needs no Node.

Run `python3 docs/refresh_vendored_files.py` after changing a version or the list of icons.
It asks npm for the packages, keeps the files named here and writes their sizes and SHA-256 to
VENDOR.json, against which a test compares what is committed.
"""

import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "cna_directory" / "static" / "vendor"
WHOLE_SPRITE = "bootstrap-icons.svg"
PACKAGES: dict[str, tuple[str, dict[str, str]]] = {
    "bootstrap": (
        "5.3.9",
        {
            "dist/css/bootstrap.min.css": "bootstrap.min.css",
            "dist/css/bootstrap.rtl.min.css": "bootstrap.rtl.min.css",
            "LICENSE": "LICENSE",
        },
    ),
    "bootstrap-icons": ("1.13.2", {WHOLE_SPRITE: "icons.svg", "LICENSE": "LICENSE"}),
    "htmx.org": ("2.0.11", {"dist/htmx.min.js": "htmx.min.js", "LICENSE": "LICENSE"}),
}
"""Package -> version, and path in the package -> name of the file here."""

ICONS = (
    "box-arrow-up-right",
    "check-circle",
    "chevron-left",
    "chevron-right",
    "clipboard",
    "clock-history",
    "download",
    "exclamation-triangle",
    "file-earmark-pdf",
    "file-earmark-text",
    "info-circle",
    "key",
    "lock",
    "printer",
    "search",
    "shield-check",
    "shield-exclamation",
    "star",
    "star-fill",
    "translate",
    "x-lg",
)
"""The icons that the components use, by their names in the whole sprite."""


def main() -> None:
    """Write the files and their manifest."""
    rows = [row for package in PACKAGES for row in _fetch(package)]
    (FOLDER / "VENDOR.json").write_text(json.dumps(rows, indent=1) + "\n")
    sys.stdout.write(f"{len(rows)} files, {sum(int(row['bytes']) for row in rows):,} bytes\n")


def _fetch(package: str) -> list[dict[str, str | int]]:
    version, files = PACKAGES[package]
    with tempfile.TemporaryDirectory() as folder:
        archive = subprocess.run(
            ["npm", "pack", "--silent", f"{package}@{version}"],
            cwd=folder,
            check=True,
            capture_output=True,
            text=True,
        ).stdout.split()[-1]
        with tarfile.open(Path(folder) / archive) as packed:
            licence = json.loads(_member(packed, "package.json"))["license"]
            return [
                _keep(package, version, licence, name, _wanted(packed, path))
                for path, name in files.items()
            ]


def _member(packed: tarfile.TarFile, path: str) -> bytes:
    file = packed.extractfile(f"package/{path}")
    if file is None:
        raise FileNotFoundError(path)
    return file.read()


def _wanted(packed: tarfile.TarFile, path: str) -> bytes:
    content = _member(packed, path)
    if path == WHOLE_SPRITE:
        return _subset(content.decode()).encode()
    # The source maps are not shipped, so nothing may ask for them.
    return re.sub(rb"\n?/\*# sourceMappingURL=[^*]*\*/", b"", content)


def _subset(sprite: str) -> str:
    """Return a sprite of the icons that pages use; the whole one is 1.1 MB."""
    symbols = []
    for icon in ICONS:
        found = re.search(rf'<symbol[^>]*id="{icon}".*?</symbol>', sprite, re.DOTALL)
        if found is None:
            raise LookupError(f"there is no icon {icon}")
        symbols.append(found.group(0))
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def _keep(
    package: str, version: str, licence: str, name: str, content: bytes
) -> dict[str, str | int]:
    file = FOLDER / package / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content)
    return {
        "package": package,
        "version": version,
        "licence": licence,
        "file": f"{package}/{name}",
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }


if __name__ == "__main__":
    main()
