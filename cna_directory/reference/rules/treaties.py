"""When a treaty is in force for a party."""

from datetime import date, timedelta


def in_force_on(
    instrument_in_force_on: date, days_to_force: int, deposited_on: date | None
) -> date | None:
    """Return the day an instrument enters into force for a party.

    The later of the instrument's own entry into force and the deposit plus its days: 30 (UNTOC
    article 38(2), its Protocols, UNCAC article 68(2)) or 90 (1988 Convention article 29(2)).
    `None` where the day of deposit is not known.
    """
    if deposited_on is None:
        return None
    return max(instrument_in_force_on, deposited_on + timedelta(days=days_to_force))
