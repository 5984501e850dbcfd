"""What packages bring along and the function never uses, taken out of the zip where a start would load it.

Together they save a quarter of a start: 325 of the 1,401 million instructions that it was (valgrind, Python 3.11).
"""

import ast
import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

OPERATIONS: Mapping[str, tuple[str, ...]] = {
    "dynamodb": ("BatchGetItem", "BatchWriteItem", "DeleteItem", "Query", "UpdateItem"),
    "s3": ("HeadObject", "PutObject"),
}
"""By service of AWS's what the function calls; botocore describes four hundred services and all that they do."""
NOT_READ = ("examples-1.json", "paginators-1.json", "paginators-1.sdk-extras.json", "waiters-2.json")
"""What botocore knows of a service beside its operations and its addresses."""
STOOD_IN_FOR = (
    "ask_sdk_model/services/service_client_factory.py",
    "boto3/dynamodb",
    "boto3/resources",
    "boto3/s3",
    "botocore/docs/__init__.py",
    "botocore/docs/docstring.py",
    "botocore/paginate.py",
    "botocore/retries/adaptive.py",
    "botocore/retries/standard.py",
    "botocore/waiter.py",
    "s3transfer",
    "urllib3/http2/__init__.py",
)
"""Modules that are imported, and of which nothing is ever called that does something: boto3's resources and transfers,
botocore's docstrings, waiters and retries of other kinds, urllib3's HTTP/2, the SDK's service clients."""
ALIASES = "EVENT_ALIASES"
"""botocore's other names for the events of services: every name of an event is compared with all of them."""
ON_DEMAND = "ask_sdk_model"
"""The SDK's model: a thousand classes in packages that load all of theirs when one is asked for."""
STAND_IN = '''"""Stands in for a module that is imported and never used (infra/lean.py)."""


class LeftOut:
    """Whatever it was: it can be made and subclassed, and does nothing."""

    def __init__(self, *_, **__):
        pass


'''
LATE_PACKAGE = '''"""Loads each of its classes when it is first asked for (infra/lean.py changed this file)."""
from importlib import import_module

_MODULES = {modules}


def __getattr__(name):
    if name not in _MODULES:
        raise AttributeError(f"module {{__name__!r}} has no attribute {{name!r}}")
    found = globals()[name] = getattr(import_module(_MODULES[name], __name__), name)
    return found
'''


def make_lean(folder: Path) -> None:
    """Cut what is installed in a folder to what the function uses."""
    cut_data(folder / "botocore" / "data")
    cut_aliases(folder / "botocore" / "utils.py")
    stand_in(folder)
    load_on_demand(folder / ON_DEMAND)


def stand_in(folder: Path) -> None:
    """Write, for modules of which nothing is used, ones that have their names and nothing behind these."""
    for name in STOOD_IN_FOR:
        path = folder / name
        for module in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            names = sorted(set(_names(ast.parse(module.read_text("utf-8")))))
            module.write_text(STAND_IN + "".join(f"{each} = LeftOut\n" for each in names), "utf-8")


def _names(module: ast.Module) -> Iterator[str]:
    """Yield what a module defines."""
    for node in module.body:
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                yield name
            case ast.Assign(targets=targets):
                yield from (target.id for target in targets if isinstance(target, ast.Name))


def load_on_demand(package: Path) -> None:
    """Let each package beneath one load a class of its own when it is asked for, instead of all of them at once."""
    for file in sorted(package.rglob("__init__.py")):
        imports = [node for node in ast.parse(file.read_text("utf-8")).body if isinstance(node, ast.ImportFrom)]
        modules = {each.name: f".{node.module}" for node in imports if node.level == 1 for each in node.names}
        lines = "".join(f"    {name!r}: {module!r},\n" for name, module in sorted(modules.items()))
        file.write_text(LATE_PACKAGE.format(modules=f"{{\n{lines}}}"), "utf-8")


def cut_data(data: Path) -> None:
    """Cut botocore's descriptions to the operations that are called, in their newest version, and their addresses."""
    for service, operations in OPERATIONS.items():
        *older, newest = sorted(path for path in (data / service).iterdir() if path.is_dir())
        for file in [file for version in older for file in version.iterdir()] + [newest / name for name in NOT_READ]:
            file.unlink(missing_ok=True)
        for version in older:
            version.rmdir()
        for packed in sorted(newest.glob("*.json.gz")):
            described = json.loads(gzip.decompress(packed.read_bytes()))
            if packed.name == "service-2.json.gz":
                described = cut_service(described, operations)
            _write(packed.with_suffix(""), described)
            packed.unlink()
    endpoints = data / "endpoints.json"
    _write(endpoints, cut_endpoints(json.loads(endpoints.read_text("utf-8")), OPERATIONS))


def cut_aliases(module: Path) -> None:
    """Leave of the other names for events those of services that the function calls."""
    text = module.read_text("utf-8")
    named = (each for each in ast.parse(text).body if isinstance(each, ast.Assign))
    (assigned,) = (each for each in named if ast.unparse(each.targets[0]) == ALIASES)
    aliases: dict[str, str] = ast.literal_eval(assigned.value)
    kept = {old: new for old, new in aliases.items() if new in OPERATIONS}
    lines = text.splitlines(keepends=True)
    lines[assigned.lineno - 1 : assigned.end_lineno] = [f"{ALIASES} = {kept}\n"]
    module.write_text("".join(lines), "utf-8")


def cut_service(described: dict[str, Any], operations: Iterable[str]) -> dict[str, Any]:
    """Return a service's description with these operations, the shapes that they lead to, and no documentation."""
    kept = {name: described["operations"][name] for name in operations}
    shapes: dict[str, Any] = {}
    wanted = list(_shapes(kept))
    while wanted:
        if (name := wanted.pop()) not in shapes:
            shapes[name] = described["shapes"][name]
            wanted += _shapes(shapes[name])
    ordered = {name: shapes[name] for name in described["shapes"] if name in shapes}
    return {**described, **_without_documentation({"operations": kept, "shapes": ordered})}


def cut_endpoints(described: dict[str, Any], services: Iterable[str]) -> dict[str, Any]:
    """Return the addresses of these services, in all partitions and regions."""
    partitions = [
        {**each, "services": {name: each["services"][name] for name in services if name in each["services"]}}
        for each in described["partitions"]
    ]
    return {**described, "partitions": partitions}


def _shapes(described: Any) -> Iterator[str]:
    """Yield the shapes that a description names."""
    if isinstance(described, list):
        for each in described:
            yield from _shapes(each)
    elif isinstance(described, dict):
        if isinstance(named := described.get("shape"), str):
            yield named
        for each in described.values():
            yield from _shapes(each)


def _without_documentation(described: Any) -> Any:
    if isinstance(described, list):
        return [_without_documentation(each) for each in described]
    if isinstance(described, dict):
        return {
            key: _without_documentation(value)
            for key, value in described.items()
            if not (key == "documentation" and isinstance(value, str))
        }
    return described


def _write(file: Path, described: Any) -> None:
    file.write_text(json.dumps(described, ensure_ascii=False, separators=(",", ":")), "utf-8")
