/** Seconds and HAProxy durations that belong together; every preset has loop_wait + 2 × retry_timeout ≤ ttl. */
export interface TimingValues {
  readonly ttl: number;
  readonly loop_wait: number;
  readonly retry_timeout: number;
  readonly primary_start_timeout: number;
  readonly safety_margin: number;
  readonly inter: string;
  readonly fastinter: string;
  readonly downinter: string;
  readonly rise: number;
  readonly fall: number;
}

export type Preset = 'fast' | 'norm' | 'safe' | 'wide';

/** Presets of all times from Patroni's lock to HAProxy's checks (after pigsty's pg_rto). */
export const PRESETS: Readonly<Record<Preset, TimingValues>> = {
  // biome-ignore format: a table
  fast: { ttl: 20, loop_wait: 5, retry_timeout: 5, primary_start_timeout: 15, safety_margin: 5, inter: '1s', fastinter: '500ms', downinter: '1s', rise: 3, fall: 3 },
  // biome-ignore format: a table
  norm: { ttl: 30, loop_wait: 5, retry_timeout: 10, primary_start_timeout: 25, safety_margin: 5, inter: '2s', fastinter: '1s', downinter: '2s', rise: 3, fall: 3 },
  // biome-ignore format: a table
  safe: { ttl: 60, loop_wait: 10, retry_timeout: 20, primary_start_timeout: 45, safety_margin: 10, inter: '3s', fastinter: '1500ms', downinter: '3s', rise: 3, fall: 3 },
  // biome-ignore format: a table
  wide: { ttl: 120, loop_wait: 20, retry_timeout: 30, primary_start_timeout: 95, safety_margin: 15, inter: '4s', fastinter: '2s', downinter: '4s', rise: 3, fall: 3 },
};

export const isPreset = (word: unknown): word is Preset => typeof word === 'string' && word in PRESETS;
