// What if: sliders that say what might be, and what the month would be then, beside other suppositions. The program keeps nothing of
// it; people can save what they supposed, and open it again.

import { signal, useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect, useId } from 'preact/hooks';
import { inOrder, language, rate, roundMoney } from '../../page/words';
import { fund } from '../fund';
import type { Refused } from '../server';
import { send, suppose } from '../server';
import type { Side, Wish } from '../suppositions';
import { asSheet, asToml, NOTHING, SIDES } from '../suppositions';
import { Part, Refusal, refusedBy, useAsked, View, WhenThere } from '../view';
import { w, worded } from '../words';
import type { Main, Supposed } from './beside';
import { Beside } from './beside';

interface Named {
  code: string;
  name: string;
}

interface Today {
  month: string;
  figures: Main;
  agreements: { reference: string; donor: string; title: string }[];
  donors: Named[];
  places: Named[];
  themes: Named[];
  country_share: string | null;
}

interface Answer {
  scenarios: Supposed[];
}

/** What is kept beside today; what sliders said of it, where it was made here. */
interface Kept {
  supposed: Supposed;
  wish?: Wish;
}

const wish = signal(NOTHING);
const kept = signal<Kept[]>([]);

export const SupposeView = (): VNode => {
  const { asked } = useAsked<Today>(`/api/today/${language.value}`);
  return (
    <View title={w('suppose')}>
      <p>{w('suppose_is')}</p>
      <WhenThere asked={asked.value}>{(today) => <Suppositions today={today} />}</WhenThere>
    </View>
  );
};

const nameIn = (list: Named[], code: string): string => list.find((one) => one.code === code)?.name ?? code;

/** A priority by the names of its place and theme, and its period. */
const priorityIn = (today: Today, cell: string): string => {
  const [place = '', theme = '', ...period] = cell.split('/');
  return [nameIn(today.places, place), nameIn(today.themes, theme), ...period].join(', ');
};

/** By how many per cent something changes, as people of the language write it. */
const change = (percents: number): string => `${percents > 0 ? '+' : ''}${rate(String(percents))}`;

/** What the sliders say, in a few words. */
const inWords = (today: Today): string => {
  const { amount, donor, place, theme, lost, rates, loose, side, needs, share } = wish.value;
  const about = [nameIn(today.donors, donor), nameIn(today.places, place), nameIn(today.themes, theme)].filter(
    (one) => one !== '',
  );
  const parts = [
    ...(amount === 0 ? [] : [`${roundMoney(amount * 10 ** fund.decimals)} ${about.join(', ')}`.trim()]),
    ...(lost === '' ? [] : [`${w('suppose_lost')}: ${lost}`]),
    ...(rates === 0 ? [] : [`${w('suppose_rates')}: ${change(rates)}`]),
    ...(loose === '' ? [] : [`${w('suppose_loose')}: ${loose} (${worded('side', side)})`]),
    ...(needs === 0 ? [] : [`${w('suppose_needs')}: ${change(needs)}`]),
    ...(share < 0 ? [] : [`${w('suppose_share')}: ${rate(String(share))}`]),
  ];
  return parts.join('; ');
};

const Suppositions = ({ today }: { today: Today }): VNode => {
  const supposed = useSignal<Supposed | null>(null);
  const refused = useSignal<Refused | null>(null);
  const text = asToml(wish.value);
  useEffect(() => {
    if (text === '') {
      supposed.value = null;
      refused.value = null;
      return;
    }
    let late = false;
    suppose<Answer>(text).then(
      (found) => {
        if (late) return;
        supposed.value = found.scenarios[0] ?? null;
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
  const now: Supposed = { ...(supposed.value ?? { then: today.figures, gain: [], lose: [] }), name: w('would_be') };
  const keep = (): void => {
    const [name, said] = [inWords(today), supposed.value];
    if (said === null || kept.value.some((one) => one.supposed.name === name)) return;
    kept.value = [...kept.value, { supposed: { ...said, name }, wish: wish.value }];
  };
  return (
    <>
      <Part title={w('suppose_what')}>
        <Sliders today={today} />
        <div class="tools">
          <button type="button" disabled={supposed.value === null} onClick={keep}>
            {w('keep_beside')}
          </button>
          <button
            type="button"
            onClick={() => {
              wish.value = NOTHING;
            }}
          >
            {w('suppose_nothing')}
          </button>
          <Save />
        </div>
        <Open onRefused={(why) => (refused.value = why)} />
      </Part>
      {refused.value !== null && <Refusal why={refused.value} />}
      <Beside
        month={today.month}
        today={today.figures}
        all={[now, ...kept.value.map((one) => one.supposed)]}
        nameOf={(cell) => priorityIn(today, cell)}
        onOut={(out) => {
          kept.value = kept.value.filter((_, index) => index !== out);
        }}
      />
    </>
  );
};

/** Saves what the sliders said of what is kept, as a sheet. */
const Save = (): VNode | null => {
  const made = kept.value.flatMap(({ supposed, wish: said }) =>
    said === undefined ? [] : [{ name: supposed.name, wish: said }],
  );
  if (made.length === 0) return null;
  const save = (): void => {
    const address = URL.createObjectURL(new Blob([asSheet(made)], { type: 'text/csv' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = 'scenarios.csv';
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <button type="button" onClick={save}>
      {w('save_stored')}
    </button>
  );
};

/** Opens suppositions that are stored in a file, and keeps them beside today. */
const Open = ({ onRefused }: { onRefused: (why: Refused | null) => void }): VNode => {
  const id = useId();
  const open = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    try {
      const { scenarios } = await send<Answer>(`/api/suppose/${encodeURIComponent(file.name)}`, file);
      const others = kept.value.filter((one) => scenarios.every((opened) => opened.name !== one.supposed.name));
      kept.value = [...others, ...scenarios.map((supposed) => ({ supposed }))];
      onRefused(null);
    } catch (why) {
      onRefused(refusedBy(why));
    }
  };
  return (
    <div class="field">
      <label for={id}>{w('open_stored')}</label>
      <input
        id={id}
        type="file"
        onChange={(event) => {
          void open(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
      <span class="soft">{w('open_stored_is')}</span>
    </div>
  );
};

const sorted = (list: Named[]): Named[] => [...list].sort((one, other) => inOrder(one.name, other.name));

const Sliders = ({ today }: { today: Today }): VNode => {
  const set = (change: Partial<Wish>): void => {
    wish.value = { ...wish.value, ...change };
  };
  const { amount, donor, place, theme, lost, rates, loose, side, needs, share } = wish.value;
  const most = Math.max(1, Math.ceil((today.figures.gap * 2) / 10 ** fund.decimals / 1_000_000)) * 1_000_000;
  const agreements = today.agreements.map((one) => ({ code: one.reference, name: `${one.reference} ${one.title}` }));
  const sides = SIDES.map((one) => ({ code: one, name: worded('side', one) }));
  const shown = share < 0 ? today.country_share : String(share);
  return (
    <div class="sliders">
      <Slider
        text={w('suppose_amount')}
        says={roundMoney(amount * 10 ** fund.decimals)}
        {...{ value: amount, from: 0, to: most, step: most / 100 }}
        onSet={(value) => set({ amount: Math.round(value) })}
      />
      <Choice
        text={w('suppose_donor')}
        all={w('anybody')}
        value={donor}
        offered={sorted(today.donors)}
        onSet={(value) => set({ donor: value })}
      />
      <Choice
        text={w('suppose_place')}
        all={w('anywhere')}
        value={place}
        offered={sorted(today.places)}
        onSet={(value) => set({ place: value })}
      />
      <Choice
        text={w('suppose_theme')}
        all={w('any_theme')}
        value={theme}
        offered={sorted(today.themes)}
        onSet={(value) => set({ theme: value })}
      />
      <Choice
        text={w('suppose_lost')}
        all={w('none_lost')}
        value={lost}
        offered={agreements}
        onSet={(value) => set({ lost: value })}
      />
      <Choice
        text={w('suppose_loose')}
        all={w('none_loose')}
        value={loose}
        offered={agreements}
        onSet={(value) => set({ loose: value })}
      />
      {loose !== '' && (
        <Choice text={w('suppose_side')} value={side} offered={sides} onSet={(value) => set({ side: value as Side })} />
      )}
      <Slider
        text={w('suppose_rates')}
        says={change(rates)}
        {...{ value: rates, from: -30, to: 30, step: 1 }}
        onSet={(value) => set({ rates: value })}
      />
      <Slider
        text={w('suppose_needs')}
        says={change(needs)}
        {...{ value: needs, from: -50, to: 50, step: 1 }}
        onSet={(value) => set({ needs: value })}
      />
      <Slider
        text={w('suppose_share')}
        says={shown === null ? '–' : rate(shown)}
        {...{ value: share < 0 ? Number.parseFloat(today.country_share ?? '0') : share, from: 0, to: 100, step: 1 }}
        onSet={(value) => set({ share: value })}
      />
    </div>
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
  /** What is offered beside the list: none of them. */
  all?: string;
  value: string;
  offered: Named[];
  onSet: (value: string) => void;
}): VNode => {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{props.text}</label>
      <select id={id} value={props.value} onChange={(event) => props.onSet(event.currentTarget.value)}>
        {props.all !== undefined && <option value="">{props.all}</option>}
        {props.offered.map((one) => (
          <option key={one.code} value={one.code}>
            {one.name}
          </option>
        ))}
      </select>
    </div>
  );
};
