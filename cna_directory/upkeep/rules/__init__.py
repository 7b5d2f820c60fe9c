"""Pure decisions about the form of a record: what it holds, what was typed, what is wrong with it."""
