"""Mail: operations post messages into the outbox, the scheduler delivers them."""
