"""The mails around an account request, one function for each."""
