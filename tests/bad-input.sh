#!/bin/bash
# Bad input: each case gives one clear message, an exit status that is not 0, and no partial output.
# Usage: bad-input.sh PACTA [rules], the latter for the cases about rules alone
set -uo pipefail
pacta=$(readlink -f "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
failures=0

fail() {
  echo "FAIL $name: $1"
  sed 's/^/    /' stderr
  failures=$((failures + 1))
}

# After a run: the status, what standard error must match, and that nothing was written.
verify() {
  local status=$1 pattern=$2
  if ((status == 0)); then fail "exit status 0"; fi
  if ((status > 128)) && [[ $name != killed ]]; then fail "died of signal $((status - 128))"; fi
  if [[ -n $pattern ]] && ! grep -Eq -- "$pattern" stderr; then fail "no message like '$pattern'"; fi
  if (($(grep -Ec 'error|^pacta:' stderr) > 2)); then fail "more than one message"; fi
  if compgen -G 'out*' >/dev/null; then fail "left $(echo out*)" && rm -f out*; fi
}

# refused NAME PATTERN ARGUMENTS...
refused() {
  name=$1
  "$pacta" build "${@:3}" --output out.ttl 2>stderr >stdout
  verify $? "$2"
}

echo 'Norway and Chile signed a treaty on 9 February 2000.' >good.txt

if [[ ${2:-} == rules ]]; then
  printf 'rule broken {\n' >bad.rules
  refused "malformed rule" 'bad\.rules:[0-9]+(:[0-9]+)?: error' good.txt --rules bad.rules
  exit $((failures > 0))
fi

: >empty.txt
refused "empty file" 'empty\.txt.*empty' empty.txt
refused "missing file" "none\.txt.*No such file" none.txt
printf 'Norway\nBogot\303\241 \377 Chile\n' >latin.txt
refused "invalid UTF-8" 'latin\.txt:2:8: error.*UTF-8' latin.txt
printf '\177ELF\002\001\001\000\000\000Norway\000' >binary.txt
refused "binary file" 'binary\.txt.*(binary|NUL|not text)' binary.txt
head -c 300000000 /dev/zero | tr '\0' 'a' >line.txt
refused "300 MB file of one line" 'line\.txt.*larger than' line.txt
rm line.txt

name="folder that cannot be written"
"$pacta" build good.txt --output none/out.ttl 2>stderr >stdout
verify $? "cannot write 'none/out.ttl': No such file"

name="unknown format"
"$pacta" build good.txt --format turtel --output out.ttl 2>stderr >stdout
verify $? "unknown format 'turtel', did you mean 'turtle'"

name="full disk"
"$pacta" build good.txt --format ntriples --output /dev/full 2>stderr >stdout
verify $? 'No space left on device'

printf 'id\ttype\tlabel\naa\tSate\tAtlantis\n' >bad.tsv
refused "malformed gazetteer" 'bad\.tsv:2.*error.*Sate' good.txt --gazetteer bad.tsv

# A pipe that nobody writes to: the program waits in the middle of its work.
name=killed
mkfifo endless.txt
"$pacta" build good.txt endless.txt --output out.ttl 2>stderr >stdout &
process=$!
for _ in $(seq 100); do
  compgen -G 'out*' >/dev/null && break
  sleep 0.05
done
compgen -G 'out*' >/dev/null || fail "no temporary file was seen"
kill -TERM "$process"
wait "$process" 2>/dev/null
verify $? ''

# And a bad document among good ones does not stop the run.
name="bad among good"
"$pacta" build latin.txt good.txt --output out.ttl 2>stderr >stdout
status=$?
if ((status == 0)); then fail "exit status 0"; fi
if ! grep -q Norway out.ttl; then fail "the good document was not written"; fi

if ((failures)); then exit 1; fi
echo "all bad input was refused as it should be"
