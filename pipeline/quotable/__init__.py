"""Room 3: passages that passed both gates. Select, edit, attribute, check, export."""
