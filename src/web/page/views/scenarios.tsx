// The month under other suppositions, side by side with today.

import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { cellColumns } from '../columns';
import { useId } from 'preact/hooks';
import { Figure } from '../figure';
import type { Cell, Scenario } from '../figures';
import type { Query } from '../made-of';
import { nameOf } from '../made-of';
import { at, figures } from '../model';
import { Table } from '../table';
import { named, t } from '../words';
import { Section, View } from './view';

const MEASURES = ['gap', 'still_to_raise', 'programmable', 'allocated', 'unallocated', 'lacking'] as const;
type Measure = (typeof MEASURES)[number];

const todayOf = (measure: Measure): number => {
  switch (measure) {
    case 'gap':
      return figures.gap.amount;
    case 'still_to_raise':
    case 'lacking': {
      const lines = [...figures.gap.raising, ...figures.gap.priorities];
      return lines.find((line) => line.key === measure)?.amount ?? 0;
    }
    case 'programmable':
    case 'allocated':
    case 'unallocated':
      return figures.totals[measure];
  }
};

const nameOfMeasure = (measure: Measure): string =>
  measure === 'programmable' || measure === 'allocated' || measure === 'unallocated'
    ? named(`what.${measure}`)
    : named(`line.${measure}`);

export const Scenarios = (): VNode => {
  const chosen = useSignal(0);
  const id = useId();
  const scenario = figures.scenarios[chosen.value];
  return (
    <View title={t('nav.scenarios')}>
      <p>{t('scenarios_note')}</p>
      <Table
        caption={t('nav.scenarios')}
        file="scenarios"
        fixed
        rows={[...MEASURES]}
        columns={[
          { head: t('h.item'), value: nameOfMeasure },
          {
            head: t('today'),
            kind: 'money',
            value: todayOf,
            cell: (measure) => <Figure amount={todayOf(measure)} of={{ what: measure }} />,
          },
          ...figures.scenarios.map((one, index) => ({
            head: one.name,
            kind: 'money' as const,
            value: (measure: Measure) => one[measure],
            cell: (measure: Measure) => (
              <Figure amount={one[measure]} of={{ what: measure, scenario: String(index) }} />
            ),
          })),
        ]}
      />
      {scenario !== undefined && (
        <Section title={t('scenario_cells')}>
          <fieldset class="choice">
            <legend>{t('scenario_choice')}</legend>
            {figures.scenarios.map((one, index) => (
              <label key={one.name} for={`${id}-${String(index)}`}>
                <input
                  type="radio"
                  name={id}
                  id={`${id}-${String(index)}`}
                  checked={index === chosen.value}
                  onChange={() => {
                    chosen.value = index;
                  }}
                />{' '}
                {one.name}
              </label>
            ))}
          </fieldset>
          <Cells scenario={scenario} index={String(chosen.value)} />
        </Section>
      )}
    </View>
  );
};

const Cells = ({ scenario, index }: { scenario: Scenario; index: string }): VNode => {
  const rows = scenario.cells.map(([index, need, allocated]) => ({ cell: at(figures.cells, index), need, allocated }));
  const then = (what: string, cell: Cell): Query => ({ what, cell: nameOf(cell), scenario: index });
  return (
    <Table
      caption={`${t('scenario_cells')}: ${scenario.name}`}
      file="scenario-priorities"
      none={t('none.scenario_cells')}
      rows={rows}
      columns={[
        ...cellColumns(),
        {
          head: t('what.allocated'),
          kind: 'money',
          value: (row) => row.cell.allocated,
          cell: (row) => <Figure amount={row.cell.allocated} of={{ what: 'allocated', cell: nameOf(row.cell) }} />,
          summed: true,
        },
        {
          head: t('h.allocated_then'),
          kind: 'money',
          value: (row) => row.allocated,
          cell: (row) => <Figure amount={row.allocated} of={then('allocated', row.cell)} />,
          summed: true,
        },
        {
          head: t('h.change'),
          kind: 'money',
          value: (row) => row.allocated - row.cell.allocated,
          cell: (row) => <Figure amount={row.allocated - row.cell.allocated} of={then('change', row.cell)} />,
          summed: true,
        },
        {
          head: t('h.need_then'),
          kind: 'money',
          value: (row) => row.need,
          cell: (row) => <Figure amount={row.need} of={then('need', row.cell)} />,
          summed: true,
        },
      ]}
    />
  );
};
