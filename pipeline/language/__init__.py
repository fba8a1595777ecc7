"""What rooms 1 and 2 share about words: how they are looked up, what pieces encoders read."""
