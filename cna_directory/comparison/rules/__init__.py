"""Pure decisions about comparing States and about what fits on one page."""
