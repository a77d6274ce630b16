// Decisions: what waits to be decided, the money that is there for it, and what people decided.

import type { VNode } from 'preact';
import { Figure } from '../figure';
import type { Agreement, Decision } from '../figures';
import { AgreementLink, placeName, themeName } from '../links';
import { at, figures } from '../model';
import { agreementColumns } from '../columns';
import { address } from '../route';
import { Table } from '../table';
import { exact, language, named, t } from '../words';
import { Bridge } from './bridge';
import { Source, sourceText } from './source';
import { Section, View } from './view';

const available = figures.available.find((line) => line.kind === 'sum')?.amount ?? 0;

const isOpen = (decision: Decision): boolean => decision.state === 'proposed';

/** A cell or a part of the programme, as a decision writes it: place, theme and perhaps period; a star stands for any. */
const cellName = (written: string): string => {
  const [place = '', theme = '', period = ''] = written.split('/');
  const words = [place === '*' ? '' : placeName(place), theme === '*' ? '' : themeName(theme), period];
  return words.filter((word) => word !== '').join(', ');
};

const cells = ({ from, to }: Decision): string =>
  [from, to]
    .filter((cell) => cell !== null)
    .map(cellName)
    .join(' → ');

const agreements = (decision: Decision): Agreement[] => decision.agreements.map((one) => at(figures.agreements, one));

interface DecisionTableProps {
  caption: string;
  file: string;
  none: string;
  rows: Decision[];
}

const DecisionTable = ({ caption, file, none, rows }: DecisionTableProps): VNode => (
  <Table
    caption={caption}
    {...{ file, none, rows }}
    records
    columns={[
      { head: t('h.decision'), kind: 'code', value: (row) => row.number },
      { head: t('h.date'), kind: 'day', value: (row) => row.date },
      { head: t('h.body'), value: (row) => row.body },
      { head: t('h.action'), value: (row) => named(`action.${row.action}`) },
      { head: t('h.priority'), wide: true, value: cells },
      {
        head: t('h.agreement'),
        value: (row) =>
          agreements(row)
            .map((one) => one.reference)
            .join(', '),
        cell: (row) =>
          agreements(row).map((one, index) => (
            <span key={one.reference}>
              {index > 0 && ', '}
              <AgreementLink agreement={one} />
            </span>
          )),
      },
      ...(rows.some((row) => row.recommended !== null)
        ? [{ head: t('h.recommended'), kind: 'money' as const, ...amountOf((row) => row.recommended) }]
        : []),
      { head: t('h.amount'), kind: 'money', ...amountOf((row) => row.amount) },
      { head: t('h.state'), value: (row) => named(`standing.${row.state}`) },
      { head: t('h.reason'), wide: true, value: (row) => row.reason },
      {
        head: t('h.source'),
        value: (row) => (row.source === null ? '' : sourceText(row.source[0], String(row.source[1]))),
        cell: (row) => row.source !== null && <Source sheet={row.source[0]} rows={String(row.source[1])} />,
      },
    ]}
  />
);

/** An amount that not every decision has. */
const amountOf = (amount: (row: Decision) => number | null) => ({
  value: (row: Decision) => amount(row) ?? '',
  cell: (row: Decision) => {
    const there = amount(row);
    return there === null ? '' : exact(there);
  },
});

const Open = (): VNode => (
  <DecisionTable
    caption={t('decisions_open')}
    file="decisions-open"
    none={t('none.decisions_open')}
    rows={figures.decisions.filter(isOpen)}
  />
);

const Available = (): VNode => (
  <>
    <Bridge caption={t('available')} lines={figures.available} file="available" />
    <p class="note">{t('available_note')}</p>
    <Table
      caption={t('available_by')}
      file="available-by-agreement"
      none={t('none.available')}
      rows={figures.agreements
        .map((agreement) => ({ agreement, amount: agreement.sums.unallocated - agreement.sums.held }))
        .filter((row) => row.amount !== 0)}
      columns={[
        ...agreementColumns(),
        { head: t('h.earmark'), value: (row) => row.agreement.earmark[language.value] },
        {
          head: t('h.until'),
          kind: 'day',
          value: (row) => row.agreement.until ?? '',
        },
        {
          head: t('line.available'),
          kind: 'money',
          value: (row) => row.amount,
          cell: (row) => <Figure amount={row.amount} of={{ what: 'available', agreement: row.agreement.reference }} />,
          summed: true,
        },
      ]}
    />
  </>
);

export const Decisions = (): VNode => (
  <View title={t('nav.decisions')}>
    <p class="headline">
      {t('available_is')} <Figure amount={available} of={{ what: 'available' }} />
    </p>
    <Section title={t('decisions_open')}>
      <Open />
    </Section>
    <Section title={t('available')}>
      <Available />
    </Section>
    <Section title={t('decisions_taken')}>
      <p class="note">{t('decisions_note')}</p>
      <DecisionTable
        caption={t('decisions_taken')}
        file="decisions"
        none={t('none.decisions')}
        rows={figures.decisions.filter((one) => !isOpen(one))}
      />
    </Section>
  </View>
);

/** What waits to be decided, among what there is to do next. */
export const ToDecide = (): VNode => (
  <>
    <h3>{t('decisions_open')}</h3>
    <p>
      {t('available_is')} <Figure amount={available} of={{ what: 'available' }} />.{' '}
      <a href={address('decisions')}>{t('decisions_all')}</a>
    </p>
    <Open />
  </>
);
