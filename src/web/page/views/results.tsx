// Results of a kind, one by one.

import type { VNode } from 'preact';
import { PlaceLink, ThemeLink, placeName, themeName } from '../links';
import { figures, isIn, isOf } from '../model';
import { route } from '../route';
import { Table } from '../table';
import { named, t, whole } from '../words';
import { Source, sourceText } from './source';
import { View } from './view';

export const Results = (): VNode => {
  const { search } = route.value;
  const [kind, place, theme] = [search.get('kind'), search.get('place'), search.get('theme')];
  const rows = figures.results.filter(
    (row) =>
      (kind === null || row.kind === kind) &&
      (place === null || isIn(row.place, place)) &&
      (theme === null || isOf(row.theme, theme)),
  );
  const names = [
    kind === null ? t('h.results') : named(`reach.${kind}`),
    ...(place === null ? [] : [placeName(place)]),
    ...(theme === null ? [] : [themeName(theme)]),
  ];
  const title = names.join(' · ');
  return (
    <View title={title}>
      <p class="headline">{whole(rows.reduce((all, row) => all + row.number, 0))}</p>
      <Table
        caption={title}
        file="results"
        none={t('none.results')}
        records
        rows={rows}
        columns={[
          { head: t('h.date'), kind: 'day', value: (row) => row.date },
          { head: t('h.place'), value: (row) => placeName(row.place), cell: (row) => <PlaceLink code={row.place} /> },
          { head: t('h.theme'), value: (row) => themeName(row.theme), cell: (row) => <ThemeLink code={row.theme} /> },
          {
            head: t('h.number'),
            kind: 'number',
            value: (row) => row.number,
            cell: (row) => whole(row.number),
            summed: true,
          },
          ...(figures.edition === 'public'
            ? []
            : [
                { head: t('h.description'), wide: true, value: (row: { description: string }) => row.description },
                {
                  head: t('h.source'),
                  value: (row: { source: [number, number] | null }) =>
                    row.source === null ? '' : sourceText(row.source[0], String(row.source[1])),
                  cell: (row: { source: [number, number] | null }) =>
                    row.source !== null && <Source sheet={row.source[0]} rows={String(row.source[1])} />,
                },
              ]),
        ]}
      />
    </View>
  );
};
