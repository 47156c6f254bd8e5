import { wordOf } from '../../text/json.ts';
import { allTogether } from '../../text/together.ts';
import type { EstateChange } from '../compare.ts';
import type { Draft } from '../step.ts';
import type { ValueChange } from '../value-change.ts';
import type { Work } from './work-at.ts';

/** Packages that are upgraded by the ways of the operating system. */
export function upgrades({ values }: EstateChange): Draft[] {
  const products = values.filter(({ what }) => what === 'software');
  if (products.length === 0) return [];
  const names = products.map(({ path, to }) => `${path.join()} ${wordOf(to)}`);
  return [
    {
      title: `Change the packages to ${allTogether(names)} (by hand)`,
      about:
        'Upgrade the packages at every site with the files that are there now: the standby sites first, one machine after the other. Patroni is restarted in maintenance mode (the blocks `restart-SITE` of RUNBOOK.md), etcd one member after the other, its leader last. Do not go on before the new version runs everywhere: the steps below bring what only it knows.',
      blocks: [],
      undo: 'Put the old packages back, as long as none of the steps below is done. Once all members of a ring of etcd run the new version, it goes back only by "etcdctl downgrade".',
    },
  ];
}

/** Whether a value is a path of a certificate, a key or a CA: the file must be there before a program is told of it. */
const namesFile = ({ path, to }: ValueChange): boolean =>
  typeof to === 'string' &&
  /^\//.test(to) &&
  /^(?:certfile|keyfile|cafile|cacert|cert|key|ssl_\w+_file|sslrootcert|cert-file|key-file|trusted-ca-file)$/.test(
    path.at(-1) ?? '',
  );

/** Machines that need a new certificate, or other files of certificates. */
export function certificates(all: readonly Work[]): Draft[] {
  const machines = [
    ...new Set(
      all.flatMap(({ values, joining }) => [
        ...values.flatMap((value) =>
          value.what === 'certificate' || namesFile(value) ? (value.node ?? []) : [],
        ),
        ...joining.map(({ node }) => node.name),
      ]),
    ),
  ];
  if (machines.length === 0) return [];
  return [
    {
      title: 'Make certificates, and bring them to the machines',
      about: `Compile the topology. Then make the certificates of ${allTogether(machines)} as certificates.md says, and copy them to the machines as RUNBOOK.md says ("Renewal of certificates and passwords"). Their names or their places changed, or a machine is new. Without TLS there is nothing to do.`,
      blocks: [],
      undo: undefined,
    },
  ];
}
