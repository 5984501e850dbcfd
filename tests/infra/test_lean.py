"""What is cut out of packages changes nothing of what the function sends and is given, and a start compiles nothing."""

import json
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import ask_sdk_model

from infra.lambda_zip import (
    modules,
)
from infra.lean import OPERATIONS
from infra.ready_made import ENVIRONMENT
from tests.conftest import ROOT

REGIONS = ("us-east-1", "eu-west-1", "ap-northeast-1", "us-gov-west-1", "cn-north-1")
SENT = f"""
import boto3
from contextlib import suppress
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ClientError
from skill.audio.s3 import CONFIG
CALLS = {{
    "batch_get_item": {{"RequestItems": {{"t": {{"Keys": [{{"user": {{"S": "u"}}}}], "ConsistentRead": True}}}}}},
    "batch_write_item": {{"RequestItems": {{"t": [{{"DeleteRequest": {{"Key": {{"user": {{"S": "u"}}}}}}}}]}}}},
    "delete_item": {{"TableName": "t", "Key": {{"user": {{"S": "u"}}}}, "ConditionExpression": "#a = :a"}},
    "query": {{"TableName": "t", "KeyConditionExpression": "#u = :u", "Limit": 3, "ConsistentRead": True}},
    "update_item": {{"TableName": "t", "Key": {{"user": {{"S": "u"}}}}, "UpdateExpression": "SET #a = :a"}},
    "head_object": {{"Bucket": "b", "Key": "k/1"}},
    "put_object": {{"Bucket": "b", "Key": "k/1", "Body": b"sound", "ContentType": "audio/mpeg", "CacheControl": "x"}},
}}
found = []
def send(request, **_):
    told = ("content-type", "x-amz-target", "cache-control", "x-amz-checksum-crc32", "content-length")
    headers = {{name.lower(): str(value) for name, value in request.headers.items() if name.lower() in told}}
    found.append([request.method, request.url, headers, repr(getattr(request.body, "read", lambda: request.body)())])
    return AWSResponse(request.url, 200, {{}}, type("Body", (), {{"stream": lambda self: iter([b"{{}}"])}})())
for region in {REGIONS}:
    for service, calls in (("dynamodb", list(CALLS)[:5]), ("s3", list(CALLS)[5:])):
        client = boto3.client(service, region, config=CONFIG)
        client.meta.events.register("before-send", send)
        for call in calls:
            with suppress(ClientError):  # the answer is none
                getattr(client, call)(**CALLS[call])
"""
"""Finds what a client sends for each call of ours, in all kinds of regions."""
CLASSES = """
import importlib
from pathlib import Path
root = Path("ask_sdk_model")
packages = [importlib.import_module(".".join(file.parent.parts)) for file in sorted(root.rglob("__init__.py"))]
found = [[each.__name__, name, getattr(each, name).__module__] for each in packages for name in sorted(each._MODULES)]
"""
"""Finds by package of the SDK's model the classes that it gives, and where each is defined."""
COMPILED = """
import re._parser
import skill.aws.ready_made
found = []
def parsed(pattern, *flags, parse=re._parser.parse):
    found.append(str(pattern))
    return parse(pattern, *flags)
def told(event, given):
    if event == "compile" and b"__create_fn__" in (given[0] or b""):
        found.append(str(given[0]))
re._parser.parse = parsed
sys.addaudithook(told)
import skill.aws.start
"""
"""Finds the patterns and the methods of dataclasses that are compiled from text while the function starts."""


def from_zip(unpacked: Path, code: str, **environ: str) -> Any:
    """Return what code finds that runs with the zip and the standard library alone."""
    command = [sys.executable, "-S", "-c", f"import json, sys\n{code}\nprint(json.dumps(found), file=sys.stderr)"]
    ran = subprocess.run(command, cwd=unpacked, env={**ENVIRONMENT, **environ}, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stderr)


def test_every_service_that_the_skill_is_a_client_of_is_described() -> None:
    named = [name for path in modules() for name in re.findall(r'boto3\.client\(\s*"(\w+)"', path.read_text("utf-8"))]
    assert {"dynamodb"} <= set(named) <= set(OPERATIONS)


def test_every_operation_that_is_called_is_described_and_no_other() -> None:
    callers = {"dynamodb": "store/dynamodb.py", "s3": "audio/s3.py"}
    for service, file in callers.items():
        called = re.findall(r"self\._client(?:\(\))?\.(\w+)\(", (ROOT / "skill" / file).read_text("utf-8"))
        assert {name.title().replace("_", "") for name in called} == set(OPERATIONS[service])


def test_a_client_cut_to_what_is_used_sends_the_same_to_the_same_address(unpacked: Path) -> None:
    sent = from_zip(unpacked, SENT)
    desk = subprocess.run(
        [sys.executable, "-c", f"import json\n{SENT}\nprint(json.dumps(found))"],
        cwd=ROOT,
        env={**ENVIRONMENT},
        capture_output=True,
        text=True,
        check=True,
    )
    assert len(sent) == len(REGIONS) * sum(map(len, OPERATIONS.values()))
    assert sent == json.loads(desk.stdout)


def test_each_class_of_the_sdk_is_given_as_the_sdk_gives_it(unpacked: Path) -> None:
    root = Path(ask_sdk_model.__file__).parent
    files = sorted(root.rglob("__init__.py"))
    packages = [import_module(".".join(file.parent.relative_to(root.parent).parts)) for file in files]
    known = [
        [each.__name__, name, value.__module__]
        for each in packages
        for name, value in sorted(vars(each).items())
        if isinstance(value, type)
    ]
    assert len(known) > 500
    assert from_zip(unpacked, CLASSES) == known


def test_a_start_compiles_nothing(unpacked: Path) -> None:
    assert from_zip(unpacked, COMPILED) == []
