"""The page of requirements tells the truth: nothing missing, nothing twice, all evidence there."""

import ast
import re
import sys
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from cna_directory.settings import PROJECT_FOLDER
from tests.security.requirements import APPLICABLE

PAGE = PROJECT_FOLDER / "docs" / "security" / "asvs.md"
DEPLOYMENT = "operating.md"

ROW = re.compile(r"\| (\d+\.\d+\.\d+) \| ([123]) \| ([^|]+) \| ([^|]*) \| ([^|]+) \|")
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
LINK = re.compile(r"\]\(([^)]+)\)")
COUNT = re.compile(r"\| (level [12]|both) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|")


@dataclass(frozen=True)
class Requirement:
    """One row of the page."""

    number: str
    level: int
    asks: str
    met_by: str
    evidence: str

    @property
    def is_met(self) -> bool:
        """Say whether the page claims that it is met."""
        return "not met" not in self.met_by

    @property
    def kind(self) -> str:
        """Return what shows it first of all: a test, a check at deployment, or a document."""
        if not self.is_met:
            return "not met"
        if TEST.search(self.evidence):
            return "test"
        return "deployment" if DEPLOYMENT in self.evidence else "document"


def requirements() -> list[Requirement]:
    found = (ROW.fullmatch(line) for line in PAGE.read_text().splitlines())
    return [
        Requirement(m[1], int(m[2]), m[3].strip(), m[4].strip(), m[5].strip()) for m in found if m
    ]


@cache
def known_tests() -> frozenset[tuple[str, str]]:
    """Return every test by its file and name; parsed and not collected, which takes no time."""
    return frozenset(
        (file.relative_to(PROJECT_FOLDER).as_posix(), node.name)
        for file in (PROJECT_FOLDER / "tests").rglob("test_*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


@cache
def headings(file: Path) -> frozenset[str]:
    """Return the anchors of a document's headings, as they are made where it is shown."""
    found = re.findall(r"^#+ (.+)$", file.read_text(), re.MULTILINE)
    return frozenset(re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in found)


def missing_evidence(evidence: str, tests: frozenset[tuple[str, str]]) -> list[str]:
    """Return what an evidence names that is not there; evidence that names nothing is missing."""
    named = TEST.findall(evidence)
    links = LINK.findall(evidence)
    gone = [f"{file}::{name}" for file, name in named if (file, name) not in tests]
    for link in links:
        place, _, anchor = link.partition("#")
        file = (PAGE.parent / place).resolve()
        if not file.is_file() or (anchor and anchor not in headings(file)):
            gone.append(link)
    return gone if named or links else ["no evidence"]


def test_each_applicable_requirement_stands_there_once_with_its_level() -> None:
    found = requirements()
    assert Counter(r.number for r in found) == Counter(list(APPLICABLE))
    assert {r.number: r.level for r in found} == APPLICABLE
    assert all(len(r.asks) > 5 for r in found)


def test_all_evidence_is_there() -> None:
    gone = {
        r.number: missing
        for r in requirements()
        if (missing := missing_evidence(r.evidence, known_tests()))
    }
    assert not gone


def test_all_links_and_tests_of_the_pages_are_there() -> None:
    """The other pages on security name tests and places too."""
    gone = {}
    for file in sorted(PAGE.parent.glob("*.md")):
        text = file.read_text()
        for link in LINK.findall(text):
            place, _, anchor = link.partition("#")
            target = (file.parent / place).resolve() if place else file
            if not target.is_file() or (anchor and anchor not in headings(target)):
                gone[f"{file.name}: {link}"] = "no such place"
        for test in TEST.findall(text):
            if test not in known_tests():
                gone[f"{file.name}: {test}"] = "no such test"
        for code in re.findall(r"`(cna_directory/[\w/]+\.(?:py|txt))`", text):
            if not (PROJECT_FOLDER / code).is_file():
                gone[f"{file.name}: {code}"] = "no such module"
    assert not gone


def test_the_counts_at_the_head_are_those_of_the_tables(capsys: pytest.CaptureFixture[str]) -> None:
    stated = {m[1]: tuple(int(n) for n in m.groups()[1:]) for m in COUNT.finditer(PAGE.read_text())}
    counted = {}
    for name, levels in (("level 1", {1}), ("level 2", {2}), ("both", {1, 2})):
        kinds = Counter(r.kind for r in requirements() if r.level in levels)
        parts = [kinds[kind] for kind in ("test", "document", "deployment", "not met")]
        counted[name] = (sum(parts), *parts)
    with capsys.disabled():
        left = [f"{r.number} ({r.met_by})" for r in requirements() if not r.is_met]
        # Whoever runs the tests reads what is left open.
        sys.stdout.write(f"\nASVS: {counted['both'][0]} apply, not met: {'; '.join(left)}\n")
    assert stated == counted


def test_a_deleted_test_and_a_lost_heading_would_be_noticed() -> None:
    shown = [r for r in requirements() if r.kind == "test"]
    for requirement in shown:
        named = TEST.findall(requirement.evidence)[0]
        assert missing_evidence(requirement.evidence, known_tests() - {named})
    assert missing_evidence("[limits](authentication.md#no-such-heading)", known_tests())
    assert missing_evidence("somebody said so", known_tests())
