import type { Estate, EtcdMember } from '../../compiler/estate/estate.ts';
import { ring } from '../../compiler/estate/estate.ts';
import { keysRead, SECTIONS, type Unread, unread } from '../../compiler/facts/etcd-keys.ts';
import type { Software } from '../../compiler/facts/version.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { mapAt } from '../../compiler/text/json.ts';
import { nearest } from '../../compiler/text/suggest.ts';
import { withKey } from '../common/fixes.ts';
import { declare, oneOf } from '../common/remedies.ts';

/** Where a flag of the command line stands in the file: --peer-cert-file is cert-file of peer-transport-security. */
function inSection(software: Software, section: string | undefined, name: string): string | undefined {
  const bare = name.replace(/^peer-/, '');
  if (!keysRead(software, 'peer-transport-security').includes(bare)) return undefined;
  if (section !== undefined) return bare;
  return `${bare} under ${bare === name ? 'client-transport-security' : 'peer-transport-security'}`;
}

function helpFor(software: Software, section: string | undefined, name: string): string {
  const moved = inSection(software, section, name);
  if (moved) return `write it as ${moved}`;
  const near = nearest(name, keysRead(software, section));
  return near ? `did you mean "${near}"?` : 'remove it';
}

function tell(
  software: Software,
  section: string | undefined,
  name: string,
  found: Unread,
): Omit<Draft, 'at'> {
  switch (found.because) {
    case 'unknown':
      return {
        message: `etcd has no key "${name}"${section === undefined ? '' : ` in ${section}`}`,
        help: helpFor(software, section, name),
      };
    case 'later':
      return {
        message: `etcd ${software.etcd.text} does not know "${name}", which was added in ${found.version}`,
        remedy: oneOf('remove it', declare('version', { of: 'etcd' })),
      };
    case 'gone':
      return {
        message: `"${name}" is no longer a key: etcd ${found.version} removed it`,
        help: 'remove it',
      };
  }
}

function* judge(software: Software, { etcd }: EtcdMember): Generator<Draft> {
  for (const section of [undefined, ...SECTIONS]) {
    const path = section === undefined ? [] : [section];
    for (const [name, value] of Object.entries(mapAt(etcd.value, ...path))) {
      // What a version does not know is derived as nothing.
      const found = value === undefined ? undefined : unread(software, section, name);
      if (!found) continue;
      const at = { ...etcd.at(...path, name), part: 'key' } as const;
      const fix = found.because === 'unknown' ? withKey(at, keysRead(software, section)) : undefined;
      yield { ...tell(software, section, name, found), at, fix };
    }
  }
}

function* all(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) for (const node of ring(site)) yield* judge(estate.software, node);
}

export const unknownKey: Rule = {
  id: 'etcd/unknown-key',
  severity: 'error',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'a key of etcd.conf.yml is unknown to the declared etcd version',
  why: 'etcd silently ignores a key that it does not know: the setting has no effect, but its author relies on it.',
  references: [
    'etcd server/embed/config.go: configYAML, at every tag from v3.4.0 to v3.6.14',
    'https://etcd.io/docs/v3.5/op-guide/configuration/',
  ],
  afterPromotion: false,
  check: all,
};
