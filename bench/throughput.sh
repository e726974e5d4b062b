#!/bin/bash
# How fast texts become a graph: N-Triples with full provenance, one thread, start-up included. Instructions are counted by Valgrind and do
# not depend on what else the machine does; the time is that of the processor, the best of some runs.
# Usage: bench/throughput.sh [--count] [PACTA [INPUT...]]; inputs are folders of .txt; without any, treaties and speeches of ../shared/eval
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
count=''
if [[ ${1:-} == --count ]]; then
  count=yes
  shift
  command -v valgrind >/dev/null || {
    echo "--count needs valgrind (apt-get install valgrind)" >&2
    exit 2
  }
fi
pacta=${1:-build/release/pacta}
shift || true
inputs=("$@")
((${#inputs[@]})) || inputs=(../shared/eval/tota/dev ../shared/eval/speeches)
for input in "$pacta" "${inputs[@]}"; do
  [[ -e $input ]] || {
    echo "skipped: there is no $input" >&2
    exit 77
  }
done
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
echo "The treaty entered into force." >"$folder/short.txt"
bytes=$(find -L "${inputs[@]}" -type f -name '*.txt' -print0 | xargs -0 cat | wc -c)

# Seconds of processor time of `pacta build` with these arguments, the least of some runs.
seconds() {
  for _ in 1 2 3 4 5 6 7; do
    { /usr/bin/time -f '%U %S' "$pacta" build "$@" -j1 --quiet --format ntriples --output "$folder/out.nt"; } 2>&1 | awk '{print $1 + $2}'
  done | sort -n | head -1
}

# Millions of instructions of the same.
instructions() {
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$pacta" build "$@" -j1 --quiet --format ntriples --output "$folder/out.nt" 2>&1 |
    awk '/refs:/ {gsub(",", "", $NF); printf "%.0f", $NF / 1e6}'
}

start=$(seconds "$folder/short.txt")
full=$(seconds "${inputs[@]}")
plain=$(seconds "${inputs[@]}" --provenance none)
awk -v b="$bytes" -v s="$start" -v f="$full" -v p="$plain" 'BEGIN {
  printf "%.2f MB of text\n", b / 1e6
  printf "full provenance  %.2f s  %.1f MB/s\n", f, b / 1e6 / f
  printf "plain triples    %.2f s  %.1f MB/s\n", p, b / 1e6 / p
  printf "start-up         %.3f s\n", s
}'
[[ -z $count ]] || echo "instructions: $(instructions "${inputs[@]}") million with full provenance, $(instructions "$folder/short.txt") million for the start"
