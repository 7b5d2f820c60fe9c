"""Pure decisions about links: which are laws, where the directory may go, what an answer means."""
