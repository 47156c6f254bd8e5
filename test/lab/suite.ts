/** A Debian release whose daemons the lab runs. */
export type Suite = 'bookworm' | 'forky';

export interface Software {
  readonly patroni: string;
  readonly postgresql: number;
  readonly etcd: string;
  readonly haproxy: string;
}

/** The versions in each release, as a `software` block of a topology. */
export const SOFTWARE: Readonly<Record<Suite, Software>> = {
  bookworm: { patroni: '3.0', postgresql: 15, etcd: '3.4', haproxy: '2.6' },
  forky: { patroni: '4.1', postgresql: 18, etcd: '3.5', haproxy: '3.2' },
};

export const isSuite = (text: string): text is Suite => text in SOFTWARE;
