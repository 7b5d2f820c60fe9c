"""Pure decisions about account requests, a module for each thing that is decided."""
