"""What a stage does with files around the pure verbs of the rooms: one module a room."""
