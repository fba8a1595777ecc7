"""How well proposed codings agree with a gold: figures from values."""
