import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '../../src/index.ts';

const TOPOLOGY = readFileSync(join(import.meta.dirname, '../../fixtures/three-sites/topology.yaml'), 'utf8');
const TLS_OFF = '\ntls: { etcd: false, restapi: false, postgresql: false }\n';
const CASCADE = /^ {4}standby:\n {6}follow: busan\n/m;

export interface GuardOptions {
  readonly guard?: 'strict' | 'lenient';
  /** Whether jeju follows busan by design, which follows seoul. */
  readonly cascade?: boolean;
  readonly site?: 'seoul' | 'busan';
}

/** The start guard of the first member of a site, one of three: seoul is the primary, busan and jeju follow it. */
export async function guardOf({
  guard = 'strict',
  cascade = false,
  site = 'seoul',
}: GuardOptions = {}): Promise<string> {
  const topology = cascade ? TOPOLOGY : TOPOLOGY.replace(CASCADE, '');
  const text = `${topology}\npatroni: { guard: ${guard} }\n${TLS_OFF}`;
  const { artifacts } = await compile(Buffer.from(text));
  const path = `${site}/pg-${site}-1/usr/local/sbin/pgdr-start-guard`;
  const found = artifacts.find((one) => one.path === path);
  if (!found) throw new Error(`no ${path} was compiled`);
  return found.text;
}

/** The functions of a guard and what they know, without the run. */
export const functionsOf = (guard: string): string => guard.replace(/^main "\$@"\n/m, '');
