# One value of Patroni's YAML, for the way to other files: awk -v section=postgresql -v key=data_dir. Without a section, a key at the top.
# The least deep one counts, and of several the last.

function scalar(s) {
  sub(/^[ \t]*/, "", s)
  if (s ~ /^"/) { s = substr(s, 2); sub(/".*$/, "", s) }
  else if (s ~ /^'/) { s = substr(s, 2); sub(/'.*$/, "", s) }
  else { sub(/[ \t]+#.*$/, "", s); sub(/[ \t]*[,}].*$/, "", s); sub(/[ \t]+$/, "", s) }
  return s
}

{ sub(/\r$/, "") }
/^[ \t]*#/ { next }
/^[^ \t]/ { top = $0; sub(/[ \t]*:.*$/, "", top); gsub(/["']/, "", top) }
{
  s = $0
  if (section == "") {
    if (top == key && s ~ /^[^ \t]+[ \t]*:[ \t]/) { sub(/^[^:]*:/, "", s); found = scalar(s) }
  } else if (top == section && match(s, "(^|[ \t,{\"'])" key "[\"']?[ \t]*:[ \t]+[^ \t#]")) {
    s = substr(s, RSTART + RLENGTH - 1)
    match($0, /^[ \t]*/)
    if (found == "" || RLENGTH <= depth) {
      depth = RLENGTH
      found = scalar(s)
    }
  }
}
END { print found }
