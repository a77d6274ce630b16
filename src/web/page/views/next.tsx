// What to do next: what waits to be decided, what is overdue, what is about to expire, what nobody pays for yet, what finance sees otherwise.

import type { VNode } from 'preact';
import { agreementColumns } from '../columns';
import { Figure } from '../figure';
import type { Agreement, Lapse } from '../figures';
import { AgreementLink, cellPlace, placeName, themeName } from '../links';
import type { Query } from '../made-of';
import { nameOf } from '../made-of';
import { at, figures } from '../model';
import { Table } from '../table';
import { counted, inCurrency, named, t } from '../words';
import { ToDecide } from './decisions';
import { Source, sourceText } from './source';

export const Next = (): VNode => {
  if (figures.edition === 'public') return <PendingTable />;
  const overdue = figures.instalments.filter((line) => line.overdue);
  return (
    <>
      <ToDecide />
      <h3>{t('overdue')}</h3>
      <Table
        caption={t('overdue')}
        file="overdue"
        records
        none={t('none.overdue')}
        rows={overdue.map((line) => ({ ...line, agreement: at(figures.agreements, line.agreement) }))}
        columns={[
          ...agreementColumns(),
          { head: t('h.due'), kind: 'day', value: (row) => row.due_on },
          {
            head: t('h.open'),
            kind: 'number',
            value: (row) => `${row.currency} ${row.open}`,
            cell: (row) => inCurrency(row.currency, row.open),
          },
          {
            head: t('h.source'),
            value: (row) => (row.source === null ? '' : sourceText(row.source[0], String(row.source[1]))),
            cell: (row) => row.source !== null && <Source sheet={row.source[0]} rows={String(row.source[1])} />,
          },
        ]}
      />
      <h3>{t('lapses')}</h3>
      <Table
        caption={t('lapses')}
        file="lapsed"
        none={t('none.lapses')}
        rows={figures.lapses.map((line) => ({ ...line, agreement: at(figures.agreements, line.agreement) }))}
        columns={[
          ...agreementColumns(),
          { head: t('h.ended_on'), kind: 'day', value: (row) => row.ended_on },
          {
            head: t('what.lapsed'),
            kind: 'money',
            value: (row) => row.lapsed,
            cell: (row) => <Figure amount={row.lapsed} of={{ what: 'lapsed', agreement: row.agreement.reference }} />,
            summed: true,
          },
          ...(['reserve', 'kept'] as const).map((what) => ({
            head: t(`h.${what}`),
            kind: 'money' as const,
            value: (row: Lapsed) => row[what],
            cell: (row: Lapsed) => (
              <Figure amount={row[what]} of={{ what: `lapsed_${what}`, agreement: row.agreement.reference }} />
            ),
            summed: true,
          })),
        ]}
      />
      {figures.over_allocations.length > 0 && (
        <>
          <h3>{t('over')}</h3>
          <Table
            caption={t('over')}
            file="over-allocated"
            rows={figures.over_allocations}
            columns={[
              {
                head: t('h.item'),
                value: (row) => overName(row),
                cell: (row) =>
                  row.agreement === null ? (
                    overName(row)
                  ) : (
                    <AgreementLink agreement={at(figures.agreements, row.agreement)} />
                  ),
              },
              {
                head: t('h.amount'),
                kind: 'money',
                value: (row) => row.amount,
                cell: (row) => <Figure amount={row.amount} of={overOf(row)} />,
              },
            ]}
          />
        </>
      )}
      <h3>{t('expiring')}</h3>
      <Table
        caption={t('expiring')}
        file="expiring"
        none={t('none.expiring')}
        rows={figures.expiring.map((line) => ({ ...line, agreement: at(figures.agreements, line.agreement) }))}
        columns={[
          {
            head: t('h.agreement'),
            value: (row) => row.agreement.reference,
            cell: (row) => <AgreementLink agreement={row.agreement} />,
          },
          { head: t('h.until'), kind: 'day', value: (row) => row.until },
          {
            head: t('what.unallocated'),
            kind: 'money',
            value: (row) => row.amount,
            cell: (row) => (
              <Figure amount={row.amount} of={{ what: 'unallocated', agreement: row.agreement.reference }} />
            ),
          },
        ]}
      />
      <PendingTable />
      {figures.differences !== null && <p>{counted('differences', figures.differences)}</p>}
    </>
  );
};

type Lapsed = Omit<Lapse, 'agreement'> & { agreement: Agreement };

type Over = (typeof figures.over_allocations)[number];

/** What it is made of. */
const overOf = ({ agreement, cells: [cell] }: Over): Query | undefined => {
  if (agreement !== null) return { what: 'over_allocated', agreement: at(figures.agreements, agreement).reference };
  return cell === undefined ? undefined : { what: 'over_cell', cell: nameOf(at(figures.cells, cell)) };
};

/** The agreement or the priority that has more than it may. */
const overName = (row: Over): string =>
  row.agreement === null
    ? row.cells.map((index) => cellPlace(at(figures.cells, index))).join(', ')
    : at(figures.agreements, row.agreement).reference;

const PendingTable = (): VNode => (
  <>
    <h3>{t('pending')}</h3>
    <p class="note">{t('pending_note')}</p>
    <Table
      caption={t('pending')}
      file="pending"
      none={t('none.pending')}
      rows={figures.pending}
      columns={[
        { head: t('h.place'), value: (row) => placeName(row.place) },
        { head: t('h.theme'), value: (row) => themeName(row.theme) },
        { head: t('h.cause'), value: (row) => named(`cause.${row.cause}`) },
        { head: t('h.since'), kind: 'day', value: (row) => row.since },
        {
          head: t('h.amount'),
          kind: 'money',
          value: (row) => row.amount,
          cell: (row) => (
            <Figure
              amount={row.amount}
              of={{ what: 'pending', place: row.place, own: 'yes', theme: row.theme, cause: row.cause }}
            />
          ),
          summed: { what: 'pending' },
        },
      ]}
    />
  </>
);
