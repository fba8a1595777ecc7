"""Room 2: must never see real names. Propose codings of admitted transcripts."""
