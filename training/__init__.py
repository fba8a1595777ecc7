"""How word lists and models are made; nothing here is needed to run a study."""
