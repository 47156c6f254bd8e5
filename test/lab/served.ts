import { expect } from 'vitest';
import { certificatesOf } from '../../src/compiler/render/certificates.ts';
import type { Lab } from './lab.ts';
import type { LabNode } from './node.ts';

/** Serial numbers in what openssl wrote, each once. */
const serials = (text: string): string[] => [...new Set(text.match(/(?<=serial=)\w+/g) ?? [])].sort();

/** Serial numbers of the certificates on a node. */
export async function certificatesOn(lab: Lab, node: LabNode): Promise<string[]> {
  const own = certificatesOf(lab.estate).certificates.filter((one) => one.node === node.name);
  return serials(await node.sh(own.map(({ cert }) => `openssl x509 -noout -serial -in ${cert};`).join('')));
}

/** Waits until every port of every node serves the certificate that is installed there, as the runbook's blocks see it. */
export async function untilServed(lab: Lab): Promise<void> {
  const blocks = lab.runbook.blocks.filter(({ id }) => /^renew-.*\.served/.test(id));
  await lab.until('every port serves the certificate that lies there', 60, async () => {
    const served = new Map<string, string>();
    for (const { id } of blocks)
      for (const { node, stdout } of await lab.runbook.run(id))
        served.set(node, (served.get(node) ?? '') + stdout);
    for (const node of lab.nodes)
      expect(serials(served.get(node.name) ?? ''), node.name).toEqual(await certificatesOn(lab, node));
  });
}
