"""How the sample's raw files are made from its gold transcripts: a module a format.

Nothing here is used by the pipeline; it only makes files that look like those researchers receive.
"""
