"""Pure decisions about the desk."""
