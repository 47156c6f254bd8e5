/** Estates of other shapes than the default estate. */
import type { ScenarioOptions } from './scenario.ts';

export interface Shape extends ScenarioOptions {
  readonly shape: string;
  readonly file: string;
}

/** Three sites: in a row, and two behind the first. */
export const THREE_SITES: readonly Shape[] = [
  // Its third site streams from the second, which Patroni 3.0 of bookworm cannot: replication/cascade-unsupported.
  ...(process.env.PGDR_LAB_SUITE === 'bookworm'
    ? []
    : [
        {
          // The first member of busan, from which jeju would stream, may not lead, and Patroni keeps no slot there.
          shape: 'three-sites',
          file: 'fixtures/three-sites/topology.yaml',
          edit: (text: string) =>
            text.replace(
              '{ name: pg-busan-1, address: 10.2.0.10 }',
              '{ name: pg-busan-1, address: 10.2.0.10, tags: { nofailover: true } }',
            ),
        },
      ]),
  {
    // Two sites stream from the first site: the site that is not promoted may have received more.
    shape: 'siblings',
    file: 'fixtures/three-sites/topology.yaml',
    edit: (text) => text.replace(/^ {4}standby:\n {6}follow: busan\n/m, ''),
  },
];
