"""The ``voices`` command: a file a command, no logic in it."""
