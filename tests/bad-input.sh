#!/bin/bash
# Bad input: each case gives one clear message, an exit status that is not 0, and no partial output.
# Usage: bad-input.sh PACTA [commands | rules | kinds], the latter for the cases about wrong commands, about rules or about web pages, PDF, Word … alone
set -uo pipefail
pacta=$(readlink -f "$1")
inputs=$(dirname "$(readlink -f "$0")")/inputs
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

if [[ ${2:-} == commands ]]; then
  # wrong PATTERN ARGUMENTS...
  wrong() {
    name="pacta ${*:2}"
    "$pacta" "${@:2}" 2>stderr >stdout
    local status=$?
    if ((status != 2)); then fail "exit status $status"; fi
    if ! grep -Eq -- "$1" stderr; then fail "no message like '$1'"; fi
    if (($(wc -l <stderr) > 2)); then fail "more than two lines"; fi
  }
  wrong "^pacta: no command 'biuld'; did you mean 'build'\?$" biuld
  wrong "^pacta: no command 'valdate'; did you mean 'validate'\?$" valdate good.txt --quiet
  wrong "^pacta: no command 'frobnicate'; 'pacta --help' lists them$" frobnicate
  wrong "^pacta: no command 'good.txt'; 'pacta --help' lists them$" good.txt
  wrong "^pacta: no option '--versoin'; did you mean '--version'\?$" --versoin
  wrong "^pacta: no option '-x'; 'pacta --help' lists them$" -x build good.txt
  wrong 'subcommand is required'
  exit $((failures > 0))
fi

if [[ ${2:-} == rules ]]; then
  printf 'rule broken {\n' >bad.rules
  refused "malformed rule" 'bad\.rules:[0-9]+(:[0-9]+)?: error' good.txt --rules bad.rules
  exit $((failures > 0))
fi

if [[ ${2:-} == kinds ]]; then
  patterns=() files=()
  bad() {  # bad PATTERN FILE
    patterns+=("$1")
    files+=("$2")
  }
  for kind in html pdf docx akn.xml jsonl md; do
    : >"empty.$kind"
    bad "empty\\.$kind: error.*the file is empty" "empty.$kind"
  done
  head -c 3000 "$inputs/article.pdf" >cut.pdf
  bad 'cut\.pdf: error.*damaged' cut.pdf
  bad 'encrypted\.pdf: error.*encrypted' "$inputs/encrypted.pdf"
  bad 'scanned\.pdf: error.*no text layer' "$inputs/scanned.pdf"
  echo 'no PDF at all' >false.pdf
  bad 'false\.pdf: error.*not a PDF' false.pdf
  head -c 3000 "$inputs/article.docx" >cut.docx
  bad 'cut\.docx: error.*damaged' cut.docx
  printf '\320\317\021\340\241\261\032\341...E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0' >locked.docx
  bad 'locked\.docx: error.*encrypted' locked.docx
  python3 - <<'EOP'
import gzip, zipfile
zeros = b"<a>" + b" " * (140 << 20)
with zipfile.ZipFile("bomb.docx", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
    file.writestr("word/document.xml", zeros)
open("bomb.txt.gz", "wb").write(gzip.compress(b"a" * (70 << 20), 1))
open("bomb.jsonl.gz", "wb").write(gzip.compress(b'{"id": "a", "text": "' + b"a" * (140 << 20), 1))
EOP
  bad "bomb\\.docx: error.*'word/document.xml' expands to more than" bomb.docx
  bad "bomb\\.txt\\.gz.*larger than" bomb.txt.gz
  bad "bomb\\.jsonl\\.gz:1: error.*larger than" bomb.jsonl.gz
  gzip -c good.txt | head -c 40 >cut.txt.gz
  bad 'cut\.txt\.gz.*(damaged|too early)' cut.txt.gz
  printf '<?xml version="1.0"?>\n<!DOCTYPE akomaNtoso [\n<!ENTITY a "aaaaaaaa">]>\n<akomaNtoso><act>&a;</act></akomaNtoso>' >bomb.xml
  bad 'bomb\.xml:3:1: error.*entities' bomb.xml
  printf '<akomaNtoso>\n<act></akomaNtoso>' >broken.xml
  bad 'broken\.xml:2:[0-9]+: error.*well-formed' broken.xml
  printf '<rss><channel>Norway</channel></rss>' >feed.xml
  bad 'feed\.xml: error.*not Akoma Ntoso' feed.xml
  { echo '<!doctype html>'; printf '<div>%.0s' $(seq 3000); echo Norway; } >deep.html
  bad 'deep\.html: error.*nested' deep.html
  printf '<html><body>\n<p>Bogot\303\241 \377 Norway' >bad.html
  bad 'bad\.html:2:11: error.*UTF-8' bad.html
  printf '<meta charset="klingon"><p>Norway' >odd.html
  bad "odd\\.html: error.*'klingon'.*unknown" odd.html
  printf '<html><body><nav>Norway</nav>' >bare.html
  bad 'bare\.html: error.*no text' bare.html
  # All in one run, which goes on with the others and writes the good one.
  name="bad kinds"
  "$pacta" build "${files[@]}" good.txt --output out.ttl 2>stderr >stdout
  status=$?
  if ((status != 1)); then fail "exit status $status"; fi
  for pattern in "${patterns[@]}"; do
    if (($(grep -Ec -- "$pattern" stderr) != 1)); then fail "not one message like '$pattern'"; fi
  done
  if (($(grep -Ec 'error|larger than|cannot read' stderr) != ${#files[@]})); then fail "not a message for each of ${#files[@]} files"; fi
  if ! grep -q Norway out.ttl; then fail "the good document was not written"; fi
  rm -f out.ttl
  # None but bad ones: nothing is written.
  refused "damaged PDF alone" 'cut\.pdf: error.*damaged' cut.pdf
  name="unknown kind"
  "$pacta" build good.txt --input-format htm --output out.ttl 2>stderr >stdout
  verify $? "unknown input format 'htm', did you mean 'html'"
  name="text folder that cannot be made"
  "$pacta" build good.txt --text-folder good.txt/texts --output out.ttl 2>stderr >stdout
  verify $? "cannot make the folder 'good.txt/texts'"
  if ((failures)); then exit 1; fi
  echo "all bad input was refused as it should be"
  exit
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
