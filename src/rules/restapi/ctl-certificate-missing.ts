import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { knows } from '../../compiler/facts/version.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { textAt } from '../../compiler/text/json.ts';
import { askedBy } from './client-certificates.ts';

function* all(estate: Estate): Generator<Draft> {
  if (!knows(estate.software, 'ctl.certificate-alone')) return;
  for (const member of estate.sites.flatMap(members)) {
    const { word, tls, at } = askedBy(member);
    // restapi/client-certificate-required tells of the other word.
    if (word !== 'optional' || !tls) continue;
    const missing = ['certfile', 'keyfile'].find(
      (key) => textAt(member.patroni.value, 'ctl', key) === undefined,
    );
    if (missing)
      yield {
        message: `the REST API of ${member.name} wants a certificate for every change, and patronictl has none: ctl.${missing} is missing`,
        at,
        help: 'add ctl: { certfile: …, keyfile: … } beside restapi',
      };
  }
}

export const ctlCertificateMissing: Rule = {
  id: 'restapi/ctl-certificate-missing',
  severity: 'error',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  applies: 'Patroni 3.1 and newer',
  summary: 'patronictl and the other members cannot show the certificate that the REST API wants',
  why: 'On the day they are needed, the REST API answers 403 to switchover, restart and promotion by patronictl, and to a primary that asks the other members in failsafe mode. From 3.1 on Patroni shows the certificate under ctl, and no longer the one under restapi.',
  references: [
    'patroni/request.py: PatroniRequest._apply_ssl_file_param, 3.0.2 and 3.1.0',
    'patroni/api.py: RestApiServer.check_access',
    'https://patroni.readthedocs.io/en/latest/releases.html#version-3-1-0',
  ],
  afterPromotion: false,
  check: all,
};
