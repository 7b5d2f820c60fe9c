"""Filling in the pages: the draft is saved as one goes, and nobody is told of it.

A draft is not recorded in the trail, so these are bookkeeping; what is sent becomes a request.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import delete

from cna_directory import clock
from cna_directory.access.actors import Actor
from cna_directory.accounts.tokens import hash_of, new_token
from cna_directory.admission.letters import open_letter
from cna_directory.admission.models import AccountRequestDraft, Letter
from cna_directory.admission.queries.drafts import Draft, known_to_answers
from cna_directory.admission.rules.answers import AskStep, cleaned_answers, problems_with_answers
from cna_directory.database import db
from cna_directory.errors import LinkExpired
from cna_directory.limits import Limit, count_try, counted_address
from cna_directory.operation import bookkeeping, require
from cna_directory.settings import Settings

A_DAY = timedelta(days=1)
TOMORROW = "Try again tomorrow, or ask the secretariat through your Permanent Mission."

DRAFTS_FROM_ADDRESS = Limit(
    "account_request_draft",
    20,
    A_DAY,
    f"Many requests for an account were begun from your network today. {TOMORROW}",
)
DRAFTS_OVERALL = Limit(
    "account_request_draft",
    5000,
    A_DAY,
    f"Very many requests for an account were begun today. {TOMORROW}",
)
UPLOADS_FROM_ADDRESS = Limit(
    "account_request_letter",
    30,
    A_DAY,
    f"Many letters were uploaded from your network today. Go on without a letter, or: {TOMORROW}",
)
UPLOADS_OVERALL = Limit(
    "account_request_letter",
    1000,
    A_DAY,
    f"Very many letters were uploaded today. Go on without a letter, or: {TOMORROW}",
)

GONE = "Your answers are no longer kept here. Begin again; it takes ten minutes."


def begin_draft(actor: Actor) -> str:
    """Begin a draft and return its token, which the visitor's browser carries.

    Raises:
        TooManyAttempts: a limit stands against it.
    """
    from_there = counted_address(actor.remote_address)
    count_try([(DRAFTS_FROM_ADDRESS, from_there), (DRAFTS_OVERALL, "")])
    now, token = clock.now(), new_token()
    with bookkeeping():
        db.session.add(
            AccountRequestDraft(token_hash=hash_of(token), answers={}, made_at=now, changed_at=now)
        )
    return token


def save_answers(
    draft: Draft, step: AskStep, typed: Mapping[str, Any], *, settings: Settings
) -> None:
    """Save the answers of one page.

    Raises:
        RuleBroken: an answer is missing or cannot be taken; nothing was saved.
        LinkExpired: the draft was sent or forgotten meanwhile.
    """
    cleaned = cleaned_answers(step, typed, draft.answers)
    require(problems_with_answers(step, {**draft.answers, **cleaned}, known_to_answers(settings)))
    with bookkeeping():
        kept = _kept(draft)
        kept.answers = {**kept.answers, **cleaned}


def put_letter(actor: Actor, draft: Draft, *, content: bytes, file_name: str) -> None:
    """Keep a supporting letter with a draft, in place of the one before.

    Raises:
        TooManyAttempts: a limit stands against it.
        RuleBroken: it is no letter that is taken; the sentence says what to do.
        LinkExpired: the draft was sent or forgotten meanwhile.
    """
    from_there = counted_address(actor.remote_address)
    count_try([(UPLOADS_FROM_ADDRESS, from_there), (UPLOADS_OVERALL, "")])
    opened = open_letter(content, file_name)
    with bookkeeping():
        kept = _kept(draft)
        _forget_letter(kept)
        letter = Letter(
            file_name=opened.file_name,
            media_type=opened.media_type,
            size=len(opened.content),
            sha256=opened.sha256,
            content=opened.content,
            uploaded_at=clock.now(),
        )
        db.session.add(letter)
        db.session.flush()
        kept.letter_id = letter.id


def remove_letter(draft: Draft) -> None:
    """Take the supporting letter away from a draft.

    Raises:
        LinkExpired: the draft was sent or forgotten meanwhile.
    """
    with bookkeeping():
        _forget_letter(_kept(draft))


def forget_draft(draft: Draft) -> None:
    """Throw a draft away with its letter: others may use the same machine.

    Raises:
        LinkExpired: the draft was sent or forgotten meanwhile.
    """
    with bookkeeping():
        kept = _kept(draft)
        _forget_letter(kept)
        db.session.delete(kept)


def _kept(draft: Draft) -> AccountRequestDraft:
    kept = db.session.get(AccountRequestDraft, draft.id, with_for_update=True)
    if kept is None:
        raise LinkExpired(GONE)
    kept.changed_at = clock.now()
    return kept


def _forget_letter(kept: AccountRequestDraft) -> None:
    letter_id, kept.letter_id = kept.letter_id, None
    db.session.flush()
    db.session.execute(delete(Letter).where(Letter.id == letter_id))
