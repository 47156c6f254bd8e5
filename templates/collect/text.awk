# Secrets inside a text: a connection string, a command, a URL, a line of pg_hba, a line of HAProxy.
#
# TEXT_QUOTE is the quote in which a secret goes on in the next line, TEXT_NEXT says that the next line begins with one.
# BLANKS says that blanks alone may part a word from its secret; LITERAL that nothing fills in `$NAME`.

function text_begins() { TEXT_QUOTE = ""; TEXT_NEXT = 0 }

# The length of a blank-separated word, whose blanks may stand behind a backslash.
function word_length(s,    i, c) {
  for (i = 1; i <= length(s); i++) {
    c = substr(s, i, 1)
    if (c == "\\") i++
    else if (c == " " || c == "\t") break
  }
  return i > length(s) ? length(s) : i - 1
}

# How often a character stands in a text.
function count(s, c,    n, at) {
  n = 0
  while ((at = index(s, c)) > 0) {
    n++
    s = substr(s, at + 1)
  }
  return n
}

# The quote with which a text begins, as it is written: \" within quotes of YAML, or '' within its single quotes.
function quote_of(s) {
  if (s ~ /^\\["']/) return substr(s, 1, 2)
  if (DOUBLED && s ~ /^''/) return "''"
  return s ~ /^["']/ ? substr(s, 1, 1) : ""
}

# The end of a text in quotes: the offset behind the closing one, 0 where it is not closed.
function quoted_length(s, quote,    i, q) {
  q = length(quote)
  for (i = q + 1; i <= length(s); i++) {
    if (substr(s, i, q) == quote) {
      if (q == 1 && substr(s, i + 1, 1) == quote) i++
      else return i + q - 1
    } else if (substr(s, i, 1) == "\\") i++
  }
  return 0
}

# Whether a text begins with something that is filled in on the node: $PGPASSWORD, ${PGPASSWORD}, $(cat /a/file).
function is_reference(s) {
  sub(/^\\?["']+/, "", s)
  return !LITERAL && (s ~ /^\$\(/ || s ~ /^\$\{[A-Za-z_][A-Za-z0-9_]*\}/ || s ~ /^\$[A-Z_][A-Z0-9_]*([^A-Za-z0-9_]|$)/)
}

# Blanks out the secret with which s begins, and puts the rest of s into REST. `before` is the text before it, `wrap` the
# quote that stands before the word and holds word and secret together.
function mask_value(s, before, wrap, query,    lead, quote, end, last, word) {
  match(s, /^(\\?[ \t])*/)
  lead = substr(s, 1, RLENGTH)
  s = substr(s, RLENGTH + 1)
  REST = ""
  if (s == "" || s == "\\") {
    TEXT_NEXT = 1
    return lead s
  }
  if (is_reference(s)) {
    REST = s
    return lead
  }
  quote = quote_of(s)
  if (quote == "" && wrap != "") {
    end = quoted_length(wrap s, wrap) - length(wrap)
    if (end < 0) { TEXT_QUOTE = wrap; return lead STARS }
    if (end == length(wrap)) { REST = s; return lead }
    REST = substr(s, end - length(wrap) + 1)
    return lead STARS
  }
  if (quote != "") {
    end = quoted_length(s, quote)
    if (end == 0 || (end == 2 * length(quote) && substr(s, end + 1) !~ /^[^ \t,;)}&|]/)) {
      # Nothing in quotes is no secret.
      if (end > 0) { REST = substr(s, end + 1); return lead substr(s, 1, end) }
      TEXT_QUOTE = quote
      return lead quote STARS
    }
    REST = substr(s, end + 1)
    # A shell takes what comes without a blank as more of the word.
    if (REST ~ /^[^ \t,;:)}&|>\\"'\]]/) REST = substr(REST, word_length(REST) + 1)
    return lead quote STARS quote
  }
  if (query && match(s, /[&#"' \t]/)) end = RSTART - 1
  else end = word_length(s)
  word = substr(s, 1, end)
  if (match(word, /\\?["']/)) {
    quote = substr(word, RSTART + RLENGTH - 1, 1)
    if (count(before, quote) % 2 == 1) end = RSTART - 1
    else if (RSTART + RLENGTH - 1 < length(word)) {
      # A quote in the midst of a word holds blanks together.
      last = quoted_length(substr(s, RSTART + RLENGTH - 1), quote)
      end = last == 0 ? length(s) : RSTART + RLENGTH - 2 + last
      end += word_length(substr(s, end + 1))
    }
  }
  REST = substr(s, end + 1)
  return lead (end > 0 ? STARS : "")
}

# Blanks out what follows `key: ` inside a text: up to the bracket or comma of a map, else all of the line.
function mask_after_colon(s, before,    lead, quote, end) {
  match(s, /^[ \t]*/)
  lead = substr(s, 1, RLENGTH)
  s = substr(s, RLENGTH + 1)
  quote = quote_of(s)
  if (s == "" || quote != "") return lead mask_value(s, before, "", 0)
  if (count(before, "{") > count(before, "}") && match(s, /[,}]/)) end = RSTART - 1
  else end = length(s)
  REST = substr(s, end + 1)
  if (end == 0) return lead
  if (s ~ /^[|>][-+0-9]*$/) { TEXT_NEXT = 1; return lead s }
  return lead STARS
}

# User and password before the host of a URL, whose text begins behind `://`.
function mask_url(s,    run, host, at, colon, i, user) {
  match(s, /^[^ \t"'<>]*/)
  run = substr(s, 1, RLENGTH)
  host = run
  if (match(host, /[\/?#]/)) host = substr(host, 1, RSTART - 1)
  colon = index(host, ":")
  REST = s
  if (colon == 0) return ""
  if (index(host, "@") == 0) {
    # A port is no password; one with a slash in it may be.
    if (substr(run, colon + 1) ~ /^[0-9]*([,\/?#]|$)/ || host ~ /^\[/) return ""
    host = run
  }
  at = 0
  for (i = 1; i <= length(host); i++) if (substr(host, i, 1) == "@") at = i
  if (at <= colon + 1 || is_reference(substr(host, colon + 1))) return ""
  REST = substr(s, at)
  return substr(host, 1, colon) STARS
}

# Blanks out the secrets of one line of a text; is_first says that the text begins with it.
function text(s, is_first,    done, word, low, end, at) {
  done = ""
  if (TEXT_QUOTE != "") {
    match(s, /^[ \t]*/)
    done = substr(s, 1, RLENGTH) STARS
    end = quoted_length(TEXT_QUOTE s, TEXT_QUOTE)
    if (end == 0) return s ~ /[^ \t]/ ? done : s
    done = done TEXT_QUOTE
    s = substr(s, end - length(TEXT_QUOTE) + 1)
    TEXT_QUOTE = ""
  }
  if (TEXT_NEXT && s ~ /[^ \t]/) {
    TEXT_NEXT = 0
    done = done mask_value(s, done, "", 0)
    s = REST
  }
  FIRST = is_first
  while (match(s, /[A-Za-z_][A-Za-z0-9_.-]*/)) {
    at = RSTART
    word = substr(s, at, RLENGTH)
    done = done substr(s, 1, at - 1)
    s = substr(s, at + RLENGTH)
    done = done word after_word(s, done, word)
    s = REST
    FIRST = 0
  }
  return done s
}

# What comes behind a word, with the secret that the word announces blanked out; REST is what was not looked at.
function after_word(s, done, word,    low, is_option, key, sep, wrap, quote) {
  REST = s
  low = tolower(word)
  if (s ~ /^:\/\//) { REST = substr(s, 4); return "://" mask_url(REST) }
  if ((low == "auth" && s ~ /^[ \t]/) || (low == "user" && done ~ /--$/) || (word == "u" && done ~ /(^|[ \t"'])-$/))
    if (match(s, /^[ \t=]+["']?[^ \t:"']+:/)) return mask_login(s, RLENGTH, done)
  if (low == "sshpass" && match(s, /^[ \t]+-p[ \t]*/)) return substr(s, 1, RLENGTH) mask_value(substr(s, RLENGTH + 1), done, "", 0)
  if ((low == "bearer" || low == "basic") && match(s, /^(\\?[ \t])+[A-Za-z0-9+\/._~=-]+/) && RLENGTH > 8) {
    REST = substr(s, RLENGTH + 1)
    match(s, /^(\\?[ \t])+/)
    return substr(s, 1, RLENGTH) STARS
  }
  if (low == "scram-sha-256" && s ~ /^\$[0-9]/) { REST = substr(s, word_length(s) + 1); return STARS }
  if (kind == "haproxy" && low ~ /authorization$/) return mask_header(s, done)
  if (kind == "haproxy" && word == "AUTH" && match(s, /^(\\?[ \t])+/)) return substr(s, 1, RLENGTH) mask_rest(substr(s, RLENGTH + 1), done)
  # After a backslash, the first letter may belong to it: \n.
  if (!is_secret(word) && !(done ~ /\\$/ && is_secret(substr(word, 2)))) return ""
  is_option = done ~ /--$/
  key = ""
  if (match(s, /^(\\?["']|'')/)) { key = substr(s, 1, RLENGTH); s = substr(s, RLENGTH + 1) }
  wrap = ""
  if (key == "" && match(done, /["']$/) && done !~ /-c[ \t]*\\?["']+$/) wrap = done ~ /\\["']$/ ? substr(done, length(done) - 1) : substr(done, length(done))
  if (match(s, /^(\\?[ \t])*:?=[=>]?/)) {
    sep = substr(s, 1, RLENGTH)
    s = substr(s, RLENGTH + 1)
    return key sep mask_value(s, done word, wrap, done ~ /[?&]$/)
  }
  if (match(s, /^[ \t]*:/) && (key != "" || FIRST || substr(s, RLENGTH + 1) ~ /^(\\?[ \t]|\\?["']|$)/)) {
    sep = substr(s, 1, RLENGTH)
    return key sep mask_after_colon(substr(s, RLENGTH + 1), done)
  }
  if (key == "" && is_option && s ~ /^[ \t]+[^- \t]/) return mask_value(s, done word, "", 0)
  if (key == "" && BLANKS && (low !~ /(token|auth)$/ || BLANKS > 1) && s ~ /^(\\?[ \t])+[^ \t]/) return mask_value(s, done word, "", 0)
  if (key == "" && FIRST && low !~ /token$/ && s ~ /^[ \t]+[^ \t]/) { REST = ""; match(s, /^[ \t]+/); return substr(s, 1, RLENGTH) STARS }
  if (match(s, /^[ \t]+([eE]|[uU]&)?(\\?'|\$[A-Za-z0-9_]*\$)/) && low ~ /passw/) {
    if (substr(s, RLENGTH, 1) == "$") { REST = substr(s, RLENGTH + 1); sep = substr(s, 1, RLENGTH); return key sep mask_rest(REST, done) }
    match(s, /^[ \t]+([eE]|[uU]&)?/)
    sep = substr(s, 1, RLENGTH)
    return key sep mask_value(substr(s, RLENGTH + 1), done word, "", 0)
  }
  REST = key s
  return ""
}

# Blanks out the password of user:password, which quotes may hold together; it begins behind the first n characters.
function mask_login(s, n, done,    head, quote) {
  head = substr(s, 1, n)
  quote = match(head, /["']/) ? substr(head, RSTART, 1) : ""
  if (quote == "") return head mask_rest(substr(s, n + 1), done)
  return head mask_value(substr(s, n + 1), done, quote, 0)
}

# Blanks out the rest of a word in whose midst a secret begins: user:password.
function mask_rest(s, before,    end) {
  if (is_reference(s)) { REST = s; return "" }
  end = word_length(s)
  if (match(substr(s, 1, end), /\\?["']/) && RSTART > 1) end = RSTART - 1
  REST = substr(s, end + 1)
  return end > 0 ? STARS : ""
}

# Blanks out the value of the header Authorization, however HAProxy is told it.
function mask_header(s, done,    lead) {
  if (match(s, /^\)[ \t]+/)) { lead = substr(s, 1, RLENGTH); REST = ""; return s ~ /^\)[ \t]+[^ \t]/ ? lead STARS : s }
  if (!match(s, /^["']?(\\?[ \t])*:?(\\?[ \t])*/) || RLENGTH == 0 || RLENGTH == length(s)) { REST = s; return "" }
  lead = substr(s, 1, RLENGTH)
  return lead mask_value(substr(s, RLENGTH + 1), done, "", 0)
}

# Blanks out a comment: there sentences speak of secrets as well, so that all behind such a word goes.
function comment(s,    word, at, done, rest) {
  if (s ~ /pgdr-ignore/) { text_begins(); return text(s, 0) }
  done = ""
  rest = s
  while (match(rest, /[A-Za-z_][A-Za-z0-9_.-]*/)) {
    at = RSTART + RLENGTH
    word = substr(rest, RSTART, RLENGTH)
    done = done substr(rest, 1, at - 1)
    rest = substr(rest, at)
    if (!is_secret(word) || !match(rest, /^["']?([ \t]*[:=][ \t]*|[ \t]+)/)) continue
    if (word ~ /[Tt][Oo][Kk][Ee][Nn]$/ && substr(rest, 1, RLENGTH) !~ /[:=]/) continue
    if (RLENGTH == length(rest)) continue
    done = done substr(rest, 1, RLENGTH)
    text_begins()
    return text(done, 0) STARS
  }
  text_begins()
  return text(s, 0)
}
