"""The function's role allows every call that the code makes, on what the stack made, and nothing else."""

import ast
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import partial
from random import Random
from typing import Any

import pytest

from infra.lambda_zip import modules
from skill.app.app import App
from skill.audio.port import Naming, Recording
from skill.audio.s3 import S3Audio
from skill.audio.stream import Stream
from skill.content.content import Content
from skill.practice.bookmark import Bookmark
from skill.practice.place import Place
from skill.practice.planner import make_plan
from skill.practice.spec import Spec
from skill.simulator.desk import desk_skill
from skill.simulator.device import Device
from skill.simulator.script import Cue, Player
from skill.simulator.understanding import Understanding
from skill.store.dynamodb import DynamoStore
from skill.store.port import Changes, Listener
from skill.store.record import LIFETIME
from tests.infra.template import Deployment

NOW = 1_800_000_000

SERVICES = {"dynamodb": "table", "s3": "audio"}
"""The services that the code has a client of, and the policy of the role that is for each."""
LAMBDA = {"logs": {"logs:CreateLogStream", "logs:PutLogEvents"}}
"""What Lambda itself does in the role's name."""
PERMISSIONS = {"s3:HeadObject": "s3:GetObject"}
"""Calls whose permission has another name."""

Call = tuple[str, str]
"""An action and the resource that it is for."""

CONVERSATION = (
    Cue("Alexa, open muscle relaxation"),
    Cue("yes"),
    Cue("Alexa, pause", during="your thighs"),
    Cue("yes"),
    Cue("slower", during="your stomach"),
    Cue("Alexa, stop"),
    Cue("Alexa, open muscle relaxation"),
    Cue("yes"),
    Cue("yes"),
    Cue("Alexa, ask muscle relaxation to start the bedtime version"),
    Cue("Alexa, ask muscle relaxation what are my settings"),
    Cue("forget my settings"),
    Cue("Alexa, ask muscle relaxation to delete my data"),
    Cue("yes"),
)
"""Every kind of thing that is remembered, taken up, changed and deleted by voice."""


@contextmanager
def recorded(client: Any, account: str) -> Iterator[set[Call]]:
    """Collect the calls that a client makes, by their permission and resource."""
    calls: set[Call] = set()

    def note(params: Mapping[str, Any], model: Any, **_: Any) -> None:
        service = model.service_model.signing_name
        action = f"{service}:{model.name}"
        calls.update((PERMISSIONS.get(action, action), each) for each in resources(service, params, account))

    client.meta.events.register("before-parameter-build", note)
    yield calls
    client.meta.events.unregister("before-parameter-build", note)


def resources(service: str, params: Mapping[str, Any], account: str) -> list[str]:
    """Return the ARNs that a call is for."""
    if service == "s3":
        return [f"arn:aws:s3:::{params['Bucket']}/{params['Key']}"]
    tables = [params["TableName"]] if "TableName" in params else list(params["RequestItems"])
    return [f"arn:aws:dynamodb:{account}:table/{each}" for each in tables]


@pytest.fixture(scope="module")
def calls(deployment: Deployment, content: Content, understanding: Understanding) -> set[Call]:
    """Everything that the skill does with AWS."""
    client = deployment.dynamodb
    store = DynamoStore(client, deployment.outputs["TableName"], clock=lambda: NOW)
    account = deployment.stack["StackId"].removeprefix("arn:aws:cloudformation:").rpartition(":stack/")[0]
    cloud, bucket = deployment.client("s3"), deployment.outputs["AudioBucket"]
    plan = partial(make_plan, library=content.library)
    recording = Recording(plan, "1", lambda plan, stream: iter([b"audio"]), content.library.made_by)
    with recorded(client, account) as made, recorded(cloud, account) as put:
        converse(App(content, store, Random(1)), understanding)
        remember(store)
        S3Audio(lambda: cloud, bucket, "https://audio.example", Naming(b"s" * 16), recording).url(
            Stream(Spec("standard", 10))
        )
    return made | put


def converse(app: App, understanding: Understanding) -> None:
    """Hold whole sessions."""
    player = Player(Device(desk_skill(app), understanding, app.content.library.speech_time, float(NOW)))
    said = " ".join(line for cue in CONVERSATION for line in player.step(cue))
    assert "deleted" in said
    assert "wrong" not in said


def remember(store: DynamoStore) -> None:
    """Do what a conversation seldom does: a race of two devices, an expired record, a skill disabled."""
    ann = Listener("amzn1.ask.account.POLICY", "ann")
    kept = Changes(bookmark=Bookmark(spec=Spec("standard", 10), place=Place("shoulders"), at=NOW), started_at=NOW)
    store.save(ann, kept, NOW)
    store.save(ann, replace(kept, started_at=NOW - 1, welcomed=True), NOW)
    store.save(ann, Changes(welcomed=True), NOW - LIFETIME - 1)
    store.load(ann)
    store.save(ann, kept, NOW)
    store.delete_account(ann.user, NOW)


def allows(statements: list[dict[str, Any]], action: str, resource: str) -> bool:
    """Say whether a policy allows an action on a resource."""
    return any(action in each["Action"] and fnmatchcase(resource, each["Resource"]) for each in statements)


def allowed(statements: list[dict[str, Any]]) -> set[str]:
    """Return the actions that a policy names."""
    return {action for each in statements for action in each["Action"]}


def test_every_call_is_allowed(calls: set[Call], deployment: Deployment) -> None:
    policies = deployment.policies()
    assert calls
    for action, resource in sorted(calls):
        assert allows(policies[SERVICES[action.partition(":")[0]]], action, resource), (action, resource)


@pytest.mark.promise("least-permission")
def test_nothing_else_is_allowed(calls: set[Call], deployment: Deployment) -> None:
    policies = deployment.policies()
    assert set(policies) == set(SERVICES.values()) | set(LAMBDA)
    for service, name in SERVICES.items():
        assert allowed(policies[name]) == {action for action, _ in calls if action.startswith(f"{service}:")}
    for name, actions in LAMBDA.items():
        assert allowed(policies[name]) == actions


def test_no_action_is_a_pattern_and_each_is_for_one_resource_of_this_stack(deployment: Deployment) -> None:
    ends = {"table": "", "audio": "/*.mp3", "logs": ":*"}
    outputs = {"table": "TableName", "audio": "AudioBucket", "logs": "LogGroup"}
    for name, statements in deployment.policies().items():
        for each in statements:
            assert each["Effect"] == "Allow"
            assert not any("*" in action for action in each["Action"])
            assert each["Resource"].endswith(deployment.outputs[outputs[name]] + ends[name])


def test_the_role_has_no_policy_but_its_own(deployment: Deployment) -> None:
    role = deployment.resources["SkillRole"]
    assert deployment.client("iam").list_attached_role_policies(RoleName=role)["AttachedPolicies"] == []


def test_the_code_has_no_client_of_another_service() -> None:
    """A service that is missing in SERVICES is added there, and what calls it to the fixture `calls`."""
    assert {name for path in modules() for name in clients(path.read_text("utf-8"))} == set(SERVICES)


def clients(source: str) -> set[str]:
    """Return the names of the services that a module makes a client of with boto3."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Attribute(attr="client"), args=[ast.Constant(value=str(name)), *_]):
                found.add(name)
    return found
