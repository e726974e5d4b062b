#!/bin/bash
# Speed and memory of the formats of RDF on a million triples, against serdi converting the same in this run.
# Usage: bench/formats.sh [BUILD_FOLDER [TRIPLES]]
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
build=${1:-build/release} triples=${2:-1000000}
[[ -x $build/pacta && -x $build/bench/pacta_bench_formats ]] || {
  echo "build them first: cmake --build $build --target pacta pacta_bench_formats" >&2
  exit 1
}
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
/usr/bin/python3 - "$triples" >"$folder/graph.nt" <<'PYTHON'
import sys

rdf, pacta = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "https://w3id.org/pacta#"
for i in range(int(sys.argv[1]) // 8):
    s = f"<https://w3id.org/pacta/id/claim/{i:024x}>"
    print(f"{s} <{rdf}type> <{pacta}Claim> .\n{s} <{rdf}subject> <https://w3id.org/pacta/id/state/x-{i * 7919 % 50000:08x}> .\n"
          f"{s} <{rdf}predicate> <{pacta}supports> .\n{s} <{rdf}object> <https://w3id.org/pacta/id/state/x-{i * 104729 % 50000:08x}> .\n"
          f'{s} <{pacta}polarity> "affirmed" .\n{s} <{pacta}modality> "asserted" .\n'
          f'{s} <{pacta}confidence> "0.{i % 90 + 10}"^^<http://www.w3.org/2001/XMLSchema#decimal> .\n'
          f'{s} <http://www.w3.org/ns/oa#exact> "In paragraph {i} the Parties \\"agreed\\" that each of them will support the other, café {i}."@en .')
PYTHON
echo "$(wc -l <"$folder/graph.nt") triples, $(stat -c %s "$folder/graph.nt") bytes of N-Triples; seconds of processor time, the better of two runs; peak memory"

measure() {  # name, command...
  local name=$1 best='' line
  shift
  for _ in 1 2; do
    line=$({ /usr/bin/time -f '%U %S %M' "$@" >/dev/null; } 2>&1 | tail -1 | awk '{printf "%.2f %d", $1 + $2, $3 / 1024}')
    [[ -z $best || ${line%% *} < ${best%% *} ]] && best=$line
  done
  printf '%-36s %6s s %5s MB\n' "$name" $best
}
for format in ntriples turtle; do measure "serdi to $format" serdi -i ntriples -o "$format" "$folder/graph.nt"; done
for format in ntriples nquads trig turtle rdfxml jsonld; do
  measure "pacta convert to $format" "$build/pacta" convert "$folder/graph.nt" - --quiet --format "$format"
done
echo "writing alone, of the graph in memory (format, seconds, bytes):"
"$build/bench/pacta_bench_formats" "$folder/graph.nt" ntriples turtle trig nquads rdfxml jsonld
