"""Building files from frozen content, outside any transaction, while saying how far it is."""

import time
import zlib

from cna_directory.editions import claims
from cna_directory.editions.calendar import EditionNumber
from cna_directory.editions.claims import Claim
from cna_directory.editions.operations.chapters import KeptChapters
from cna_directory.editions.queries import content_of
from cna_directory.editions.rules import Share, drafts_now, issued_languages
from cna_directory.errors import PublishingFailed
from cna_directory.settings import Settings
from cna_directory.wording.queries import reviewed_languages
from publish.building import Progress
from publish.content import EditionContent, read_content
from publish.manifest import BuiltFile
from publish.wording import DRAFTS, EDITIONS

__all__ = [
    "EDITIONS",
    "build_files",
    "content_as_frozen",
    "drafts",
    "languages_to_issue",
    "watched",
]

LONGEST_SILENCE = 1.0
"""Seconds after which the work says again how far it is."""

LONGEST_STANDSTILL = 30 * 60.0
"""Seconds for which the work may say the same again and again; no step of a full edition takes as
long on a slow machine."""

NOTHING_TO_ISSUE = (
    "No person has reviewed the words of any language that CNA_EDITION_LANGUAGES names, so there is"
    " no language to issue the edition in. Record the review of one of them on the page “Wording of"
    " editions”, or add en to CNA_EDITION_LANGUAGES."
)


def content_as_frozen(number: EditionNumber) -> EditionContent:
    """Return what was kept of an edition at its closing.

    Raises:
        PublishingFailed: nothing was.
    """
    compressed = content_of(number.year, number.half)
    if compressed is None:
        raise PublishingFailed(f"Edition {number} has no frozen content.")
    return read_content(zlib.decompress(compressed))


def drafts() -> frozenset[str]:
    """Return the languages that no person has reviewed as their words are today."""
    return drafts_now(DRAFTS, reviewed_languages())


def languages_to_issue(settings: Settings, drafts: frozenset[str]) -> tuple[str, ...]:
    """Return the languages in which an edition is issued now.

    Raises:
        PublishingFailed: there is none; the sentence says what to do.
    """
    languages = issued_languages(
        settings.edition_languages, drafts, is_demonstration=settings.is_demonstration
    )
    if not languages:
        raise PublishingFailed(NOTHING_TO_ISSUE)
    return languages


def build_files(
    content: EditionContent,
    languages: tuple[str, ...],
    *,
    drafts: frozenset[str],
    is_proof: bool = False,
    progress: Progress | None = None,
) -> tuple[BuiltFile, ...]:
    """Return the checked files of an edition.

    A proof uses chapters again that were laid out before. What is issued is made anew from its
    content, whose hash stands in the trail: nobody can have changed it in a cache.
    """
    # Imported here because web processes load this module too and never need the engines.
    from publish.building import build

    if not is_proof:
        return build(content, languages, progress, drafts=drafts)
    chapters = KeptChapters()
    files = build(content, languages, progress, drafts=drafts, is_proof=True, cache=chapters)
    chapters.keep()
    return files


def watched(claim: Claim, languages: int, progress: Progress | None) -> Progress:
    """Return a progress display that renews the claim and says how far the work is.

    Only living work keeps its claim: who is shut out learns it here at the latest, and work that
    comes no further is given up.
    """
    share = Share(languages)
    most = min(LONGEST_SILENCE, claims.lease_of(claim.fence).total_seconds() / 4)
    told_at = moved_at = time.monotonic()
    last = ("", 0)

    def tell(step: str, done: int, total: int) -> None:
        nonlocal told_at, moved_at, last
        so_far, now = share.after(step, done, total), time.monotonic()
        if (step, done) != last:
            moved_at, last = now, (step, done)
        elif now - moved_at > LONGEST_STANDSTILL:
            minutes = round(LONGEST_STANDSTILL / 60)
            raise PublishingFailed(f"The work came no further for {minutes} minutes at {step}.")
        if now - told_at > most:
            claims.renew(claim, step=step, done=so_far, total=share.total)
            told_at = time.monotonic()
        if progress is not None:
            progress(step, done, total)

    return tell
