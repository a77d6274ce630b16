// The figures of the page, and what is looked up in them again and again.

import { figuresOfPage } from './data';
import type { Agreement, Cell, Donor, Figures, Place, Theme } from './figures';

const read = (): Figures => {
  const figures = figuresOfPage;
  if (figures?.version !== 1) throw new Error(`figures of version ${String(figures?.version)}, not 1`);
  return figures;
};

export const figures: Figures = read();

const byCode = <T extends { code: string }>(list: T[]): Map<string, T> => new Map(list.map((one) => [one.code, one]));

export const places: Map<string, Place> = byCode(figures.places);
export const themes: Map<string, Theme> = byCode(figures.themes);

/** The world, and all themes: everything lies in them. */
export const world: Place = first(figures.places);
export const allThemes: Theme = first(figures.themes);

export function first<T>(list: readonly T[]): T {
  const [found] = list;
  if (found === undefined) throw new Error('the figures lack what every fund has');
  return found;
}

/** Something that must be in a list of the figures, by its index. */
export const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index];
  if (found === undefined) throw new Error(`the figures name number ${String(index)}, which they lack`);
  return found;
};

/** Whose distribution over priorities and agreements may be seen. */
export const isOpen = (donor: Donor): boolean => figures.edition === 'internal' || donor.disclosure === 'public';

/** The name of a donor in addresses; several together have none but how much may be known of them. */
export const keyOf = (donor: Donor): string => (donor.code === '' ? `(${donor.disclosure})` : donor.code);

export const donorOf = (agreement: Agreement): Donor => at(figures.donors, agreement.donor);

/** A line of the bridges of the gap. */
export const lineOf = (key: string): number =>
  [...figures.gap.raising, ...figures.gap.priorities].find((line) => line.key === key)?.amount ?? 0;

/** Something in a tree, that may lie in others besides the one above it. */
interface Node {
  parent: string | null;
  also_in?: string[];
}

/** A code and all that it lies in, by whichever way. */
const above = (tree: Map<string, Node>, code: string): Set<string> => {
  const found = new Set([code]);
  for (const here of found) {
    const node = tree.get(here);
    for (const one of [node?.parent, ...(node?.also_in ?? [])]) if (typeof one === 'string') found.add(one);
  }
  return found;
};

const paths = (tree: Map<string, Node>): Map<string, Set<string>> =>
  new Map([...tree.keys()].map((code) => [code, above(tree, code)]));

const placePaths = paths(places);
const themePaths = paths(themes);

/** Whether a place lies in another or is the same. */
export const isIn = (place: string, other: string): boolean => placePaths.get(place)?.has(other) ?? place === other;

/** What a place lies in but the world, nearest first. */
export const regionsOf = (place: Place): Place[] =>
  [...(placePaths.get(place.code) ?? [])].flatMap((code) => {
    const one = places.get(code);
    return one === undefined || one === place || one === world ? [] : [one];
  });

/** Whether a theme belongs to another or is the same. */
export const isOf = (theme: string, other: string): boolean => themePaths.get(theme)?.has(other) ?? theme === other;

/** A part of the programme: a place and all in it, or its own cells alone; a theme and all of it. */
export interface Part {
  place: string;
  theme: string;
  own?: boolean;
}

export const whole: Part = { place: world.code, theme: allThemes.code };

const indices = figures.cells.map((_, index) => index);

const cellsByPlace = new Map<string, number[]>();
for (const index of indices) {
  const { place } = at(figures.cells, index);
  const known = cellsByPlace.get(place);
  if (known === undefined) cellsByPlace.set(place, [index]);
  else known.push(index);
}

const cellsByPart = new Map<string, number[]>();

/** The cells of a part, by index. */
export const cellsOf = ({ place, theme, own = false }: Part): number[] => {
  const key = `${place}/${theme}/${String(own)}`;
  let found = cellsByPart.get(key);
  if (found === undefined) {
    const inPlace = own
      ? (cellsByPlace.get(place) ?? [])
      : indices.filter((index) => isIn(at(figures.cells, index).place, place));
    found = inPlace.filter((index) => isOf(at(figures.cells, index).theme, theme));
    cellsByPart.set(key, found);
  }
  return found;
};

export type CellMeasure =
  | 'need'
  | 'outside'
  | 'allocated'
  | 'allocated_signed'
  | 'allocated_outlook'
  | 'lacking'
  | 'charged'
  | 'obligated'
  | 'pending';

/** The sum of a measure over cells. */
export const sumOf = (cells: readonly number[], measure: CellMeasure): number =>
  cells.reduce((sum, index) => sum + at(figures.cells, index)[measure], 0);

/** What cells are funded with, from all sources. */
export const funded = (cells: readonly number[]): number => sumOf(cells, 'outside') + sumOf(cells, 'allocated');

/** What is over the need in cells that have more. */
export const aboveNeed = (cell: Cell): number => Math.max(0, cell.outside + cell.allocated - cell.need);

/** What a donor has in a cell; of several donors together, without agreement. */
export interface Held {
  donor: Donor;
  agreement: Agreement | null;
  cell: number;
  allocated: number;
  charged: number;
  obligated: number;
}

export const held: Held[] = figures.holdings.flatMap((holding) => {
  const donor = at(figures.donors, holding.donor);
  const agreement = holding.agreement === null ? null : at(figures.agreements, holding.agreement);
  return holding.cells.map(([cell, allocated, charged, obligated]) => {
    return { donor, agreement, cell, allocated, charged, obligated };
  });
});

const heldByCell = new Map<number, Held[]>();
for (const one of held) {
  const known = heldByCell.get(one.cell);
  if (known === undefined) heldByCell.set(one.cell, [one]);
  else known.push(one);
}

/** What donors have in a cell. */
export const heldIn = (cell: number): Held[] => heldByCell.get(cell) ?? [];

/** Places with cells of their own, countries and others, in the order of the tree. */
export const ownPlaces: Place[] = figures.places.filter((place) =>
  figures.cells.some((cell) => cell.place === place.code),
);

export const ownThemes: Theme[] = figures.themes.filter((theme) =>
  figures.cells.some((cell) => cell.theme === theme.code),
);

/** Regions that have cells, or the world where the fund has none. */
export const regions: Place[] = figures.places.filter((place) => ownPlaces.some((own) => own.region === place.code));

export const pillars: Theme[] = figures.themes.filter((theme) => ownThemes.some((own) => own.pillar === theme.code));
