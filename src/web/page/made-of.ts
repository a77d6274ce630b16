// What a figure is made of: for every figure of the page a list of entries that add up to it, each with the row of the
// inputs that it was read from, or with the figure that it comes from in turn.

import type { Agreement, BridgeLine, Cell, Donor, Row, Sums } from './figures';
import type { Held } from './model';
import { derived, supposedOf } from './made-of-then';
import { aboveNeed, at, cellsOf, donorOf, figures, held, heldIn, isIn, isOf, isOpen, keyOf, lineOf, whole } from './model';
import { address } from './route';
import { t } from './words';

/** Which figure: a measure, and what it is limited to. */
export interface Query {
  what: string;
  place?: string | undefined;
  /** Only the cells of the place itself, not of those in it. */
  own?: string | undefined;
  /** Of what is pending, one cause. */
  cause?: string | undefined;
  theme?: string | undefined;
  cell?: string | undefined;
  donor?: string | undefined;
  agreement?: string | undefined;
  /** Several donors, each on a line. */
  donors?: string | undefined;
  /** What a donor would like to fund. */
  interest?: string | undefined;
  /** A contribution that was tried, in minor units. */
  size?: string | undefined;
  /** A supposition, by its index. */
  scenario?: string | undefined;
  month?: string | undefined;
  /** Of an earmark, what is one level wider. */
  side?: string | undefined;
}

/** Something that a figure is made of. */
export interface Entry {
  cell?: Cell;
  donor?: Donor;
  agreement?: Agreement;
  /** What it is, where the figure names it: a document, a line of a bridge, a setting. */
  name?: string;
  key?: string;
  day?: string;
  year?: number;
  amount: number;
  /** The figure that it is. */
  of?: Query;
  sheet?: number;
  rows?: string;
}

/** The address of what a figure is made of. */
export const linkTo = ({ what, ...limits }: Query): string => address('of', what, limits);

const LIMITS = [
  'place',
  'own',
  'cause',
  'theme',
  'cell',
  'donor',
  'agreement',
  'interest',
  'size',
  'scenario',
  'month',
  'donors',
  'side',
] as const satisfies (keyof Query)[];

export const queryOf = (what: string, search: URLSearchParams): Query => ({
  what,
  ...Object.fromEntries(LIMITS.map((limit) => [limit, search.get(limit) ?? undefined])),
});

/** The limit to a donor. */
export const limitTo = (donor: Donor): Pick<Query, 'donor'> => ({ donor: keyOf(donor) });

/** In place of a cell: where something is told together with other donors. */
export const TOGETHER = 'together';

/** The name of a cell in addresses. */
export const nameOf = (cell: Cell): string => `${cell.place}/${cell.theme}/${cell.period}`;

const cells = (query: Query): number[] => {
  if (query.cell !== undefined) {
    return figures.cells.flatMap((cell, index) => (nameOf(cell) === query.cell ? [index] : []));
  }
  if (query.interest !== undefined) {
    const interest = figures.interests.find((one) => one.code === query.interest);
    return interest === undefined ? [] : [...interest.cells, ...interest.funded];
  }
  return cellsOf({
    place: query.place ?? whole.place,
    theme: query.theme ?? whole.theme,
    own: query.own !== undefined,
  });
};

/** Where a row is; of several the first, and how many more. */
const where = (source: Row | null, lines = 1): Pick<Entry, 'sheet' | 'rows'> =>
  source === null
    ? {}
    : { sheet: source[0], rows: lines > 1 ? `${String(source[1])}, +${String(lines - 1)}` : String(source[1]) };

const byCell =
  (value: (cell: Cell) => number) =>
  (query: Query): Entry[] =>
    cells(query)
      .map((index) => at(figures.cells, index))
      .map((cell) => ({ cell, amount: value(cell), ...where(cell.source) }))
      .filter((entry) => entry.amount !== 0);

const wanted = (query: Query, donor: Donor, agreement: Agreement | null): boolean =>
  (query.donor === undefined || keyOf(donor) === query.donor) &&
  (query.donors === undefined || query.donors.split('\n').includes(keyOf(donor))) &&
  (query.agreement === undefined || agreement?.reference === query.agreement);

/** A donor of whom no more may be known than its totals, where these are asked for. */
const closedDonor = ({ donor, place, theme, cell }: Query): Donor | undefined =>
  (place ?? theme ?? cell) === undefined
    ? figures.donors.find((one) => keyOf(one) === donor && !isOpen(one))
    : undefined;

type Amounts = Pick<Held, 'allocated' | 'charged' | 'obligated'>;

/**
 * What agreements have in places where it is told together with other donors, so that it stands in no cell of theirs: what is
 * left of their sums.
 */
const toldTogether = (query: Query, value: (held: Amounts) => number): Entry[] =>
  figures.agreements
    .filter((agreement) => wanted(query, donorOf(agreement), agreement))
    .map((agreement) => {
      const own = held.filter((one) => one.agreement === agreement);
      const amount = own.reduce((rest, one) => rest - value(one), value(agreement.sums));
      return { key: 'told_together', donor: donorOf(agreement), agreement, amount, ...where(agreement.source) };
    })
    .filter((entry) => entry.amount !== 0);

const byHolding =
  (value: (held: Amounts) => number) =>
  (query: Query): Entry[] => {
    const closed = closedDonor(query);
    if (closed !== undefined) return [{ donor: closed, amount: value(closed.sums) }];
    if (query.cell === TOGETHER) return toldTogether(query, value);
    const whole = (query.place ?? query.theme ?? query.cell) === undefined;
    const limited = (query.donor ?? query.agreement) !== undefined;
    return [...inCells(query, value), ...(whole && limited ? toldTogether(query, value) : [])];
  };

const inCells = (query: Query, value: (held: Amounts) => number): Entry[] =>
    cells(query)
      .flatMap(heldIn)
      .filter((held) => wanted(query, held.donor, held.agreement) && value(held) !== 0)
      .map((held) => ({
        cell: at(figures.cells, held.cell),
        donor: held.donor,
        ...(held.agreement === null ? {} : { agreement: held.agreement, ...where(held.agreement.source) }),
        amount: value(held),
      }));

/** Entries of agreements; of donors that show none, their sums. */
const byAgreement =
  (entries: (agreement: Agreement) => Entry[], sum: (sums: Sums) => number) =>
  (query: Query): Entry[] => {
    const agreements = figures.agreements.filter((one) => wanted(query, donorOf(one), one));
    const closed = figures.donors.filter(
      (donor, index) =>
        wanted({ ...query, agreement: undefined }, donor, null) &&
        query.agreement === undefined &&
        !figures.agreements.some((one) => one.donor === index),
    );
    return [...agreements.flatMap(entries), ...closed.map((donor) => ({ donor, amount: sum(donor.sums) }))].filter(
      (entry) => entry.amount !== 0,
    );
  };

const ofSums = (value: (sums: Sums) => number): ((query: Query) => Entry[]) =>
  byAgreement((agreement) => {
    const donor = donorOf(agreement);
    return [{ donor, agreement, amount: value(agreement.sums), ...where(agreement.source) }];
  }, value);

/** Entries of receipts: fees and levies are taken out of deposits. */
const ofReceipts =
  (
    value: (receipt: (typeof figures.receipts)[number]) => number,
    sum: (sums: Sums) => number,
  ): ((query: Query) => Entry[]) =>
  (query) =>
    byAgreement((agreement) => {
      const index = figures.agreements.indexOf(agreement);
      return figures.receipts
        .filter((receipt) => receipt.agreement === index && receipt.date.slice(0, 7) <= (query.month ?? receipt.date))
        .map((receipt) => ({
          donor: donorOf(agreement),
          agreement,
          ...(receipt.number === ''
            ? { year: Number(receipt.date.slice(0, 4)) }
            : { name: receipt.number, day: receipt.date }),
          amount: value(receipt),
          ...where(receipt.source, receipt.lines),
        }));
    }, sum)(query);

const setting = (key: string, amount: number): Entry => ({ name: `${t('settings')}: ${key}`, amount });

/** The lines of a bridge before a sum, each with its own sign. */
const linesBefore = (bridge: BridgeLine[], sum: string): Entry[] => {
  const end = bridge.findIndex((one) => one.key === sum);
  return bridge
    .slice(0, end)
    .filter((one) => one.kind !== 'sum' && one.amount !== 0)
    .map((one) => ({ key: one.key, amount: one.amount, of: { what: one.key } }));
};

const pending = (query: Query): Entry[] =>
  figures.pending
    .filter((one) => {
      const cell = one.cell === null ? undefined : at(figures.cells, one.cell);
      if (query.cause !== undefined && one.cause !== query.cause) return false;
      const place = query.place ?? whole.place;
      const here = query.own === undefined ? isIn(one.place, place) : one.place === place;
      const inside = here && isOf(one.theme, query.theme ?? whole.theme);
      return query.cell === undefined ? inside : cell !== undefined && nameOf(cell) === query.cell;
    })
    .map((one) => ({
      ...(one.cell === null ? { name: `${one.place} / ${one.theme}` } : { cell: at(figures.cells, one.cell) }),
      key: `cause.${one.cause}`,
      day: one.since,
      amount: one.amount,
      ...where(one.source),
    }));

/** Of what is charged to a part or a cell, the lines of expenditure by year: they inform, since pending ones are among them. */
const costs = (query: Query): Entry[] => {
  const wantedCells = new Set(cells(query));
  return figures.costs
    .filter((cost) => wantedCells.has(cost.cell))
    .map((cost) => ({
      cell: at(figures.cells, cost.cell),
      year: cost.year,
      amount: cost.amount,
      sheet: cost.sheet,
      rows: cost.rows,
    }));
};

const sum = (of: keyof Sums) => (sums: Sums) => sums[of];

/** Deposits; less refunds, where everybody is told no more. */
const received = ofReceipts(({ kind, base }) => {
  if (kind === 'deposit') return base;
  return kind === 'refund' && figures.together.includes('refunded') ? -base : 0;
}, sum('received'));
const refunded = ofReceipts(
  ({ kind, base }) => (kind === 'refund' && !figures.together.includes('refunded') ? base : 0),
  sum('refunded'),
);

const negated = (entries: Entry[]): Entry[] => entries.map((entry) => ({ ...entry, amount: -entry.amount }));

/** What is available to decide about: of the fund by its bridge, of an agreement what is unallocated and not held. */
const available = (query: Query): Entry[] => {
  if (query.agreement === undefined) return linesBefore(figures.available, 'available');
  return lessThan(query, 'unallocated', 'held');
};

/** A figure less another one. */
const lessThan = (query: Query, one: string, other: string): Entry[] =>
  [
    { key: one, amount: valueOf({ ...query, what: one }), of: { ...query, what: one } },
    { key: other, amount: -valueOf({ ...query, what: other }), of: { ...query, what: other } },
  ].filter((entry) => entry.amount !== 0);

/** A part of another figure, of which the rest has a name of its own. */
const partOf = (query: Query, all: string, rest: string, amount: number): Entry[] => {
  const of = { what: all, agreement: query.agreement };
  const whole = valueOf(of);
  return [
    { key: all, amount: whole, of },
    { key: rest, amount: amount - whole },
  ].filter((entry) => entry.amount !== 0);
};

const lapseOf = (query: Query) =>
  figures.lapses.find((one) => at(figures.agreements, one.agreement).reference === query.agreement);

/** What a cell has above what it may have. */
const overCell = (query: Query): Entry[] => {
  const found = figures.over_allocations.find(
    (one) => one.agreement === null && one.cells.some((index) => nameOf(at(figures.cells, index)) === query.cell),
  );
  if (found === undefined) return [];
  const of = { what: 'allocated', cell: query.cell };
  const allocated = valueOf(of);
  return [
    { key: 'allocated', amount: allocated, of },
    { key: 'may_have', amount: found.amount - allocated },
  ];
};

/** As the settings have them; the bridge subtracts the last two. */
const programme = {
  budget: lineOf('budget'),
  own: -lineOf('own_resources'),
  ongoing: -lineOf('ongoing_projects'),
};

const measures: Record<string, (query: Query) => Entry[]> = {
  need: byCell((cell) => cell.need),
  outside: byCell((cell) => cell.outside),
  lacking: byCell((cell) => cell.lacking),
  above_need: byCell(aboveNeed),
  allocated_signed: byCell((cell) => cell.allocated_signed),
  allocated_outlook: byCell((cell) => cell.allocated_outlook),
  allocated: byHolding((held) => held.allocated),
  charged: byHolding((held) => held.charged),
  obligated: byHolding((held) => held.obligated),
  unspent: byHolding((held) => held.allocated - held.charged),
  costs,
  pending,
  received,
  refunded,
  net_received: (query) => [...received(query), ...negated(refunded(query))],
  received_by: (query) => [...received(query), ...negated(refunded(query))],
  fee: ofReceipts((receipt) => receipt.fee, sum('fee')),
  levy: ofReceipts((receipt) => receipt.levy, sum('levy')),
  signed: ofSums(sum('signed')),
  to_come: ofSums(sum('to_come')),
  pledged_weighted: ofSums(sum('pledged_weighted')),
  pipeline_weighted: ofSums(sum('pipeline_weighted')),
  support_reserve: ofSums(sum('support_reserve')),
  programmable: ofSums(sum('programmable')),
  unallocated: ofSums(sum('unallocated')),
  over_allocated: ofSums(sum('over_allocated')),
  overdrawn: ofSums(sum('overdrawn')),
  lapsed: ofSums(sum('lapsed')),
  held: ofSums(sum('held')),
  not_there: ofSums((sums) => sums.unallocated + sums.lapsed + sums.allocated - sums.programmable),
  below_nothing: ofSums((sums) => Math.max(0, -sums.programmable)),
  interest: () => [{ key: 'interest', amount: lineOf('interest') }],
  available,
  lapsed_reserve: (query) => partOf(query, 'support_reserve', 'reserve_used', lapseOf(query)?.reserve ?? 0),
  lapsed_kept: (query) => partOf(query, 'obligated', 'obligated_beyond', lapseOf(query)?.kept ?? 0),
  over_cell: overCell,
  closes: ({ agreement, side }) => {
    const found = figures.gap.loosened.find(
      (one) => one.side === side && at(figures.agreements, one.agreement).reference === agreement,
    );
    const amount = found?.closes ?? 0;
    const lacking = lineOf('lacking');
    return [
      { key: 'lacking', amount: lacking, of: { what: 'lacking' } },
      { key: 'lacking_then', amount: amount - lacking },
    ];
  },
  support_cost: ofSums(sum('support_cost')),
  budget: () => [setting('programme.budget', programme.budget)],
  own_resources: () => [setting('programme.own_resources', programme.own)],
  ongoing_projects: () => [setting('programme.ongoing_projects', programme.ongoing)],
  to_raise: () => linesBefore(figures.gap.raising, 'to_raise'),
  gap: () => linesBefore(figures.gap.raising, 'gap'),
  still_to_raise: () => linesBefore(figures.gap.raising, 'still_to_raise'),
  needs_less_budget: () => [
    { key: 'need', amount: sumOf('need'), of: { what: 'need' } },
    { key: 'budget', amount: -programme.budget, of: { what: 'budget' } },
  ],
  other_funding: () => [
    { key: 'own_resources', amount: programme.own, of: { what: 'own_resources' } },
    { key: 'ongoing_projects', amount: programme.ongoing, of: { what: 'ongoing_projects' } },
    { key: 'outside', amount: -sumOf('outside'), of: { what: 'outside' } },
  ],
  ...derived,
};

function sumOf(measure: 'need' | 'outside'): number {
  return figures.cells.reduce((all, cell) => all + cell[measure], 0);
}

/** Lines of bridges that are called otherwise elsewhere. */
const also: Record<string, string> = { pledged: 'pledged_weighted', pipeline: 'pipeline_weighted' };

/** What a figure is made of; nothing where there is no such figure. */
export const madeOf = (query: Query): Entry[] | undefined =>
  query.scenario === undefined ? measures[also[query.what] ?? query.what]?.(query) : supposedOf(query);

/** The figure itself. */
export const valueOf = (query: Query): number => (madeOf(query) ?? []).reduce((all, entry) => all + entry.amount, 0);
