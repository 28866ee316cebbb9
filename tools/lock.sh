#!/bin/sh
# Make both lock files from pyproject.toml: for all platforms, with hashes, and with no index's address in them.
#
#   tools/lock.sh             make them anew, keeping versions that still fit
#   tools/lock.sh --upgrade   take the newest versions
#   tools/lock.sh --check     say whether they are in step, and change nothing
set -eu
cd "$(dirname "$0")/.."
. tools/setup.sh

compile() {
    with_index_of_pip "$uv" -m uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 "$@"
}

make_locks() {
    compile "$@" pyproject.toml -o requirements.lock
    compile "$@" --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock
}

uv=$PWD/.venv/bin/python
[ -x "$uv" ] || stop "Run ./check once: it makes .venv, which has uv in it"
if [ "${1:-}" != --check ]; then
    make_locks "$@"
    exit 0
fi

root=$PWD
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp pyproject.toml README.md requirements.lock requirements-dev.lock "$copy"
cd "$copy"
if ! make_locks 2>"$copy/said"; then
    grep -qiE 'error sending request|dns|network|connect|timed out' said || { cat said >&2; exit 1; }
    say "NOT CHECKED: the package index cannot be reached, so nobody knows whether the locks are in step"
    exit 0
fi
for lock in requirements.lock requirements-dev.lock; do
    cmp -s "$lock" "$root/$lock" || stop "$lock is not in step with pyproject.toml: run tools/lock.sh and commit it"
done
