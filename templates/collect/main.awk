# Reads a file into lines, and writes it with its secrets blanked out: awk -v kind=yaml|env|unit|haproxy|hba -v open_end=0|1.
# Exit status 3: lines that programs part in different ways; 4: a line that is too long.

BEGIN {
  STARS = "***"
  PEM_HEAD = "-----? ?BEGIN ([A-Z0-9]+ )*PRIVATE KEY( BLOCK)? ?-----?"
  PEM_TAIL = "-----? ?END ([A-Z0-9]+ )*PRIVATE KEY( BLOCK)? ?-----?"
}

{
  if (length($0) > 65536) { refused = 4; exit }
  CR[NR] = sub(/\r$/, "") ? "\r" : ""
  # To YAML these end a line, to awk they do not.
  if ($0 ~ /\r/ || index($0, "\302\205") || index($0, "\342\200\250") || index($0, "\342\200\251")) { refused = 3; exit }
  L[NR] = $0
}

END {
  if (refused) exit refused
  N = NR
  mask_private_keys()
  if (kind == "auto") kind = sniffed()
  if (kind == "env") variables()
  else if (kind == "unit") unit()
  else if (kind == "haproxy" || kind == "hba") words()
  else yaml()
  for (i = 1; i <= N; i++) {
    # The last line may have no end.
    if (i == N && open_end) ORS = ""
    print O[i] CR[i]
  }
}

# What etcd.conf is: YAML, or variables.
function sniffed(    i) {
  for (i = 1; i <= N; i++)
    if (L[i] !~ /^[ \t]*([#;]|$)/) return L[i] ~ /^[ \t]*(export[ \t]+)?[A-Za-z_][A-Za-z0-9_]*[ \t]*=/ ? "env" : "yaml"
  return "yaml"
}
