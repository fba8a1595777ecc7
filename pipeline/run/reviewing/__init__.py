"""What a reviewer sees of the first room, and what has become of it since."""
