// Made by scripts/generate.mjs. Do not edit.
export const templates = {
  "RUNBOOK.md": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(data,"index"),{"name":"if","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "");
},"1":function(container,depth0,helpers,partials,data) {
    return ", ";
},"2":function(container,depth0,helpers,partials,data) {
    return "s";
},"3":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "| "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " | "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"scope"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " | "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"memberList"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " | "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"ringList"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " | "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"proxyList"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " | `"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"slot"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "` |\n";
},"4":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return " build/"
    + ((stack1 = lookupProperty(helpers,"text").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "/*/";
},"5":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "```sh id=prepare."
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"memberList"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " as=root\nsystemctl disable --now postgresql 2>/dev/null || true\nls -A "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"dataDir"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " 2>/dev/null | grep -q . && { echo \"the data directory is not empty: \""
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"dataDir"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + "; exit 1; } || true\n```\n\n";
},"6":function(container,depth0,helpers,partials,data,blockParams,depths) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "### "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "\n\n```sh id=bring-up."
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".etcd on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"ringList"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " as=root\nsystemctl daemon-reload\nsystemctl enable --now etcd\n```\n\n```sh id=bring-up."
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".quorum on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"ringFirst"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " as=root\ntimeout 120 sh -c "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"waitQuorum"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + "\n```\n\n```sh id=bring-up."
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".first on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"first"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " as=root\nsystemctl daemon-reload\nsystemctl enable --now patroni\ntimeout 600 sh -c "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"waitLeader"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + "\n```\n\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"others"),{"name":"if","hash":{},"fn":container.program(7, data, 0, blockParams, depths),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "```sh id=bring-up."
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".members on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"first"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " as=postgres\nset -a; . /etc/patroni/patroni.env; set +a\ntimeout 600 sh -c "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"waitMembers"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + "\npatronictl -c "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depths[1],"config"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " list\n```\n\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"proxyList"),{"name":"if","hash":{},"fn":container.program(8, data, 0, blockParams, depths),"inverse":container.noop,"data":data})) != null ? stack1 : "");
},"7":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "```sh id=bring-up."
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".rest on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"others"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " as=root\nsystemctl daemon-reload\nsystemctl enable --now patroni\n```\n\n";
},"8":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "```sh id=bring-up."
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".haproxy on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"proxyList"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " as=root\nsystemctl enable --now haproxy\nsystemctl reload haproxy\n```\n\n";
},"9":function(container,depth0,helpers,partials,data,blockParams,depths) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "```sh id=verify."
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".members on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " as=postgres\nset -a; . /etc/patroni/patroni.env; set +a\npatronictl -c "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depths[1],"config"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " topology\n```\n\n";
},"10":function(container,depth0,helpers,partials,data,blockParams,depths) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "How far "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " is behind, in seconds. Without writes the number grows although nothing is missing: the bytes above decide.\n\n```sh id=verify."
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".lag on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ":leader as=postgres\npsql -X -p "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"port"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " -U "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depths[1],"superuser"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " -d postgres -c \"\n  SELECT (SELECT status FROM pg_stat_wal_receiver) AS receiver,\n         pg_wal_lsn_diff(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()) AS not_replayed_bytes,\n         now() - pg_last_xact_replay_timestamp() AS behind\"\n```\n\n";
},"11":function(container,depth0,helpers,partials,data,blockParams,depths) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "## 4. Promote "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " because "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " is lost\n\nPromotion is a person's decision: "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " cannot tell a lost site from a lost link. While "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " takes writes, promoting "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "\nmakes two primaries, and what one of them took is lost.\n\n### Checklist\n\n| question | how to answer it | must be |\n|---|---|---|\n| Does any member of "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " still answer as primary? | `promote-"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".is-primary-gone` | no |\n| Could it be alive and only unreachable from here? | ask from a third place; power and network of "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " by its own console | no, or fenced (section 5) |\n| Can clients still reach it? | its HAProxy, its addresses, DNS | no |\n| How much is lost? | `promote-"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".received` | written down |\n\n```sh id=promote-"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".is-primary-gone on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"first"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " as=postgres\nprimary=$(\n  for url in "
    + ((stack1 = lookupProperty(helpers,"words").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"urls"),{"name":"words","hash":{},"data":data})) != null ? stack1 : "")
    + "; do\n    if curl --silent --fail --output /dev/null --max-time 5 "
    + ((stack1 = lookupProperty(helpers,"words").call(alias1,lookupProperty(depths[1],"curlCa"),{"name":"words","hash":{},"data":data})) != null ? stack1 : "")
    + " \"$url/primary\"; then echo \"$url\"; fi &\n  done\n  wait\n)\n[ -z \"$primary\" ] || { echo \"$primary is primary: do not promote\"; exit 1; }\necho \"no member of "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " answers as primary\"\n```\n\nWhat was received and what was replayed. The timeline and the position are what the failback starts from.\n\n```sh id=promote-"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".received on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ":leader as=postgres\npsql -X -p "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"port"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " -U "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depths[1],"superuser"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " -d postgres -c \"\n  SELECT pg_last_wal_receive_lsn() AS received, pg_last_wal_replay_lsn() AS replayed, pg_last_xact_replay_timestamp() AS last_commit\"\n```\n\n### Promotion\n\n```sh id=promote-"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".promote on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ":leader as=postgres\nset -a; . /etc/patroni/patroni.env; set +a\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depths[1],"v41"),{"name":"if","hash":{},"fn":container.program(12, data, 0, blockParams, depths),"inverse":container.program(13, data, 0, blockParams, depths),"data":data})) != null ? stack1 : "")
    + "```\n\n```sh id=promote-"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".wait on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"first"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " as=postgres\ntimeout 120 sh -c "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"waitPrimary"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + "\n```\n\n"
    + ((stack1 = lookupProperty(helpers,"unless").call(alias1,lookupProperty(depths[1],"v41"),{"name":"unless","hash":{},"fn":container.program(14, data, 0, blockParams, depths),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"redirected"),{"name":"each","hash":{},"fn":container.program(16, data, 0, blockParams, depths),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "### Clients\n\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"proxyList"),{"name":"if","hash":{},"fn":container.program(17, data, 0, blockParams, depths),"inverse":container.program(18, data, 0, blockParams, depths),"data":data})) != null ? stack1 : "")
    + "## 5. Fence "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " before it returns"
    + ((stack1 = lookupProperty(helpers,"unless").call(alias1,lookupProperty(depths[1],"onlyOne"),{"name":"unless","hash":{},"fn":container.program(19, data, 0, blockParams, depths),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\n\nA site that comes back is primary by itself: its own etcd still says so, and its HAProxy opens. Two things keep it from\nthat: the **start guard** on each of its nodes, which asks the other sites before Patroni starts, and this section, which\nchanges what its etcd says. Until the second is done, leave Patroni there disabled.\n\nIf "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " is running now, stop it at once, on all its members at the same time:\n\n```sh id=fence-"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"behind"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".stop on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"memberList"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " as=root\nsystemctl disable --now patroni\nrm -f "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depths[1],"override"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + "\n```\n\nIts etcd must run, Patroni must not. Then tell its dynamic configuration to follow "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ":\n\n```sh id=fence-"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"behind"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".etcd on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"ringList"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " as=root\nsystemctl start etcd\n```\n\n```sh id=fence-"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"behind"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".follow-"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"first"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " as=postgres\nset -a; . /etc/patroni/patroni.env; set +a\ntimeout 60 patronictl -c "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depths[1],"config"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " edit-config "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"scope"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " --force \\\n  --set standby_cluster.host="
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(lookupProperty(depth0,"returning"),"hosts"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " \\\n  --set standby_cluster.port="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depth0,"returning"),"port"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " \\\n  --set standby_cluster.primary_slot_name="
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(lookupProperty(depth0,"returning"),"slot"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"unless").call(alias1,lookupProperty(depths[1],"v41"),{"name":"unless","hash":{},"fn":container.program(20, data, 0, blockParams, depths),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\npatronictl -c "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depths[1],"config"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " show-config "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"scope"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " | grep -A 4 '^standby_cluster:'\n```\n\n## 6. Failback of "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ", first choice: rewind"
    + ((stack1 = lookupProperty(helpers,"unless").call(alias1,lookupProperty(depths[1],"onlyOne"),{"name":"unless","hash":{},"fn":container.program(19, data, 0, blockParams, depths),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\n\nWhat "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " wrote after "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " stopped receiving is thrown away here. If somebody may want it, copy a data directory first.\n\nIf "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " ran as a second primary in between, and a member was promoted there, its timeline may have the number of "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "'s and be\nanother one. Neither Patroni nor pg_rewind sees that, they compare numbers, and the member would replay WAL that is not its own. So every\nmember's timeline has to be below that of "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "; if this block refuses on one, take section 7:\n\n```sh id=rewind-"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"behind"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".check on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"memberList"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " as=postgres\ntheirs=$(for url in "
    + ((stack1 = lookupProperty(helpers,"words").call(alias1,lookupProperty(depth0,"urls"),{"name":"words","hash":{},"data":data})) != null ? stack1 : "")
    + "; do curl --silent --fail --max-time 5 "
    + ((stack1 = lookupProperty(helpers,"words").call(alias1,lookupProperty(depths[1],"curlCa"),{"name":"words","hash":{},"data":data})) != null ? stack1 : "")
    + " \"$url/primary\" || true; done | tr ',' '\\n' | sed -n 's/.*\"timeline\": *\\([0-9]*\\).*/\\1/p')\ntest -n \"$theirs\" || { echo \"no member of "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " answers as primary\"; exit 1; }\nown=$(\n  LC_ALL=C "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"binDir"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "/pg_controldata -D "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"dataDir"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " | sed -n \"s/.*\\(TimeLineID\\|loc's timeline\\): *//p\"\n  cd "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"dataDir"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + "/pg_wal\n  for file in *.history; do if [ -e \"$file\" ]; then echo $((0x${file%.history})); fi; done\n)\nown=$(printf '%s\\n' \"$own\" | sort -n | tail -n 1)\n[ \"$own\" -lt \"$theirs\" ] || { echo \"this member is on timeline $own, "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " on $theirs: not to be rewound, see section 7\"; exit 1; }\necho \"this member is on timeline $own, "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " on $theirs: it can be rewound\"\n```\n\nThen, with section 5 done, start Patroni: each member rewinds to where the timelines part, and streams.\n\n```sh id=rewind-"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"behind"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".start on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"memberList"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " as=root\nsystemctl enable --now patroni\n```\n\nA member that lost its power while it followed may have more WAL than it wrote down, and find out only now that it is past the point where the\ntimelines part (`new timeline 2 forked off current database system timeline 1`). After an orderly stop it knows, and rewinds:\n\n```sh id=rewind-"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"behind"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".again on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"memberList"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " as=root\nstatus=\"cd /; psql -X -At -p "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"port"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " -U "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depths[1],"superuser"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " -d postgres -c 'SELECT status FROM pg_stat_wal_receiver'\"\nfor second in $(seq 60); do\n  if runuser -u postgres -- sh -c \"$status\" 2>/dev/null | grep -qx streaming; then exit 0; fi\n  sleep 1\ndone\nsystemctl restart patroni\n```\n\n```sh id=rewind-"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"behind"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".wait on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"first"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " as=postgres\nset -a; . /etc/patroni/patroni.env; set +a\ntimeout 600 sh -c "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"waitFollowing"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + "\npatronictl -c "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depths[1],"config"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " list\n```\n\npg_rewind has copied `patroni.dynamic.json` of "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ", which names no upstream. If "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " ever lost its etcd, that file would make it a\nprimary: remove it, Patroni writes its own with the next change.\n\n```sh id=rewind-"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"behind"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".forget on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"memberList"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " as=postgres\nrm -f "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"dynamicJson"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + "\n```\n\n## 7. Failback of "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ", second choice: a new copy"
    + ((stack1 = lookupProperty(helpers,"unless").call(alias1,lookupProperty(depths[1],"onlyOne"),{"name":"unless","hash":{},"fn":container.program(19, data, 0, blockParams, depths),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\n\nWhen pg_rewind cannot (`could not find previous WAL record`: the WAL since the timelines parted is gone), copy "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " anew.\nEmptying the data directories is not enough: the keys in etcd would keep every member waiting for a leader.\n\n1. Change the word `primary:` of the topology to `"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "`, compile and deploy: the members' files then say that "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " follows.\n\n```sh\nsed -i 's/^primary: .*/primary: "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "/' topology.yaml && pgdr-compile topology.yaml\nfor node in build/"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "/*/; do rsync -r \"$node\" \"root@$(basename \"$node\"):/\"; done\n```\n\n2. Patroni stopped everywhere at "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ", its keys removed, the data directories emptied:\n\n```sh id=reclone-"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"behind"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".stop on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"memberList"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " as=root\nsystemctl disable --now patroni\n```\n\n```sh id=reclone-"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"behind"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".remove on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"first"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " as=postgres\nset -a; . /etc/patroni/patroni.env; set +a\nprintf '%s\\nYes I am aware\\n' "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"scope"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " | timeout 60 patronictl -c "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depths[1],"config"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " remove "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"scope"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + "\n```\n\n```sh id=reclone-"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"behind"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".wipe on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"memberList"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " as=postgres\ntest -n "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"dataDir"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " && find "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"dataDir"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " -mindepth 1 -delete\n```\n\n3. One member first, then the others:\n\n```sh id=reclone-"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"behind"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".first on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"first"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " as=root\nsystemctl daemon-reload\nsystemctl enable --now patroni\ntimeout 3600 sh -c "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"waitStandbyLeader"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + "\n```\n\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"others"),{"name":"if","hash":{},"fn":container.program(22, data, 0, blockParams, depths),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "```sh id=reclone-"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"behind"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".wait on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"first"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " as=postgres\nset -a; . /etc/patroni/patroni.env; set +a\ntimeout 3600 sh -c "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"waitFollowing"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + "\npatronictl -c "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depths[1],"config"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " list\n```\n\n## 8. Planned swap: "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " to "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ", without loss\n\nBoth sites are up and "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " streams (section 3). Writes stop for some seconds.\n\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depths[1],"v41"),{"name":"if","hash":{},"fn":container.program(23, data, 0, blockParams, depths),"inverse":container.program(24, data, 0, blockParams, depths),"data":data})) != null ? stack1 : "")
    + "Nobody writes now. Promote "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " with the blocks `promote-"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".promote`"
    + ((stack1 = lookupProperty(helpers,"unless").call(alias1,lookupProperty(depths[1],"v41"),{"name":"unless","hash":{},"fn":container.program(25, data, 0, blockParams, depths),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + " and `promote-"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".wait` of section 4. "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " follows by itself:\n\n```sh id=swap-"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".wait on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"first"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " as=postgres\nset -a; . /etc/patroni/patroni.env; set +a\ntimeout 600 sh -c "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"waitFollowing"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + "\npatronictl -c "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depths[1],"config"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " list\n```\n\n";
},"12":function(container,depth0,helpers,partials,data,blockParams,depths) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "timeout 120 patronictl -c "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depths[1],"config"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " promote-cluster "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"scope"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " --force\n";
},"13":function(container,depth0,helpers,partials,data,blockParams,depths) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "patronictl -c "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depths[1],"config"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " edit-config "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"scope"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " --force --set standby_cluster=null\n";
},"14":function(container,depth0,helpers,partials,data,blockParams,depths) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "Patroni "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depths[1],"patroni"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " keeps a slot whatever the role of its cluster, so the slot for "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " is made only now.\n\n```sh id=promote-"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".slots on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"first"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " as=postgres\nset -a; . /etc/patroni/patroni.env; set +a\npatronictl -c "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depths[1],"config"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " edit-config "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"scope"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " --force"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"slotsFor"),{"name":"each","hash":{},"fn":container.program(15, data, 0, blockParams, depths),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\n```\n\n";
},"15":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return " --set slots."
    + ((stack1 = lookupProperty(helpers,"text").call(depth0 != null ? depth0 : (container.nullContext || {}),depth0,{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".type=physical";
},"16":function(container,depth0,helpers,partials,data,blockParams,depths) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " followed "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[2],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ", and now follows "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depths[1],"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ":\n\n```sh id=promote-"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depths[1],"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".redirect-"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"first"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " as=postgres\nset -a; . /etc/patroni/patroni.env; set +a\npatronictl -c "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depths[2],"config"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " edit-config "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"scope"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " --force \\\n  --set standby_cluster.host="
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"hosts"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " \\\n  --set standby_cluster.port="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"port"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " \\\n  --set standby_cluster.primary_slot_name="
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"slot"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + "\n```\n\n";
},"17":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "HAProxy at "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " needs no edit: its primary pool asks `/primary`, and opens by itself. Point clients (DNS, the application's\nhost list) to "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"proxyList"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ", port "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"writePort"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".\n\n```sh id=promote-"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".pool on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"proxyFirst"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " as=root\ntimeout 60 sh -c "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"waitPool"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + "\n```\n\n";
},"18":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "Point clients to the members of "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ": "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"memberList"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ", port "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"port"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".\n\n";
},"19":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return " ("
    + ((stack1 = lookupProperty(helpers,"text").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " was promoted)";
},"20":function(container,depth0,helpers,partials,data,blockParams,depths) {
    var stack1, lookupProperty = container.lookupProperty;

  return ((stack1 = lookupProperty(helpers,"each").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(lookupProperty(depths[1],"p"),"slotsFor"),{"name":"each","hash":{},"fn":container.program(21, data, 0, blockParams, depths),"inverse":container.noop,"data":data})) != null ? stack1 : "");
},"21":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return " \\\n  --set slots."
    + ((stack1 = lookupProperty(helpers,"text").call(depth0 != null ? depth0 : (container.nullContext || {}),depth0,{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "=null";
},"22":function(container,depth0,helpers,partials,data,blockParams,depths) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "```sh id=reclone-"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"behind"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".rest on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"others"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " as=root\nsystemctl daemon-reload\nsystemctl enable --now patroni\n```\n\n";
},"23":function(container,depth0,helpers,partials,data,blockParams,depths) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "```sh id=swap-"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".demote on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ":leader as=postgres\nset -a; . /etc/patroni/patroni.env; set +a\ntimeout 300 patronictl -c "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depths[1],"config"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " demote-cluster "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"scope"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " --force \\\n  --host "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(lookupProperty(depth0,"returning"),"hosts"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " --port "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depth0,"returning"),"port"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " --primary-slot-name "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(lookupProperty(depth0,"returning"),"slot"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + "\n```\n\n";
},"24":function(container,depth0,helpers,partials,data,blockParams,depths) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "Before 4.1 Patroni demotes by an immediate stop, which may lose what was not sent. So: pause, a fast stop that waits for\nthe standby, and only then the change of role.\n\n```sh id=swap-"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".pause on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ":leader as=postgres\nset -a; . /etc/patroni/patroni.env; set +a\npatronictl -c "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depths[1],"config"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " pause "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"scope"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " --wait\n"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"binDir"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "/pg_ctl stop -m fast -w -t 300 -D "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"dataDir"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + "\n```\n\n```sh id=swap-"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".demote on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"first"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " as=postgres\nset -a; . /etc/patroni/patroni.env; set +a\npatronictl -c "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depths[1],"config"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " edit-config "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"scope"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " --force \\\n  --set standby_cluster.host="
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(lookupProperty(depth0,"returning"),"hosts"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " \\\n  --set standby_cluster.port="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depth0,"returning"),"port"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " \\\n  --set standby_cluster.primary_slot_name="
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(lookupProperty(depth0,"returning"),"slot"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(lookupProperty(depths[1],"p"),"slotsFor"),{"name":"each","hash":{},"fn":container.program(21, data, 0, blockParams, depths),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + " \\\n  --set pause=null\n```\n\n";
},"25":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return ", `promote-"
    + ((stack1 = lookupProperty(helpers,"text").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".slots`";
},"26":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "```sh id=trouble."
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".connect on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ":leader as=postgres\nset -a; . /etc/patroni/patroni.env; set +a\nPGPASSWORD=$PATRONI_REPLICATION_PASSWORD PGCONNECT_TIMEOUT=10 psql -X -At "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"connection"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " -c IDENTIFY_SYSTEM\n```\n\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data,blockParams,depths) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "\u003C!-- "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"header"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " -->\n\n# Runbook of estate "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "\n\nPatroni "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"patroni"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ", PostgreSQL "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"postgresql"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ". "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depth0,"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " is the primary site; "
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"standbys"),{"name":"each","hash":{},"fn":container.program(0, data, 0, blockParams, depths),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + " follow"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"onlyOne"),{"name":"if","hash":{},"fn":container.program(2, data, 0, blockParams, depths),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ".\n\nEach block says in its first line what it is (`id`), where to run it (`on`: a node, several nodes at the same time, a site, meaning\nits first member, or `site:leader`, the member that holds the site's lock) and as which user (`as`). Blocks without an\n`id` are for the operator's own machine. A block that fails stops: read what it says before going on.\n\n`patronictl` needs the REST API's password, so its blocks read `/etc/patroni/patroni.env` first.\n\n| site | scope | members | etcd | HAProxy | slot it streams from |\n|---|---|---|---|---|---|\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"sites"),{"name":"each","hash":{},"fn":container.program(3, data, 0, blockParams, depths),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\n## 1. Before the first start\n\n1. Deploy each node's folder over its root, and the certificates of `certificates.md` to their paths:\n\n```sh\nfor node in"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"sites"),{"name":"each","hash":{},"fn":container.program(4, data, 0, blockParams, depths),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "; do rsync -r \"$node\" \"root@$(basename \"$node\"):/\"; done\n```\n\n`-r`, not `-a`: the modes and owners of `/` and `/etc` stay those of the node.\n\n2. On every node that runs PostgreSQL, write `/etc/patroni/patroni.env` (owner root, group postgres, mode 0640). The\n   passwords are the same on every node of **every site**: a standby site is a copy of the primary, roles and all.\n\n```sh\nPATRONI_SUPERUSER_PASSWORD=…\nPATRONI_REPLICATION_PASSWORD=…\nPATRONI_REWIND_PASSWORD=…\nPATRONI_RESTAPI_PASSWORD=…\n```\n\n3. Keep the distribution from starting PostgreSQL by itself, and its data directory empty: Debian's packages make a cluster\n   in the very directory that Patroni wants to fill.\n\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"sites"),{"name":"each","hash":{},"fn":container.program(5, data, 0, blockParams, depths),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "## 2. Bring-up\n\nThe primary site first. etcd starts on all nodes of a ring at the same time: one alone waits for the others.\n\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"sites"),{"name":"each","hash":{},"fn":container.program(6, data, 0, blockParams, depths),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "## 3. Verification\n\nRoles: one leader at "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depth0,"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ", one standby leader at every other site, and replicas that stream.\n\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"sites"),{"name":"each","hash":{},"fn":container.program(9, data, 0, blockParams, depths),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "Every slot of the other sites must be active at "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depth0,"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ", its `wal_status` `reserved` or `extended`; its lag is in bytes.\n\n```sh id=verify."
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depth0,"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".slots on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depth0,"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ":leader as=postgres\npsql -X -p "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depth0,"p"),"port"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " -U "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"superuser"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " -d postgres -c \"\n  SELECT slot_name, active, wal_status, pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn) AS lag_bytes\n    FROM pg_replication_slots ORDER BY slot_name\"\n```\n\n```sh id=verify."
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depth0,"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".senders on="
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depth0,"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ":leader as=postgres\npsql -X -p "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depth0,"p"),"port"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " -U "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"superuser"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " -d postgres -c \"\n  SELECT application_name, client_addr, state, pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn) AS lag_bytes, replay_lag\n    FROM pg_stat_replication ORDER BY application_name\"\n```\n\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"standbys"),{"name":"each","hash":{},"fn":container.program(10, data, 0, blockParams, depths),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"standbys"),{"name":"each","hash":{},"fn":container.program(11, data, 0, blockParams, depths),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "## 9. After any change of role\n\nOne word of the topology changes: `primary:`. Compile, look at the diff, deploy: `bootstrap.dcs` of the members, and `dcs.yml`, then\nsay what is. The running clusters need neither: their configuration is in etcd.\n\n```sh\nsed -i 's/^primary: .*/primary: THE-NEW-PRIMARY/' topology.yaml\npgdr-compile topology.yaml && git diff --stat build/\n```\n\nApply a site's `dcs.yml` (`patronictl -c "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"config"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " edit-config --apply dcs.yml`) only after that: an old one would change roles back.\n\n## 10. A lost site comes back\n\nOn the nodes of the lost site Patroni does not start: `journalctl -u patroni` shows \"start guard\", with the reason.\n\n| it says | it means | do |\n|---|---|---|\n| *site* is the primary, and this site would be a second one | the other site was promoted | sections 5 and 6 |\n| no other site answers (guard: strict) | nobody knows who is primary | find out by other means; if this site is to go on: `touch /etc/patroni/start-guard.override` on its members, start, and remove the file |\n\nThe guard asks again every 15 seconds, so a link that heals lets a site start by itself.\n\n## 11. Troubleshooting\n\n**The standby leader does not stream.** Its log (`journalctl -u patroni`, and PostgreSQL's own) names the reason. Try the very connection, from\nthe member that failed; the password comes from the environment file:\n\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"standbys"),{"name":"each","hash":{},"fn":container.program(26, data, 0, blockParams, depths),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "`no pg_hba.conf entry`: compare with what PostgreSQL reads: `SELECT * FROM pg_hba_file_rules` on the leader of "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depth0,"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ". `replication slot … does\nnot exist`: `verify."
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(lookupProperty(depth0,"p"),"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ".slots`.\n\n**A new copy stops for want of postgresql.conf.** The source keeps it outside its data directory (Debian's `/etc/postgresql`). A symbolic\nlink does not help: pg_basebackup leaves links out. Copy the file into the data directory of the source. Clusters made by\nthese files have it there.\n\n**Both sites take writes.** Stop the site that is to lose at once (`fence-…stop`), then sections 5 and 6. What it wrote can be read from a copied\ndata directory with `pg_waldump` on single segment files, not on the directory.\n\n**pg_rewind fails.** `target server needs to use either data checksums or \"wal_log_hints = on\"`: see rule `recovery/rewind-impossible`.\n`could not find previous WAL record`: WAL is missing on the node itself: section 7. A single replica is copied anew with\n`patronictl reinit`; a standby leader refuses that, so switch over first.\n";
},"useData":true,"useDepths":true},
  "certificate.cnf": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"type"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "."
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"number"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " = "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"value"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return ((stack1 = lookupProperty(helpers,"comment").call(alias1,lookupProperty(depth0,"header"),{"name":"comment","hash":{},"data":data})) != null ? stack1 : "")
    + "\n\n[req]\nprompt = no\ndistinguished_name = subject\nreq_extensions = extensions\n\n[subject]\nO = "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"organisation"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "\nCN = "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "\n\n[extensions]\nbasicConstraints = critical,CA:FALSE\nkeyUsage = critical,digitalSignature,keyEncipherment\n# Both: an etcd member and a Patroni node are server and client with one certificate.\nextendedKeyUsage = serverAuth,clientAuth\nsubjectKeyIdentifier = hash\nsubjectAltName = @names\n\n[names]\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"names"),{"name":"each","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "");
},"useData":true},
  "certificates.md": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "| "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"node"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " | "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"purpose"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " | `"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"request"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "` | `"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"cert"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "` | `"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"key"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "` | "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"owner"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ", 0640 |\n";
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "| "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"node"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " | `"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"file"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "` |\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "\u003C!-- "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"header"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " -->\n\n# Certificates of estate "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "\n\nOne certificate per node and purpose, from any CA: each line of the table has an openssl request file, with subject,\nnames and key usages in it. The names hold every address a node is reached by, and `localhost`, because Patroni connects\nto its own PostgreSQL with `sslmode=verify-full`. Recent Python and OpenSSL are strict: the CA needs\n`keyUsage = critical,keyCertSign,cRLSign`, and certificates need authority and subject key identifiers.\n\nWith a CA of your own, per line:\n\n```sh\nopenssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -keyout KEY -out REQUEST -config certificates/SITE/NODE/PURPOSE.cnf\n# … the CA signs REQUEST, copying its extensions …\n```\n\nFor a lab or a drill, `sh certificates/throw-away-ca.sh OUT` makes a CA and all of them, laid out from `/` below\n`OUT/SITE/NODE/`, and `OUT/SITE/NODE/owners.sh` gives the files their owners once they lie on the node.\n\n| node | purpose | request | certificate | key | owner, mode of the key |\n|---|---|---|---|---|---|\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"certificates"),{"name":"each","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\nThe CA's certificate goes to these files, owner root, mode 0644:\n\n| node | file |\n|---|---|\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"authorities"),{"name":"each","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "");
},"useData":true},
  "dcs.yml": {"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return ((stack1 = lookupProperty(helpers,"comment").call(alias1,lookupProperty(depth0,"header"),{"name":"comment","hash":{},"data":data})) != null ? stack1 : "")
    + "\n\n"
    + ((stack1 = lookupProperty(helpers,"block").call(alias1,lookupProperty(depth0,"config"),{"name":"block","hash":{},"data":data})) != null ? stack1 : "")
    + "\n";
},"useData":true},
  "etcd.conf.yml": {"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return ((stack1 = lookupProperty(helpers,"comment").call(alias1,lookupProperty(depth0,"header"),{"name":"comment","hash":{},"data":data})) != null ? stack1 : "")
    + "\n\n"
    + ((stack1 = lookupProperty(helpers,"section").call(alias1,lookupProperty(depth0,"config"),"This member.","name","data-dir",{"name":"section","hash":{},"data":data})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"section").call(alias1,lookupProperty(depth0,"config"),"Where it listens, and what it tells the others. etcd takes IP addresses only to listen on.","listen-peer-urls","listen-client-urls","initial-advertise-peer-urls","advertise-client-urls",{"name":"section","hash":{},"data":data})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"section").call(alias1,lookupProperty(depth0,"config"),"The ring of this site. One line without blanks: etcd would take a blank for part of a name.","initial-cluster","initial-cluster-token","initial-cluster-state",{"name":"section","hash":{},"data":data})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"section").call(alias1,lookupProperty(depth0,"config"),"Elections, in milliseconds: the network inside one site.","heartbeat-interval","election-timeout","pre-vote","strict-reconfig-check",{"name":"section","hash":{},"data":data})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"section").call(alias1,lookupProperty(depth0,"config"),"A ring that is not compacted grows until it refuses writes, and Patroni stops.","quota-backend-bytes","auto-compaction-mode","auto-compaction-retention",{"name":"section","hash":{},"data":data})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"section").call(alias1,lookupProperty(depth0,"config"),"Metrics and log.","listen-metrics-urls","logger","log-level","log-outputs",{"name":"section","hash":{},"data":data})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"section").call(alias1,lookupProperty(depth0,"config"),"Patroni talks to etcd through the gRPC gateway.","enable-grpc-gateway",{"name":"section","hash":{},"data":data})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"section").call(alias1,lookupProperty(depth0,"config"),"TLS, with certificates asked of clients and of the other members.","client-transport-security","peer-transport-security","tls-min-version",{"name":"section","hash":{},"data":data})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"rest").call(alias1,lookupProperty(depth0,"config"),"From overrides.",{"name":"rest","hash":{},"data":data})) != null ? stack1 : "")
    + "\n";
},"useData":true},
  "etcd.service.conf": {"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return ((stack1 = lookupProperty(helpers,"comment").call(alias1,lookupProperty(depth0,"header"),{"name":"comment","hash":{},"data":data})) != null ? stack1 : "")
    + "\n\n[Unit]\nStartLimitIntervalSec=0\n\n[Service]\n# With a configuration file etcd takes no notice of ETCD_ variables, nor of other flags.\nExecStart=\nExecStart=/usr/bin/etcd --config-file "
    + ((stack1 = lookupProperty(helpers,"word").call(alias1,lookupProperty(depth0,"config"),{"name":"word","hash":{},"data":data})) != null ? stack1 : "")
    + "\nRestart=always\nRestartSec=5\n";
},"useData":true},
  "haproxy.cfg": {"0":function(container,depth0,helpers,partials,data) {
    return "\n# Host names are looked up again while HAProxy runs.\nresolvers system\n    parse-resolv-conf\n";
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "\n"
    + ((stack1 = lookupProperty(helpers,"comment").call(alias1,lookupProperty(depth0,"about"),{"name":"comment","hash":{},"data":data})) != null ? stack1 : "")
    + "\nlisten "
    + ((stack1 = lookupProperty(helpers,"word").call(alias1,lookupProperty(depth0,"name"),{"name":"word","hash":{},"data":data})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"lines").call(alias1,lookupProperty(depth0,"settings"),{"name":"lines","hash":{},"data":data})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"servers"),{"name":"each","hash":{},"fn":container.program(2, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "");
},"2":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "    server "
    + ((stack1 = lookupProperty(helpers,"word").call(alias1,lookupProperty(depth0,"name"),{"name":"word","hash":{},"data":data})) != null ? stack1 : "")
    + " "
    + ((stack1 = lookupProperty(helpers,"word").call(alias1,lookupProperty(depth0,"address"),{"name":"word","hash":{},"data":data})) != null ? stack1 : "")
    + " check port "
    + ((stack1 = lookupProperty(helpers,"word").call(alias1,lookupProperty(depth0,"checkPort"),{"name":"word","hash":{},"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"resolved"),{"name":"if","hash":{},"fn":container.program(3, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"backup"),{"name":"if","hash":{},"fn":container.program(4, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\n";
},"3":function(container,depth0,helpers,partials,data) {
    return " resolvers system init-addr last,libc,none";
},"4":function(container,depth0,helpers,partials,data) {
    return " backup";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return ((stack1 = lookupProperty(helpers,"comment").call(alias1,lookupProperty(depth0,"header"),{"name":"comment","hash":{},"data":data})) != null ? stack1 : "")
    + "\n\nglobal\n"
    + ((stack1 = lookupProperty(helpers,"lines").call(alias1,lookupProperty(depth0,"global"),{"name":"lines","hash":{},"data":data})) != null ? stack1 : "")
    + "\n\ndefaults\n"
    + ((stack1 = lookupProperty(helpers,"lines").call(alias1,lookupProperty(depth0,"defaults"),{"name":"lines","hash":{},"data":data})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"resolves"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\n# Statistics page, for this machine only.\nfrontend stats\n"
    + ((stack1 = lookupProperty(helpers,"lines").call(alias1,lookupProperty(depth0,"stats"),{"name":"lines","hash":{},"data":data})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"pools"),{"name":"each","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "");
},"useData":true},
  "patroni.service.conf": {"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return ((stack1 = lookupProperty(helpers,"comment").call(alias1,lookupProperty(depth0,"header"),{"name":"comment","hash":{},"data":data})) != null ? stack1 : "")
    + "\n\n[Unit]\nWants=network-online.target\nAfter=network-online.target etcd.service\n# The package's unit starts only if another file is there.\nConditionPathExists=\nConditionPathExists="
    + ((stack1 = lookupProperty(helpers,"word").call(alias1,lookupProperty(depth0,"config"),{"name":"word","hash":{},"data":data})) != null ? stack1 : "")
    + "\n# The guard asks again until it is answered.\nStartLimitIntervalSec=0\n\n[Service]\n# Passwords: PATRONI_SUPERUSER_PASSWORD and its fellows. Owner root, group postgres, mode 0640.\nEnvironmentFile=/etc/patroni/patroni.env\n# A site that was lost must not come back as a second primary.\nExecStartPre=/bin/sh "
    + ((stack1 = lookupProperty(helpers,"word").call(alias1,lookupProperty(depth0,"guard"),{"name":"word","hash":{},"data":data})) != null ? stack1 : "")
    + "\nExecStart=\nExecStart=/usr/bin/patroni "
    + ((stack1 = lookupProperty(helpers,"word").call(alias1,lookupProperty(depth0,"config"),{"name":"word","hash":{},"data":data})) != null ? stack1 : "")
    + "\nRestart=on-failure\nRestartSec=15\nTimeoutStartSec=120\n";
},"useData":true},
  "patroni.yml": {"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return ((stack1 = lookupProperty(helpers,"comment").call(alias1,lookupProperty(depth0,"header"),{"name":"comment","hash":{},"data":data})) != null ? stack1 : "")
    + "\n\n"
    + ((stack1 = lookupProperty(helpers,"section").call(alias1,lookupProperty(depth0,"config"),"The cluster of this site, and this member of it.","scope","namespace","name",{"name":"section","hash":{},"data":data})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"section").call(alias1,lookupProperty(depth0,"config"),"Patroni's REST API: health for HAProxy, commands from patronictl. The password is in PATRONI_RESTAPI_PASSWORD.","restapi","ctl",{"name":"section","hash":{},"data":data})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"section").call(alias1,lookupProperty(depth0,"config"),"The etcd ring of this site.","etcd3",{"name":"section","hash":{},"data":data})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"section").call(alias1,lookupProperty(depth0,"config"),"Read once, when the cluster is made. After that bootstrap.dcs lives in etcd: change it with patronictl edit-config --apply dcs.yml.","bootstrap",{"name":"section","hash":{},"data":data})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"section").call(alias1,lookupProperty(depth0,"config"),"Passwords are in PATRONI_SUPERUSER_PASSWORD, PATRONI_REPLICATION_PASSWORD and PATRONI_REWIND_PASSWORD: the same at every site.","postgresql",{"name":"section","hash":{},"data":data})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"section").call(alias1,lookupProperty(depth0,"config"),"Resets the node when Patroni hangs while it holds the leader lock.","watchdog",{"name":"section","hash":{},"data":data})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"section").call(alias1,lookupProperty(depth0,"config"),"This member's part in elections and pools.","tags",{"name":"section","hash":{},"data":data})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"rest").call(alias1,lookupProperty(depth0,"config"),"From overrides.",{"name":"rest","hash":{},"data":data})) != null ? stack1 : "")
    + "\n";
},"useData":true},
  "start-guard.sh": {"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "#!/bin/sh\n"
    + ((stack1 = lookupProperty(helpers,"comment").call(alias1,lookupProperty(depth0,"header"),{"name":"comment","hash":{},"data":data})) != null ? stack1 : "")
    + "\n#\n# Asked before Patroni starts on this node (ExecStartPre). A site that was lost and comes back still believes that it is\n# the primary, for its own etcd says so: while another site takes writes, it must not start. Exit status 0 lets Patroni\n# start; 1 refuses, and says why. Overrule it with: touch "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"override"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + "\n\nset -u\n\nCONFIG="
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"config"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + "\nDATA_DIR="
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"dataDir"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + "\nCA="
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"ca"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + "\nOVERRIDE="
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"override"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + "\nGUARD="
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"guard"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + "\n# What this site is by its own file, read when nothing is in etcd yet: primary or standby.\nBOOTSTRAP_ROLE="
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"bootstrapRole"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + "\n# REST APIs of this site's members, and of the members of every other site, as site=url.\nOWN="
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"own"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + "\nOTHERS="
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"others"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + "\n# How the other sites reach this one, and how many they are.\nOWN_HOSTS="
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"ownHosts"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + "\nOTHER_SITES="
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"otherSites"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + "\n\nsay() { echo \"start guard: $*\"; }\n\nrefuse() {\n    say \"Patroni does not start: $*\"\n    say \"see RUNBOOK.md, \\\"A lost site comes back\\\"; to start all the same: touch $OVERRIDE\"\n    exit 1\n}\n\nstart() {\n    say \"Patroni may start: $*\"\n    exit 0\n}\n\n# patronictl waits for ever for an etcd that does not answer.\nown() { timeout 10 patronictl -c \"$CONFIG\" \"$@\" 2>/dev/null; }\n\n# The role that the dynamic configuration on standard input gives a cluster.\nrole_of() {\n    if grep -E '^ *\"?standby_cluster\"?:' | grep -Evq ': *null'; then echo standby; else echo primary; fi\n}\n\n# What this site would be: primary, standby, or new when it has never been started.\nown_role() {\n    if settings=$(own show-config) && [ -n \"$settings\" ] && [ \"$settings\" != \"null\" ] && [ \"$settings\" != \"{}\" ]; then\n        printf '%s\\n' \"$settings\" | role_of\n    elif [ -s \"$DATA_DIR/patroni.dynamic.json\" ]; then\n        # An etcd that was lost or rebuilt: Patroni then takes what it kept beside the data.\n        tr ',' '\\n' < \"$DATA_DIR/patroni.dynamic.json\" | tr '{' '\\n' | role_of\n    elif [ -e \"$DATA_DIR/PG_VERSION\" ]; then\n        echo \"$BOOTSTRAP_ROLE\"\n    elif [ \"$BOOTSTRAP_ROLE\" = standby ]; then\n        echo standby\n    else\n        echo new\n    fi\n}\n\n# GET, for its body or its status.\nget() {\n    if [ -n \"$CA\" ]; then\n        curl --silent --fail --max-time 4 --cacert \"$CA\" \"$@\"\n    else\n        curl --silent --fail --max-time 4 \"$@\"\n    fi\n}\n\n# Whether the settings on standard input follow this site. With one other site there is nobody else to follow; with more,\n# a site may follow one that was promoted and does not answer here.\nfollows_us() {\n    [ \"$OTHER_SITES\" = 1 ] && return 0\n    words=$(tr -c '[:alnum:].:_-' '[\\n*]')\n    for host in $OWN_HOSTS; do\n        printf '%s\\n' \"$words\" | grep -Fxq -- \"$host\" && return 0\n    done\n    return 1\n}\n\n# One member of another site: prints \"primary SITE\", \"follower SITE\" when that site follows this one, \"standby SITE\" when\n# it follows another, or nothing when it does not answer.\nask() {\n    site=${1%%=*}\n    url=${1#*=}\n    if get --output /dev/null \"$url/primary\"; then\n        echo \"primary $site\"\n    elif settings=$(get \"$url/config\"); then\n        role=$(printf '%s\\n' \"$settings\" | tr ',' '\\n' | tr '{' '\\n' | role_of)\n        if [ \"$role\" = standby ] && printf '%s\\n' \"$settings\" | follows_us; then role=follower; fi\n        echo \"$role $site\"\n    fi\n}\n\n# All of them at once.\nask_all() {\n    for other in $OTHERS; do ask \"$other\" & done\n    wait\n}\n\n# Whether a running Patroni of this site says that it holds the lock. Not what etcd says: a ring that comes back still\n# holds the lock of a leader that died with it, for as long as its lease is renewed by the restart.\nhas_leader() {\n    found=$(\n        for member in $OWN; do\n            if get --output /dev/null \"${member#*=}/leader\"; then echo \"$member\"; fi &\n        done\n        wait\n    )\n    [ -n \"$found\" ]\n}\n\n[ -e \"$OVERRIDE\" ] && start \"$OVERRIDE is there\"\n\nrole=$(own_role)\n[ \"$role\" = standby ] && start \"this site is a standby cluster\"\n\nanswers=$(ask_all)\nother=$(printf '%s\\n' \"$answers\" | sed -n 's/^primary //p' | head -n 1)\n[ -n \"$other\" ] && refuse \"$other is the primary, and this site would be a second one\"\nprintf '%s\\n' \"$answers\" | grep -q '^follower ' && start \"another site follows this one\"\n\nhas_leader && start \"this site has a leader, and this node joins it\"\n[ \"$role\" = new ] && start \"this site is new, and no other site answers\"\n[ \"$GUARD\" = lenient ] && start \"no other site answers as primary, and guard is lenient\"\n[ -n \"$answers\" ] && refuse \"the sites that answer follow another one, which does not answer (guard: strict)\"\nrefuse \"no other site answers, so nobody knows whether one of them was promoted (guard: strict)\"\n";
},"useData":true},
  "throw-away-ca.sh": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return "folder "
    + ((stack1 = lookupProperty(helpers,"sh").call(depth0 != null ? depth0 : (container.nullContext || {}),depth0,{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + "\n";
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "certificate "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"folder"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"requestFile"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"cert"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"key"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"owner"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + "\n";
},"2":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "authority "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"folder"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"file"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + "\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "#!/bin/sh\n"
    + ((stack1 = lookupProperty(helpers,"comment").call(alias1,lookupProperty(depth0,"header"),{"name":"comment","hash":{},"data":data})) != null ? stack1 : "")
    + "\n#\n# usage: sh throw-away-ca.sh OUT\n# Makes a CA and every certificate of the estate, for labs and drills: its key lies in OUT, unprotected.\n\nset -eu\numask 077\n\nhere=$(cd \"$(dirname \"$0\")\" && pwd)\nout=${1:?usage: sh throw-away-ca.sh OUT}\nmkdir -p \"$out\"\n\nif [ ! -e \"$out/ca.pem\" ]; then\n    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 825 \\\n        -keyout \"$out/ca-key.pem\" -out \"$out/ca.pem\" -subj "
    + ((stack1 = lookupProperty(helpers,"sh").call(alias1,lookupProperty(depth0,"subject"),{"name":"sh","hash":{},"data":data})) != null ? stack1 : "")
    + " \\\n        -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign' 2>/dev/null\nfi\n\n# certificate NODE_FOLDER REQUEST CERT KEY OWNER\ncertificate() {\n    node=$out/$1 request=$here/$2 cert=$3 key=$4 owner=$5\n    mkdir -p \"$node$(dirname \"$cert\")\" \"$node$(dirname \"$key\")\"\n    openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes \\\n        -keyout \"$node$key\" -out \"$out/request.pem\" -config \"$request\" 2>/dev/null\n    sed -n '/^\\[extensions\\]/,$p' \"$request\" |\n        awk '{ print } /^subjectKeyIdentifier/ { print \"authorityKeyIdentifier = keyid\" }' > \"$out/extensions.cnf\"\n    openssl x509 -req -in \"$out/request.pem\" -CA \"$out/ca.pem\" -CAkey \"$out/ca-key.pem\" -CAcreateserial -days 825 \\\n        -extfile \"$out/extensions.cnf\" -extensions extensions -out \"$node$cert\" 2>/dev/null\n    printf 'chmod 0644 %s\\nchown %s %s\\nchmod 0640 %s\\n' \"$cert\" \"$owner\" \"$key\" \"$key\" >> \"$node/owners.sh\"\n    rm -f \"$out/request.pem\" \"$out/extensions.cnf\"\n}\n\n# authority NODE_FOLDER FILE\nauthority() {\n    mkdir -p \"$out/$1$(dirname \"$2\")\"\n    cp \"$out/ca.pem\" \"$out/$1$2\"\n    printf 'chmod 0644 %s\\n' \"$2\" >> \"$out/$1/owners.sh\"\n}\n\n# folder NODE_FOLDER: starts the node's list of owners anew\nfolder() {\n    mkdir -p \"$out/$1\"\n    printf '#!/bin/sh\\n# Owners and modes, to be run as root on the node.\\nset -eu\\n' > \"$out/$1/owners.sh\"\n}\n\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"folders"),{"name":"each","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"certificates"),{"name":"each","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"authorities"),{"name":"each","hash":{},"fn":container.program(2, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\n# The folders that hold them must be open to their owners; the keys are not.\nfind \"$out\" -mindepth 1 -type d -exec chmod 0755 {} +\n";
},"useData":true},
  "topology.md": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"primary"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " takes writes."
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"flows"),{"name":"each","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\n\n";
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return " "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"to"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " follows "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"from"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " through slot `"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"slot"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "`.";
},"2":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "  subgraph "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"id"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "[\""
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + ": "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"roleName"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"scope"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "\"]\n    direction TB\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"hasProxies"),{"name":"if","hash":{},"fn":container.program(3, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "    "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"id"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "p[(\"PostgreSQL and Patroni"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"members"),{"name":"each","hash":{},"fn":container.program(4, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\")]\n    "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"id"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "e([\"etcd ring"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"ring"),{"name":"each","hash":{},"fn":container.program(4, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\"])\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"hasProxies"),{"name":"if","hash":{},"fn":container.program(5, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "    "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"id"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "p -.-|leader lock| "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"id"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "e\n  end\n";
},"3":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "    "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"id"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "h[\"HAProxy"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"proxies"),{"name":"each","hash":{},"fn":container.program(4, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\"]\n";
},"4":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return "<br/>"
    + ((stack1 = lookupProperty(helpers,"text").call(depth0 != null ? depth0 : (container.nullContext || {}),depth0,{"name":"text","hash":{},"data":data})) != null ? stack1 : "");
},"5":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "    "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"id"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "h -->|clients| "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"id"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "p\n";
},"6":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "  "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"fromId"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " ==>|\"WAL<br/>slot "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"slot"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "\"| "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"toId"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "\n";
},"7":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "  "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"fromId"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " -.->|\"once "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"from"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " is primary<br/>slot "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"slot"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "\"| "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"toId"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "\n";
},"8":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "| "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"site"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " | "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " | "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"address"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " | "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"wan"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " | "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"runs"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " |\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "\u003C!-- "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"header"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + " -->\n\n# Estate "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data})) != null ? stack1 : "")
    + "\n\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"primary"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "```mermaid\nflowchart LR\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"sites"),{"name":"each","hash":{},"fn":container.program(2, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"flows"),{"name":"each","hash":{},"fn":container.program(6, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"reverse"),{"name":"each","hash":{},"fn":container.program(7, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "```\n\n| site | node | address | seen by other sites as | runs |\n|---|---|---|---|---|\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"nodes"),{"name":"each","hash":{},"fn":container.program(8, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "");
},"useData":true},
};
