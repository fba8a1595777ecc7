"""Pages for reviewers, on this machine alone."""
