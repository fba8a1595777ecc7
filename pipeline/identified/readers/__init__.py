"""Reading source files as they come: one module a file format."""
