import { certificatesOf } from '../../compiler/live/certificates.ts';
import type { LiveRule } from '../../compiler/live/live-rule.ts';
import { spanText } from '../../compiler/live/words.ts';

export const certificateEnds: LiveRule = {
  id: 'live/certificate-ends',
  severity: 'warning',
  waivable: true,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'a certificate ends soon',
  why: 'After its end, whoever checks the certificate refuses it: HAProxy takes its member for dead, and standbys do not connect anew.',
  references: ['RUNBOOK.md'],
  *check(live) {
    for (const { at, name, what, certificate } of certificatesOf(live)) {
      const left = certificate.until - live.now;
      if (left < 30 * 86_400)
        yield {
          message:
            left < 0
              ? `the certificate of ${what} ended ${spanText(-left)} ago (${name})`
              : `the certificate of ${what} ends in ${spanText(left)} (${name})`,
          at,
          help: 'see "Renewal of certificates and passwords" in RUNBOOK.md',
          topic: what,
        };
    }
  },
};
