"""A directory in which there is one of everything that a route can name, and one visitor of each kind.

It runs as in production, on SQLite. Whatever a request changes is put back before the next one, so
that each answer stands for itself.
"""

import contextvars
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import time_machine
from flask import Flask
from sqlalchemy import create_engine, event, insert
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from cna_directory import clock
from cna_directory.access.roles import Role
from cna_directory.accounts import models as accounts
from cna_directory.accounts import standing
from cna_directory.accounts.tokens import hash_of
from cna_directory.admission import models as admission
from cna_directory.admission.standing import RequestStatus, Voucher
from cna_directory.authorities.plain import content_hash, to_plain
from cna_directory.authorities.record import Provenance, ProvenanceKind, StateProfile
from cna_directory.copies import models as copies
from cna_directory.database import Base, db
from cna_directory.desk.models import SavedFilter
from cna_directory.editions import models as editions
from cna_directory.exchange.models import ImportedRow, RecordImport
from cna_directory.exchange.standing import ImportStatus
from cna_directory.following.models import FollowedSoFar, Following
from cna_directory.following.standing import FollowedKind, Frequency
from cna_directory.notes.models import PrivateNote
from cna_directory.reports.models import ProblemReport
from cna_directory.reports.standing import ProblemKind, ReportStatus
from cna_directory.review import models as review
from cna_directory.review.standing import ProposalKind, ProposalStatus
from cna_directory.settings import Mode, Settings
from cna_directory.subscriptions.models import EditionSubscription
from cna_directory.upkeep.models import RecordDraft
from cna_directory.upkeep.rules.filling import values_of
from publish.content import canonical_json
from tests.builders import a_record, seed
from tests.conftest import make_settings, running
from tests.features.accounts.visitors import PASSWORD, TOKEN, Browser, an_account, change
from tests.features.editions.compiling import compiled

HOST = "https://directory.example"
COOKIE = "__Host-directory"

VISITOR, HALF, SUSPENDED = "visitor", "half in", "suspended"
READER, AUTHORITY, FOCAL, FOREIGN = "reader", "authority", "focal FR", "focal DE"
OFFICER, ADMINISTRATOR = "officer", "admin"
STALE, NEW_TERMS = "officer late", "new terms"
PROGRAM = "program"

KINDS = {
    VISITOR: "nobody is signed in",
    HALF: "the right password was typed, the second factor is missing",
    SUSPENDED: "the cookie of a session from before the account was suspended",
    READER: "a reader",
    AUTHORITY: "an authority user of France",
    FOCAL: "the focal point of France, to which every object of a State belongs",
    FOREIGN: "the focal point of Germany, to which none belongs",
    OFFICER: "an officer of the secretariat, second factor shown just now",
    ADMINISTRATOR: "an administrator, second factor shown just now",
    STALE: "an officer whose second factor was shown an hour ago",
    NEW_TERMS: "a reader who has not accepted the terms that hold now",
    PROGRAM: "a program with an access token of a reader for the whole directory, and no cookie",
}
"""Every kind of visitor by the name of its column, and what it is."""

ROLES = {
    HALF: Role.READER,
    SUSPENDED: Role.SECRETARIAT,
    READER: Role.READER,
    AUTHORITY: Role.AUTHORITY_USER,
    FOCAL: Role.FOCAL_POINT,
    FOREIGN: Role.FOCAL_POINT,
    OFFICER: Role.SECRETARIAT,
    ADMINISTRATOR: Role.ADMINISTRATOR,
    STALE: Role.SECRETARIAT,
    NEW_TERMS: Role.READER,
    PROGRAM: Role.READER,
}

ABSENT = 424242
"""A number that nothing has."""


@dataclass
class Guest:
    """A visitor of one kind: cookies, the token of its forms, and its account."""

    cookies: dict[str, str]
    form_token: str
    account_id: int = 0
    access_token: str = ""


@dataclass
class Directory:
    """The application, its guests, the objects that addresses name, and the database as it was."""

    app: Flask
    file: Path
    before: sqlite3.Connection
    watch: sqlite3.Connection
    guests: dict[str, Guest] = field(default_factory=dict)
    objects: dict[str, dict[str, Any]] = field(default_factory=dict)
    reached: list[str] = field(default_factory=list)
    """Endpoints whose view was run by the last request."""

    def ask(
        self,
        kind: str,
        method: str,
        address: str,
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        **options: Any,
    ) -> TestResponse:
        """Send a request as a guest, as a browser would: with its cookies and nothing else."""
        self.reached.clear()
        cookies = "; ".join(f"{name}={value}" for name, value in self.guests[kind].cookies.items())
        sent = {"Cookie": cookies} if cookies else {}
        if token := self.guests[kind].access_token:
            sent["Authorization"] = f"Bearer {token}"
        client = self.app.test_client(use_cookies=False)
        return contextvars.Context().run(
            client.open,
            address,
            method=method,
            base_url=HOST,
            buffered=True,
            data=dict(form) if form is not None else options.pop("data", None),
            headers=sent | dict(headers or {}),
            **options,
        )

    def proof(self, kind: str) -> dict[str, str]:
        """Return the token of the guest's own forms."""
        return {"csrf_token": self.guests[kind].form_token}

    def put_back(self) -> None:
        """Make the database what it was before."""
        with closing(sqlite3.connect(self.file)) as connection:
            connection.execute("PRAGMA synchronous=OFF")
            self.before.backup(connection)

    def version(self) -> int:
        """Return a number that is another one when somebody has written since."""
        return int(self.watch.execute("PRAGMA data_version").fetchone()[0])

    def variants(self, rule: Rule) -> list[str]:
        """Return which objects an address of the rule can name, such as `own` and `absent`."""
        names: dict[str, None] = {}
        for argument in sorted(rule.arguments):
            names |= dict.fromkeys(self.named(rule, argument))
        return list(names) or [""]

    def named(self, rule: Rule, argument: str) -> dict[str, Any]:
        """Return the values of an argument by what they name."""
        found = self.objects.get(f"{rule.endpoint} {argument}") or self.objects.get(argument)
        if found is None:
            raise LookupError(
                f"{rule.rule}: say in tests/access/directory.py what <{argument}> can name"
            )
        return found

    def address(self, rule: Rule, variant: str, kind: str) -> str:
        """Return an address of the rule for a guest."""
        values = {}
        for argument in rule.arguments:
            named = self.named(rule, argument)
            value = named.get(variant, next(iter(named.values())))
            values[argument] = value[kind] if isinstance(value, dict) else value
        _, path = rule.build(values) or ("", "")
        return path


@contextmanager
def a_directory(migrated: Path, folder: Path) -> Iterator[Directory]:
    """Open the directory on a copy of a migrated database; the clock stands still meanwhile.

    Else sessions would be noted as seen, and end, while a slow machine still asks.
    """
    with time_machine.travel(clock.now(), tick=False), _opened(migrated, folder) as directory:
        yield directory


@contextmanager
def _opened(migrated: Path, folder: Path) -> Iterator[Directory]:
    file = folder / "directory.sqlite"
    file.touch(mode=0o600)
    with closing(sqlite3.connect(migrated)) as source, closing(sqlite3.connect(file)) as target:
        source.backup(target)
    url = f"sqlite:///{file}"
    settings = _settings(url, folder)
    with running(settings) as app:
        made_up = Provenance(ProvenanceKind.MADE_UP, "For a test.")
        seed(a_record(9001), StateProfile("FR", made_up))
        db.session.remove()
        guests = {kind: _guest(app, kind) for kind in KINDS}
        objects = _objects(url, guests)
    with running(settings) as app:
        db.session.remove()
        # Nothing here outlives the test, so the disk need not be waited for.
        event.listen(db.engine, "connect", lambda c, _: c.execute("PRAGMA synchronous=OFF"))
        db.engine.dispose()
        before = sqlite3.connect(":memory:", check_same_thread=False)
        watch = sqlite3.connect(file, check_same_thread=False)
        directory = Directory(app, file, before, watch, guests, objects)
        _watch_views(directory)
        for kind in guests:
            _look_at_a_form(directory, kind)
        with closing(sqlite3.connect(file)) as source:
            source.backup(before)
        yield directory
        before.close()
        watch.close()


def _settings(url: str, folder: Path) -> Settings:
    settings = make_settings(url, folder, Mode.PRODUCTION)
    return replace(settings, security_contact="mailto:security@directory.example")


def _watch_views(directory: Directory) -> None:
    """Note which view runs, which alone tells a refusal from a view's own answer."""

    def watched(endpoint: str, view: Any) -> Any:
        def run(*args: Any, **kwargs: Any) -> Any:
            directory.reached.append(endpoint)
            return view(*args, **kwargs)

        return run

    views = directory.app.view_functions
    views.update({endpoint: watched(endpoint, view) for endpoint, view in views.items()})


class SecureBrowser(Browser):
    """A browser that asks over https, as production wants it."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Ask under the one host that is answered."""
        kwargs.setdefault("base_url", HOST)
        return super().open(*args, **kwargs)


def _guest(app: Flask, kind: str) -> Guest:
    if kind == VISITOR:
        return Guest({}, "")
    email = f"{kind.replace(' ', '-').lower()}@ministry.example"
    state = {AUTHORITY: "FR", FOCAL: "FR", FOREIGN: "DE"}.get(kind)
    number = 9001 if kind == AUTHORITY else None
    account_id = an_account(app, email, ROLES[kind], state_iso2=state, authority_number=number)
    if kind == PROGRAM:
        _access_token(app.extensions["settings"].database_url, account_id, "token-of-a-program")
        return Guest({}, "", account_id, "token-of-a-program")
    if kind == HALF:
        return Guest(_cookies_after_password(app, email), "", account_id)
    token = f"session-of-{kind}".replace(" ", "-")
    now = clock.now()
    shown = now - timedelta(hours=1) if kind == STALE else now
    _put(
        app.extensions["settings"].database_url,
        accounts.UserSession,
        token_hash=hash_of(token),
        account_id=account_id,
        created_at=shown,
        last_seen_at=now,
        remote_address="192.0.2.10",
        user_agent="Mozilla/5.0 Firefox/140.0",
        factor=standing.Factor.PASSKEY,
        confirmed_at=shown,
        device_hash="",
    )
    if kind == SUSPENDED:
        change(app, f"UPDATE account SET status = 'suspended' WHERE id = {account_id}")
    if kind == NEW_TERMS:
        change(app, f"UPDATE account SET terms_version = '' WHERE id = {account_id}")
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return Guest({COOKIE: serializer.dumps({"_user_id": token, "_fresh": True})}, "", account_id)


def _access_token(url: str, account_id: int, token: str) -> int:
    now = clock.now()
    return _put(
        url,
        accounts.AccessToken,
        account_id=account_id,
        token_hash=hash_of(token),
        name="Program",
        scopes=(standing.Scope.DIRECTORY,),
        made_at=now,
        expires_at=now + timedelta(days=90),
        last_used_on=now.date(),
    )


def _cookies_after_password(app: Flask, email: str) -> dict[str, str]:
    app.test_client_class = SecureBrowser
    browser = app.test_client()
    page = browser.get("/sign-in").text
    found = TOKEN.search(page)
    assert found
    browser.post("/sign-in", data={"csrf_token": found[1], "email": email, "password": PASSWORD})
    app.test_client_class = None
    return {c.key: c.value for c in browser._cookies.values()}


def _look_at_a_form(directory: Directory, kind: str) -> None:
    """Let a guest open a page with a form, which gives it the token of its forms."""
    answer = directory.ask(kind, "GET", "/account-requests/new")
    found = TOKEN.search(answer.text)
    if found is None:
        raise AssertionError(f"{kind}: no form on the page, {answer.status} {answer.location}")
    guest = directory.guests[kind]
    guest.form_token = found[1]
    for line in answer.headers.getlist("Set-Cookie"):
        name, _, value = line.partition(";")[0].partition("=")
        guest.cookies[name] = value


def _put(url: str, model: type[Base], **values: Any) -> int:
    """Write a row past the application; return its number."""
    engine = create_engine(url)
    with engine.begin() as connection:
        made = connection.execute(insert(model).values(**values))
        number = made.inserted_primary_key[0] if made.inserted_primary_key else 0
    engine.dispose()
    return int(number) if isinstance(number, int) else 0


def _objects(url: str, guests: dict[str, Guest]) -> dict[str, dict[str, Any]]:
    """Make one of everything, and return the values of addresses by what they name."""
    now = clock.now()
    of_account = {kind: guest.account_id for kind, guest in guests.items() if guest.account_id}
    reader = guests[READER].account_id
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        sessions = dict(
            connection.execute("SELECT account_id, max(id) FROM user_session GROUP BY 1")
        )
    own_filters = {
        kind: _put(
            url,
            SavedFilter,
            account_id=number,
            name="Filter",
            page="desk.todo",
            chosen="state=FR",
            saved_at=now,
        )
        for kind, number in of_account.items()
    } | {VISITOR: ABSENT}
    own_sessions = {k: sessions.get(n, ABSENT) for k, n in of_account.items()} | {VISITOR: ABSENT}
    passkeys = {
        kind: _put(
            url,
            accounts.Passkey,
            account_id=number,
            credential_id=f"key {kind}".encode(),
            public_key=b"key",
            name="Key",
            made_at=now,
        )
        for kind, number in of_account.items()
    } | {VISITOR: ABSENT}
    tokens = {
        kind: _access_token(url, number, f"token of {kind}") for kind, number in of_account.items()
    } | {VISITOR: ABSENT}
    _edition(url)
    own_copies = {kind: _copy(url, number) for kind, number in of_account.items()} | {
        VISITOR: "CNA-0"
    }
    requests = {
        state: _put(
            url,
            admission.AccountRequest,
            reference=f"REF-{state}",
            state_iso2=state,
            status=status,
            status_token_hash=hash_of(f"status-{state}"),
            confirm_token_hash=hash_of(f"confirm-{state}"),
            confirm_by=now + timedelta(days=2),
            email=f"new@{state.lower()}.example",
            person_name="Somebody",
            organisation="Ministry",
            post_title="Adviser",
            wished_role=Role.READER,
            request_types=("mla",),
            purpose="Requests",
            voucher=Voucher.FOCAL_POINT,
            language="en",
            letter_id=_letter(url),
            letter_sha256="0" * 64,
            submitted_at=now,
            confirmed_at=now if state == "FR" else None,
        )
        for state, status in (
            ("FR", RequestStatus.AWAITING_DECISION),
            ("DE", RequestStatus.AWAITING_CONFIRMATION),
        )
    }
    vouchings = {
        state: _put(
            url, admission.Vouching, account_request_id=number, state_iso2=state, asked_at=now
        )
        for state, number in requests.items()
    }
    change = _put(
        url,
        accounts.AccountChange,
        account_id=reader,
        kind=standing.ProposedChange.RESET_FACTORS,
        reason="lost",
        status=standing.ChangeStatus.WAITING,
        proposed_by=guests[ADMINISTRATOR].account_id,
        proposed_at=now,
    )
    nominations = {
        kind: _put(
            url,
            admission.Nomination,
            state_iso2=state,
            email=f"{state}@next.example",
            post_title="Adviser",
            role=Role.READER,
            nominated_by=guests[kind].account_id,
            nominated_at=now,
        )
        for kind, state in ((FOCAL, "FR"), (FOREIGN, "DE"))
    }
    proposals = {kind: _proposal(url, kind, guests) for kind in (AUTHORITY, FOCAL, OFFICER)}
    own_accounts = of_account | {VISITOR: ABSENT}
    own_nominations = {kind: nominations.get(kind, ABSENT) for kind in guests}
    _put(
        url,
        EditionSubscription,
        account_id=reader,
        languages=["en"],
        formats=["pdf"],
        ending_token="ending-of-the-reader",
        changed_at=now,
    )
    ending = {"secret": "ending-of-the-reader", "absent": "x" * 43}
    own_reports = {kind: _report(url, number) for kind, number in of_account.items()} | {
        VISITOR: ABSENT
    }
    own_followings = {kind: _following(url, number) for kind, number in of_account.items()} | {
        VISITOR: ABSENT
    }
    stopping = {"secret": f"stopping-of-{reader}", "absent": "x" * 43}
    for account_id in of_account.values():
        _drafts(url, account_id)
    private_note = _put(
        url,
        PrivateNote,
        state_iso2="FR",
        authority_number=9001,
        text="Private",
        scan_name="scan.pdf",
        scan_media_type="application/pdf",
        scan_sha256="0" * 64,
        scan=b"%PDF-1.7",
        written_by=guests[OFFICER].account_id,
        written_at=now,
    )
    return {
        "subscriptions.ask_to_end token": ending,
        "subscriptions.end token": ending,
        "following.ask_to_stop token": stopping,
        "following.stop token": stopping,
        "following_id": {
            "own": own_followings,
            "another's": own_followings[READER],
            "absent": ABSENT,
        },
        "report_id": {"own": own_reports, "another's": own_reports[READER], "absent": ABSENT},
        "note_id": {"there": private_note, "absent": ABSENT},
        "import_id": {
            "own": _import(url, guests[OFFICER].account_id),
            "another's": _import(url, guests[STALE].account_id),
            "absent": ABSENT,
        },
        "older": {"there": 1},
        "newer": {"there": 1},
        "number": {"there": 9001, "absent": ABSENT},
        "trail.operation number": {"there": 1, "absent": ABSENT},
        "iso2": {"there": "FR", "absent": "ZZ"},
        "request_type": {"there": "mla"},
        "year": {"there": 2026, "absent": 1999},
        "half": {"there": 1},
        "language": {"there": "en"},
        **{
            f"wording.{page} language": {"there": "fr", "absent": "xx"}
            for page in ("words", "review", "take_back")
        },
        "extension": {"there": "pdf"},
        "ending": {"there": "csv"},
        "place": {"there": "reader", "absent": "nobody"},
        "page": {"there": 1, "absent": ABSENT},
        "copy_number": {"own": own_copies, "another's": own_copies[READER], "absent": "CNA-0"},
        "filename": {"there": "cna.css", "absent": "nothing.css"},
        "step": {"there": "state", "absent": "nothing"},
        "token": {"there": "x" * 43},
        "session_id": {"own": own_sessions, "another's": own_sessions[READER], "absent": ABSENT},
        "passkey_id": {"own": passkeys, "another's": passkeys[READER], "absent": ABSENT},
        "token_id": {"own": tokens, "another's": tokens[READER], "absent": ABSENT},
        "upkeep.departure account_id": {
            "of FR": guests[AUTHORITY].account_id,
            "own": own_accounts,
            "absent": ABSENT,
        },
        "account_id": {"own": own_accounts, "another's": reader, "absent": ABSENT},
        "account_request_id": {"there": requests["FR"], "absent": ABSENT},
        "request_id": {"there": requests["FR"], "absent": ABSENT},
        "vouching_id": {"of FR": vouchings["FR"], "absent": ABSENT},
        "account_change_id": {"there": change, "absent": ABSENT},
        "change_id": {"there": change, "absent": ABSENT},
        "mail_id": {"there": 1, "absent": ABSENT},
        "filter_id": {"own": own_filters, "another's": own_filters[OFFICER], "absent": ABSENT},
        "desk.numbers name": {"there": "age", "absent": "nonsense"},
        "proposal_id": {
            "of the focal point": proposals[FOCAL],
            "of the authority": proposals[AUTHORITY],
            "of the officer": proposals[OFFICER],
            "absent": ABSENT,
        },
        "nomination_id": {"own": own_nominations, "of FR": nominations[FOCAL], "absent": ABSENT},
        "admission.own_request token": {"secret": "status-FR", "absent": "x" * 43},
        "admission.withdraw token": {"secret": "status-FR", "absent": "x" * 43},
        "admission.confirm token": {"secret": "confirm-DE", "absent": "x" * 43},
    } | _links(url, now, guests)


def _links(url: str, now: Any, guests: dict[str, Guest]) -> dict[str, dict[str, Any]]:
    """Make a one-time link of each purpose, of the reader."""
    for purpose in standing.LinkPurpose:
        _put(
            url,
            accounts.OneTimeLink,
            purpose=purpose,
            token_hash=hash_of(f"link-{purpose}"),
            account_id=guests[READER].account_id,
            made_at=now,
            expires_at=now + timedelta(hours=1),
            new_email="new@ministry.example" if "email" in purpose else None,
        )
    purposes = standing.LinkPurpose
    opened_by = {
        "accounts.sign_in_by_link": purposes.SIGN_IN,
        "accounts.activate": purposes.ACTIVATE,
        "accounts.reset_password": purposes.RESET_PASSWORD,
        "accounts.set_new_password": purposes.RESET_PASSWORD,
        "accounts.confirm_email": purposes.CHANGE_EMAIL,
        "accounts.confirm_new_email": purposes.CHANGE_EMAIL,
        "accounts.not_me": purposes.NOT_ME,
        "accounts.disown": purposes.NOT_ME,
    }
    return {
        f"{endpoint} token": {"secret": f"link-{purpose}", "absent": "x" * 43}
        for endpoint, purpose in opened_by.items()
    }


def _import(url: str, account_id: int) -> int:
    """Let an account read in a table that gives the record of France another acronym."""
    content = b"number,acronym\n9001,NEW\n"
    number = _put(
        url,
        RecordImport,
        status=ImportStatus.SUBMITTED,
        file_name="records.csv",
        sha256="0" * 64,
        content=content,
        rows=1,
        good=1,
        faulty=0,
        uploaded_by=account_id,
        uploaded_at=clock.now(),
    )
    _put(
        url,
        ImportedRow,
        import_id=number,
        row=2,
        authority_number=9001,
        state_iso2="FR",
        base_revision=1,
        changes=[{"field": "acronym", "old": None, "new": "NEW"}],
        problems=[],
        proposed=to_plain(a_record(acronym="NEW")),
        words="Sample Authority 9001",
    )
    return number


def _report(url: str, account_id: int) -> int:
    """Let an account report a problem with the record of France."""
    return _put(
        url,
        ProblemReport,
        authority_number=9001,
        state_iso2="FR",
        revision_number=1,
        field="telephones[0].number",
        shown_value="+999 1 555 0100",
        kind=ProblemKind.NO_ANSWER,
        words="Nobody answers.",
        status=ReportStatus.OPEN,
        reported_by=account_id,
        reported_at=clock.now(),
        outcome="",
    )


def _drafts(url: str, account_id: int) -> None:
    """Let an account have begun a change of each form, so that there is something to look over."""
    record = a_record(9001, acronym="NEW")
    of_state = StateProfile("FR", Provenance(ProvenanceKind.MADE_UP, "For a test."))
    typed = {
        "authority/9001": values_of(record),
        "state/FR": values_of(replace(of_state, time_zones=("Europe/Paris",))),
        "state/FR/new": values_of(record),
    }
    for subject, values in typed.items():
        _put(
            url,
            RecordDraft,
            account_id=account_id,
            subject=subject,
            base_revision=0 if subject.endswith("new") else 1,
            fields=dict(values),
            saved_at=clock.now(),
        )


def _following(url: str, account_id: int) -> int:
    """Let an account follow France."""
    now = clock.now()
    number = _put(
        url,
        Following,
        account_id=account_id,
        kind=FollowedKind.STATE,
        followed="FR",
        frequency=Frequency.DAILY,
        ending_token=f"stopping-of-{account_id}",
        began_at=now,
    )
    _put(url, FollowedSoFar, following_id=number, revision_id=1, told_at=now)
    return number


def _proposal(url: str, kind: str, guests: dict[str, Guest]) -> int:
    """Propose another acronym for the record of France, with a paper."""
    now = clock.now()
    before = a_record()
    proposed = replace(before, acronym=kind.upper())
    paper = _put(
        url,
        review.ProposalPaper,
        file_name="note.pdf",
        media_type="application/pdf",
        size=5,
        sha256="0" * 64,
        content=b"%PDF-",
        uploaded_at=now,
    )
    awaits = kind == AUTHORITY
    return _put(
        url,
        review.ChangeProposal,
        kind=ProposalKind.CHANGE,
        status=ProposalStatus.AWAITING_SIGN_OFF if awaits else ProposalStatus.SUBMITTED,
        state_iso2="FR",
        authority_number=before.number,
        base_revision=1,
        base_hash=content_hash(before),
        proposed=to_plain(proposed),
        content_hash=content_hash(proposed),
        paper_id=paper,
        proposed_by=guests[kind].account_id,
        proposed_as=ROLES[kind],
        proposed_at=now,
    )


def _letter(url: str) -> int:
    return _put(
        url,
        admission.Letter,
        file_name="letter.pdf",
        media_type="application/pdf",
        size=8,
        sha256="0" * 64,
        content=b"%PDF-1.7",
        uploaded_at=clock.now(),
    )


def _copy(url: str, account_id: int) -> str:
    """Make a copy of the edition in RTF for an account, with its signature beside it."""
    now, number = clock.now(), f"CNA-COPY-OF-{account_id}"
    sha256 = f"{account_id:064}"
    _put(
        url,
        copies.EditionCopy,
        number=number,
        account_id=account_id,
        organisation="Ministry",
        edition_id=1,
        language="en",
        format="rtf",
        extract="",
        status=copies.CopyStatus.READY,
        asked_at=now,
        made_at=now,
        attempts=1,
        next_try_at=now,
        name="copy.rtf",
        media_type="application/rtf",
        size=4,
        sha256=sha256,
        signature=b"p7s",
    )
    _put(url, editions.FileChunk, sha256=sha256, position=0, content=b"{rtf")
    return number


def _edition(url: str) -> None:
    """Issue an edition of one file of four bytes."""
    now = clock.now()
    counts = {
        "states": 1,
        "authorities": 1,
        "authorities_real": 0,
        "authorities_made_up": 1,
        "not_confirmed": 0,
    }
    number = _put(
        url,
        editions.Edition,
        year=2026,
        half=1,
        status=editions.EditionStatus.ISSUED,
        closing_at=now,
        issue_at=now,
        issued_at=now,
        counts=counts,
    )
    _put(
        url,
        editions.EditionFile,
        edition_id=number,
        language="en",
        format="pdf",
        name="edition.pdf",
        media_type="application/pdf",
        size=4,
        sha256="1" * 64,
    )
    _put(url, editions.FileChunk, sha256="1" * 64, position=0, content=b"%PDF")
    said = zlib.compress(canonical_json(compiled()))
    _put(url, editions.EditionContent, edition_id=number, compressed=said)
    proof = _put(
        url,
        editions.EditionProof,
        edition_id=number,
        built_at=now,
        content_hash="2" * 64,
        warnings=[],
    )
    for kind, page in (("pdf", 0), ("png", 1)):
        _put(
            url,
            editions.ProofFile,
            proof_id=proof,
            language="en",
            format=kind,
            page=page,
            name=f"proof.{kind}",
            media_type="application/pdf",
            size=4,
            sha256="1" * 64,
        )
