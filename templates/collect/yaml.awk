# Blanks out the secrets of YAML, however they are written, and leaves the shape as it is: a secret scalar becomes '***', and
# each line stays a line. It reads lines L[1..N] into O[1..N]. Broken YAML is read as well as it can be, rather too much hidden.
#
# The cursor: LINE is the number of the line, S what is not read of it, COL the column of S, OUT what was written for it.

function take(n) { OUT = OUT substr(S, 1, n); skip(n) }
function skip(n) { S = substr(S, n + 1); COL += n }
function put(s) { OUT = OUT s }

function next_line() {
  O[LINE] = OUT
  LINE++
  S = LINE <= N ? L[LINE] : ""
  COL = 0
  OUT = ""
}

function take_blanks() { if (match(S, /^[ \t]+/)) take(RLENGTH) }
function indent_of(s) { match(s, /^[ \t]*/); return RLENGTH }
function is_blank(s) { return s !~ /[^ \t]/ }

# Where the colon behind a plain key stands; 0 where a text is no key.
function plain_key(s,    i, c) {
  if (s ~ /^[][{}"'|>#,%@`]/) return 0
  for (i = 1; i <= length(s); i++) {
    c = substr(s, i, 1)
    if (c == ":" && substr(s, i + 1, 1) ~ /^[ \t]?$/) return i
    if (c == "#" && i > 1 && substr(s, i - 1, 1) ~ /[ \t]/) return 0
  }
  return 0
}

# The length of a key with which a block line goes on, its quotes included; 0 where there is none.
function key_length(s,    end, at) {
  if (s ~ /^["']/) {
    end = quoted_length(s, substr(s, 1, 1))
    return end > 0 && substr(s, end + 1) ~ /^[ \t]*:([ \t]|$)/ ? end : 0
  }
  at = plain_key(s)
  if (at == 0) return 0
  s = substr(s, 1, at - 1)
  sub(/[ \t]+$/, "", s)
  return length(s)
}

function has_key(s) {
  sub(/^[ \t]*([-?:][ \t]+)*/, "", s)
  return key_length(s) > 0
}

# Whether a value under a key, as it is written, is a secret. One whose letters are escaped may be called anything.
function is_secret_key(raw) {
  if (raw ~ /^".*\\/) return 1
  gsub(/^["']|["']$/, "", raw)
  sub(/^[&!][^ \t]*[ \t]+/, "", raw)
  KEY = raw
  return is_secret(raw)
}

# Writes a key; below a secret, keys are secrets too.
function put_key(n, hidden) {
  if (!hidden) { take(n); return }
  put("'***" (HIDDEN_KEYS++ ? " " HIDDEN_KEYS : "") "'")
  skip(n)
}

# Tags and anchors. Those of a secret are left out; the value of an anchor that a secret refers to is one.
function properties(secret,    name) {
  while (match(S, /^[&!][^][ \t,{}]*/)) {
    name = substr(S, 2, RLENGTH - 1)
    if (substr(S, 1, 1) == "&") {
      if (secret) SECRET_ANCHOR[name] = 1
      else if (name in SECRET_ANCHOR) secret = 1
    }
    if (secret) {
      skip(RLENGTH)
      match(S, /^[ \t]*/)
      skip(RLENGTH)
    } else {
      take(RLENGTH)
      take_blanks()
    }
  }
  return secret
}

function alias(secret,    name) {
  match(S, /^\*[^][ \t,{}]*/)
  name = substr(S, 2, RLENGTH - 1)
  if (secret) SECRET_ANCHOR[name] = 1
  if (name in SECRET_ANCHOR) {
    put("'***'")
    skip(RLENGTH)
  } else take(RLENGTH)
}

# A scalar in quotes, of one line or several. Returns 0 where it is never closed.
function quoted(secret, column,    quote, end, last, i) {
  quote = substr(S, 1, 1)
  end = quoted_length(S, quote)
  DOUBLED = quote == "'"
  text_begins()
  if (end > 0) {
    if (secret && end > 2) {
      put("'***'")
      skip(end)
    } else if (secret || end == 2) take(end)
    else {
      put(quote text(substr(S, 2, end - 2), 1) quote)
      skip(end)
    }
    DOUBLED = 0
    return 1
  }
  # Lines of a scalar are deeper than its key.
  last = 0
  for (i = LINE + 1; i <= N && !last; i++) {
    end = closing(L[i], quote)
    if (end > 0) last = i
    else if (!is_blank(L[i]) && indent_of(L[i]) <= column && has_key(L[i])) break
  }
  if (!last) {
    DOUBLED = 0
    return 0
  }
  put(secret ? "'***" : quote text(substr(S, 2), 1))
  for (next_line(); LINE < last; next_line()) {
    if (secret) put(hidden_line(S))
    else put(text(S, 1))
    S = ""
  }
  if (secret) put(hidden_line(substr(S, 1, end - 1)) "'")
  else put(text(substr(S, 1, end - 1), 1) quote)
  skip(end)
  DOUBLED = 0
  return 1
}

# The offset of the quote that closes a scalar which was opened in a line before.
function closing(s, quote,    at) {
  at = quoted_length(quote s, quote)
  return at > 0 ? at - 1 : 0
}

function hidden_line(s) { return is_blank(s) ? s : substr(s, 1, indent_of(s)) STARS }

# The length of a plain scalar of a block line, without blanks and a comment behind it.
function plain_length(s) {
  if (match(s, /[ \t]#/)) s = substr(s, 1, RSTART - 1)
  sub(/[ \t]+$/, "", s)
  return length(s)
}

# What is behind a value: blanks, a comment, or what is no YAML.
function rest_of_line(after_secret) {
  take_blanks()
  if (S ~ /^#/) {
    # A password may have been cut off here.
    if (after_secret && S ~ /^#[^ \t]/) S = "# " STARS
    else S = comment(S)
  } else if (S != "") S = after_secret ? STARS : text(S, 0)
  put(S)
  next_line()
}

# Opens the region of lines that belong to a secret key.
function below_secret(column, is_odd) {
  REGION = column
  ODD = is_odd
}

# Whether a line belongs to a secret key above it.
function in_region(    indent, is_item) {
  if (REGION < -1) return 0
  indent = indent_of(S)
  is_item = S ~ /^[ \t]*-([ \t]|$)/
  if (indent > REGION || (indent == REGION && is_item)) return 1
  # What is no key and no item, but stands where one should, may be what goes on.
  if (ODD && !is_item && !has_key(S)) return 1
  REGION = -2
  return 0
}

# A value, or a scalar that is none of a key. Lines that are deeper than the column belong to it.
function value(secret, column,    n, c, key) {
  key = KEY
  secret = properties(secret)
  if (S == "" || S ~ /^#/) {
    if (secret) below_secret(column, 1)
    rest_of_line(0)
    return
  }
  c = substr(S, 1, 1)
  if (S ~ /^[|>][-+0-9]*[ \t]*(#.*)?$/) {
    match(S, /^[|>][-+0-9]*/)
    take(RLENGTH)
    rest_of_line(0)
    text_begins()
    for (; LINE <= N && (is_blank(S) || indent_of(S) > column); next_line()) {
      put(secret ? hidden_line(S) : text(S, 1))
      S = ""
    }
    return
  }
  if (c == "{" || c == "[") {
    HID = 0
    flow(secret)
    rest_of_line(HID)
  } else if (c == "\"" || c == "'") {
    if (quoted(secret, column)) rest_of_line(secret)
    else if (secret) {
      put("'***'")
      next_line()
      below_secret(column, 1)
    } else {
      text_begins()
      put(text(S, 1))
      next_line()
    }
  } else if (c == "*") {
    alias(secret)
    rest_of_line(secret)
  } else if (secret) secret_plain(column, key)
  else {
    n = plain_length(S)
    text_begins()
    put(text(substr(S, 1, n), 1))
    skip(n)
    rest_of_line(0)
    for (; LINE <= N && !is_blank(S) && indent_of(S) > column && !has_key(S) && S !~ /^[ \t]*#/; rest_of_line(0)) {
      n = plain_length(S)
      put(text(substr(S, 1, n), 1))
      skip(n)
    }
  }
}

# Words that a key `auth` may have: methods of pg_hba. Patroni's old `auth` is `user:password`.
function is_method(key, word) {
  return tolower(key) == "auth" && word ~ /^(trust|reject|scram-sha-256|md5|password|gss|sspi|ident|peer|pam|ldap|radius|cert|bsd|oauth)$/
}

function is_nothing(word) { return word ~ /^(~|null|Null|NULL)$/ }

function secret_plain(column, key,    n, word, last, i) {
  n = plain_length(S)
  word = substr(S, 1, n)
  last = LINE
  for (i = LINE + 1; i <= N; i++) {
    if (is_blank(L[i]) || L[i] ~ /^[ \t]*#/) continue
    if (indent_of(L[i]) <= column) break
    last = i
  }
  if (last == LINE) {
    if (is_nothing(word) || is_method(key, word) || word == "'***'") take(n)
    else {
      put("'***'")
      skip(n)
    }
    rest_of_line(1)
    return
  }
  put("'***")
  for (next_line(); LINE < last; next_line()) put(hidden_line(S))
  put(hidden_line(S) "'")
  S = ""
  next_line()
}

# One line of block style, and what belongs to its value.
function block_line(    secret, column, n, is_value, is_question, hidden) {
  if (is_blank(S)) {
    put(S)
    next_line()
    return
  }
  if (S ~ /^[ \t]*#/) {
    n = indent_of(S)
    take(n)
    put(comment(S))
    next_line()
    return
  }
  if (S ~ /^(---|\.\.\.)([ \t]|$)/) {
    REGION = -2
    take(3)
    take_blanks()
    if (S == "") { next_line(); return }
    KEY = ""
    value(0, -1)
    return
  }
  hidden = in_region()
  column = indent_of(S)
  take(column)
  column--
  is_question = is_value = 0
  while (match(S, /^[-?:]([ \t]+|$)/)) {
    column = COL
    if (S ~ /^\?/) { is_question = 1; QUESTION = COL; ANSWER = 0 }
    if (S ~ /^:/ && QUESTION == COL) is_value = 1
    take(RLENGTH)
  }
  KEY = ""
  secret = hidden || (is_value && ANSWER)
  if (!is_value && !hidden && S ~ /^[&!]/) {
    secret = properties(0)
    if (S == "") { if (secret) below_secret(column, 0); next_line(); return }
  }
  n = key_length(S)
  if (n == 0) {
    if (is_question && !secret) ANSWER = is_secret_key(substr(S, 1, plain_length(S)))
    value(secret, column)
    return
  }
  column = COL
  secret = is_secret_key(substr(S, 1, n)) || secret
  put_key(n, hidden)
  take_blanks()
  take(1)
  take_blanks()
  value(secret, column)
}

function yaml(    pass, name) {
  for (name in SECRET_ANCHOR) delete SECRET_ANCHOR[name]
  # Twice, for a secret may refer to what is written above it.
  for (pass = 1; pass <= 2; pass++) {
    LINE = 1
    S = L[1]
    COL = 0
    OUT = ""
    HIDDEN_KEYS = 0
    REGION = -2
    QUESTION = -1
    if (substr(S, 1, 3) == "\357\273\277") take(3)
    while (LINE <= N) block_line()
  }
}
