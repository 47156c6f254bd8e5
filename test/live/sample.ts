import { readFileSync } from 'node:fs';

export const SAMPLE = readFileSync('fixtures/seoul-busan/topology.yaml', 'utf8');

/** Seconds since 1970, when everybody answers. */
export const NOW = 1_796_056_385;
