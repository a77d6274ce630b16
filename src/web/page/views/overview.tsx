// The gap in one look: how much is missing, why, how far people are reached, where it is going, and what to do next.

import type { VNode } from 'preact';
import { Legend, stackedBars } from '../charts/bars';
import { Chart, Folded } from '../charts/chart';
import { trend } from '../charts/trend';
import { agreementColumns } from '../columns';
import { Figure } from '../figure';
import { at, figures, lineOf, whole as wholeProgramme } from '../model';
import { Table } from '../table';
import { amountsIn, language, month, named, percent, short, spoken, t, told, whole } from '../words';
import { Bridge } from './bridge';
import { Next } from './next';
import { Opportunities } from './opportunities';
import { Card, Cards, Section, View } from './view';

export const Overview = (): VNode => {
  const { gap, totals, fund } = figures;
  const toRaise = lineOf('to_raise');
  return (
    <View title={t('nav.overview')}>
      <p class="headline">
        {gap.amount > 0
          ? told('headline', {
              currency: fund.base_currency,
              amount: (
                <Figure amount={gap.amount} of={{ what: 'gap' }}>
                  {spoken(gap.amount)}
                </Figure>
              ),
              share: percent(gap.amount, toRaise),
            })
          : t('headline_none')}
      </p>
      <Cards>
        <Card
          name={named('line.gap')}
          figure={<Figure amount={gap.amount} of={{ what: 'gap' }} />}
          more={t('gap_is')}
        />
        <Card
          name={named('line.still_to_raise')}
          figure={<Figure amount={lineOf('still_to_raise')} of={{ what: 'still_to_raise' }} />}
          more={t('still_is')}
        />
        <Card
          name={named('line.lacking')}
          figure={<Figure amount={lineOf('lacking')} of={{ what: 'lacking' }} />}
          more={t('lacking_is')}
        />
        <Card
          name={named('what.charged')}
          figure={<Figure amount={totals.charged} of={{ what: 'charged' }} />}
          more={t('of_allocated', { share: percent(totals.charged, totals.allocated) })}
        />
      </Cards>
      <Section title={t('bridge.raising')}>
        <Bridge caption={t('bridge.raising')} lines={gap.raising} file="gap" />
      </Section>
      <Section title={t('opportunities')}>
        <Opportunities part={wholeProgramme} />
      </Section>
      <Section title={t('bridge.priorities')}>
        <Bridge caption={t('bridge.priorities')} lines={gap.priorities} file="priorities" />
        {(['priorities_signed', 'priorities_outlook'] as const).map((strength) => (
          <Folded key={strength} head={t(`bridge.${strength}`)} about={t('bridge.priorities')}>
            <Bridge caption={t(`bridge.${strength}`)} lines={gap[strength]} file={strength} stands={false} />
          </Folded>
        ))}
        <Causes />
        <Loosened />
      </Section>
      {figures.reach.some((row) => row.target !== null || row.results > 0) && (
        <Section title={t('reach')}>
          <ReachChart />
        </Section>
      )}
      <Section title={t('months')}>
        <Months />
      </Section>
      <Section title={t('next')}>
        <Next />
      </Section>
    </View>
  );
};

const Causes = (): VNode => {
  const { causes } = figures.gap;
  const rows = [
    { key: 'short_of_money', amount: causes.short_of_money },
    { key: 'locked_by_earmarks', amount: causes.locked_by_earmarks },
    { key: 'locked_by_limits', amount: causes.locked_by_limits },
    ...(causes.lapsed === 0 ? [] : [{ key: 'lapsed', amount: causes.lapsed }]),
    ...(causes.decided === 0 ? [] : [{ key: 'decided', amount: causes.decided }]),
  ];
  return (
    <Table
      caption={t('causes')}
      file="causes"
      fixed
      rows={rows}
      columns={[
        { head: t('causes'), value: (row) => named(`cause.${row.key}`) },
        { head: t('h.means'), value: (row) => named(`cause.${row.key}.means`) },
        {
          head: t('h.amount'),
          kind: 'money',
          value: (row) => row.amount,
          cell: (row) => <Figure amount={row.amount} of={{ what: `cause.${row.key}` }} />,
          summed: { what: 'lacking' },
        },
      ]}
    />
  );
};

/** Which earmark, one level wider, would close how much. */
const Loosened = (): VNode => (
  <>
    <h3>{t('loosened')}</h3>
    <p class="note">{t('loosened_note')}</p>
    <Folded head={t('as_table')} about={t('loosened')}>
      <Table
        caption={t('loosened')}
        file="loosened"
        none={t('none.loosened')}
        rows={figures.gap.loosened.map((one) => ({ ...one, agreement: at(figures.agreements, one.agreement) }))}
        columns={[
          ...agreementColumns(),
          { head: t('h.earmark'), value: (row) => row.agreement.earmark[language.value] },
          { head: t('h.loosened'), value: (row) => named(`loosened.${row.side}`) },
          {
            head: t('h.closes'),
            kind: 'money',
            value: (row) => row.closes,
            cell: (row) => (
              <Figure amount={row.closes} of={{ what: 'closes', agreement: row.agreement.reference, side: row.side }} />
            ),
          },
        ]}
      />
    </Folded>
  </>
);

const ReachChart = (): VNode => {
  const rows = figures.reach;
  const people = rows.filter((row) => row.target !== null);
  const says = people.map((row) => `${named(`reach.${row.kind}`)}: ${whole(row.reached)} / ${whole(row.target ?? 0)}`);
  return (
    <Chart
      caption={t('reach')}
      says={`${t('reach')}. ${says.join('; ')}`}
      open
      headed
      draw={(width) =>
        stackedBars(
          people.map((row) => ({
            name: named(`reach.${row.kind}`),
            says: percent(row.reached, row.target ?? 0),
            parts: [{ amount: row.reached, class: 'done' }],
            whole: row.target ?? 0,
          })),
          width,
        )
      }
    >
      <Table
        caption={t('reach')}
        file="results"
        fixed
        rows={rows}
        columns={[
          { head: t('h.result'), value: (row) => named(`reach.${row.kind}`) },
          {
            head: t('h.target'),
            kind: 'number',
            value: (row) => row.target ?? '',
            cell: (row) => (row.target === null ? '–' : whole(row.target)),
          },
          {
            head: t('h.reached'),
            kind: 'number',
            value: (row) => row.reached,
            cell: (row) => <a href={`#/results?kind=${row.kind}`}>{whole(row.reached)}</a>,
          },
          {
            head: t('h.share'),
            kind: 'ratio',
            value: (row) => row.reached / (row.target ?? 1),
            cell: (row) => percent(row.reached, row.target ?? 0),
          },
          { head: t('h.results'), kind: 'number', value: (row) => row.results },
        ]}
      />
    </Chart>
  );
};

const Months = (): VNode => {
  const { months } = figures.gap;
  const past = months.filter((one) => !one.projected).length;
  const last = months[past - 1];
  const end = months[months.length - 1];
  const says =
    last === undefined || end === undefined
      ? t('months')
      : `${t('months')}. ${month(last.month)}: ${short(last.received)}; ${month(end.month)}: ${short(end.received)}`;
  const scale = 10 ** figures.fund.decimals;
  return (
    <>
      <Legend
        parts={[
          { name: t('series.received'), class: 'one' },
          { name: t('series.signed'), class: 'two' },
          { name: t('series.outlook'), class: 'three' },
        ]}
      />
      <Chart
        caption={t('months_in', { unit: amountsIn() })}
        says={says}
        draw={(width) =>
          trend(
            {
              months: months.map((one) => one.month),
              past,
              series: [
                { class: 'three', values: months.map((one) => one.outlook / scale) },
                { class: 'two', values: months.map((one) => one.signed / scale) },
                { class: 'one', values: months.map((one) => one.received / scale) },
              ],
              write: (value) => short(value * scale),
            },
            width,
          )
        }
      >
        <Table
          caption={t('months')}
          file="months"
          rows={[...months].reverse()}
          columns={[
            { head: t('h.month'), value: (row) => row.month, cell: (row) => month(row.month) },
            { head: t('h.status'), value: (row) => t(row.projected ? 'projected' : 'actual') },
            ...(['received', 'signed', 'outlook'] as const).map((series) => ({
              head: t(`series.${series}`),
              kind: 'money' as const,
              value: (row: (typeof months)[number]) => row[series],
              cell: (row: (typeof months)[number]) => (
                <Figure amount={row[series]} of={{ what: `series.${series}`, month: row.month }} />
              ),
            })),
          ]}
        />
      </Chart>
      <p class="note">{t('months_note')}</p>
    </>
  );
};
