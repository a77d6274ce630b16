// A country or a theme: what it needs, who pays for it, what was spent and came of it, what is missing and why, and what a
// contribution would do.

import type { VNode } from 'preact';
import { Fragment } from 'preact';
import { Legend, stackedBars } from '../charts/bars';
import { Chart } from '../charts/chart';
import { Figure } from '../figure';
import type { Cell, Donor, Place } from '../figures';
import {
  AgreementLink,
  CellPlace,
  DonorLink,
  PlaceLink,
  ThemeLink,
  cellPlace,
  donorName,
  placeName,
  themeName,
} from '../links';
import { limitTo, nameOf, valueOf } from '../made-of';
import type { Part } from '../model';
import {
  allThemes,
  at,
  cellsOf,
  figures,
  funded,
  heldIn,
  isIn,
  isOf,
  places,
  regionsOf,
  sumOf,
  themes,
  world,
} from '../model';
import { address, route } from '../route';
import { Table } from '../table';
import { amountsIn, counted, named, percent, short, spoken, t, told, whole } from '../words';
import { Opportunities } from './opportunities';
import { Card, Cards, Section, View } from './view';

export const CountryView = (): VNode => {
  const place = places.get(route.value.name);
  if (place === undefined) return <Missing />;
  return (
    <View
      title={placeName(place.code)}
      trail={[
        { name: t('nav.countries'), href: address('countries') },
        ...(place.region === place.code || place.region === world.code
          ? []
          : [{ name: placeName(place.region), href: address('country', place.region) }]),
      ]}
    >
      <Regions place={place} />
      <PartView part={{ place: place.code, theme: allThemes.code }} />
    </View>
  );
};

/** The regions that a place lies in, the fund's own and the United Nations', where there is more than the one above. */
const Regions = ({ place }: { place: Place }): VNode | null => {
  const regions = regionsOf(place);
  if (regions.length < 2) return null;
  return (
    <p class="note">
      {t('lies_in')}{' '}
      {regions.map((region, index) => (
        <Fragment key={region.code}>
          {index > 0 && ', '}
          <PlaceLink code={region.code} />
        </Fragment>
      ))}
    </p>
  );
};

export const ThemeView = (): VNode => {
  const theme = themes.get(route.value.name);
  if (theme === undefined) return <Missing />;
  return (
    <View
      title={themeName(theme.code)}
      trail={[
        { name: t('nav.themes'), href: address('themes') },
        ...(theme.pillar === theme.code || theme.pillar === allThemes.code
          ? []
          : [{ name: themeName(theme.pillar), href: address('theme', theme.pillar) }]),
      ]}
    >
      <PartView part={{ place: world.code, theme: theme.code }} />
    </View>
  );
};

export const Missing = (): VNode => (
  <View title={t('not_found')}>
    <p>
      <a href="#/">{t('nav.overview')}</a>
    </p>
  </View>
);

const limits = (part: Part): { place?: string; theme?: string } => ({
  ...(part.place === world.code ? {} : { place: part.place }),
  ...(part.theme === allThemes.code ? {} : { theme: part.theme }),
});

const PartView = ({ part }: { part: Part }): VNode => {
  const cells = cellsOf(part);
  const of = limits(part);
  const [need, lacking, allocated, charged] = (['need', 'lacking', 'allocated', 'charged'] as const).map((measure) =>
    sumOf(cells, measure),
  ) as [number, number, number, number];
  const outside = sumOf(cells, 'outside');
  return (
    <>
      <p class="headline">
        {told('part_headline', {
          currency: figures.fund.base_currency,
          amount: (
            <Figure amount={lacking} of={{ what: 'lacking', ...of }}>
              {spoken(lacking)}
            </Figure>
          ),
          share: percent(funded(cells), need),
        })}
      </p>
      <Cards>
        <Card
          name={t('what.need')}
          figure={<Figure amount={need} of={{ what: 'need', ...of }} />}
          more={counted('priorities', cells.length)}
        />
        <Card
          name={t('what.outside')}
          figure={<Figure amount={outside} of={{ what: 'outside', ...of }} />}
          more={percent(outside, need)}
        />
        <Card
          name={t('what.allocated')}
          figure={<Figure amount={allocated} of={{ what: 'allocated', ...of }} />}
          more={percent(allocated, need)}
        />
        <Card
          name={t('what.lacking')}
          figure={<Figure amount={lacking} of={{ what: 'lacking', ...of }} />}
          more={percent(lacking, need)}
        />
        <Card
          name={t('what.charged')}
          figure={<Figure amount={charged} of={{ what: 'charged', ...of }} />}
          more={t('of_allocated', { share: percent(charged, allocated) })}
        />
        <Card
          name={t('what.pending')}
          figure={<Figure amount={valueOf({ what: 'pending', ...of })} of={{ what: 'pending', ...of }} />}
        />
      </Cards>
      <Section title={t('opportunities')}>
        <Opportunities part={part} />
      </Section>
      <Section title={t('funding')}>
        <Funding cells={cells} part={part} />
      </Section>
      <Section title={t('missing_why')}>
        <Lacking cells={cells} part={part} />
      </Section>
      <Section title={t('h.results')}>
        <Results part={part} />
      </Section>
    </>
  );
};

/** Who pays, and what is still to come. */
const Funding = ({ cells, part }: { cells: number[]; part: Part }): VNode => {
  const sums = new Map<Donor, { allocated: number; charged: number }>();
  for (const held of cells.flatMap(heldIn)) {
    const known = sums.get(held.donor) ?? { allocated: 0, charged: 0 };
    sums.set(held.donor, { allocated: known.allocated + held.allocated, charged: known.charged + held.charged });
  }
  const rows = [...sums]
    .map(([donor, sum]) => ({ donor, ...sum }))
    .sort((one, other) => other.allocated - one.allocated);
  const [outside, allocated, signed, outlook, lacking] = (
    ['outside', 'allocated', 'allocated_signed', 'allocated_outlook', 'lacking'] as const
  ).map((measure) => sumOf(cells, measure)) as [number, number, number, number, number];
  const parts = [
    { what: 'outside', class: 'outside', amount: outside },
    { what: 'allocated', class: 'pool', amount: allocated },
    { what: 'signed_would', class: 'signed', amount: Math.max(0, signed - allocated) },
    { what: 'outlook_would', class: 'promised', amount: Math.max(0, outlook - Math.max(signed, allocated)) },
  ];
  const rest = Math.max(0, lacking - parts[2]!.amount - parts[3]!.amount);
  const shown = [...parts, { what: 'nobody_would', class: 'missing', amount: rest }].map((one) => ({
    ...one,
    name: named(`what.${one.what}`),
  }));
  const says = shown.map((one) => `${one.name}: ${short(one.amount)}`).join('; ');
  const file = `funding-${part.place}-${part.theme}`;
  return (
    <>
      <p class="note">{amountsIn()}</p>
      <Legend parts={shown} />
      <Chart
        caption={t('funding_chart')}
        says={`${t('funding_chart')}. ${amountsIn()} ${says}`}
        open
        draw={(width) =>
          stackedBars([{ name: t('what.need'), says: short(sumOf(cells, 'need')), parts: shown }], width)
        }
      >
        <Table
          caption={t('funding_chart')}
          file={file}
          fixed
          rows={shown}
          columns={[
            { head: t('h.item'), value: (row) => row.name },
            {
              head: t('h.amount'),
              kind: 'money',
              value: (row) => row.amount,
              cell: (row) => <Figure amount={row.amount} of={{ what: row.what, ...limits(part) }} />,
              summed: true,
            },
          ]}
        />
      </Chart>
      <Table
        caption={t('donors_here')}
        file={`${file}-donors`}
        none={t('none.donors')}
        rows={rows}
        columns={[
          { head: t('h.donor'), value: (row) => donorName(row.donor), cell: (row) => <DonorLink donor={row.donor} /> },
          {
            head: t('what.allocated'),
            kind: 'money',
            value: (row) => row.allocated,
            cell: (row) => (
              <Figure amount={row.allocated} of={{ what: 'allocated', ...limits(part), ...limitTo(row.donor) }} />
            ),
            summed: { what: 'allocated', ...limits(part) },
          },
          {
            head: t('what.charged'),
            kind: 'money',
            value: (row) => row.charged,
            cell: (row) => (
              <Figure amount={row.charged} of={{ what: 'charged', ...limits(part), ...limitTo(row.donor) }} />
            ),
            summed: { what: 'charged', ...limits(part) },
          },
          {
            head: t('h.delivery'),
            kind: 'ratio',
            value: (row) => row.charged / (row.allocated || 1),
            cell: (row) => percent(row.charged, row.allocated),
          },
        ]}
      />
    </>
  );
};

const CELL_MEASURES = ['need', 'outside', 'allocated', 'lacking', 'charged', 'pending'] as const;

/** What each priority lacks, and why. */
const Lacking = ({ cells, part }: { cells: number[]; part: Part }): VNode => {
  const rows = cells.map((index) => at(figures.cells, index)).sort((one, other) => other.lacking - one.lacking);
  const several = new Set(rows.map((cell) => cell.period)).size > 1;
  return (
    <Table
      caption={t('missing_why')}
      file={`priorities-${part.place}-${part.theme}`}
      rows={rows}
      columns={[
        ...(part.theme === allThemes.code && places.get(part.place)?.kind === 'country'
          ? []
          : [{ head: t('h.place'), value: cellPlace, cell: (cell: Cell) => <CellPlace cell={cell} /> }]),
        {
          head: t('h.theme'),
          value: (cell: Cell) => themeName(cell.theme),
          cell: (cell: Cell) => <ThemeLink code={cell.theme} />,
        },
        ...(several ? [{ head: t('h.period'), value: (cell: Cell) => cell.period }] : []),
        ...CELL_MEASURES.map((what) => ({
          head: t(`what.${what}`),
          kind: 'money' as const,
          // Pending costs that have no priority are none of these.
          summed: what === 'pending' || { what, ...limits(part) },
          value: (cell: Cell) => cell[what],
          cell: (cell: Cell) => <Figure amount={cell[what]} of={{ what, cell: nameOf(cell) }} />,
        })),
        {
          head: t('h.funded'),
          kind: 'ratio',
          value: (cell: Cell) => (cell.need === 0 ? 1 : (cell.outside + cell.allocated) / cell.need),
          cell: (cell: Cell) => percent(cell.outside + cell.allocated, cell.need),
        },
        {
          head: t('h.why'),
          wide: true,
          value: whyOf,
          cell: (cell: Cell) => <Why cell={cell} />,
        },
      ]}
    />
  );
};

/** Why a cell lacks money, in words. */
const whyOf = (cell: Cell): string => {
  const why = named(`why.${cell.why}`);
  return cell.waits > 0 && cell.why !== 'waits' ? `${t('why_waits_partly')} ${why}` : why;
};

/** The same with the agreements that may not help, and those of whose money decisions hold some. */
const Why = ({ cell }: { cell: Cell }): VNode => (
  <>
    {whyOf(cell)}
    <Agreements indexes={cell.kept_away} />
    {cell.held.length > 0 && cell.why !== 'held' && <div>{named('why.held')}</div>}
    <Agreements indexes={cell.held} />
  </>
);

const Agreements = ({ indexes }: { indexes: number[] }): VNode => (
  <>
    {indexes.map((index) => (
      <span key={index}>
        {' '}
        <AgreementLink agreement={at(figures.agreements, index)} />
      </span>
    ))}
  </>
);

const Results = ({ part }: { part: Part }): VNode => (
  <Table
    caption={t('h.results')}
    file={`results-${part.place}-${part.theme}`}
    records
    none={t('none.results')}
    rows={figures.results.filter((one) => isIn(one.place, part.place) && isOf(one.theme, part.theme))}
    columns={[
      { head: t('h.date'), kind: 'day', value: (row) => row.date },
      { head: t('h.place'), value: (row) => placeName(row.place) },
      { head: t('h.theme'), value: (row) => themeName(row.theme) },
      { head: t('h.result'), value: (row) => named(`reach.${row.kind}`) },
      { head: t('h.number'), kind: 'number', value: (row) => row.number, cell: (row) => whole(row.number) },
      ...(figures.edition === 'public'
        ? []
        : [{ head: t('h.description'), wide: true, value: (row: { description: string }) => row.description }]),
    ]}
  />
);
