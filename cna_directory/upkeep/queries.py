"""What somebody works on: the record as it was seen, and the draft that was kept of it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from cna_directory.access.roles import Role
from cna_directory.authorities.queries import (
    Revised,
    authority_record,
    profile_of_state,
    records_of_state,
)
from cna_directory.authorities.record import (
    AuthorityKind,
    Provenance,
    ProvenanceKind,
    Record,
    RecordStatus,
    StateProfile,
)
from cna_directory.database import db
from cna_directory.errors import NO_SUCH_PAGE, NotFound
from cna_directory.languages import LocalisedText
from cna_directory.reference.queries import Names, state_by_code, territories
from cna_directory.review.models import ChangeProposal
from cna_directory.review.queries import (
    ProposalRow,
    ReturnedProposal,
    examined_proposal,
    names_of_authorities,
)
from cna_directory.review.queries.contents import (
    empty_profile,
    numbered_revision,
    record_of,
    seen_by,
)
from cna_directory.review.rules import Target
from cna_directory.review.standing import OPEN, ProposalKind
from cna_directory.upkeep.choices import Known, languages_offered
from cna_directory.upkeep.models import RecordDraft
from cna_directory.upkeep.rules.filling import Values, values_of

NOTHING_YET = 0
"""The number of the revision that is seen where there is no record yet."""

DEMONSTRATION = Provenance(ProvenanceKind.MADE_UP, "Made up in the demonstration.")
OF_STATE = Provenance(ProvenanceKind.STATE, "Given by the State through this directory.")


@dataclass(frozen=True, slots=True)
class Work:
    """A record that somebody may propose to change, as a revision has it."""

    kind: ProposalKind
    state_iso2: str
    authority_number: int | None
    record: Record | StateProfile
    revision: int
    content_hash: str

    @property
    def subject(self) -> str:
        """Return the name under which its draft is kept."""
        if self.kind is ProposalKind.ADDITION:
            return f"state/{self.state_iso2}/new"
        if self.authority_number is None:
            return f"state/{self.state_iso2}"
        return f"authority/{self.authority_number}"

    @property
    def target(self) -> Target:
        """Return what a proposal about it names."""
        return Target(self.kind, self.state_iso2, self.authority_number)

    @property
    def made(self) -> type[Record | StateProfile]:
        """Return the class of the record."""
        return type(self.record)

    def seen_by(self, role: Role) -> Record | StateProfile:
        """Return the record as somebody of that role sees it."""
        return seen_by(role, self.record)

    def values(self, role: Role) -> Values:
        """Return the values with which the form begins."""
        if self.kind is ProposalKind.ADDITION:
            return {}
        return values_of(self.seen_by(role))


@dataclass(frozen=True, slots=True)
class OwnState:
    """The State that an account works for; the bounds of access go by it."""

    state_iso2: str


@dataclass(frozen=True, slots=True)
class OwnAuthority:
    """The authority that an account works for; the bounds of access go by its number."""

    authority_number: int | None
    state_iso2: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What an account has typed so far."""

    base_revision: int
    answers_id: int | None
    values: Values
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft in the list of one's own."""

    subject: str
    saved_at: datetime

    @property
    def number(self) -> int | None:
        """Return the record that it would change, if it is one of an authority."""
        kind, _, rest = self.subject.partition("/")
        return int(rest) if kind == "authority" else None

    @property
    def state(self) -> str:
        """Return the State whose profile or new authority it is about."""
        return "" if self.number else self.subject.split("/")[1]

    @property
    def is_addition(self) -> bool:
        """Say whether it is about an authority to be added."""
        return self.subject.endswith("/new")


@contextmanager
def alike() -> Iterator[None]:
    """Answer for what is not there as the guard answers for what is another State's."""
    try:
        yield
    except NotFound:
        raise NotFound(NO_SUCH_PAGE) from None


@alike()
def authority_to_change(number: int) -> Work:
    """Return the live record with that number; an unknown one raises `NotFound`."""
    return _work_on(authority_record(number), ProposalKind.CHANGE)


@alike()
def authority_to_end(number: int) -> Work:
    """Return the live record with that number; an unknown one raises `NotFound`."""
    return _work_on(authority_record(number), ProposalKind.ENDING)


def _work_on(found: Revised[Record], kind: ProposalKind) -> Work:
    record = found.record
    return Work(kind, record.state, record.number, record, found.number, found.content_hash)


@alike()
def authority_to_add(iso2: str) -> Work:
    """Return an empty record of a State; an unknown code raises `NotFound`."""
    state = state_by_code(iso2).iso2
    empty = Record(
        number=0,
        state=state,
        name=LocalisedText("und", ""),
        kind=AuthorityKind.OTHER,
        status=RecordStatus.LIVE,
        provenance=OF_STATE,
    )
    return Work(ProposalKind.ADDITION, state, None, empty, NOTHING_YET, "")


@alike()
def profile_to_change(iso2: str) -> Work:
    """Return what holds for a State as a whole, or an empty profile; an unknown code raises."""
    state = state_by_code(iso2).iso2
    found = profile_of_state(state)
    if found is None:
        nothing = empty_profile(state)
        return Work(ProposalKind.PROFILE, state, None, nothing, NOTHING_YET, "")
    return Work(ProposalKind.PROFILE, state, None, found.record, found.number, found.content_hash)


def as_begun(work: Work, base_revision: int) -> Work:
    """Return what somebody works on as it was when the work began.

    Raises:
        NotFound: the record never had such a revision.
    """
    if base_revision == work.revision:
        return work
    is_new = work.kind is ProposalKind.ADDITION
    found = None if is_new else numbered_revision(work.target, base_revision)
    if found is None and not (work.kind is ProposalKind.PROFILE and base_revision == NOTHING_YET):
        raise NotFound(NO_SUCH_PAGE)
    return replace(
        work,
        record=record_of(found) if found else empty_profile(work.state_iso2),
        revision=base_revision,
        content_hash=found.content_hash if found else "",
    )


def draft_of(account_id: int, subject: str) -> Draft | None:
    """Return what an account has typed about something, if it is kept."""
    found = db.session.scalar(
        select(RecordDraft).where(
            RecordDraft.account_id == account_id, RecordDraft.subject == subject
        )
    )
    if found is None:
        return None
    return Draft(found.base_revision, found.answers_id, dict(found.fields), found.saved_at)


def answered_by(draft: Draft) -> ReturnedProposal | None:
    """Return the proposal that a draft answers, unless another one has answered it by now."""
    if draft.answers_id is None:
        return None
    it = examined_proposal(draft.answers_id)
    if it.succeeded_by is not None:
        return None
    return ReturnedProposal(
        id=it.id,
        base_revision=draft.base_revision,
        proposed=it.contents.proposed,
        effective_from=it.effective_from,
        remark=it.remark,
        reason=it.reason,
        is_of_state=it.is_of_state,
    )


def drafts_of(account_id: int, state_iso2: str) -> tuple[DraftRow, ...]:
    """Return the drafts of an account about what its State has now, the newest first."""
    live = (f"authority/{number}" for number in names_of_authorities(state_iso2))
    subjects = [f"state/{state_iso2}", f"state/{state_iso2}/new", *live]
    rows = db.session.execute(
        select(RecordDraft.subject, RecordDraft.saved_at)
        .where(RecordDraft.account_id == account_id, RecordDraft.subject.in_(subjects))
        .order_by(RecordDraft.saved_at.desc())
    )
    return tuple(DraftRow(subject, saved_at) for subject, saved_at in rows)


def sent_already(account_id: int, target: Target, content_hash: str) -> int | None:
    """Return the proposal with which an account has sent a content, while it waits."""
    return db.session.scalar(
        select(ChangeProposal.id)
        .where(
            ChangeProposal.proposed_by == account_id,
            ChangeProposal.kind == target.kind,
            ChangeProposal.state_iso2 == target.state_iso2,
            ChangeProposal.authority_number.is_not_distinct_from(target.authority_number),
            ChangeProposal.content_hash == content_hash,
            ChangeProposal.status.in_(OPEN),
        )
        .order_by(ChangeProposal.id.desc())
        .limit(1)
    )


def told_to(role: Role, proposals: Sequence[ProposalRow]) -> tuple[ProposalRow, ...]:
    """Return the proposals in which somebody of that role finds anything to read.

    What an officer changes in a post that only the secretariat sees is nothing to anybody else.
    """
    by_officers = db.session.scalars(
        select(ChangeProposal.id).where(
            ChangeProposal.id.in_([it.id for it in proposals]),
            ChangeProposal.kind == ProposalKind.CHANGE,
            ChangeProposal.proposed_as == Role.SECRETARIAT,
        )
    ).all()
    unseen = {it for it in by_officers if not examined_proposal(it).changes_as_proposed(role)}
    return tuple(it for it in proposals if it.id not in unseen)


def known_around(work: Work, names: Names, role: Role) -> Known:
    """Return what the form of a record may name."""
    state = state_by_code(work.state_iso2)
    profile = profile_of_state(state.iso2)
    said = profile.record if profile else None
    return Known(
        names=names,
        languages=languages_offered(
            (said.official_languages if said else ()) or state.official_languages
        ),
        time_zones=(said.time_zones if said else ()) or state.time_zones,
        territories=tuple(t.code for t in territories() if t.state_iso2 == state.iso2),
        authorities={
            it.record.number: f"{it.record.number} · {it.record.name.text}"
            for it in records_of_state(state.iso2)
            if it.record.number != work.authority_number
        },
        is_secretariat=role is Role.SECRETARIAT,
    )
