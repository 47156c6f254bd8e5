import type { InlayHint } from 'vscode-languageserver';
import type { Site } from '../compiler/estate/estate.ts';
import { members } from '../compiler/estate/estate.ts';
import type { Pointer } from '../compiler/text/finding.ts';
import { textAt } from '../compiler/text/json.ts';
import { isWritten } from '../compiler/yaml/locate.ts';
import type { KnownEstate } from './estate-of.ts';
import type { Page } from './page.ts';
import { rangeAt } from './page.ts';

/** What the topology does not write about a site, and compiles to. */
function derivedWords(site: Site, has: (...path: readonly string[]) => boolean): string[] {
  const standby = (key: string): string | undefined => textAt(site.dcs.value, 'standby_cluster', key);
  const [slot, hosts] = [standby('primary_slot_name'), standby('host')];
  const scope = textAt(members(site)[0]?.patroni.value, 'scope');
  return [
    ...(site.role === 'primary' ? ['takes writes'] : []),
    ...(site.role === 'standby' ? [`follows ${site.upstream?.name ?? 'nobody'}`] : []),
    ...(hosts === undefined ? [] : [`streams from ${hosts}`]),
    ...(slot === undefined || has('standby', 'slot') ? [] : [`slot ${slot}`]),
    ...(scope === undefined || has('scope') ? [] : [`scope ${scope}`]),
  ];
}

/** What a topology does not say, behind the name of each site: its role, its slot, and the hosts that it streams from. */
export function hintsOf(known: KnownEstate, page: Page): InlayHint[] {
  const { estate } = known;
  const parsed = page.analysis?.parsed;
  if (known.kind !== 'topology' || !estate || !parsed) return [];
  return estate.sites.flatMap((site): InlayHint[] => {
    const range = rangeAt(page, site.at);
    const at: Pointer = site.at.pointer.slice(0, 2);
    const words = derivedWords(site, (...path) => isWritten(parsed, [...at, ...path]));
    return range && words.length > 0
      ? [
          {
            position: range.end,
            label: words.join(', '),
            paddingLeft: true,
            tooltip: 'compiled from this topology',
          },
        ]
      : [];
  });
}
