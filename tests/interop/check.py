#!/usr/bin/env python3
"""What signoff writes, given to programs of others; `.ci/interop` installs them and runs this."""
import copy
import hashlib
import json
import shlex
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

import regopy
import rfc8785
from google.protobuf import json_format
from in_toto_attestation.v1 import statement_pb2
from in_toto_attestation.v1.statement import Statement
from securesystemslib.dsse import Envelope
from securesystemslib.exceptions import VerificationError
from securesystemslib.signer import CryptoSigner

from house import GATE, REPOSITORY, House

PAYLOAD = "application/vnd.in-toto+json"


def time(**later):
    return (datetime.now(timezone.utc) + timedelta(minutes=1, **later)).strftime("%Y-%m-%dT%H:%M:%SZ")


def the_statement_is_valid_in_toto(house):
    text = house.statement("--subject", f"other={'sha256:' + 64 * 'a'}")
    message = json_format.Parse(text, statement_pb2.Statement())
    Statement.copy_from_pb(message).validate()
    assert [subject.name for subject in message.subject] == ["other", "app.bin"], message
    digest = hashlib.sha256((house.path / "app.bin").read_bytes()).hexdigest()
    assert message.subject[1].digest["sha256"] == digest
    # The package has no class for the predicate in this version, so its fields are held against the specification.
    predicate = json.loads(text)["predicate"]
    assert set(predicate) == {"verifier", "timeCreated", "properties", "signoffReview"}, predicate
    content = hashlib.sha256(house.done("export", "canonical")).hexdigest()
    assert predicate["signoffReview"]["digest"] == {"sha256": content}, predicate
    assert set(predicate["verifier"]) == {"id", "policies"} and predicate["verifier"]["policies"]
    assert predicate == json.loads(house.done("export", "in-toto", "--predicate", *GATE)) | {
        "timeCreated": predicate["timeCreated"]
    }
    # A validator that lets everything pass would prove nothing.
    message.subject[1].digest.clear()
    try:
        Statement.copy_from_pb(message).validate()
    except ValueError:
        return "validated; without a digest refused"
    raise AssertionError("a subject without a digest was accepted")


def an_envelope_of_it_cannot_be_tampered_with(house):
    payload = house.statement()
    signer = CryptoSigner.generate_ed25519()
    envelope = Envelope(payload, PAYLOAD, {})
    envelope.sign(signer)
    keys = [signer.public_key]
    sent = json.loads(json.dumps(envelope.to_dict()))
    assert len(Envelope.from_dict(copy.deepcopy(sent)).verify(keys, 1)) == 1
    refused = 0
    changes = [payload.replace(b"SIGNOFF_APPROVED", b"SIGNOFF_COMPLETE"), payload + b" "]
    changes += [payload[:at] + bytes([payload[at] ^ 1]) + payload[at + 1:] for at in range(0, len(payload), 7)]
    for changed in changes:
        forged = Envelope.from_dict(copy.deepcopy(sent))
        forged.payload = changed
        try:
            forged.verify(keys, 1)
        except VerificationError:
            refused += 1
    assert refused == len(changes), f"{len(changes) - refused} of {len(changes)} changes were accepted"
    return f"signed and verified; {refused} changed payloads refused"


def the_canonical_content_is_rfc_8785(house):
    text = house.done("export", "canonical")
    said = json.loads(house.run("check", "--json").stdout)["content"]
    assert rfc8785.dumps(json.loads(text)) == text
    assert "sha256:" + hashlib.sha256(text).hexdigest() == said
    count = 0
    with open(REPOSITORY / "target/tmp/canonical.txt", "rb") as lines:
        for line in lines:
            digest, text = line.rstrip(b"\n").split(b" ", 1)
            again = rfc8785.dumps(json.loads(text))
            assert again == text, f"line {count + 1}"
            assert b"sha256:" + hashlib.sha256(again).hexdigest().encode() == digest, f"line {count + 1}"
            count += 1
    assert count == 10_000, count
    return f"the same bytes and digests on {count} random reviews"


def the_rego_policy_decides(house):
    interpreter = regopy.Interpreter()
    interpreter.add_module("signoff", (REPOSITORY / "assets/gate/signoff.rego").read_text())
    sha256 = hashlib.sha256((house.path / "app.bin").read_bytes()).hexdigest()

    listed = json.loads(house.done("checklist", "show", "./mini.toml", "--json"))["digest"]
    asked = {
        "sha256": sha256, "since": time(days=-1), "now": time(), "wanted": {"system": "box", "environment": "prod"},
        "policies": {"mini": listed.removeprefix("sha256:")},
    }

    def allows(statement, **more):
        interpreter.set_input({"statement": statement} | asked | more)
        # Asked for `allow` alone, this evaluator says nothing where OPA says false.
        [result] = interpreter.query("data.signoff").results
        answer = result.expressions[0]["allow"]
        assert answer in (True, False), result
        return answer

    ours = json.loads(house.statement())
    assert allows(ours)
    denied = 0

    def denies(change, **more):
        nonlocal denied
        other = copy.deepcopy(ours)
        change(other)
        assert not allows(other, **more), other
        denied += 1

    for lost in ["SIGNOFF_APPROVED", "SIGNOFF_ROLE_APPROVER", "SIGNOFF_SIGNED", "SIGNOFF_NO_UNMET_CRITICAL"]:
        denies(lambda it: it["predicate"]["properties"].remove(lost))
    denies(lambda it: None, sha256=64 * "0")
    # Another review, and a review of another text of that name; nobody who names nothing is let through.
    for wanted in [{}, {"system": "cube"}, {"system": "box", "environment": "test"}, {"revision": "v1"}]:
        denies(lambda it: None, wanted=wanted)
    for policies in [{}, {"mini": 64 * "0"}, {"other": asked["policies"]["mini"]}, asked["policies"] | {"policy.toml": "0"}]:
        denies(lambda it: None, policies=policies)
    for name in ["wanted", "policies"]:
        denies(lambda it: None, **{name: None})
    denies(lambda it: it["predicate"]["signoffReview"]["annotations"].update(system="cube"))
    denies(lambda it: it["predicate"].pop("signoffReview"))
    denies(lambda it: it["predicate"]["verifier"]["policies"].clear())
    denies(lambda it: it["subject"][0]["digest"].update(sha256=64 * "0"))
    denies(lambda it: it["subject"].clear())
    denies(lambda it: it.update(predicateType="https://in-toto.io/attestation/svr/v0.1"))
    denies(lambda it: it["predicate"]["verifier"].update(id="https://example.org/other"))
    for when in [time(days=-2), time(days=2), "2199-01-01T00:00:00+01:00"]:
        denies(lambda it: it["predicate"].update(timeCreated=when))
    denies(lambda it: it.pop("predicate"))
    # Without --require signed nobody verified, and the statement does not say so.
    unverified = json.loads(house.done("export", "in-toto", "--subject-file", "app.bin"))
    assert not allows(unverified)
    return f"allows ours, denies {denied + 1} others"


def the_printed_command_verifies_without_us(house):
    house.done("verify", "--allowed-signers", "allowed", "--export", "out")
    how = (house.path / "out/HOW-TO-VERIFY.txt").read_text()
    commands = [line for line in how.splitlines() if line.startswith("ssh-keygen ")]
    assert len(commands) == 1, how
    words = shlex.split(commands[0])
    statement = house.path / "out" / words.pop()
    assert words.pop() == "<"
    words[words.index("ALLOWED")] = str(house.path / "allowed")

    def verifies(text):
        ran = subprocess.run(words, cwd=house.path / "out", input=text, capture_output=True)
        return ran.returncode == 0 and b'Good "signoff" signature for grace@example.org' in ran.stdout

    text = statement.read_bytes()
    assert verifies(text)
    assert not verifies(text.replace(b"approve", b"improve"))
    return "accepted, and a changed statement refused"


def a_rejection_gives_no_statement(house):
    house.sign("rejected")
    ran = house.run("export", "in-toto", "--subject-file", "app.bin", "--output", "statement.json")
    assert ran.returncode == 1 and b"rejected as approver" in ran.stderr, ran
    assert not ran.stdout and not (house.path / "statement.json").exists()
    return "exit 1 with the reason, and no file"


def the_workflow_is_one(_house):
    workflow = REPOSITORY / "assets/gate/deploy.yml"
    programs = Path(sys.executable).parent
    subprocess.run([programs / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", workflow], check=True)
    # To which commits actions are pinned is for whoever takes it over to say.
    policy = "rules:\n  unpinned-uses:\n    disable: true\n"
    with tempfile.NamedTemporaryFile("w", suffix=".yml") as config:
        config.write(policy)
        config.flush()
        subprocess.run([programs / "zizmor", "--offline", "--quiet", "--config", config.name, workflow], check=True)
    return "fits GitHub's schema; zizmor finds nothing in it"


def the_pipeline_is_one(_house):
    pipeline = REPOSITORY / "assets/gate/azure-pipelines.yml"
    programs = Path(sys.executable).parent
    # The schema has patterns that are none under the flag `u`.
    schema = ["--regex-variant", "nonunicode", "--builtin-schema", "vendor.azure-pipelines"]
    subprocess.run([programs / "check-jsonschema", *schema, pipeline], check=True)
    return "fits the schema of Azure Pipelines"


def main():
    house = House()
    house.sign()
    for check in [
        the_statement_is_valid_in_toto,
        an_envelope_of_it_cannot_be_tampered_with,
        the_canonical_content_is_rfc_8785,
        the_rego_policy_decides,
        the_printed_command_verifies_without_us,
        a_rejection_gives_no_statement,
        the_workflow_is_one,
        the_pipeline_is_one,
    ]:
        print(f"{check.__name__}: {check(house)}", flush=True)


if __name__ == "__main__":
    main()
