"""The shipped models that propose codes and raise flags: see MODEL_CARD.md."""
