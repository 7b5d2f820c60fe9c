"""The rules of PDF/UA-1 and PDF/A-2, as far as tools of others can check them here.

`pdfua` knows 16 of the 106 rules of PDF/UA-1. Preflight knows all of PDF/A-1b; what the second part
of the standard allows and the first did not, it reports, and that alone is left aside here.
"""

import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from publish.forms import pdf_form
from publish.outline import outlined
from publish.pdf import typeset
from tests.publish.sample import sample_content
from tests.publish.test_forms import FILLED

JARS = [
    Path("/usr/share/java") / f"{name}.jar"
    for name in (
        "preflight",
        "xmpbox",
        "pdfbox2",
        "fontbox2",
        "commons-logging",
        "commons-io",
        "javax.activation",
        "jaxb-api",
    )
]

ONLY_IN_PART_ONE = (
    r"7\.11\.2 : Error on MetaData, part must be 1",
    r"2\.1\.6 : Invalid graphics object, Invalid version of the ICCProfile",
    r"3\.1\.11 : Invalid Font definition, \S+: "
    r"The CIDSet entry is missing for the Composite Subset",
)
"""PDF/A-2 is another part, takes profiles of version 4 and needs no CIDSet."""


@pytest.fixture(scope="module", params=["en", "ar", "zh", "mul", "form"])
def file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample edition in a language as a file, the Arabic one as a proof; or the form."""
    if request.param == "form":
        path = tmp_path_factory.mktemp("rules") / "form.pdf"
        path.write_bytes(pdf_form(replace(FILLED, values={"information": "Facts. " * 1500})))
        return path
    behind = "PROOF" if request.param == "ar" else ""
    document = outlined(sample_content(), request.param)
    path = tmp_path_factory.mktemp("rules") / f"{request.param}.pdf"
    path.write_bytes(typeset(document, behind=behind).content)
    return path


def test_pdfua_finds_nothing(file: Path) -> None:
    pytest.importorskip("pdfua", reason="pdfua is in the extra `dev`")
    done = subprocess.run(
        [sys.executable, "-m", "pdfua", "check", str(file)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert "PASS (no findings)" in done.stdout, done.stdout + done.stderr


def test_all_the_structure_leads_to_stands_on_a_page(file: Path) -> None:
    """No element speaks of a link or field that is not there, and a Form has nothing but its own."""
    with pikepdf.open(file) as pdf:
        there = {it.objgen for page in pdf.pages for it in page.get("/Annots", [])}
        told = []
        for element in pdf.objects:
            if isinstance(element, pikepdf.Dictionary) and element.get("/Type") == "/StructElem":
                kids = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
                led = [kid.Obj.objgen for kid in kids if _is_of_annotation(kid)]
                assert element.S != "/Form" or len(led) == len(kids) == 1
                told += led
        assert told
        assert sorted(told) == sorted(there)


def _is_of_annotation(kid: pikepdf.Object | int) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"


def test_the_file_says_by_which_rules_it_is_built(file: Path) -> None:
    packet = file.read_bytes()
    for claim in (b"pdfaid:part>2<", b"pdfaid:conformance>B<", b"pdfuaid:part>1<"):
        assert claim in packet


@pytest.mark.skipif(
    shutil.which("java") is None or not all(jar.exists() for jar in JARS),
    reason="PDFBox Preflight is not installed (libpdfbox2-java and what .ci/run names with it)",
)
def test_preflight_finds_nothing_but_what_the_second_part_allows(file: Path) -> None:
    # Preflight reads neither object streams nor the version they came with.
    plain = file.with_suffix(".plain.pdf")
    rewrite = ["--object-streams=disable", "--force-version=1.4", "--newline-before-endstream"]
    subprocess.run(["qpdf", *rewrite, str(file), str(plain)], check=True)
    classes = ":".join(map(str, JARS))
    validator = "org.apache.pdfbox.preflight.Validator_A1b"
    done = subprocess.run(
        ["java", "-cp", classes, validator, str(plain)],
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    told = [line for line in done.stdout.splitlines() if re.match(r"\d+(\.\d+)* :", line)]
    assert told, done.stdout + done.stderr
    left = [line for line in told if not any(re.match(rule, line) for rule in ONLY_IN_PART_ONE)]
    assert left == []
