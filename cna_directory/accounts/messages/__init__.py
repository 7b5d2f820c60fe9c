"""The mails that accounts get, one function for each."""
