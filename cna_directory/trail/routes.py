"""The trail as pages: all of it, one operation, one's own events, and taking it along."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from flask import Response, redirect, request, stream_with_context
from werkzeug.wrappers import Response as Answer

from cna_directory import clock
from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import GuardedBlueprint, current_actor
from cna_directory.errors import Problem, RuleBroken
from cna_directory.text import guarded
from cna_directory.trail import operations, queries, rules, showing
from cna_directory.trail.operations import ExportFormat
from cna_directory.trail.words import ROLE_NAMES, subject_name
from cna_directory.web.helpers import here
from cna_directory.web.pages import page

blueprint = GuardedBlueprint("trail", __name__)

COLUMNS = (
    "number",
    "happened_at",
    "action",
    "actor_role",
    "actor_account_id",
    "subject",
    "details",
    "entries",
    "previous_hash",
    "hash",
)
UNKNOWN_ADDRESS = Problem("who", "No account has this e-mail address.")


@blueprint.get("/desk/trail", needs=Capability.READ_TRAIL)
def read() -> Answer:
    """Show the trail, or the part of it that the address asks for, the newest first."""
    typed = _typed()
    who = typed.get("who", "")
    number = queries.account_number(who) if "@" in who else None
    if number is not None:
        # The number goes on in addresses that people share; the e-mail address does not.
        return redirect(here(who=number, before=None, after=None), 303)
    asked, problems = rules.understand(typed)
    if "@" in who:
        problems = [UNKNOWN_ADDRESS, *(p for p in problems if p.field != "who")]
    span = rules.span_in(request.args)
    reading = queries.Reading((), None, None) if problems else queries.read(asked, span)
    return page(
        "trail/read",
        RuleBroken.status if problems else 200,
        typed=typed,
        asked=asked,
        about=subject_name(asked.subject),
        place=showing.place_of(asked.subject),
        problems={problem.field: problem.message for problem in problems},
        lines=[showing.shown_line(line) for line in reading.lines],
        reading=reading,
        roles=[(role.value, words) for role, words in ROLE_NAMES.items()],
        actions=showing.choices_of_action(),
        posted=queries.last_posted_head(),
    )


@blueprint.get(
    "/desk/trail/<int(max=999999999):number>",
    needs=Capability.READ_TRAIL,
    subject=queries.one_operation,
)
def operation(subject: queries.OneOperation) -> Answer:
    """Show one operation: every field before and after, and whether its link holds."""
    return page("trail/operation", it=subject, line=showing.shown_line(subject.line))


@blueprint.get("/account/events", needs=Capability.SEE_OWN_ACCOUNT)
def own_events() -> Answer:
    """Show what happened to one's own account."""
    account_id = current_actor().account_id or 0
    reading = queries.own_events(account_id, rules.span_in(request.args))
    events = [showing.own_event(line, account_id) for line in reading.lines]
    return page("trail/own_events", events=events, reading=reading)


@blueprint.post("/desk/trail/export", needs=Capability.EXPORT_TRAIL, is_fresh=True)
def export() -> Answer:
    """Send what the address asks for as a file; the trail knows of it before the first byte."""
    asked, problems = rules.understand(_typed())
    if problems:
        raise RuleBroken(problems)
    is_csv = request.form.get("format") == ExportFormat.CSV
    file_format = ExportFormat.CSV if is_csv else ExportFormat.JSON_LINES
    operations.record_export(current_actor(), asked, file_format)
    lines = queries.exported(asked)
    answer = Response(
        stream_with_context(_as_csv(lines) if is_csv else _as_json_lines(lines)),
        content_type="text/csv; charset=utf-8" if is_csv else "application/jsonl; charset=utf-8",
    )
    name = f"trail-{clock.now():%Y-%m-%d}.{file_format}"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def _typed() -> dict[str, str]:
    """Return what the address says of what is looked for, and nothing else that stands in it."""
    return {name: request.args[name] for name in rules.FIELDS if request.args.get(name)}


def _as_csv(lines: Iterable[dict[str, Any]]) -> Iterator[str]:
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(COLUMNS)
    for line in lines:
        table.writerow([guarded(_cell(line[name])) for name in COLUMNS])
        yield written.getvalue()
        written.seek(0)
        written.truncate()
    yield written.getvalue()


def _cell(value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _as_json_lines(lines: Iterable[dict[str, Any]]) -> Iterator[str]:
    for line in lines:
        yield json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n"
