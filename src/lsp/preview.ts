import type { CodeLens } from 'vscode-languageserver';
import type { Artifact } from '../compiler/output/artifact.ts';
import { render } from '../compiler/render/render.ts';
import type { KnownEstate } from './estate-of.ts';
import type { Page } from './page.ts';
import { rangeAt } from './page.ts';

/** The commands that the server knows. */
export const COMMANDS = {
  /** `[uri]` → the paths of all compiled files. */
  files: 'pgdr-compile.files',
  /** `[uri, path]` → the text of one, or null. */
  preview: 'pgdr-compile.preview',
} as const;

/** The compiled files of a topology; none where it has errors, as `build` writes none. */
export function filesOf(known: KnownEstate): readonly Artifact[] {
  const { estate } = known;
  const findings = [...known.pages.values()].flatMap(({ analysis }) => analysis?.diagnostics ?? []);
  if (known.kind !== 'topology' || !estate || findings.some(({ severity }) => severity === 'error'))
    return [];
  return [...render(estate)].toSorted((one, other) => (one.path < other.path ? -1 : 1));
}

/** Above each machine: its files. */
export function lensesOf(known: KnownEstate, page: Page): CodeLens[] {
  const { estate } = known;
  if (known.kind !== 'topology' || !estate) return [];
  return estate.sites.flatMap((site) =>
    site.nodes.flatMap((node) => {
      const range = rangeAt(page, node.nameAt);
      const files = [
        ...(node.patroni ? ['etc/patroni/patroni.yml'] : []),
        ...(node.etcd ? ['etc/etcd/etcd.conf.yml'] : []),
        ...(node.haproxy ? ['etc/haproxy/haproxy.cfg'] : []),
      ];
      return range
        ? files.map((file) => ({
            range,
            command: {
              title: file.split('/').at(-1) ?? file,
              command: COMMANDS.preview,
              arguments: [page.uri, `${site.name}/${node.name}/${file}`],
            },
          }))
        : [];
    }),
  );
}
