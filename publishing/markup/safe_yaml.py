"""The loader that YAML is read with: libyaml's, which is ten times as fast and comes with PyYAML's wheels."""

from __future__ import annotations

from typing import Any

import yaml
from yaml.constructor import ConstructorError

try:
    from yaml import CSafeLoader as _SafeLoader
except ImportError:  # PyYAML was built without libyaml
    from yaml import SafeLoader as _SafeLoader  # type: ignore[assignment]

_WITHIN_ITSELF = "found unconstructable recursive node"


class SafeLoader(_SafeLoader):
    """Reads values that end: one that holds itself, or is nested too deeply, is a `yaml.YAMLError`."""

    def construct_document(self, node: yaml.Node) -> Any:
        """Read all below *node* at once; PyYAML's own way, in turns, takes an alias within its value for fine."""
        self.deep_construct = True
        try:
            return super().construct_document(node)
        except ConstructorError as error:
            if error.problem != _WITHIN_ITSELF:
                raise
            raise ConstructorError(None, None, "a value holds itself", error.problem_mark) from error
        except RecursionError as error:
            raise ConstructorError(None, None, "values are nested too deeply", node.start_mark) from error


__all__ = ["SafeLoader"]
