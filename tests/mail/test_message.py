"""What a message says, and what its words cannot do."""

from email import message_from_bytes, policy

import pytest
from jinja2 import UndefinedError

from cna_directory import clock
from cna_directory.mail.message import TEMPLATES, Message
from cna_directory.mail.models import OutgoingMail
from cna_directory.mail.outbox import as_email

WORDS = {
    "post_title": "Legal adviser",
    "link": "https://directory.example/activate/abc",
    "directory": "https://directory.example",
}


def activation(**changes):
    return Message(
        "activate_your_account", recipient="a@b.example", words={**WORDS, **changes}
    ).rendered()


def test_subject_text_and_html_say_the_same():
    rendered = activation()
    assert rendered.subject.startswith("Activate your account")
    for part in (rendered.text, rendered.html):
        assert WORDS["link"] in part
        assert "Legal adviser" in part


def test_words_are_escaped_in_html_and_left_alone_in_text():
    rendered = activation(post_title="<b>Head & <script>alert(1)</script>")
    assert "<script>" not in rendered.html
    assert "Head &amp;" in rendered.html
    assert "<b>Head & <script>" in rendered.text


def test_a_missing_word_is_an_error_and_no_gap():
    with pytest.raises(UndefinedError):
        Message("activate_your_account", recipient="a@b.example", words={}).rendered()


def test_every_message_has_its_three_files():
    for folder in TEMPLATES.iterdir():
        if folder.is_dir():
            assert {f.name for f in folder.iterdir()} >= {"subject.txt", "body.txt", "body.html"}


def test_a_language_without_direction_is_not_broken():
    rendered = Message(
        "activate_your_account", recipient="a@b.example", language="ar", words=WORDS
    ).rendered()
    assert 'lang="ar" dir="rtl"' in rendered.html


@pytest.mark.parametrize(
    "address", ["a@b.example\nBcc: c@d.example", "a@b.example c@d.example", ""]
)
def test_an_address_that_would_begin_another_header_is_refused(address):
    with pytest.raises(ValueError, match="one address"):
        Message("activate_your_account", recipient=address)


def test_a_line_break_in_a_word_of_the_subject_begins_no_header(tmp_path):
    folder = tmp_path / "hostile"
    folder.mkdir()
    for file in ("subject.txt", "body.txt", "body.html"):
        (folder / file).write_text("{{ word }}")
    word = "Yes\r\nBcc: everybody@evil.example\r\n\r\nbody\x0bBcc: x"
    rendered = Message("hostile", recipient="a@b.example", words={"word": word}).rendered(tmp_path)
    mail = a_mail(subject=rendered.subject)
    parsed = message_from_bytes(as_email(mail).as_bytes(), policy=policy.default)
    assert parsed["Bcc"] is None
    assert parsed["Subject"] == "Yes Bcc: everybody@evil.example body Bcc: x"


@pytest.mark.parametrize("field", ["subject", "message_id", "sender", "recipient"])
def test_a_row_with_a_line_break_in_a_header_cannot_become_a_mail(field):
    mail = a_mail(**{field: "a@b.example\r\nBcc: everybody@evil.example"})
    with pytest.raises(ValueError, match=r".+"):
        as_email(mail).as_bytes()


def a_mail(**changes):
    values = {
        "message_name": "hostile",
        "sender": "directory@directory.example",
        "recipient": "a@b.example",
        "subject": "Subject",
        "text": "Text\n",
        "html": "<p>Text</p>\n",
        "message_id": "<1@directory.example>",
        "posted_at": clock.now(),
    }
    return OutgoingMail(**{**values, **changes})
