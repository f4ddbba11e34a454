#!/bin/bash
# Builds Drover and this folder, and measures how long a command waits for its checkout: bench/checkouts/run.sh [FILES] [ROUNDS] [COLD_ROUNDS]
set -e
cd "$(dirname "$0")/../.."
node src/dev/launch.mjs build
exec node --enable-source-maps dist/bench/checkouts/main.js "$@"
