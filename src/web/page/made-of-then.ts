// What figures are made of that are worked out from others: what a contribution would do, other suppositions, the gap of a month,
// and why priorities lack money.

import type { Contribution, Month, Scenario } from './figures';
import type { Entry, Query } from './made-of';
import { nameOf, valueOf } from './made-of';
import { allThemes, at, cellsOf, figures, first, lineOf, world } from './model';

type Entries = (query: Query) => Entry[];

/** The contribution that was tried: to a part of the programme, or to what a donor would like to fund. */
const contributionOf = (query: Query): Contribution | undefined => {
  const tried =
    query.interest === undefined
      ? figures.opportunities.filter(
          (one) => one.place === (query.place ?? world.code) && one.theme === (query.theme ?? allThemes.code),
        )
      : (figures.interests.find((one) => one.code === query.interest)?.contributions ?? []);
  return tried.find((one) => String(one.contribution) === query.size);
};

const programmableThen: Entries = (query) => {
  const one = contributionOf(query);
  if (one === undefined) return [];
  return [
    { key: 'contribution', amount: one.contribution },
    { key: 'kept_back', amount: one.programmable - one.contribution },
  ].filter((entry) => entry.amount !== 0);
};

/** What a priority would get: what it lacks today, less what it would lack then; of all together, each of them. */
const wouldGet: Entries = (query) => {
  const cells = (contributionOf(query)?.cells ?? []).map(([index, amount]) => ({
    cell: at(figures.cells, index),
    amount,
  }));
  const one = cells.find(({ cell }) => nameOf(cell) === query.cell);
  if (query.cell === undefined) {
    return cells.map(({ cell, amount }) => ({ cell, amount, of: { ...query, cell: nameOf(cell) } }));
  }
  if (one === undefined) return [];
  const { cell, amount } = one;
  return [
    { key: 'lacking', cell, amount: cell.lacking, of: { what: 'lacking', cell: nameOf(cell) } },
    { key: 'lacking_then', cell, amount: amount - cell.lacking },
  ].filter((entry) => entry.amount !== 0);
};

const notNeeded: Entries = (query) => {
  const one = contributionOf(query);
  if (one === undefined) return [];
  return [
    { key: 'programmable_then', amount: one.programmable, of: { ...query, what: 'programmable_then' } },
    { key: 'would_get', amount: -one.allocated, of: { ...query, what: 'would_get' } },
  ];
};

/** How each priority's allocation or lack would change under a supposition. */
const changes = ({ cells }: Scenario, what: string): Entry[] =>
  cells
    .map(([index, need, allocated]) => {
      const cell = at(figures.cells, index);
      const lacking = Math.max(0, need - cell.outside - allocated);
      return { cell, amount: what === 'lacking' ? lacking - cell.lacking : allocated - cell.allocated };
    })
    .filter((entry) => entry.amount !== 0);

const SUPPOSED = ['gap', 'still_to_raise', 'programmable', 'allocated', 'unallocated', 'lacking'] as const;

/** A figure under a supposition: what it is today, and what changes; by priority where that says it all. */
const supposed = (scenario: Scenario, query: Query): Entry[] => {
  const today = { what: query.what, ...(query.cell === undefined ? {} : { cell: query.cell }) };
  const there = { key: query.what, amount: valueOf(today), of: today };
  let then = 0;
  if (query.cell === undefined) {
    const what = SUPPOSED.find((one) => one === query.what);
    if (what === undefined) return [];
    then = scenario[what];
  } else {
    const found = scenario.cells.find(([index]) => nameOf(at(figures.cells, index)) === query.cell);
    if (found === undefined) return [];
    then = query.what === 'need' ? found[1] : found[2];
  }
  const change = then - there.amount;
  const byCell =
    query.cell === undefined && ['allocated', 'lacking'].includes(query.what) ? changes(scenario, query.what) : [];
  const told = byCell.reduce((sum, entry) => sum + entry.amount, 0) === change ? byCell : [];
  const rest = told.length > 0 ? told : [{ key: 'change', amount: change }];
  return [there, ...rest].filter((entry) => entry.amount !== 0);
};

/** What a figure under a supposition is made of; nothing where it is none of these. */
export const supposedOf = (query: Query): Entry[] | undefined => {
  const scenario = figures.scenarios[Number(query.scenario)];
  if (scenario === undefined) return undefined;
  if (query.what !== 'change') return supposed(scenario, query);
  const { scenario: _, ...today } = { ...query, what: 'allocated' };
  const then = { ...query, what: 'allocated' };
  const entry = (key: string, sign: number, of: Query): Entry => ({ key, amount: sign * valueOf(of), of });
  return [entry('allocated_then', 1, then), entry('allocated', -1, today)].filter((one) => one.amount !== 0);
};

const SERIES = ['received', 'signed', 'outlook'] as const;
type Series = (typeof SERIES)[number];

/** What a line of the gap over time adds to the one above it. */
const OPEN: Record<Series, string> = { received: 'received_by', signed: 'signed_open', outlook: 'promised_open' };

const ofSeries =
  (series: Series): Entries =>
  ({ month }) => {
    const { months } = figures.gap;
    const point = months.find((one) => one.month === month);
    if (point === undefined) return [];
    const above = SERIES[SERIES.indexOf(series) - 1];
    const [base, of] = baseOf(above, point, months);
    const amount = point[series] - base.amount;
    const key = point.projected && series === 'received' ? 'due_by' : OPEN[series];
    return [
      { ...base, of },
      { key, amount, ...receivedBy(key, point, amount) },
    ].filter((entry) => entry.amount !== 0);
  };

/** What a line of the gap over time begins with: the line above it, the last month that is over, or what was to be raised. */
const baseOf = (above: Series | undefined, point: Month, months: Month[]): [Entry, Query] => {
  if (above !== undefined) {
    const what = `series.${above}`;
    return [
      { key: what, amount: point[above] },
      { what, month: point.month },
    ];
  }
  if (!point.projected) return [{ key: 'to_raise', amount: lineOf('to_raise') }, { what: 'to_raise' }];
  const last = [...months].reverse().find((one) => !one.projected) ?? first(months);
  return [
    { key: 'series.received', amount: last.received, name: last.month },
    { what: 'series.received', month: last.month },
  ];
};

/** The receipts behind what was received by a month, where they say all of it: what was booked otherwise then is no longer there. */
const receivedBy = (key: string, { month }: Month, amount: number): Pick<Entry, 'of'> => {
  const of = { what: 'received_by', month };
  return key === 'received_by' && valueOf(of) === -amount ? { of } : {};
};

const CAUSES = ['short_of_money', 'locked_by_earmarks', 'locked_by_limits', 'lapsed', 'decided'] as const;

/** A cause: what the priorities lack, less what the other causes explain. */
const ofCause =
  (cause: (typeof CAUSES)[number]): Entries =>
  () => [
    { key: 'lacking', amount: lineOf('lacking'), of: { what: 'lacking' } },
    ...CAUSES.filter((other) => other !== cause && figures.gap.causes[other] !== 0).map((other) => ({
      key: `cause.${other}`,
      amount: -figures.gap.causes[other],
      of: { what: `cause.${other}` },
    })),
  ];

/** Of a part of the programme, what its cells have today and would have with what is signed, and with what is promised. */
const sumsOf = (query: Query): Record<'allocated' | 'signed' | 'outlook' | 'lacking', number> => {
  const cells = cellsOf({ place: query.place ?? world.code, theme: query.theme ?? allThemes.code });
  const sum = (of: 'allocated' | 'allocated_signed' | 'allocated_outlook' | 'lacking'): number =>
    cells.reduce((all, index) => all + at(figures.cells, index)[of], 0);
  return {
    allocated: sum('allocated'),
    signed: sum('allocated_signed'),
    outlook: sum('allocated_outlook'),
    lacking: sum('lacking'),
  };
};

const lessThan = (query: Query, parts: [string, number][]): Entry[] =>
  parts.map(([what, amount]) => ({ key: what, amount, of: { ...query, what } })).filter((entry) => entry.amount !== 0);

const signedWould: Entries = (query) => {
  const { allocated, signed } = sumsOf(query);
  if (signed <= allocated) return [];
  return lessThan(query, [
    ['allocated_signed', signed],
    ['allocated', -allocated],
  ]);
};

const outlookWould: Entries = (query) => {
  const { allocated, signed, outlook } = sumsOf(query);
  if (outlook <= Math.max(signed, allocated)) return [];
  return lessThan(query, [
    ['allocated_outlook', outlook],
    signed > allocated ? ['allocated_signed', -signed] : ['allocated', -allocated],
  ]);
};

const valueOfEntries = (entries: Entry[]): number => entries.reduce((all, entry) => all + entry.amount, 0);

const nobodyWould: Entries = (query) => {
  const [signed, outlook] = [valueOfEntries(signedWould(query)), valueOfEntries(outlookWould(query))];
  const { lacking } = sumsOf(query);
  if (lacking <= signed + outlook) return [];
  return lessThan(query, [
    ['lacking', lacking],
    ['signed_would', -signed],
    ['outlook_would', -outlook],
  ]);
};

export const derived: Record<string, Entries> = {
  programmable_then: programmableThen,
  would_get: wouldGet,
  not_needed: notNeeded,
  'series.received': ofSeries('received'),
  'series.signed': ofSeries('signed'),
  'series.outlook': ofSeries('outlook'),
  ...Object.fromEntries(CAUSES.map((cause) => [`cause.${cause}`, ofCause(cause)])),
  signed_would: signedWould,
  outlook_would: outlookWould,
  nobody_would: nobodyWould,
};
