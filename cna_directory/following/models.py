"""The table of what somebody follows."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cna_directory.database import Base, UTCDateTime, coded
from cna_directory.following.standing import FollowedKind, Frequency


class Following(Base):
    """Somebody wants to be told when records change.

    News are pulled from revisions by the mark of the last one told, so that nothing that changes a
    record has to remember its followers.
    """

    __tablename__ = "following"
    __table_args__ = (UniqueConstraint("account_id", "kind", "followed"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    kind: Mapped[FollowedKind] = coded(FollowedKind)
    followed: Mapped[str] = mapped_column(String(1000))
    """Code of the State or request type, or the search as its address writes it."""
    frequency: Mapped[Frequency] = coded(Frequency, index=True)
    ending_token: Mapped[str] = mapped_column(String(64), unique=True, info={"trail": "hidden"})
    """The secret of the link that ends it; as in subscriptions, it can do nothing else."""
    began_at: Mapped[datetime] = mapped_column(UTCDateTime)


class FollowedSoFar(Base):
    """Up to which revision a follower has been told, and when last."""

    __tablename__ = "followed_so_far"
    __not_recorded__ = "a mark of the mails that were posted, which are kept themselves"

    following_id: Mapped[int] = mapped_column(
        ForeignKey("following.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    revision_id: Mapped[int]
    """The id of the last revision that was told or found of no interest."""
    told_at: Mapped[datetime] = mapped_column(UTCDateTime)
