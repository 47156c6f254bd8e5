import type { Artifact } from '../../src/index.ts';
import type { LabNode, NodeFile } from './node.ts';

/** Where the client finds the certificate of the estate's CA. */
export const CA_FILE = '/etc/ssl/estate-ca.pem';

export interface Certificates {
  /** The CA's certificate, as PEM. */
  readonly authority: string;
  /** A node's certificates and keys, and the compiled script that gives them their owners there. */
  of(node: LabNode): { readonly files: readonly NodeFile[]; readonly owners: string };
}

/** Of an estate without TLS. */
const NONE: Certificates = { authority: '', of: () => ({ files: [], owners: '' }) };

const FOLDER = 'certificates/';
const TREE = '/root/tree';

/** Every file below a folder as JSON: path from that folder, and text. */
const READ_ALL = `
import json, pathlib, sys
out = pathlib.Path(sys.argv[1])
print(json.dumps({str(path.relative_to(out)): path.read_text() for path in out.rglob('*') if path.is_file()}))
`;

/**
 * Makes all certificates of the estate with the compiled tree's throw-away CA, on a node that nobody else uses.
 * @param out folder of the CA on that node; a CA is made if the folder has none
 */
export async function issueCertificates(
  workshop: LabNode,
  artifacts: readonly Artifact[],
  out = '/root/ca',
): Promise<Certificates> {
  const tree = artifacts.filter(({ path }) => path.startsWith(FOLDER));
  if (tree.length === 0) return NONE;
  await workshop.install(tree.map(({ path, text }) => ({ path: `${TREE}/${path}`, text })));
  await workshop.sh(`sh ${TREE}/${FOLDER}throw-away-ca.sh ${out}`);
  const made: Record<string, string> = JSON.parse(await workshop.sh(`python3 -c "${READ_ALL}" ${out}`));
  return {
    authority: made['ca.pem'] ?? '',
    of({ site, name }) {
      const folder = `${site}/${name}`;
      const own = Object.entries(made).filter(([path]) => path.startsWith(`${folder}/`));
      return {
        files: own.map(([path, text]) => ({ path: path.slice(folder.length), text })),
        owners: artifacts.find(({ path }) => path === `${FOLDER}${folder}/owners.sh`)?.text ?? '',
      };
    },
  };
}
