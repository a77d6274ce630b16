// Countries by region as tiles, each shaded by how far it is funded, the worst funded first; and as a table.

import type { VNode } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { useRoving } from '../charts/roving';
import { Figure } from '../figure';
import type { Place } from '../figures';
import { nameOfPart, ownName, placeAddress, placeName } from '../links';
import { allThemes, cellsOf, funded, ownPlaces, regions, sumOf } from '../model';
import { FUNDING, shade } from '../shades';
import { Table } from '../table';
import { shortIn } from '../data';
import { inOrder, percent, short, t } from '../words';
import { Section, View } from './view';

interface Row {
  place: Place;
  need: number;
  outside: number;
  allocated: number;
  lacking: number;
  charged: number;
  ratio: number;
}

const rowOf = (place: Place): Row => {
  const cells = cellsOf({ place: place.code, theme: allThemes.code, own: true });
  const need = sumOf(cells, 'need');
  return {
    place,
    need,
    outside: sumOf(cells, 'outside'),
    allocated: sumOf(cells, 'allocated'),
    lacking: sumOf(cells, 'lacking'),
    charged: sumOf(cells, 'charged'),
    ratio: need === 0 ? 1 : funded(cells) / need,
  };
};

export const Countries = (): VNode => {
  const rows = ownPlaces.map(rowOf);
  return (
    <View title={t('nav.countries')}>
      <p>{t('countries_note')}</p>
      <Shades begins={FUNDING} />
      {regions.map((region) => (
        <Tiles
          key={region.code}
          region={region}
          rows={rows
            .filter((row) => row.place.region === region.code)
            .sort((one, other) => one.ratio - other.ratio || inOrder(ownName(one.place), ownName(other.place)))}
        />
      ))}
      <Section title={t('as_table')}>
        <Table
          caption={t('nav.countries')}
          file="countries"
          rows={rows}
          columns={[
            {
              head: t('h.place'),
              value: (row) => ownName(row.place),
              cell: (row) => <a href={placeAddress(row.place.code)}>{ownName(row.place)}</a>,
            },
            { head: t('h.region'), value: (row) => placeName(row.place.region) },
            ...(['need', 'outside', 'allocated', 'lacking', 'charged'] as const).map((what) => ({
              head: t(`what.${what}`),
              kind: 'money' as const,
              summed: { what },
              value: (row: Row) => row[what],
              cell: (row: Row) => <Figure amount={row[what]} of={{ what, place: row.place.code, own: 'yes' }} />,
            })),
            {
              head: t('h.funded'),
              kind: 'ratio',
              value: (row) => row.ratio,
              cell: (row) => percent(row.outside + row.allocated, row.need),
            },
          ]}
        />
        <p class="note">{t('designations')}</p>
      </Section>
    </View>
  );
};

/** What the shades mean. */
export const Shades = ({ begins }: { begins: readonly number[] }): VNode => (
  <ul class="legend">
    {begins.map((begin, index) => (
      <li key={begin} class={`swatch ${shade(begin, begins)}`}>
        {percent(begin, 1)} – {percent(begins[index + 1] ?? 1, 1)}
      </li>
    ))}
  </ul>
);

const Tiles = ({ region, rows }: { region: Place; rows: Row[] }): VNode => {
  const list = useRef<HTMLUListElement>(null);
  const id = useId();
  const across = (): number => {
    const style = list.current === null ? '' : getComputedStyle(list.current).gridTemplateColumns;
    return Math.max(1, style.split(' ').length);
  };
  const roving = useRoving(id, rows.length, across);
  return (
    <Section title={nameOfPart(region)}>
      <ul class="tiles" ref={list} onKeyDown={roving.onKeyDown}>
        {rows.map((row, index) => (
          <li key={row.place.code}>
            <a
              id={`${id}-${String(index)}`}
              class={`tile ${shade(row.ratio, FUNDING)}`}
              href={placeAddress(row.place.code)}
              tabIndex={roving.tabIndex(index)}
              onFocus={() => roving.onFocus(index)}
            >
              <span class="name">{ownName(row.place)}</span>
              <span class="ratio">{percent(row.outside + row.allocated, row.need)}</span>
              <span class="missing">
                {t('missing_short', { amount: short(row.lacking), unit: t(`unit_${shortIn}`) })}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
};
