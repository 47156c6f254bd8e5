import type { Silent } from './live.ts';
import { short } from './status.ts';

type Said = Pick<Silent, 'why' | 'detail' | 'url'>;

/** Why somebody does not answer, in words. */
export function silenceText({ why, detail: words }: Said): string {
  const detail = short(words);
  switch (why) {
    case 'name':
      return `its name leads nowhere (${detail})`;
    case 'refused':
      return 'the connection is refused';
    case 'unreachable':
      return `there is no way to it (${detail})`;
    case 'timeout':
      return 'nothing came in time';
    case 'closed':
      return 'the connection was closed';
    case 'certificate':
      return /altnames|does not match/i.test(words)
        ? `its certificate is not for this address (${detail})`
        : `its certificate is not trusted (${detail})`;
    case 'client-certificate':
      return `it did not accept our certificate (${detail})`;
    case 'no-tls':
      return 'it speaks no TLS';
    case 'no-http':
      return 'it speaks something else than HTTP';
    case 'no-postgresql':
      return 'it speaks something else than PostgreSQL';
    case 'too-long':
      return `its answer is too long (${detail})`;
    case 'status':
      return `HTTP status ${detail}`;
    case 'no-patroni':
      return 'its answer is not that of Patroni';
    default:
      return detail;
  }
}

/** What to do about it. */
export function helpFor({ why, detail }: Said): string {
  switch (why) {
    case 'name':
      return 'does this machine resolve the name? Ask from a machine that does';
    case 'refused':
      return 'does Patroni run there? "systemctl status patroni"';
    case 'unreachable':
    case 'timeout':
      return 'is the machine up, and may this machine reach that port? docs/verify.md has the ports';
    case 'certificate':
      if (/altnames|does not match/i.test(detail))
        return 'the certificate is that of another machine, or lacks this address: deploy the one of this member, or compare the address in the topology';
      return /expired/i.test(detail)
        ? 'renew it: see "Renewal of certificates and passwords" in RUNBOOK.md'
        : 'name the authority of the REST API with --ca FILE; the certificate must have the address that is asked';
    case 'client-certificate':
      return 'restapi.verify_client is "required": name a certificate of a member with --cert FILE and --key FILE';
    case 'status':
      return /^40[13]$/.test(detail)
        ? 'is a proxy in between? Patroni asks for no password where nothing is changed'
        : 'is a proxy in between? Patroni answers GET /patroni with 200';
    default:
      return 'what listens at this port?';
  }
}
