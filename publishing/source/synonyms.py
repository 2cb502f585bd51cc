"""Words that mean the same: ``synonyms.yml`` in the folder of pages, which writers edit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from publishing.errors import HelpCentreError
from publishing.markup.safe_yaml import SafeLoader

SYNONYMS_FILE = "synonyms.yml"
SHAPE = "Write one group a line, such as '- [invoice, bill]'."


class SynonymsUnreadable(HelpCentreError):  # noqa: N818 - named for what is wrong
    """The file of synonyms is not what it should be; ``line`` says where."""

    exit_status = 1

    def __init__(self, problem: str, line: int = 1) -> None:
        super().__init__(f"{SYNONYMS_FILE}:{line}: {problem}", SHAPE)
        self.problem = problem
        self.line = line


@dataclass(frozen=True)
class SynonymGroup:
    """Words, or groups of words, that find one another, as they are written, and the line that they stand in."""

    written: tuple[str, ...]
    line: int

    @property
    def words(self) -> tuple[str, ...]:
        """Give those that hold a word: others, such as "???", can find nothing."""
        return tuple(phrase for phrase in self.written if re.search(r"[^\W_]", phrase))


def read_synonyms(folder: Path) -> tuple[SynonymGroup, ...]:
    """
    Read the groups in the folder of pages; none when there is no such file.

    Raises:
        SynonymsUnreadable: not to be opened, not YAML, or not a list of lists of words.

    """
    file = folder / SYNONYMS_FILE
    try:
        if file.exists() and not file.is_file():  # a pipe would be waited for
            raise SynonymsUnreadable("this is no file that holds text.")
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise SynonymsUnreadable("the file cannot be read.") from error
    return parse_synonyms(text)


def parse_synonyms(text: str) -> tuple[SynonymGroup, ...]:
    """
    Read the groups from the *text* of the file; what stands there is taken as it is written, ``2024`` and ``yes`` too.

    Raises:
        SynonymsUnreadable: not YAML, or not a list of lists of words.

    """
    try:
        root = yaml.compose(text, SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SynonymsUnreadable(f"not YAML ({error.problem}).", line) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise SynonymsUnreadable("not YAML.") from error
    if root is None:
        return ()
    if not isinstance(root, yaml.SequenceNode):
        raise SynonymsUnreadable("it holds no list of groups.")
    return tuple(_group(node) for node in root.value)


def _group(node: yaml.Node) -> SynonymGroup:
    line: int = node.start_mark.line + 1
    if not isinstance(node, yaml.SequenceNode) or not all(isinstance(word, yaml.ScalarNode) for word in node.value):
        raise SynonymsUnreadable("this is no list of words.", line)
    return SynonymGroup(tuple(" ".join(word.value.split()) for word in node.value), line)
