import type { Estate, Member } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { textAt, wordOf } from '../../compiler/text/json.ts';
import { declare, oneOf, surelyLeaveOut } from '../common/remedies.ts';
import { shown } from '../common/words.ts';
import { askedBy } from './client-certificates.ts';

function* judge(member: Member): Generator<Draft> {
  const { word, written, tls, at } = askedBy(member);
  // What is no text asks for nothing, and false says so.
  if (written === undefined || written === false) return;
  if (wordOf(written).toLowerCase() !== word)
    yield {
      message: `verify_client of ${member.name} is ${shown(written)}: Patroni does not know the value, and asks nobody for a certificate`,
      at,
      help: 'write none, optional or required',
    };
  else if (word !== 'none' && !tls)
    yield {
      message: `the REST API of ${member.name} has no TLS: it asks nobody for a certificate, whatever verify_client says`,
      at,
      remedy: oneOf('remove it', declare('tls', { of: 'REST API' })),
    };
  else if (word !== 'none' && textAt(member.patroni.value, 'restapi', 'cafile') === undefined)
    yield {
      message: `the REST API of ${member.name} has no CA: it refuses every certificate of your own`,
      at: member.patroni.removedAt('restapi', 'cafile') ?? at,
      remedy: surelyLeaveOut(member.patroni.removedAt('restapi', 'cafile') ?? at, 'restapi.cafile'),
    };
}

function* all(estate: Estate): Generator<Draft> {
  for (const member of estate.sites.flatMap(members)) yield* judge(member);
}

export const verifyClientIneffective: Rule = {
  id: 'restapi/verify-client-ineffective',
  severity: 'error',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'verify_client does not protect the REST API as it says',
  why: 'Its author believes that only callers with a certificate can change the cluster. Without TLS, or with a value that Patroni does not know, the REST API asks nobody for a certificate; without a CA of its own it refuses everybody, patronictl included.',
  references: [
    'patroni/api.py: RestApiServer.__initialize, check_access',
    'https://patroni.readthedocs.io/en/latest/security.html',
  ],
  afterPromotion: false,
  check: all,
};
