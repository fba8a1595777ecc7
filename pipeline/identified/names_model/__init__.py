"""The project's own model for names: from text to scored spans, without a network."""
