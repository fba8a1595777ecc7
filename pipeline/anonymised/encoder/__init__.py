"""Talk as vectors: a sentence read with what was asked and said before it."""
