// Made by scripts/generate.mjs. Do not edit.
const options = {};
export const templates = {
  "RUNBOOK.md": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/applications"),depth0,{"name":"runbook/applications","data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "");
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/promotion"),depth0,{"name":"runbook/promotion","data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/fencing"),depth0,{"name":"runbook/fencing","data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/rewind"),depth0,{"name":"runbook/rewind","data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/failback-by-copy"),depth0,{"name":"runbook/failback-by-copy","data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/swap"),depth0,{"name":"runbook/swap","data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "");
},"2":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/lost-follower"),depth0,{"name":"runbook/lost-follower","data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "");
},"3":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/certificates"),depth0,{"name":"runbook/certificates","data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "");
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "\u003C!-- "
    + ((stack1 = helpers.text(lookupProperty(depth0,"header"),options)) != null ? stack1 : "")
    + " -->\n\n# Runbook of estate "
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + "\n\n"
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/opening"),depth0,{"name":"runbook/opening","data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/before"),depth0,{"name":"runbook/before","data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/bring-up"),depth0,{"name":"runbook/bring-up","data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/verification"),depth0,{"name":"runbook/verification","data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"applications"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"standbys"),{"name":"each","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"standbys"),{"name":"each","hash":{},"fn":container.program(2, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/replacement"),depth0,{"name":"runbook/replacement","data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/copy-anew"),depth0,{"name":"runbook/copy-anew","data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/after"),depth0,{"name":"runbook/after","data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/guard"),depth0,{"name":"runbook/guard","data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"tls"),{"name":"if","hash":{},"fn":container.program(3, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/trouble"),depth0,{"name":"runbook/trouble","data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "");
},"usePartial":true,"useData":true},
  "certificate.cnf": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return ((stack1 = helpers.text(lookupProperty(depth0,"type"),options)) != null ? stack1 : "")
    + "."
    + ((stack1 = helpers.text(lookupProperty(depth0,"number"),options)) != null ? stack1 : "")
    + " = "
    + ((stack1 = helpers.text(lookupProperty(depth0,"value"),options)) != null ? stack1 : "")
    + "\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return ((stack1 = helpers.comment(lookupProperty(depth0,"header"),options)) != null ? stack1 : "")
    + "\n\n[req]\nprompt = no\ndistinguished_name = subject\nreq_extensions = extensions\n\n[subject]\nO = "
    + ((stack1 = helpers.text(lookupProperty(depth0,"organisation"),options)) != null ? stack1 : "")
    + "\nCN = "
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + "\n\n[extensions]\nbasicConstraints = critical,CA:FALSE\nkeyUsage = critical,digitalSignature,keyEncipherment\n# Both: an etcd member and a Patroni node are server and client with one certificate.\nextendedKeyUsage = serverAuth,clientAuth\nsubjectKeyIdentifier = hash\nsubjectAltName = @names\n\n[names]\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"names"),{"name":"each","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "");
},"useData":true},
  "certificates.md": {"0":function(container,depth0,helpers,partials,data,blockParams,depths) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "| "
    + ((stack1 = helpers.text(lookupProperty(depth0,"folder"),options)) != null ? stack1 : "")
    + " | O = "
    + ((stack1 = helpers.text(lookupProperty(depths[1],"name"),options)) != null ? stack1 : "")
    + ", CN = "
    + ((stack1 = helpers.text(lookupProperty(depth0,"node"),options)) != null ? stack1 : "")
    + " | "
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"names"),{"name":"each","hash":{},"fn":container.program(1, data, 0, blockParams, depths),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + " |\n";
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(data,"index"),{"name":"if","hash":{},"fn":container.program(2, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ((stack1 = helpers.text(lookupProperty(depth0,"type"),options)) != null ? stack1 : "")
    + ":"
    + ((stack1 = helpers.text(lookupProperty(depth0,"value"),options)) != null ? stack1 : "");
},"2":function(container,depth0,helpers,partials,data) {
    return ", ";
},"3":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "node="
    + ((stack1 = helpers.sh(lookupProperty(depth0,"folder"),options)) != null ? stack1 : "")
    + " request="
    + ((stack1 = helpers.sh(lookupProperty(depth0,"request"),options)) != null ? stack1 : "")
    + "\ncert="
    + ((stack1 = helpers.sh(lookupProperty(depth0,"cert"),options)) != null ? stack1 : "")
    + " key="
    + ((stack1 = helpers.sh(lookupProperty(depth0,"key"),options)) != null ? stack1 : "")
    + "\n";
},"4":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "| "
    + ((stack1 = helpers.text(lookupProperty(depth0,"node"),options)) != null ? stack1 : "")
    + " | "
    + ((stack1 = helpers.text(lookupProperty(depth0,"purpose"),options)) != null ? stack1 : "")
    + " | `"
    + ((stack1 = helpers.text(lookupProperty(depth0,"request"),options)) != null ? stack1 : "")
    + "` | `"
    + ((stack1 = helpers.text(lookupProperty(depth0,"cert"),options)) != null ? stack1 : "")
    + "` | `"
    + ((stack1 = helpers.text(lookupProperty(depth0,"key"),options)) != null ? stack1 : "")
    + "` | "
    + ((stack1 = helpers.text(lookupProperty(depth0,"owner"),options)) != null ? stack1 : "")
    + " |\n";
},"5":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "| "
    + ((stack1 = helpers.text(lookupProperty(depth0,"folder"),options)) != null ? stack1 : "")
    + " | `"
    + ((stack1 = helpers.text(lookupProperty(depth0,"file"),options)) != null ? stack1 : "")
    + "` |\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data,blockParams,depths) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "\u003C!-- "
    + ((stack1 = helpers.text(lookupProperty(depth0,"header"),options)) != null ? stack1 : "")
    + " -->\n\n# Certificates of estate "
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + "\n\nOne certificate per node and purpose, from any CA. The openssl request files below have in them what other tools have to be\ntold:\n\n- Subject and names are those of the node. The names hold every address that it is reached by, and `localhost`, because Patroni connects to\n  its own PostgreSQL with `sslmode=verify-full`.\n- Key usages are `digitalSignature, keyEncipherment`, and `serverAuth, clientAuth`: an etcd member and a Patroni node are server and client\n  with one certificate. `basicConstraints = CA:FALSE`.\n- Recent Python and OpenSSL are strict: certificates need authority and subject key identifiers, and the CA needs\n  `keyUsage = critical,keyCertSign,cRLSign`.\n\n| node | subject | subject alternative names |\n|---|---|---|\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"nodes"),{"name":"each","hash":{},"fn":container.program(0, data, 0, blockParams, depths),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\nAll commands run in the folder that holds this file, on the operator's machine. They lay keys and certificates out below\none folder, `$certificates/SITE/NODE/`, as they lie below `/` on the node; RUNBOOK.md says how they get there.\n\n```sh\ncertificates=$HOME/certificates   # outside of any repository: keys lie in there\n```\n\n**For a lab or a drill** one command makes a CA and all certificates; run again, it makes new certificates of the same CA:\n\n```sh\nsh certificates/throw-away-ca.sh \"$certificates\"\n```\n\n**With a CA of your own**, line by line of the table. Set these five to what the line says:\n\n```sh\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"examples"),{"name":"each","hash":{},"fn":container.program(3, data, 0, blockParams, depths),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "```\n\nA key, and a request that goes to the CA:\n\n```sh\n(set -eu; umask 077\nmkdir -p \"$certificates/$node$(dirname \"$key\")\" \"$certificates/$node$(dirname \"$cert\")\"\nopenssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc \\\n  -keyout \"$certificates/$node$key\" -out request.pem -config \"$request\"\n)\n```\n\nThe CA has to copy the request's extensions. `openssl x509` (3.0 or newer) does with this option; `openssl ca` has no such option, and does with\n`copy_extensions = copy` in the section of its configuration that names the CA:\n\n```sh\nopenssl x509 -req -in request.pem -CA ca.pem -CAkey ca-key.pem -days 397 -copy_extensions copy -out \"$certificates/$node$cert\"\nopenssl x509 -in \"$certificates/$node$cert\" -noout -ext subjectAltName,keyUsage,extendedKeyUsage,authorityKeyIdentifier\n```\n\nThe CA's own certificate goes beside them, to the paths of the second table. At last, folders that their owners may open:\n\n```sh\nfind \"$certificates\" -mindepth 1 -type d -exec chmod 0755 {} +\n```\n\nOn the node `certificates/SITE/NODE/owners.sh`, run as root, gives the files these owners and modes:\n\n| node | purpose | request | certificate, root, 0644 | key | owner of the key, 0640 |\n|---|---|---|---|---|---|\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"certificates"),{"name":"each","hash":{},"fn":container.program(4, data, 0, blockParams, depths),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\nThe CA's certificate goes to these files, owner root, mode 0644:\n\n| node | file |\n|---|---|\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"authorities"),{"name":"each","hash":{},"fn":container.program(5, data, 0, blockParams, depths),"inverse":container.noop,"data":data})) != null ? stack1 : "");
},"useData":true,"useDepths":true},
  "dcs.yml": {"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return ((stack1 = helpers.comment(lookupProperty(depth0,"header"),options)) != null ? stack1 : "")
    + "\n\n"
    + ((stack1 = helpers.block(lookupProperty(depth0,"config"),options)) != null ? stack1 : "")
    + "\n";
},"useData":true},
  "etcd.conf.yml": {"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return ((stack1 = helpers.comment(lookupProperty(depth0,"header"),options)) != null ? stack1 : "")
    + "\n\n"
    + ((stack1 = helpers.section(lookupProperty(depth0,"config"),"This member.","name","data-dir",options)) != null ? stack1 : "")
    + "\n"
    + ((stack1 = helpers.section(lookupProperty(depth0,"config"),"Where it listens, and what it tells the others. etcd takes IP addresses only to listen on.","listen-peer-urls","listen-client-urls","initial-advertise-peer-urls","advertise-client-urls",options)) != null ? stack1 : "")
    + "\n"
    + ((stack1 = helpers.section(lookupProperty(depth0,"config"),"The ring of this site. One line without blanks: etcd would take a blank for part of a name.","initial-cluster","initial-cluster-token","initial-cluster-state",options)) != null ? stack1 : "")
    + "\n"
    + ((stack1 = helpers.section(lookupProperty(depth0,"config"),"Elections, in milliseconds: the network inside one site.","heartbeat-interval","election-timeout","pre-vote","strict-reconfig-check",options)) != null ? stack1 : "")
    + "\n"
    + ((stack1 = helpers.section(lookupProperty(depth0,"config"),"A ring that is not compacted grows until it refuses writes, and Patroni stops.","quota-backend-bytes","auto-compaction-mode","auto-compaction-retention",options)) != null ? stack1 : "")
    + "\n"
    + ((stack1 = helpers.section(lookupProperty(depth0,"config"),"Metrics and log.","listen-metrics-urls","logger","log-level","log-outputs",options)) != null ? stack1 : "")
    + "\n"
    + ((stack1 = helpers.section(lookupProperty(depth0,"config"),"Patroni talks to etcd through the gRPC gateway.","enable-grpc-gateway",options)) != null ? stack1 : "")
    + "\n"
    + ((stack1 = helpers.section(lookupProperty(depth0,"config"),"TLS, with certificates asked of clients and of the other members.","client-transport-security","peer-transport-security","tls-min-version",options)) != null ? stack1 : "")
    + "\n"
    + ((stack1 = helpers.rest(lookupProperty(depth0,"config"),"From overrides.",options)) != null ? stack1 : "")
    + "\n";
},"useData":true},
  "etcd.service.conf": {"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return ((stack1 = helpers.comment(lookupProperty(depth0,"header"),options)) != null ? stack1 : "")
    + "\n\n[Unit]\nStartLimitIntervalSec=0\n\n[Service]\n# With a configuration file etcd takes no notice of ETCD_ variables, nor of other flags.\nExecStart=\nExecStart=/usr/bin/etcd --config-file "
    + ((stack1 = helpers.word(lookupProperty(depth0,"config"),options)) != null ? stack1 : "")
    + "\nRestart=always\nRestartSec=5\n";
},"useData":true},
  "haproxy.cfg": {"0":function(container,depth0,helpers,partials,data) {
    return "\n# Host names are looked up again while HAProxy runs.\nresolvers system\n    parse-resolv-conf\n";
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "\n"
    + ((stack1 = helpers.comment(lookupProperty(depth0,"about"),options)) != null ? stack1 : "")
    + "\nlisten "
    + ((stack1 = helpers.word(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + "\n"
    + ((stack1 = helpers.lines(lookupProperty(depth0,"settings"),options)) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"servers"),{"name":"each","hash":{},"fn":container.program(2, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "");
},"2":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "    server "
    + ((stack1 = helpers.word(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + " "
    + ((stack1 = helpers.word(lookupProperty(depth0,"address"),options)) != null ? stack1 : "")
    + " check port "
    + ((stack1 = helpers.word(lookupProperty(depth0,"checkPort"),options)) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"resolved"),{"name":"if","hash":{},"fn":container.program(3, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"backup"),{"name":"if","hash":{},"fn":container.program(4, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\n";
},"3":function(container,depth0,helpers,partials,data) {
    return " resolvers system init-addr last,libc,none";
},"4":function(container,depth0,helpers,partials,data) {
    return " backup";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return ((stack1 = helpers.comment(lookupProperty(depth0,"header"),options)) != null ? stack1 : "")
    + "\n\nglobal\n"
    + ((stack1 = helpers.lines(lookupProperty(depth0,"global"),options)) != null ? stack1 : "")
    + "\n\ndefaults\n"
    + ((stack1 = helpers.lines(lookupProperty(depth0,"defaults"),options)) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"resolves"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\n# Statistics page, for this machine only.\nfrontend stats\n"
    + ((stack1 = helpers.lines(lookupProperty(depth0,"stats"),options)) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"pools"),{"name":"each","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "");
},"useData":true},
  "owners.sh": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "chown "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"owner"),options)) != null ? stack1 : "")
    + " "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"key"),options)) != null ? stack1 : "")
    + "\nchmod 0640 "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"key"),options)) != null ? stack1 : "")
    + "\n";
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "chown root:root "
    + ((stack1 = helpers.sh(depth0,options)) != null ? stack1 : "")
    + "\nchmod 0644 "
    + ((stack1 = helpers.sh(depth0,options)) != null ? stack1 : "")
    + "\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "#!/bin/sh\n"
    + ((stack1 = helpers.comment(lookupProperty(depth0,"header"),options)) != null ? stack1 : "")
    + "\n#\n# Run on the node, as root.\n\nset -eu\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"keys"),{"name":"each","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"open"),{"name":"each","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "");
},"useData":true},
  "patroni.service.conf": {"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return ((stack1 = helpers.comment(lookupProperty(depth0,"header"),options)) != null ? stack1 : "")
    + "\n\n[Unit]\nWants=network-online.target\nAfter=network-online.target etcd.service\n# The package's unit starts only if another file is there.\nConditionPathExists=\nConditionPathExists="
    + ((stack1 = helpers.word(lookupProperty(depth0,"config"),options)) != null ? stack1 : "")
    + "\n# The guard asks again until it is answered.\nStartLimitIntervalSec=0\n\n[Service]\n# Passwords: PATRONI_SUPERUSER_PASSWORD and its fellows. Owner root, group postgres, mode 0640.\nEnvironmentFile=/etc/patroni/patroni.env\n# A site that was lost must not come back as a second primary.\nExecStartPre=/bin/sh "
    + ((stack1 = helpers.word(lookupProperty(depth0,"guard"),options)) != null ? stack1 : "")
    + "\nExecStart=\nExecStart=/usr/bin/patroni "
    + ((stack1 = helpers.word(lookupProperty(depth0,"config"),options)) != null ? stack1 : "")
    + "\nRestart=on-failure\nRestartSec=15\nTimeoutStartSec=120\n";
},"useData":true},
  "patroni.yml": {"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return ((stack1 = helpers.comment(lookupProperty(depth0,"header"),options)) != null ? stack1 : "")
    + "\n\n"
    + ((stack1 = helpers.section(lookupProperty(depth0,"config"),"The cluster of this site, and this member of it.","scope","namespace","name",options)) != null ? stack1 : "")
    + "\n"
    + ((stack1 = helpers.section(lookupProperty(depth0,"config"),"Patroni's REST API: health for HAProxy, commands from patronictl. The password is in PATRONI_RESTAPI_PASSWORD.","restapi","ctl",options)) != null ? stack1 : "")
    + "\n"
    + ((stack1 = helpers.section(lookupProperty(depth0,"config"),"The etcd ring of this site.","etcd3",options)) != null ? stack1 : "")
    + "\n"
    + ((stack1 = helpers.section(lookupProperty(depth0,"config"),"Read once, when the cluster is made. After that bootstrap.dcs lives in etcd: change it with patronictl edit-config --apply dcs.yml.","bootstrap",options)) != null ? stack1 : "")
    + "\n"
    + ((stack1 = helpers.section(lookupProperty(depth0,"config"),"Passwords are in PATRONI_SUPERUSER_PASSWORD, PATRONI_REPLICATION_PASSWORD and PATRONI_REWIND_PASSWORD: the same at every site.","postgresql",options)) != null ? stack1 : "")
    + "\n"
    + ((stack1 = helpers.section(lookupProperty(depth0,"config"),"Resets the node when Patroni hangs while it holds the leader lock.","watchdog",options)) != null ? stack1 : "")
    + "\n"
    + ((stack1 = helpers.section(lookupProperty(depth0,"config"),"This member's part in elections and pools.","tags",options)) != null ? stack1 : "")
    + "\n"
    + ((stack1 = helpers.rest(lookupProperty(depth0,"config"),"From overrides.",options)) != null ? stack1 : "")
    + "\n";
},"useData":true},
  "runbook/after": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(data,"index"),{"name":"if","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "");
},"1":function(container,depth0,helpers,partials,data) {
    return "   # or ";
},"2":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return "deploy "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + "\n";
},"3":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "ssh root@"
    + ((stack1 = helpers.sh(lookupProperty(depth0,"first"),options)) != null ? stack1 : "")
    + " \"su - postgres -c 'set -a; . /etc/patroni/patroni.env; patronictl -c "
    + ((stack1 = helpers.text(lookupProperty(depth0,"config"),options)) != null ? stack1 : "")
    + " edit-config --force --apply -'\" < \"$build\"/"
    + ((stack1 = helpers.sh(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + "/dcs.yml\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "## "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"after"),options)) != null ? stack1 : "")
    + ". After any change of role\n\nOne word of the topology changes: `primary:`. Compile, look at the diff, deploy: `bootstrap.dcs` of the members, `dcs.yml` and this runbook\nthen say what is. The running clusters need neither: their configuration is in etcd.\n\n```sh\n(set -eu\nnew="
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"standbys"),{"name":"each","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\nsed -i \"s/^primary: .*/primary: $new/\" \"$topology\"\npgdr-compile \"$topology\" --out \"$build\"\ngit diff --stat \"$build\"\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"sites"),{"name":"each","hash":{},"fn":container.program(2, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ")\n```\n\nA site's `dcs.yml` is applied from here, when another of its settings has changed; only after the above, for an old one may change a role back:\n\n```sh\n(set -eu\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"sites"),{"name":"each","hash":{},"fn":container.program(3, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ")\n```\n\n";
},"useData":true},
  "runbook/applications": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "```sh id=application."
    + ((stack1 = helpers.text(lookupProperty(depth0,"number"),options)) != null ? stack1 : "")
    + " on="
    + ((stack1 = helpers.text(lookupProperty(depth0,"site"),options)) != null ? stack1 : "")
    + ":leader as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\nexport PGPASSWORD=\"$PATRONI_SUPERUSER_PASSWORD\"\n"
    + ((stack1 = helpers.words(lookupProperty(depth0,"psql"),options)) != null ? stack1 : "")
    + " -v ON_ERROR_STOP=1 -v role="
    + ((stack1 = helpers.sh(lookupProperty(depth0,"user"),options)) != null ? stack1 : "")
    + " -v database="
    + ((stack1 = helpers.sh(lookupProperty(depth0,"database"),options)) != null ? stack1 : "")
    + " << 'SQL'\nSELECT format('CREATE ROLE %I LOGIN', :'role') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'role') \\gexec\nSELECT format('CREATE DATABASE %I OWNER %I', :'database', :'role') WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \\gexec\nSQL\n)\n```\n\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "## "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"applications"),options)) != null ? stack1 : "")
    + ". Roles and databases of applications\n\nThey are made at the primary site alone, and reach the others with the WAL. The topology's `clients` let them in:\n\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"applications"),{"name":"each","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "A role has no password yet, and cannot log in. Give it one in `psql` on the leader, as postgres, with `\\password ROLE`.\nIt is sent as a hash, so that it stands in no log.\n\n";
},"useData":true},
  "runbook/ask-primary": {"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "answers=$(\n  for url in "
    + ((stack1 = helpers.words(lookupProperty(depth0,"urls"),options)) != null ? stack1 : "")
    + "; do\n    {\n      code=$(curl --silent --show-error --output /dev/null --write-out '%{http_code}' --max-time 5 "
    + ((stack1 = helpers.words(lookupProperty(depth0,"ca"),options)) != null ? stack1 : "")
    + " \"$url/primary\") && status=0 || status=$?\n      case $status:$code in\n        0:200) echo \"yes, this is the primary: $url\" ;;\n        0:503) echo \"no, it answers that it is not the primary: $url\" ;;\n        7:*|28:*) echo \"no, refused or no answer in 5 s: $url\" ;;\n        *) echo \"cannot tell (curl $status, HTTP $code): $url\" ;;\n      esac\n    } &\n  done\n  wait\n)\necho \"$answers\"\n";
},"useData":true},
  "runbook/before": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return "deploy "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + "\n";
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return "**Certificates.** Make them into `$certificates` as `certificates.md` says, and put them on the nodes:\n\n"
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/deploy-certificates"),depth0,{"name":"runbook/deploy-certificates","data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + "\n";
},"2":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "```sh id=prepare."
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + " on="
    + ((stack1 = helpers.text(lookupProperty(depth0,"memberList"),options)) != null ? stack1 : "")
    + " as=root\n(set -eu\nfor program in patroni patronictl curl openssl "
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/bin-dir"),depth0,{"name":"runbook/bin-dir","hash":{"of":depth0},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + "/pg_rewind psql; do\n  command -v \"$program\" > /dev/null || { echo \"not installed: $program\"; exit 1; }\ndone\n[ -s /etc/patroni/patroni.env ] || { echo \"no passwords: /etc/patroni/patroni.env\"; exit 1; }\ndata_dir="
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/data-dir"),depth0,{"name":"runbook/data-dir","hash":{"of":depth0},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + "\n[ -z \"$(ls -A \"$data_dir\" 2> /dev/null)\" ] || { echo \"the data directory is not empty: $data_dir\"; exit 1; }\nsystemctl disable --now postgresql 2> /dev/null || true\ninstall -d -o postgres -g postgres -m 0700 \"$data_dir\"\n)\n```\n\n```sh id=prepare."
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + ".etcd on="
    + ((stack1 = helpers.text(lookupProperty(depth0,"ringList"),options)) != null ? stack1 : "")
    + " as=root\n(set -eu\nfor program in etcd etcdctl; do\n  command -v \"$program\" > /dev/null || { echo \"not installed: $program\"; exit 1; }\ndone\ndata_dir="
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/etcd-dir"),depth0,{"name":"runbook/etcd-dir","hash":{"of":depth0},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + "\n[ -z \"$(ls -A \"$data_dir\" 2> /dev/null)\" ] || { echo \"the data directory is not empty: $data_dir\"; exit 1; }\nsystemctl disable --now etcd 2> /dev/null || true\ninstall -d -o etcd -g etcd -m 0700 \"$data_dir\"\n)\n```\n\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "## "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"before"),options)) != null ? stack1 : "")
    + ". Before the first start\n\n**Software.** On every node what it runs: Patroni with its etcd client, curl and openssl; PostgreSQL; etcd with etcdctl; HAProxy. Debian's\npackages are `patroni`, `python3-etcd`, `curl`, `openssl`, `postgresql-"
    + ((stack1 = helpers.text(lookupProperty(depth0,"postgresql"),options)) != null ? stack1 : "")
    + "`, `etcd-server`, `etcd-client`, `haproxy`, and `rsync` for the files. Debian 13 and\nlater have no `python3-etcd`, and their Patroni cannot speak to etcd until it gets one from elsewhere.\n\n**Files.** Put each node's files on it:\n\n```sh\n(set -eu\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"sites"),{"name":"each","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ")\n```\n\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"tls"),{"name":"if","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "**Passwords.** On every node that runs PostgreSQL, write `/etc/patroni/patroni.env` (owner root, group postgres, mode 0640).\nThe passwords are the same on every node of **every site**: a standby site is a copy of the primary, roles and all. Both\nsystemd and a shell read the file, and single quotes mean the same to both: a password may hold anything but `'` and `\\`.\n\n```sh\nPATRONI_SUPERUSER_PASSWORD='…'\nPATRONI_REPLICATION_PASSWORD='…'\nPATRONI_REWIND_PASSWORD='…'\nPATRONI_RESTAPI_PASSWORD='…'\n```\n\n**Nothing of the distribution's own.** Debian's packages make a PostgreSQL cluster in the very directory that Patroni wants to fill, and start\netcd with a configuration of theirs. These blocks say what is missing or in the way, keep both from running, and make the directories. If a\ndata directory is not empty and nobody needs what is in it: `pg_dropcluster --stop "
    + ((stack1 = helpers.text(lookupProperty(depth0,"postgresql"),options)) != null ? stack1 : "")
    + " main`, or empty it.\n\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"sites"),{"name":"each","hash":{},"fn":container.program(2, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "");
},"usePartial":true,"useData":true},
  "runbook/bin-dir": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return ((stack1 = helpers.sh(lookupProperty(lookupProperty(depth0,"of"),"binDir"),options)) != null ? stack1 : "");
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return "\"$(sed -n 's/^  bin_dir: //p' "
    + ((stack1 = helpers.sh(lookupProperty(lookupProperty(depth0,"of"),"config"),options)) != null ? stack1 : "")
    + ")\"";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return ((stack1 = lookupProperty(helpers,"if").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(lookupProperty(depth0,"of"),"binDir"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.program(1, data, 0),"data":data})) != null ? stack1 : "");
},"useData":true},
  "runbook/bring-up": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "### "
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + "\n\n```sh id=bring-up."
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + ".etcd on="
    + ((stack1 = helpers.text(lookupProperty(depth0,"ringList"),options)) != null ? stack1 : "")
    + " as=root\n(set -eu\nsystemctl daemon-reload\nsystemctl enable --now etcd\n)\n```\n\n```sh id=bring-up."
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + ".quorum on="
    + ((stack1 = helpers.text(lookupProperty(depth0,"ringFirst"),options)) != null ? stack1 : "")
    + " as=root\n(set -eu\nmet() { "
    + ((stack1 = helpers.words(lookupProperty(depth0,"etcdctl"),options)) != null ? stack1 : "")
    + " endpoint health --cluster; }\n"
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/until"),depth0,{"name":"runbook/until","hash":{"what":"every member of the ring is healthy","seconds":"120"},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ")\n```\n\n```sh id=bring-up."
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + ".first on="
    + ((stack1 = helpers.text(lookupProperty(depth0,"first"),options)) != null ? stack1 : "")
    + " as=root\n(set -eu\nsystemctl daemon-reload\nsystemctl enable --now patroni\n"
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/until-answers"),depth0,{"name":"runbook/until-answers","hash":{"what":"a member answers as leader: see journalctl -u patroni","seconds":"600","path":"/leader","of":depth0},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ")\n```\n\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"others"),{"name":"if","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "```sh id=bring-up."
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + ".members on="
    + ((stack1 = helpers.text(lookupProperty(depth0,"first"),options)) != null ? stack1 : "")
    + " as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\n"
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/until-all"),depth0,{"name":"runbook/until-all","hash":{"seconds":"600","role":lookupProperty(depth0,"leaderRole"),"of":depth0},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ")\n```\n\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"proxyList"),{"name":"if","hash":{},"fn":container.program(2, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "");
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "```sh id=bring-up."
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + ".rest on="
    + ((stack1 = helpers.text(lookupProperty(depth0,"others"),options)) != null ? stack1 : "")
    + " as=root\n(set -eu\nsystemctl daemon-reload\nsystemctl enable --now patroni\n)\n```\n\n";
},"2":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "```sh id=bring-up."
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + ".haproxy on="
    + ((stack1 = helpers.text(lookupProperty(depth0,"proxyList"),options)) != null ? stack1 : "")
    + " as=root\n(set -eu\nsystemctl enable --now haproxy\nsystemctl reload haproxy\n)\n```\n\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "## "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"bringUp"),options)) != null ? stack1 : "")
    + ". Bring-up\n\nThe primary site first. etcd starts on all nodes of a ring at the same time: one alone waits for the others.\n\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"sites"),{"name":"each","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "");
},"usePartial":true,"useData":true},
  "runbook/certificates": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "```sh id=renew-"
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + ".reload on="
    + ((stack1 = helpers.text(lookupProperty(depth0,"memberList"),options)) != null ? stack1 : "")
    + " as=root\n(set -eu\nsystemctl reload patroni\n)\n```\n\nWhat the node serves now, and until when:\n\n```sh id=renew-"
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + ".served on="
    + ((stack1 = helpers.text(lookupProperty(depth0,"memberList"),options)) != null ? stack1 : "")
    + " as=root\n(set -eu\ndates() { openssl s_client \"$@\" < /dev/null 2> /dev/null | openssl x509 -noout -serial -startdate -enddate; }\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"restTls"),{"name":"if","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"postgresTls"),{"name":"if","hash":{},"fn":container.program(4, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ")\n```\n\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"etcdTls"),{"name":"if","hash":{},"fn":container.program(5, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "");
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return "echo REST API; dates -connect localhost:"
    + ((stack1 = lookupProperty(helpers,"if").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"restPort"),{"name":"if","hash":{},"fn":container.program(2, data, 0),"inverse":container.program(3, data, 0),"data":data})) != null ? stack1 : "")
    + "\n";
},"2":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return ((stack1 = helpers.text(lookupProperty(depth0,"restPort"),options)) != null ? stack1 : "");
},"3":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return "\"$(sed -n '/^restapi:/,/^[^ ]/s/^  connect_address: .*:\\([0-9]*\\)\"\\{0,1\\}$/\\1/p' "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"config"),options)) != null ? stack1 : "")
    + ")\"";
},"4":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return "echo PostgreSQL; dates -starttls postgres -connect localhost:"
    + ((stack1 = helpers.text(lookupProperty(depth0,"port"),options)) != null ? stack1 : "")
    + "\n";
},"5":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "```sh id=renew-"
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + ".served-by-etcd on="
    + ((stack1 = helpers.text(lookupProperty(depth0,"ringList"),options)) != null ? stack1 : "")
    + " as=root\n(set -eu\nopenssl s_client -connect localhost:"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"etcdPort"),{"name":"if","hash":{},"fn":container.program(6, data, 0),"inverse":container.program(7, data, 0),"data":data})) != null ? stack1 : "")
    + " < /dev/null 2> /dev/null | openssl x509 -noout -serial -startdate -enddate\n)\n```\n\n";
},"6":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return ((stack1 = helpers.text(lookupProperty(depth0,"etcdPort"),options)) != null ? stack1 : "");
},"7":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return "\"$(sed -n 's/^advertise-client-urls: .*:\\([0-9]*\\)\"\\{0,1\\}$/\\1/p' "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"etcdConfig"),options)) != null ? stack1 : "")
    + ")\"";
},"8":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "for node in "
    + ((stack1 = helpers.words(lookupProperty(depth0,"ringNames"),options)) != null ? stack1 : "")
    + "; do\n  ssh \"root@$node\" systemctl restart etcd\n  block bring-up."
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + ".quorum | ssh root@"
    + ((stack1 = helpers.sh(lookupProperty(depth0,"ringFirst"),options)) != null ? stack1 : "")
    + " sh\ndone\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"proxyList"),{"name":"if","hash":{},"fn":container.program(9, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "");
},"9":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return "for node in "
    + ((stack1 = helpers.words(lookupProperty(depth0,"proxyNames"),options)) != null ? stack1 : "")
    + "; do ssh \"root@$node\" systemctl reload haproxy; done\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "## "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"certificates"),options)) != null ? stack1 : "")
    + ". Renewal of certificates\n\nMake new ones as `certificates.md` says, from the same CA, and put them on the nodes:\n\n"
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/deploy-certificates"),depth0,{"name":"runbook/deploy-certificates","data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + "\n| who | takes a new certificate and key | takes a new CA file |\n|---|---|---|\n| etcd | at the next connection, without a command | after a restart |\n| PostgreSQL | when Patroni is reloaded | when Patroni is reloaded |\n| Patroni's REST API | when Patroni is reloaded | when Patroni is reloaded |\n| HAProxy | has none | when it is reloaded |\n\nSo nothing stops:\n\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"sites"),{"name":"each","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "**Another CA** takes three rounds, each over all sites before the next: the CA files with both CAs in them, old and new; then\ncertificates of the new CA; then the CA files with the new one alone. In the first and the last, restart etcd **one\nnode after the other** and wait for the quorum each time, reload Patroni and reload HAProxy:\n\n```sh\n(set -eu\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"sites"),{"name":"each","hash":{},"fn":container.program(8, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ")\n```\n\n";
},"usePartial":true,"useData":true},
  "runbook/copy-anew": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "### "
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + "\n\nPatroni stopped everywhere at "
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + ", its keys removed from etcd, the data directories emptied:\n\n```sh id=reclone-"
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + ".stop on="
    + ((stack1 = helpers.text(lookupProperty(depth0,"memberList"),options)) != null ? stack1 : "")
    + " as=root\n(set -eu\nsystemctl disable --now patroni\nrm -f "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"override"),options)) != null ? stack1 : "")
    + "\n)\n```\n\n```sh id=reclone-"
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + ".etcd on="
    + ((stack1 = helpers.text(lookupProperty(depth0,"ringList"),options)) != null ? stack1 : "")
    + " as=root\n(set -eu\nsystemctl start etcd\n)\n```\n\nThe lock of a leader that died stays for the `ttl`, and as long `patronictl remove` asks for its name too, and ends; the block tries again:\n\n```sh id=reclone-"
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + ".remove on="
    + ((stack1 = helpers.text(lookupProperty(depth0,"first"),options)) != null ? stack1 : "")
    + " as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\nmet() { printf '%s\\nYes I am aware\\n' "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"scope"),options)) != null ? stack1 : "")
    + " | timeout 60 patronictl -c "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"config"),options)) != null ? stack1 : "")
    + " remove "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"scope"),options)) != null ? stack1 : "")
    + "; }\n"
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/until"),depth0,{"name":"runbook/until","hash":{"what":"the keys are removed, which they cannot be while Patroni runs on a member","seconds":"180"},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ")\n```\n\n```sh id=reclone-"
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + ".wipe on="
    + ((stack1 = helpers.text(lookupProperty(depth0,"memberList"),options)) != null ? stack1 : "")
    + " as=postgres\n(set -eu\ncd /\ndata_dir="
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/data-dir"),depth0,{"name":"runbook/data-dir","hash":{"of":depth0},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + "\nif "
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/bin-dir"),depth0,{"name":"runbook/bin-dir","hash":{"of":depth0},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + "/pg_ctl status -D \"$data_dir\" > /dev/null 2>&1; then echo \"PostgreSQL runs here: nothing was removed\"; exit 1; fi\nfind \"$data_dir\" -mindepth 1 -delete\n)\n```\n\nTablespaces, and WAL that a link leads to outside of the data directory, are not emptied by this block: do it by hand, or the copy stops at them.\n\nA copy is made from whichever member of the other site answers first, leader or not, and begins with a checkpoint there, which is spread over\nminutes. One at once makes that short:\n\n```sh id=reclone-"
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + ".checkpoint on="
    + ((stack1 = helpers.text(lookupProperty(depth0,"fromMembers"),options)) != null ? stack1 : "")
    + " as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\nexport PGPASSWORD=\"$PATRONI_SUPERUSER_PASSWORD\"\n"
    + ((stack1 = helpers.words(lookupProperty(depth0,"fromPsql"),options)) != null ? stack1 : "")
    + " -c CHECKPOINT\n)\n```\n\nOne member first, which copies the other site over the link, then the others, which copy that one:\n\n```sh id=reclone-"
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + ".first on="
    + ((stack1 = helpers.text(lookupProperty(depth0,"first"),options)) != null ? stack1 : "")
    + " as=root\n(set -eu\nsystemctl daemon-reload\nsystemctl enable --now patroni\n"
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/until-answers"),depth0,{"name":"runbook/until-answers","hash":{"what":"a member answers as standby leader: see journalctl -u patroni","seconds":"86400","path":"/standby-leader","of":depth0},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ")\n```\n\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"others"),{"name":"if","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "```sh id=reclone-"
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + ".wait on="
    + ((stack1 = helpers.text(lookupProperty(depth0,"first"),options)) != null ? stack1 : "")
    + " as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\n"
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/until-all"),depth0,{"name":"runbook/until-all","hash":{"seconds":"86400","role":"Standby Leader","of":depth0},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ")\n```\n\n";
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "```sh id=reclone-"
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + ".rest on="
    + ((stack1 = helpers.text(lookupProperty(depth0,"others"),options)) != null ? stack1 : "")
    + " as=root\n(set -eu\nsystemctl daemon-reload\nsystemctl enable --now patroni\n)\n```\n\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "## "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"reclone"),options)) != null ? stack1 : "")
    + ". Copy a site anew\n\nWhat the site has is thrown away. Its slot must be there already: `verify.…slots` on the site that it follows.\n\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"sites"),{"name":"each","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "");
},"usePartial":true,"useData":true},
  "runbook/data-dir": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return ((stack1 = helpers.sh(lookupProperty(lookupProperty(depth0,"of"),"dataDir"),options)) != null ? stack1 : "");
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return "\"$(sed -n 's/^  data_dir: //p' "
    + ((stack1 = helpers.sh(lookupProperty(lookupProperty(depth0,"of"),"config"),options)) != null ? stack1 : "")
    + ")\"";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return ((stack1 = lookupProperty(helpers,"if").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(lookupProperty(depth0,"of"),"dataDir"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.program(1, data, 0),"data":data})) != null ? stack1 : "");
},"useData":true},
  "runbook/deploy-certificates": {"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    return "```sh\n(set -eu\nfor node in \"$certificates\"/*/*/; do\n  name=$(basename \"$node\")\n  tar -C \"$node\" -c . | ssh \"root@$name\" tar -C / -x --no-overwrite-dir --no-same-owner\n  ssh \"root@$name\" sh < \"$build/certificates/$(basename \"$(dirname \"$node\")\")/$name/owners.sh\"\ndone\n)\n```\n";
},"useData":true},
  "runbook/etcd-dir": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return ((stack1 = helpers.sh(lookupProperty(lookupProperty(depth0,"of"),"etcdDir"),options)) != null ? stack1 : "");
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return "\"$(sed -n 's/^data-dir: //p' "
    + ((stack1 = helpers.sh(lookupProperty(lookupProperty(depth0,"of"),"etcdConfig"),options)) != null ? stack1 : "")
    + ")\"";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return ((stack1 = lookupProperty(helpers,"if").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(lookupProperty(depth0,"of"),"etcdDir"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.program(1, data, 0),"data":data})) != null ? stack1 : "");
},"useData":true},
  "runbook/failback-by-copy": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return " ("
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " was promoted)";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "## "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"copy"),options)) != null ? stack1 : "")
    + ". Failback of "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + ", second choice: a new copy"
    + ((stack1 = lookupProperty(helpers,"unless").call(alias1,lookupProperty(depth0,"onlyOne"),{"name":"unless","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\n\nWhen pg_rewind cannot (`could not find previous WAL record`: the WAL since the timelines parted is gone) or must not (the block\n`rewind-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + ((stack1 = helpers.text(lookupProperty(depth0,"behind"),options)) != null ? stack1 : "")
    + ".check`), copy "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " anew. Emptying the data directories is not enough: the keys in etcd would keep every\nmember waiting for a leader.\n\nChange the word `primary:` of the topology to `"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + "`, compile and deploy: the members' files then say that "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " follows. This\nwrites the runbook anew too, with the roles changed; the blocks `reclone-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + ".…` are in both.\n\n```sh\n(set -eu\nsed -i 's/^primary: .*/primary: "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + "/' \"$topology\"\npgdr-compile \"$topology\" --out \"$build\"\ndeploy "
    + ((stack1 = helpers.sh(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + "\n)\n```\n\nThen run the blocks `reclone-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + ".…` of section "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"reclone"),options)) != null ? stack1 : "")
    + ", and go on with section "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"after"),options)) != null ? stack1 : "")
    + ".\n\n";
},"useData":true},
  "runbook/fencing": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return " ("
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " was promoted)";
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return ((stack1 = lookupProperty(helpers,"each").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(lookupProperty(depth0,"p"),"slotsFor"),{"name":"each","hash":{},"fn":container.program(2, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "");
},"2":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return " \\\n  --set slots."
    + ((stack1 = helpers.text(depth0,options)) != null ? stack1 : "")
    + "=null";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "## "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"fence"),options)) != null ? stack1 : "")
    + ". Fence "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " before it returns"
    + ((stack1 = lookupProperty(helpers,"unless").call(alias1,lookupProperty(depth0,"onlyOne"),{"name":"unless","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\n\nA site that comes back is primary by itself: its own etcd still says so, and its HAProxy opens. Two things keep it from\nthat: the **start guard** on each of its nodes, which asks the other sites before Patroni starts, and this section, which\nchanges what its etcd says. Until the second is done, leave Patroni there disabled.\n\nIf "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " is running now, stop it at once, on all its members at the same time:\n\n```sh id=fence-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + ((stack1 = helpers.text(lookupProperty(depth0,"behind"),options)) != null ? stack1 : "")
    + ".stop on="
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"memberList"),options)) != null ? stack1 : "")
    + " as=root\n(set -eu\nsystemctl disable --now patroni\nrm -f "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"override"),options)) != null ? stack1 : "")
    + "\n)\n```\n\nIts etcd must run, Patroni must not:\n\n```sh id=fence-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + ((stack1 = helpers.text(lookupProperty(depth0,"behind"),options)) != null ? stack1 : "")
    + ".etcd on="
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"ringList"),options)) != null ? stack1 : "")
    + " as=root\n(set -eu\nsystemctl start etcd\n)\n```\n\nIts etcd remembers how far "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " was. A member that is rewound is behind that, and would not lead if it is more than\n`maximum_lag_on_failover`: nobody would, until "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " has written as much. So this is forgotten:\n\n```sh id=fence-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + ((stack1 = helpers.text(lookupProperty(depth0,"behind"),options)) != null ? stack1 : "")
    + ".forget on="
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"ringFirst"),options)) != null ? stack1 : "")
    + " as=root\n(set -eu\n"
    + ((stack1 = helpers.words(lookupProperty(lookupProperty(depth0,"p"),"etcdctl"),options)) != null ? stack1 : "")
    + " del "
    + ((stack1 = helpers.sh(lookupProperty(lookupProperty(depth0,"p"),"statusKey"),options)) != null ? stack1 : "")
    + "\n"
    + ((stack1 = helpers.words(lookupProperty(lookupProperty(depth0,"p"),"etcdctl"),options)) != null ? stack1 : "")
    + " del "
    + ((stack1 = helpers.sh(lookupProperty(lookupProperty(depth0,"p"),"optimeKey"),options)) != null ? stack1 : "")
    + "\n)\n```\n\nThen tell its dynamic configuration to follow "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ":\n\n```sh id=fence-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + ((stack1 = helpers.text(lookupProperty(depth0,"behind"),options)) != null ? stack1 : "")
    + ".follow-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " on="
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"first"),options)) != null ? stack1 : "")
    + " as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\ntimeout 60 patronictl -c "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"config"),options)) != null ? stack1 : "")
    + " edit-config "
    + ((stack1 = helpers.sh(lookupProperty(lookupProperty(depth0,"p"),"scope"),options)) != null ? stack1 : "")
    + " --force \\\n  --set standby_cluster.host="
    + ((stack1 = helpers.sh(lookupProperty(lookupProperty(lookupProperty(depth0,"site"),"returning"),"hosts"),options)) != null ? stack1 : "")
    + " \\\n  --set standby_cluster.port="
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(lookupProperty(depth0,"site"),"returning"),"port"),options)) != null ? stack1 : "")
    + " \\\n  --set standby_cluster.primary_slot_name="
    + ((stack1 = helpers.sh(lookupProperty(lookupProperty(lookupProperty(depth0,"site"),"returning"),"slot"),options)) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"unless").call(alias1,lookupProperty(depth0,"v41"),{"name":"unless","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\ntimeout 60 patronictl -c "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"config"),options)) != null ? stack1 : "")
    + " show-config "
    + ((stack1 = helpers.sh(lookupProperty(lookupProperty(depth0,"p"),"scope"),options)) != null ? stack1 : "")
    + " | grep -A 4 '^standby_cluster:'\n)\n```\n\n";
},"useData":true},
  "runbook/guard": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return ((stack1 = lookupProperty(helpers,"unless").call(alias1,lookupProperty(depth0,"onlyOne"),{"name":"unless","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "sections "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"fence"),options)) != null ? stack1 : "")
    + " and "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"rewind"),options)) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"unless").call(alias1,lookupProperty(depth0,"onlyOne"),{"name":"unless","hash":{},"fn":container.program(2, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "");
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ": ";
},"2":function(container,depth0,helpers,partials,data) {
    return "; ";
},"3":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "```sh id=overrule-"
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + ".start on="
    + ((stack1 = helpers.text(lookupProperty(depth0,"memberList"),options)) != null ? stack1 : "")
    + " as=root\n(set -eu\ntrap 'rm -f "
    + ((stack1 = helpers.text(lookupProperty(depth0,"override"),options)) != null ? stack1 : "")
    + "' EXIT\ntouch "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"override"),options)) != null ? stack1 : "")
    + "\nsystemctl enable patroni\nsystemctl restart patroni\nmet() { systemctl is-active --quiet patroni; }\n"
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/until"),depth0,{"name":"runbook/until","hash":{"what":"patroni is active: see journalctl -u patroni","seconds":"60"},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ")\n```\n\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "## "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"guard"),options)) != null ? stack1 : "")
    + ". A lost site comes back\n\nOn the nodes of the lost site Patroni does not start: `journalctl -u patroni` shows \"start guard\", with the reason.\n\n| it says | it means | do |\n|---|---|---|\n| *site* is the primary, and this site would be a second one | the other site was promoted | "
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"standbys"),{"name":"each","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + " |\n| no other site answers, so nobody knows whether one of them was promoted (guard: strict) | the link is cut, or they are down | find out by other means who takes the writes; if it is to be this site, overrule the guard |\n| the sites that answer follow another one, which does not answer (guard: strict) | that one was promoted, perhaps | the same |\n| this node cannot ask *site* (curl: *number*) | its CA file is missing (77), a certificate is not trusted (60), or there is no curl (127) | mend that; the guard never takes it for silence |\n\nThe guard asks again every 15 seconds, so a link that heals lets a site start by itself. To overrule it is to say: **no other\nsite takes writes, and none will.** This starts Patroni once in spite of it:\n\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"sites"),{"name":"each","hash":{},"fn":container.program(3, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "");
},"usePartial":true,"useData":true},
  "runbook/last-lsn": {"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    return "CASE WHEN pg_is_in_recovery() THEN pg_last_wal_receive_lsn() ELSE pg_current_wal_lsn() END";
},"useData":true},
  "runbook/lost-follower": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return ", up to\n`max_slot_wal_keep_size` = "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"keeps"),options)) != null ? stack1 : "")
    + ": after that "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " has to be copied anew";
},"1":function(container,depth0,helpers,partials,data) {
    return ". `max_slot_wal_keep_size` is not\nset, so it keeps **all of it, until its disk is full and PostgreSQL stops**";
},"2":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"followers"),options)) != null ? stack1 : "")
    + " streams from "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " and stands still meanwhile. To have it go on, give it `follow: "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"upstream"),options)) != null ? stack1 : "")
    + "` in the topology, compile, and apply\nthe `dcs.yml` of "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"upstream"),options)) != null ? stack1 : "")
    + ", then its own, as section "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"after"),options)) != null ? stack1 : "")
    + " does.\n\n";
},"3":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return " \\\n  --set slots."
    + ((stack1 = helpers.text(depth0,options)) != null ? stack1 : "");
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "## "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"lost"),options)) != null ? stack1 : "")
    + ". "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " is lost, "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " is well\n\nWrites go on; what "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " served for reading must be read elsewhere. "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"upstream"),options)) != null ? stack1 : "")
    + " keeps WAL for it in slot `"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"slot"),options)) != null ? stack1 : "")
    + "`"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(lookupProperty(depth0,"site"),"keeps"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.program(1, data, 0),"data":data})) != null ? stack1 : "")
    + ". How much that is, and what is left:\n\n```sh id=lost-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".slot on="
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"upstream"),options)) != null ? stack1 : "")
    + ":leader as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\nexport PGPASSWORD=\"$PATRONI_SUPERUSER_PASSWORD\"\n"
    + ((stack1 = helpers.words(lookupProperty(lookupProperty(depth0,"site"),"upstreamPsql"),options)) != null ? stack1 : "")
    + " -c \"\n  SELECT slot_name, active, wal_status, pg_size_pretty(pg_wal_lsn_diff("
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/last-lsn"),depth0,{"name":"runbook/last-lsn","data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ", restart_lsn)) AS kept, pg_size_pretty(safe_wal_size) AS until_lost\n    FROM pg_replication_slots WHERE slot_name = '"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"slot"),options)) != null ? stack1 : "")
    + "'\"\ndf -h "
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/data-dir"),depth0,{"name":"runbook/data-dir","hash":{"of":lookupProperty(lookupProperty(depth0,"site"),"keeper")},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + "\n)\n```\n\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(lookupProperty(depth0,"site"),"followers"),{"name":"if","hash":{},"fn":container.program(2, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "| "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " is back | do |\n|---|---|\n| soon, the disk will do | nothing: it starts by itself and catches up (section "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"verify"),options)) != null ? stack1 : "")
    + ") |\n| late, or nobody knows | drop the slot now; ask for it again later, then copy "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " anew: `reclone-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".…` of section "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"reclone"),options)) != null ? stack1 : "")
    + " |\n| on new machines | drop the slot now; ask for it again later, then sections "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"before"),options)) != null ? stack1 : "")
    + " and "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"bringUp"),options)) != null ? stack1 : "")
    + " for "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " alone |\n\nDrop the slot:\n\n```sh id=lost-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".drop-slot on="
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"upstream"),options)) != null ? stack1 : "")
    + ":leader as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\nexport PGPASSWORD=\"$PATRONI_SUPERUSER_PASSWORD\"\ntimeout 60 patronictl -c "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"config"),options)) != null ? stack1 : "")
    + " edit-config "
    + ((stack1 = helpers.sh(lookupProperty(lookupProperty(depth0,"site"),"upstreamScope"),options)) != null ? stack1 : "")
    + " --force --set slots."
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"slot"),options)) != null ? stack1 : "")
    + "=null\n"
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/until-slot"),depth0,{"name":"runbook/until-slot","hash":{"what":"the slot is gone","count":"0"},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ")\n```\n\nAsk for it again, before "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " starts:\n\n```sh id=lost-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".keep-slot on="
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"upstream"),options)) != null ? stack1 : "")
    + ":leader as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\nexport PGPASSWORD=\"$PATRONI_SUPERUSER_PASSWORD\"\ntimeout 60 patronictl -c "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"config"),options)) != null ? stack1 : "")
    + " edit-config "
    + ((stack1 = helpers.sh(lookupProperty(lookupProperty(depth0,"site"),"upstreamScope"),options)) != null ? stack1 : "")
    + " --force"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(lookupProperty(depth0,"site"),"slotSettings"),{"name":"each","hash":{},"fn":container.program(3, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/until-slot"),depth0,{"name":"runbook/until-slot","hash":{"what":"the slot is there","count":"1"},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ")\n```\n\n";
},"usePartial":true,"useData":true},
  "runbook/opening": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(data,"index"),{"name":"if","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "");
},"1":function(container,depth0,helpers,partials,data) {
    return ", ";
},"2":function(container,depth0,helpers,partials,data) {
    return "s";
},"3":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "| "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " is lost: "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " is to take the writes | "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"promote"),options)) != null ? stack1 : "")
    + " |\n| "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " is back after that | "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"fence"),options)) != null ? stack1 : "")
    + ", then "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"rewind"),options)) != null ? stack1 : "")
    + " or "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"copy"),options)) != null ? stack1 : "")
    + " |\n| planned work at "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + ": "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " is to take the writes for a while | "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"swap"),options)) != null ? stack1 : "")
    + " |\n| "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " is lost, "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " is well | "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"lost"),options)) != null ? stack1 : "")
    + " |\n";
},"4":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return "| certificates run out | "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"certificates"),options)) != null ? stack1 : "")
    + " |\n";
},"5":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "| "
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + " | "
    + ((stack1 = helpers.text(lookupProperty(depth0,"now"),options)) != null ? stack1 : "")
    + " | "
    + ((stack1 = helpers.text(lookupProperty(depth0,"scope"),options)) != null ? stack1 : "")
    + " | "
    + ((stack1 = helpers.text(lookupProperty(depth0,"memberList"),options)) != null ? stack1 : "")
    + " | "
    + ((stack1 = helpers.text(lookupProperty(depth0,"ringList"),options)) != null ? stack1 : "")
    + " | "
    + ((stack1 = helpers.text(lookupProperty(depth0,"proxyList"),options)) != null ? stack1 : "")
    + " | `"
    + ((stack1 = helpers.text(lookupProperty(depth0,"slot"),options)) != null ? stack1 : "")
    + "` |\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "Patroni "
    + ((stack1 = helpers.text(lookupProperty(depth0,"patroni"),options)) != null ? stack1 : "")
    + ", PostgreSQL "
    + ((stack1 = helpers.text(lookupProperty(depth0,"postgresql"),options)) != null ? stack1 : "")
    + ". "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " is the primary site; "
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"standbys"),{"name":"each","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + " follow"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"onlyOne"),{"name":"if","hash":{},"fn":container.program(2, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ".\n\n| what has happened | sections |\n|---|---|\n| the estate is new | "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"before"),options)) != null ? stack1 : "")
    + " to "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"lastOfNew"),options)) != null ? stack1 : "")
    + " |\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"standbys"),{"name":"each","hash":{},"fn":container.program(3, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "| one machine is lost for good, its site is well | "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"replace"),options)) != null ? stack1 : "")
    + " |\n| Patroni does not start, and its log says \"start guard\" | "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"guard"),options)) != null ? stack1 : "")
    + " |\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"tls"),{"name":"if","hash":{},"fn":container.program(4, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "| something does not stream; two sites take writes | "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"trouble"),options)) != null ? stack1 : "")
    + " |\n\n| site | now | scope | members | etcd | HAProxy | slot it uses when it follows |\n|---|---|---|---|---|---|---|\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"sites"),{"name":"each","hash":{},"fn":container.program(5, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\n### How to run a block\n\nThe first line of a block says what it is (`id`), where to run it (`on`: a node; several nodes, at the same time; a site,\nmeaning any member of it; `site:leader`, the member that the block `verify.SITE.members` shows as Leader or Standby Leader;\n`site:ring`, a member of its etcd ring that is well; `site:new`, a machine that replaces a lost one) and as which user (`as`). Paste it whole, from `(` to `)`, into a login shell of that user (`sudo -i`, `sudo -iu postgres`). It\nstops at the first command that fails, and your shell goes on. **After a block that failed take no further one**: read\nwhat it says. A block that was cut short may be run again.\n\nBlocks without an `id` are for the operator's own machine. They need these names, in the shell where they are run:\n\n```sh\ntopology=topology.yaml      # the file that this runbook was compiled from\nbuild=build                 # the folder that it was compiled into, and where it lies\ncertificates=certificates   # a folder for certificates and keys, outside of any repository\ndeploy() { for node in \"$build/$1\"/*/; do rsync -r \"$node\" \"root@$(basename \"$node\"):/\" || return; done; }\nblock() { awk -v id=\"$1\" '/^```/ { inside = index($0, \" id=\" id \" \"); next } inside' \"$build/RUNBOOK.md\"; }\n```\n\n`deploy SITE` puts the compiled files on the nodes of a site (`-r`, not `-a`: modes and owners of `/` and `/etc` stay those of\nthe node). `block ID` prints a block, to be run from here: `block ID | ssh root@NODE sh`, or where it says `as=postgres`,\n`block ID | ssh root@NODE su - postgres`.\n\n";
},"useData":true},
  "runbook/promotion": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return "| Do clients still reach a primary through its HAProxy? | `promote-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".is-proxy-gone` | no |\n";
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return "on a member of "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"elsewhere"),options)) != null ? stack1 : "");
},"2":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return "on a node in a third place"
    + ((stack1 = lookupProperty(helpers,"if").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"curlCa"),{"name":"if","hash":{},"fn":container.program(3, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "");
},"3":function(container,depth0,helpers,partials,data) {
    return ", which needs the CA file";
},"4":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "```sh id=promote-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".is-proxy-gone on="
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"first"),options)) != null ? stack1 : "")
    + " as=postgres\n(set -eu\nask() {\n  pg_isready -q -h \"$1\" -p \"$2\" -t 5 && status=0 || status=$?\n  case $status in\n    0|1) echo \"do not promote: a PostgreSQL answers through $1 port $2\"; exit 1 ;;\n    2) echo \"no PostgreSQL answers through $1 port $2\" ;;\n    *) echo \"not known: this node cannot ask $1 (pg_isready $status)\"; exit 2 ;;\n  esac\n}\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(lookupProperty(depth0,"p"),"entrances"),{"name":"each","hash":{},"fn":container.program(5, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ")\n```\n\n";
},"5":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "ask "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"host"),options)) != null ? stack1 : "")
    + " "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"port"),options)) != null ? stack1 : "")
    + "\n";
},"6":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "Patroni "
    + ((stack1 = helpers.text(lookupProperty(depth0,"patroni"),options)) != null ? stack1 : "")
    + " keeps a slot whatever the role of its cluster, so the slot for "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " is asked for only now.\n\n";
},"7":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "timeout 120 patronictl -c "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"config"),options)) != null ? stack1 : "")
    + " promote-cluster "
    + ((stack1 = helpers.sh(lookupProperty(lookupProperty(depth0,"site"),"scope"),options)) != null ? stack1 : "")
    + " --force\n";
},"8":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "timeout 60 patronictl -c "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"config"),options)) != null ? stack1 : "")
    + " edit-config "
    + ((stack1 = helpers.sh(lookupProperty(lookupProperty(depth0,"site"),"scope"),options)) != null ? stack1 : "")
    + " --force --set standby_cluster=null"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(lookupProperty(depth0,"site"),"slotsFor"),{"name":"each","hash":{},"fn":container.program(9, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\n";
},"9":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return " \\\n  --set slots."
    + ((stack1 = helpers.text(depth0,options)) != null ? stack1 : "")
    + ".type=physical";
},"10":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + " followed "
    + ((stack1 = helpers.text(lookupProperty(depth0,"before"),options)) != null ? stack1 : "")
    + ", and now follows "
    + ((stack1 = helpers.text(lookupProperty(depth0,"now"),options)) != null ? stack1 : "")
    + ":\n\n```sh id=promote-"
    + ((stack1 = helpers.text(lookupProperty(depth0,"now"),options)) != null ? stack1 : "")
    + ".redirect-"
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + " on="
    + ((stack1 = helpers.text(lookupProperty(depth0,"first"),options)) != null ? stack1 : "")
    + " as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\ntimeout 60 patronictl -c "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"config"),options)) != null ? stack1 : "")
    + " edit-config "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"scope"),options)) != null ? stack1 : "")
    + " --force \\\n  --set standby_cluster.host="
    + ((stack1 = helpers.sh(lookupProperty(depth0,"hosts"),options)) != null ? stack1 : "")
    + " \\\n  --set standby_cluster.port="
    + ((stack1 = helpers.text(lookupProperty(depth0,"port"),options)) != null ? stack1 : "")
    + " \\\n  --set standby_cluster.primary_slot_name="
    + ((stack1 = helpers.sh(lookupProperty(depth0,"slot"),options)) != null ? stack1 : "")
    + "\n)\n```\n\n";
},"11":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "HAProxy at "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " needs no edit: its primary pool asks `/primary`, and opens by itself. Point clients (DNS, the application's\nhost list) to "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"proxyList"),options)) != null ? stack1 : "")
    + ", port "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"writePort"),options)) != null ? stack1 : "")
    + ".\n\n```sh id=promote-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".pool on="
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"proxyFirst"),options)) != null ? stack1 : "")
    + " as=root\n(set -eu\nmet() { curl --silent --max-time 4 'http://127.0.0.1:"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"statsPort"),options)) != null ? stack1 : "")
    + "/;csv' | grep -q '^primary,BACKEND,.*,UP,'; }\n"
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/until"),depth0,{"name":"runbook/until","hash":{"what":"the primary pool is up","seconds":"60"},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ")\n```\n\n";
},"12":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "Point clients to the members of "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ": "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"memberList"),options)) != null ? stack1 : "")
    + ", port "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"port"),options)) != null ? stack1 : "")
    + ".\n\n";
},"13":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return "HAProxy at "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"forwarding"),options)) != null ? stack1 : "")
    + " has `writes: all`: it sends writes to the primary of whatever site, and its clients need no change. Where\ntwo sites are primary it prefers the members of its own site.\n\n";
},"14":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return "HAProxy at "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"closed"),options)) != null ? stack1 : "")
    + " has `writes: local`: it never sends writes to another site, and its primary pool is closed until its own site\nis promoted. Clients that know only that one cannot write.\n\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "## "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"promote"),options)) != null ? stack1 : "")
    + ". Promote "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " because "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " is lost\n\nPromotion is a person's decision: "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " cannot tell a lost site from a lost link. While "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " takes writes, promoting "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + "\nmakes two primaries, and what one of them took is lost.\n\n### Checklist\n\n| question | how to answer it | must be |\n|---|---|---|\n| Does any member of "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " still answer as primary? | `promote-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".is-primary-gone` | no |\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(lookupProperty(depth0,"p"),"entrances"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "| Could it be alive and only unreachable from here? | the same blocks "
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(lookupProperty(depth0,"site"),"elsewhere"),{"name":"if","hash":{},"fn":container.program(1, data, 0),"inverse":container.program(2, data, 0),"data":data})) != null ? stack1 : "")
    + ", and where clients are; power and network of "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " by its own console | no, or fenced (section "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"fence"),options)) != null ? stack1 : "")
    + ") |\n| Has "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " a Standby Leader, are its members well, is there no maintenance mode? | `verify."
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".members` | yes |\n| How much is lost? | `promote-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".received` | written down |\n\n```sh id=promote-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".is-primary-gone on="
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"first"),options)) != null ? stack1 : "")
    + " as=postgres\n(set -eu\n"
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/ask-primary"),depth0,{"name":"runbook/ask-primary","hash":{"ca":lookupProperty(depth0,"curlCa"),"urls":lookupProperty(lookupProperty(depth0,"p"),"urls")},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + "case $answers in\n  *\"this is the primary: \"*) echo \"do not promote: "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " has a primary\"; exit 1 ;;\n  *\"cannot tell (\"*) echo \"not known: this node cannot ask. Mend what curl complains of (6: names, 60 and 77: certificates, 127: no curl), or ask elsewhere\"; exit 2 ;;\nesac\necho \"no member of "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " answers as primary\"\n)\n```\n\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(lookupProperty(depth0,"p"),"entrances"),{"name":"if","hash":{},"fn":container.program(4, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "What was received and what was replayed. The timeline and the position are what the failback starts from.\n\n```sh id=promote-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".received on="
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ":leader as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\nexport PGPASSWORD=\"$PATRONI_SUPERUSER_PASSWORD\"\n"
    + ((stack1 = helpers.words(lookupProperty(lookupProperty(depth0,"site"),"psql"),options)) != null ? stack1 : "")
    + " -c \"\n  SELECT pg_last_wal_receive_lsn() AS received, pg_last_wal_replay_lsn() AS replayed, pg_last_xact_replay_timestamp() AS last_commit\"\n)\n```\n\n### Promotion\n\nA site without a leader is not promoted: if `patronictl list` shows none at "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ", look at its etcd first (`bring-up."
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".quorum`).\n\n"
    + ((stack1 = lookupProperty(helpers,"unless").call(alias1,lookupProperty(depth0,"v41"),{"name":"unless","hash":{},"fn":container.program(6, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "```sh id=promote-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".promote on="
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ":leader as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"v41"),{"name":"if","hash":{},"fn":container.program(7, data, 0),"inverse":container.program(8, data, 0),"data":data})) != null ? stack1 : "")
    + ")\n```\n\n```sh id=promote-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".wait on="
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"first"),options)) != null ? stack1 : "")
    + " as=postgres\n(set -eu\n"
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/until-answers"),depth0,{"name":"runbook/until-answers","hash":{"what":"a member answers as primary: see patronictl list","seconds":"120","path":"/primary","of":lookupProperty(depth0,"site")},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ")\n```\n\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(lookupProperty(depth0,"site"),"redirected"),{"name":"each","hash":{},"fn":container.program(10, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "### Clients\n\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(lookupProperty(depth0,"site"),"proxyList"),{"name":"if","hash":{},"fn":container.program(11, data, 0),"inverse":container.program(12, data, 0),"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(lookupProperty(depth0,"site"),"forwarding"),{"name":"if","hash":{},"fn":container.program(13, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(lookupProperty(depth0,"site"),"closed"),{"name":"if","hash":{},"fn":container.program(14, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\n### Then\n\nKeep this runbook until "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " follows: sections "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"fence"),options)) != null ? stack1 : "")
    + " to "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"copy"),options)) != null ? stack1 : "")
    + " are written for "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " as the site that was lost. Whatever\nis compiled once the topology says `primary: "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + "` (section "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"after"),options)) != null ? stack1 : "")
    + ") has the roles changed, and not these sections.\n\n";
},"usePartial":true,"useData":true},
  "runbook/replacement": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "```sh id=replace-"
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + ".ring on="
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + ":ring as=root\n(set -eu\nvalue() { sed -nE \"s/^ *$1: \\\"?([^\\\"]*)\\\"?$/\\1/p\" "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"etcdConfig"),options)) != null ? stack1 : "")
    + " | head -n 1; }\nask() {\n  env ETCDCTL_API=3 etcdctl --command-timeout 10s"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"etcdTls"),{"name":"if","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + " --endpoints \"$@\"\n}\nhere=$(value advertise-client-urls)\nmembers=$(ask \"$here\" member list)\nlost=''\nfor member in $(value initial-cluster | tr , ' '); do\n  client=$(echo \"$members\" | grep -F \", ${member#*=},\" | cut -d , -f 5 | tr -d ' ')\n  if [ -z \"$client\" ] || ! ask \"$client\" endpoint health; then lost=\"$lost $member\"; fi\ndone\nset -- $lost\n[ $# -eq 1 ] || { echo \"this block replaces one member, and these do not answer:${lost:- none}\"; echo \"$members\"; exit 1; }\nid=$(echo \"$members\" | grep -F \", ${1#*=},\" | cut -d , -f 1)\n[ -z \"$id\" ] || ask \"$here\" member remove \"$id\"\nask \"$here\" member add \"${1%%=*}\" --peer-urls \"${1#*=}\"\n)\n```\n\n```sh id=replace-"
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + ".join on="
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + ":new as=root\n(set -eu\nsed -i 's/^initial-cluster-state: .*/initial-cluster-state: existing/' "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"etcdConfig"),options)) != null ? stack1 : "")
    + "\nsystemctl daemon-reload\nsystemctl enable --now etcd\n)\n```\n\n";
},"1":function(container,depth0,helpers,partials,data) {
    return " --cacert \"$(value trusted-ca-file)\" --cert \"$(value cert-file)\" --key \"$(value key-file)\"";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "## "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"replace"),options)) != null ? stack1 : "")
    + ". One machine is lost for good, its site is well\n\nA new machine with the name and the address of the old one takes its place. Section "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"before"),options)) != null ? stack1 : "")
    + " is for it alone: files, certificates, passwords, and\nthe blocks `prepare.…` on no other node. PostgreSQL it copies by itself from the leader of its site; a member of an etcd ring is not let in by\nitself. These two blocks, on a member of the ring that is well and on the new machine, have the ring forget the member that does not answer, and\ntake the new one in:\n\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"sites"),{"name":"each","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "Then `systemctl enable --now patroni` and `haproxy` on it, what of them it runs; `bring-up.SITE.quorum` and `bring-up.SITE.members` of section "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"bringUp"),options)) != null ? stack1 : "")
    + " wait until\nit is in. The next deploy writes `initial-cluster-state: new` again, which etcd reads only where it has no data.\n\n";
},"useData":true},
  "runbook/rewind": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return " ("
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " was promoted)";
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "```sh id=rewind-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + ((stack1 = helpers.text(lookupProperty(depth0,"behind"),options)) != null ? stack1 : "")
    + ".rest on="
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"others"),options)) != null ? stack1 : "")
    + " as=root\n(set -eu\n"
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/settle"),depth0,{"name":"runbook/settle","hash":{"connection":lookupProperty(lookupProperty(depth0,"site"),"leaderConnection"),"of":lookupProperty(depth0,"p")},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ")\n```\n\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "## "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"rewind"),options)) != null ? stack1 : "")
    + ". Failback of "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + ", first choice: rewind"
    + ((stack1 = lookupProperty(helpers,"unless").call(alias1,lookupProperty(depth0,"onlyOne"),{"name":"unless","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\n\nWhat "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " wrote after "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " stopped receiving is thrown away here. If somebody may want it, copy a data directory first.\n\nIf "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " ran as a second primary in between, and a member was promoted there, its timeline may have the number of "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + "'s and be\nanother one. Patroni and pg_rewind take equal numbers for one timeline, and the member would replay WAL that is not its own. So this block asks\nwhether "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " has been on every timeline that the member has been on, begun at the same place, or is still on one that the member has left.\nIf it refuses on one member, take section "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"copy"),options)) != null ? stack1 : "")
    + ":\n\n```sh id=rewind-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + ((stack1 = helpers.text(lookupProperty(depth0,"behind"),options)) != null ? stack1 : "")
    + ".check on="
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"memberList"),options)) != null ? stack1 : "")
    + " as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\nexport PGPASSWORD=\"$PATRONI_REPLICATION_PASSWORD\" PGCONNECT_TIMEOUT=10\nask() { psql -X -At -w "
    + ((stack1 = helpers.sh(lookupProperty(lookupProperty(depth0,"site"),"leaderConnection"),options)) != null ? stack1 : "")
    + " -c \"$1\"; }\nbytes() { echo $((0x${1%/*} * 4294967296 + 0x${1#*/})); }\nsteps() { awk 'NF >= 2 && $1 ~ /^[0-9]+$/ { printf \"%s:%s \", $1, $2 }'; }\n\nidentity=$(ask IDENTIFY_SYSTEM)\ntheir_system=$(echo \"$identity\" | cut -d '|' -f 1)\ntheir_last=$(echo \"$identity\" | cut -d '|' -f 2)\ntheir_end=$(echo \"$identity\" | cut -d '|' -f 3)\nhistory=''\n[ \"$their_last\" -eq 1 ] || history=$(ask \"TIMELINE_HISTORY $their_last\")\ntheirs=\"$(echo \"$history\" | sed 's/^[0-9A-F]*\\.history|//' | steps)$their_last:\"\n\ncd "
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/data-dir"),depth0,{"name":"runbook/data-dir","hash":{"of":lookupProperty(depth0,"p")},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + "\ncontrol=$(LC_ALL=C "
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/bin-dir"),depth0,{"name":"runbook/bin-dir","hash":{"of":lookupProperty(depth0,"p")},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + "/pg_controldata -D .)\nown_system=$(echo \"$control\" | sed -n 's/^Database system identifier: *//p')\nown_last=$(\n  echo \"$control\" | sed -n \"s/^Latest checkpoint's TimeLineID: *//p; s/^Min recovery ending loc's timeline: *//p\"\n  for file in pg_wal/*.history; do [ ! -e \"$file\" ] || echo $((0x$(basename \"$file\" .history))); done\n)\nown_last=$(echo \"$own_last\" | sort -n | tail -n 1)\nown=\"$own_last:\"\n[ \"$own_last\" -eq 1 ] || own=\"$(steps < \"pg_wal/$(printf %08X \"$own_last\").history\")$own\"\n\necho \"timelines, and where each ended: this member $own, "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " $theirs\"\n[ \"$own_system\" = \"$their_system\" ] || { echo \"another database system ($own_system, not $their_system): not to be rewound, see section "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"copy"),options)) != null ? stack1 : "")
    + "\"; exit 1; }\ncase $theirs in\n  \"$own\"*) echo \"this member can follow "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ", rewound if need be\"; exit 0 ;;\nesac\ncase $own in\n  \"$theirs\"?*)\n    left=${own#\"$theirs\"}\n    left=${left%% *}\n    if [ \"$(bytes \"$their_end\")\" -ge \"$(bytes \"$left\")\" ]; then\n      echo \"this member can follow "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ", rewound to $left\"; exit 0\n    fi ;;\nesac\necho \""
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " was never on that timeline: not to be rewound, see section "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"copy"),options)) != null ? stack1 : "")
    + "\"\nexit 1\n)\n```\n\nThen, with section "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"fence"),options)) != null ? stack1 : "")
    + " done, start Patroni on one member: it rewinds to where the timelines part, and streams from "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ". The others after it: all\nat once would fight for the one slot.\n\n```sh id=rewind-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + ((stack1 = helpers.text(lookupProperty(depth0,"behind"),options)) != null ? stack1 : "")
    + ".first on="
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"first"),options)) != null ? stack1 : "")
    + " as=root\n(set -eu\n"
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/settle"),depth0,{"name":"runbook/settle","hash":{"connection":lookupProperty(lookupProperty(depth0,"site"),"leaderConnection"),"of":lookupProperty(depth0,"p")},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/until-answers"),depth0,{"name":"runbook/until-answers","hash":{"what":"a member answers as standby leader: see journalctl -u patroni","seconds":"120","path":"/standby-leader","of":lookupProperty(depth0,"p")},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ")\n```\n\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(lookupProperty(depth0,"p"),"others"),{"name":"if","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "A member that lost its power while it followed may have more WAL than it wrote down, and find out only when it is past the point where the\ntimelines part (`new timeline 2 forked off current database system timeline 1`). After an orderly stop it knows, and rewinds. So these blocks wait until\nPostgreSQL answers, give it a minute to stream on the timeline of "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ", and then have it stopped and started once (streaming on another one it\nbreaks off every few seconds). They stop nothing while PostgreSQL does not answer.\n\n```sh id=rewind-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + ((stack1 = helpers.text(lookupProperty(depth0,"behind"),options)) != null ? stack1 : "")
    + ".wait on="
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"first"),options)) != null ? stack1 : "")
    + " as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\n"
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/until-all"),depth0,{"name":"runbook/until-all","hash":{"seconds":"600","role":"Standby Leader","of":lookupProperty(depth0,"p")},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ")\n```\n\npg_rewind has copied `patroni.dynamic.json` of "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ", which names no upstream. If "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " ever lost its etcd, that file would make it a\nprimary: remove it, Patroni writes its own with the next change.\n\n```sh id=rewind-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + ((stack1 = helpers.text(lookupProperty(depth0,"behind"),options)) != null ? stack1 : "")
    + ".forget on="
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"memberList"),options)) != null ? stack1 : "")
    + " as=postgres\n(set -eu\nrm -f "
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/data-dir"),depth0,{"name":"runbook/data-dir","hash":{"of":lookupProperty(depth0,"p")},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + "/patroni.dynamic.json\n)\n```\n\n"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " follows now. Go on with section "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"after"),options)) != null ? stack1 : "")
    + ", then verify with section "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"verify"),options)) != null ? stack1 : "")
    + " of the runbook that it writes.\n\n";
},"usePartial":true,"useData":true},
  "runbook/settle": {"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "set -a; . /etc/patroni/patroni.env; set +a\nexport PGCONNECT_TIMEOUT=10\ncd /\nidentity=$(PGPASSWORD=\"$PATRONI_REPLICATION_PASSWORD\" psql -X -At -w "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"connection"),options)) != null ? stack1 : "")
    + " -c IDENTIFY_SYSTEM)\nwanted=\"streaming $(echo \"$identity\" | cut -d '|' -f 2)\"\nexport PGPASSWORD=\"$PATRONI_SUPERUSER_PASSWORD\"\nsystemctl enable --now patroni\nanswers=0 silence=0 restarts=0\nwhile [ \"$restarts\" -lt 2 ]; do\n  if status=$(runuser -u postgres -- "
    + ((stack1 = helpers.words(lookupProperty(lookupProperty(depth0,"of"),"psql"),options)) != null ? stack1 : "")
    + " -At -F ' ' -c 'SELECT status, received_tli FROM pg_stat_wal_receiver' 2>&1); then\n    [ \"$status\" != \"$wanted\" ] || break\n    answers=$((answers + 1)) silence=0\n  else\n    silence=$((silence + 1))\n    [ \"$silence\" -lt 600 ] || { echo \"PostgreSQL has not answered for 10 minutes, nothing was restarted: $status. While pg_rewind is at work (journalctl -u patroni) run this block again\"; exit 1; }\n  fi\n  if [ \"$answers\" -ge 60 ]; then\n    answers=0 restarts=$((restarts + 1))\n    [ \"$restarts\" -eq 2 ] || systemctl restart patroni\n  fi\n  sleep 1\ndone\n[ \"$status\" = \"$wanted\" ] || { echo \"this member does not stream, also after a restart: see journalctl -u patroni\"; exit 1; }\n";
},"useData":true},
  "runbook/swap": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return "HAProxy at "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"swapForwarding"),options)) != null ? stack1 : "")
    + " has `writes: all` and follows the swap by itself.\n";
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "HAProxy at "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"swapClosed"),options)) != null ? stack1 : "")
    + " has `writes: local`: its clients must be pointed to "
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(lookupProperty(depth0,"site"),"proxyList"),{"name":"if","hash":{},"fn":container.program(2, data, 0),"inverse":container.program(3, data, 0),"data":data})) != null ? stack1 : "")
    + " when the swap is done.\n";
},"2":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"proxyList"),options)) != null ? stack1 : "");
},"3":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return "the members of "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "");
},"4":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "```sh id=swap-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".demote on="
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + ":leader as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\ntimeout 300 patronictl -c "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"config"),options)) != null ? stack1 : "")
    + " demote-cluster "
    + ((stack1 = helpers.sh(lookupProperty(lookupProperty(depth0,"p"),"scope"),options)) != null ? stack1 : "")
    + " --force \\\n  --host "
    + ((stack1 = helpers.sh(lookupProperty(lookupProperty(lookupProperty(depth0,"site"),"returning"),"hosts"),options)) != null ? stack1 : "")
    + " --port "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(lookupProperty(depth0,"site"),"returning"),"port"),options)) != null ? stack1 : "")
    + " --primary-slot-name "
    + ((stack1 = helpers.sh(lookupProperty(lookupProperty(lookupProperty(depth0,"site"),"returning"),"slot"),options)) != null ? stack1 : "")
    + "\n)\n```\n\n";
},"5":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "Before 4.1 Patroni demotes by an immediate stop, which may lose what was not sent. So: pause, a fast stop that waits for\nthe standby, and only then the change of role.\n\n```sh id=swap-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".pause on="
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + ":leader as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\ntimeout 120 patronictl -c "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"config"),options)) != null ? stack1 : "")
    + " pause "
    + ((stack1 = helpers.sh(lookupProperty(lookupProperty(depth0,"p"),"scope"),options)) != null ? stack1 : "")
    + " --wait\ncd /\n"
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/bin-dir"),depth0,{"name":"runbook/bin-dir","hash":{"of":lookupProperty(depth0,"p")},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + "/pg_ctl stop -m fast -w -t 300 -D "
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/data-dir"),depth0,{"name":"runbook/data-dir","hash":{"of":lookupProperty(depth0,"p")},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + "\n)\n```\n\n```sh id=swap-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".demote on="
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"first"),options)) != null ? stack1 : "")
    + " as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\ntimeout 60 patronictl -c "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"config"),options)) != null ? stack1 : "")
    + " edit-config "
    + ((stack1 = helpers.sh(lookupProperty(lookupProperty(depth0,"p"),"scope"),options)) != null ? stack1 : "")
    + " --force \\\n  --set standby_cluster.host="
    + ((stack1 = helpers.sh(lookupProperty(lookupProperty(lookupProperty(depth0,"site"),"returning"),"hosts"),options)) != null ? stack1 : "")
    + " \\\n  --set standby_cluster.port="
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(lookupProperty(depth0,"site"),"returning"),"port"),options)) != null ? stack1 : "")
    + " \\\n  --set standby_cluster.primary_slot_name="
    + ((stack1 = helpers.sh(lookupProperty(lookupProperty(lookupProperty(depth0,"site"),"returning"),"slot"),options)) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(lookupProperty(depth0,"p"),"slotsFor"),{"name":"each","hash":{},"fn":container.program(6, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + " \\\n  --set pause=null\n)\n```\n\n";
},"6":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return " \\\n  --set slots."
    + ((stack1 = helpers.text(depth0,options)) != null ? stack1 : "")
    + "=null";
},"7":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return ", and turn the other sites to it with the blocks `promote-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".redirect-…`";
},"8":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return "| Leader | Standby Leader | nothing has changed | `swap-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".demote` | nothing to do |\n";
},"9":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "| Leader, or no leader; paused | Standby Leader | paused, perhaps stopped | `swap-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".pause`, or if PostgreSQL is stopped `swap-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".demote` | `abort-swap-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".resume` |\n";
},"10":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "```sh id=abort-swap-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".resume on="
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"first"),options)) != null ? stack1 : "")
    + " as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\ntimeout 120 patronictl -c "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"config"),options)) != null ? stack1 : "")
    + " resume "
    + ((stack1 = helpers.sh(lookupProperty(lookupProperty(depth0,"p"),"scope"),options)) != null ? stack1 : "")
    + " --wait\n"
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/until-answers"),depth0,{"name":"runbook/until-answers","hash":{"what":"a member answers as primary: see patronictl list","seconds":"120","path":"/primary","of":lookupProperty(depth0,"p")},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ")\n```\n\n";
},"11":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return ((stack1 = lookupProperty(helpers,"each").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(lookupProperty(depth0,"p"),"slotsFor"),{"name":"each","hash":{},"fn":container.program(12, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "");
},"12":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return " \\\n  --set slots."
    + ((stack1 = helpers.text(depth0,options)) != null ? stack1 : "")
    + ".type=physical";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "## "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"swap"),options)) != null ? stack1 : "")
    + ". Planned swap: "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " to "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ", without loss\n\nBoth sites are up and "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " streams (section "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"verify"),options)) != null ? stack1 : "")
    + "): a lag of some bytes, not of gigabytes. Writes stop for some seconds.\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(lookupProperty(depth0,"site"),"swapForwarding"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(lookupProperty(depth0,"site"),"swapClosed"),{"name":"if","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"v41"),{"name":"if","hash":{},"fn":container.program(4, data, 0),"inverse":container.program(5, data, 0),"data":data})) != null ? stack1 : "")
    + "Nobody writes now. See that "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " has all that the members of "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " have. If the link broke at the wrong moment it has not, and as a rule\nwill not: it asks for a primary to stream from, and none is left. Go back then with `abort-swap-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".promote`, and swap again once\n"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " streams. (A member of "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " that was down before the swap does not count.)\n\n```sh id=swap-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".received on="
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ":leader as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\nexport PGPASSWORD=\"$PATRONI_SUPERUSER_PASSWORD\"\nmet() {\n  positions='' silent=''\n  for url in "
    + ((stack1 = helpers.words(lookupProperty(lookupProperty(depth0,"p"),"urls"),options)) != null ? stack1 : "")
    + "; do\n    status=$(curl --silent --max-time 5 "
    + ((stack1 = helpers.words(lookupProperty(depth0,"curlCa"),options)) != null ? stack1 : "")
    + " \"$url/patroni\") || status=''\n    position=$(echo \"$status\" | tr ',{}' '\\n' | sed -nE 's/^ *\"(received|replayed)_location\": ([0-9]+)$/\\2/p' | sort -n | tail -n 1)\n    if [ -n \"$position\" ]; then positions=\"$positions $position\"; else silent=\"$silent $url\"; fi\n  done\n  last=$(printf '%s\\n' $positions 0 | sort -n | tail -n 1)\n  all=$("
    + ((stack1 = helpers.words(lookupProperty(lookupProperty(depth0,"site"),"psql"),options)) != null ? stack1 : "")
    + " -At -c \"SELECT greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()) - '0/0' >= $last\") || all=''\n  case $all:$silent in\n    t:) why='"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " has everything that "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " has'; return 0 ;;\n    t:*) why=\""
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " has everything but what these may have, which do not answer as followers:$silent\" ;;\n    *) why=\""
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " has less than the members of "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + ", in bytes:$positions\" ;;\n  esac\n  return 1\n}\nwhy=''\ntrap 'echo \"$why\"' EXIT\n"
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/until"),depth0,{"name":"runbook/until","hash":{"what":"nothing is missing","seconds":"120"},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ")\n```\n\nPromote "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " with the blocks `promote-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".promote` and `promote-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".wait` of section "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"promote"),options)) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(lookupProperty(depth0,"site"),"redirected"),{"name":"if","hash":{},"fn":container.program(7, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ". "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " follows by itself:\n\n```sh id=swap-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".wait on="
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"first"),options)) != null ? stack1 : "")
    + " as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\n"
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/until-all"),depth0,{"name":"runbook/until-all","hash":{"seconds":"600","role":"Standby Leader","of":lookupProperty(depth0,"p")},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ")\n```\n\nGo on with section "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"after"),options)) != null ? stack1 : "")
    + ".\n\n### The swap stopped half-way\n\nWhat `patronictl list` says at "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " and at "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " decides, not which block failed:\n\n| "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " | "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " | where the swap is | to go on | to go back |\n|---|---|---|---|---|\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"v41"),{"name":"if","hash":{},"fn":container.program(8, data, 0),"inverse":container.program(9, data, 0),"data":data})) != null ? stack1 : "")
    + "| Standby Leader, or no leader | Standby Leader | demoted: nobody takes writes, each follows the other | `swap-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".received`, `promote-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".promote` | `abort-swap-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".promote` |\n| Standby Leader, or no leader | Leader | done, but "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " does not follow yet | `swap-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".wait`, section "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"trouble"),options)) != null ? stack1 : "")
    + " | the swap the other way, later |\n\n"
    + ((stack1 = lookupProperty(helpers,"unless").call(alias1,lookupProperty(depth0,"v41"),{"name":"unless","hash":{},"fn":container.program(10, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "Back to "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " once it is demoted. The block refuses when "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " is a primary already:\n\n```sh id=abort-swap-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".promote on="
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"first"),options)) != null ? stack1 : "")
    + " as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\n"
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/ask-primary"),depth0,{"name":"runbook/ask-primary","hash":{"ca":lookupProperty(depth0,"curlCa"),"urls":lookupProperty(lookupProperty(depth0,"site"),"urls")},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + "case $answers in\n  *\"this is the primary: \"*) echo \""
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " is the primary: the swap is done, there is no way back but another swap\"; exit 1 ;;\n  *\"cannot tell (\"*) echo \"not known: this node cannot ask "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + "\"; exit 2 ;;\nesac\ntimeout 60 patronictl -c "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"config"),options)) != null ? stack1 : "")
    + " edit-config "
    + ((stack1 = helpers.sh(lookupProperty(lookupProperty(depth0,"p"),"scope"),options)) != null ? stack1 : "")
    + " --force --set standby_cluster=null"
    + ((stack1 = lookupProperty(helpers,"unless").call(alias1,lookupProperty(depth0,"v41"),{"name":"unless","hash":{},"fn":container.program(11, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/until-answers"),depth0,{"name":"runbook/until-answers","hash":{"what":"a member answers as primary: see patronictl list","seconds":"120","path":"/primary","of":lookupProperty(depth0,"p")},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ")\n```\n\n```sh id=abort-swap-"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".wait on="
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"first"),options)) != null ? stack1 : "")
    + " as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\n"
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/until-all"),depth0,{"name":"runbook/until-all","hash":{"seconds":"600","role":"Standby Leader","of":lookupProperty(depth0,"site")},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ")\n```\n\n";
},"usePartial":true,"useData":true},
  "runbook/trouble": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "```sh id=trouble."
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".connect on="
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ":leader as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\nexport PGPASSWORD=\"$PATRONI_REPLICATION_PASSWORD\" PGCONNECT_TIMEOUT=10\npsql -X -At -w "
    + ((stack1 = helpers.sh(lookupProperty(lookupProperty(depth0,"site"),"connection"),options)) != null ? stack1 : "")
    + " -c IDENTIFY_SYSTEM\n)\n```\n\n";
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(data,"index"),{"name":"if","hash":{},"fn":container.program(2, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"unless").call(alias1,lookupProperty(depth0,"onlyOne"),{"name":"unless","hash":{},"fn":container.program(3, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "sections "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"fence"),options)) != null ? stack1 : "")
    + " and "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"rewind"),options)) != null ? stack1 : "");
},"2":function(container,depth0,helpers,partials,data) {
    return "; ";
},"3":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return "if "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " stays, ";
},"4":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "- "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " loses, because it was promoted while "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " lived: sections "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(lookupProperty(depth0,"site"),"mirror"),"fence"),options)) != null ? stack1 : "")
    + " and "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(lookupProperty(depth0,"site"),"mirror"),"rewind"),options)) != null ? stack1 : "")
    + " of the runbook in which "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " is the primary. This writes it\n  beside this one:\n\n```sh\n(set -eu\nsed 's/^primary: .*/primary: "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + "/' \"$topology\" > \"$topology."
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + "\"\npgdr-compile \"$topology."
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + "\" --out \"$build."
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + "\"\n)\n```\n\n";
},"5":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(data,"index"),{"name":"if","hash":{},"fn":container.program(6, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "section "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"copy"),options)) != null ? stack1 : "");
},"6":function(container,depth0,helpers,partials,data) {
    return ", ";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "## "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"trouble"),options)) != null ? stack1 : "")
    + ". Troubleshooting\n\n**The standby leader does not stream.** Its log (`journalctl -u patroni`, and PostgreSQL's own) names the reason. Try the very connection, from\nthe member that failed; the password comes from the environment file:\n\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"standbys"),{"name":"each","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "`no pg_hba.conf entry`: compare with what PostgreSQL reads: `SELECT * FROM pg_hba_file_rules` on the leader of "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + ". `replication slot … does\nnot exist`: the `verify.….slots` of the site that it follows. `requested WAL segment … has already been removed`: the site has to be copied anew, section "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"reclone"),options)) != null ? stack1 : "")
    + ".\n\n**A new copy stops for want of postgresql.conf.** The source keeps it outside its data directory (Debian's `/etc/postgresql`). A symbolic\nlink does not help: pg_basebackup leaves links out. Copy the file into the data directory of the source. Clusters made by\nthese files have it there.\n\n**Both sites take writes.** What the one that loses took since the other was promoted has to be given up: decide which, and stop it at once, with\n`systemctl disable --now patroni` on all its members. What it wrote can be read from a copied data directory with `pg_waldump` on single segment\nfiles, not on the directory.\n\n- "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + " loses: "
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"standbys"),{"name":"each","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ".\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"standbys"),{"name":"each","hash":{},"fn":container.program(4, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "**pg_rewind fails.** `target server needs to use either data checksums or \"wal_log_hints = on\"`: see rule `recovery/rewind-impossible`.\n`could not find previous WAL record`: WAL is missing on the node itself: "
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"standbys"),{"name":"each","hash":{},"fn":container.program(5, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ". A single replica is copied anew with\n`patronictl reinit`; a standby leader refuses that, so switch over first.\n";
},"useData":true},
  "runbook/until-all": {"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "met() {\n  members=$(timeout 60 patronictl -c "
    + ((stack1 = helpers.sh(lookupProperty(lookupProperty(depth0,"of"),"config"),options)) != null ? stack1 : "")
    + " list -f json "
    + ((stack1 = helpers.sh(lookupProperty(lookupProperty(depth0,"of"),"scope"),options)) != null ? stack1 : "")
    + ") || return 1\n  echo \"$members\" | grep -Eq '\"Role\": \""
    + ((stack1 = helpers.text(lookupProperty(depth0,"role"),options)) != null ? stack1 : "")
    + "\"' || return 1\n  [ \"$(echo \"$members\" | grep -Eo '\"State\": \"(running|streaming)\"' | wc -l)\" -eq "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"of"),"count"),options)) != null ? stack1 : "")
    + " ]\n}\n"
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/until"),depth0,{"name":"runbook/until","hash":{"what":"a leader, and all members running or streaming: see patronictl list","seconds":lookupProperty(depth0,"seconds")},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + "timeout 60 patronictl -c "
    + ((stack1 = helpers.sh(lookupProperty(lookupProperty(depth0,"of"),"config"),options)) != null ? stack1 : "")
    + " list\n";
},"usePartial":true,"useData":true},
  "runbook/until-answers": {"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "met() {\n  for url in "
    + ((stack1 = helpers.words(lookupProperty(lookupProperty(depth0,"of"),"localUrls"),options)) != null ? stack1 : "")
    + "; do\n    if curl --silent --fail --output /dev/null --max-time 4 "
    + ((stack1 = helpers.words(lookupProperty(lookupProperty(depth0,"of"),"curlCa"),options)) != null ? stack1 : "")
    + " \"$url"
    + ((stack1 = helpers.text(lookupProperty(depth0,"path"),options)) != null ? stack1 : "")
    + "\"; then return 0; fi\n  done\n  return 1\n}\n"
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/until"),depth0,{"name":"runbook/until","hash":{"what":lookupProperty(depth0,"what"),"seconds":lookupProperty(depth0,"seconds")},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "");
},"usePartial":true,"useData":true},
  "runbook/until-slot": {"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "met() { [ \"$("
    + ((stack1 = helpers.words(lookupProperty(lookupProperty(depth0,"site"),"upstreamPsql"),options)) != null ? stack1 : "")
    + " -At -c \"SELECT count(*) FROM pg_replication_slots WHERE slot_name = '"
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"slot"),options)) != null ? stack1 : "")
    + "'\")\" = "
    + ((stack1 = helpers.text(lookupProperty(depth0,"count"),options)) != null ? stack1 : "")
    + " ]; }\n"
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/until"),depth0,{"name":"runbook/until","hash":{"what":lookupProperty(depth0,"what"),"seconds":"120"},"data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "");
},"usePartial":true,"useData":true},
  "runbook/until": {"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "end=$(($(date +%s) + "
    + ((stack1 = helpers.text(lookupProperty(depth0,"seconds"),options)) != null ? stack1 : "")
    + "))\nuntil met; do\n  [ \"$(date +%s)\" -lt \"$end\" ] || { echo \"not within "
    + ((stack1 = helpers.text(lookupProperty(depth0,"seconds"),options)) != null ? stack1 : "")
    + " s: "
    + ((stack1 = helpers.text(lookupProperty(depth0,"what"),options)) != null ? stack1 : "")
    + "\"; exit 1; }\n  sleep 1\ndone\n";
},"useData":true},
  "runbook/verification": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "```sh id=verify."
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + ".members on="
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + " as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\ntimeout 60 patronictl -c "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"config"),options)) != null ? stack1 : "")
    + " topology\n)\n```\n\n";
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "```sh id=verify."
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + ".slots on="
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + ":leader as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\nexport PGPASSWORD=\"$PATRONI_SUPERUSER_PASSWORD\"\n"
    + ((stack1 = helpers.words(lookupProperty(depth0,"psql"),options)) != null ? stack1 : "")
    + " -c \"\n  SELECT slot_name, active, wal_status, pg_wal_lsn_diff("
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/last-lsn"),depth0,{"name":"runbook/last-lsn","data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ", restart_lsn) AS lag_bytes\n    FROM pg_replication_slots ORDER BY slot_name\"\n)\n```\n\n```sh id=verify."
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + ".senders on="
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + ":leader as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\nexport PGPASSWORD=\"$PATRONI_SUPERUSER_PASSWORD\"\n"
    + ((stack1 = helpers.words(lookupProperty(depth0,"psql"),options)) != null ? stack1 : "")
    + " -c \"\n  SELECT application_name, client_addr, state, pg_wal_lsn_diff("
    + ((stack1 = container.invokePartial(lookupProperty(partials,"runbook/last-lsn"),depth0,{"name":"runbook/last-lsn","data":data,"helpers":helpers,"partials":partials,"decorators":container.decorators})) != null ? stack1 : "")
    + ", replay_lsn) AS lag_bytes, replay_lag\n    FROM pg_stat_replication ORDER BY application_name\"\n)\n```\n\n";
},"2":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "How far "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + " is behind, in seconds. Without writes the number grows although nothing is missing: the bytes above decide.\n\n```sh id=verify."
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ".lag on="
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"site"),"name"),options)) != null ? stack1 : "")
    + ":leader as=postgres\n(set -eu\nset -a; . /etc/patroni/patroni.env; set +a\nexport PGPASSWORD=\"$PATRONI_SUPERUSER_PASSWORD\"\n"
    + ((stack1 = helpers.words(lookupProperty(lookupProperty(depth0,"site"),"psql"),options)) != null ? stack1 : "")
    + " -c \"\n  SELECT (SELECT status FROM pg_stat_wal_receiver) AS receiver,\n         pg_wal_lsn_diff(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()) AS not_replayed_bytes,\n         now() - pg_last_xact_replay_timestamp() AS behind\"\n)\n```\n\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "## "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"n"),"verify"),options)) != null ? stack1 : "")
    + ". Verification\n\nRoles: one leader at "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"p"),"name"),options)) != null ? stack1 : "")
    + ", one standby leader at every other site, and replicas that stream.\n\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"sites"),{"name":"each","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "A slot must be active where its site streams from, its `wal_status` `reserved` or `extended`; its lag is in bytes.\n\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"upstreams"),{"name":"each","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"standbys"),{"name":"each","hash":{},"fn":container.program(2, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "");
},"usePartial":true,"useData":true},
  "start-guard.sh": {"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "#!/bin/sh\n"
    + ((stack1 = helpers.comment(lookupProperty(depth0,"header"),options)) != null ? stack1 : "")
    + "\n#\n# Asked before Patroni starts on this node (ExecStartPre). A site that was lost and comes back still believes that it is\n# the primary, for its own etcd says so: while another site takes writes, it must not start. Exit status 0 lets Patroni\n# start; 1 refuses, and says why. Overrule it with: touch "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"override"),options)) != null ? stack1 : "")
    + "\n\nset -u\n\nCONFIG="
    + ((stack1 = helpers.sh(lookupProperty(depth0,"config"),options)) != null ? stack1 : "")
    + "\nDATA_DIR="
    + ((stack1 = helpers.sh(lookupProperty(depth0,"dataDir"),options)) != null ? stack1 : "")
    + "\nCA="
    + ((stack1 = helpers.sh(lookupProperty(depth0,"ca"),options)) != null ? stack1 : "")
    + "\nOVERRIDE="
    + ((stack1 = helpers.sh(lookupProperty(depth0,"override"),options)) != null ? stack1 : "")
    + "\nGUARD="
    + ((stack1 = helpers.sh(lookupProperty(depth0,"guard"),options)) != null ? stack1 : "")
    + "\n# What this site is by its own file, read when nothing is in etcd yet: primary or standby.\nBOOTSTRAP_ROLE="
    + ((stack1 = helpers.sh(lookupProperty(depth0,"bootstrapRole"),options)) != null ? stack1 : "")
    + "\n# REST APIs of this site's members, and of the members of every other site, as site=url.\nOWN="
    + ((stack1 = helpers.sh(lookupProperty(depth0,"own"),options)) != null ? stack1 : "")
    + "\nOTHERS="
    + ((stack1 = helpers.sh(lookupProperty(depth0,"others"),options)) != null ? stack1 : "")
    + "\n# How the other sites reach this one, and how many they are.\nOWN_HOSTS="
    + ((stack1 = helpers.sh(lookupProperty(depth0,"ownHosts"),options)) != null ? stack1 : "")
    + "\nOTHER_SITES="
    + ((stack1 = helpers.sh(lookupProperty(depth0,"otherSites"),options)) != null ? stack1 : "")
    + "\n\nsay() { echo \"start guard: $*\"; }\n\nrefuse() {\n    say \"Patroni does not start: $*\"\n    say \"see RUNBOOK.md, \\\"A lost site comes back\\\"; to start all the same: touch $OVERRIDE\"\n    exit 1\n}\n\nstart() {\n    say \"Patroni may start: $*\"\n    exit 0\n}\n\n# patronictl waits for ever for an etcd that does not answer.\nown() { timeout 10 patronictl -c \"$CONFIG\" \"$@\" 2>/dev/null; }\n\n# The role that the dynamic configuration on standard input gives a cluster.\nrole_of() {\n    if grep -E '^ *\"?standby_cluster\"?:' | grep -Evq ': *null'; then echo standby; else echo primary; fi\n}\n\n# What this site would be: primary, standby, or new when it has never been started.\nown_role() {\n    if settings=$(own show-config) && [ -n \"$settings\" ] && [ \"$settings\" != \"null\" ] && [ \"$settings\" != \"{}\" ]; then\n        printf '%s\\n' \"$settings\" | role_of\n    elif [ -s \"$DATA_DIR/patroni.dynamic.json\" ]; then\n        # An etcd that was lost or rebuilt: Patroni then takes what it kept beside the data.\n        tr ',' '\\n' < \"$DATA_DIR/patroni.dynamic.json\" | tr '{' '\\n' | role_of\n    elif [ -e \"$DATA_DIR/PG_VERSION\" ]; then\n        echo \"$BOOTSTRAP_ROLE\"\n    elif [ \"$BOOTSTRAP_ROLE\" = standby ]; then\n        echo standby\n    else\n        echo new\n    fi\n}\n\n# GET, for its body or its status.\nget() {\n    if [ -n \"$CA\" ]; then\n        curl --silent --fail --max-time 4 --cacert \"$CA\" \"$@\"\n    else\n        curl --silent --fail --max-time 4 \"$@\"\n    fi\n}\n\n# Whether the settings on standard input follow this site. With one other site there is nobody else to follow; with more,\n# a site may follow one that was promoted and does not answer here.\nfollows_us() {\n    [ \"$OTHER_SITES\" = 1 ] && return 0\n    words=$(tr -c '[:alnum:].:_-' '[\\n*]')\n    for host in $OWN_HOSTS; do\n        printf '%s\\n' \"$words\" | grep -Fxq -- \"$host\" && return 0\n    done\n    return 1\n}\n\n# One member of another site: prints \"primary SITE\", \"follower SITE\" when that site follows this one, \"standby SITE\" when\n# it follows another, \"unknown SITE (curl: N)\" when this node is what hinders the question (certificates, curl itself), or\n# nothing when it does not answer.\nask() {\n    site=${1%%=*}\n    url=${1#*=}\n    get --output /dev/null \"$url/primary\"\n    status=$?\n    if [ \"$status\" = 0 ]; then\n        echo \"primary $site\"\n    elif settings=$(get \"$url/config\"); then\n        role=$(printf '%s\\n' \"$settings\" | tr ',' '\\n' | tr '{' '\\n' | role_of)\n        if [ \"$role\" = standby ] && printf '%s\\n' \"$settings\" | follows_us; then role=follower; fi\n        echo \"$role $site\"\n    else\n        # Names, connections and answers that are missing are what a site looks like that is gone.\n        case $status in 6 | 7 | 22 | 28 | 52 | 56) ;; *) echo \"unknown $site (curl: $status)\" ;; esac\n    fi\n}\n\n# All of them at once.\nask_all() {\n    for other in $OTHERS; do ask \"$other\" & done\n    wait\n}\n\n# Whether a running Patroni of this site says that it holds the lock. Not what etcd says: a ring that comes back still\n# holds the lock of a leader that died with it, for as long as its lease is renewed by the restart.\nhas_leader() {\n    found=$(\n        for member in $OWN; do\n            if get --output /dev/null \"${member#*=}/leader\"; then echo \"$member\"; fi &\n        done\n        wait\n    )\n    [ -n \"$found\" ]\n}\n\n[ -e \"$OVERRIDE\" ] && start \"$OVERRIDE is there\"\n\nrole=$(own_role)\n[ \"$role\" = standby ] && start \"this site is a standby cluster\"\n\nanswers=$(ask_all)\nother=$(printf '%s\\n' \"$answers\" | sed -n 's/^primary //p' | head -n 1)\n[ -n \"$other\" ] && refuse \"$other is the primary, and this site would be a second one\"\nprintf '%s\\n' \"$answers\" | grep -q '^follower ' && start \"another site follows this one\"\n\nhas_leader && start \"this site has a leader, and this node joins it\"\nunknown=$(printf '%s\\n' \"$answers\" | sed -n 's/^unknown //p' | head -n 1)\n[ -n \"$unknown\" ] && refuse \"this node cannot ask $unknown: see its CA file and certificates, and whether curl is there\"\n[ \"$role\" = new ] && start \"this site is new, and no other site answers\"\n[ \"$GUARD\" = lenient ] && start \"no other site answers as primary, and guard is lenient\"\n[ -n \"$answers\" ] && refuse \"the sites that answer follow another one, which does not answer (guard: strict)\"\nrefuse \"no other site answers, so nobody knows whether one of them was promoted (guard: strict)\"\n";
},"useData":true},
  "throw-away-ca.sh": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "certificate "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"folder"),options)) != null ? stack1 : "")
    + " "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"requestFile"),options)) != null ? stack1 : "")
    + " "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"cert"),options)) != null ? stack1 : "")
    + " "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"key"),options)) != null ? stack1 : "")
    + "\n";
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "authority "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"folder"),options)) != null ? stack1 : "")
    + " "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"file"),options)) != null ? stack1 : "")
    + "\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "#!/bin/sh\n"
    + ((stack1 = helpers.comment(lookupProperty(depth0,"header"),options)) != null ? stack1 : "")
    + "\n#\n# usage: sh throw-away-ca.sh OUT\n# Makes a CA and every certificate of the estate, for labs and drills: its key lies in OUT, unprotected.\n\nset -eu\numask 077\n\nhere=$(cd \"$(dirname \"$0\")\" && pwd)\nout=${1:?usage: sh throw-away-ca.sh OUT}\nmkdir -p \"$out\"\n\nif [ ! -e \"$out/ca.pem\" ]; then\n    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 825 \\\n        -keyout \"$out/ca-key.pem\" -out \"$out/ca.pem\" -subj "
    + ((stack1 = helpers.sh(lookupProperty(depth0,"subject"),options)) != null ? stack1 : "")
    + " \\\n        -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign' 2>/dev/null\nfi\n\n# certificate NODE_FOLDER REQUEST CERT KEY\ncertificate() {\n    node=$out/$1 request=$here/$2 cert=$3 key=$4\n    mkdir -p \"$node$(dirname \"$cert\")\" \"$node$(dirname \"$key\")\"\n    openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes \\\n        -keyout \"$node$key\" -out \"$out/request.pem\" -config \"$request\" 2>/dev/null\n    sed -n '/^\\[extensions\\]/,$p' \"$request\" |\n        awk '{ print } /^subjectKeyIdentifier/ { print \"authorityKeyIdentifier = keyid\" }' > \"$out/extensions.cnf\"\n    openssl x509 -req -in \"$out/request.pem\" -CA \"$out/ca.pem\" -CAkey \"$out/ca-key.pem\" -CAcreateserial -days 825 \\\n        -extfile \"$out/extensions.cnf\" -extensions extensions -out \"$node$cert\" 2>/dev/null\n    rm -f \"$out/request.pem\" \"$out/extensions.cnf\"\n}\n\n# authority NODE_FOLDER FILE\nauthority() {\n    mkdir -p \"$out/$1$(dirname \"$2\")\"\n    cp \"$out/ca.pem\" \"$out/$1$2\"\n}\n\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"certificates"),{"name":"each","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"authorities"),{"name":"each","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\n# The folders that hold them must be open to their owners; the keys are not.\nfind \"$out\" -mindepth 1 -type d -exec chmod 0755 {} +\n";
},"useData":true},
  "topology.md": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return ((stack1 = helpers.text(lookupProperty(depth0,"primary"),options)) != null ? stack1 : "")
    + " takes writes."
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"flows"),{"name":"each","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\n\n";
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return " "
    + ((stack1 = helpers.text(lookupProperty(depth0,"to"),options)) != null ? stack1 : "")
    + " follows "
    + ((stack1 = helpers.text(lookupProperty(depth0,"from"),options)) != null ? stack1 : "")
    + " through slot `"
    + ((stack1 = helpers.text(lookupProperty(depth0,"slot"),options)) != null ? stack1 : "")
    + "`.";
},"2":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "  subgraph "
    + ((stack1 = helpers.text(lookupProperty(depth0,"id"),options)) != null ? stack1 : "")
    + "[\""
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + ": "
    + ((stack1 = helpers.text(lookupProperty(depth0,"roleName"),options)) != null ? stack1 : "")
    + " "
    + ((stack1 = helpers.text(lookupProperty(depth0,"scope"),options)) != null ? stack1 : "")
    + "\"]\n    direction TB\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"hasProxies"),{"name":"if","hash":{},"fn":container.program(3, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "    "
    + ((stack1 = helpers.text(lookupProperty(depth0,"id"),options)) != null ? stack1 : "")
    + "p[(\"PostgreSQL and Patroni"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"members"),{"name":"each","hash":{},"fn":container.program(4, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\")]\n    "
    + ((stack1 = helpers.text(lookupProperty(depth0,"id"),options)) != null ? stack1 : "")
    + "e([\"etcd ring"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"ring"),{"name":"each","hash":{},"fn":container.program(4, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\"])\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"hasProxies"),{"name":"if","hash":{},"fn":container.program(5, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "    "
    + ((stack1 = helpers.text(lookupProperty(depth0,"id"),options)) != null ? stack1 : "")
    + "p -.-|leader lock| "
    + ((stack1 = helpers.text(lookupProperty(depth0,"id"),options)) != null ? stack1 : "")
    + "e\n  end\n";
},"3":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "    "
    + ((stack1 = helpers.text(lookupProperty(depth0,"id"),options)) != null ? stack1 : "")
    + "h[\"HAProxy"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"proxies"),{"name":"each","hash":{},"fn":container.program(4, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\"]\n";
},"4":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty;

  return "<br/>"
    + ((stack1 = helpers.text(depth0,options)) != null ? stack1 : "");
},"5":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "    "
    + ((stack1 = helpers.text(lookupProperty(depth0,"id"),options)) != null ? stack1 : "")
    + "h -->|clients| "
    + ((stack1 = helpers.text(lookupProperty(depth0,"id"),options)) != null ? stack1 : "")
    + "p\n";
},"6":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "  "
    + ((stack1 = helpers.text(lookupProperty(depth0,"fromId"),options)) != null ? stack1 : "")
    + " ==>|\"WAL<br/>slot "
    + ((stack1 = helpers.text(lookupProperty(depth0,"slot"),options)) != null ? stack1 : "")
    + "\"| "
    + ((stack1 = helpers.text(lookupProperty(depth0,"toId"),options)) != null ? stack1 : "")
    + "\n";
},"7":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "  "
    + ((stack1 = helpers.text(lookupProperty(depth0,"fromId"),options)) != null ? stack1 : "")
    + " -.->|\"once "
    + ((stack1 = helpers.text(lookupProperty(depth0,"from"),options)) != null ? stack1 : "")
    + " is primary<br/>slot "
    + ((stack1 = helpers.text(lookupProperty(depth0,"slot"),options)) != null ? stack1 : "")
    + "\"| "
    + ((stack1 = helpers.text(lookupProperty(depth0,"toId"),options)) != null ? stack1 : "")
    + "\n";
},"8":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "| "
    + ((stack1 = helpers.text(lookupProperty(depth0,"site"),options)) != null ? stack1 : "")
    + " | "
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + " | "
    + ((stack1 = helpers.text(lookupProperty(depth0,"address"),options)) != null ? stack1 : "")
    + " | "
    + ((stack1 = helpers.text(lookupProperty(depth0,"wan"),options)) != null ? stack1 : "")
    + " | "
    + ((stack1 = helpers.text(lookupProperty(depth0,"runs"),options)) != null ? stack1 : "")
    + " |\n";
},"9":function(container,depth0,helpers,partials,data) {
    return ", and those of other sites that have `writes: all`";
},"10":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(data,"index"),{"name":"if","hash":{},"fn":container.program(11, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ((stack1 = helpers.text(depth0,options)) != null ? stack1 : "");
},"11":function(container,depth0,helpers,partials,data) {
    return ", ";
},"12":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "| "
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + " | "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"ports"),"postgresql"),options)) != null ? stack1 : "")
    + " | "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"ports"),"patroni"),options)) != null ? stack1 : "")
    + " | "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"ports"),"client"),options)) != null ? stack1 : "")
    + " | "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"ports"),"peer"),options)) != null ? stack1 : "")
    + " | "
    + ((stack1 = helpers.text(lookupProperty(lookupProperty(depth0,"ports"),"haproxy"),options)) != null ? stack1 : "")
    + " |\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty;

  return "\u003C!-- "
    + ((stack1 = helpers.text(lookupProperty(depth0,"header"),options)) != null ? stack1 : "")
    + " -->\n\n# Estate "
    + ((stack1 = helpers.text(lookupProperty(depth0,"name"),options)) != null ? stack1 : "")
    + "\n\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"primary"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "```mermaid\nflowchart LR\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"sites"),{"name":"each","hash":{},"fn":container.program(2, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"flows"),{"name":"each","hash":{},"fn":container.program(6, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"reverse"),{"name":"each","hash":{},"fn":container.program(7, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "```\n\n| site | node | address | seen by other sites as | runs |\n|---|---|---|---|---|\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"nodes"),{"name":"each","hash":{},"fn":container.program(8, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "\n## Ports\n\nAll are TCP. Who reaches them, for firewalls:\n\n| port | from |\n|---|---|\n| PostgreSQL | members of every site; HAProxy nodes of its own site"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"writesAll"),{"name":"if","hash":{},"fn":container.program(9, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + "; clients that do not come through HAProxy |\n| Patroni | the same members and HAProxy nodes |\n| etcd, clients | members of its own site |\n| etcd, members | etcd nodes of its own site |\n| HAProxy | applications |\n\n| node | PostgreSQL | Patroni | etcd, clients | etcd, members | HAProxy: "
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"pools"),{"name":"each","hash":{},"fn":container.program(10, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "")
    + " |\n|---|---|---|---|---|---|\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"nodes"),{"name":"each","hash":{},"fn":container.program(12, data, 0),"inverse":container.noop,"data":data})) != null ? stack1 : "");
},"useData":true},
};
