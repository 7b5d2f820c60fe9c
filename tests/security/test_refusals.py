"""What somebody may not do is refused and written down, where an account stands behind it."""

import pytest

from tests.features.accounts.visitors import an_account, browser_at, rows


@pytest.mark.parametrize("page", ["/desk", "/desk/trail", "/desk/accounts", "/vouchings"])
def test_a_refused_page_is_in_the_trail(app, page):
    account_id = an_account(app)
    browser = browser_at(app)
    browser.let_in(account_id)
    assert browser.get(page).status_code == 403
    (found,) = rows(
        app,
        "SELECT actor_account_id, actor_role, details, happened_at FROM audit_operation"
        " WHERE action = 'access.refused'",
    )
    assert (found.actor_account_id, found.actor_role) == (account_id, "reader")
    assert "capability" in str(found.details)
    assert "remote_address" in str(found.details)
