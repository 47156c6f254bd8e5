# What systemd makes of a unit and its drop-ins, given in its order: awk -v unit=patroni@main.service -v host= -v root= FILE...
# Prints lines, name and value with a tab between them:  arg WORD  of the command, variables filled in;  file PATH  of
# variables;  var NAME=VALUE  that the daemon gets.

BEGIN {
  prefix = unit
  sub(/\.service$/, "", prefix)
  instance = prefix
  if (!sub(/^[^@]*@/, "", instance)) instance = ""
  sub(/@.*$/, "", prefix)
}

FNR == 1 { section = ""; open = 0 }

# Lines that a backslash joins; comments in between do not count.
/^[ \t]*[#;]/ { next }
{
  sub(/\r$/, "")
  line = open ? line " " $0 : $0
  open = sub(/\\$/, "", line)
  if (!open) setting(line)
}

function setting(s,    key) {
  sub(/^[ \t]+/, "", s)
  sub(/[ \t]+$/, "", s)
  if (s ~ /^\[.*\]$/) { section = s; return }
  if (section != "[Service]" || !match(s, /^[A-Za-z]+[ \t]*=[ \t]*/)) return
  key = substr(s, 1, RLENGTH)
  s = substr(s, RLENGTH + 1)
  sub(/[ \t]*=[ \t]*$/, "", key)
  # Nothing behind the = takes back what was said before.
  if (key == "ExecStart") command = s
  else if (key == "Environment") { if (s == "") assigned = 0; else set[++assigned] = s }
  else if (key == "EnvironmentFile") { if (s == "") files = 0; else file[++files] = s }
}

function specifiers(s) {
  gsub(/%%/, "\001", s)
  gsub(/%[iI]/, instance, s)
  gsub(/%[pP]/, prefix, s)
  gsub(/%n/, unit, s)
  gsub(/%[Hl]/, host, s)
  gsub(/\001/, "%", s)
  return s
}

# Parts a text into words W[1..n]: blanks part them, quotes hold them together.
function split_words(s,    n, i, c, quote, word, is_open) {
  n = 0
  quote = word = ""
  is_open = 0
  for (i = 1; i <= length(s) + 1; i++) {
    c = substr(s, i, 1)
    if (quote != "" && c == quote) quote = ""
    else if (quote != "" && c != "" && c != "\\") word = word c
    else if (c == "\\") { i++; word = word substr(s, i, 1); is_open = 1 }
    else if (c == "\"" || c == "'") { quote = c; is_open = 1 }
    else if (c == " " || c == "\t" || c == "") {
      if (is_open) W[++n] = word
      word = ""
      is_open = 0
    } else { word = word c; is_open = 1 }
  }
  return n
}

function assign(s,    at) {
  at = index(s, "=")
  if (at > 1) variable[substr(s, 1, at - 1)] = substr(s, at + 1)
}

function read_variables(path,    line, n) {
  while ((getline line < (root path)) > 0) {
    sub(/\r$/, "", line)
    if (line ~ /^[ \t]*([#;]|$)/) continue
    sub(/^[ \t]*(export[ \t]+)?/, "", line)
    if (!match(line, /^[A-Za-z_][A-Za-z0-9_]*[ \t]*=/)) continue
    name = substr(line, 1, RLENGTH - 1)
    sub(/[ \t]+$/, "", name)
    rest = substr(line, RLENGTH + 1)
    sub(/^[ \t]+/, "", rest)
    sub(/[ \t]+$/, "", rest)
    if (rest ~ /^".*"$/ || rest ~ /^'.*'$/) rest = substr(rest, 2, length(rest) - 2)
    variable[name] = rest
  }
  close(root path)
}

# A word of a command as systemd fills it in: $X alone is several words or none, ${X} is one.
function print_word(word,    n, i, name) {
  if (word ~ /^\$[A-Za-z_][A-Za-z0-9_]*$/) {
    n = split(variable[substr(word, 2)], part, /[ \t]+/)
    for (i = 1; i <= n; i++) if (part[i] != "") print "arg\t" part[i]
    return
  }
  while (match(word, /\$\{[A-Za-z_][A-Za-z0-9_]*\}/)) {
    name = substr(word, RSTART + 2, RLENGTH - 3)
    word = substr(word, 1, RSTART - 1) variable[name] substr(word, RSTART + RLENGTH)
  }
  print "arg\t" word
}

END {
  for (i = 1; i <= assigned; i++) {
    n = split_words(specifiers(set[i]))
    for (j = 1; j <= n; j++) assign(W[j])
  }
  for (i = 1; i <= files; i++) {
    path = specifiers(file[i])
    sub(/^-/, "", path)
    gsub(/^"|"$/, "", path)
    print "file\t" path
    read_variables(path)
  }
  sub(/^[-@:+!|]+/, "", command)
  n = split_words(specifiers(command))
  for (i = 1; i <= n; i++) word[i] = W[i]
  for (i = 1; i <= n; i++) print_word(word[i])
  for (name in variable) print "var\t" name "=" variable[name]
}
