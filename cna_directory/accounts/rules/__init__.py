"""Pure decisions about accounts, a module for each thing that is decided."""
