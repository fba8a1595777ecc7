"""When work happens: the table of stages, what is stale, the journal, the engines."""
