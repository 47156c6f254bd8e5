// Made by scripts/generate.mjs. Do not edit.
"use strict";
export const validate = validate21;
export default validate21;
const schema6 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"https://pgdr-compile.dev/schema/topology.schema.json","type":"object","additionalProperties":false,"required":["version","name","primary","sites"],"properties":{"version":{"const":1},"name":{"$ref":"#/definitions/label"},"software":{"$ref":"#/definitions/software"},"primary":{"$ref":"#/definitions/label"},"timing":{"$ref":"#/definitions/timing"},"sites":{"type":"array","minItems":2,"items":{"$ref":"#/definitions/site"}},"clients":{"type":"array","items":{"$ref":"#/definitions/client"}},"credentials":{"$ref":"#/definitions/credentials"},"postgresql":{"$ref":"#/definitions/postgresql"},"patroni":{"$ref":"#/definitions/patroni"},"etcd":{"$ref":"#/definitions/etcd"},"haproxy":{"$ref":"#/definitions/haproxy"},"tls":{"$ref":"#/definitions/tls"},"overrides":{"$ref":"#/definitions/overrides"},"lint":{"type":"object","additionalProperties":false,"properties":{"rules":{"type":"object","additionalProperties":{"enum":["off","info","warning","error"]}}}}},"definitions":{"label":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$"},"hostLabel":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$"},"port":{"type":"integer","minimum":1,"maximum":65535},"address":{"type":"string","pattern":"^[A-Za-z0-9]([A-Za-z0-9._:-]{0,251}[A-Za-z0-9])?$|^::[A-Fa-f0-9:.]*$|^[A-Fa-f0-9:]*::$"},"absolutePath":{"type":"string","pattern":"^/[^\\s\"'`#$\\\\\\u0000-\\u001f\\u007f-\\u009f]*$"},"role":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_$-]{0,62}$"},"line":{"type":"string","pattern":"^[^\\u0000-\\u001f\\u007f\\u0085\\u2028\\u2029]+$"},"software":{"type":"object","additionalProperties":false,"properties":{"patroni":{"type":["string","number"],"pattern":"^[0-9]+\\.[0-9]+(\\.[0-9]+)?$"},"postgresql":{"type":"integer","minimum":13,"maximum":18},"etcd":{"type":["string","number"],"pattern":"^[0-9]+\\.[0-9]+(\\.[0-9]+)?$"},"haproxy":{"type":["string","number"],"pattern":"^[0-9]+\\.[0-9]+(\\.[0-9]+)?$"}}},"timing":{"type":["string","object"],"pattern":"^(fast|norm|safe|wide)$","additionalProperties":false,"properties":{"preset":{"enum":["fast","norm","safe","wide"]},"ttl":{"type":"integer","minimum":20},"loop_wait":{"type":"integer","minimum":1},"retry_timeout":{"type":"integer","minimum":3},"primary_start_timeout":{"type":"integer","minimum":0},"safety_margin":{"type":"integer","minimum":-1},"inter":{"$ref":"#/definitions/duration"},"fastinter":{"$ref":"#/definitions/duration"},"downinter":{"$ref":"#/definitions/duration"},"rise":{"type":"integer","minimum":1},"fall":{"type":"integer","minimum":1}}},"duration":{"type":"string","pattern":"^[1-9][0-9]{0,8}(us|ms|s|m|h|d)$"},"site":{"type":"object","additionalProperties":false,"required":["name","scope","etcd","nodes"],"properties":{"name":{"$ref":"#/definitions/label"},"scope":{"$ref":"#/definitions/hostLabel"},"namespace":{"type":"string","pattern":"^/[A-Za-z0-9._/-]*$"},"etcd":{"type":"object","additionalProperties":false,"required":["token"],"properties":{"token":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,254}$"},"client_port":{"$ref":"#/definitions/etcd/properties/client_port"},"peer_port":{"$ref":"#/definitions/etcd/properties/peer_port"},"data_dir":{"$ref":"#/definitions/etcd/properties/data_dir"}}},"standby":{"type":"object","additionalProperties":false,"properties":{"slot":{"$ref":"#/definitions/hostLabel"},"follow":{"$ref":"#/definitions/label"},"restore_command":{"$ref":"#/definitions/line"},"archive_cleanup_command":{"$ref":"#/definitions/line"},"recovery_min_apply_delay":{"type":"string","pattern":"^(0|[0-9]+ ?(us|ms|s|min|h|d))$"}}},"endpoint":{"$ref":"#/definitions/endpoint"},"slots":{"type":"array","items":{"$ref":"#/definitions/hostLabel"}},"nodes":{"type":"array","minItems":1,"items":{"$ref":"#/definitions/node"}},"postgresql":{"$ref":"#/definitions/postgresql"},"patroni":{"$ref":"#/definitions/patroni"},"haproxy":{"$ref":"#/definitions/haproxy"},"overrides":{"$ref":"#/definitions/overrides"}}},"endpoint":{"type":["string","object"],"pattern":"^[A-Za-z0-9]([A-Za-z0-9._:-]{0,251}[A-Za-z0-9])?$|^::[A-Fa-f0-9:.]*$|^[A-Fa-f0-9:]*::$","additionalProperties":false,"required":["address"],"properties":{"address":{"$ref":"#/definitions/address"},"port":{"$ref":"#/definitions/port"}}},"node":{"type":"object","additionalProperties":false,"required":["name","address"],"properties":{"name":{"$ref":"#/definitions/hostLabel"},"address":{"$ref":"#/definitions/address"},"wan_address":{"$ref":"#/definitions/address"},"runs":{"type":"array","minItems":1,"items":{"enum":["postgresql","etcd","haproxy"]}},"tags":{"type":"object","additionalProperties":false,"properties":{"nofailover":{"type":"boolean"},"noloadbalance":{"type":"boolean"},"nosync":{"type":"boolean"},"clonefrom":{"type":"boolean"},"failover_priority":{"type":"integer","minimum":0}}},"etcd":{"type":"object","additionalProperties":false,"properties":{"name":{"$ref":"#/definitions/hostLabel"},"client_port":{"$ref":"#/definitions/etcd/properties/client_port"},"peer_port":{"$ref":"#/definitions/etcd/properties/peer_port"},"data_dir":{"$ref":"#/definitions/etcd/properties/data_dir"}}},"postgresql":{"$ref":"#/definitions/postgresql"},"patroni":{"$ref":"#/definitions/patroni"},"haproxy":{"$ref":"#/definitions/haproxy"},"overrides":{"$ref":"#/definitions/overrides"}}},"client":{"type":"object","additionalProperties":false,"required":["user","database","from"],"properties":{"user":{"type":"string","pattern":"^\\+?[A-Za-z_][A-Za-z0-9_$-]{0,62}$"},"database":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_$-]{0,62}$"},"from":{"type":["string","array"],"minItems":1,"pattern":"^[A-Za-z0-9:][A-Za-z0-9.:_-]*(/[0-9]{1,3})?$","items":{"type":"string","pattern":"^[A-Za-z0-9:][A-Za-z0-9.:_-]*(/[0-9]{1,3})?$"}}}},"credentials":{"type":"object","additionalProperties":false,"properties":{"superuser":{"$ref":"#/definitions/credential"},"replication":{"$ref":"#/definitions/credential"},"rewind":{"$ref":"#/definitions/credential"},"restapi":{"$ref":"#/definitions/credential"}}},"credential":{"type":"object","additionalProperties":false,"required":["username"],"properties":{"username":{"$ref":"#/definitions/role"}}},"postgresql":{"type":"object","additionalProperties":false,"properties":{"port":{"$ref":"#/definitions/port"},"data_dir":{"$ref":"#/definitions/absolutePath"},"bin_dir":{"$ref":"#/definitions/absolutePath"},"data_checksums":{"type":"boolean"},"initdb":{"type":"object","propertyNames":{"pattern":"^[a-z][a-z0-9-]*$"},"additionalProperties":{"type":["string","integer","boolean"],"pattern":"^[^\\u0000-\\u001f\\u007f\\u0085\\u2028\\u2029]*$"}},"parameters":{"type":"object","propertyNames":{"pattern":"^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?$"},"additionalProperties":{"type":["string","number","boolean"],"pattern":"^[^\\u0000-\\u001f\\u007f\\u0085\\u2028\\u2029]*$"}},"pg_hba":{"type":"array","minItems":1,"items":{"type":"string","pattern":"^[^\\u0000-\\u0008\\u000a-\\u001f\\u007f\\u0085\\u2028\\u2029]+$"}}}},"patroni":{"type":"object","additionalProperties":false,"properties":{"restapi":{"type":"object","additionalProperties":false,"properties":{"port":{"$ref":"#/definitions/port"}}},"maximum_lag_on_failover":{"type":"integer","minimum":0},"failsafe_mode":{"type":"boolean"},"guard":{"enum":["strict","lenient"]},"watchdog":{"type":"object","additionalProperties":false,"properties":{"mode":{"enum":["off","automatic","required"]},"device":{"$ref":"#/definitions/absolutePath"}}}}},"etcd":{"type":"object","additionalProperties":false,"properties":{"client_port":{"$ref":"#/definitions/port"},"peer_port":{"$ref":"#/definitions/port"},"data_dir":{"$ref":"#/definitions/absolutePath"}}},"haproxy":{"type":"object","additionalProperties":false,"properties":{"ports":{"type":"object","additionalProperties":false,"properties":{"primary":{"$ref":"#/definitions/port"},"replicas":{"$ref":"#/definitions/port"},"standby_leader":{"$ref":"#/definitions/port"},"stats":{"$ref":"#/definitions/port"}}},"writes":{"enum":["local","all"]}}},"tls":{"type":"object","additionalProperties":false,"properties":{"etcd":{"$ref":"#/definitions/tlsFiles"},"restapi":{"$ref":"#/definitions/tlsFiles"},"postgresql":{"$ref":"#/definitions/tlsFiles"},"haproxy":{"type":"object","additionalProperties":false,"properties":{"ca":{"$ref":"#/definitions/absolutePath"}}}}},"tlsFiles":{"type":["boolean","object"],"additionalProperties":false,"properties":{"ca":{"$ref":"#/definitions/absolutePath"},"cert":{"$ref":"#/definitions/absolutePath"},"key":{"$ref":"#/definitions/absolutePath"}}},"overrides":{"type":"object","additionalProperties":false,"properties":{"patroni":{"type":"object"},"etcd":{"type":"object"},"haproxy":{"type":"object","propertyNames":{"enum":["global","defaults","stats","primary","replicas","standby_leader"]},"additionalProperties":{"type":"object","propertyNames":{"pattern":"^[a-z][a-z0-9-]*(\\.[a-z0-9-]+)*( [a-z][a-z0-9.-]*)*$"},"additionalProperties":{"type":["string","number","boolean","null"],"pattern":"^[^\\u0000-\\u001f\\u007f]*$"}}}}}}};
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

const schema11 = {"type":"object","additionalProperties":false,"required":["name","scope","etcd","nodes"],"properties":{"name":{"$ref":"#/definitions/label"},"scope":{"$ref":"#/definitions/hostLabel"},"namespace":{"type":"string","pattern":"^/[A-Za-z0-9._/-]*$"},"etcd":{"type":"object","additionalProperties":false,"required":["token"],"properties":{"token":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,254}$"},"client_port":{"$ref":"#/definitions/etcd/properties/client_port"},"peer_port":{"$ref":"#/definitions/etcd/properties/peer_port"},"data_dir":{"$ref":"#/definitions/etcd/properties/data_dir"}}},"standby":{"type":"object","additionalProperties":false,"properties":{"slot":{"$ref":"#/definitions/hostLabel"},"follow":{"$ref":"#/definitions/label"},"restore_command":{"$ref":"#/definitions/line"},"archive_cleanup_command":{"$ref":"#/definitions/line"},"recovery_min_apply_delay":{"type":"string","pattern":"^(0|[0-9]+ ?(us|ms|s|min|h|d))$"}}},"endpoint":{"$ref":"#/definitions/endpoint"},"slots":{"type":"array","items":{"$ref":"#/definitions/hostLabel"}},"nodes":{"type":"array","minItems":1,"items":{"$ref":"#/definitions/node"}},"postgresql":{"$ref":"#/definitions/postgresql"},"patroni":{"$ref":"#/definitions/patroni"},"haproxy":{"$ref":"#/definitions/haproxy"},"overrides":{"$ref":"#/definitions/overrides"}}};
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

const schema20 = {"type":"object","additionalProperties":false,"required":["name","address"],"properties":{"name":{"$ref":"#/definitions/hostLabel"},"address":{"$ref":"#/definitions/address"},"wan_address":{"$ref":"#/definitions/address"},"runs":{"type":"array","minItems":1,"items":{"enum":["postgresql","etcd","haproxy"]}},"tags":{"type":"object","additionalProperties":false,"properties":{"nofailover":{"type":"boolean"},"noloadbalance":{"type":"boolean"},"nosync":{"type":"boolean"},"clonefrom":{"type":"boolean"},"failover_priority":{"type":"integer","minimum":0}}},"etcd":{"type":"object","additionalProperties":false,"properties":{"name":{"$ref":"#/definitions/hostLabel"},"client_port":{"$ref":"#/definitions/etcd/properties/client_port"},"peer_port":{"$ref":"#/definitions/etcd/properties/peer_port"},"data_dir":{"$ref":"#/definitions/etcd/properties/data_dir"}}},"postgresql":{"$ref":"#/definitions/postgresql"},"patroni":{"$ref":"#/definitions/patroni"},"haproxy":{"$ref":"#/definitions/haproxy"},"overrides":{"$ref":"#/definitions/overrides"}}};
const schema21 = {"type":"object","additionalProperties":false,"properties":{"port":{"$ref":"#/definitions/port"},"data_dir":{"$ref":"#/definitions/absolutePath"},"bin_dir":{"$ref":"#/definitions/absolutePath"},"data_checksums":{"type":"boolean"},"initdb":{"type":"object","propertyNames":{"pattern":"^[a-z][a-z0-9-]*$"},"additionalProperties":{"type":["string","integer","boolean"],"pattern":"^[^\\u0000-\\u001f\\u007f\\u0085\\u2028\\u2029]*$"}},"parameters":{"type":"object","propertyNames":{"pattern":"^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?$"},"additionalProperties":{"type":["string","number","boolean"],"pattern":"^[^\\u0000-\\u001f\\u007f\\u0085\\u2028\\u2029]*$"}},"pg_hba":{"type":"array","minItems":1,"items":{"type":"string","pattern":"^[^\\u0000-\\u0008\\u000a-\\u001f\\u007f\\u0085\\u2028\\u2029]+$"}}}};

function validate65(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
validate65.errors = vErrors;
return errors === 0;
}

const pattern15 = new RegExp("^[a-z][a-z0-9-]*$", "u");
const pattern16 = new RegExp("^[^\\u0000-\\u001f\\u007f\\u0085\\u2028\\u2029]*$", "u");
const pattern17 = new RegExp("^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?$", "u");
const pattern19 = new RegExp("^[^\\u0000-\\u0008\\u000a-\\u001f\\u007f\\u0085\\u2028\\u2029]+$", "u");

function validate63(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((((key0 === "port") || (key0 === "data_dir")) || (key0 === "bin_dir")) || (key0 === "data_checksums")) || (key0 === "initdb")) || (key0 === "parameters")) || (key0 === "pg_hba"))){
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
if(!(validate65(data.data_dir, {instancePath:instancePath+"/data_dir",parentData:data,parentDataProperty:"data_dir",rootData}))){
vErrors = vErrors === null ? validate65.errors : vErrors.concat(validate65.errors);
errors = vErrors.length;
}
}
if(data.bin_dir !== undefined){
if(!(validate65(data.bin_dir, {instancePath:instancePath+"/bin_dir",parentData:data,parentDataProperty:"bin_dir",rootData}))){
vErrors = vErrors === null ? validate65.errors : vErrors.concat(validate65.errors);
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
let data4 = data.initdb;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key1 in data4){
const _errs9 = errors;
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
var valid1 = _errs9 === errors;
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
for(const key2 in data4){
let data5 = data4[key2];
if(((typeof data5 !== "string") && (!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5))))) && (typeof data5 !== "boolean")){
const err4 = {instancePath:instancePath+"/initdb/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/initdb/additionalProperties/type",keyword:"type",params:{type: schema21.properties.initdb.additionalProperties.type}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(typeof data5 === "string"){
if(!pattern16.test(data5)){
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
let data6 = data.parameters;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
for(const key3 in data6){
const _errs15 = errors;
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
var valid3 = _errs15 === errors;
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
for(const key4 in data6){
let data7 = data6[key4];
if(((typeof data7 !== "string") && (!((typeof data7 == "number") && (isFinite(data7))))) && (typeof data7 !== "boolean")){
const err9 = {instancePath:instancePath+"/parameters/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/parameters/additionalProperties/type",keyword:"type",params:{type: schema21.properties.parameters.additionalProperties.type}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(typeof data7 === "string"){
if(!pattern16.test(data7)){
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
let data8 = data.pg_hba;
if(Array.isArray(data8)){
if(data8.length < 1){
const err12 = {instancePath:instancePath+"/pg_hba",schemaPath:"#/properties/pg_hba/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
const len0 = data8.length;
for(let i0=0; i0<len0; i0++){
let data9 = data8[i0];
if(typeof data9 === "string"){
if(!pattern19.test(data9)){
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
}
else {
const err16 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
validate63.errors = vErrors;
return errors === 0;
}

const schema23 = {"type":"object","additionalProperties":false,"properties":{"restapi":{"type":"object","additionalProperties":false,"properties":{"port":{"$ref":"#/definitions/port"}}},"maximum_lag_on_failover":{"type":"integer","minimum":0},"failsafe_mode":{"type":"boolean"},"guard":{"enum":["strict","lenient"]},"watchdog":{"type":"object","additionalProperties":false,"properties":{"mode":{"enum":["off","automatic","required"]},"device":{"$ref":"#/definitions/absolutePath"}}}}};

function validate69(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "restapi") || (key0 === "maximum_lag_on_failover")) || (key0 === "failsafe_mode")) || (key0 === "guard")) || (key0 === "watchdog"))){
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
if(data.failsafe_mode !== undefined){
if(typeof data.failsafe_mode !== "boolean"){
const err5 = {instancePath:instancePath+"/failsafe_mode",schemaPath:"#/properties/failsafe_mode/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.guard !== undefined){
let data4 = data.guard;
if(!((data4 === "strict") || (data4 === "lenient"))){
const err6 = {instancePath:instancePath+"/guard",schemaPath:"#/properties/guard/enum",keyword:"enum",params:{allowedValues: schema23.properties.guard.enum}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.watchdog !== undefined){
let data5 = data.watchdog;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key2 in data5){
if(!((key2 === "mode") || (key2 === "device"))){
const err7 = {instancePath:instancePath+"/watchdog",schemaPath:"#/properties/watchdog/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data5.mode !== undefined){
let data6 = data5.mode;
if(!(((data6 === "off") || (data6 === "automatic")) || (data6 === "required"))){
const err8 = {instancePath:instancePath+"/watchdog/mode",schemaPath:"#/properties/watchdog/properties/mode/enum",keyword:"enum",params:{allowedValues: schema23.properties.watchdog.properties.mode.enum}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data5.device !== undefined){
if(!(validate65(data5.device, {instancePath:instancePath+"/watchdog/device",parentData:data5,parentDataProperty:"device",rootData}))){
vErrors = vErrors === null ? validate65.errors : vErrors.concat(validate65.errors);
errors = vErrors.length;
}
}
}
else {
const err9 = {instancePath:instancePath+"/watchdog",schemaPath:"#/properties/watchdog/type",keyword:"type",params:{type: "object"}};
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
validate69.errors = vErrors;
return errors === 0;
}

const schema24 = {"type":"object","additionalProperties":false,"properties":{"ports":{"type":"object","additionalProperties":false,"properties":{"primary":{"$ref":"#/definitions/port"},"replicas":{"$ref":"#/definitions/port"},"standby_leader":{"$ref":"#/definitions/port"},"stats":{"$ref":"#/definitions/port"}}},"writes":{"enum":["local","all"]}}};

function validate73(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
validate73.errors = vErrors;
return errors === 0;
}

const schema25 = {"type":"object","additionalProperties":false,"properties":{"patroni":{"type":"object"},"etcd":{"type":"object"},"haproxy":{"type":"object","propertyNames":{"enum":["global","defaults","stats","primary","replicas","standby_leader"]},"additionalProperties":{"type":"object","propertyNames":{"pattern":"^[a-z][a-z0-9-]*(\\.[a-z0-9-]+)*( [a-z][a-z0-9.-]*)*$"},"additionalProperties":{"type":["string","number","boolean","null"],"pattern":"^[^\\u0000-\\u001f\\u007f]*$"}}}}};
const pattern20 = new RegExp("^[a-z][a-z0-9-]*(\\.[a-z0-9-]+)*( [a-z][a-z0-9.-]*)*$", "u");
const pattern21 = new RegExp("^[^\\u0000-\\u001f\\u007f]*$", "u");

function validate79(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
if(!pattern20.test(key3)){
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
if(!pattern21.test(data4)){
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
validate79.errors = vErrors;
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
if(!(((((key1 === "nofailover") || (key1 === "noloadbalance")) || (key1 === "nosync")) || (key1 === "clonefrom")) || (key1 === "failover_priority"))){
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
if(data5.failover_priority !== undefined){
let data10 = data5.failover_priority;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
const err11 = {instancePath:instancePath+"/tags/failover_priority",schemaPath:"#/properties/tags/properties/failover_priority/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 < 0 || isNaN(data10)){
const err12 = {instancePath:instancePath+"/tags/failover_priority",schemaPath:"#/properties/tags/properties/failover_priority/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
else {
const err13 = {instancePath:instancePath+"/tags",schemaPath:"#/properties/tags/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.etcd !== undefined){
let data11 = data.etcd;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
for(const key2 in data11){
if(!((((key2 === "name") || (key2 === "client_port")) || (key2 === "peer_port")) || (key2 === "data_dir"))){
const err14 = {instancePath:instancePath+"/etcd",schemaPath:"#/properties/etcd/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data11.name !== undefined){
if(!(validate35(data11.name, {instancePath:instancePath+"/etcd/name",parentData:data11,parentDataProperty:"name",rootData}))){
vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
errors = vErrors.length;
}
}
if(data11.client_port !== undefined){
if(!(validate37(data11.client_port, {instancePath:instancePath+"/etcd/client_port",parentData:data11,parentDataProperty:"client_port",rootData}))){
vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors);
errors = vErrors.length;
}
}
if(data11.peer_port !== undefined){
if(!(validate39(data11.peer_port, {instancePath:instancePath+"/etcd/peer_port",parentData:data11,parentDataProperty:"peer_port",rootData}))){
vErrors = vErrors === null ? validate39.errors : vErrors.concat(validate39.errors);
errors = vErrors.length;
}
}
if(data11.data_dir !== undefined){
if(!(validate41(data11.data_dir, {instancePath:instancePath+"/etcd/data_dir",parentData:data11,parentDataProperty:"data_dir",rootData}))){
vErrors = vErrors === null ? validate41.errors : vErrors.concat(validate41.errors);
errors = vErrors.length;
}
}
}
else {
const err15 = {instancePath:instancePath+"/etcd",schemaPath:"#/properties/etcd/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.postgresql !== undefined){
if(!(validate63(data.postgresql, {instancePath:instancePath+"/postgresql",parentData:data,parentDataProperty:"postgresql",rootData}))){
vErrors = vErrors === null ? validate63.errors : vErrors.concat(validate63.errors);
errors = vErrors.length;
}
}
if(data.patroni !== undefined){
if(!(validate69(data.patroni, {instancePath:instancePath+"/patroni",parentData:data,parentDataProperty:"patroni",rootData}))){
vErrors = vErrors === null ? validate69.errors : vErrors.concat(validate69.errors);
errors = vErrors.length;
}
}
if(data.haproxy !== undefined){
if(!(validate73(data.haproxy, {instancePath:instancePath+"/haproxy",parentData:data,parentDataProperty:"haproxy",rootData}))){
vErrors = vErrors === null ? validate73.errors : vErrors.concat(validate73.errors);
errors = vErrors.length;
}
}
if(data.overrides !== undefined){
if(!(validate79(data.overrides, {instancePath:instancePath+"/overrides",parentData:data,parentDataProperty:"overrides",rootData}))){
vErrors = vErrors === null ? validate79.errors : vErrors.concat(validate79.errors);
errors = vErrors.length;
}
}
}
else {
const err16 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
validate55.errors = vErrors;
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
if(!(((((key2 === "slot") || (key2 === "follow")) || (key2 === "restore_command")) || (key2 === "archive_cleanup_command")) || (key2 === "recovery_min_apply_delay"))){
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
let data13 = data8.recovery_min_apply_delay;
if(typeof data13 === "string"){
if(!pattern11.test(data13)){
const err13 = {instancePath:instancePath+"/standby/recovery_min_apply_delay",schemaPath:"#/properties/standby/properties/recovery_min_apply_delay/pattern",keyword:"pattern",params:{pattern: "^(0|[0-9]+ ?(us|ms|s|min|h|d))$"}};
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
const err14 = {instancePath:instancePath+"/standby/recovery_min_apply_delay",schemaPath:"#/properties/standby/properties/recovery_min_apply_delay/type",keyword:"type",params:{type: "string"}};
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
const err15 = {instancePath:instancePath+"/standby",schemaPath:"#/properties/standby/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
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
let data15 = data.slots;
if(Array.isArray(data15)){
const len0 = data15.length;
for(let i0=0; i0<len0; i0++){
if(!(validate35(data15[i0], {instancePath:instancePath+"/slots/" + i0,parentData:data15,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
errors = vErrors.length;
}
}
}
else {
const err16 = {instancePath:instancePath+"/slots",schemaPath:"#/properties/slots/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.nodes !== undefined){
let data17 = data.nodes;
if(Array.isArray(data17)){
if(data17.length < 1){
const err17 = {instancePath:instancePath+"/nodes",schemaPath:"#/properties/nodes/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
const len1 = data17.length;
for(let i1=0; i1<len1; i1++){
if(!(validate55(data17[i1], {instancePath:instancePath+"/nodes/" + i1,parentData:data17,parentDataProperty:i1,rootData}))){
vErrors = vErrors === null ? validate55.errors : vErrors.concat(validate55.errors);
errors = vErrors.length;
}
}
}
else {
const err18 = {instancePath:instancePath+"/nodes",schemaPath:"#/properties/nodes/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.postgresql !== undefined){
if(!(validate63(data.postgresql, {instancePath:instancePath+"/postgresql",parentData:data,parentDataProperty:"postgresql",rootData}))){
vErrors = vErrors === null ? validate63.errors : vErrors.concat(validate63.errors);
errors = vErrors.length;
}
}
if(data.patroni !== undefined){
if(!(validate69(data.patroni, {instancePath:instancePath+"/patroni",parentData:data,parentDataProperty:"patroni",rootData}))){
vErrors = vErrors === null ? validate69.errors : vErrors.concat(validate69.errors);
errors = vErrors.length;
}
}
if(data.haproxy !== undefined){
if(!(validate73(data.haproxy, {instancePath:instancePath+"/haproxy",parentData:data,parentDataProperty:"haproxy",rootData}))){
vErrors = vErrors === null ? validate73.errors : vErrors.concat(validate73.errors);
errors = vErrors.length;
}
}
if(data.overrides !== undefined){
if(!(validate79(data.overrides, {instancePath:instancePath+"/overrides",parentData:data,parentDataProperty:"overrides",rootData}))){
vErrors = vErrors === null ? validate79.errors : vErrors.concat(validate79.errors);
errors = vErrors.length;
}
}
}
else {
const err19 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
validate33.errors = vErrors;
return errors === 0;
}

const schema26 = {"type":"object","additionalProperties":false,"required":["user","database","from"],"properties":{"user":{"type":"string","pattern":"^\\+?[A-Za-z_][A-Za-z0-9_$-]{0,62}$"},"database":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_$-]{0,62}$"},"from":{"type":["string","array"],"minItems":1,"pattern":"^[A-Za-z0-9:][A-Za-z0-9.:_-]*(/[0-9]{1,3})?$","items":{"type":"string","pattern":"^[A-Za-z0-9:][A-Za-z0-9.:_-]*(/[0-9]{1,3})?$"}}}};
const pattern22 = new RegExp("^\\+?[A-Za-z_][A-Za-z0-9_$-]{0,62}$", "u");
const pattern23 = new RegExp("^[A-Za-z_][A-Za-z0-9_$-]{0,62}$", "u");
const pattern24 = new RegExp("^[A-Za-z0-9:][A-Za-z0-9.:_-]*(/[0-9]{1,3})?$", "u");

function validate87(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
if(!pattern22.test(data0)){
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
if(!pattern23.test(data1)){
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
const err8 = {instancePath:instancePath+"/from",schemaPath:"#/properties/from/type",keyword:"type",params:{type: schema26.properties.from.type}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(typeof data2 === "string"){
if(!pattern24.test(data2)){
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
if(!pattern24.test(data3)){
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
validate87.errors = vErrors;
return errors === 0;
}

const schema27 = {"type":"object","additionalProperties":false,"properties":{"superuser":{"$ref":"#/definitions/credential"},"replication":{"$ref":"#/definitions/credential"},"rewind":{"$ref":"#/definitions/credential"},"restapi":{"$ref":"#/definitions/credential"}}};
const schema28 = {"type":"object","additionalProperties":false,"required":["username"],"properties":{"username":{"$ref":"#/definitions/role"}}};
const schema29 = {"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_$-]{0,62}$"};

function validate91(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(!pattern23.test(data)){
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
validate91.errors = vErrors;
return errors === 0;
}


function validate90(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
if(!(validate91(data.username, {instancePath:instancePath+"/username",parentData:data,parentDataProperty:"username",rootData}))){
vErrors = vErrors === null ? validate91.errors : vErrors.concat(validate91.errors);
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
validate90.errors = vErrors;
return errors === 0;
}


function validate89(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
if(!(validate90(data.superuser, {instancePath:instancePath+"/superuser",parentData:data,parentDataProperty:"superuser",rootData}))){
vErrors = vErrors === null ? validate90.errors : vErrors.concat(validate90.errors);
errors = vErrors.length;
}
}
if(data.replication !== undefined){
if(!(validate90(data.replication, {instancePath:instancePath+"/replication",parentData:data,parentDataProperty:"replication",rootData}))){
vErrors = vErrors === null ? validate90.errors : vErrors.concat(validate90.errors);
errors = vErrors.length;
}
}
if(data.rewind !== undefined){
if(!(validate90(data.rewind, {instancePath:instancePath+"/rewind",parentData:data,parentDataProperty:"rewind",rootData}))){
vErrors = vErrors === null ? validate90.errors : vErrors.concat(validate90.errors);
errors = vErrors.length;
}
}
if(data.restapi !== undefined){
if(!(validate90(data.restapi, {instancePath:instancePath+"/restapi",parentData:data,parentDataProperty:"restapi",rootData}))){
vErrors = vErrors === null ? validate90.errors : vErrors.concat(validate90.errors);
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
validate89.errors = vErrors;
return errors === 0;
}

const schema30 = {"type":"object","additionalProperties":false,"properties":{"client_port":{"$ref":"#/definitions/port"},"peer_port":{"$ref":"#/definitions/port"},"data_dir":{"$ref":"#/definitions/absolutePath"}}};

function validate100(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
if(!(validate65(data.data_dir, {instancePath:instancePath+"/data_dir",parentData:data,parentDataProperty:"data_dir",rootData}))){
vErrors = vErrors === null ? validate65.errors : vErrors.concat(validate65.errors);
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
validate100.errors = vErrors;
return errors === 0;
}

const schema31 = {"type":"object","additionalProperties":false,"properties":{"etcd":{"$ref":"#/definitions/tlsFiles"},"restapi":{"$ref":"#/definitions/tlsFiles"},"postgresql":{"$ref":"#/definitions/tlsFiles"},"haproxy":{"type":"object","additionalProperties":false,"properties":{"ca":{"$ref":"#/definitions/absolutePath"}}}}};
const schema32 = {"type":["boolean","object"],"additionalProperties":false,"properties":{"ca":{"$ref":"#/definitions/absolutePath"},"cert":{"$ref":"#/definitions/absolutePath"},"key":{"$ref":"#/definitions/absolutePath"}}};

function validate107(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data !== "boolean") && (!(data && typeof data == "object" && !Array.isArray(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema32.type}};
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
if(!(validate65(data.ca, {instancePath:instancePath+"/ca",parentData:data,parentDataProperty:"ca",rootData}))){
vErrors = vErrors === null ? validate65.errors : vErrors.concat(validate65.errors);
errors = vErrors.length;
}
}
if(data.cert !== undefined){
if(!(validate65(data.cert, {instancePath:instancePath+"/cert",parentData:data,parentDataProperty:"cert",rootData}))){
vErrors = vErrors === null ? validate65.errors : vErrors.concat(validate65.errors);
errors = vErrors.length;
}
}
if(data.key !== undefined){
if(!(validate65(data.key, {instancePath:instancePath+"/key",parentData:data,parentDataProperty:"key",rootData}))){
vErrors = vErrors === null ? validate65.errors : vErrors.concat(validate65.errors);
errors = vErrors.length;
}
}
}
validate107.errors = vErrors;
return errors === 0;
}


function validate106(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
if(!(validate107(data.etcd, {instancePath:instancePath+"/etcd",parentData:data,parentDataProperty:"etcd",rootData}))){
vErrors = vErrors === null ? validate107.errors : vErrors.concat(validate107.errors);
errors = vErrors.length;
}
}
if(data.restapi !== undefined){
if(!(validate107(data.restapi, {instancePath:instancePath+"/restapi",parentData:data,parentDataProperty:"restapi",rootData}))){
vErrors = vErrors === null ? validate107.errors : vErrors.concat(validate107.errors);
errors = vErrors.length;
}
}
if(data.postgresql !== undefined){
if(!(validate107(data.postgresql, {instancePath:instancePath+"/postgresql",parentData:data,parentDataProperty:"postgresql",rootData}))){
vErrors = vErrors === null ? validate107.errors : vErrors.concat(validate107.errors);
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
if(!(validate65(data3.ca, {instancePath:instancePath+"/haproxy/ca",parentData:data3,parentDataProperty:"ca",rootData}))){
vErrors = vErrors === null ? validate65.errors : vErrors.concat(validate65.errors);
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
validate106.errors = vErrors;
return errors === 0;
}


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
if(!(validate87(data7[i1], {instancePath:instancePath+"/clients/" + i1,parentData:data7,parentDataProperty:i1,rootData}))){
vErrors = vErrors === null ? validate87.errors : vErrors.concat(validate87.errors);
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
if(!(validate89(data.credentials, {instancePath:instancePath+"/credentials",parentData:data,parentDataProperty:"credentials",rootData}))){
vErrors = vErrors === null ? validate89.errors : vErrors.concat(validate89.errors);
errors = vErrors.length;
}
}
if(data.postgresql !== undefined){
if(!(validate63(data.postgresql, {instancePath:instancePath+"/postgresql",parentData:data,parentDataProperty:"postgresql",rootData}))){
vErrors = vErrors === null ? validate63.errors : vErrors.concat(validate63.errors);
errors = vErrors.length;
}
}
if(data.patroni !== undefined){
if(!(validate69(data.patroni, {instancePath:instancePath+"/patroni",parentData:data,parentDataProperty:"patroni",rootData}))){
vErrors = vErrors === null ? validate69.errors : vErrors.concat(validate69.errors);
errors = vErrors.length;
}
}
if(data.etcd !== undefined){
if(!(validate100(data.etcd, {instancePath:instancePath+"/etcd",parentData:data,parentDataProperty:"etcd",rootData}))){
vErrors = vErrors === null ? validate100.errors : vErrors.concat(validate100.errors);
errors = vErrors.length;
}
}
if(data.haproxy !== undefined){
if(!(validate73(data.haproxy, {instancePath:instancePath+"/haproxy",parentData:data,parentDataProperty:"haproxy",rootData}))){
vErrors = vErrors === null ? validate73.errors : vErrors.concat(validate73.errors);
errors = vErrors.length;
}
}
if(data.tls !== undefined){
if(!(validate106(data.tls, {instancePath:instancePath+"/tls",parentData:data,parentDataProperty:"tls",rootData}))){
vErrors = vErrors === null ? validate106.errors : vErrors.concat(validate106.errors);
errors = vErrors.length;
}
}
if(data.overrides !== undefined){
if(!(validate79(data.overrides, {instancePath:instancePath+"/overrides",parentData:data,parentDataProperty:"overrides",rootData}))){
vErrors = vErrors === null ? validate79.errors : vErrors.concat(validate79.errors);
errors = vErrors.length;
}
}
if(data.lint !== undefined){
let data16 = data.lint;
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
for(const key1 in data16){
if(!(key1 === "rules")){
const err9 = {instancePath:instancePath+"/lint",schemaPath:"#/properties/lint/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data16.rules !== undefined){
let data17 = data16.rules;
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
for(const key2 in data17){
let data18 = data17[key2];
if(!((((data18 === "off") || (data18 === "info")) || (data18 === "warning")) || (data18 === "error"))){
const err10 = {instancePath:instancePath+"/lint/rules/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/lint/properties/rules/additionalProperties/enum",keyword:"enum",params:{allowedValues: schema6.properties.lint.properties.rules.additionalProperties.enum}};
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
const err11 = {instancePath:instancePath+"/lint/rules",schemaPath:"#/properties/lint/properties/rules/type",keyword:"type",params:{type: "object"}};
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
else {
const err12 = {instancePath:instancePath+"/lint",schemaPath:"#/properties/lint/type",keyword:"type",params:{type: "object"}};
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
validate21.errors = vErrors;
return errors === 0;
}
