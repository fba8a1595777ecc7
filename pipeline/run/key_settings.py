"""``config/study.yaml`` names another key: two lines are changed, and everything else stays."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline import strict_yaml
from pipeline.atomic import write_bytes
from pipeline.errors import SettingsError
from pipeline.settings import KeyKind, Study

FILE = "config/study.yaml"
_BLOCK = re.compile(r"^vault:[ \t]*(?:#.*)?\n(?:[ \t]+.*\n|[ \t]*\n)*", re.MULTILINE)


def name_key(root: Path, kind: KeyKind, key_file: str) -> bool:
    """Write into the settings of the study at `root` what opens the vault from now on.

    Returns False, and changes nothing, where the file is written in a way that the program cannot
    be sure to change rightly: then a person must.
    """
    path = root / FILE
    before = path.read_text("utf-8")
    after = _changed(before, {"key": kind.value, "key_file": _quoted(key_file)})
    try:
        old, new = (strict_yaml.parse(text, Study, FILE) for text in (before, after))
    except SettingsError:
        return False
    vault = old.vault.model_copy(update={"key": kind, "key_file": key_file})
    if new != old.model_copy(update={"vault": vault}):
        return False
    if after != before:
        mode = path.stat().st_mode & 0o777
        write_bytes(path, after.encode())
        path.chmod(mode)
    return True


def _quoted(words: str) -> str:
    return words if re.fullmatch(r"[\w./-]+", words) else "'" + words.replace("'", "''") + "'"


def _changed(text: str, values: dict[str, str]) -> str:
    text = text if text.endswith("\n") else f"{text}\n"
    found = _BLOCK.search(text)
    if found is None:
        lines = "".join(f"  {name}: {value}\n" for name, value in values.items())
        return text if re.search(r"^vault:", text, re.MULTILINE) else f"{text}vault:\n{lines}"
    block = found[0]
    for name, value in values.items():
        line = re.compile(rf"^([ \t]+){name}:.*?([ \t]+#.*)?$", re.MULTILINE)
        if at := line.search(block):
            new = f"{at[1]}{name}: {value}{at[2] or ''}"
            block = block[: at.start()] + new + block[at.end() :]
        else:
            head, _, rest = block.partition("\n")
            indent = re.match(r"[ \t]+", rest)
            block = f"{head}\n{indent[0] if indent else '  '}{name}: {value}\n{rest}"
    return text[: found.start()] + block + text[found.end() :]
