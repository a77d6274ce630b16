// Where the work begins: what there is to do, and the months of the fund.

import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import type { MonthState } from '../../page/around';
import { stateOf } from '../../page/around';
import { address } from '../../page/route';
import { language, wholeMonth } from '../../page/words';
import { fund } from '../fund';
import type { Doing } from '../job';
import { Act, doing, idle, work } from '../job';
import { Part, Refusal, useAsked, View, WhenThere } from '../view';
import { moment, w } from '../words';
import type { Ran } from './month';
import { RanText } from './month';

export interface Months {
  months: MonthState[];
}

export const Home = (): VNode => {
  const { asked, again } = useAsked<Months>('/api/months');
  return (
    <View title={w('home')}>
      <ol class="steps">
        <li>
          <a href={address('files')}>{w('step_files')}</a>
        </li>
        <li>
          <a href={address('check')}>{w('step_check')}</a>
        </li>
        <li>{w('step_run')}</li>
        <li>{w('step_decide')}</li>
        <li>{w('step_close')}</li>
        <li>{w('step_send')}</li>
      </ol>
      {fund.edit && <Run onRan={again} />}
      <Part title={w('months')}>
        <WhenThere asked={asked.value}>{({ months }) => <MonthTable months={months} />}</WhenThere>
      </Part>
    </View>
  );
};

const Run = ({ onRan }: { onRan: () => void }): VNode => {
  const at = useSignal<Doing<Ran>>(idle);
  const wanted = useSignal('');
  const run = (): void => {
    void doing(at, async () => {
      const ran = await work<Ran>('/api/run', wanted.value === '' ? {} : { month: wanted.value });
      onRan();
      return ran;
    });
  };
  return (
    <Part title={w('run')}>
      <p>{w('run_is')}</p>
      <div class="tools">
        <label for="which">
          {w('which_month')}{' '}
          <input
            id="which"
            type="month"
            value={wanted.value}
            onInput={(event) => {
              wanted.value = event.currentTarget.value;
            }}
          />
        </label>
        <Act text={w('run')} busy={at.value.state === 'busy'} onAct={run} main />
      </div>
      {at.value.state === 'refused' && (
        <>
          <Refusal why={at.value.why} />
          {at.value.why.kind === 'inputs' && (
            <p>
              <a href={address('check')}>{w('see_cells')}</a>
            </p>
          )}
        </>
      )}
      {at.value.state === 'done' && <RanText ran={at.value.what} />}
    </Part>
  );
};

const MonthTable = ({ months }: Months): VNode => {
  if (months.length === 0) return <p>{w('no_months')}</p>;
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={w('months')}>
      <table>
        <caption class="unseen">{w('months')}</caption>
        <thead>
          <tr>
            <th scope="col">{w('month')}</th>
            <th scope="col">{w('state')}</th>
            <th scope="col">{w('last_run')}</th>
            <th scope="col">{w('look')}</th>
          </tr>
        </thead>
        <tbody>
          {months.map((one) => (
            <tr key={one.month}>
              <th scope="row">
                <a href={address('month', one.month)}>{wholeMonth(one.month)}</a>
              </th>
              <td>{stateOf(one)}</td>
              <td>
                {moment(one.run_at)}, {one.run_by}
              </td>
              <td>
                <a href={`/month/${one.month}?lang=${language.value}`}>
                  {w('figures')}
                  <span class="unseen"> {wholeMonth(one.month)}</span>
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
