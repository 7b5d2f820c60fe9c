"""Pure decisions of the exchange: how records are written in tables, read back and compared."""
