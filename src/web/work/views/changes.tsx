// What changed between two months, as bridges that add up.

import type { VNode } from 'preact';
import { address, route } from '../../page/route';
import { exact, wholeMonth } from '../../page/words';
import { Part, useAsked, View, WhenThere } from '../view';
import { w, worded } from '../words';

interface Row {
  donor: string;
  /** Opening, new, restated, refunded, written off, lapsed, exchange, closing. */
  steps: number[];
}

interface Diff {
  measures: { measure: string; rows: Row[]; total: Row }[];
}

const steps = [
  'opening',
  'new',
  'decided',
  'restated',
  'refunded',
  'written_off',
  'lapsed',
  'exchange',
  'closing',
] as const;
/** These columns stand even where nothing is in them. */
const always: readonly string[] = ['opening', 'new', 'closing'];

export const ChangesView = (): VNode => {
  const [from = '', to = ''] = route.value.name.split('/');
  const { asked } = useAsked<Diff>(`/api/diff/${from}/${to}`);
  return (
    <View title={w('changes', { from: wholeMonth(from), to: wholeMonth(to) })}>
      <p>
        <a href={address('month', to)}>{wholeMonth(to)}</a>
      </p>
      <WhenThere asked={asked.value}>
        {({ measures }) => measures.map((one) => <Bridge key={one.measure} {...one} />)}
      </WhenThere>
    </View>
  );
};

const Bridge = ({ measure, rows, total }: Diff['measures'][number]): VNode | null => {
  if (rows.length === 0) return null;
  const shown = steps.map((_, at) => at);
  const kept = shown.filter(
    (at) => always.includes(steps[at] ?? '') || [...rows, total].some((row) => (row.steps[at] ?? 0) !== 0),
  );
  const title = worded('measure', measure);
  return (
    <Part title={title}>
      <div class="scroll" tabIndex={0} role="group" aria-label={title}>
        <table>
          <caption class="unseen">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{w('donor')}</th>
              {kept.map((at) => (
                <th key={at} scope="col" class="number">
                  {worded('bridge', steps[at] ?? '')}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...rows, total].map((row) => (
              <tr key={row.donor} class={row.donor === '' ? 'sum' : undefined}>
                <th scope="row">{row.donor === '' ? w('total') : row.donor}</th>
                {kept.map((at) => (
                  <td key={at} class="number">
                    {exact(row.steps[at] ?? 0)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Part>
  );
};
