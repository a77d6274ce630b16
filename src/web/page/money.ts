// The words for money, in the order in which it moves.

import type { Sums } from './figures';

type Key = keyof Sums;

/** From the promise to what is charged. */
export const TO_CHARGED = [
  'signed',
  'received',
  'refunded',
  'to_come',
  'pledged_weighted',
  'pipeline_weighted',
  'fee',
  'levy',
  'support_reserve',
  'programmable',
  'allocated',
  'unallocated',
  'over_allocated',
  'overdrawn',
  'lapsed',
  'charged',
] as const satisfies Key[];

/** What stands beside what is charged. */
export const BESIDE_CHARGED = ['support_cost', 'obligated'] as const satisfies Key[];
