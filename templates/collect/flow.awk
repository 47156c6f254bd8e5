# Maps and lists in brackets, over any number of lines. Per depth: IS_SECRET[d] all that is in it, VALUE[d] a key was read and
# its value comes, VALUE_SECRET[d] that value is a secret, AFTER[d] the entry before was one, DONE[d] the slot has its scalar.

function open_slot(d) { VALUE[d] = 0; VALUE_SECRET[d] = 0; DONE[d] = 0 }

# The length of a plain scalar within brackets.
function flow_plain(s,    i, c) {
  for (i = 1; i <= length(s); i++) {
    c = substr(s, i, 1)
    if (c ~ /[][{},]/) break
    if (c == ":" && substr(s, i + 1, 1) ~ /^[][ \t,{}]?$/) break
    if (c == "#" && i > 1 && substr(s, i - 1, 1) ~ /[ \t]/) break
  }
  s = substr(s, 1, i - 1)
  sub(/[ \t]+$/, "", s)
  return length(s)
}

# Notes a key, and writes it.
function flow_key(d, n) {
  VALUE_SECRET[d] = is_secret_key(substr(S, 1, n)) || IS_SECRET[d]
  put_key(n, IS_SECRET[d])
  take_blanks()
  take(1)
  VALUE[d] = 1
  DONE[d] = 0
  KEY_LINE[d] = LINE
}

function flow(secret,    d, c, n, hides) {
  d = 0
  do {
    take_blanks()
    if (S == "") {
      if (LINE >= N) return
      next_line()
      continue
    }
    c = substr(S, 1, 1)
    hides = d == 0 ? secret : VALUE[d] ? VALUE_SECRET[d] : IS_SECRET[d]
    if (c == "#" && (COL == 0 || OUT ~ /[ \t]$/)) {
      put(comment(S))
      S = ""
    } else if (c == "{" || c == "[") {
      if (hides) HID = 1
      d++
      IS_SECRET[d] = hides
      AFTER[d] = 0
      open_slot(d)
      take(1)
    } else if (c == "}" || c == "]") {
      take(1)
      d--
      if (d > 0) DONE[d] = 1
    } else if (c == ",") {
      take(1)
      AFTER[d] = VALUE[d] && VALUE_SECRET[d]
      open_slot(d)
    } else if (c == ":" || S ~ /^\?([ \t]|$)/) take(1)
    else if (c == "&" || c == "!") {
      if (properties(hides) && !hides) {
        if (VALUE[d]) VALUE_SECRET[d] = 1
        else IS_SECRET[d] = 1
      }
    } else flow_scalar(d, c, hides)
  } while (d > 0)
}

function flow_scalar(d, c, hides,    n, is_key) {
  if (c == "*") {
    n = length(OUT)
    alias(hides)
    if (substr(OUT, n + 1) == "'***'") HID = 1
    return
  }
  n = c == "\"" || c == "'" ? quoted_length(S, c) : flow_plain(S)
  is_key = n > 0 && substr(S, n + 1) ~ /^[ \t]*:/
  # A colon in the line of a secret may be part of it.
  if (is_key && !(VALUE[d] && VALUE_SECRET[d] && KEY_LINE[d] == LINE)) {
    flow_key(d, n)
    return
  }
  if (!VALUE[d] && AFTER[d]) hides = 1
  if (c == "\"" || c == "'") {
    if (hides) HID = 1
    if (!quoted(hides, -1)) {
      text_begins()
      put(hides ? "'***'" : text(S, 1))
      S = ""
    }
    return
  }
  if (n == 0) {
    take(1)
    return
  }
  if (!hides) {
    if (!DONE[d]) text_begins()
    put(text(substr(S, 1, n), 1))
    skip(n)
  } else if (is_nothing(substr(S, 1, n)) || is_method(KEY, substr(S, 1, n))) take(n)
  else {
    HID = 1
    # More of a secret of several lines, or of one that has a colon.
    if (!DONE[d]) put("'***'")
    skip(n)
  }
  DONE[d] = 1
}
