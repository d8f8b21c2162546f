#!/bin/sh
# Makes .venv from requirements/dev.txt (hashes required), fetches Kafka's jars and builds the
# portal's styles. `make setup` runs it when one of those has changed.
set -eu
cd "$(dirname "$0")/../.."

stop() {
    printf '\n%s\n' "$*" >&2
    exit 1
}

[ "$(uname -s) $(uname -m)" = "Linux x86_64" ] ||
    stop "Waymark's local servers are for Linux on x86-64; this is $(uname -s) on $(uname -m)."

find_python() {
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    stop "Waymark needs Python 3.11 or newer; none was found. Install one (Debian, Ubuntu:" \
        "sudo apt-get install python3 python3-venv), or name one: make setup PYTHON=/path/to/python3"
}

require_venv() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null && return
    package=$("$1" -c 'import sys; print("python3.%d-venv" % sys.version_info[1])')
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing $package"
        { apt-get update -qq && apt-get install -y -qq "$package"; } || true
    fi
    "$1" -c 'import ensurepip, venv' 2>/dev/null ||
        stop "This Python cannot make virtual environments. Type: sudo apt-get install $package"
}

free_megabytes=$(df -Pm . | awk 'NR == 2 { print $4 }')
[ "$free_megabytes" -ge 3000 ] ||
    stop "The disk that holds $PWD has $free_megabytes MB free; setting up needs 3000 MB. Make room."

# `make run` and `make test` may both begin here.
mkdir -p .local
exec 9>.local/setup.lock
if command -v flock >/dev/null; then flock 9; fi

if ! .venv/bin/python -c 'import pip' 2>/dev/null; then
    python=$(find_python) || exit 1
    require_venv "$python"
    echo "Making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
fi

echo "Installing what requirements/dev.txt lists"
total=$(grep -c '^[a-z].*==' requirements/dev.txt)
rm -f .local/install-failed
{
    .venv/bin/python -m pip install --disable-pip-version-check --root-user-action=ignore \
        --progress-bar off --require-hashes --requirement requirements/dev.txt ||
        touch .local/install-failed
} | awk -v total="$total" '
    /^(Collecting|Requirement already)/ { printf "\r  %d of about %d packages", ++n, total; fflush() }
    /^Installing collected/ { printf "\n  putting them in place"; fflush() }
    END { print "" }'
[ ! -e .local/install-failed ] ||
    stop "The packages could not be installed: the lines above say why. Is this machine connected" \
        "to the internet? What has arrived is kept: type the same again."

.venv/bin/python -m deploy.local.jars

if [ -f services/portal/package.json ]; then
    echo "Installing the portal's styles"
    # npm starts the first `node` of the path.
    PATH="$PWD/.venv/bin:$PATH"
    export PATH
    (cd services/portal && npm ci --no-progress --loglevel=error && npm run --silent build) ||
        stop "The portal's styles could not be made: the lines above say why."
fi

touch .venv/ready
