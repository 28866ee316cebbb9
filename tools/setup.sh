# What ./run, ./test and ./check share: from git and python3 alone to a virtual environment with everything in it.
# Sourced, not started. POSIX sh. The caller has gone to the root of the project and said `set -eu`.
#
#   set_up run            what serving needs (requirements.lock)
#   set_up dev            and what tests and checks need on top (requirements-dev.lock)
#   set_up dev browser    and a Chromium for the tests that look at pages; leaves its path in CHROMIUM

say() { printf '%s\n' "$*"; }

stop() {
    printf '%s\n' "$*" >&2
    exit 1
}

set_up() {
    find_python
    find_system_packages "${2:-}"
    make_environment "$1"
}

# ---- python3 ----------------------------------------------------------------------------------------------------

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        set -- "$PYTHON"
    else
        set -- python3 python3.14 python3.13 python3.12 python3.11
    fi
    for candidate; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            PYTHON=$candidate
            return
        fi
    done
    stop "Python 3.11 or later is needed, and was not found. Install it, or name it: PYTHON=/path/to/python3.11 $0"
}

has_library() { "$PYTHON" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1" 2>/dev/null; }

# ---- what the system must bring ---------------------------------------------------------------------------------

find_system_packages() {
    missing=
    "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || missing="$missing python3-venv"
    has_library libpangoft2-1.0.so.0 || missing="$missing libpangoft2-1.0-0"
    has_library libharfbuzz-subset.so.0 || missing="$missing libharfbuzz-subset0"
    [ "${1:-}" != browser ] || find_browser
    [ -z "$missing" ] || install_system_packages "$missing"
    "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null ||
        stop "$PYTHON cannot make virtual environments. Install the venv package of that version of Python."
    [ "${1:-}" != browser ] || make_sure_of_browser
}

# Browser tests drive the system's Chromium. CHROMIUM names another one; CHROMIUM=none goes without.
find_browser() {
    if [ "${CHROMIUM:-}" = none ]; then
        :
    elif [ -n "${CHROMIUM:-}" ]; then
        browser_works "$CHROMIUM" || stop "CHROMIUM=$CHROMIUM does not start. Name another one, or go without: CHROMIUM=none"
    elif ! choose_browser && ! is_ubuntu; then
        missing="$missing chromium"
    fi
    # Playwright's own program, which speaks to the browser, does not start without it.
    [ "${CHROMIUM:-}" = none ] || has_library libatomic.so.1 || missing="$missing libatomic1"
}

make_sure_of_browser() {
    if [ -z "${CHROMIUM:-}" ] && ! choose_browser; then
        if is_ubuntu; then
            say "NO BROWSER: Ubuntu's chromium package only points to a snap. Browser tests will be skipped."
            say "To run them, install Chromium or Google Chrome and name it: CHROMIUM=/path/to/chromium $0"
        else
            say "NO BROWSER: chromium is installed but does not start. Browser tests will be skipped."
        fi
        CHROMIUM=none
    fi
    export CHROMIUM
}

choose_browser() {
    for candidate in chromium chromium-browser google-chrome google-chrome-stable; do
        if browser_works "$candidate"; then
            CHROMIUM=$(command -v "$candidate")
            return 0
        fi
    done
    return 1
}

browser_works() { "$1" --version >/dev/null 2>&1; }

is_ubuntu() { [ -r /etc/os-release ] && grep -q '^ID=ubuntu' /etc/os-release; }

install_system_packages() {
    line="apt-get update && apt-get install -y --no-install-recommends$1"
    command -v apt-get >/dev/null || stop "These are missing, by their Debian names:$1. Install them, then start again."
    if [ "$(id -u)" -eq 0 ]; then
        as_root=
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    else
        stop "Some system packages are missing. Paste this line, then start again:

    sudo sh -c '$line'
"
    fi
    say "Installing$1 …"
    log=$(mktemp)
    if ! $as_root env DEBIAN_FRONTEND=noninteractive sh -c "$line" >"$log" 2>&1 </dev/null; then
        tail -n 20 "$log" >&2
        rm -f "$log"
        stop "The system packages could not be installed (above: what apt-get said). Try it by hand:

    sudo sh -c '$line'
"
    fi
    rm -f "$log"
}

# ---- the virtual environment ------------------------------------------------------------------------------------

# .venv/in-step says what the environment was made from. As long as it still says the same, nothing is done, so that
# a second start is quick. `dev` holds all that `run` needs: ./run after ./test takes nothing away. What was not finished,
# or has lost something since, is made anew.
make_environment() {
    look_at_environment "$1"
    [ "$state" -ne 0 ] || return 0
    if command -v flock >/dev/null; then # the folder itself is the lock; programs started below hold it too
        exec 9<.
        flock -n 9 || { say "Waiting for another set-up of this folder to end …" && flock 9; }
        look_at_environment "$1"
    fi
    [ "$state" -eq 0 ] || remake_environment "$1"
    exec 9<&-
}

look_at_environment() {
    state=0
    .venv/bin/python tools/in_step.py check "$1" 2>/dev/null || state=$?
}

remake_environment() {
    kind=$1
    [ "$(sed -n 's/^kind //p' .venv/in-step 2>/dev/null)" = dev ] && kind=dev
    rm -f .venv/in-step
    if [ "$state" -ne 1 ] || ! .venv/bin/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        say "Making a virtual environment in .venv …"
        rm -rf .venv
        "$PYTHON" -m venv .venv || stop "The virtual environment could not be made in $PWD/.venv"
    fi
    case $kind in
        dev) lock=requirements-dev.lock ;;
        *) lock=requirements.lock ;;
    esac
    say "Installing what $lock names …"
    install_locked "$lock"
    .venv/bin/python tools/in_step.py write "$kind"
}

# uv is quick and takes away what is not in the lock; where it cannot be had, pip does the same more slowly.
install_locked() {
    if have_uv && with_index_of_pip .venv/bin/python -m uv pip sync --quiet --require-hashes "$1"; then
        return 0
    fi
    say "uv could not do it; trying pip, which takes longer …"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$1" ||
        stop "The packages of $1 could not be installed. Is the package index reachable?"
}

have_uv() {
    pinned=$(sed -n 's/^uv==\([^ ]*\).*/\1/p' requirements-dev.lock)
    [ "$(.venv/bin/python -m uv --version 2>/dev/null | cut -d' ' -f2)" != "$pinned" ] || return 0
    awk '/^uv==/ { on = 1 } on && /^    #/ { exit } on { print } on && !/\\$/ { exit }' requirements-dev.lock \
        >.venv/uv.txt
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r .venv/uv.txt
}

# uv does not read pip's settings: hand over the index that pip was told to use, if it was told one.
with_index_of_pip() {
    if [ -z "${UV_DEFAULT_INDEX:-}${UV_INDEX_URL:-}" ]; then
        index=${PIP_INDEX_URL:-$(.venv/bin/python -m pip config get global.index-url 2>/dev/null || true)}
        [ -z "$index" ] || { UV_DEFAULT_INDEX=$index && export UV_DEFAULT_INDEX; }
    fi
    "$@"
}
