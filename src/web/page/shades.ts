// How far something is funded, in five shades from the least funded priority to the whole need.

import { figures } from './model';

const STEPS = 5;

/** The ratio of the least funded priority, rounded down to a whole per cent. */
const least = Math.min(
  0.95,
  ...figures.cells
    .filter((cell) => cell.need > 0)
    .map((cell) => Math.floor(((cell.outside + cell.allocated) / cell.need) * 100) / 100),
);

/** Where each shade begins, between a beginning and 1. */
export const shadesFrom = (begin: number): number[] =>
  Array.from({ length: STEPS }, (_, step) => begin + ((1 - begin) * step) / STEPS);

/** Where the shades of funding begin. */
export const FUNDING = shadesFrom(least);

/** Where the shades of a delivery rate or of a part of the largest amount begin. */
export const EVEN = shadesFrom(0);

/** The class of a ratio: `shade-0` is the least, `shade-4` the most. */
export const shade = (ratio: number, begins: readonly number[]): string => {
  // What is written as 80.0% belongs to the shade that begins there.
  const above = begins.filter((begin) => Math.round(ratio * 1000) >= Math.round(begin * 1000)).length;
  return `shade-${String(Math.max(0, above - 1))}`;
};
