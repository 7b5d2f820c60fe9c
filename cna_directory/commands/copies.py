"""`edition verify` and `edition trace`: is this file ours and untouched, and whose copy is it.

Exit codes of `verify`: 0 for a master or a copy of this directory with every byte as it was; 1 for one
that was changed or added to, and for what cannot be read; 4 for a file that is not known here. That
the edition of a file was withdrawn is said beside it, in words and in JSON, and changes no exit code.
Exit codes of `trace`: 0 where at least one copy is named; 4 where none is.
"""

import argparse
from pathlib import Path

from cna_directory.access.actors import OPERATOR
from cna_directory.commands.console import Commands, add_command, answer, directory
from cna_directory.copies import operations
from cna_directory.copies.queries import TracedCopy
from cna_directory.copies.verifying import Finding, Kind, Verdict, examined
from cna_directory.errors import NotFound

CHANGED = 1
NOT_KNOWN = 4


def add_to(actions: Commands) -> None:
    """Add the two commands to those of `edition`."""
    verify_ = add_command(
        actions,
        "verify",
        verify,
        "say whether a file is a master or a copy of this directory, untouched"
        " (exit code 0), changed or added to (1), or not known here (4)",
    )
    verify_.add_argument("file", type=Path, help="the file to look at")
    verify_.add_argument(
        "--signature", type=Path, help="its detached signature, where it is not kept here"
    )
    trace_ = add_command(
        actions,
        "trace",
        trace,
        "say whose copy a file is, whatever became of it (exit code 4 if it names none)",
    )
    trace_.add_argument("file", type=Path, help="a file that turned up somewhere")


def verify(chosen: argparse.Namespace) -> int:
    """Look a file up by its hash, and at its signature; exit code 0 only if every byte is as issued."""
    content = _read(chosen.file)
    detached = _read(chosen.signature) if chosen.signature else None
    with directory():
        finding = examined(content, detached)
    answer(
        chosen,
        _words(finding),
        kind=finding.kind,
        verdict=finding.verdict,
        what=finding.what,
        changed_at=finding.changed_at,
        is_withdrawn=finding.is_withdrawn,
        certificate=finding.signature.fingerprint,
        signed_by=finding.signature.signer,
        signed_at=finding.signature.signed_at,
    )
    if finding.kind is Kind.UNKNOWN:
        return NOT_KNOWN
    return 0 if finding.is_as_issued else CHANGED


def trace(chosen: argparse.Namespace) -> int:
    """Say whose copy a file is; that somebody asked is in the trail."""
    content = _read(chosen.file)
    with directory():
        found = operations.trace_file(OPERATOR, content)
    said = "\n".join(_holder(traced) for traced in found)
    answer(
        chosen,
        said or "This file names no copy that was made here.",
        copies=[
            {
                "number": traced.copy.number,
                "organisation": traced.copy.organisation,
                "post": traced.post_title,
                "state": traced.state_iso2,
                "account": traced.copy.account_id,
                "edition": str(traced.copy.edition),
                "language": traced.copy.wanted.language,
                "format": traced.copy.wanted.format,
                "asked_at": traced.copy.asked_at,
            }
            for traced in found
        ],
    )
    return 0 if found else NOT_KNOWN


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotFound(f"{path} cannot be read: {error.strerror}.") from error


def _words(finding: Finding) -> str:
    what = {Kind.MASTER: "Master of ", Kind.COPY: "Copy "}.get(finding.kind, "") + finding.what
    lines = [_verdict(finding, what)]
    if finding.is_withdrawn:
        lines.append(f"Edition {finding.edition} was WITHDRAWN. Do not use it any more.")
    if finding.signature.fingerprint and finding.signature.verdict is not Verdict.CHANGED:
        signed_at = finding.signature.signed_at
        on = f" on {signed_at:%Y-%m-%d %H:%M} UTC" if signed_at else ""
        lines.append(f"Signed by {finding.signature.signer}{on}.")
        lines.append(f"SHA-256 of the certificate: {finding.signature.fingerprint}")
    return "\n".join(lines)


def _verdict(finding: Finding, what: str) -> str:
    if finding.is_as_issued:
        return f"{what}: untouched."
    if finding.kind is Kind.UNKNOWN:
        return _of_unknown(finding.verdict)
    at = f"byte {finding.changed_at:,}" if finding.changed_at is not None else "its signature"
    if finding.verdict is Verdict.APPENDED:
        return f"{what}: ADDED TO. It is untouched up to {at}; what follows was added later."
    return f"{what}: CHANGED. It is no longer as it was issued from {at} on."


def _of_unknown(verdict: Verdict) -> str:
    said = {
        Verdict.UNTOUCHED: "its signature holds, and is not of a file that was issued here",
        Verdict.APPENDED: "something was added to it after it was signed",
        Verdict.CHANGED: "it was changed after it was signed",
        Verdict.UNSIGNED: "it carries no signature",
    }
    return f"Not a file that is known here: {said[verdict]}."


def _holder(traced: TracedCopy) -> str:
    copy, state = traced.copy, f" ({traced.state_iso2})" if traced.state_iso2 else ""
    return (
        f"{copy.number}: made for {copy.organisation}{state}, {traced.post_title}, account"
        f" {copy.account_id}; asked for on {copy.asked_at:%Y-%m-%d %H:%M} UTC; edition"
        f" {copy.edition}, language {copy.wanted.language}, {copy.wanted.format.upper()}"
    )
