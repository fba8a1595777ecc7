"""Ways of proposing codings, one a module."""
