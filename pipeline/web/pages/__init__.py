"""A module a page, with the actions that can be done on it."""
