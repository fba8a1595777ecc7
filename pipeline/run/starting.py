"""A new study: folders, settings to edit, tables to fill in."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import yaml

from pipeline.atomic import make_private_folder, write_bytes
from pipeline.errors import StudyError
from pipeline.run.tables import OWN_COLUMNS, PARTICIPANT_COLUMNS, ROSTER_COLUMNS

STUDY = """\
# What this study is. Every key is explained in docs/settings.md.
{title}
corpus: interviews
consent: none                 # for anyone participants.csv does not list
review: required              # people stand at both gates
engine: processes             # in-process | processes | dask
workers: 0                    # 0: one a processor
names: model                  # or gazetteer, spacy:NAME, gliner:FOLDER, or a list of them
vault:
  path: vault
  key: file                   # file | passphrase
  key_file: vault/study.key   # better: on the custodian's stick, with VOICES_KEY_FILE set
"""
IGNORED = "*\n"


def start_study(path: Path, title: str) -> None:
    """Make the folders and files of a study at `path`.

    Raises:
        StudyError: something is there already.
    """
    if not title.strip():
        raise StudyError("a study needs a title", next_step="voices new PATH --title TITLE")
    if path.is_file() or (path.exists() and any(path.iterdir())):
        raise StudyError(
            "is a file, or a folder that is not empty",
            where=path.name,
            next_step="name a folder that is new",
        )
    corpus = path / "corpora" / "interviews"
    make_private_folder(corpus / "transcripts")
    heading = yaml.safe_dump({"title": title}, allow_unicode=True, width=1000).strip()
    contents = {
        path / "config" / "study.yaml": STUDY.format(title=heading),
        corpus / "participants.csv": ",".join((*PARTICIPANT_COLUMNS, *OWN_COLUMNS)) + "\n",
        corpus / "roster.csv": ",".join((*ROSTER_COLUMNS, "also")) + "\n",
        # Whoever keeps a study in git must not commit words or keys by accident.
        path / ".gitignore": IGNORED,
    }
    for name in ("identifiers", "codebook", "quotes"):
        contents[path / "config" / f"{name}.yaml"] = shipped(name)
    for file, text in contents.items():
        write_bytes(file, text.encode())


def shipped(name: str) -> str:
    """A settings file as shipped: inside an installed package, or beside the sources."""
    packaged = files("pipeline").joinpath("starter", f"{name}.yaml")
    if packaged.is_file():
        return packaged.read_text("utf-8")
    return (Path(__file__).parents[2] / "config" / f"{name}.yaml").read_text("utf-8")
