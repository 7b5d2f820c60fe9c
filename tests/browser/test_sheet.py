"""A State's sheet is one printed page, however much there is to say of it."""

from dataclasses import replace
from io import BytesIO

import pytest
from flask import Flask
from pypdf import PdfReader

from cna_directory.authorities import record as r
from tests.browser.conftest import NewContext
from tests.builders import a_designation, a_record, seed, words

PROVENANCE = r.Provenance(r.ProvenanceKind.MADE_UP, "Made up for a test.")


def the_fullest(number: int, state: str) -> r.Record:
    """Return a record that has long lines in every column of the sheet."""
    ways = tuple(
        r.AcceptedChannel(urgency, route, r.Acceptance.ACCEPTED_IF_AGREED)
        for urgency in r.Urgency
        for route in (r.ChannelRoute.DIRECT, r.ChannelRoute.INTERPOL)
    )
    designations = tuple(
        a_designation(
            code,
            channels=ways,
            language_rules=(r.LanguageRule(r.LanguageUse.NORMAL, ("ar", "zh", "en", "fr", "ru")),),
            role=r.DesignationRole.FOCAL_POINT,
        )
        for code in ("mla", "extradition", "transfer", "drugs_sea", "migrants_sea", "firearms")
    )
    return a_record(
        number,
        state,
        name=r.LocalisedText("ar", "وزارة العدل والشؤون الإسلامية والأوقاف " * 5),
        designations=designations,
        telephones=(
            r.Telephone("+999 1 555 0100", extension="1234567890"),
            r.Telephone("+999 1 555 0101", r.NumberUse.URGENT),
        ),
        emails=(r.Email("international-cooperation-in-criminal-matters@justice.gov.example"),),
    )


@pytest.fixture
def filled(served: Flask) -> Flask:
    """Add the fullest State to the directory that the browser looks at."""
    bases = tuple(
        replace(
            r.LegalBasis(instrument, code, answer),
            other_bases=words("Bilateral treaties and reciprocity."),
        )
        for instrument, answer in (
            ("UNTOC", r.ConventionAsBasis.ONLY_IF_NO_OTHER_TREATY),
            ("UNCAC", r.ConventionAsBasis.NOT_REQUIRED),
            ("DRUG1988", r.ConventionAsBasis.YES),
            ("TIP", r.ConventionAsBasis.NO),
            ("SOM", r.ConventionAsBasis.YES),
            ("FP", r.ConventionAsBasis.YES),
        )
        for code in ("mla", "extradition", "transfer")
    )
    profile = r.StateProfile(
        "MA",
        PROVENANCE,
        legal_bases=bases,
        fallback_note=words("Write to the ministry of foreign affairs. " * 20),
        time_zones=("Africa/Casablanca", "Europe/Paris", "Asia/Tokyo", "America/Lima"),
    )
    with served.app_context():
        if not served.config.get("IS_FULL"):
            seed(*(the_fullest(number, "MA") for number in range(9801, 9816)), profile)
            served.config["IS_FULL"] = True
    return served


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_prints_on_one_page(filled: Flask, a_context: NewContext, language: str) -> None:
    page = a_context().new_page()
    for state, least in (("MA", 3), ("NL", 1), ("EG", 1), ("TV", 0)):
        page.goto(f"/states/{state}/sheet?lang={language}")
        assert page.locator(".sheet-entries > li").count() >= least, state
        printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
        assert len(printed.pages) == 1, state
        assert "Check before use" in printed.pages[0].extract_text(), state
