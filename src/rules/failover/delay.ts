import { amountOf } from '../../compiler/facts/number.ts';
import type { Json } from '../../compiler/text/json.ts';

const MINUTE = 60_000;

/** Whether a delay is long enough for a failover to feel it: what was held back for a minute is applied in a moment. */
export const isFelt = (delay: Json | undefined): boolean => (amountOf(delay, 'ms') ?? 0) > MINUTE;
