"""How the models that propose codes and raise flags are made: see README.md."""
