# Which words announce a secret: as src/compiler/secrets/secret-words.ts has them, and keys of clouds on top.

# Steps from one word to another, in letters.
function distance(one, other,    n, m, i, j, cost, row, before) {
  n = length(one); m = length(other)
  for (j = 0; j <= m; j++) row[j] = j
  for (i = 1; i <= n; i++) {
    for (j = 0; j <= m; j++) before[j] = row[j]
    row[0] = i
    for (j = 1; j <= m; j++) {
      cost = before[j - 1] + (substr(one, i, 1) != substr(other, j, 1))
      if (before[j] + 1 < cost) cost = before[j] + 1
      if (row[j - 1] + 1 < cost) cost = row[j - 1] + 1
      row[j] = cost
    }
  }
  return row[m]
}

# Whether a value under this key is a secret; one whose name is a misspelt `password` too.
function is_secret(word,    low, last) {
  low = tolower(word)
  if (low ~ /(^|[^a-z])(pass|pwd|auth_data)$/) return 1
  if (low ~ /(password|passwd|passphrase|passwort|secret|secret_access_key|(api|secret)[-_]key)s?$/) return 1
  if (low ~ /(access|account|storage|encryption)[-_]key$/) return 1
  if (low ~ /(^|stats )auth$/ || low ~ /^(proxy-)?authorization$/) return 1
  # The token of a ring tells clusters apart, and etcd's auth-token names a kind of token.
  if (low ~ /token$/) return low !~ /(etcd|ring|cluster)[-_]?token$/ && low !~ /^(etcd_)?auth[-_]token$/
  last = low
  sub(/^.*[-_.]/, "", last)
  return length(last) >= 6 && length(last) <= 10 && distance(last, "password") <= 2
}

# Private keys are blanked out before anything else is read: their lines are no YAML, no variables, no words.
function mask_private_keys(    i, up, open, begins, ends) {
  open = 0
  for (i = 1; i <= N; i++) {
    up = toupper(L[i])
    if (!open && index(up, "PRIVATE KEY") == 0) continue
    begins = match(up, PEM_HEAD)
    ends = match(up, PEM_TAIL)
    # A key without an end stops where the next key of YAML stands.
    if (open && !begins && !ends && L[i] ~ /^[ \t#]*(- )*["']?[a-z_][A-Za-z0-9_.-]*["']?[ \t]*:([ \t]|$)/) open = 0
    if (open || begins) L[i] = mask_key_line(L[i], open)
    open = KEY_OPEN
  }
}

# Blanks out what a line has of a private key; KEY_OPEN then says whether the next line goes on with it, KEY_QUOTE in which quote.
function mask_key_line(s, open,    done, at, end) {
  done = ""
  KEY_OPEN = open
  if (open && match(s, /^[ \t]*(#[ \t]*)?/)) {
    done = substr(s, 1, RLENGTH)
    s = substr(s, RLENGTH + 1)
  }
  for (;;) {
    if (KEY_OPEN) {
      at = match(toupper(s), PEM_TAIL)
      end = at ? at + RLENGTH : 0
      if (at) KEY_OPEN = 0
      else if (KEY_QUOTE != "" && (at = end = index(s, KEY_QUOTE))) KEY_OPEN = 0
      else {
        # What closes a text around the key stays.
        at = match(s, /["'][]}, \t]*$/) ? RSTART : length(s) + 1
        return done starred(substr(s, 1, at - 1)) substr(s, at)
      }
      done = done starred(substr(s, 1, at - 1)) substr(s, at, end - at)
      s = substr(s, end)
    }
    if (!match(toupper(s), PEM_HEAD)) return done s
    done = done substr(s, 1, RSTART + RLENGTH - 1)
    s = substr(s, RSTART + RLENGTH)
    KEY_OPEN = 1
    KEY_QUOTE = ""
    # No key has quotes: behind its first line, one ends the text that it is in.
    if (match(s, /["']/)) KEY_QUOTE = substr(s, RSTART, 1)
    else if (count(done, "\"") % 2) KEY_QUOTE = "\""
    else if (count(done, "'") % 2) KEY_QUOTE = "'"
  }
}

function starred(s) { return s ~ /[^ \t]/ ? STARS : s }
