"""Settings: everything that differs between deployments, read from the environment alone.

A default must be safe in production. Where there is no safe default, `Settings.from_environment`
raises `SettingMissing` with the sentence that says what to set.
"""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from cna_directory.languages import EDITION_LANGUAGES

PROJECT_FOLDER = Path(__file__).resolve().parent.parent
SHORTEST_SECRET = 32
FEWEST_DIFFERENT = 10
"""Different characters of a secret; a word typed four times has fewer, a random one never."""
USUAL_CLOSINGS = "05-24,11-23"
USUAL_ISSUES = "06-01T06:00,12-01T06:00"


class SettingMissing(Exception):
    """A setting without a safe default is not set, or is set to something unusable."""


class Mode(StrEnum):
    """What the program is run for."""

    DEMONSTRATION = "demonstration"
    PRODUCTION = "production"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings of one deployment.

    Each field is read from the variable named in its comment.
    """

    mode: Mode
    """`CNA_MODE`: `demonstration` or `production` (the default)."""
    database_url: str
    """`CNA_DATABASE_URL`: an SQLAlchemy address; default is SQLite in the data folder."""
    data_folder: Path
    """`CNA_DATA_DIR`: where the embedded database and the demonstration's files lie."""
    secret_key: str
    """`CNA_SECRET_KEY` or `CNA_SECRET_KEY_FILE`: signs the proof in forms; 32 characters or more."""
    base_url: str
    """`CNA_BASE_URL`: the address under which people reach the site, without a trailing slash."""
    smtp_url: str
    """`CNA_SMTP_URL`: `smtp://[user:password@]host:port`; empty sends nothing."""
    mail_sender: str
    """`CNA_MAIL_SENDER`: the sender's address of all mail."""
    issuer: str
    """`CNA_ISSUER`: the deploying body's name on pages and covers; empty by default."""
    first_edition: str
    """`CNA_FIRST_EDITION`: the first edition that is ever due, as `2026/2`; empty means the first
    period whose closing date lies after the directory's first record."""
    edition_closings: str = USUAL_CLOSINGS
    """`CNA_EDITION_CLOSINGS`: the two closing days of a year, as `05-24,11-23`; each ends at
    midnight UTC."""
    edition_issues: str = USUAL_ISSUES
    """`CNA_EDITION_ISSUES`: the two times of issue of a year in UTC, as
    `06-01T06:00,12-01T06:00`; each within half a year after its closing."""
    edition_languages: tuple[str, ...] = EDITION_LANGUAGES
    """`CNA_EDITION_LANGUAGES`: the languages editions are made in, as `mul,en,fr`; `mul` is the
    trilingual one. All by default. Of these, a language nobody has reviewed is proved only."""
    proxies: int = 0
    """`CNA_PROXIES`: how many proxies stand before the site, each of which adds the address that it
    was asked from to `X-Forwarded-For`. None in the demonstration; production must say it: taken too
    low, all visitors look like one and share the limits of one, taken too high, they name any."""
    trail_witnesses: tuple[str, ...] = ()
    """`CNA_TRAIL_WITNESSES`: e-mail addresses outside, separated by commas, that get the head of the
    trail every day beside the officers and administrators; none by default."""
    contact: str = ""
    """`CNA_CONTACT`: the e-mail address of the secretariat, shown where a page offers help; empty
    leaves the sentence out."""
    security_contact: str = ""
    """`CNA_SECURITY_CONTACT`: where weaknesses of the site are reported, beginning with `mailto:` or
    `https:`; empty means that `/.well-known/security.txt` is not there."""
    signing_key_file: Path | None = None
    """`CNA_SIGNING_KEY_FILE`: a PKCS#12 file with the key and the certificate that sign editions and
    their copies. Only the scheduler and the operator's commands open it; web processes need neither
    the file nor the right to read it. The demonstration makes its own in the data folder; production
    has none by default, and then no edition is issued."""
    signing_key_password_file: Path | None = None
    """`CNA_SIGNING_KEY_PASSWORD_FILE`: a file that holds the password of that file and nothing else;
    none by default, for a file without a password."""
    check_links: bool = True
    """`CNA_CHECK_LINKS`: `on` (the default) or `off`: whether the scheduler asks now and then if the
    links of records still answer. It asks public addresses alone, see decision 0019. The
    demonstration never asks, whatever is set."""

    @property
    def asks_for_links(self) -> bool:
        """Say whether links are checked here; the demonstration holds some real addresses."""
        return self.check_links and not self.is_demonstration

    @property
    def is_demonstration(self) -> bool:
        """Say whether made-up records, one-time sign-in links and plain cookies are allowed."""
        return self.mode is Mode.DEMONSTRATION

    @property
    def is_https(self) -> bool:
        """Say whether people reach the site over an encrypted connection."""
        return self.base_url.startswith("https://")

    @property
    def host_name(self) -> str:
        """Return the one host name (and port) under which requests are answered."""
        return self.base_url.split("://", 1)[-1].split("/", 1)[0]

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Read all settings.

        Raises:
            SettingMissing: a setting has no safe default and is not set, or cannot be used.
        """
        mode = _mode(environment)
        data_folder = Path(environment.get("CNA_DATA_DIR") or PROJECT_FOLDER / "instance")
        return cls(
            mode=mode,
            database_url=environment.get("CNA_DATABASE_URL")
            or f"sqlite:///{data_folder / 'directory.sqlite'}",
            data_folder=data_folder,
            secret_key=_secret_key(environment, mode, data_folder),
            base_url=_base_url(environment, mode),
            smtp_url=environment.get("CNA_SMTP_URL", ""),
            mail_sender=environment.get("CNA_MAIL_SENDER", "directory@localhost"),
            issuer=environment.get("CNA_ISSUER", ""),
            first_edition=environment.get("CNA_FIRST_EDITION", ""),
            edition_closings=environment.get("CNA_EDITION_CLOSINGS") or USUAL_CLOSINGS,
            edition_issues=environment.get("CNA_EDITION_ISSUES") or USUAL_ISSUES,
            edition_languages=_edition_languages(environment),
            proxies=_proxies(environment, mode),
            trail_witnesses=_addresses(environment, "CNA_TRAIL_WITNESSES"),
            contact=_contact(environment),
            security_contact=_security_contact(environment),
            signing_key_file=_path(environment, "CNA_SIGNING_KEY_FILE"),
            signing_key_password_file=_path(environment, "CNA_SIGNING_KEY_PASSWORD_FILE"),
            check_links=_switch(environment, "CNA_CHECK_LINKS"),
        )


def _mode(environment: Mapping[str, str]) -> Mode:
    chosen = environment.get("CNA_MODE", Mode.PRODUCTION)
    try:
        return Mode(chosen)
    except ValueError:
        names = " or ".join(mode.value for mode in Mode)
        raise SettingMissing(f"CNA_MODE is {chosen!r}; set it to {names}.") from None


def _secret_key(environment: Mapping[str, str], mode: Mode, data_folder: Path) -> str:
    key = environment.get("CNA_SECRET_KEY", "")
    if not key and (file := environment.get("CNA_SECRET_KEY_FILE")):
        try:
            key = Path(file).read_text().strip()
        except OSError as error:
            raise SettingMissing(f"CNA_SECRET_KEY_FILE cannot be read: {error}.") from error
    if not key and mode is Mode.DEMONSTRATION:
        return _demonstration_key(data_folder)
    if len(key) < SHORTEST_SECRET or len(set(key)) < FEWEST_DIFFERENT:
        raise SettingMissing(
            f"Set CNA_SECRET_KEY or CNA_SECRET_KEY_FILE to at least {SHORTEST_SECRET} random"
            " characters, for example the output of: python3 -c"
            " 'import secrets; print(secrets.token_hex(32))'"
        )
    return key


def _demonstration_key(data_folder: Path) -> str:
    """Return a key made once for this data folder, so that forms survive a restart."""
    file = data_folder / "secret-key"
    if not file.exists():
        data_folder.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_hex(32))
    return file.read_text().strip()


def _base_url(environment: Mapping[str, str], mode: Mode) -> str:
    address = environment.get("CNA_BASE_URL", "").rstrip("/")
    if not address and mode is Mode.DEMONSTRATION:
        return "http://localhost:8080"
    if not address.startswith("https://") and mode is Mode.PRODUCTION:
        raise SettingMissing(
            "Set CNA_BASE_URL to the address people use, beginning with https://,"
            " for example https://directory.example"
        )
    return address


def _path(environment: Mapping[str, str], name: str) -> Path | None:
    return Path(value) if (value := environment.get(name, "").strip()) else None


def _contact(environment: Mapping[str, str]) -> str:
    address = environment.get("CNA_CONTACT", "").strip()
    if address and not re.fullmatch(r"[^\s@<>:]+@[^\s@<>:]+", address):
        raise SettingMissing(
            "Set CNA_CONTACT to an e-mail address, for example secretariat@directory.example,"
            " or leave it empty."
        )
    return address


def _security_contact(environment: Mapping[str, str]) -> str:
    address = environment.get("CNA_SECURITY_CONTACT", "").strip()
    # A blank or a line's end would begin another field of security.txt.
    if address and not re.fullmatch(r"(mailto:|https://)[!-~]+", address):
        raise SettingMissing(
            "Set CNA_SECURITY_CONTACT to an address beginning with mailto: or https://, for example"
            " mailto:security@directory.example, or leave it empty."
        )
    return address


def _switch(environment: Mapping[str, str], name: str) -> bool:
    """Return whether something is on, which it is unless it was switched off."""
    chosen = environment.get(name, "").strip().lower() or "on"
    if chosen not in {"on", "off"}:
        raise SettingMissing(f"{name} is {chosen!r}; set it to on or off.")
    return chosen == "on"


def _proxies(environment: Mapping[str, str], mode: Mode) -> int:
    number = environment.get("CNA_PROXIES", "")
    if not number and mode is Mode.DEMONSTRATION:
        return 0
    if not (number.isascii() and number.isdigit()):
        raise SettingMissing(
            "Set CNA_PROXIES to the number of proxies before the site that add to X-Forwarded-For,"
            " usually 1; 0 if visitors reach it directly."
        )
    return int(number)


def _edition_languages(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Return the languages of editions in the order of the directory."""
    chosen = {part.strip() for part in environment.get("CNA_EDITION_LANGUAGES", "").split(",")}
    unknown = chosen - {"", *EDITION_LANGUAGES}
    if unknown:
        raise SettingMissing(
            f"CNA_EDITION_LANGUAGES holds {', '.join(sorted(unknown))}; editions can be made in"
            f" {', '.join(EDITION_LANGUAGES)}."
        )
    return tuple(code for code in EDITION_LANGUAGES if code in chosen) or EDITION_LANGUAGES


def _addresses(environment: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Return e-mail addresses that are separated by commas; one with a slip would lose its mail."""
    addresses = [part.strip() for part in environment.get(name, "").split(",") if part.strip()]
    for address in addresses:
        if address.count("@") != 1 or len(address.split()) != 1 or not address.isprintable():
            raise SettingMissing(
                f"{name} holds {address!r}, which is no e-mail address; separate several by commas."
            )
    return tuple(addresses)
