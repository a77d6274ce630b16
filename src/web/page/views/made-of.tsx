// What a figure is made of.

import type { ComponentChildren, VNode } from 'preact';
import { Figure } from '../figure';
import {
  AgreementLink,
  CellPlace,
  DonorLink,
  ThemeLink,
  cellPlace,
  donorName,
  ownName,
  placeName,
  themeName,
} from '../links';
import type { Entry, Query } from '../made-of';
import { TOGETHER, linkTo, madeOf, queryOf } from '../made-of';
import { figures, keyOf, places } from '../model';
import { route } from '../route';
import type { Column } from '../table';
import { Table } from '../table';
import { called, money, month, named, roundMoney, t } from '../words';
import { Missing } from './part';
import { Source, sourceText } from './source';
import { View } from './view';

/** What a figure is called: a measure, or a line of a bridge. */
const nameOfMeasure = (what: string): string => {
  const keys = [`what.${what}`, `line.${what}`, what];
  return named(keys.find((key) => named(key) !== key) ?? what);
};

const limitsOf = (query: Query): string[] => {
  const limits: string[] = [];
  if (query.place !== undefined) {
    const place = places.get(query.place);
    limits.push(query.own !== undefined && place !== undefined ? ownName(place) : placeName(query.place));
  }
  if (query.theme !== undefined) limits.push(themeName(query.theme));
  if (query.cell === TOGETHER) limits.push(t('told_together'));
  else if (query.cell !== undefined) {
    const [place = '', theme = '', period = ''] = query.cell.split('/');
    limits.push(placeName(place), themeName(theme), period);
  }
  if (query.donor !== undefined) {
    const donor = figures.donors.find((one) => keyOf(one) === query.donor);
    limits.push(donor === undefined ? query.donor : donorName(donor));
  }
  if (query.agreement !== undefined) limits.push(query.agreement);
  if (query.donors !== undefined) limits.push(t('donors_smaller'));
  if (query.interest !== undefined) {
    const interest = figures.interests.find((one) => one.code === query.interest);
    limits.push(`${t('interests')}: ${interest === undefined ? query.interest : called(interest)}`);
  }
  if (query.size !== undefined) {
    limits.push(t('contribution', { amount: roundMoney(Number(query.size)) }));
  }
  if (query.scenario !== undefined) limits.push(figures.scenarios[Number(query.scenario)]?.name ?? '');
  if (query.month !== undefined) limits.push(month(query.month));
  if (query.side !== undefined) limits.push(named(`loosened.${query.side}`));
  return limits;
};

/** The columns that the entries have something for. */
const columnsOf = (entries: Entry[]): Column<Entry>[] => {
  const has = (key: keyof Entry): boolean => entries.some((entry) => entry[key] !== undefined);
  const text = (
    head: string,
    value: (entry: Entry) => string,
    cell?: (entry: Entry) => ComponentChildren,
  ): Column<Entry> => ({
    head,
    value,
    ...(cell === undefined ? {} : { cell }),
  });
  const columns: Column<Entry>[] = [];
  if (has('key') || has('name')) {
    columns.push(
      text(t('h.item'), (entry) =>
        [entry.name, entry.key === undefined ? undefined : nameOfMeasure(entry.key)]
          .filter((one) => one !== undefined)
          .join(', '),
      ),
    );
  }
  if (has('cell')) {
    columns.push(
      text(
        t('h.place'),
        (entry) => (entry.cell ? cellPlace(entry.cell) : ''),
        (entry) => entry.cell && <CellPlace cell={entry.cell} />,
      ),
      text(
        t('h.theme'),
        (entry) => themeName(entry.cell?.theme ?? ''),
        (entry) => entry.cell && <ThemeLink code={entry.cell.theme} />,
      ),
    );
  }
  if (has('year')) columns.push({ head: t('h.year'), value: (entry) => entry.year ?? '' });
  if (has('donor')) {
    columns.push(
      text(
        t('h.donor'),
        (entry) => (entry.donor ? donorName(entry.donor) : ''),
        (entry) => entry.donor && <DonorLink donor={entry.donor} />,
      ),
    );
  }
  if (has('agreement')) {
    columns.push(
      text(
        t('h.agreement'),
        (entry) => entry.agreement?.reference ?? '',
        (entry) => entry.agreement && <AgreementLink agreement={entry.agreement} />,
      ),
    );
  }
  if (has('day')) columns.push({ head: t('h.date'), kind: 'day', value: (entry) => entry.day ?? '' });
  columns.push({
    head: t('h.amount'),
    kind: 'money',
    value: (entry) => entry.amount,
    cell: (entry) => <Figure amount={entry.amount} of={entry.of} />,
    summed: true,
  });
  if (has('rows')) {
    columns.push(
      text(
        t('h.source'),
        (entry) => (entry.sheet === undefined ? '' : sourceText(entry.sheet, entry.rows ?? '')),
        (entry) => entry.sheet !== undefined && <Source sheet={entry.sheet} rows={entry.rows ?? ''} />,
      ),
    );
  }
  return columns;
};

export const MadeOf = (): VNode => {
  const query = queryOf(route.value.name, route.value.search);
  const entries = madeOf(query);
  if (entries === undefined) return <Missing />;
  const title = [nameOfMeasure(query.what), ...limitsOf(query)].join(' · ');
  const means = [`means.${query.what}`, `${query.what}.means`].find((key) => named(key) !== key);
  const sum = entries.reduce((all, entry) => all + entry.amount, 0);
  return (
    <View title={title}>
      <p class="headline">{money(sum)}</p>
      <p>{t('made_of')}</p>
      <Table caption={title} file={`made-of-${query.what}`} rows={entries} columns={columnsOf(entries)} />
      {(query.what === 'charged' || query.what === 'pending') &&
        query.donor === undefined &&
        query.agreement === undefined &&
        figures.costs.length > 0 && (
          <p>
            <a href={linkTo({ ...query, what: 'costs' })}>{t('costs_link')}</a>
          </p>
        )}
      {means !== undefined && (
        <p class="note">
          {nameOfMeasure(query.what)}: {named(means)}
        </p>
      )}
    </View>
  );
};
