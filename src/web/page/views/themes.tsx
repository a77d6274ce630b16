// Themes by pillar: what each needs, how it is funded, what it lacks.

import type { VNode } from 'preact';
import { Legend, stackedBars } from '../charts/bars';
import { Chart } from '../charts/chart';
import { Figure } from '../figure';
import type { Theme } from '../figures';
import { ThemeLink, nameOfPart, themeName } from '../links';
import { cellsOf, ownThemes, sumOf, world } from '../model';
import { Table } from '../table';
import { percent, t } from '../words';
import { View } from './view';

const MEASURES = ['need', 'outside', 'allocated', 'lacking', 'charged'] as const;

type Row = { theme: Theme } & Record<(typeof MEASURES)[number], number>;

const rowOf = (theme: Theme): Row => {
  const cells = cellsOf({ place: world.code, theme: theme.code });
  const of = (measure: (typeof MEASURES)[number]): number => sumOf(cells, measure);
  return {
    theme,
    need: of('need'),
    outside: of('outside'),
    allocated: of('allocated'),
    lacking: of('lacking'),
    charged: of('charged'),
  };
};

const fundedShare = (row: Row): string => percent(row.outside + row.allocated, row.need);

export const Themes = (): VNode => {
  const rows = ownThemes.map(rowOf);
  const says = rows.map((row) => `${nameOfPart(row.theme)}: ${fundedShare(row)}`).join('; ');
  return (
    <View title={t('nav.themes')}>
      <Legend
        parts={[
          { name: t('what.outside'), class: 'outside' },
          { name: t('what.allocated'), class: 'pool' },
          { name: t('what.lacking'), class: 'missing' },
        ]}
      />
      <Chart
        caption={t('themes_chart')}
        says={`${t('themes_chart')}. ${says}`}
        open
        draw={(width) =>
          stackedBars(
            rows.map((row) => ({
              name: nameOfPart(row.theme),
              says: fundedShare(row),
              parts: [
                { amount: row.outside, class: 'outside' },
                { amount: row.allocated, class: 'pool' },
                { amount: row.lacking, class: 'missing' },
              ],
            })),
            width,
          )
        }
      >
        <Table
          caption={t('nav.themes')}
          file="themes"
          rows={rows}
          columns={[
            {
              head: t('h.theme'),
              value: (row) => nameOfPart(row.theme),
              cell: (row) => <ThemeLink code={row.theme.code} />,
            },
            { head: t('h.pillar'), value: (row) => themeName(row.theme.pillar) },
            ...MEASURES.map((what) => ({
              head: t(`what.${what}`),
              kind: 'money' as const,
              summed: { what },
              value: (row: Row) => row[what],
              cell: (row: Row) => <Figure amount={row[what]} of={{ what, theme: row.theme.code }} />,
            })),
            {
              head: t('h.funded'),
              kind: 'ratio',
              value: (row) => (row.need === 0 ? 1 : (row.outside + row.allocated) / row.need),
              cell: fundedShare,
            },
          ]}
        />
      </Chart>
    </View>
  );
};
