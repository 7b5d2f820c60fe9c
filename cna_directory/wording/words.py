"""The words of reviews and of groups of labels as pages show them."""

from flask_babel import lazy_gettext

from cna_directory.wording.rules import Group, ReviewState

STATE_WORDS = {
    ReviewState.REVIEWED: lazy_gettext("Reviewed"),
    ReviewState.CHANGED: lazy_gettext("Changed since it was reviewed"),
    ReviewState.DRAFT: lazy_gettext("Draft, not reviewed"),
}

GROUP_WORDS = {
    Group.TITLES: lazy_gettext("Titles"),
    Group.NOTES: lazy_gettext("Headings, notes and explanations"),
    Group.LABELS: lazy_gettext("Labels of fields"),
    Group.ANSWERS: lazy_gettext("Answers and kinds"),
    Group.LINES: lazy_gettext("Words and signs within lines"),
    Group.MARKS: lazy_gettext("Marks"),
    Group.CHANGES: lazy_gettext("List of changes"),
    Group.FORM: lazy_gettext("Forms of requests, and the update form"),
    Group.DATES: lazy_gettext("Days and months"),
    Group.LANGUAGES: lazy_gettext("Names of languages"),
}
