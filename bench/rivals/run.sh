#!/bin/bash
# Builds Drover and this folder, and runs the comparison: bench/rivals/run.sh -n 20 -p "null codex" [-o DIR] [--where] ...
set -e
cd "$(dirname "$0")/../.."
node src/dev/launch.mjs build
exec node --enable-source-maps dist/bench/rivals/drover.js "$@"
