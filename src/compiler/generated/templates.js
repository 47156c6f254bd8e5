// Made by scripts/generate.mjs. Do not edit.
export const templates = {
  "dcs.yml": {"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return ((stack1 = lookupProperty(helpers,"comment").call(alias1,lookupProperty(depth0,"header"),{"name":"comment","hash":{},"data":data,"loc":{"start":{"line":1,"column":0},"end":{"line":1,"column":18}}})) != null ? stack1 : "")
    + "\n\n"
    + ((stack1 = lookupProperty(helpers,"block").call(alias1,lookupProperty(depth0,"config"),{"name":"block","hash":{},"data":data,"loc":{"start":{"line":3,"column":0},"end":{"line":3,"column":16}}})) != null ? stack1 : "")
    + "\n";
},"useData":true},
  "etcd.conf.yml": {"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return ((stack1 = lookupProperty(helpers,"comment").call(alias1,lookupProperty(depth0,"header"),{"name":"comment","hash":{},"data":data,"loc":{"start":{"line":1,"column":0},"end":{"line":1,"column":18}}})) != null ? stack1 : "")
    + "\n\n"
    + ((stack1 = lookupProperty(helpers,"section").call(alias1,lookupProperty(depth0,"config"),"This member.","name","data-dir",{"name":"section","hash":{},"data":data,"loc":{"start":{"line":3,"column":0},"end":{"line":4,"column":21}}})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"section").call(alias1,lookupProperty(depth0,"config"),"Where it listens, and what it tells the others. etcd takes IP addresses only to listen on.","listen-peer-urls","listen-client-urls","initial-advertise-peer-urls","advertise-client-urls",{"name":"section","hash":{},"data":data,"loc":{"start":{"line":5,"column":0},"end":{"line":6,"column":97}}})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"section").call(alias1,lookupProperty(depth0,"config"),"The ring of this site. One line without blanks: etcd would take a blank for part of a name.","initial-cluster","initial-cluster-token","initial-cluster-state",{"name":"section","hash":{},"data":data,"loc":{"start":{"line":7,"column":0},"end":{"line":8,"column":69}}})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"section").call(alias1,lookupProperty(depth0,"config"),"Elections, in milliseconds: the network inside one site.","heartbeat-interval","election-timeout","pre-vote","strict-reconfig-check",{"name":"section","hash":{},"data":data,"loc":{"start":{"line":9,"column":0},"end":{"line":10,"column":78}}})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"section").call(alias1,lookupProperty(depth0,"config"),"A ring that is not compacted grows until it refuses writes, and Patroni stops.","quota-backend-bytes","auto-compaction-mode","auto-compaction-retention",{"name":"section","hash":{},"data":data,"loc":{"start":{"line":11,"column":0},"end":{"line":12,"column":76}}})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"section").call(alias1,lookupProperty(depth0,"config"),"Metrics and log.","listen-metrics-urls","logger","log-level","log-outputs",{"name":"section","hash":{},"data":data,"loc":{"start":{"line":13,"column":0},"end":{"line":14,"column":60}}})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"section").call(alias1,lookupProperty(depth0,"config"),"Patroni talks to etcd through the gRPC gateway.","enable-grpc-gateway",{"name":"section","hash":{},"data":data,"loc":{"start":{"line":15,"column":0},"end":{"line":16,"column":25}}})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"section").call(alias1,lookupProperty(depth0,"config"),"TLS, with certificates asked of clients and of the other members.","client-transport-security","peer-transport-security","tls-min-version",{"name":"section","hash":{},"data":data,"loc":{"start":{"line":17,"column":0},"end":{"line":18,"column":75}}})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"rest").call(alias1,lookupProperty(depth0,"config"),"From overrides.",{"name":"rest","hash":{},"data":data,"loc":{"start":{"line":19,"column":0},"end":{"line":19,"column":33}}})) != null ? stack1 : "")
    + "\n";
},"useData":true},
  "haproxy.cfg": {"0":function(container,depth0,helpers,partials,data) {
    return "\n# Host names are looked up again while HAProxy runs.\nresolvers system\n    parse-resolv-conf\n";
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "\n"
    + ((stack1 = lookupProperty(helpers,"comment").call(alias1,lookupProperty(depth0,"about"),{"name":"comment","hash":{},"data":data,"loc":{"start":{"line":20,"column":0},"end":{"line":20,"column":22}}})) != null ? stack1 : "")
    + "\nlisten "
    + ((stack1 = lookupProperty(helpers,"word").call(alias1,lookupProperty(depth0,"name"),{"name":"word","hash":{},"data":data,"loc":{"start":{"line":21,"column":7},"end":{"line":21,"column":25}}})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"lines").call(alias1,lookupProperty(depth0,"settings"),{"name":"lines","hash":{},"data":data,"loc":{"start":{"line":22,"column":0},"end":{"line":22,"column":23}}})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"servers"),{"name":"each","hash":{},"fn":container.program(2, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":23,"column":0},"end":{"line":25,"column":9}}})) != null ? stack1 : "");
},"2":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "    server "
    + ((stack1 = lookupProperty(helpers,"word").call(alias1,lookupProperty(depth0,"name"),{"name":"word","hash":{},"data":data,"loc":{"start":{"line":24,"column":11},"end":{"line":24,"column":29}}})) != null ? stack1 : "")
    + " "
    + ((stack1 = lookupProperty(helpers,"word").call(alias1,lookupProperty(depth0,"address"),{"name":"word","hash":{},"data":data,"loc":{"start":{"line":24,"column":30},"end":{"line":24,"column":51}}})) != null ? stack1 : "")
    + " check port "
    + ((stack1 = lookupProperty(helpers,"word").call(alias1,lookupProperty(depth0,"checkPort"),{"name":"word","hash":{},"data":data,"loc":{"start":{"line":24,"column":63},"end":{"line":24,"column":86}}})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"resolved"),{"name":"if","hash":{},"fn":container.program(3, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":24,"column":86},"end":{"line":24,"column":156}}})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"backup"),{"name":"if","hash":{},"fn":container.program(4, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":24,"column":156},"end":{"line":24,"column":189}}})) != null ? stack1 : "")
    + "\n";
},"3":function(container,depth0,helpers,partials,data) {
    return " resolvers system init-addr last,libc,none";
},"4":function(container,depth0,helpers,partials,data) {
    return " backup";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return ((stack1 = lookupProperty(helpers,"comment").call(alias1,lookupProperty(depth0,"header"),{"name":"comment","hash":{},"data":data,"loc":{"start":{"line":1,"column":0},"end":{"line":1,"column":18}}})) != null ? stack1 : "")
    + "\n\nglobal\n"
    + ((stack1 = lookupProperty(helpers,"lines").call(alias1,lookupProperty(depth0,"global"),{"name":"lines","hash":{},"data":data,"loc":{"start":{"line":4,"column":0},"end":{"line":4,"column":16}}})) != null ? stack1 : "")
    + "\n\ndefaults\n"
    + ((stack1 = lookupProperty(helpers,"lines").call(alias1,lookupProperty(depth0,"defaults"),{"name":"lines","hash":{},"data":data,"loc":{"start":{"line":7,"column":0},"end":{"line":7,"column":18}}})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"resolves"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":8,"column":0},"end":{"line":13,"column":7}}})) != null ? stack1 : "")
    + "\n# Statistics page, for this machine only.\nfrontend stats\n"
    + ((stack1 = lookupProperty(helpers,"lines").call(alias1,lookupProperty(depth0,"stats"),{"name":"lines","hash":{},"data":data,"loc":{"start":{"line":17,"column":0},"end":{"line":17,"column":15}}})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"pools"),{"name":"each","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":18,"column":0},"end":{"line":26,"column":9}}})) != null ? stack1 : "");
},"useData":true},
  "patroni.yml": {"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return ((stack1 = lookupProperty(helpers,"comment").call(alias1,lookupProperty(depth0,"header"),{"name":"comment","hash":{},"data":data,"loc":{"start":{"line":1,"column":0},"end":{"line":1,"column":18}}})) != null ? stack1 : "")
    + "\n\n"
    + ((stack1 = lookupProperty(helpers,"section").call(alias1,lookupProperty(depth0,"config"),"The cluster of this site, and this member of it.","scope","namespace","name",{"name":"section","hash":{},"data":data,"loc":{"start":{"line":3,"column":0},"end":{"line":4,"column":30}}})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"section").call(alias1,lookupProperty(depth0,"config"),"Patroni's REST API: health for HAProxy, commands from patronictl. The password is in PATRONI_RESTAPI_PASSWORD.","restapi","ctl",{"name":"section","hash":{},"data":data,"loc":{"start":{"line":5,"column":0},"end":{"line":6,"column":19}}})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"section").call(alias1,lookupProperty(depth0,"config"),"The etcd ring of this site.","etcd3",{"name":"section","hash":{},"data":data,"loc":{"start":{"line":7,"column":0},"end":{"line":8,"column":11}}})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"section").call(alias1,lookupProperty(depth0,"config"),"Read once, when the cluster is made. After that bootstrap.dcs lives in etcd: change it with patronictl edit-config --apply dcs.yml.","bootstrap",{"name":"section","hash":{},"data":data,"loc":{"start":{"line":9,"column":0},"end":{"line":10,"column":15}}})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"section").call(alias1,lookupProperty(depth0,"config"),"Passwords are in PATRONI_SUPERUSER_PASSWORD, PATRONI_REPLICATION_PASSWORD and PATRONI_REWIND_PASSWORD: the same at every site.","postgresql",{"name":"section","hash":{},"data":data,"loc":{"start":{"line":11,"column":0},"end":{"line":12,"column":16}}})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"section").call(alias1,lookupProperty(depth0,"config"),"Resets the node when Patroni hangs while it holds the leader lock.","watchdog",{"name":"section","hash":{},"data":data,"loc":{"start":{"line":13,"column":0},"end":{"line":14,"column":14}}})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"section").call(alias1,lookupProperty(depth0,"config"),"This member's part in elections and pools.","tags",{"name":"section","hash":{},"data":data,"loc":{"start":{"line":15,"column":0},"end":{"line":16,"column":10}}})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"rest").call(alias1,lookupProperty(depth0,"config"),"From overrides.",{"name":"rest","hash":{},"data":data,"loc":{"start":{"line":17,"column":0},"end":{"line":17,"column":33}}})) != null ? stack1 : "")
    + "\n";
},"useData":true},
  "topology.md": {"0":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"primary"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":6,"column":0},"end":{"line":6,"column":16}}})) != null ? stack1 : "")
    + " takes writes."
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"flows"),{"name":"each","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":6,"column":30},"end":{"line":6,"column":133}}})) != null ? stack1 : "")
    + "\n\n";
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return " "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"to"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":6,"column":46},"end":{"line":6,"column":62}}})) != null ? stack1 : "")
    + " follows "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"from"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":6,"column":71},"end":{"line":6,"column":89}}})) != null ? stack1 : "")
    + " through slot `"
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"slot"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":6,"column":104},"end":{"line":6,"column":122}}})) != null ? stack1 : "")
    + "`.";
},"2":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "  subgraph "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"id"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":12,"column":11},"end":{"line":12,"column":27}}})) != null ? stack1 : "")
    + "[\""
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":12,"column":29},"end":{"line":12,"column":47}}})) != null ? stack1 : "")
    + ": "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"roleName"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":12,"column":49},"end":{"line":12,"column":71}}})) != null ? stack1 : "")
    + " "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"scope"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":12,"column":72},"end":{"line":12,"column":91}}})) != null ? stack1 : "")
    + "\"]\n    direction TB\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"hasProxies"),{"name":"if","hash":{},"fn":container.program(3, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":14,"column":0},"end":{"line":16,"column":7}}})) != null ? stack1 : "")
    + "    "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"id"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":17,"column":4},"end":{"line":17,"column":20}}})) != null ? stack1 : "")
    + "p[(\"PostgreSQL and Patroni"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"members"),{"name":"each","hash":{},"fn":container.program(4, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":17,"column":46},"end":{"line":17,"column":95}}})) != null ? stack1 : "")
    + "\")]\n    "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"id"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":18,"column":4},"end":{"line":18,"column":20}}})) != null ? stack1 : "")
    + "e([\"etcd ring"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"ring"),{"name":"each","hash":{},"fn":container.program(4, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":18,"column":33},"end":{"line":18,"column":79}}})) != null ? stack1 : "")
    + "\"])\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"hasProxies"),{"name":"if","hash":{},"fn":container.program(5, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":19,"column":0},"end":{"line":21,"column":7}}})) != null ? stack1 : "")
    + "    "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"id"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":22,"column":4},"end":{"line":22,"column":20}}})) != null ? stack1 : "")
    + "p -.-|leader lock| "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"id"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":22,"column":39},"end":{"line":22,"column":55}}})) != null ? stack1 : "")
    + "e\n  end\n";
},"3":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "    "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"id"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":15,"column":4},"end":{"line":15,"column":20}}})) != null ? stack1 : "")
    + "h[\"HAProxy"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"proxies"),{"name":"each","hash":{},"fn":container.program(4, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":15,"column":30},"end":{"line":15,"column":79}}})) != null ? stack1 : "")
    + "\"]\n";
},"4":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "<br/>"
    + ((stack1 = lookupProperty(helpers,"text").call(depth0 != null ? depth0 : (container.nullContext || {}),depth0,{"name":"text","hash":{},"data":data,"loc":{"start":{"line":15,"column":57},"end":{"line":15,"column":70}}})) != null ? stack1 : "");
},"5":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "    "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"id"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":20,"column":4},"end":{"line":20,"column":20}}})) != null ? stack1 : "")
    + "h -->|clients| "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"id"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":20,"column":35},"end":{"line":20,"column":51}}})) != null ? stack1 : "")
    + "p\n";
},"6":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "  "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"fromId"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":26,"column":2},"end":{"line":26,"column":22}}})) != null ? stack1 : "")
    + " ==>|\"WAL<br/>slot "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"slot"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":26,"column":41},"end":{"line":26,"column":59}}})) != null ? stack1 : "")
    + "\"| "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"toId"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":26,"column":62},"end":{"line":26,"column":80}}})) != null ? stack1 : "")
    + "\n";
},"7":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "  "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"fromId"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":29,"column":2},"end":{"line":29,"column":22}}})) != null ? stack1 : "")
    + " -.->|\"once "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"from"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":29,"column":34},"end":{"line":29,"column":52}}})) != null ? stack1 : "")
    + " is primary<br/>slot "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"slot"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":29,"column":73},"end":{"line":29,"column":91}}})) != null ? stack1 : "")
    + "\"| "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"toId"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":29,"column":94},"end":{"line":29,"column":112}}})) != null ? stack1 : "")
    + "\n";
},"8":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "| "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"site"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":36,"column":2},"end":{"line":36,"column":20}}})) != null ? stack1 : "")
    + " | "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":36,"column":23},"end":{"line":36,"column":41}}})) != null ? stack1 : "")
    + " | "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"address"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":36,"column":44},"end":{"line":36,"column":65}}})) != null ? stack1 : "")
    + " | "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"wan"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":36,"column":68},"end":{"line":36,"column":85}}})) != null ? stack1 : "")
    + " | "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"runs"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":36,"column":88},"end":{"line":36,"column":106}}})) != null ? stack1 : "")
    + " |\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "\u003C!-- "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"header"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":1,"column":5},"end":{"line":1,"column":20}}})) != null ? stack1 : "")
    + " -->\n\n# Estate "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"name"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":3,"column":9},"end":{"line":3,"column":22}}})) != null ? stack1 : "")
    + "\n\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"primary"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":5,"column":0},"end":{"line":8,"column":7}}})) != null ? stack1 : "")
    + "```mermaid\nflowchart LR\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"sites"),{"name":"each","hash":{},"fn":container.program(2, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":11,"column":0},"end":{"line":24,"column":9}}})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"flows"),{"name":"each","hash":{},"fn":container.program(6, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":25,"column":0},"end":{"line":27,"column":9}}})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"reverse"),{"name":"each","hash":{},"fn":container.program(7, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":28,"column":0},"end":{"line":30,"column":9}}})) != null ? stack1 : "")
    + "```\n\n| site | node | address | seen by other sites as | runs |\n|---|---|---|---|---|\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"nodes"),{"name":"each","hash":{},"fn":container.program(8, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":35,"column":0},"end":{"line":37,"column":9}}})) != null ? stack1 : "");
},"useData":true},
};
