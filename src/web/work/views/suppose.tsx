// What if: sliders that say what might be, and what the month would be then. Nothing is kept of it.

import { signal, useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect, useId } from 'preact/hooks';
import { exact, wholeMonth, round } from '../../page/words';
import { fund } from '../fund';
import { refusedBy, Refusal, Part, useAsked, View, WhenThere } from '../view';
import type { Refused } from '../server';
import { suppose } from '../server';
import { w, worded } from '../words';

interface Main {
  gap: number;
  still_to_raise: number;
  programmable: number;
  allocated: number;
  unallocated: number;
  lacking: number;
}

interface Named {
  code: string;
  name: string;
}

interface Today {
  month: string;
  figures: Main;
  agreements: { reference: string; donor: string; title: string }[];
  places: Named[];
  themes: Named[];
  country_share: string | null;
}

interface CellRow {
  cell: string;
  is: number;
  then: number;
  gain: number;
}

interface Supposed {
  then: Main;
  gain: CellRow[];
  lose: CellRow[];
}

/** What the sliders say. Money in whole units of the base currency, the others in per cent. */
const wish = signal({ amount: 0, place: '', theme: '', lost: '', rates: 0, needs: 0, share: -1 });

const lines: readonly (keyof Main)[] = ['gap', 'still_to_raise', 'programmable', 'allocated', 'unallocated', 'lacking'];

const signed = (percent: number): string => `${percent > 0 ? '+' : ''}${String(percent)}%`;

/** What the sliders say, as the program reads suppositions; nothing where they say nothing. */
const asText = (): string => {
  const { amount, place, theme, lost, rates, needs, share } = wish.value;
  const text = (one: string): string => JSON.stringify(one);
  const parts = [
    ...(lost === '' ? [] : [`falls-through = [${text(lost)}]`]),
    ...(share < 0 ? [] : [`country-share = ${text(`${String(share)}%`)}`]),
    ...(amount === 0
      ? []
      : [
          `[[scenario.contribution]]\namount = ${text(String(amount))}`,
          ...(place === '' ? [] : [`places = [${text(place)}]`]),
          ...(theme === '' ? [] : [`themes = [${text(theme)}]`]),
        ]),
    ...(rates === 0 ? [] : [`[[scenario.rate]]\nchange = ${text(signed(rates))}`]),
    ...(needs === 0 ? [] : [`[[scenario.need]]\nchange = ${text(signed(needs))}`]),
  ];
  return parts.length === 0 ? '' : `[[scenario]]\nname = "sliders"\n${parts.join('\n')}\n`;
};

export const SupposeView = (): VNode => {
  const { asked } = useAsked<Today>('/api/today');
  return (
    <View title={w('suppose')}>
      <p>{w('suppose_is')}</p>
      <WhenThere asked={asked.value}>{(today) => <Sliders today={today} />}</WhenThere>
    </View>
  );
};

const Sliders = ({ today }: { today: Today }): VNode => {
  const supposed = useSignal<Supposed | null>(null);
  const refused = useSignal<Refused | null>(null);
  const text = asText();
  useEffect(() => {
    if (text === '') {
      supposed.value = null;
      return;
    }
    let late = false;
    suppose<Supposed>(text).then(
      (found) => {
        if (late) return;
        supposed.value = found;
        refused.value = null;
      },
      (why: unknown) => {
        if (!late) refused.value = refusedBy(why);
      },
    );
    return () => {
      late = true;
    };
  }, [text]);
  const set = (change: Partial<typeof wish.value>): void => {
    wish.value = { ...wish.value, ...change };
  };
  const { amount, place, theme, lost, rates, needs, share } = wish.value;
  const most = Math.max(1, Math.ceil((today.figures.gap * 2) / 10 ** fund.decimals / 1_000_000)) * 1_000_000;
  return (
    <>
      <Part title={w('suppose_what')}>
        <div class="sliders">
          <Slider
            text={w('suppose_amount')}
            says={`${fund.base_currency} ${round(amount * 10 ** fund.decimals)}`}
            {...{ value: amount, from: 0, to: most, step: most / 100 }}
            onSet={(value) => set({ amount: Math.round(value) })}
          />
          <Choice
            text={w('suppose_place')}
            all={w('anywhere')}
            value={place}
            offered={today.places}
            onSet={(value) => set({ place: value })}
          />
          <Choice
            text={w('suppose_theme')}
            all={w('any_theme')}
            value={theme}
            offered={today.themes}
            onSet={(value) => set({ theme: value })}
          />
          <Choice
            text={w('suppose_lost')}
            all={w('none_lost')}
            value={lost}
            offered={today.agreements.map((one) => ({ code: one.reference, name: `${one.reference} ${one.title}` }))}
            onSet={(value) => set({ lost: value })}
          />
          <Slider
            text={w('suppose_rates')}
            says={signed(rates)}
            {...{ value: rates, from: -30, to: 30, step: 1 }}
            onSet={(value) => set({ rates: value })}
          />
          <Slider
            text={w('suppose_needs')}
            says={signed(needs)}
            {...{ value: needs, from: -50, to: 50, step: 1 }}
            onSet={(value) => set({ needs: value })}
          />
          <Slider
            text={w('suppose_share')}
            says={share < 0 ? (today.country_share ?? '–') : `${String(share)}%`}
            {...{ value: share < 0 ? Number.parseFloat(today.country_share ?? '0') : share, from: 0, to: 100, step: 1 }}
            onSet={(value) => set({ share: value })}
          />
        </div>
        <button
          type="button"
          onClick={() => {
            wish.value = { amount: 0, place: '', theme: '', lost: '', rates: 0, needs: 0, share: -1 };
          }}
        >
          {w('suppose_nothing')}
        </button>
      </Part>
      {refused.value !== null && <Refusal why={refused.value} />}
      <Compared today={today} supposed={supposed.value} />
    </>
  );
};

interface SliderProps {
  text: string;
  says: string;
  value: number;
  from: number;
  to: number;
  step: number;
  onSet: (value: number) => void;
}

const Slider = ({ text, says, value, from, to, step, onSet }: SliderProps): VNode => {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>
        {text}: <output for={id}>{says}</output>
      </label>
      <input
        id={id}
        type="range"
        min={from}
        max={to}
        step={step}
        value={value}
        aria-valuetext={says}
        onInput={(event) => onSet(Number(event.currentTarget.value))}
      />
    </div>
  );
};

const Choice = (props: {
  text: string;
  all: string;
  value: string;
  offered: Named[];
  onSet: (value: string) => void;
}): VNode => {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{props.text}</label>
      <select id={id} value={props.value} onChange={(event) => props.onSet(event.currentTarget.value)}>
        <option value="">{props.all}</option>
        {props.offered.map((one) => (
          <option key={one.code} value={one.code}>
            {one.name}
          </option>
        ))}
      </select>
    </div>
  );
};

const Compared = ({ today, supposed }: { today: Today; supposed: Supposed | null }): VNode => {
  const then = supposed?.then ?? today.figures;
  return (
    <Part title={w('suppose_then', { month: wholeMonth(today.month) })}>
      <div class="scroll" tabIndex={0} role="group" aria-label={w('suppose_then', { month: wholeMonth(today.month) })}>
        <table>
          <caption class="unseen">{w('suppose_then', { month: wholeMonth(today.month) })}</caption>
          <thead>
            <tr>
              <th scope="col">{w('figure')}</th>
              {(['is_now', 'would_be', 'difference'] as const).map((key) => (
                <th key={key} scope="col" class="number">
                  {w(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line}>
                <th scope="row">{worded('main', line)}</th>
                <td class="number">{exact(today.figures[line])}</td>
                <td class="number">{exact(then[line])}</td>
                <td class="number">{exact(then[line] - today.figures[line])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {supposed !== null && (
        <>
          <Cells title={w('cells_gain')} rows={supposed.gain} />
          <Cells title={w('cells_lose')} rows={supposed.lose} />
        </>
      )}
    </Part>
  );
};

const Cells = ({ title, rows }: { title: string; rows: CellRow[] }): VNode | null => {
  if (rows.length === 0) return null;
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={title}>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{w('priority')}</th>
            {(['is_now', 'would_be', 'difference'] as const).map((key) => (
              <th key={key} scope="col" class="number">
                {w(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.cell}>
              <th scope="row">{row.cell}</th>
              <td class="number">{exact(row.is)}</td>
              <td class="number">{exact(row.then)}</td>
              <td class="number">{exact(row.gain)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
