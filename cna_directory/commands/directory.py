"""`seed`, `invite` and `mail`: what a directory needs before and beside its pages."""

import argparse
from dataclasses import replace

from cna_directory import clock
from cna_directory.access.actors import OPERATOR, SCHEDULER
from cna_directory.access.roles import Role
from cna_directory.accounts.operations.inviting import invite_account
from cna_directory.commands.console import Commands, add_command, answer, directory, progress
from cna_directory.mail.outbox import deliver_waiting_mail
from cna_directory.mail.transport import of_deployment
from cna_directory.seeding import loading
from cna_directory.seeding.notifications import read_notifications
from cna_directory.settings import PROJECT_FOLDER

SEEDS = PROJECT_FOLDER / "seeds"
INVITED = (Role.SECRETARIAT, Role.ADMINISTRATOR)


def add_to(commands: Commands) -> None:
    """Add the commands."""
    add_command(commands, "seed", seed, "load reference rows and the historic notifications")
    invite_ = add_command(commands, "invite", invite, "create an officer's account")
    invite_.add_argument("email", help="the officer's official address")
    invite_.add_argument("--role", choices=[role.value for role in INVITED], required=True)
    invite_.add_argument("--post", required=True, help="the officer's function, not the name")
    group = commands.add_parser("mail", help="the outbox")
    actions = group.add_subparsers(metavar="ACTION", required=True)
    add_command(actions, "deliver", deliver, "send what waits in the outbox")


def seed(chosen: argparse.Namespace) -> int:
    """Load what is real; made-up records belong to the demonstration alone."""
    with directory():
        if loading.is_empty():
            loading.load_reference(SEEDS)
        now = clock.now()
        reading = read_notifications(SEEDS, now.date())
        # A directory in service learns the notifications today: no edition of the past is owed.
        learned = [replace(step, recorded_at=now) for step in reading.revisions]
        with progress("Loading authorities") as show:
            written = loading.load_records(learned, show)
    counts = reading.account.counts()
    lines = [f"{count:>5} {outcome}" for outcome, count in counts.items()]
    answer(
        chosen,
        f"{written} revisions written. What became of the notifications:\n" + "\n".join(lines),
        revisions=written,
        notifications=counts,
    )
    return 0


def invite(chosen: argparse.Namespace) -> int:
    """Create an account that waits for its password, and print the link that sets it, once."""
    with directory() as (_, settings):
        token = invite_account(
            OPERATOR,
            chosen.email,
            role=Role(chosen.role),
            post_title=chosen.post,
            settings=settings,
        )
        link = f"{settings.base_url}/activate/{token}"
    answer(chosen, f"Hand over in person, valid ten days, once:\n{link}", link=link)
    return 0


def deliver(chosen: argparse.Namespace) -> int:
    """Send what waits, once; the scheduler does this every minute."""
    with directory() as (_, settings):
        sent = deliver_waiting_mail(SCHEDULER, of_deployment(settings))
    answer(chosen, f"Sent {sent} messages.", sent=sent)
    return 0
