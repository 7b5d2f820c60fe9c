"""Pure decisions about taking records along: what a card holds, and how each format writes it."""
