# Files of lines: variables, units, HAProxy, pg_hba.

# The number of the line in which a variable's value ends, as systemd reads it (src/basic/env-file.c).
function value_ends(i, s,    k, c, quote) {
  quote = ""
  for (;;) {
    for (k = 1; k <= length(s); k++) {
      c = substr(s, k, 1)
      if (quote == "'") { if (c == "'") quote = "" }
      else if (c == "\\") { if (k == length(s)) break; k++ }
      else if (c == quote) quote = ""
      else if (quote == "" && (c == "\"" || c == "'")) quote = c
    }
    if (quote == "" && !(k == length(s) && c == "\\")) return i
    if (i >= N) return 0
    s = L[++i]
  }
}

function variables(    i, j, end, name, head, s, quote, lines, saved) {
  LITERAL = 1
  for (i = 1; i <= N; i++) {
    s = L[i]
    BLANKS = 0
    if (s ~ /^[ \t]*[#;]/) {
      O[i] = comment(s)
      continue
    }
    text_begins()
    if (!match(s, /^(\357\273\277)?[ \t]*(export[ \t]+)?[A-Za-z_][A-Za-z0-9_.-]*[ \t]*=[ \t]*/)) {
      # No variable, but whoever wrote it may have meant one.
      BLANKS = 1
      O[i] = text(s, 1)
      continue
    }
    head = substr(s, 1, RLENGTH)
    s = substr(s, RLENGTH + 1)
    name = head
    sub(/[ \t]*=[ \t]*$/, "", name)
    sub(/^.*[^A-Za-z0-9_.-]/, "", name)
    end = value_ends(i, s)
    # A quote that is never closed: nothing in the file is sure from here on.
    if (end == 0) end = is_secret(name) ? N : i
    if (is_secret(name)) {
      O[i] = head hide_value(s, i, end)
      i = end
    } else if (name == "PATRONI_CONFIGURATION") {
      O[i] = head
      i = configuration(s, i, end)
    } else {
      O[i] = head text(s, 1)
      while (i < end) { i++; O[i] = text(L[i], 0) }
    }
  }
}

# Blanks out a whole value, which may have several lines, and keeps its quotes and its lines.
function hide_value(s, i, end,    quote, j) {
  if (end == i && s ~ /^[ \t]*(""|'')?[ \t]*$/) return s
  quote = s ~ /^["']/ ? substr(s, 1, 1) : ""
  if (end == i) return quote STARS quote
  for (j = i + 1; j <= end; j++) O[j] = STARS (j < end ? (quote == "" ? "\\" : "") : quote)
  return quote STARS (quote == "" ? "\\" : "")
}

# A whole configuration as the value of a variable. Returns its last line.
function configuration(s, i, end,    quote, j, n, head, saved, tail) {
  quote = s ~ /^["']/ ? substr(s, 1, 1) : ""
  head = O[i]
  n = N
  for (j = 1; j <= N; j++) { saved[j] = L[j]; written[j] = O[j] }
  saved[i] = substr(s, length(quote) + 1)
  for (j = i; j <= end; j++) L[j - i + 1] = saved[j]
  N = end - i + 1
  tail = ""
  if (quote != "" && match(L[N], /["'][ \t]*$/)) {
    tail = substr(L[N], RSTART)
    L[N] = substr(L[N], 1, RSTART - 1)
  }
  yaml()
  for (j = 1; j <= N; j++) written[i + j - 1] = O[j]
  N = n
  for (j = 1; j <= N; j++) { L[j] = saved[j]; if (j <= end) O[j] = written[j] }
  O[i] = head quote O[i]
  O[end] = O[end] tail
  return end
}

function unit(    i, s, goes_on) {
  LITERAL = 0
  goes_on = 0
  for (i = 1; i <= N; i++) {
    s = L[i]
    if (s ~ /^[ \t]*[#;]/) {
      O[i] = comment(s)
      continue
    }
    if (!goes_on) {
      text_begins()
      LITERAL = s ~ /^[ \t]*Environment[ \t]*=/
    }
    goes_on = s ~ /\\$/
    if (match(s, /^[ \t]*SetCredential(Encrypted)?[ \t]*=[^:]*:/) && length(s) > RLENGTH) {
      O[i] = substr(s, 1, RLENGTH) STARS (goes_on ? "\\" : "")
      TEXT_NEXT = goes_on
    } else O[i] = text(s, 0)
    # A backslash at the end joins lines, and is never part of a secret.
    if (goes_on && O[i] !~ /\\$/) O[i] = O[i] "\\"
  }
}

function first_word(s) {
  sub(/^[ \t]*/, "", s)
  sub(/[ \t].*$/, "", s)
  return s
}

# Where a comment begins: a # outside quotes that no backslash stands before; 0 where there is none.
function comment_at(s,    i, c, quote) {
  quote = ""
  for (i = 1; i <= length(s); i++) {
    c = substr(s, i, 1)
    if (c == "\\" && quote != "'") i++
    else if (c == quote) quote = ""
    else if (quote == "" && (c == "\"" || c == "'")) quote = c
    else if (c == "#" && quote == "" && (i == 1 || substr(s, i - 1, 1) ~ /[ \t]/)) return i
  }
  return 0
}

# Lines of HAProxy or of pg_hba.
function words(    i, at, s, word) {
  for (i = 1; i <= N; i++) {
    s = L[i]
    at = comment_at(s)
    BLANKS = 0
    if (kind == "haproxy") {
      word = first_word(s)
      BLANKS = word ~ /^(setenv|presetenv)$/ ? 2 : word !~ /^(acl|use_backend|default_backend|backend|frontend|listen|defaults|use-server|bind)$/
    }
    LITERAL = kind == "hba"
    text_begins()
    O[i] = at ? text(substr(s, 1, at - 1), 0) : text(s, 0)
    BLANKS = 0
    if (at) O[i] = O[i] comment(substr(s, at))
  }
}
