#!/bin/sh
# Loa's one command. Makes its own environment in .venv the first time, then runs what it is asked for.
#
#   ./run.sh up              crawl, build the feeds, show the page at http://127.0.0.1:8080
#   ./run.sh test [ARG ...]  the tests (arguments go to pytest)
#   ./run.sh check           tests, lint and types
#   ./run.sh loa ...         any command; `./run.sh loa --help` lists them
set -eu

cd "$(dirname "$0")"
here=$(pwd)
venv=${LOA_VENV:-$here/.venv}

say() { printf 'loa: %s\n' "$*" >&2; }

fail() { # status, what is wrong, what to do
    say "$2"
    say "$3"
    exit "$1"
}

usage() { sed -n '4,7s/^# *//p' "$0"; }

find_python() {
    for name in ${LOA_PYTHON:-} python3.13 python3.12 python3.11 python3 python; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            command -v "$name"
            return
        fi
    done
    found=$(python3 --version 2>/dev/null || echo 'no Python 3 at all')
    fail 3 "Python 3.11 or newer is needed; here is ${found}." \
        "Install one (Debian, Ubuntu: apt install python3 python3-venv), or name it: LOA_PYTHON=/path/to/python3.12"
}

# install NAME FILE: the packages that FILE pins, each checked by its hash; once for each content of FILE.
install() {
    stamp="$venv/.loa-$1-$(cksum <"$2" | tr -d ' ')"
    [ -f "$stamp" ] && return
    if [ ! -x "$venv/bin/python" ] || ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
        python=$(find_python)
        if ! "$python" -c 'import venv, ensurepip' >/dev/null 2>&1; then
            fail 3 "$python came without venv, which is needed to keep Loa's packages apart from the system's." \
                "Install it (Debian, Ubuntu: apt install python3-venv) and run this again."
        fi
        say "making an environment with $("$python" --version) in $venv"
        "$python" -m venv "$venv"
    fi
    count=$(grep -c '==' "$2")
    say "installing $count packages ($1), a minute or two, this time only"
    log="$venv/install.log"
    "$venv/bin/python" -m pip install --disable-pip-version-check --no-input --require-hashes -r "$2" >"$log" 2>&1 &
    pip=$!
    trap 'kill "$pip" 2>/dev/null; exit 130' INT TERM
    while kill -0 "$pip" 2>/dev/null; do
        if [ -t 2 ]; then
            printf '\r\033[Kloa: %s of %s' "$(grep -c '^Collecting ' "$log" || true)" "$count" >&2
        fi
        sleep 1
    done
    [ -t 2 ] && printf '\r\033[K' >&2
    trap - INT TERM
    if ! wait "$pip"; then
        tail -n 5 "$log" >&2
        if grep -qiE 'name resolution|NewConnectionError|ConnectTimeout|Network is unreachable|No matching distribution' "$log"; then
            fail 3 "the packages could not be fetched: the network is needed this first time." \
                "Connect (or set pip's own index and proxy settings) and run this again; the whole log is $log"
        fi
        fail 3 "the packages could not be installed." "The whole log is $log"
    fi
    # Where the environment forbids Python to keep what it compiled, every start would take twice as long.
    "$venv/bin/python" -m compileall -q "$venv/lib" "$here/crawler" "$here/feeds" >/dev/null 2>&1 || true
    for old in "$venv/.loa-$1-"*; do
        [ -e "$old" ] && rm -f "$old"
    done
    : >"$stamp"
}

run() { PYTHONPATH="$here${PYTHONPATH:+:$PYTHONPATH}" "$venv/bin/python" "$@"; }

command=${1:-}
[ $# -gt 0 ] && shift
case $command in
    up | loa)
        install run constraints.txt
        [ "$command" = up ] && set -- up "$@"
        PYTHONPATH="$here${PYTHONPATH:+:$PYTHONPATH}" exec "$venv/bin/python" -m feeds.cli "$@"
        ;;
    test)
        install run constraints.txt
        install test tests/constraints.txt
        [ $# -gt 0 ] || set -- -n 2 --dist loadgroup tests
        PYTHONPATH="$here${PYTHONPATH:+:$PYTHONPATH}" exec "$venv/bin/python" -m pytest "$@"
        ;;
    check)
        install run constraints.txt
        install test tests/constraints.txt
        run -m ruff check .
        run -m ruff format --check .
        run -m mypy
        run -m pytest -n 2 --dist loadgroup tests
        ;;
    -h | --help | help)
        usage
        ;;
    *)
        usage >&2
        exit 2
        ;;
esac
