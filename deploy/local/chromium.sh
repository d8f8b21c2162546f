#!/bin/sh
# Finds a Chromium for the browser tests, or installs one where we may.
set -eu

for browser in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$browser" >/dev/null; then exit 0; fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the browser tests"
    apt-get update -qq && apt-get install -y -qq chromium && exit 0
fi
echo "The browser tests need Chromium. Type: sudo apt-get install chromium" >&2
exit 1
