// What to do next: what is overdue, what is about to expire, what nobody pays for yet, what finance sees otherwise.

import type { VNode } from 'preact';
import { Figure } from '../figure';
import { AgreementLink, DonorLink, donorName, placeName, themeName } from '../links';
import { at, donorOf, figures } from '../model';
import { Table } from '../table';
import { counted, day, named, t } from '../words';

export const Next = (): VNode => {
  if (figures.edition === 'public') return <PendingTable />;
  const overdue = figures.instalments.filter((line) => line.overdue);
  return (
    <>
      <h3>{t('overdue')}</h3>
      <Table
        caption={t('overdue')}
        file="overdue"
        none={t('none.overdue')}
        rows={overdue.map((line) => ({ ...line, agreement: at(figures.agreements, line.agreement) }))}
        columns={[
          {
            head: t('h.agreement'),
            value: (row) => row.agreement.reference,
            cell: (row) => <AgreementLink agreement={row.agreement} />,
          },
          {
            head: t('h.donor'),
            value: (row) => donorName(donorOf(row.agreement)),
            cell: (row) => <DonorLink donor={donorOf(row.agreement)} />,
          },
          { head: t('h.due'), value: (row) => row.due_on, cell: (row) => day(row.due_on) },
          { head: t('h.open'), kind: 'number', value: (row) => `${row.currency} ${row.open}` },
        ]}
      />
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
          { head: t('h.until'), value: (row) => row.until, cell: (row) => day(row.until) },
          {
            head: t('what.unallocated'),
            kind: 'money',
            value: (row) => row.amount,
            cell: (row) => <Figure amount={row.amount} of={{ what: 'unallocated', agreement: row.agreement.reference }} />,
          },
        ]}
      />
      <PendingTable />
      {figures.differences !== null && <p>{counted('differences', figures.differences)}</p>}
    </>
  );
};

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
        { head: t('h.since'), value: (row) => row.since, cell: (row) => day(row.since) },
        {
          head: t('h.amount'),
          kind: 'money',
          value: (row) => row.amount,
          cell: (row) => <Figure amount={row.amount} of={{ what: 'pending', place: row.place, own: 'yes', theme: row.theme, cause: row.cause }} />,
          summed: true,
        },
      ]}
    />
  </>
);
