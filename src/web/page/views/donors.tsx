// Donors: all of them, one of them, and one agreement.

import type { VNode } from 'preact';
import { Figure } from '../figure';
import type { Agreement, Donor, Interest, Receipt, Sums } from '../figures';
import { AgreementLink, CellPlace, DonorLink, ThemeLink, cellPlace, donorName, themeName } from '../links';
import type { Query } from '../made-of';
import { TOGETHER, limitTo, nameOf, valueOf } from '../made-of';
import type { Held } from '../model';
import { at, donorOf, figures, held, isOpen, sumOf } from '../model';
import { BESIDE_CHARGED, TO_CHARGED } from '../money';
import { address, route } from '../route';
import { Table } from '../table';
import { called, day, exact, inCurrency, language, named, percent, t } from '../words';
import { Wishes } from './opportunities';
import { Missing } from './part';
import { Source, sourceText } from './source';
import { Card, Cards, Section, View } from './view';

type Key = keyof Sums;

/** Whose money. */
type Limits = Pick<Query, 'donor' | 'agreement'>;

/** From what is signed to what is still to come, so that a row adds up: refunds stand there where there are any. */
const RECEIVED: Key[] = ['signed', 'received', ...(figures.totals.refunded === 0 ? [] : ['refunded' as const]), 'to_come'];

/** The columns of money that donors and agreements have. */
const moneyColumns = <R,>(keys: Key[], sums: (row: R) => Sums, of: (row: R) => Limits, all: Limits) =>
  keys.map((what) => ({
    head: t(`what.${what}` as 'what.signed'),
    kind: 'money' as const,
    summed: { what, ...all },
    value: (row: R) => sums(row)[what],
    cell: (row: R) => <Figure amount={sums(row)[what]} of={{ what, ...of(row) }} />,
  }));

export const Donors = (): VNode => (
  <View title={t('nav.donors')}>
    <Cards>
      {(['signed', 'received', 'to_come', 'allocated'] as const).map((what) => (
        <Card key={what} name={t(`what.${what}`)} figure={<Figure amount={figures.totals[what]} of={{ what }} />} />
      ))}
    </Cards>
    <Section title={t('nav.donors')}>
      <Table
        caption={t('nav.donors')}
        file="donors"
        rows={figures.donors.filter((donor) => Object.values(donor.sums).some((amount) => amount !== 0))}
        columns={[
          { head: t('h.donor'), value: donorName, cell: (donor) => <DonorLink donor={donor} /> },
          ...moneyColumns<Donor>(
            [...RECEIVED, 'pledged_weighted', 'allocated', 'charged'],
            (donor) => donor.sums,
            limitTo,
            {},
          ),
          {
            head: t('h.delivery'),
            kind: 'ratio',
            value: (donor) => donor.sums.charged / (donor.sums.allocated || 1),
            cell: (donor) => percent(donor.sums.charged, donor.sums.allocated),
          },
        ]}
      />
    </Section>
    {figures.interests.length > 0 && <Interests />}
  </View>
);

/** What donors would like to fund, those without an agreement among them. */
const Interests = (): VNode => (
  <Section title={t('interests')}>
    <Table
      caption={t('interests')}
      file="interests"
      rows={figures.interests}
      columns={[
        {
          head: t('h.donor'),
          value: called,
          cell: (one) => <a href={address('donor', one.code)}>{called(one)}</a>,
        },
        { head: t('h.wishes'), value: (one) => one.wishes[language.value] },
        { head: t('h.lacking_cells'), kind: 'number', value: (one) => one.cells.length },
        {
          head: t('what.lacking'),
          kind: 'money',
          value: (one) => sumOf(one.cells, 'lacking'),
          cell: (one) => <Figure amount={sumOf(one.cells, 'lacking')} of={{ what: 'lacking', interest: one.code }} />,
        },
      ]}
    />
  </Section>
);

/** A donor that has no agreement yet, and says what it would like to fund. */
const Prospect = ({ interest }: { interest: Interest }): VNode => (
  <View title={called(interest)} trail={[{ name: t('nav.donors'), href: address('donors') }]}>
    <p>{t('no_agreement')}</p>
    <Wishes interest={interest} />
  </View>
);

export const DonorView = (): VNode => {
  const code = route.value.name;
  const donor = figures.donors.find((one) => one.code === code && one.code !== '');
  const interest = figures.interests.find((one) => one.code === code);
  if (donor === undefined) return interest === undefined ? <Missing /> : <Prospect interest={interest} />;
  const index = figures.donors.indexOf(donor);
  const of = { donor: donor.code };
  return (
    <View title={donorName(donor)} trail={[{ name: t('nav.donors'), href: address('donors') }]}>
      <Money sums={donor.sums} of={of} />
      {isOpen(donor) ? (
        <>
          <Section title={t('agreements')}>
            <Table
              caption={t('agreements')}
              file={`agreements-${donor.code}`}
              rows={figures.agreements.filter((one) => one.donor === index)}
              columns={[
                {
                  head: t('h.agreement'),
                  value: (one) => one.reference,
                  cell: (one) => <AgreementLink agreement={one} />,
                },
                { head: t('h.title'), wide: true, value: called },
                { head: t('h.stage'), value: (one) => named(`stage.${one.stage}`) },
                { head: t('h.earmark'), value: (one) => one.earmark[language.value] },
                ...moneyColumns<Agreement>(
                  [...RECEIVED, 'allocated', 'charged'],
                  (one) => one.sums,
                  (one) => ({ agreement: one.reference }),
                  of,
                ),
              ]}
            />
          </Section>
          <Section title={t('where')}>
            <Where rows={held.filter((one) => one.donor === donor)} of={of} file={`where-${donor.code}`} />
          </Section>
        </>
      ) : (
        <p>{t('totals_only')}</p>
      )}
      {interest !== undefined && <Wishes interest={interest} />}
    </View>
  );
};

const MONEY: Key[] = [...TO_CHARGED, ...BESIDE_CHARGED];

/** All money words with their figures. */
const Money = ({ sums, of }: { sums: Sums; of: Limits }): VNode => {
  const rows = MONEY.filter((what) => sums[what] !== 0);
  return (
    <Section title={t('money')}>
      <Table
        caption={t('money')}
        file="money"
        fixed
        rows={rows}
        columns={[
          { head: t('h.item'), value: (what) => t(`what.${what}` as 'what.signed') },
          {
            head: t('h.amount'),
            kind: 'money',
            value: (what) => sums[what],
            cell: (what) => <Figure amount={sums[what]} of={{ what, ...of }} />,
          },
          { head: t('h.means'), wide: true, value: (what) => named(`means.${what}`) },
        ]}
      />
    </Section>
  );
};

/** What stands in a cell; without one, what is told together with other donors. */
type Part = Pick<Held, 'allocated' | 'charged' | 'obligated'> & { cell: number | null };

const PARTS = ['allocated', 'charged', 'obligated'] as const;

const Where = ({ rows, of, file }: { rows: Held[]; of: Limits; file: string }): VNode => {
  const sums = new Map<number, Part>();
  for (const { cell, allocated, charged, obligated } of rows) {
    const known = sums.get(cell) ?? { cell, allocated: 0, charged: 0, obligated: 0 };
    sums.set(cell, {
      cell,
      allocated: known.allocated + allocated,
      charged: known.charged + charged,
      obligated: known.obligated + obligated,
    });
  }
  const limits = (cell: number | null): Limits & Pick<Query, 'cell'> => ({
    ...of,
    cell: cell === null ? TOGETHER : nameOf(at(figures.cells, cell)),
  });
  const [allocated, charged, obligated] = PARTS.map((what) => valueOf({ what, ...limits(null) })) as [number, number, number];
  const together: Part[] =
    allocated === 0 && charged === 0 && obligated === 0 ? [] : [{ cell: null, allocated, charged, obligated }];
  const inOrder = [...sums.values()].sort((one, other) => other.allocated - one.allocated);
  const cellOf = ({ cell }: Part): (typeof figures.cells)[number] | undefined =>
    cell === null ? undefined : at(figures.cells, cell);
  return (
    <Table
      caption={t('where')}
      file={file}
      none={t('none.allocated')}
      rows={[...inOrder, ...together]}
      columns={[
        {
          head: t('h.place'),
          value: (row) => {
            const cell = cellOf(row);
            return cell === undefined ? t('told_together') : cellPlace(cell);
          },
          cell: (row) => {
            const cell = cellOf(row);
            return cell === undefined ? t('told_together') : <CellPlace cell={cell} />;
          },
        },
        {
          head: t('h.theme'),
          value: (row) => themeName(cellOf(row)?.theme ?? ''),
          cell: (row) => {
            const cell = cellOf(row);
            return cell === undefined ? '' : <ThemeLink code={cell.theme} />;
          },
        },
        ...PARTS.map((what) => ({
          head: t(`what.${what}`),
          kind: 'money' as const,
          summed: { what, ...of },
          value: (row: Part) => row[what],
          cell: (row: Part) => <Figure amount={row[what]} of={{ what, ...limits(row.cell) }} />,
        })),
      ]}
    />
  );
};

export const AgreementView = (): VNode => {
  const agreement = figures.agreements.find((one) => one.reference === route.value.name);
  if (agreement === undefined) return <Missing />;
  const donor = donorOf(agreement);
  const index = figures.agreements.indexOf(agreement);
  const of = { agreement: agreement.reference };
  return (
    <View
      title={agreement.reference}
      trail={[
        { name: t('nav.donors'), href: address('donors') },
        { name: donorName(donor), href: address('donor', donor.code) },
      ]}
    >
      <p>{called(agreement)}</p>
      <dl class="facts">
        <dt>{t('h.stage')}</dt>
        <dd>{named(`stage.${agreement.stage}`)}</dd>
        <dt>{t('h.signed_on')}</dt>
        <dd>{day(agreement.signed_on)}</dd>
        {agreement.until !== null && (
          <>
            <dt>{t('h.until')}</dt>
            <dd>{day(agreement.until)}</dd>
          </>
        )}
        <dt>{t('h.original')}</dt>
        <dd>{inCurrency(agreement.currency, agreement.amount)}</dd>
        <dt>{t('h.earmark')}</dt>
        <dd>
          {agreement.earmark[language.value]} ({named(`category.${String(agreement.category)}`)})
        </dd>
        {agreement.source !== null && (
          <>
            <dt>{t('h.source')}</dt>
            <dd>
              <Source sheet={agreement.source[0]} rows={String(agreement.source[1])} />
            </dd>
          </>
        )}
      </dl>
      <Money sums={agreement.sums} of={of} />
      <Section title={t('receipts')}>
        <Table
          caption={t('receipts')}
          file={`receipts-${agreement.reference}`}
          records
          none={t('none.receipts')}
          rows={figures.receipts.filter((receipt) => receipt.agreement === index)}
          columns={[
            { head: t('h.document'), kind: 'code', value: (row) => row.number },
            { head: t('h.kind'), value: (row) => named(`receipt.${row.kind}`) },
            { head: t('h.date'), kind: 'day', value: (row) => row.date },
            {
              head: t('h.original'),
              kind: 'number',
              value: (row) => `${row.currency} ${row.amount}`,
              cell: (row) => inCurrency(row.currency, row.amount),
            },
            { head: t('h.amount'), kind: 'money', value: (row) => row.base, cell: (row) => exact(row.base) },
            { head: t('what.fee'), kind: 'money', value: (row) => row.fee },
            ...(figures.together.includes('levy')
              ? []
              : [{ head: t('what.levy'), kind: 'money' as const, value: (row: Receipt) => row.levy }]),
            ...(figures.edition === 'public'
              ? []
              : [
                  {
                    head: t('h.source'),
                    value: (row: { source: [number, number] | null }) =>
                      row.source === null ? '' : sourceText(row.source[0], String(row.source[1])),
                    cell: (row: { source: [number, number] | null }) =>
                      row.source === null ? '' : <Source sheet={row.source[0]} rows={String(row.source[1])} />,
                  },
                ]),
          ]}
        />
      </Section>
      <Section title={t('where')}>
        <Where rows={held.filter((one) => one.agreement === agreement)} of={of} file={`where-${agreement.reference}`} />
      </Section>
    </View>
  );
};
