"""Whether .venv still holds what it was made from; and the project's own place in it.

    .venv/bin/python tools/in_step.py check run|dev     exit 0: nothing to do; 1: bring it in step; 3: make it anew
    .venv/bin/python tools/in_step.py write run|dev     note what it was made from, and put the project in

The project is put on the path with a .pth file and a script `dcpp`, not installed: that needs no build, no network
and no index, works at once after every `git pull`, and imports the very files that are in the checkout.
"""

import hashlib
import shlex
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
NOTE = VENV / "in-step"
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}


def site_packages() -> Path:
    return Path(sysconfig.get_paths()["purelib"])


def made_from(kind: str) -> list[str]:
    """What the environment depends on, a line each."""
    return [
        f"kind {kind}",
        f"python {sys.version.split()[0]}",
        f"root {ROOT}",
        f"lock {hashlib.sha256(LOCKS[kind].read_bytes()).hexdigest()}",
        *sorted(f"has {path.name}" for path in site_packages().glob("*.dist-info")),
    ]


def is_in_step(wanted: str) -> bool:
    """`dev` serves for `run` too. A package that was taken out by hand is noticed; one that was added is left alone."""
    if not NOTE.is_file() or not launcher().is_file():
        return False
    noted = NOTE.read_text(encoding="utf-8").splitlines()
    kind = noted[0].removeprefix("kind ") if noted else ""
    return kind in LOCKS and kind in {wanted, "dev"} and set(noted) <= set(made_from(kind))


def is_whole() -> bool:
    """Whether it was finished once, and nothing has been taken out since. What is not whole is not worth mending."""
    if not NOTE.is_file():
        return False
    noted = NOTE.read_text(encoding="utf-8").splitlines()
    return bool(noted) and all((site_packages() / line[4:]).is_dir() for line in noted if line.startswith("has "))


def launcher() -> Path:
    return VENV / "bin" / "dcpp"


def write(kind: str) -> None:
    (site_packages() / "dcpp-checkout.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    python = shlex.quote(str(VENV / "bin" / "python"))
    launcher().write_text(f'#!/bin/sh\nexec {python} -m dcpp "$@"\n', encoding="utf-8")
    launcher().chmod(0o755)
    NOTE.write_text("\n".join(made_from(kind)) + "\n", encoding="utf-8")


def main(deed: str, kind: str) -> int:
    if deed == "check":
        return 0 if is_in_step(kind) else 1 if is_whole() else 3
    write(kind)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
