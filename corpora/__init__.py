"""The sample study, and the command that renders its raw files from the gold transcripts."""
