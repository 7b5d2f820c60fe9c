"""Pure decisions about nominations and about handing a post over."""

from email_validator import EmailNotValidError, validate_email

from cna_directory.access.roles import Role
from cna_directory.errors import Problem

CAN_BE_NOMINATED = (Role.READER, Role.AUTHORITY_USER, Role.FOCAL_POINT)
"""The roles that a State may name somebody for; the others are the secretariat's own affair."""

LONGEST_POST = 300


def problems_with_nomination(
    email: str, post_title: str, role: Role, own_email: str
) -> list[Problem]:
    """Return why somebody cannot be nominated in this way."""
    problems = problems_with_successor(email, post_title, own_email)
    if role not in CAN_BE_NOMINATED:
        problems.append(Problem("role", "Choose one of the roles in the list."))
    return problems


def problems_with_successor(email: str, post_title: str, own_email: str) -> list[Problem]:
    """Return why an address and a post cannot be taken; names are never refused for their letters."""
    problems = []
    try:
        validate_email(email, check_deliverability=False)
    except EmailNotValidError:
        problems.append(Problem("email", "Enter an e-mail address, like name@ministry.example."))
    if email == own_email:
        problems.append(Problem("email", "This is your own address. Enter somebody else’s."))
    if not post_title.strip():
        problems.append(Problem("post_title", "Enter the post, like Head of Mutual Assistance."))
    if len(post_title) > LONGEST_POST:
        problems.append(Problem("post_title", f"Write at most {LONGEST_POST} characters."))
    return problems
