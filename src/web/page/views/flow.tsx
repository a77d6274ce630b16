// Where the money goes: from donors through the pool to regions or pillars, and what does not get there.

import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useId } from 'preact/hooks';
import { Chart } from '../charts/chart';
import type { FlowLink, FlowNode } from '../charts/flow';
import { flow } from '../charts/flow';
import { Figure } from '../figure';
import type { Query } from '../made-of';
import { limitTo } from '../made-of';
import { donorName, nameOfPart, ownName } from '../links';
import { allThemes, cellsOf, figures, keyOf, pillars, regions, sumOf, world } from '../model';
import { Table } from '../table';
import { amountsIn, named, short, t } from '../words';
import { View } from './view';

/** So many donors are shown by name; the others together. */
const DONORS = 8;

type Target = 'regions' | 'pillars';

interface Line {
  from: string;
  to: string;
  amount: number;
  of?: Query;
}

/** What came of each donor, the largest first, the small ones together. */
const sources = (): Line[] => {
  const rows = figures.donors
    .map((donor) => ({ donor, amount: donor.sums.received - donor.sums.refunded }))
    .filter((row) => row.amount > 0)
    .sort((one, other) => other.amount - one.amount);
  const named = rows.slice(0, DONORS).map(({ donor, amount }) => ({
    from: donorName(donor),
    to: t('pool'),
    amount,
    of: { what: 'net_received', ...limitTo(donor) },
  }));
  const others = rows.slice(DONORS).reduce((all, row) => all + row.amount, 0);
  if (others === 0) return named;
  const smaller = rows.slice(DONORS).map(({ donor }) => keyOf(donor));
  const of = { what: 'net_received', donors: smaller.join('\n') };
  return [...named, { from: t('donors_smaller'), to: t('pool'), amount: others, of }];
};

/** Where it is. */
const uses = (target: Target): Line[] => {
  const parts =
    target === 'regions'
      ? regions.map((place) => ({
          part: place,
          of: { place: place.code, ...(place === world ? { own: 'yes' } : {}) },
          cells: cellsOf({ place: place.code, theme: allThemes.code, own: place === world }),
        }))
      : pillars.map((theme) => ({
          part: theme,
          of: { theme: theme.code },
          cells: cellsOf({ place: world.code, theme: theme.code }),
        }));
  const lines: Line[] = parts.map(({ part, of, cells }) => ({
    from: t('pool'),
    to: part === world ? ownName(world) : nameOfPart(part),
    amount: sumOf(cells, 'allocated'),
    of: { what: 'allocated', ...of },
  }));
  for (const what of ['fee', 'levy', 'support_reserve', 'unallocated', 'lapsed'] as const) {
    lines.push({ from: t('pool'), to: named(`what.${what}`), amount: figures.totals[what], of: { what } });
  }
  return lines.filter((line) => line.amount > 0);
};

const graph = (lines: Line[]): { nodes: FlowNode[]; links: FlowLink[] } => {
  const names = [...new Set(lines.flatMap((line) => [line.from, line.to]))];
  const pool = t('pool');
  const nodes = names.map((name) => ({
    name,
    class: name === pool ? 'whole' : lines.some((line) => line.from === name) ? 'outside' : 'pool',
  }));
  const links = lines.map((line) => ({
    source: names.indexOf(line.from),
    target: names.indexOf(line.to),
    value: line.amount,
  }));
  return { nodes, links };
};

export const Flow = (): VNode => {
  const target = useSignal<Target>('regions');
  const id = useId();
  const lines = [...sources(), ...uses(target.value)];
  if (lines.length === 0) {
    return (
      <View title={t('nav.flow')}>
        <p class="none">{t('none.receipts')}</p>
      </View>
    );
  }
  const { nodes, links } = graph(lines);
  const says = lines.map((line) => `${line.from} → ${line.to}: ${short(line.amount)}`).join('; ');
  return (
    <View title={t('nav.flow')}>
      <p>{t('flow_note')}</p>
      <fieldset class="choice">
        <legend>{t('flow_to')}</legend>
        {(['regions', 'pillars'] as const).map((one) => (
          <label key={one} for={`${id}-${one}`}>
            <input
              type="radio"
              name={id}
              id={`${id}-${one}`}
              checked={target.value === one}
              onChange={() => {
                target.value = one;
              }}
            />{' '}
            {t(`flow.${one}`)}
          </label>
        ))}
      </fieldset>
      <Chart caption={t('flow_in', { unit: amountsIn() })} says={says} draw={(width) => flow(nodes, links, width)} open>
        <Table
          caption={t('nav.flow')}
          file="flow"
          rows={lines}
          columns={[
            { head: t('h.from'), value: (line) => line.from },
            { head: t('h.to'), value: (line) => line.to },
            {
              head: t('h.amount'),
              kind: 'money',
              value: (line) => line.amount,
              cell: (line) => <Figure amount={line.amount} of={line.of} />,
            },
          ]}
        />
      </Chart>
    </View>
  );
};
