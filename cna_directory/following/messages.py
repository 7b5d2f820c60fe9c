"""The mail that tells a follower what changed: names of fields and links, never what a field says."""

from collections.abc import Sequence

from cna_directory.accounts.models import Account
from cna_directory.authorities.field_names import field_name
from cna_directory.authorities.record import Record
from cna_directory.following.models import Following
from cna_directory.following.rules import News, Turn
from cna_directory.following.words import followed_name
from cna_directory.languages import INTERFACE_LANGUAGES
from cna_directory.mail.message import Message
from cna_directory.reference.queries import Names, names_in
from cna_directory.settings import Settings
from cna_directory.web.languages import words_in

MOST_LISTED = 100
"""Records in one mail; after an import of thousands the follower looks into the directory."""


def news(
    follower: Account, following: Following, found: Sequence[News], settings: Settings
) -> Message:
    """Tell a follower which records changed, and in which fields."""
    names = names_in(follower.language if follower.language in INTERFACE_LANGUAGES else "en")
    ending_link = f"{settings.base_url}/stop-following/{following.ending_token}"
    with words_in(follower.language):
        followed = followed_name(following.kind, following.followed, names)
        listed = [_listed(it, names, settings) for it in found[:MOST_LISTED]]
    return Message(
        "news_of_records",
        recipient=follower.email,
        language=follower.language,
        words={
            "followed": followed,
            "number": len(found),
            "records": listed,
            "others": len(found) - len(listed),
            "followings": f"{settings.base_url}/account/following",
            "ending_link": ending_link,
            "directory": settings.base_url,
        },
        about=f"following/{following.id}",
        ending_link=ending_link,
    )


def _listed(it: News, names: Names, settings: Settings) -> dict[str, object]:
    """Return what the mail says of one record."""
    record = it.record
    if isinstance(record, Record):
        place = f"{settings.base_url}/authorities/{record.number}"
        name = f"{record.number} {record.name.text}"
    else:
        place = f"{settings.base_url}/states/{record.state}"
        name = ""
    # A record that has ended has no page any more, but its history.
    is_gone = isinstance(it.now, Record) and it.now.status != "live"
    fields = [field_name(path, it.before, names.request_types) for path in it.paths if it.before]
    return {
        "name": name,
        "state": names.states.get(record.state, record.state),
        "is_new": it.turn is Turn.CAME,
        "has_left": it.turn is Turn.LEFT,
        "fields": list(dict.fromkeys(fields)),
        "link": f"{place}/history" if is_gone else place,
    }
