// A fund of one's own, begun by a few answers.

import { useSignal } from '@preact/signals';
import type { ComponentChildren, VNode } from 'preact';
import { useId } from 'preact/hooks';
import type { Language } from '../../page/words';
import { inOrder, language, languages } from '../../page/words';
import { fund } from '../fund';
import type { Doing } from '../job';
import { Act, doing, idle } from '../job';
import { post } from '../server';
import { Part, Refusal, useAsked, View, WhenThere } from '../view';
import { many, w } from '../words';

interface Place {
  code: string;
  name: string;
}

const currencies = ['USD', 'EUR', 'GBP', 'CHF', 'JPY', 'CAD', 'AUD', 'SEK', 'NOK', 'DKK', 'CNY', 'KRW', 'XOF', 'XAF'];

const Field = (props: { text: string; hint?: string; children: (id: string) => ComponentChildren }): VNode => {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{props.text}</label>
      {props.children(id)}
      {props.hint !== undefined && <span class="soft">{props.hint}</span>}
    </div>
  );
};

export const InitView = (): VNode => {
  const year = new Date().getFullYear();
  const answers = useSignal({
    name: '',
    code: '',
    base_currency: 'USD',
    period: `${String(year)}-${String(year + 3)}`,
    language: language.value as string,
    budget: '',
    own_resources: '0',
    ongoing_projects: '0',
  });
  const themes = useSignal('');
  const places = useSignal<string[]>([]);
  const at = useSignal<Doing<{ files: number }>>(idle);
  const set = (key: keyof typeof answers.value, value: string): void => {
    answers.value = { ...answers.value, [key]: value };
  };
  const begin = (): void => {
    const named = themes.value
      .split('\n')
      .map((theme) => theme.trim())
      .filter((theme) => theme !== '');
    void doing(at, () => post('/api/init', { ...answers.value, themes: named, places: places.value }));
  };
  if (!fund.edit) return <View title={w('init')}>{w('read_only')}</View>;
  if (at.value.state === 'done') {
    return (
      <View title={w('init_done')}>
        <p role="status">{many('files_written', at.value.what.files)}</p>
        <p>{w('init_next')}</p>
        <p>
          <button
            type="button"
            class="main"
            onClick={() => {
              location.hash = '#/files';
              location.reload();
            }}
          >
            {w('files')}
          </button>
        </p>
      </View>
    );
  }
  const text = (key: 'name' | 'code' | 'period', hint?: string): VNode => (
    <Field text={w(`init_${key}`)} {...(hint === undefined ? {} : { hint })}>
      {(id) => (
        <input
          id={id}
          type="text"
          value={answers.value[key]}
          onInput={(event) => set(key, event.currentTarget.value)}
        />
      )}
    </Field>
  );
  const amount = (key: 'budget' | 'own_resources' | 'ongoing_projects'): VNode => (
    <Field text={w(`init_${key}`, { currency: answers.value.base_currency })}>
      {(id) => (
        <input
          id={id}
          type="text"
          inputMode="decimal"
          value={answers.value[key]}
          onInput={(event) => set(key, event.currentTarget.value.replace(/[\s’']/g, ''))}
        />
      )}
    </Field>
  );
  return (
    <View title={w('init')}>
      <p>{w('init_is', { folder: fund.folder })}</p>
      <Part title={w('init_fund')}>
        {text('name')}
        {text('code', w('init_code_is'))}
        {text('period', w('init_period_is'))}
        <Field text={w('init_currency')}>
          {(id) => (
            <select
              id={id}
              value={answers.value.base_currency}
              onChange={(event) => set('base_currency', event.currentTarget.value)}
            >
              {currencies.map((code) => (
                <option key={code}>{code}</option>
              ))}
            </select>
          )}
        </Field>
        <Field text={w('init_language')}>
          {(id) => (
            <select
              id={id}
              value={answers.value.language}
              onChange={(event) => set('language', event.currentTarget.value as Language)}
            >
              {languages.map(([code, name]) => (
                <option key={code} value={code} lang={code}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        {amount('budget')}
        {amount('own_resources')}
        {amount('ongoing_projects')}
      </Part>
      <Part title={w('init_themes')}>
        <Field text={w('init_themes_are')}>
          {(id) => (
            <textarea
              id={id}
              rows={5}
              value={themes.value}
              onInput={(event) => {
                themes.value = event.currentTarget.value;
              }}
            />
          )}
        </Field>
      </Part>
      <Part title={w('init_places')}>
        <Places chosen={places} />
      </Part>
      <div class="tools">
        <Act text={w('init_now')} busy={at.value.state === 'busy'} onAct={begin} main />
      </div>
      {at.value.state === 'refused' && <Refusal why={at.value.why} />}
    </View>
  );
};

/** Countries and regions, chosen from a list by their names. */
const Places = ({ chosen }: { chosen: { value: string[] } }): VNode => {
  const { asked } = useAsked<Place[]>('/api/places');
  const id = useId();
  return (
    <>
      <ul class="chosen">
        {chosen.value.map((name) => (
          <li key={name}>
            {name}{' '}
            <button
              type="button"
              onClick={() => {
                chosen.value = chosen.value.filter((one) => one !== name);
              }}
            >
              {w('take_out')}
              <span class="unseen"> {name}</span>
            </button>
          </li>
        ))}
      </ul>
      <WhenThere asked={asked.value}>
        {(places) => (
          <div class="field">
            <label for={id}>{w('init_add_place')}</label>
            <select
              id={id}
              value=""
              onChange={(event) => {
                const name = event.currentTarget.value;
                if (name !== '' && !chosen.value.includes(name)) chosen.value = [...chosen.value, name];
                event.currentTarget.value = '';
              }}
            >
              <option value="">{w('choose')}</option>
              {[...places]
                .sort((one, other) => inOrder(one.name, other.name))
                .map((place) => (
                  <option key={place.code} value={place.name}>
                    {place.name}
                  </option>
                ))}
            </select>
          </div>
        )}
      </WhenThere>
    </>
  );
};
