// What a contribution would do: which priorities it would bring how far, and what people it may reach, on what basis.

import { signal } from '@preact/signals';
import type { ComponentChildren, VNode } from 'preact';
import { cellColumns } from '../columns';
import { useId } from 'preact/hooks';
import { Folded } from '../charts/chart';
import { Figure } from '../figure';
import type { Cell, Contribution, Interest, Reached } from '../figures';
import type { Query } from '../made-of';
import { nameOf } from '../made-of';
import type { Part } from '../model';
import { allThemes, at, figures, places, world } from '../model';
import { address } from '../route';
import { Table } from '../table';
import { counted, language, money, named, percent, rate, roundMoney, t, told, whole } from '../words';
import { Section } from './view';

/** Which of the contributions that were tried is looked at, on every page the same. */
const chosen = signal(1);

interface Row {
  cell: Cell;
  amount: number;
  before: number;
}

const rowOf = (index: number, amount: number): Row => {
  const cell = at(figures.cells, index);
  return { cell, amount, before: cell.outside + cell.allocated };
};

export const Opportunities = ({ part }: { part: Part }): VNode => {
  const isHere = (one: { place: string; theme: string }): boolean =>
    one.place === part.place && one.theme === part.theme;
  return (
    <Contributions
      of={{ place: part.place, theme: part.theme }}
      tried={figures.opportunities.filter(isHere)}
      basis={figures.basis.filter(isHere)}
      file={`opportunities-${part.place}-${part.theme}`}
      open={part.place !== world.code || part.theme !== allThemes.code}
      rows={(one) => one.cells.map(([index, amount]) => rowOf(index, amount))}
      inPlace={places.get(part.place)?.kind === 'country'}
      inTheme={figures.themes.every((theme) => theme.parent !== part.theme)}
    />
  );
};

/** What a donor would like to fund: all that lacks money there, the worst funded first, and what a contribution would bring. */
export const Wishes = ({ interest }: { interest: Interest }): VNode => {
  const rows = (one: Contribution): Row[] => {
    const amounts = new Map(one.cells.map(([index, amount]) => [index, amount]));
    const others = [...amounts.keys()].filter((index) => !interest.cells.includes(index));
    return [...interest.cells, ...others].map((index) => rowOf(index, amounts.get(index) ?? 0));
  };
  return (
    <Section title={t('opportunities')}>
      <p>
        {t('wishes', { wishes: interest.wishes[language.value] })} {t('wishes_note')}
      </p>
      <Contributions
        of={{ interest: interest.code }}
        tried={interest.contributions}
        basis={interest.basis}
        file={`opportunities-${interest.code}`}
        open
        rows={rows}
      />
    </Section>
  );
};

interface ContributionsProps {
  /** What part of the programme it is for. */
  of: Pick<Query, 'place' | 'theme' | 'interest'>;
  tried: Contribution[];
  basis: Reached[];
  file: string;
  open: boolean;
  rows: (one: Contribution) => Row[];
  /** Whether all rows are in one country, or of one theme, which need not be said in each. */
  inPlace?: boolean;
  inTheme?: boolean;
}

const Contributions = (props: ContributionsProps): VNode => {
  const { of, tried, basis, file, open, rows: rowsOf, inPlace = false, inTheme = false } = props;
  const [place, theme] = cellColumns<Row>();
  const id = useId();
  const one = tried[Math.min(chosen.value, tried.length - 1)];
  if (one === undefined || one.allocated === 0) return <p class="none">{t('none.opportunities')}</p>;
  const rows = rowsOf(one);
  const taken = rows.filter((row) => row.amount > 0);
  const least = (after: boolean): number =>
    Math.min(...taken.map((row) => (row.before + (after ? row.amount : 0)) / row.cell.need));
  const share = (ratio: number): string => percent(Math.round(ratio * 1000), 1000);
  const made = (what: string): Query => ({ what, ...of, size: String(one.contribution) });
  return (
    <>
      <fieldset class="choice">
        <legend>{t('contribution_of')}</legend>
        {tried.map((size, index) => (
          <label key={size.contribution} for={`${id}-${String(index)}`}>
            <input
              type="radio"
              id={`${id}-${String(index)}`}
              name={id}
              checked={size === one}
              onChange={() => {
                chosen.value = index;
              }}
            />{' '}
            {roundMoney(size.contribution)}
          </label>
        ))}
      </fieldset>
      <p role="status">
        {told('opportunity', {
          amount: roundMoney(one.contribution),
          programmable: (
            <Figure amount={one.programmable} of={made('programmable_then')}>
              {money(one.programmable)}
            </Figure>
          ),
          cells: counted('priorities', taken.length),
          before: share(least(false)),
          after: share(least(true)),
        })}{' '}
        {one.allocated < one.programmable &&
          told('opportunity_full', {
            left: (
              <Figure amount={one.programmable - one.allocated} of={made('not_needed')}>
                {money(one.programmable - one.allocated)}
              </Figure>
            ),
          })}
      </p>
      <People basis={basis} amount={one.allocated} of={of} />
      <Folded head={t('as_table')} about={t('opportunities')} open={open}>
        <Table
          caption={t('opportunities')}
          file={file}
          rows={rows}
          columns={[
            ...(inPlace ? [] : [place]),
            ...(inTheme ? [] : [theme]),
            {
              head: t('h.would_get'),
              kind: 'money',
              value: (row) => row.amount,
              cell: (row) => <Figure amount={row.amount} of={{ ...made('would_get'), cell: nameOf(row.cell) }} />,
              summed: made('would_get'),
            },
            {
              head: t('h.funded_then'),
              kind: 'ratio',
              value: (row) => (row.before + row.amount) / row.cell.need,
              cell: (row) => percent(row.before + row.amount, row.cell.need),
            },
            {
              head: t('h.funded_now'),
              kind: 'ratio',
              value: (row) => row.before / row.cell.need,
              cell: (row) => percent(row.before, row.cell.need),
            },
            {
              head: t('what.lacking'),
              kind: 'money',
              value: (row) => row.cell.lacking,
              cell: (row) => <Figure amount={row.cell.lacking} of={{ what: 'lacking', cell: nameOf(row.cell) }} />,
              summed: true,
            },
          ]}
        />
      </Folded>
      <p class="note">
        {t('opportunity_note', {
          fee: rate(figures.rules.administrative_fee),
          support: rate(figures.rules.support_cost),
        })}
      </p>
    </>
  );
};

/** How many results, as a link to them where they are of one part of the programme. */
const resultsOf = (one: Reached, { place, theme, interest }: ContributionsProps['of']): ComponentChildren => {
  const text = counted('results_count', one.results);
  return interest === undefined ? <a href={address('results', '', { kind: one.kind, place, theme })}>{text}</a> : text;
};

/** People by what results have cost so far; nothing where there are too few results to say. */
const People = ({ basis, amount, of }: Pick<ContributionsProps, 'basis' | 'of'> & { amount: number }): VNode => {
  const known = basis.filter((one) => one.charged > 0);
  if (known.length === 0) return <p class="note">{t('too_few_results')}</p>;
  return (
    <>
      <p>{t('people_would')}</p>
      <ul>
        {known.map((one) => (
          <li key={one.kind}>
            {told('people_basis', {
              kind: named(`reach.${one.kind}`),
              people: whole(Math.round(((amount / one.charged) * one.people) / 1000) * 1000),
              results: resultsOf(one, of),
              reached: whole(one.people),
              charged: (
                <Figure amount={one.charged} of={{ what: 'charged', ...of }}>
                  {money(one.charged)}
                </Figure>
              ),
            })}
          </li>
        ))}
      </ul>
      <p class="note">{t('people_note')}</p>
    </>
  );
};
