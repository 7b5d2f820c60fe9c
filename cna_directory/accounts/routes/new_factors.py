"""What the pages for a new passkey, app or set of codes show, at the first set-up and later."""

from werkzeug.wrappers import Response

from cna_directory.accounts import offers
from cna_directory.accounts.forms.second_factors import (
    NewAppForm,
    NewPasskeyForm,
    RecoveryCodesForm,
)
from cna_directory.accounts.pictures import qr_code
from cna_directory.web.helpers import here, settings
from cna_directory.web.pages import page


def passkey_page(form: NewPasskeyForm, *, question: str) -> Response:
    """Return the page on which one makes a passkey; `question` is where its script asks."""
    return page("accounts/new_passkey", form.status, form=form, address=here(), question=question)


def app_page(form: NewAppForm, *, account_id: int, email: str) -> Response:
    """Return the page on which one takes a key into an app; a mistyped code keeps the key."""
    kept = offers.offered_app(form.sealed.data or "", account_id, settings())
    offer = kept or offers.offer_app(account_id, settings())
    form.sealed.data = offer.sealed
    picture = qr_code(offer.address(email))
    return page("accounts/new_app", form.status, form=form, key=offer.key, picture=picture)


def codes_page(form: RecoveryCodesForm, *, account_id: int) -> Response:
    """Return the page with new recovery codes; a mistyped one keeps the codes."""
    kept = offers.offered_codes(form.sealed.data or "", account_id, settings())
    offer = kept or offers.offer_codes(account_id, settings())
    form.sealed.data = offer.sealed
    return page("accounts/recovery_codes", form.status, form=form, codes=offer.codes)
