"""``python -m pipeline.cli``: the same as ``voices``."""

from pipeline.cli.main import main

main()
