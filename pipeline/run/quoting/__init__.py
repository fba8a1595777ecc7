"""What people do with quotes: finding them, asking why, using, shortening."""
