"""What the checks share: the program, and a review that two people signed."""
import os
import pathlib
import subprocess
import tempfile

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = pathlib.Path(os.environ.get("SIGNOFF", REPOSITORY / "target/debug/signoff"))
LIST = """schema = 1
id = "mini"
title = "Mini"
version = "1"

[[category]]
id = "a"
title = "A"

[[category.item]]
id = "A-1"
title = "One"
severity = "critical"

[[category.item]]
id = "A-2"
title = "Größe \\u202e 世界"
severity = "low"
"""
GATE = ["--require", "signed", "--allowed-signers", "allowed"]


class House:
    """A directory with a review, an artifact, and nobody's settings."""

    def __init__(self):
        self._keep = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self._keep.name).resolve()
        (self.path / ".git").mkdir()
        (self.path / "mini.toml").write_text(LIST)
        (self.path / "app.bin").write_bytes(bytes(range(256)))
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", self.path / "key"], check=True)
        public = (self.path / "key.pub").read_text()
        (self.path / "allowed").write_text(f'grace@example.org namespaces="signoff" {public}')
        self.done("new", "--checklist", "./mini.toml", "--system", "box", "--environment", "prod")
        self.done("attest", "A-1", "met", "--rationale", "Fine \u202e \x7f \"quoted\" 🤖")
        self.done("attest", "A-2", "unmet", "--rationale", "Later", "--owner", "Kim", "--due", "+30d")

    def sign(self, decision="approved"):
        self.done("--by", "Grace Hopper <grace@example.org>", "sign", "--role", "approver", "--decision", decision,
                  "--why", "Looked at", "--key", "key")

    def run(self, *arguments):
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.path / "home"), "SIGNOFF_BY": "Ada <ada@example.org>",
            "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null",
        }
        return subprocess.run([PROGRAM, *arguments], cwd=self.path, env=environment, capture_output=True)

    def done(self, *arguments):
        ran = self.run(*arguments)
        assert ran.returncode == 0, (arguments, ran.stdout, ran.stderr)
        return ran.stdout

    def statement(self, *more):
        return self.done("export", "in-toto", "--subject-file", "app.bin", *GATE, *more)
