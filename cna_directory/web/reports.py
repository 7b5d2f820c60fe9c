"""Where browsers report what the content security policy forbade; reports end in the log alone.

Anybody can send one, so a report changes nothing, is short, is limited, and is written down without
what could be a secret: of an address only its site or the name of its page.
"""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import structlog
from flask import Response, current_app, request
from werkzeug.exceptions import BadRequest, HTTPException

from cna_directory.access.capabilities import Capability
from cna_directory.access.guard import GuardedBlueprint, Proof
from cna_directory.limits import Limit, count_try, counted_address
from cna_directory.text import visible

PLACE = "/reports/policy"
PLACE_NAME = "policy"
LONGEST_REPORT = 16 * 1024
MOST_AT_ONCE = 10
LONGEST_WORD = 80
NOT_NAMED = "unknown"

ADVICE = "There were too many reports. Nothing needs to be done."
FROM_ONE_ADDRESS = Limit("policy_report", 20, timedelta(minutes=10), ADVICE)
FROM_ALL = Limit("policy_report", 200, timedelta(hours=1), ADVICE)

log = structlog.get_logger()
blueprint = GuardedBlueprint("reports", __name__)


@blueprint.post(PLACE, needs=Capability.VISIT, proof=Proof.NONE, longest_body=LONGEST_REPORT)
def policy() -> Response:
    """Write down in the log what a browser says the policy forbade on a page."""
    count_try([(FROM_ONE_ADDRESS, counted_address(request.remote_addr or "")), (FROM_ALL, "")])
    for report in list(_reports(request.get_data()))[:MOST_AT_ONCE]:
        log.warning("policy violated", **report)
    return Response(status=204)


def _reports(body: bytes) -> Iterator[dict[str, str]]:
    """Read a report in the old form (`csp-report`) or a list in the new one (Reporting API)."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        raise BadRequest from None
    for item in sent if isinstance(sent, list) else [sent]:
        told = item.get("body", item.get("csp-report")) if isinstance(item, dict) else None
        if isinstance(told, dict):
            directive = _told(told, "effectiveDirective", "effective-directive")
            blocked = _site(_told(told, "blockedURL", "blocked-uri"))
            page = _page(_told(told, "documentURL", "document-uri"))
            yield {
                "directive": directive[:LONGEST_WORD],
                "blocked": blocked[:LONGEST_WORD],
                "page": page,
            }


def _told(told: dict[str, Any], *names: str) -> str:
    """Return the value under the first name that is there, without what could forge a line."""
    value = next((told[name] for name in names if name in told), NOT_NAMED)
    return visible(" ".join(str(value).split()))


def _site(address: str) -> str:
    """Return the site of an address; a word such as `inline` stays as it is."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return NOT_NAMED
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else address


def _page(address: str) -> str:
    """Return the name of a page of ours: its address may be a secret, such as a one-time link."""
    try:
        path = urlsplit(address).path
        endpoint, _ = current_app.create_url_adapter(request).match(path)  # type: ignore[union-attr]
    except (ValueError, HTTPException):
        return NOT_NAMED
    return str(endpoint)
