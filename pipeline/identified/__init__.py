"""Room 1: may see real names. Read, detect, decide, replace, and refuse what still holds a name."""
