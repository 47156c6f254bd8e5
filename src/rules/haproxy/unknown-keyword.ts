import type { Estate, Node } from '../../compiler/estate/estate.ts';
import type { HaproxyConfig, Line, Section } from '../../compiler/estate/haproxy-config.ts';
import { type Stray, strayIn } from '../../compiler/facts/haproxy-keywords.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { nearest } from '../../compiler/text/suggest.ts';
import { withKey } from '../common/fixes.ts';

function draft({ name }: Node, section: Section, line: Line, { word, behind, known }: Stray): Draft {
  const near = nearest(word, known);
  const at = { ...line.at, part: 'key' } as const;
  return {
    message: `HAProxy of ${name} does not start: it does not know ${behind ? `${behind} ` : ''}"${word}" in ${section.name}`,
    at,
    help: near ? `did you mean "${near}"?` : 'remove it',
    fix: withKey(
      at,
      known.map((other) => line.key.replace(word, () => other)),
    ),
  };
}

function* judge(node: Node, haproxy: HaproxyConfig): Generator<Draft> {
  for (const section of haproxy.sections)
    for (const line of section.lines) {
      // What is derived is known.
      const stray = line.isWritten ? strayIn(section.kind, line.words) : undefined;
      if (stray) yield draft(node, section, line, stray);
    }
}

function* all(estate: Estate): Generator<Draft> {
  for (const node of estate.sites.flatMap(({ nodes }) => nodes))
    if (node.haproxy) yield* judge(node, node.haproxy);
}

export const unknownKeyword: Rule = {
  id: 'haproxy/unknown-keyword',
  severity: 'error',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'a line of haproxy.cfg begins with an unknown keyword',
  why: 'HAProxy does not start with a line that it cannot read: a running HAProxy keeps its old configuration at a reload, and an HAProxy that is restarted stays down.',
  references: [
    'HAProxy src/cfgparse-global.c, src/cfgparse-listen.c: "unknown keyword"; src/proxy.c: cfg_opts, proxy_parse_timeout',
    'https://docs.haproxy.org/3.2/configuration.html#4.1',
  ],
  afterPromotion: false,
  check: all,
};
