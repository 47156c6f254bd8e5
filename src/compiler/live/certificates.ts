import type { Place } from '../text/finding.ts';
import type { Certificate } from './answer.ts';
import type { Live } from './live.ts';

/** A certificate that was seen on the way. */
export interface SeenCertificate {
  readonly at: Place;
  /** Of the machine that was asked. */
  readonly name: string;
  readonly what: string;
  readonly certificate: Certificate;
}

/** Every certificate that was seen. */
export const certificatesOf = ({ sites }: Live): SeenCertificate[] =>
  sites.flatMap(({ members, proxies }) => [
    ...members.flatMap(({ node, name, reached: { certificate } }) =>
      certificate ? [{ at: node.nameAt, name, what: 'the REST API', certificate }] : [],
    ),
    ...proxies.flatMap(({ node, knock }) =>
      knock.kind !== 'silence' && knock.certificate
        ? [
            {
              at: node.nameAt,
              name: `behind ${node.name}`,
              what: 'PostgreSQL',
              certificate: knock.certificate,
            },
          ]
        : [],
    ),
  ]);
