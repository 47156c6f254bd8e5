import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { askedBy } from './client-certificates.ts';

function* all(estate: Estate): Generator<Draft> {
  for (const member of estate.sites.flatMap(members)) {
    const { word, tls, at } = askedBy(member);
    if (word === 'required' && tls)
      yield {
        message: `the REST API of ${member.name} answers nobody without a certificate, and HAProxy and the start guards show none`,
        at,
        help: 'write verify_client: optional, which asks for a certificate only where a request changes something',
      };
  }
}

export const clientCertificateRequired: Rule = {
  id: 'restapi/client-certificate-required',
  severity: 'error',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'the REST API refuses health checks',
  why: 'HAProxy finds every server down, so its pools are empty. The start guards cannot ask which site is primary: they keep Patroni from starting, or consider a site lost that still takes writes.',
  references: [
    'patroni/api.py: RestApiServer.__initialize',
    'https://patroni.readthedocs.io/en/latest/yaml_configuration.html#rest-api',
  ],
  afterPromotion: false,
  check: all,
};
