"""Parses one YAML file of content, with duplicate keys refused."""

from typing import Any

import yaml

from skill.content.fault import WHOLE, ContentError, Fault


class _Loader(yaml.CSafeLoader):
    """PyYAML's safe loader in C, ten times as fast; it would let a second key silently replace the first."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                line = key.start_mark.line + 1
                raise yaml.MarkedYAMLError(None, None, f"{key.value!r} stands here twice (line {line})")
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def parse(text: str, file: str) -> Any:
    """Return the values of a YAML text; raises ContentError with the line where it cannot be read."""
    try:
        return yaml.load(text, _Loader)  # a safe loader, see above
    except yaml.MarkedYAMLError as error:
        where = f"line {error.problem_mark.line + 1}" if error.problem_mark else WHOLE
        raise ContentError(Fault(file, where, str(error.problem))) from None
