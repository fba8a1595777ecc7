"""The check of a report's draft: reading it, holding it against the study, marking a copy."""
