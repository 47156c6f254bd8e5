// Made by scripts/generate.mjs. Do not edit.
"use strict";
export const validate = validate21;
export default validate21;
const schema6 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"https://pgdr-compile.dev/schema/topology.schema.json","type":"object","additionalProperties":false,"required":["version","name","primary","sites"],"properties":{"version":{"const":1},"name":{"$ref":"#/definitions/label"},"software":{"$ref":"#/definitions/software"},"primary":{"$ref":"#/definitions/label"},"timing":{"$ref":"#/definitions/timing"},"sites":{"type":"array","minItems":2,"items":{"$ref":"#/definitions/site"}},"clients":{"type":"array","items":{"$ref":"#/definitions/client"}},"credentials":{"$ref":"#/definitions/credentials"},"postgresql":{"$ref":"#/definitions/postgresql"},"bootstrap":{"$ref":"#/definitions/bootstrap"},"patroni":{"$ref":"#/definitions/patroni"},"etcd":{"$ref":"#/definitions/etcd"},"haproxy":{"$ref":"#/definitions/haproxy"},"tls":{"$ref":"#/definitions/tls"},"monitoring":{"type":"object","additionalProperties":false,"properties":{"prometheus":{"type":"boolean"},"jobs":{"type":"object","additionalProperties":false,"properties":{"patroni":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_-]{0,62}$"},"postgresql":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_-]{0,62}$"},"etcd":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_-]{0,62}$"},"blackbox":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_-]{0,62}$"}}},"ports":{"type":"object","additionalProperties":false,"properties":{"postgres_exporter":{"$ref":"#/definitions/port"}}},"interval":{"type":"string","pattern":"^[1-9][0-9]{0,3}s$"},"lag":{"type":"string","pattern":"^[1-9][0-9]{0,11}(kB|MB|GB|TB)$"},"delay":{"type":"string","pattern":"^[1-9][0-9]{0,8}(s|min|h)$"},"tls":{"type":"object","additionalProperties":false,"properties":{"ca":{"type":"string","pattern":"^/[A-Za-z0-9._/-]+$"},"cert":{"type":"string","pattern":"^/[A-Za-z0-9._/-]+$"},"key":{"type":"string","pattern":"^/[A-Za-z0-9._/-]+$"}}},"runbook":{"type":"string","pattern":"^[A-Za-z0-9.:/_~%+-]{1,500}$"}}},"overrides":{"$ref":"#/definitions/overrides"},"lint":{"type":"object","additionalProperties":false,"properties":{"rules":{"type":"object","additionalProperties":{"enum":["off","info","warning","error"]}}}}},"definitions":{"label":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$"},"hostLabel":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$"},"port":{"type":"integer","minimum":1,"maximum":65535},"address":{"type":"string","pattern":"^[A-Za-z0-9]([A-Za-z0-9._:-]{0,251}[A-Za-z0-9])?$|^::[A-Fa-f0-9:.]*$|^[A-Fa-f0-9:]*::$"},"absolutePath":{"type":"string","pattern":"^/[^\\s\"'`#$\\\\\\u0000-\\u001f\\u007f-\\u009f]*$"},"role":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_$-]{0,62}$"},"line":{"type":"string","pattern":"^[^\\u0000-\\u001f\\u007f\\u0085\\u2028\\u2029]+$"},"software":{"type":"object","additionalProperties":false,"properties":{"patroni":{"type":["string","number"],"pattern":"^[0-9]+\\.[0-9]+(\\.[0-9]+)?$"},"postgresql":{"type":"integer","minimum":13,"maximum":18},"etcd":{"type":["string","number"],"pattern":"^[0-9]+\\.[0-9]+(\\.[0-9]+)?$"},"haproxy":{"type":["string","number"],"pattern":"^[0-9]+\\.[0-9]+(\\.[0-9]+)?$"}}},"timing":{"type":["string","object"],"pattern":"^(fast|norm|safe|wide)$","additionalProperties":false,"properties":{"preset":{"enum":["fast","norm","safe","wide"]},"ttl":{"type":"integer","minimum":20},"loop_wait":{"type":"integer","minimum":1},"retry_timeout":{"type":"integer","minimum":3},"primary_start_timeout":{"type":"integer","minimum":0},"safety_margin":{"type":"integer","minimum":-1},"inter":{"$ref":"#/definitions/duration"},"fastinter":{"$ref":"#/definitions/duration"},"downinter":{"$ref":"#/definitions/duration"},"rise":{"type":"integer","minimum":1},"fall":{"type":"integer","minimum":1}}},"duration":{"type":"string","pattern":"^[1-9][0-9]{0,8}(us|ms|s|m|h|d)$"},"site":{"type":"object","additionalProperties":false,"required":["name","scope","etcd","nodes"],"properties":{"name":{"$ref":"#/definitions/label"},"scope":{"$ref":"#/definitions/hostLabel"},"namespace":{"type":"string","pattern":"^/[A-Za-z0-9._/-]*$"},"etcd":{"type":"object","additionalProperties":false,"required":["token"],"properties":{"token":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,254}$"},"client_port":{"$ref":"#/definitions/etcd/properties/client_port"},"peer_port":{"$ref":"#/definitions/etcd/properties/peer_port"},"data_dir":{"$ref":"#/definitions/etcd/properties/data_dir"}}},"standby":{"type":"object","additionalProperties":false,"properties":{"slot":{"$ref":"#/definitions/hostLabel"},"follow":{"$ref":"#/definitions/label"},"from":{"enum":["stream","archive"]},"restore_command":{"$ref":"#/definitions/line"},"archive_cleanup_command":{"$ref":"#/definitions/line"},"recovery_min_apply_delay":{"type":"string","pattern":"^(0|[0-9]+ ?(us|ms|s|min|h|d))$"}}},"endpoint":{"$ref":"#/definitions/endpoint"},"slots":{"type":"array","items":{"$ref":"#/definitions/hostLabel"}},"nodes":{"type":"array","minItems":1,"items":{"$ref":"#/definitions/node"}},"postgresql":{"$ref":"#/definitions/postgresql"},"bootstrap":{"$ref":"#/definitions/bootstrap"},"patroni":{"$ref":"#/definitions/patroni"},"haproxy":{"$ref":"#/definitions/haproxy"},"overrides":{"$ref":"#/definitions/overrides"}}},"endpoint":{"type":["string","object"],"pattern":"^[A-Za-z0-9]([A-Za-z0-9._:-]{0,251}[A-Za-z0-9])?$|^::[A-Fa-f0-9:.]*$|^[A-Fa-f0-9:]*::$","additionalProperties":false,"required":["address"],"properties":{"address":{"$ref":"#/definitions/address"},"port":{"$ref":"#/definitions/port"}}},"node":{"type":"object","additionalProperties":false,"required":["name","address"],"properties":{"name":{"$ref":"#/definitions/hostLabel"},"address":{"$ref":"#/definitions/address"},"wan_address":{"$ref":"#/definitions/address"},"runs":{"type":"array","minItems":1,"items":{"enum":["postgresql","etcd","haproxy"]}},"tags":{"type":"object","additionalProperties":false,"properties":{"nofailover":{"type":"boolean"},"noloadbalance":{"type":"boolean"},"nosync":{"type":"boolean"},"clonefrom":{"type":"boolean"},"nostream":{"type":"boolean"},"replicatefrom":{"$ref":"#/definitions/hostLabel"},"failover_priority":{"type":"integer","minimum":0}}},"etcd":{"type":"object","additionalProperties":false,"properties":{"name":{"$ref":"#/definitions/hostLabel"},"client_port":{"$ref":"#/definitions/etcd/properties/client_port"},"peer_port":{"$ref":"#/definitions/etcd/properties/peer_port"},"data_dir":{"$ref":"#/definitions/etcd/properties/data_dir"}}},"postgresql":{"$ref":"#/definitions/postgresql"},"patroni":{"$ref":"#/definitions/patroni"},"haproxy":{"$ref":"#/definitions/haproxy"},"overrides":{"$ref":"#/definitions/overrides"}}},"client":{"type":"object","additionalProperties":false,"required":["user","database","from"],"properties":{"user":{"type":"string","pattern":"^\\+?[A-Za-z_][A-Za-z0-9_$-]{0,62}$"},"database":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_$-]{0,62}$"},"from":{"type":["string","array"],"minItems":1,"pattern":"^[A-Za-z0-9:][A-Za-z0-9.:_-]*(/[0-9]{1,3})?$","items":{"type":"string","pattern":"^[A-Za-z0-9:][A-Za-z0-9.:_-]*(/[0-9]{1,3})?$"}}}},"credentials":{"type":"object","additionalProperties":false,"properties":{"superuser":{"$ref":"#/definitions/credential"},"replication":{"$ref":"#/definitions/credential"},"rewind":{"type":["boolean","object"],"additionalProperties":false,"required":["username"],"properties":{"username":{"$ref":"#/definitions/role"}}},"restapi":{"$ref":"#/definitions/credential"}}},"credential":{"type":"object","additionalProperties":false,"required":["username"],"properties":{"username":{"$ref":"#/definitions/role"}}},"postgresql":{"type":"object","additionalProperties":false,"properties":{"port":{"$ref":"#/definitions/port"},"data_dir":{"$ref":"#/definitions/absolutePath"},"bin_dir":{"$ref":"#/definitions/absolutePath"},"config_dir":{"$ref":"#/definitions/absolutePath"},"pgpass":{"$ref":"#/definitions/absolutePath"},"data_checksums":{"type":"boolean"},"initdb":{"type":"object","propertyNames":{"pattern":"^[a-z][a-z0-9-]*$"},"additionalProperties":{"type":["string","integer","boolean"],"pattern":"^[^\\u0000-\\u001f\\u007f\\u0085\\u2028\\u2029]*$"}},"parameters":{"type":"object","propertyNames":{"pattern":"^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?$"},"additionalProperties":{"type":["string","number","boolean"],"pattern":"^[^\\u0000-\\u001f\\u007f\\u0085\\u2028\\u2029]*$"}},"pg_hba":{"type":"array","minItems":1,"items":{"type":"string","pattern":"^[^\\u0000-\\u0008\\u000a-\\u001f\\u007f\\u0085\\u2028\\u2029]+$"}},"create_replica_methods":{"type":"array","minItems":1,"items":{"type":"string","pattern":"^[a-z][a-z0-9_]*$"}},"replica_methods":{"type":"object","propertyNames":{"pattern":"^(?!(authentication|basebackup|bin_dir|bin_name|callbacks|config_base_name|config_dir|connect_address|create_replica_methods?|custom_conf|data_dir|database|krbsrvname|listen|parameters|pg_ctl_timeout|pg_hba|pg_ident|pgpass|pre_promote|before_stop|proxy_address|recovery_conf|remove_data_directory_on_(rewind_failure|diverged_timelines)|use_pg_rewind|use_slots|use_unix_socket(_repl)?)$)[a-z][a-z0-9_]*$"},"additionalProperties":{"type":"object","additionalProperties":false,"properties":{"command":{"$ref":"#/definitions/line"},"no_params":{"type":"boolean"},"no_leader":{"type":"boolean"},"keep_data":{"type":"boolean"}}}}}},"bootstrap":{"type":"object","additionalProperties":false,"properties":{"method":{"type":"string","pattern":"^(?!(dcs|method|pg_hba|post_bootstrap|post_init|users)$)[a-z][a-z0-9_]*$"},"command":{"$ref":"#/definitions/line"},"no_params":{"type":"boolean"},"keep_existing_recovery_conf":{"type":"boolean"},"recovery_conf":{"type":"object","propertyNames":{"pattern":"^[A-Za-z_][A-Za-z0-9_]*$"},"additionalProperties":{"type":["string","number","boolean"],"pattern":"^[^\\u0000-\\u001f\\u007f\\u0085\\u2028\\u2029]*$"}}}},"patroni":{"type":"object","additionalProperties":false,"properties":{"restapi":{"type":"object","additionalProperties":false,"properties":{"port":{"$ref":"#/definitions/port"}}},"maximum_lag_on_failover":{"type":"integer","minimum":0},"maximum_lag_on_syncnode":{"type":"integer","minimum":-1},"synchronous_mode":{"type":["string","boolean"],"pattern":"^(off|on|quorum)$"},"synchronous_mode_strict":{"type":"boolean"},"synchronous_node_count":{"type":"integer","minimum":1},"failsafe_mode":{"type":"boolean"},"guard":{"enum":["strict","lenient"]},"watchdog":{"type":"object","additionalProperties":false,"properties":{"mode":{"enum":["off","automatic","required"]},"device":{"$ref":"#/definitions/absolutePath"}}}}},"etcd":{"type":"object","additionalProperties":false,"properties":{"client_port":{"$ref":"#/definitions/port"},"peer_port":{"$ref":"#/definitions/port"},"data_dir":{"$ref":"#/definitions/absolutePath"}}},"haproxy":{"type":"object","additionalProperties":false,"properties":{"ports":{"type":"object","additionalProperties":false,"properties":{"primary":{"$ref":"#/definitions/port"},"replicas":{"$ref":"#/definitions/port"},"standby_leader":{"$ref":"#/definitions/port"},"stats":{"$ref":"#/definitions/port"}}},"writes":{"enum":["local","all"]}}},"tls":{"type":"object","additionalProperties":false,"properties":{"etcd":{"$ref":"#/definitions/tlsFiles"},"restapi":{"$ref":"#/definitions/tlsFiles"},"postgresql":{"$ref":"#/definitions/tlsFiles"},"haproxy":{"type":"object","additionalProperties":false,"properties":{"ca":{"$ref":"#/definitions/absolutePath"}}}}},"tlsFiles":{"type":["boolean","object"],"additionalProperties":false,"properties":{"ca":{"$ref":"#/definitions/absolutePath"},"cert":{"$ref":"#/definitions/absolutePath"},"key":{"$ref":"#/definitions/absolutePath"}}},"overrides":{"type":"object","additionalProperties":false,"properties":{"patroni":{"type":"object"},"etcd":{"type":"object"},"haproxy":{"type":"object","propertyNames":{"enum":["global","defaults","stats","primary","replicas","standby_leader"]},"additionalProperties":{"type":"object","propertyNames":{"pattern":"^[a-z][a-z0-9-]*(\\.[a-z0-9-]+)*( [a-z][a-z0-9.-]*)*$"},"additionalProperties":{"type":["string","number","boolean","null"],"pattern":"^[^\\u0000-\\u001f\\u007f]*$"}}}}}}};
const func2 = Object.prototype.hasOwnProperty;
const schema7 = {"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$"};
const pattern0 = new RegExp("^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$", "u");

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(!pattern0.test(data)){
const err0 = {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}

const schema8 = {"type":"object","additionalProperties":false,"properties":{"patroni":{"type":["string","number"],"pattern":"^[0-9]+\\.[0-9]+(\\.[0-9]+)?$"},"postgresql":{"type":"integer","minimum":13,"maximum":18},"etcd":{"type":["string","number"],"pattern":"^[0-9]+\\.[0-9]+(\\.[0-9]+)?$"},"haproxy":{"type":["string","number"],"pattern":"^[0-9]+\\.[0-9]+(\\.[0-9]+)?$"}}};
const pattern1 = new RegExp("^[0-9]+\\.[0-9]+(\\.[0-9]+)?$", "u");

function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((key0 === "patroni") || (key0 === "postgresql")) || (key0 === "etcd")) || (key0 === "haproxy"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.patroni !== undefined){
let data0 = data.patroni;
if((typeof data0 !== "string") && (!((typeof data0 == "number") && (isFinite(data0))))){
const err1 = {instancePath:instancePath+"/patroni",schemaPath:"#/properties/patroni/type",keyword:"type",params:{type: schema8.properties.patroni.type}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(typeof data0 === "string"){
if(!pattern1.test(data0)){
const err2 = {instancePath:instancePath+"/patroni",schemaPath:"#/properties/patroni/pattern",keyword:"pattern",params:{pattern: "^[0-9]+\\.[0-9]+(\\.[0-9]+)?$"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
if(data.postgresql !== undefined){
let data1 = data.postgresql;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err3 = {instancePath:instancePath+"/postgresql",schemaPath:"#/properties/postgresql/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 18 || isNaN(data1)){
const err4 = {instancePath:instancePath+"/postgresql",schemaPath:"#/properties/postgresql/maximum",keyword:"maximum",params:{comparison: "<=", limit: 18}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data1 < 13 || isNaN(data1)){
const err5 = {instancePath:instancePath+"/postgresql",schemaPath:"#/properties/postgresql/minimum",keyword:"minimum",params:{comparison: ">=", limit: 13}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
if(data.etcd !== undefined){
let data2 = data.etcd;
if((typeof data2 !== "string") && (!((typeof data2 == "number") && (isFinite(data2))))){
const err6 = {instancePath:instancePath+"/etcd",schemaPath:"#/properties/etcd/type",keyword:"type",params:{type: schema8.properties.etcd.type}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(typeof data2 === "string"){
if(!pattern1.test(data2)){
const err7 = {instancePath:instancePath+"/etcd",schemaPath:"#/properties/etcd/pattern",keyword:"pattern",params:{pattern: "^[0-9]+\\.[0-9]+(\\.[0-9]+)?$"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
if(data.haproxy !== undefined){
let data3 = data.haproxy;
if((typeof data3 !== "string") && (!((typeof data3 == "number") && (isFinite(data3))))){
const err8 = {instancePath:instancePath+"/haproxy",schemaPath:"#/properties/haproxy/type",keyword:"type",params:{type: schema8.properties.haproxy.type}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(typeof data3 === "string"){
if(!pattern1.test(data3)){
const err9 = {instancePath:instancePath+"/haproxy",schemaPath:"#/properties/haproxy/pattern",keyword:"pattern",params:{pattern: "^[0-9]+\\.[0-9]+(\\.[0-9]+)?$"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
}
else {
const err10 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
validate24.errors = vErrors;
return errors === 0;
}

const schema9 = {"type":["string","object"],"pattern":"^(fast|norm|safe|wide)$","additionalProperties":false,"properties":{"preset":{"enum":["fast","norm","safe","wide"]},"ttl":{"type":"integer","minimum":20},"loop_wait":{"type":"integer","minimum":1},"retry_timeout":{"type":"integer","minimum":3},"primary_start_timeout":{"type":"integer","minimum":0},"safety_margin":{"type":"integer","minimum":-1},"inter":{"$ref":"#/definitions/duration"},"fastinter":{"$ref":"#/definitions/duration"},"downinter":{"$ref":"#/definitions/duration"},"rise":{"type":"integer","minimum":1},"fall":{"type":"integer","minimum":1}}};
const pattern4 = new RegExp("^(fast|norm|safe|wide)$", "u");
const schema10 = {"type":"string","pattern":"^[1-9][0-9]{0,8}(us|ms|s|m|h|d)$"};
const pattern5 = new RegExp("^[1-9][0-9]{0,8}(us|ms|s|m|h|d)$", "u");

function validate28(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(!pattern5.test(data)){
const err0 = {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,8}(us|ms|s|m|h|d)$"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate28.errors = vErrors;
return errors === 0;
}


function validate27(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema9.type}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(typeof data === "string"){
if(!pattern4.test(data)){
const err1 = {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^(fast|norm|safe|wide)$"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func2.call(schema9.properties, key0))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.preset !== undefined){
let data0 = data.preset;
if(!((((data0 === "fast") || (data0 === "norm")) || (data0 === "safe")) || (data0 === "wide"))){
const err3 = {instancePath:instancePath+"/preset",schemaPath:"#/properties/preset/enum",keyword:"enum",params:{allowedValues: schema9.properties.preset.enum}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.ttl !== undefined){
let data1 = data.ttl;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err4 = {instancePath:instancePath+"/ttl",schemaPath:"#/properties/ttl/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 < 20 || isNaN(data1)){
const err5 = {instancePath:instancePath+"/ttl",schemaPath:"#/properties/ttl/minimum",keyword:"minimum",params:{comparison: ">=", limit: 20}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
if(data.loop_wait !== undefined){
let data2 = data.loop_wait;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err6 = {instancePath:instancePath+"/loop_wait",schemaPath:"#/properties/loop_wait/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 1 || isNaN(data2)){
const err7 = {instancePath:instancePath+"/loop_wait",schemaPath:"#/properties/loop_wait/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
if(data.retry_timeout !== undefined){
let data3 = data.retry_timeout;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
const err8 = {instancePath:instancePath+"/retry_timeout",schemaPath:"#/properties/retry_timeout/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 < 3 || isNaN(data3)){
const err9 = {instancePath:instancePath+"/retry_timeout",schemaPath:"#/properties/retry_timeout/minimum",keyword:"minimum",params:{comparison: ">=", limit: 3}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
if(data.primary_start_timeout !== undefined){
let data4 = data.primary_start_timeout;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
const err10 = {instancePath:instancePath+"/primary_start_timeout",schemaPath:"#/properties/primary_start_timeout/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 0 || isNaN(data4)){
const err11 = {instancePath:instancePath+"/primary_start_timeout",schemaPath:"#/properties/primary_start_timeout/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
if(data.safety_margin !== undefined){
let data5 = data.safety_margin;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
const err12 = {instancePath:instancePath+"/safety_margin",schemaPath:"#/properties/safety_margin/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 < -1 || isNaN(data5)){
const err13 = {instancePath:instancePath+"/safety_margin",schemaPath:"#/properties/safety_margin/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
if(data.inter !== undefined){
if(!(validate28(data.inter, {instancePath:instancePath+"/inter",parentData:data,parentDataProperty:"inter",rootData}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
}
if(data.fastinter !== undefined){
if(!(validate28(data.fastinter, {instancePath:instancePath+"/fastinter",parentData:data,parentDataProperty:"fastinter",rootData}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
}
if(data.downinter !== undefined){
if(!(validate28(data.downinter, {instancePath:instancePath+"/downinter",parentData:data,parentDataProperty:"downinter",rootData}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
}
if(data.rise !== undefined){
let data9 = data.rise;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
const err14 = {instancePath:instancePath+"/rise",schemaPath:"#/properties/rise/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 < 1 || isNaN(data9)){
const err15 = {instancePath:instancePath+"/rise",schemaPath:"#/properties/rise/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
if(data.fall !== undefined){
let data10 = data.fall;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
const err16 = {instancePath:instancePath+"/fall",schemaPath:"#/properties/fall/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 < 1 || isNaN(data10)){
const err17 = {instancePath:instancePath+"/fall",schemaPath:"#/properties/fall/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
}
validate27.errors = vErrors;
return errors === 0;
}

const schema11 = {"type":"object","additionalProperties":false,"required":["name","scope","etcd","nodes"],"properties":{"name":{"$ref":"#/definitions/label"},"scope":{"$ref":"#/definitions/hostLabel"},"namespace":{"type":"string","pattern":"^/[A-Za-z0-9._/-]*$"},"etcd":{"type":"object","additionalProperties":false,"required":["token"],"properties":{"token":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,254}$"},"client_port":{"$ref":"#/definitions/etcd/properties/client_port"},"peer_port":{"$ref":"#/definitions/etcd/properties/peer_port"},"data_dir":{"$ref":"#/definitions/etcd/properties/data_dir"}}},"standby":{"type":"object","additionalProperties":false,"properties":{"slot":{"$ref":"#/definitions/hostLabel"},"follow":{"$ref":"#/definitions/label"},"from":{"enum":["stream","archive"]},"restore_command":{"$ref":"#/definitions/line"},"archive_cleanup_command":{"$ref":"#/definitions/line"},"recovery_min_apply_delay":{"type":"string","pattern":"^(0|[0-9]+ ?(us|ms|s|min|h|d))$"}}},"endpoint":{"$ref":"#/definitions/endpoint"},"slots":{"type":"array","items":{"$ref":"#/definitions/hostLabel"}},"nodes":{"type":"array","minItems":1,"items":{"$ref":"#/definitions/node"}},"postgresql":{"$ref":"#/definitions/postgresql"},"bootstrap":{"$ref":"#/definitions/bootstrap"},"patroni":{"$ref":"#/definitions/patroni"},"haproxy":{"$ref":"#/definitions/haproxy"},"overrides":{"$ref":"#/definitions/overrides"}}};
const schema12 = {"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$"};
const pattern6 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$", "u");

function validate35(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(!pattern6.test(data)){
const err0 = {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate35.errors = vErrors;
return errors === 0;
}

const schema13 = {"type":"integer","minimum":1,"maximum":65535};

function validate37(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((typeof data == "number") && (isFinite(data))){
if(data > 65535 || isNaN(data)){
const err1 = {instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data < 1 || isNaN(data)){
const err2 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
validate37.errors = vErrors;
return errors === 0;
}


function validate39(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((typeof data == "number") && (isFinite(data))){
if(data > 65535 || isNaN(data)){
const err1 = {instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data < 1 || isNaN(data)){
const err2 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
validate39.errors = vErrors;
return errors === 0;
}

const schema15 = {"type":"string","pattern":"^/[^\\s\"'`#$\\\\\\u0000-\\u001f\\u007f-\\u009f]*$"};
const pattern9 = new RegExp("^/[^\\s\"'`#$\\\\\\u0000-\\u001f\\u007f-\\u009f]*$", "u");

function validate41(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(!pattern9.test(data)){
const err0 = {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^/[^\\s\"'`#$\\\\\\u0000-\\u001f\\u007f-\\u009f]*$"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate41.errors = vErrors;
return errors === 0;
}

const schema16 = {"type":"string","pattern":"^[^\\u0000-\\u001f\\u007f\\u0085\\u2028\\u2029]+$"};
const pattern10 = new RegExp("^[^\\u0000-\\u001f\\u007f\\u0085\\u2028\\u2029]+$", "u");

function validate45(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(!pattern10.test(data)){
const err0 = {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f\\u0085\\u2028\\u2029]+$"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate45.errors = vErrors;
return errors === 0;
}

const schema17 = {"type":["string","object"],"pattern":"^[A-Za-z0-9]([A-Za-z0-9._:-]{0,251}[A-Za-z0-9])?$|^::[A-Fa-f0-9:.]*$|^[A-Fa-f0-9:]*::$","additionalProperties":false,"required":["address"],"properties":{"address":{"$ref":"#/definitions/address"},"port":{"$ref":"#/definitions/port"}}};
const pattern12 = new RegExp("^[A-Za-z0-9]([A-Za-z0-9._:-]{0,251}[A-Za-z0-9])?$|^::[A-Fa-f0-9:.]*$|^[A-Fa-f0-9:]*::$", "u");
const schema18 = {"type":"string","pattern":"^[A-Za-z0-9]([A-Za-z0-9._:-]{0,251}[A-Za-z0-9])?$|^::[A-Fa-f0-9:.]*$|^[A-Fa-f0-9:]*::$"};

function validate49(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(!pattern12.test(data)){
const err0 = {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9._:-]{0,251}[A-Za-z0-9])?$|^::[A-Fa-f0-9:.]*$|^[A-Fa-f0-9:]*::$"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate49.errors = vErrors;
return errors === 0;
}


function validate51(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((typeof data == "number") && (isFinite(data))){
if(data > 65535 || isNaN(data)){
const err1 = {instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data < 1 || isNaN(data)){
const err2 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
validate51.errors = vErrors;
return errors === 0;
}


function validate48(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema17.type}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(typeof data === "string"){
if(!pattern12.test(data)){
const err1 = {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9._:-]{0,251}[A-Za-z0-9])?$|^::[A-Fa-f0-9:.]*$|^[A-Fa-f0-9:]*::$"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.address === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "address"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "address") || (key0 === "port"))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.address !== undefined){
if(!(validate49(data.address, {instancePath:instancePath+"/address",parentData:data,parentDataProperty:"address",rootData}))){
vErrors = vErrors === null ? validate49.errors : vErrors.concat(validate49.errors);
errors = vErrors.length;
}
}
if(data.port !== undefined){
if(!(validate51(data.port, {instancePath:instancePath+"/port",parentData:data,parentDataProperty:"port",rootData}))){
vErrors = vErrors === null ? validate51.errors : vErrors.concat(validate51.errors);
errors = vErrors.length;
}
}
}
validate48.errors = vErrors;
return errors === 0;
}

const schema20 = {"type":"object","additionalProperties":false,"required":["name","address"],"properties":{"name":{"$ref":"#/definitions/hostLabel"},"address":{"$ref":"#/definitions/address"},"wan_address":{"$ref":"#/definitions/address"},"runs":{"type":"array","minItems":1,"items":{"enum":["postgresql","etcd","haproxy"]}},"tags":{"type":"object","additionalProperties":false,"properties":{"nofailover":{"type":"boolean"},"noloadbalance":{"type":"boolean"},"nosync":{"type":"boolean"},"clonefrom":{"type":"boolean"},"nostream":{"type":"boolean"},"replicatefrom":{"$ref":"#/definitions/hostLabel"},"failover_priority":{"type":"integer","minimum":0}}},"etcd":{"type":"object","additionalProperties":false,"properties":{"name":{"$ref":"#/definitions/hostLabel"},"client_port":{"$ref":"#/definitions/etcd/properties/client_port"},"peer_port":{"$ref":"#/definitions/etcd/properties/peer_port"},"data_dir":{"$ref":"#/definitions/etcd/properties/data_dir"}}},"postgresql":{"$ref":"#/definitions/postgresql"},"patroni":{"$ref":"#/definitions/patroni"},"haproxy":{"$ref":"#/definitions/haproxy"},"overrides":{"$ref":"#/definitions/overrides"}}};
const schema21 = {"type":"object","additionalProperties":false,"properties":{"port":{"$ref":"#/definitions/port"},"data_dir":{"$ref":"#/definitions/absolutePath"},"bin_dir":{"$ref":"#/definitions/absolutePath"},"config_dir":{"$ref":"#/definitions/absolutePath"},"pgpass":{"$ref":"#/definitions/absolutePath"},"data_checksums":{"type":"boolean"},"initdb":{"type":"object","propertyNames":{"pattern":"^[a-z][a-z0-9-]*$"},"additionalProperties":{"type":["string","integer","boolean"],"pattern":"^[^\\u0000-\\u001f\\u007f\\u0085\\u2028\\u2029]*$"}},"parameters":{"type":"object","propertyNames":{"pattern":"^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?$"},"additionalProperties":{"type":["string","number","boolean"],"pattern":"^[^\\u0000-\\u001f\\u007f\\u0085\\u2028\\u2029]*$"}},"pg_hba":{"type":"array","minItems":1,"items":{"type":"string","pattern":"^[^\\u0000-\\u0008\\u000a-\\u001f\\u007f\\u0085\\u2028\\u2029]+$"}},"create_replica_methods":{"type":"array","minItems":1,"items":{"type":"string","pattern":"^[a-z][a-z0-9_]*$"}},"replica_methods":{"type":"object","propertyNames":{"pattern":"^(?!(authentication|basebackup|bin_dir|bin_name|callbacks|config_base_name|config_dir|connect_address|create_replica_methods?|custom_conf|data_dir|database|krbsrvname|listen|parameters|pg_ctl_timeout|pg_hba|pg_ident|pgpass|pre_promote|before_stop|proxy_address|recovery_conf|remove_data_directory_on_(rewind_failure|diverged_timelines)|use_pg_rewind|use_slots|use_unix_socket(_repl)?)$)[a-z][a-z0-9_]*$"},"additionalProperties":{"type":"object","additionalProperties":false,"properties":{"command":{"$ref":"#/definitions/line"},"no_params":{"type":"boolean"},"no_leader":{"type":"boolean"},"keep_data":{"type":"boolean"}}}}}};

function validate66(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(!pattern9.test(data)){
const err0 = {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^/[^\\s\"'`#$\\\\\\u0000-\\u001f\\u007f-\\u009f]*$"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate66.errors = vErrors;
return errors === 0;
}

const pattern15 = new RegExp("^[a-z][a-z0-9-]*$", "u");
const pattern16 = new RegExp("^[^\\u0000-\\u001f\\u007f\\u0085\\u2028\\u2029]*$", "u");
const pattern17 = new RegExp("^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?$", "u");
const pattern19 = new RegExp("^[^\\u0000-\\u0008\\u000a-\\u001f\\u007f\\u0085\\u2028\\u2029]+$", "u");
const pattern20 = new RegExp("^[a-z][a-z0-9_]*$", "u");
const pattern21 = new RegExp("^(?!(authentication|basebackup|bin_dir|bin_name|callbacks|config_base_name|config_dir|connect_address|create_replica_methods?|custom_conf|data_dir|database|krbsrvname|listen|parameters|pg_ctl_timeout|pg_hba|pg_ident|pgpass|pre_promote|before_stop|proxy_address|recovery_conf|remove_data_directory_on_(rewind_failure|diverged_timelines)|use_pg_rewind|use_slots|use_unix_socket(_repl)?)$)[a-z][a-z0-9_]*$", "u");

function validate64(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func2.call(schema21.properties, key0))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.port !== undefined){
if(!(validate51(data.port, {instancePath:instancePath+"/port",parentData:data,parentDataProperty:"port",rootData}))){
vErrors = vErrors === null ? validate51.errors : vErrors.concat(validate51.errors);
errors = vErrors.length;
}
}
if(data.data_dir !== undefined){
if(!(validate66(data.data_dir, {instancePath:instancePath+"/data_dir",parentData:data,parentDataProperty:"data_dir",rootData}))){
vErrors = vErrors === null ? validate66.errors : vErrors.concat(validate66.errors);
errors = vErrors.length;
}
}
if(data.bin_dir !== undefined){
if(!(validate66(data.bin_dir, {instancePath:instancePath+"/bin_dir",parentData:data,parentDataProperty:"bin_dir",rootData}))){
vErrors = vErrors === null ? validate66.errors : vErrors.concat(validate66.errors);
errors = vErrors.length;
}
}
if(data.config_dir !== undefined){
if(!(validate66(data.config_dir, {instancePath:instancePath+"/config_dir",parentData:data,parentDataProperty:"config_dir",rootData}))){
vErrors = vErrors === null ? validate66.errors : vErrors.concat(validate66.errors);
errors = vErrors.length;
}
}
if(data.pgpass !== undefined){
if(!(validate66(data.pgpass, {instancePath:instancePath+"/pgpass",parentData:data,parentDataProperty:"pgpass",rootData}))){
vErrors = vErrors === null ? validate66.errors : vErrors.concat(validate66.errors);
errors = vErrors.length;
}
}
if(data.data_checksums !== undefined){
if(typeof data.data_checksums !== "boolean"){
const err1 = {instancePath:instancePath+"/data_checksums",schemaPath:"#/properties/data_checksums/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.initdb !== undefined){
let data6 = data.initdb;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
for(const key1 in data6){
const _errs11 = errors;
if(typeof key1 === "string"){
if(!pattern15.test(key1)){
const err2 = {instancePath:instancePath+"/initdb",schemaPath:"#/properties/initdb/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]*$"},propertyName:key1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
var valid1 = _errs11 === errors;
if(!valid1){
const err3 = {instancePath:instancePath+"/initdb",schemaPath:"#/properties/initdb/propertyNames",keyword:"propertyNames",params:{propertyName: key1}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
for(const key2 in data6){
let data7 = data6[key2];
if(((typeof data7 !== "string") && (!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7))))) && (typeof data7 !== "boolean")){
const err4 = {instancePath:instancePath+"/initdb/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/initdb/additionalProperties/type",keyword:"type",params:{type: schema21.properties.initdb.additionalProperties.type}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(typeof data7 === "string"){
if(!pattern16.test(data7)){
const err5 = {instancePath:instancePath+"/initdb/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/initdb/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f\\u0085\\u2028\\u2029]*$"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
}
else {
const err6 = {instancePath:instancePath+"/initdb",schemaPath:"#/properties/initdb/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.parameters !== undefined){
let data8 = data.parameters;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
for(const key3 in data8){
const _errs17 = errors;
if(typeof key3 === "string"){
if(!pattern17.test(key3)){
const err7 = {instancePath:instancePath+"/parameters",schemaPath:"#/properties/parameters/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?$"},propertyName:key3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
var valid3 = _errs17 === errors;
if(!valid3){
const err8 = {instancePath:instancePath+"/parameters",schemaPath:"#/properties/parameters/propertyNames",keyword:"propertyNames",params:{propertyName: key3}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
for(const key4 in data8){
let data9 = data8[key4];
if(((typeof data9 !== "string") && (!((typeof data9 == "number") && (isFinite(data9))))) && (typeof data9 !== "boolean")){
const err9 = {instancePath:instancePath+"/parameters/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/parameters/additionalProperties/type",keyword:"type",params:{type: schema21.properties.parameters.additionalProperties.type}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(typeof data9 === "string"){
if(!pattern16.test(data9)){
const err10 = {instancePath:instancePath+"/parameters/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/parameters/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f\\u0085\\u2028\\u2029]*$"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
}
}
else {
const err11 = {instancePath:instancePath+"/parameters",schemaPath:"#/properties/parameters/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.pg_hba !== undefined){
let data10 = data.pg_hba;
if(Array.isArray(data10)){
if(data10.length < 1){
const err12 = {instancePath:instancePath+"/pg_hba",schemaPath:"#/properties/pg_hba/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
const len0 = data10.length;
for(let i0=0; i0<len0; i0++){
let data11 = data10[i0];
if(typeof data11 === "string"){
if(!pattern19.test(data11)){
const err13 = {instancePath:instancePath+"/pg_hba/" + i0,schemaPath:"#/properties/pg_hba/items/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u0008\\u000a-\\u001f\\u007f\\u0085\\u2028\\u2029]+$"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/pg_hba/" + i0,schemaPath:"#/properties/pg_hba/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
else {
const err15 = {instancePath:instancePath+"/pg_hba",schemaPath:"#/properties/pg_hba/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.create_replica_methods !== undefined){
let data12 = data.create_replica_methods;
if(Array.isArray(data12)){
if(data12.length < 1){
const err16 = {instancePath:instancePath+"/create_replica_methods",schemaPath:"#/properties/create_replica_methods/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
const len1 = data12.length;
for(let i1=0; i1<len1; i1++){
let data13 = data12[i1];
if(typeof data13 === "string"){
if(!pattern20.test(data13)){
const err17 = {instancePath:instancePath+"/create_replica_methods/" + i1,schemaPath:"#/properties/create_replica_methods/items/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9_]*$"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/create_replica_methods/" + i1,schemaPath:"#/properties/create_replica_methods/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
else {
const err19 = {instancePath:instancePath+"/create_replica_methods",schemaPath:"#/properties/create_replica_methods/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.replica_methods !== undefined){
let data14 = data.replica_methods;
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
for(const key5 in data14){
const _errs31 = errors;
if(typeof key5 === "string"){
if(!pattern21.test(key5)){
const err20 = {instancePath:instancePath+"/replica_methods",schemaPath:"#/properties/replica_methods/propertyNames/pattern",keyword:"pattern",params:{pattern: "^(?!(authentication|basebackup|bin_dir|bin_name|callbacks|config_base_name|config_dir|connect_address|create_replica_methods?|custom_conf|data_dir|database|krbsrvname|listen|parameters|pg_ctl_timeout|pg_hba|pg_ident|pgpass|pre_promote|before_stop|proxy_address|recovery_conf|remove_data_directory_on_(rewind_failure|diverged_timelines)|use_pg_rewind|use_slots|use_unix_socket(_repl)?)$)[a-z][a-z0-9_]*$"},propertyName:key5};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
var valid9 = _errs31 === errors;
if(!valid9){
const err21 = {instancePath:instancePath+"/replica_methods",schemaPath:"#/properties/replica_methods/propertyNames",keyword:"propertyNames",params:{propertyName: key5}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
for(const key6 in data14){
let data15 = data14[key6];
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
for(const key7 in data15){
if(!((((key7 === "command") || (key7 === "no_params")) || (key7 === "no_leader")) || (key7 === "keep_data"))){
const err22 = {instancePath:instancePath+"/replica_methods/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/replica_methods/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data15.command !== undefined){
if(!(validate45(data15.command, {instancePath:instancePath+"/replica_methods/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/command",parentData:data15,parentDataProperty:"command",rootData}))){
vErrors = vErrors === null ? validate45.errors : vErrors.concat(validate45.errors);
errors = vErrors.length;
}
}
if(data15.no_params !== undefined){
if(typeof data15.no_params !== "boolean"){
const err23 = {instancePath:instancePath+"/replica_methods/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/no_params",schemaPath:"#/properties/replica_methods/additionalProperties/properties/no_params/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data15.no_leader !== undefined){
if(typeof data15.no_leader !== "boolean"){
const err24 = {instancePath:instancePath+"/replica_methods/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/no_leader",schemaPath:"#/properties/replica_methods/additionalProperties/properties/no_leader/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data15.keep_data !== undefined){
if(typeof data15.keep_data !== "boolean"){
const err25 = {instancePath:instancePath+"/replica_methods/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/keep_data",schemaPath:"#/properties/replica_methods/additionalProperties/properties/keep_data/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
else {
const err26 = {instancePath:instancePath+"/replica_methods/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/replica_methods/additionalProperties/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
else {
const err27 = {instancePath:instancePath+"/replica_methods",schemaPath:"#/properties/replica_methods/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
else {
const err28 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
validate64.errors = vErrors;
return errors === 0;
}

const schema23 = {"type":"object","additionalProperties":false,"properties":{"restapi":{"type":"object","additionalProperties":false,"properties":{"port":{"$ref":"#/definitions/port"}}},"maximum_lag_on_failover":{"type":"integer","minimum":0},"maximum_lag_on_syncnode":{"type":"integer","minimum":-1},"synchronous_mode":{"type":["string","boolean"],"pattern":"^(off|on|quorum)$"},"synchronous_mode_strict":{"type":"boolean"},"synchronous_node_count":{"type":"integer","minimum":1},"failsafe_mode":{"type":"boolean"},"guard":{"enum":["strict","lenient"]},"watchdog":{"type":"object","additionalProperties":false,"properties":{"mode":{"enum":["off","automatic","required"]},"device":{"$ref":"#/definitions/absolutePath"}}}}};
const pattern22 = new RegExp("^(off|on|quorum)$", "u");

function validate73(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func2.call(schema23.properties, key0))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.restapi !== undefined){
let data0 = data.restapi;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
for(const key1 in data0){
if(!(key1 === "port")){
const err1 = {instancePath:instancePath+"/restapi",schemaPath:"#/properties/restapi/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data0.port !== undefined){
if(!(validate51(data0.port, {instancePath:instancePath+"/restapi/port",parentData:data0,parentDataProperty:"port",rootData}))){
vErrors = vErrors === null ? validate51.errors : vErrors.concat(validate51.errors);
errors = vErrors.length;
}
}
}
else {
const err2 = {instancePath:instancePath+"/restapi",schemaPath:"#/properties/restapi/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.maximum_lag_on_failover !== undefined){
let data2 = data.maximum_lag_on_failover;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err3 = {instancePath:instancePath+"/maximum_lag_on_failover",schemaPath:"#/properties/maximum_lag_on_failover/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 0 || isNaN(data2)){
const err4 = {instancePath:instancePath+"/maximum_lag_on_failover",schemaPath:"#/properties/maximum_lag_on_failover/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
if(data.maximum_lag_on_syncnode !== undefined){
let data3 = data.maximum_lag_on_syncnode;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
const err5 = {instancePath:instancePath+"/maximum_lag_on_syncnode",schemaPath:"#/properties/maximum_lag_on_syncnode/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 < -1 || isNaN(data3)){
const err6 = {instancePath:instancePath+"/maximum_lag_on_syncnode",schemaPath:"#/properties/maximum_lag_on_syncnode/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
if(data.synchronous_mode !== undefined){
let data4 = data.synchronous_mode;
if((typeof data4 !== "string") && (typeof data4 !== "boolean")){
const err7 = {instancePath:instancePath+"/synchronous_mode",schemaPath:"#/properties/synchronous_mode/type",keyword:"type",params:{type: schema23.properties.synchronous_mode.type}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(typeof data4 === "string"){
if(!pattern22.test(data4)){
const err8 = {instancePath:instancePath+"/synchronous_mode",schemaPath:"#/properties/synchronous_mode/pattern",keyword:"pattern",params:{pattern: "^(off|on|quorum)$"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
if(data.synchronous_mode_strict !== undefined){
if(typeof data.synchronous_mode_strict !== "boolean"){
const err9 = {instancePath:instancePath+"/synchronous_mode_strict",schemaPath:"#/properties/synchronous_mode_strict/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.synchronous_node_count !== undefined){
let data6 = data.synchronous_node_count;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
const err10 = {instancePath:instancePath+"/synchronous_node_count",schemaPath:"#/properties/synchronous_node_count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 < 1 || isNaN(data6)){
const err11 = {instancePath:instancePath+"/synchronous_node_count",schemaPath:"#/properties/synchronous_node_count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
if(data.failsafe_mode !== undefined){
if(typeof data.failsafe_mode !== "boolean"){
const err12 = {instancePath:instancePath+"/failsafe_mode",schemaPath:"#/properties/failsafe_mode/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.guard !== undefined){
let data8 = data.guard;
if(!((data8 === "strict") || (data8 === "lenient"))){
const err13 = {instancePath:instancePath+"/guard",schemaPath:"#/properties/guard/enum",keyword:"enum",params:{allowedValues: schema23.properties.guard.enum}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.watchdog !== undefined){
let data9 = data.watchdog;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
for(const key2 in data9){
if(!((key2 === "mode") || (key2 === "device"))){
const err14 = {instancePath:instancePath+"/watchdog",schemaPath:"#/properties/watchdog/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data9.mode !== undefined){
let data10 = data9.mode;
if(!(((data10 === "off") || (data10 === "automatic")) || (data10 === "required"))){
const err15 = {instancePath:instancePath+"/watchdog/mode",schemaPath:"#/properties/watchdog/properties/mode/enum",keyword:"enum",params:{allowedValues: schema23.properties.watchdog.properties.mode.enum}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data9.device !== undefined){
if(!(validate66(data9.device, {instancePath:instancePath+"/watchdog/device",parentData:data9,parentDataProperty:"device",rootData}))){
vErrors = vErrors === null ? validate66.errors : vErrors.concat(validate66.errors);
errors = vErrors.length;
}
}
}
else {
const err16 = {instancePath:instancePath+"/watchdog",schemaPath:"#/properties/watchdog/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
else {
const err17 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
validate73.errors = vErrors;
return errors === 0;
}

const schema24 = {"type":"object","additionalProperties":false,"properties":{"ports":{"type":"object","additionalProperties":false,"properties":{"primary":{"$ref":"#/definitions/port"},"replicas":{"$ref":"#/definitions/port"},"standby_leader":{"$ref":"#/definitions/port"},"stats":{"$ref":"#/definitions/port"}}},"writes":{"enum":["local","all"]}}};

function validate77(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((key0 === "ports") || (key0 === "writes"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.ports !== undefined){
let data0 = data.ports;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
for(const key1 in data0){
if(!((((key1 === "primary") || (key1 === "replicas")) || (key1 === "standby_leader")) || (key1 === "stats"))){
const err1 = {instancePath:instancePath+"/ports",schemaPath:"#/properties/ports/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data0.primary !== undefined){
if(!(validate51(data0.primary, {instancePath:instancePath+"/ports/primary",parentData:data0,parentDataProperty:"primary",rootData}))){
vErrors = vErrors === null ? validate51.errors : vErrors.concat(validate51.errors);
errors = vErrors.length;
}
}
if(data0.replicas !== undefined){
if(!(validate51(data0.replicas, {instancePath:instancePath+"/ports/replicas",parentData:data0,parentDataProperty:"replicas",rootData}))){
vErrors = vErrors === null ? validate51.errors : vErrors.concat(validate51.errors);
errors = vErrors.length;
}
}
if(data0.standby_leader !== undefined){
if(!(validate51(data0.standby_leader, {instancePath:instancePath+"/ports/standby_leader",parentData:data0,parentDataProperty:"standby_leader",rootData}))){
vErrors = vErrors === null ? validate51.errors : vErrors.concat(validate51.errors);
errors = vErrors.length;
}
}
if(data0.stats !== undefined){
if(!(validate51(data0.stats, {instancePath:instancePath+"/ports/stats",parentData:data0,parentDataProperty:"stats",rootData}))){
vErrors = vErrors === null ? validate51.errors : vErrors.concat(validate51.errors);
errors = vErrors.length;
}
}
}
else {
const err2 = {instancePath:instancePath+"/ports",schemaPath:"#/properties/ports/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.writes !== undefined){
let data5 = data.writes;
if(!((data5 === "local") || (data5 === "all"))){
const err3 = {instancePath:instancePath+"/writes",schemaPath:"#/properties/writes/enum",keyword:"enum",params:{allowedValues: schema24.properties.writes.enum}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
else {
const err4 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
validate77.errors = vErrors;
return errors === 0;
}

const schema25 = {"type":"object","additionalProperties":false,"properties":{"patroni":{"type":"object"},"etcd":{"type":"object"},"haproxy":{"type":"object","propertyNames":{"enum":["global","defaults","stats","primary","replicas","standby_leader"]},"additionalProperties":{"type":"object","propertyNames":{"pattern":"^[a-z][a-z0-9-]*(\\.[a-z0-9-]+)*( [a-z][a-z0-9.-]*)*$"},"additionalProperties":{"type":["string","number","boolean","null"],"pattern":"^[^\\u0000-\\u001f\\u007f]*$"}}}}};
const pattern23 = new RegExp("^[a-z][a-z0-9-]*(\\.[a-z0-9-]+)*( [a-z][a-z0-9.-]*)*$", "u");
const pattern24 = new RegExp("^[^\\u0000-\\u001f\\u007f]*$", "u");

function validate83(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "patroni") || (key0 === "etcd")) || (key0 === "haproxy"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.patroni !== undefined){
let data0 = data.patroni;
if(!(data0 && typeof data0 == "object" && !Array.isArray(data0))){
const err1 = {instancePath:instancePath+"/patroni",schemaPath:"#/properties/patroni/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.etcd !== undefined){
let data1 = data.etcd;
if(!(data1 && typeof data1 == "object" && !Array.isArray(data1))){
const err2 = {instancePath:instancePath+"/etcd",schemaPath:"#/properties/etcd/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.haproxy !== undefined){
let data2 = data.haproxy;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
for(const key1 in data2){
const _errs8 = errors;
if(!((((((key1 === "global") || (key1 === "defaults")) || (key1 === "stats")) || (key1 === "primary")) || (key1 === "replicas")) || (key1 === "standby_leader"))){
const err3 = {instancePath:instancePath+"/haproxy",schemaPath:"#/properties/haproxy/propertyNames/enum",keyword:"enum",params:{allowedValues: schema25.properties.haproxy.propertyNames.enum},propertyName:key1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
var valid1 = _errs8 === errors;
if(!valid1){
const err4 = {instancePath:instancePath+"/haproxy",schemaPath:"#/properties/haproxy/propertyNames",keyword:"propertyNames",params:{propertyName: key1}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
for(const key2 in data2){
let data3 = data2[key2];
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
for(const key3 in data3){
const _errs12 = errors;
if(typeof key3 === "string"){
if(!pattern23.test(key3)){
const err5 = {instancePath:instancePath+"/haproxy/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/haproxy/additionalProperties/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]*(\\.[a-z0-9-]+)*( [a-z][a-z0-9.-]*)*$"},propertyName:key3};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
var valid3 = _errs12 === errors;
if(!valid3){
const err6 = {instancePath:instancePath+"/haproxy/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/haproxy/additionalProperties/propertyNames",keyword:"propertyNames",params:{propertyName: key3}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
for(const key4 in data3){
let data4 = data3[key4];
if((((typeof data4 !== "string") && (!((typeof data4 == "number") && (isFinite(data4))))) && (typeof data4 !== "boolean")) && (data4 !== null)){
const err7 = {instancePath:instancePath+"/haproxy/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/haproxy/additionalProperties/additionalProperties/type",keyword:"type",params:{type: schema25.properties.haproxy.additionalProperties.additionalProperties.type}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(typeof data4 === "string"){
if(!pattern24.test(data4)){
const err8 = {instancePath:instancePath+"/haproxy/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/haproxy/additionalProperties/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f]*$"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
}
else {
const err9 = {instancePath:instancePath+"/haproxy/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/haproxy/additionalProperties/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
else {
const err10 = {instancePath:instancePath+"/haproxy",schemaPath:"#/properties/haproxy/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
}
else {
const err11 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
validate83.errors = vErrors;
return errors === 0;
}


function validate55(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.address === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "address"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!(func2.call(schema20.properties, key0))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.name !== undefined){
if(!(validate35(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData}))){
vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
errors = vErrors.length;
}
}
if(data.address !== undefined){
if(!(validate49(data.address, {instancePath:instancePath+"/address",parentData:data,parentDataProperty:"address",rootData}))){
vErrors = vErrors === null ? validate49.errors : vErrors.concat(validate49.errors);
errors = vErrors.length;
}
}
if(data.wan_address !== undefined){
if(!(validate49(data.wan_address, {instancePath:instancePath+"/wan_address",parentData:data,parentDataProperty:"wan_address",rootData}))){
vErrors = vErrors === null ? validate49.errors : vErrors.concat(validate49.errors);
errors = vErrors.length;
}
}
if(data.runs !== undefined){
let data3 = data.runs;
if(Array.isArray(data3)){
if(data3.length < 1){
const err3 = {instancePath:instancePath+"/runs",schemaPath:"#/properties/runs/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
if(!(((data4 === "postgresql") || (data4 === "etcd")) || (data4 === "haproxy"))){
const err4 = {instancePath:instancePath+"/runs/" + i0,schemaPath:"#/properties/runs/items/enum",keyword:"enum",params:{allowedValues: schema20.properties.runs.items.enum}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
else {
const err5 = {instancePath:instancePath+"/runs",schemaPath:"#/properties/runs/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.tags !== undefined){
let data5 = data.tags;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key1 in data5){
if(!(((((((key1 === "nofailover") || (key1 === "noloadbalance")) || (key1 === "nosync")) || (key1 === "clonefrom")) || (key1 === "nostream")) || (key1 === "replicatefrom")) || (key1 === "failover_priority"))){
const err6 = {instancePath:instancePath+"/tags",schemaPath:"#/properties/tags/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data5.nofailover !== undefined){
if(typeof data5.nofailover !== "boolean"){
const err7 = {instancePath:instancePath+"/tags/nofailover",schemaPath:"#/properties/tags/properties/nofailover/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data5.noloadbalance !== undefined){
if(typeof data5.noloadbalance !== "boolean"){
const err8 = {instancePath:instancePath+"/tags/noloadbalance",schemaPath:"#/properties/tags/properties/noloadbalance/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data5.nosync !== undefined){
if(typeof data5.nosync !== "boolean"){
const err9 = {instancePath:instancePath+"/tags/nosync",schemaPath:"#/properties/tags/properties/nosync/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data5.clonefrom !== undefined){
if(typeof data5.clonefrom !== "boolean"){
const err10 = {instancePath:instancePath+"/tags/clonefrom",schemaPath:"#/properties/tags/properties/clonefrom/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data5.nostream !== undefined){
if(typeof data5.nostream !== "boolean"){
const err11 = {instancePath:instancePath+"/tags/nostream",schemaPath:"#/properties/tags/properties/nostream/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data5.replicatefrom !== undefined){
if(!(validate35(data5.replicatefrom, {instancePath:instancePath+"/tags/replicatefrom",parentData:data5,parentDataProperty:"replicatefrom",rootData}))){
vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
errors = vErrors.length;
}
}
if(data5.failover_priority !== undefined){
let data12 = data5.failover_priority;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
const err12 = {instancePath:instancePath+"/tags/failover_priority",schemaPath:"#/properties/tags/properties/failover_priority/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 < 0 || isNaN(data12)){
const err13 = {instancePath:instancePath+"/tags/failover_priority",schemaPath:"#/properties/tags/properties/failover_priority/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
}
else {
const err14 = {instancePath:instancePath+"/tags",schemaPath:"#/properties/tags/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.etcd !== undefined){
let data13 = data.etcd;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
for(const key2 in data13){
if(!((((key2 === "name") || (key2 === "client_port")) || (key2 === "peer_port")) || (key2 === "data_dir"))){
const err15 = {instancePath:instancePath+"/etcd",schemaPath:"#/properties/etcd/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data13.name !== undefined){
if(!(validate35(data13.name, {instancePath:instancePath+"/etcd/name",parentData:data13,parentDataProperty:"name",rootData}))){
vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
errors = vErrors.length;
}
}
if(data13.client_port !== undefined){
if(!(validate37(data13.client_port, {instancePath:instancePath+"/etcd/client_port",parentData:data13,parentDataProperty:"client_port",rootData}))){
vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors);
errors = vErrors.length;
}
}
if(data13.peer_port !== undefined){
if(!(validate39(data13.peer_port, {instancePath:instancePath+"/etcd/peer_port",parentData:data13,parentDataProperty:"peer_port",rootData}))){
vErrors = vErrors === null ? validate39.errors : vErrors.concat(validate39.errors);
errors = vErrors.length;
}
}
if(data13.data_dir !== undefined){
if(!(validate41(data13.data_dir, {instancePath:instancePath+"/etcd/data_dir",parentData:data13,parentDataProperty:"data_dir",rootData}))){
vErrors = vErrors === null ? validate41.errors : vErrors.concat(validate41.errors);
errors = vErrors.length;
}
}
}
else {
const err16 = {instancePath:instancePath+"/etcd",schemaPath:"#/properties/etcd/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.postgresql !== undefined){
if(!(validate64(data.postgresql, {instancePath:instancePath+"/postgresql",parentData:data,parentDataProperty:"postgresql",rootData}))){
vErrors = vErrors === null ? validate64.errors : vErrors.concat(validate64.errors);
errors = vErrors.length;
}
}
if(data.patroni !== undefined){
if(!(validate73(data.patroni, {instancePath:instancePath+"/patroni",parentData:data,parentDataProperty:"patroni",rootData}))){
vErrors = vErrors === null ? validate73.errors : vErrors.concat(validate73.errors);
errors = vErrors.length;
}
}
if(data.haproxy !== undefined){
if(!(validate77(data.haproxy, {instancePath:instancePath+"/haproxy",parentData:data,parentDataProperty:"haproxy",rootData}))){
vErrors = vErrors === null ? validate77.errors : vErrors.concat(validate77.errors);
errors = vErrors.length;
}
}
if(data.overrides !== undefined){
if(!(validate83(data.overrides, {instancePath:instancePath+"/overrides",parentData:data,parentDataProperty:"overrides",rootData}))){
vErrors = vErrors === null ? validate83.errors : vErrors.concat(validate83.errors);
errors = vErrors.length;
}
}
}
else {
const err17 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
validate55.errors = vErrors;
return errors === 0;
}

const schema26 = {"type":"object","additionalProperties":false,"properties":{"method":{"type":"string","pattern":"^(?!(dcs|method|pg_hba|post_bootstrap|post_init|users)$)[a-z][a-z0-9_]*$"},"command":{"$ref":"#/definitions/line"},"no_params":{"type":"boolean"},"keep_existing_recovery_conf":{"type":"boolean"},"recovery_conf":{"type":"object","propertyNames":{"pattern":"^[A-Za-z_][A-Za-z0-9_]*$"},"additionalProperties":{"type":["string","number","boolean"],"pattern":"^[^\\u0000-\\u001f\\u007f\\u0085\\u2028\\u2029]*$"}}}};
const pattern25 = new RegExp("^(?!(dcs|method|pg_hba|post_bootstrap|post_init|users)$)[a-z][a-z0-9_]*$", "u");
const pattern26 = new RegExp("^[A-Za-z_][A-Za-z0-9_]*$", "u");

function validate87(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "method") || (key0 === "command")) || (key0 === "no_params")) || (key0 === "keep_existing_recovery_conf")) || (key0 === "recovery_conf"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.method !== undefined){
let data0 = data.method;
if(typeof data0 === "string"){
if(!pattern25.test(data0)){
const err1 = {instancePath:instancePath+"/method",schemaPath:"#/properties/method/pattern",keyword:"pattern",params:{pattern: "^(?!(dcs|method|pg_hba|post_bootstrap|post_init|users)$)[a-z][a-z0-9_]*$"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath:instancePath+"/method",schemaPath:"#/properties/method/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.command !== undefined){
if(!(validate45(data.command, {instancePath:instancePath+"/command",parentData:data,parentDataProperty:"command",rootData}))){
vErrors = vErrors === null ? validate45.errors : vErrors.concat(validate45.errors);
errors = vErrors.length;
}
}
if(data.no_params !== undefined){
if(typeof data.no_params !== "boolean"){
const err3 = {instancePath:instancePath+"/no_params",schemaPath:"#/properties/no_params/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.keep_existing_recovery_conf !== undefined){
if(typeof data.keep_existing_recovery_conf !== "boolean"){
const err4 = {instancePath:instancePath+"/keep_existing_recovery_conf",schemaPath:"#/properties/keep_existing_recovery_conf/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.recovery_conf !== undefined){
let data4 = data.recovery_conf;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key1 in data4){
const _errs11 = errors;
if(typeof key1 === "string"){
if(!pattern26.test(key1)){
const err5 = {instancePath:instancePath+"/recovery_conf",schemaPath:"#/properties/recovery_conf/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*$"},propertyName:key1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
var valid1 = _errs11 === errors;
if(!valid1){
const err6 = {instancePath:instancePath+"/recovery_conf",schemaPath:"#/properties/recovery_conf/propertyNames",keyword:"propertyNames",params:{propertyName: key1}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
for(const key2 in data4){
let data5 = data4[key2];
if(((typeof data5 !== "string") && (!((typeof data5 == "number") && (isFinite(data5))))) && (typeof data5 !== "boolean")){
const err7 = {instancePath:instancePath+"/recovery_conf/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/recovery_conf/additionalProperties/type",keyword:"type",params:{type: schema26.properties.recovery_conf.additionalProperties.type}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(typeof data5 === "string"){
if(!pattern16.test(data5)){
const err8 = {instancePath:instancePath+"/recovery_conf/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/recovery_conf/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f\\u0085\\u2028\\u2029]*$"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
}
else {
const err9 = {instancePath:instancePath+"/recovery_conf",schemaPath:"#/properties/recovery_conf/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
else {
const err10 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
validate87.errors = vErrors;
return errors === 0;
}

const pattern7 = new RegExp("^/[A-Za-z0-9._/-]*$", "u");
const pattern8 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._-]{0,254}$", "u");
const pattern11 = new RegExp("^(0|[0-9]+ ?(us|ms|s|min|h|d))$", "u");

function validate33(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.scope === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "scope"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.etcd === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "etcd"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.nodes === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "nodes"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!(func2.call(schema11.properties, key0))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.name !== undefined){
if(!(validate22(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.scope !== undefined){
if(!(validate35(data.scope, {instancePath:instancePath+"/scope",parentData:data,parentDataProperty:"scope",rootData}))){
vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
errors = vErrors.length;
}
}
if(data.namespace !== undefined){
let data2 = data.namespace;
if(typeof data2 === "string"){
if(!pattern7.test(data2)){
const err5 = {instancePath:instancePath+"/namespace",schemaPath:"#/properties/namespace/pattern",keyword:"pattern",params:{pattern: "^/[A-Za-z0-9._/-]*$"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/namespace",schemaPath:"#/properties/namespace/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.etcd !== undefined){
let data3 = data.etcd;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(data3.token === undefined){
const err7 = {instancePath:instancePath+"/etcd",schemaPath:"#/properties/etcd/required",keyword:"required",params:{missingProperty: "token"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
for(const key1 in data3){
if(!((((key1 === "token") || (key1 === "client_port")) || (key1 === "peer_port")) || (key1 === "data_dir"))){
const err8 = {instancePath:instancePath+"/etcd",schemaPath:"#/properties/etcd/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data3.token !== undefined){
let data4 = data3.token;
if(typeof data4 === "string"){
if(!pattern8.test(data4)){
const err9 = {instancePath:instancePath+"/etcd/token",schemaPath:"#/properties/etcd/properties/token/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,254}$"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/etcd/token",schemaPath:"#/properties/etcd/properties/token/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data3.client_port !== undefined){
if(!(validate37(data3.client_port, {instancePath:instancePath+"/etcd/client_port",parentData:data3,parentDataProperty:"client_port",rootData}))){
vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors);
errors = vErrors.length;
}
}
if(data3.peer_port !== undefined){
if(!(validate39(data3.peer_port, {instancePath:instancePath+"/etcd/peer_port",parentData:data3,parentDataProperty:"peer_port",rootData}))){
vErrors = vErrors === null ? validate39.errors : vErrors.concat(validate39.errors);
errors = vErrors.length;
}
}
if(data3.data_dir !== undefined){
if(!(validate41(data3.data_dir, {instancePath:instancePath+"/etcd/data_dir",parentData:data3,parentDataProperty:"data_dir",rootData}))){
vErrors = vErrors === null ? validate41.errors : vErrors.concat(validate41.errors);
errors = vErrors.length;
}
}
}
else {
const err11 = {instancePath:instancePath+"/etcd",schemaPath:"#/properties/etcd/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.standby !== undefined){
let data8 = data.standby;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
for(const key2 in data8){
if(!((((((key2 === "slot") || (key2 === "follow")) || (key2 === "from")) || (key2 === "restore_command")) || (key2 === "archive_cleanup_command")) || (key2 === "recovery_min_apply_delay"))){
const err12 = {instancePath:instancePath+"/standby",schemaPath:"#/properties/standby/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data8.slot !== undefined){
if(!(validate35(data8.slot, {instancePath:instancePath+"/standby/slot",parentData:data8,parentDataProperty:"slot",rootData}))){
vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
errors = vErrors.length;
}
}
if(data8.follow !== undefined){
if(!(validate22(data8.follow, {instancePath:instancePath+"/standby/follow",parentData:data8,parentDataProperty:"follow",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data8.from !== undefined){
let data11 = data8.from;
if(!((data11 === "stream") || (data11 === "archive"))){
const err13 = {instancePath:instancePath+"/standby/from",schemaPath:"#/properties/standby/properties/from/enum",keyword:"enum",params:{allowedValues: schema11.properties.standby.properties.from.enum}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data8.restore_command !== undefined){
if(!(validate45(data8.restore_command, {instancePath:instancePath+"/standby/restore_command",parentData:data8,parentDataProperty:"restore_command",rootData}))){
vErrors = vErrors === null ? validate45.errors : vErrors.concat(validate45.errors);
errors = vErrors.length;
}
}
if(data8.archive_cleanup_command !== undefined){
if(!(validate45(data8.archive_cleanup_command, {instancePath:instancePath+"/standby/archive_cleanup_command",parentData:data8,parentDataProperty:"archive_cleanup_command",rootData}))){
vErrors = vErrors === null ? validate45.errors : vErrors.concat(validate45.errors);
errors = vErrors.length;
}
}
if(data8.recovery_min_apply_delay !== undefined){
let data14 = data8.recovery_min_apply_delay;
if(typeof data14 === "string"){
if(!pattern11.test(data14)){
const err14 = {instancePath:instancePath+"/standby/recovery_min_apply_delay",schemaPath:"#/properties/standby/properties/recovery_min_apply_delay/pattern",keyword:"pattern",params:{pattern: "^(0|[0-9]+ ?(us|ms|s|min|h|d))$"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/standby/recovery_min_apply_delay",schemaPath:"#/properties/standby/properties/recovery_min_apply_delay/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath:instancePath+"/standby",schemaPath:"#/properties/standby/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.endpoint !== undefined){
if(!(validate48(data.endpoint, {instancePath:instancePath+"/endpoint",parentData:data,parentDataProperty:"endpoint",rootData}))){
vErrors = vErrors === null ? validate48.errors : vErrors.concat(validate48.errors);
errors = vErrors.length;
}
}
if(data.slots !== undefined){
let data16 = data.slots;
if(Array.isArray(data16)){
const len0 = data16.length;
for(let i0=0; i0<len0; i0++){
if(!(validate35(data16[i0], {instancePath:instancePath+"/slots/" + i0,parentData:data16,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
errors = vErrors.length;
}
}
}
else {
const err17 = {instancePath:instancePath+"/slots",schemaPath:"#/properties/slots/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.nodes !== undefined){
let data18 = data.nodes;
if(Array.isArray(data18)){
if(data18.length < 1){
const err18 = {instancePath:instancePath+"/nodes",schemaPath:"#/properties/nodes/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
const len1 = data18.length;
for(let i1=0; i1<len1; i1++){
if(!(validate55(data18[i1], {instancePath:instancePath+"/nodes/" + i1,parentData:data18,parentDataProperty:i1,rootData}))){
vErrors = vErrors === null ? validate55.errors : vErrors.concat(validate55.errors);
errors = vErrors.length;
}
}
}
else {
const err19 = {instancePath:instancePath+"/nodes",schemaPath:"#/properties/nodes/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.postgresql !== undefined){
if(!(validate64(data.postgresql, {instancePath:instancePath+"/postgresql",parentData:data,parentDataProperty:"postgresql",rootData}))){
vErrors = vErrors === null ? validate64.errors : vErrors.concat(validate64.errors);
errors = vErrors.length;
}
}
if(data.bootstrap !== undefined){
if(!(validate87(data.bootstrap, {instancePath:instancePath+"/bootstrap",parentData:data,parentDataProperty:"bootstrap",rootData}))){
vErrors = vErrors === null ? validate87.errors : vErrors.concat(validate87.errors);
errors = vErrors.length;
}
}
if(data.patroni !== undefined){
if(!(validate73(data.patroni, {instancePath:instancePath+"/patroni",parentData:data,parentDataProperty:"patroni",rootData}))){
vErrors = vErrors === null ? validate73.errors : vErrors.concat(validate73.errors);
errors = vErrors.length;
}
}
if(data.haproxy !== undefined){
if(!(validate77(data.haproxy, {instancePath:instancePath+"/haproxy",parentData:data,parentDataProperty:"haproxy",rootData}))){
vErrors = vErrors === null ? validate77.errors : vErrors.concat(validate77.errors);
errors = vErrors.length;
}
}
if(data.overrides !== undefined){
if(!(validate83(data.overrides, {instancePath:instancePath+"/overrides",parentData:data,parentDataProperty:"overrides",rootData}))){
vErrors = vErrors === null ? validate83.errors : vErrors.concat(validate83.errors);
errors = vErrors.length;
}
}
}
else {
const err20 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
validate33.errors = vErrors;
return errors === 0;
}

const schema27 = {"type":"object","additionalProperties":false,"required":["user","database","from"],"properties":{"user":{"type":"string","pattern":"^\\+?[A-Za-z_][A-Za-z0-9_$-]{0,62}$"},"database":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_$-]{0,62}$"},"from":{"type":["string","array"],"minItems":1,"pattern":"^[A-Za-z0-9:][A-Za-z0-9.:_-]*(/[0-9]{1,3})?$","items":{"type":"string","pattern":"^[A-Za-z0-9:][A-Za-z0-9.:_-]*(/[0-9]{1,3})?$"}}}};
const pattern28 = new RegExp("^\\+?[A-Za-z_][A-Za-z0-9_$-]{0,62}$", "u");
const pattern29 = new RegExp("^[A-Za-z_][A-Za-z0-9_$-]{0,62}$", "u");
const pattern30 = new RegExp("^[A-Za-z0-9:][A-Za-z0-9.:_-]*(/[0-9]{1,3})?$", "u");

function validate94(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.user === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "user"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.database === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "database"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.from === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "from"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!(((key0 === "user") || (key0 === "database")) || (key0 === "from"))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.user !== undefined){
let data0 = data.user;
if(typeof data0 === "string"){
if(!pattern28.test(data0)){
const err4 = {instancePath:instancePath+"/user",schemaPath:"#/properties/user/pattern",keyword:"pattern",params:{pattern: "^\\+?[A-Za-z_][A-Za-z0-9_$-]{0,62}$"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/user",schemaPath:"#/properties/user/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.database !== undefined){
let data1 = data.database;
if(typeof data1 === "string"){
if(!pattern29.test(data1)){
const err6 = {instancePath:instancePath+"/database",schemaPath:"#/properties/database/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_$-]{0,62}$"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/database",schemaPath:"#/properties/database/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.from !== undefined){
let data2 = data.from;
if((typeof data2 !== "string") && (!(Array.isArray(data2)))){
const err8 = {instancePath:instancePath+"/from",schemaPath:"#/properties/from/type",keyword:"type",params:{type: schema27.properties.from.type}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(typeof data2 === "string"){
if(!pattern30.test(data2)){
const err9 = {instancePath:instancePath+"/from",schemaPath:"#/properties/from/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9:][A-Za-z0-9.:_-]*(/[0-9]{1,3})?$"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(Array.isArray(data2)){
if(data2.length < 1){
const err10 = {instancePath:instancePath+"/from",schemaPath:"#/properties/from/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(typeof data3 === "string"){
if(!pattern30.test(data3)){
const err11 = {instancePath:instancePath+"/from/" + i0,schemaPath:"#/properties/from/items/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9:][A-Za-z0-9.:_-]*(/[0-9]{1,3})?$"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/from/" + i0,schemaPath:"#/properties/from/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
}
}
else {
const err13 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
validate94.errors = vErrors;
return errors === 0;
}

const schema28 = {"type":"object","additionalProperties":false,"properties":{"superuser":{"$ref":"#/definitions/credential"},"replication":{"$ref":"#/definitions/credential"},"rewind":{"type":["boolean","object"],"additionalProperties":false,"required":["username"],"properties":{"username":{"$ref":"#/definitions/role"}}},"restapi":{"$ref":"#/definitions/credential"}}};
const schema29 = {"type":"object","additionalProperties":false,"required":["username"],"properties":{"username":{"$ref":"#/definitions/role"}}};
const schema30 = {"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_$-]{0,62}$"};

function validate98(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(!pattern29.test(data)){
const err0 = {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_$-]{0,62}$"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate98.errors = vErrors;
return errors === 0;
}


function validate97(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.username === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "username"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(key0 === "username")){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.username !== undefined){
if(!(validate98(data.username, {instancePath:instancePath+"/username",parentData:data,parentDataProperty:"username",rootData}))){
vErrors = vErrors === null ? validate98.errors : vErrors.concat(validate98.errors);
errors = vErrors.length;
}
}
}
else {
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate97.errors = vErrors;
return errors === 0;
}


function validate96(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((key0 === "superuser") || (key0 === "replication")) || (key0 === "rewind")) || (key0 === "restapi"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.superuser !== undefined){
if(!(validate97(data.superuser, {instancePath:instancePath+"/superuser",parentData:data,parentDataProperty:"superuser",rootData}))){
vErrors = vErrors === null ? validate97.errors : vErrors.concat(validate97.errors);
errors = vErrors.length;
}
}
if(data.replication !== undefined){
if(!(validate97(data.replication, {instancePath:instancePath+"/replication",parentData:data,parentDataProperty:"replication",rootData}))){
vErrors = vErrors === null ? validate97.errors : vErrors.concat(validate97.errors);
errors = vErrors.length;
}
}
if(data.rewind !== undefined){
let data2 = data.rewind;
if((typeof data2 !== "boolean") && (!(data2 && typeof data2 == "object" && !Array.isArray(data2)))){
const err1 = {instancePath:instancePath+"/rewind",schemaPath:"#/properties/rewind/type",keyword:"type",params:{type: schema28.properties.rewind.type}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.username === undefined){
const err2 = {instancePath:instancePath+"/rewind",schemaPath:"#/properties/rewind/required",keyword:"required",params:{missingProperty: "username"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key1 in data2){
if(!(key1 === "username")){
const err3 = {instancePath:instancePath+"/rewind",schemaPath:"#/properties/rewind/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data2.username !== undefined){
if(!(validate98(data2.username, {instancePath:instancePath+"/rewind/username",parentData:data2,parentDataProperty:"username",rootData}))){
vErrors = vErrors === null ? validate98.errors : vErrors.concat(validate98.errors);
errors = vErrors.length;
}
}
}
}
if(data.restapi !== undefined){
if(!(validate97(data.restapi, {instancePath:instancePath+"/restapi",parentData:data,parentDataProperty:"restapi",rootData}))){
vErrors = vErrors === null ? validate97.errors : vErrors.concat(validate97.errors);
errors = vErrors.length;
}
}
}
else {
const err4 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
validate96.errors = vErrors;
return errors === 0;
}

const schema31 = {"type":"object","additionalProperties":false,"properties":{"client_port":{"$ref":"#/definitions/port"},"peer_port":{"$ref":"#/definitions/port"},"data_dir":{"$ref":"#/definitions/absolutePath"}}};

function validate108(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "client_port") || (key0 === "peer_port")) || (key0 === "data_dir"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.client_port !== undefined){
if(!(validate51(data.client_port, {instancePath:instancePath+"/client_port",parentData:data,parentDataProperty:"client_port",rootData}))){
vErrors = vErrors === null ? validate51.errors : vErrors.concat(validate51.errors);
errors = vErrors.length;
}
}
if(data.peer_port !== undefined){
if(!(validate51(data.peer_port, {instancePath:instancePath+"/peer_port",parentData:data,parentDataProperty:"peer_port",rootData}))){
vErrors = vErrors === null ? validate51.errors : vErrors.concat(validate51.errors);
errors = vErrors.length;
}
}
if(data.data_dir !== undefined){
if(!(validate66(data.data_dir, {instancePath:instancePath+"/data_dir",parentData:data,parentDataProperty:"data_dir",rootData}))){
vErrors = vErrors === null ? validate66.errors : vErrors.concat(validate66.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate108.errors = vErrors;
return errors === 0;
}

const schema32 = {"type":"object","additionalProperties":false,"properties":{"etcd":{"$ref":"#/definitions/tlsFiles"},"restapi":{"$ref":"#/definitions/tlsFiles"},"postgresql":{"$ref":"#/definitions/tlsFiles"},"haproxy":{"type":"object","additionalProperties":false,"properties":{"ca":{"$ref":"#/definitions/absolutePath"}}}}};
const schema33 = {"type":["boolean","object"],"additionalProperties":false,"properties":{"ca":{"$ref":"#/definitions/absolutePath"},"cert":{"$ref":"#/definitions/absolutePath"},"key":{"$ref":"#/definitions/absolutePath"}}};

function validate115(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data !== "boolean") && (!(data && typeof data == "object" && !Array.isArray(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema33.type}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "ca") || (key0 === "cert")) || (key0 === "key"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.ca !== undefined){
if(!(validate66(data.ca, {instancePath:instancePath+"/ca",parentData:data,parentDataProperty:"ca",rootData}))){
vErrors = vErrors === null ? validate66.errors : vErrors.concat(validate66.errors);
errors = vErrors.length;
}
}
if(data.cert !== undefined){
if(!(validate66(data.cert, {instancePath:instancePath+"/cert",parentData:data,parentDataProperty:"cert",rootData}))){
vErrors = vErrors === null ? validate66.errors : vErrors.concat(validate66.errors);
errors = vErrors.length;
}
}
if(data.key !== undefined){
if(!(validate66(data.key, {instancePath:instancePath+"/key",parentData:data,parentDataProperty:"key",rootData}))){
vErrors = vErrors === null ? validate66.errors : vErrors.concat(validate66.errors);
errors = vErrors.length;
}
}
}
validate115.errors = vErrors;
return errors === 0;
}


function validate114(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((key0 === "etcd") || (key0 === "restapi")) || (key0 === "postgresql")) || (key0 === "haproxy"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.etcd !== undefined){
if(!(validate115(data.etcd, {instancePath:instancePath+"/etcd",parentData:data,parentDataProperty:"etcd",rootData}))){
vErrors = vErrors === null ? validate115.errors : vErrors.concat(validate115.errors);
errors = vErrors.length;
}
}
if(data.restapi !== undefined){
if(!(validate115(data.restapi, {instancePath:instancePath+"/restapi",parentData:data,parentDataProperty:"restapi",rootData}))){
vErrors = vErrors === null ? validate115.errors : vErrors.concat(validate115.errors);
errors = vErrors.length;
}
}
if(data.postgresql !== undefined){
if(!(validate115(data.postgresql, {instancePath:instancePath+"/postgresql",parentData:data,parentDataProperty:"postgresql",rootData}))){
vErrors = vErrors === null ? validate115.errors : vErrors.concat(validate115.errors);
errors = vErrors.length;
}
}
if(data.haproxy !== undefined){
let data3 = data.haproxy;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
for(const key1 in data3){
if(!(key1 === "ca")){
const err1 = {instancePath:instancePath+"/haproxy",schemaPath:"#/properties/haproxy/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data3.ca !== undefined){
if(!(validate66(data3.ca, {instancePath:instancePath+"/haproxy/ca",parentData:data3,parentDataProperty:"ca",rootData}))){
vErrors = vErrors === null ? validate66.errors : vErrors.concat(validate66.errors);
errors = vErrors.length;
}
}
}
else {
const err2 = {instancePath:instancePath+"/haproxy",schemaPath:"#/properties/haproxy/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
else {
const err3 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
validate114.errors = vErrors;
return errors === 0;
}

const pattern33 = new RegExp("^[A-Za-z_][A-Za-z0-9_-]{0,62}$", "u");
const pattern37 = new RegExp("^[1-9][0-9]{0,3}s$", "u");
const pattern38 = new RegExp("^[1-9][0-9]{0,11}(kB|MB|GB|TB)$", "u");
const pattern39 = new RegExp("^[1-9][0-9]{0,8}(s|min|h)$", "u");
const pattern40 = new RegExp("^/[A-Za-z0-9._/-]+$", "u");
const pattern43 = new RegExp("^[A-Za-z0-9.:/_~%+-]{1,500}$", "u");

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="https://pgdr-compile.dev/schema/topology.schema.json" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.version === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "version"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.name === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.primary === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "primary"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.sites === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "sites"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!(func2.call(schema6.properties, key0))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.version !== undefined){
if(1 !== data.version){
const err5 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.name !== undefined){
if(!(validate22(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.software !== undefined){
if(!(validate24(data.software, {instancePath:instancePath+"/software",parentData:data,parentDataProperty:"software",rootData}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
}
if(data.primary !== undefined){
if(!(validate22(data.primary, {instancePath:instancePath+"/primary",parentData:data,parentDataProperty:"primary",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.timing !== undefined){
if(!(validate27(data.timing, {instancePath:instancePath+"/timing",parentData:data,parentDataProperty:"timing",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.sites !== undefined){
let data5 = data.sites;
if(Array.isArray(data5)){
if(data5.length < 2){
const err6 = {instancePath:instancePath+"/sites",schemaPath:"#/properties/sites/minItems",keyword:"minItems",params:{limit: 2}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
if(!(validate33(data5[i0], {instancePath:instancePath+"/sites/" + i0,parentData:data5,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate33.errors : vErrors.concat(validate33.errors);
errors = vErrors.length;
}
}
}
else {
const err7 = {instancePath:instancePath+"/sites",schemaPath:"#/properties/sites/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.clients !== undefined){
let data7 = data.clients;
if(Array.isArray(data7)){
const len1 = data7.length;
for(let i1=0; i1<len1; i1++){
if(!(validate94(data7[i1], {instancePath:instancePath+"/clients/" + i1,parentData:data7,parentDataProperty:i1,rootData}))){
vErrors = vErrors === null ? validate94.errors : vErrors.concat(validate94.errors);
errors = vErrors.length;
}
}
}
else {
const err8 = {instancePath:instancePath+"/clients",schemaPath:"#/properties/clients/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.credentials !== undefined){
if(!(validate96(data.credentials, {instancePath:instancePath+"/credentials",parentData:data,parentDataProperty:"credentials",rootData}))){
vErrors = vErrors === null ? validate96.errors : vErrors.concat(validate96.errors);
errors = vErrors.length;
}
}
if(data.postgresql !== undefined){
if(!(validate64(data.postgresql, {instancePath:instancePath+"/postgresql",parentData:data,parentDataProperty:"postgresql",rootData}))){
vErrors = vErrors === null ? validate64.errors : vErrors.concat(validate64.errors);
errors = vErrors.length;
}
}
if(data.bootstrap !== undefined){
if(!(validate87(data.bootstrap, {instancePath:instancePath+"/bootstrap",parentData:data,parentDataProperty:"bootstrap",rootData}))){
vErrors = vErrors === null ? validate87.errors : vErrors.concat(validate87.errors);
errors = vErrors.length;
}
}
if(data.patroni !== undefined){
if(!(validate73(data.patroni, {instancePath:instancePath+"/patroni",parentData:data,parentDataProperty:"patroni",rootData}))){
vErrors = vErrors === null ? validate73.errors : vErrors.concat(validate73.errors);
errors = vErrors.length;
}
}
if(data.etcd !== undefined){
if(!(validate108(data.etcd, {instancePath:instancePath+"/etcd",parentData:data,parentDataProperty:"etcd",rootData}))){
vErrors = vErrors === null ? validate108.errors : vErrors.concat(validate108.errors);
errors = vErrors.length;
}
}
if(data.haproxy !== undefined){
if(!(validate77(data.haproxy, {instancePath:instancePath+"/haproxy",parentData:data,parentDataProperty:"haproxy",rootData}))){
vErrors = vErrors === null ? validate77.errors : vErrors.concat(validate77.errors);
errors = vErrors.length;
}
}
if(data.tls !== undefined){
if(!(validate114(data.tls, {instancePath:instancePath+"/tls",parentData:data,parentDataProperty:"tls",rootData}))){
vErrors = vErrors === null ? validate114.errors : vErrors.concat(validate114.errors);
errors = vErrors.length;
}
}
if(data.monitoring !== undefined){
let data16 = data.monitoring;
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
for(const key1 in data16){
if(!((((((((key1 === "prometheus") || (key1 === "jobs")) || (key1 === "ports")) || (key1 === "interval")) || (key1 === "lag")) || (key1 === "delay")) || (key1 === "tls")) || (key1 === "runbook"))){
const err9 = {instancePath:instancePath+"/monitoring",schemaPath:"#/properties/monitoring/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data16.prometheus !== undefined){
if(typeof data16.prometheus !== "boolean"){
const err10 = {instancePath:instancePath+"/monitoring/prometheus",schemaPath:"#/properties/monitoring/properties/prometheus/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data16.jobs !== undefined){
let data18 = data16.jobs;
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
for(const key2 in data18){
if(!((((key2 === "patroni") || (key2 === "postgresql")) || (key2 === "etcd")) || (key2 === "blackbox"))){
const err11 = {instancePath:instancePath+"/monitoring/jobs",schemaPath:"#/properties/monitoring/properties/jobs/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data18.patroni !== undefined){
let data19 = data18.patroni;
if(typeof data19 === "string"){
if(!pattern33.test(data19)){
const err12 = {instancePath:instancePath+"/monitoring/jobs/patroni",schemaPath:"#/properties/monitoring/properties/jobs/properties/patroni/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_-]{0,62}$"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/monitoring/jobs/patroni",schemaPath:"#/properties/monitoring/properties/jobs/properties/patroni/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data18.postgresql !== undefined){
let data20 = data18.postgresql;
if(typeof data20 === "string"){
if(!pattern33.test(data20)){
const err14 = {instancePath:instancePath+"/monitoring/jobs/postgresql",schemaPath:"#/properties/monitoring/properties/jobs/properties/postgresql/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_-]{0,62}$"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/monitoring/jobs/postgresql",schemaPath:"#/properties/monitoring/properties/jobs/properties/postgresql/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data18.etcd !== undefined){
let data21 = data18.etcd;
if(typeof data21 === "string"){
if(!pattern33.test(data21)){
const err16 = {instancePath:instancePath+"/monitoring/jobs/etcd",schemaPath:"#/properties/monitoring/properties/jobs/properties/etcd/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_-]{0,62}$"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/monitoring/jobs/etcd",schemaPath:"#/properties/monitoring/properties/jobs/properties/etcd/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data18.blackbox !== undefined){
let data22 = data18.blackbox;
if(typeof data22 === "string"){
if(!pattern33.test(data22)){
const err18 = {instancePath:instancePath+"/monitoring/jobs/blackbox",schemaPath:"#/properties/monitoring/properties/jobs/properties/blackbox/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_-]{0,62}$"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/monitoring/jobs/blackbox",schemaPath:"#/properties/monitoring/properties/jobs/properties/blackbox/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath:instancePath+"/monitoring/jobs",schemaPath:"#/properties/monitoring/properties/jobs/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data16.ports !== undefined){
let data23 = data16.ports;
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
for(const key3 in data23){
if(!(key3 === "postgres_exporter")){
const err21 = {instancePath:instancePath+"/monitoring/ports",schemaPath:"#/properties/monitoring/properties/ports/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data23.postgres_exporter !== undefined){
if(!(validate51(data23.postgres_exporter, {instancePath:instancePath+"/monitoring/ports/postgres_exporter",parentData:data23,parentDataProperty:"postgres_exporter",rootData}))){
vErrors = vErrors === null ? validate51.errors : vErrors.concat(validate51.errors);
errors = vErrors.length;
}
}
}
else {
const err22 = {instancePath:instancePath+"/monitoring/ports",schemaPath:"#/properties/monitoring/properties/ports/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data16.interval !== undefined){
let data25 = data16.interval;
if(typeof data25 === "string"){
if(!pattern37.test(data25)){
const err23 = {instancePath:instancePath+"/monitoring/interval",schemaPath:"#/properties/monitoring/properties/interval/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,3}s$"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
else {
const err24 = {instancePath:instancePath+"/monitoring/interval",schemaPath:"#/properties/monitoring/properties/interval/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data16.lag !== undefined){
let data26 = data16.lag;
if(typeof data26 === "string"){
if(!pattern38.test(data26)){
const err25 = {instancePath:instancePath+"/monitoring/lag",schemaPath:"#/properties/monitoring/properties/lag/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,11}(kB|MB|GB|TB)$"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
else {
const err26 = {instancePath:instancePath+"/monitoring/lag",schemaPath:"#/properties/monitoring/properties/lag/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data16.delay !== undefined){
let data27 = data16.delay;
if(typeof data27 === "string"){
if(!pattern39.test(data27)){
const err27 = {instancePath:instancePath+"/monitoring/delay",schemaPath:"#/properties/monitoring/properties/delay/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,8}(s|min|h)$"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
else {
const err28 = {instancePath:instancePath+"/monitoring/delay",schemaPath:"#/properties/monitoring/properties/delay/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data16.tls !== undefined){
let data28 = data16.tls;
if(data28 && typeof data28 == "object" && !Array.isArray(data28)){
for(const key4 in data28){
if(!(((key4 === "ca") || (key4 === "cert")) || (key4 === "key"))){
const err29 = {instancePath:instancePath+"/monitoring/tls",schemaPath:"#/properties/monitoring/properties/tls/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data28.ca !== undefined){
let data29 = data28.ca;
if(typeof data29 === "string"){
if(!pattern40.test(data29)){
const err30 = {instancePath:instancePath+"/monitoring/tls/ca",schemaPath:"#/properties/monitoring/properties/tls/properties/ca/pattern",keyword:"pattern",params:{pattern: "^/[A-Za-z0-9._/-]+$"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
else {
const err31 = {instancePath:instancePath+"/monitoring/tls/ca",schemaPath:"#/properties/monitoring/properties/tls/properties/ca/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data28.cert !== undefined){
let data30 = data28.cert;
if(typeof data30 === "string"){
if(!pattern40.test(data30)){
const err32 = {instancePath:instancePath+"/monitoring/tls/cert",schemaPath:"#/properties/monitoring/properties/tls/properties/cert/pattern",keyword:"pattern",params:{pattern: "^/[A-Za-z0-9._/-]+$"}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/monitoring/tls/cert",schemaPath:"#/properties/monitoring/properties/tls/properties/cert/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data28.key !== undefined){
let data31 = data28.key;
if(typeof data31 === "string"){
if(!pattern40.test(data31)){
const err34 = {instancePath:instancePath+"/monitoring/tls/key",schemaPath:"#/properties/monitoring/properties/tls/properties/key/pattern",keyword:"pattern",params:{pattern: "^/[A-Za-z0-9._/-]+$"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/monitoring/tls/key",schemaPath:"#/properties/monitoring/properties/tls/properties/key/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
}
else {
const err36 = {instancePath:instancePath+"/monitoring/tls",schemaPath:"#/properties/monitoring/properties/tls/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data16.runbook !== undefined){
let data32 = data16.runbook;
if(typeof data32 === "string"){
if(!pattern43.test(data32)){
const err37 = {instancePath:instancePath+"/monitoring/runbook",schemaPath:"#/properties/monitoring/properties/runbook/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9.:/_~%+-]{1,500}$"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
else {
const err38 = {instancePath:instancePath+"/monitoring/runbook",schemaPath:"#/properties/monitoring/properties/runbook/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
}
else {
const err39 = {instancePath:instancePath+"/monitoring",schemaPath:"#/properties/monitoring/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data.overrides !== undefined){
if(!(validate83(data.overrides, {instancePath:instancePath+"/overrides",parentData:data,parentDataProperty:"overrides",rootData}))){
vErrors = vErrors === null ? validate83.errors : vErrors.concat(validate83.errors);
errors = vErrors.length;
}
}
if(data.lint !== undefined){
let data34 = data.lint;
if(data34 && typeof data34 == "object" && !Array.isArray(data34)){
for(const key5 in data34){
if(!(key5 === "rules")){
const err40 = {instancePath:instancePath+"/lint",schemaPath:"#/properties/lint/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data34.rules !== undefined){
let data35 = data34.rules;
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
for(const key6 in data35){
let data36 = data35[key6];
if(!((((data36 === "off") || (data36 === "info")) || (data36 === "warning")) || (data36 === "error"))){
const err41 = {instancePath:instancePath+"/lint/rules/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/lint/properties/rules/additionalProperties/enum",keyword:"enum",params:{allowedValues: schema6.properties.lint.properties.rules.additionalProperties.enum}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
}
else {
const err42 = {instancePath:instancePath+"/lint/rules",schemaPath:"#/properties/lint/properties/rules/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
}
else {
const err43 = {instancePath:instancePath+"/lint",schemaPath:"#/properties/lint/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
}
else {
const err44 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}
