"""Recording that a language of editions was reviewed, and taking it back."""

from sqlalchemy import select

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.access.capabilities import Capability
from cna_directory.audit.actions import Action
from cna_directory.database import db
from cna_directory.errors import EditConflict, Problem
from cna_directory.operation import note, operation, require
from cna_directory.wording.models import WordingReview
from cna_directory.wording.queries import LanguageWording
from cna_directory.wording.rules import problems_with_review

CHANGED_SINCE = (
    "The words of this language have changed since you opened this page. Nothing was recorded. "
    "Read what is new, and record the review then."
)


@operation(Action.WORDING_REVIEWED, needs=Capability.REVIEW_WORDING)
def record_review(
    actor: Actor,
    wording: LanguageWording,
    *,
    reviewer: str,
    remarks: str,
    has_read_all: bool,
    seen: str,
) -> None:
    """Record that somebody has read every word of a language and finds it right, as of today.

    It holds for exactly the words whose hash the officer has `seen`.

    Raises:
        RuleBroken: it is not said who reviewed it, or not confirmed that all of it was read.
        EditConflict: the words are not those that the officer saw.
    """
    require(problems_with_review(reviewer, remarks, has_read_all=has_read_all))
    if seen != wording.wording_hash:
        raise EditConflict(CHANGED_SINCE)
    db.session.add(
        WordingReview(
            language=wording.language,
            wording_hash=wording.wording_hash,
            reviewer=reviewer.strip(),
            reviewed_at=clock.now(),
            note=remarks.strip(),
        )
    )
    note(_place(wording), language=wording.language, wording_hash=wording.wording_hash)


@operation(Action.WORDING_REVIEW_TAKEN_BACK, needs=Capability.REVIEW_WORDING)
def take_back_review(actor: Actor, wording: LanguageWording) -> None:
    """Take back every review of a language, so that it is a draft again until it is reviewed anew.

    Raises:
        RuleBroken: nobody has reviewed it.
    """
    reviews = db.session.scalars(
        select(WordingReview)
        .where(
            WordingReview.language == wording.language,
            WordingReview.taken_back_at.is_(None),
        )
        .with_for_update()
    ).all()
    if not reviews:
        require([Problem("review", "Nobody has reviewed this language. There is nothing to do.")])
    for review in reviews:
        review.taken_back_at = clock.now()
    note(_place(wording), language=wording.language)


def _place(wording: LanguageWording) -> str:
    return f"wording/{wording.language}"
