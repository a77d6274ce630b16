// A fund of one's own, begun by a few answers.

import { useSignal } from '@preact/signals';
import type { ComponentChildren, VNode } from 'preact';
import { useId } from 'preact/hooks';
import type { Language } from '../../page/words';
import { inOrder, language, languages, locale } from '../../page/words';
import { fund } from '../fund';
import type { Doing } from '../job';
import { Act, doing, idle } from '../job';
import { post, Refused } from '../server';
import { Part, Refusal, useAsked, View, WhenThere } from '../view';
import { many, w, worded } from '../words';

interface Place {
  code: string;
  name: string;
}

/** Those that funds use most come first. */
const usual = ['USD', 'EUR', 'GBP', 'CHF', 'JPY', 'CAD', 'AUD', 'SEK', 'NOK', 'DKK', 'CNY', 'KRW', 'XOF', 'XAF'];

/** Every currency with its name. */
const currencies = (): [string, string][] => {
  const names = new Intl.DisplayNames(locale.value, { type: 'currency' });
  const all = Intl.supportedValuesOf('currency').filter((code) => !usual.includes(code));
  return [...usual, ...all].map((code) => [code, `${code} – ${names.of(code) ?? code}`]);
};

interface Region {
  name: string;
  countries: string[];
}

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
    // That of the page, until another is chosen.
    language: '',
    budget: '',
    own_resources: '0',
    ongoing_projects: '0',
    administrative_fee: '1%',
    support_cost: '7%',
    levy: '1%',
    mode: 'automatic',
  });
  const themes = useSignal('');
  const places = useSignal<string[]>([]);
  const regions = useSignal<Region[]>([]);
  const at = useSignal<Doing<{ files: number }>>(idle);
  const set = (key: keyof typeof answers.value, value: string): void => {
    answers.value = { ...answers.value, [key]: value };
  };
  const begin = (): void => {
    const named = themes.value
      .split('\n')
      .map((theme) => theme.trim())
      .filter((theme) => theme !== '');
    const all = {
      ...answers.value,
      language: answers.value.language || language.value,
      themes: named,
      places: places.value,
      regions: regions.value,
    };
    void doing(at, () => post('/api/init', all));
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
  const text = (
    key: 'name' | 'code' | 'period' | 'administrative_fee' | 'support_cost' | 'levy',
    hint?: string,
  ): VNode => (
    <Field text={worded('init', key)} {...(hint === undefined ? {} : { hint })}>
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
    <Field text={worded('init', key).replace('{currency}', answers.value.base_currency)}>
      {(id) => (
        <input
          id={id}
          type="text"
          inputMode="decimal"
          value={answers.value[key]}
          onInput={(event) => set(key, event.currentTarget.value)}
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
        <Field text={worded('init', 'currency')}>
          {(id) => (
            <select
              id={id}
              value={answers.value.base_currency}
              onChange={(event) => set('base_currency', event.currentTarget.value)}
            >
              {currencies().map(([code, name]) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field text={worded('init', 'language')}>
          {(id) => (
            <select
              id={id}
              value={answers.value.language || language.value}
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
      <Part title={w('init_rules')}>
        {text('administrative_fee', w('init_blank_is_none'))}
        {text('support_cost', w('init_blank_is_none'))}
        {text('levy', w('init_blank_is_none'))}
        <Field text={w('init_mode')}>
          {(id) => (
            <select id={id} value={answers.value.mode} onChange={(event) => set('mode', event.currentTarget.value)}>
              {(['automatic', 'decided'] as const).map((mode) => (
                <option key={mode} value={mode}>
                  {worded('mode', mode)}
                </option>
              ))}
            </select>
          )}
        </Field>
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
      <PlaceParts places={places} regions={regions} />
      <div class="tools">
        <Act text={w('init_now')} busy={at.value.state === 'busy'} onAct={begin} main />
      </div>
      {at.value.state === 'refused' && <Refusal why={inWords(at.value.why, answers.value.base_currency)} />}
    </View>
  );
};

/** Where settings have another name than the question that asks for them. */
const QUESTIONS: Record<string, string> = { base_currency: 'currency', default_language: 'language' };

/** What was refused, with settings called as the questions call them. */
const inWords = (why: Refused, currency: string): Refused => {
  const asked = (key: string): string => {
    const name = key.split('.').pop() ?? key;
    const text = worded('init', QUESTIONS[name] ?? name);
    return text.replace('{currency}', currency);
  };
  return new Refused(
    why.kind,
    why.words.map((sentence) => sentence.replace(/^(?:fund|programme|charges|allocation)\.\w+(?=: )/, asked)),
  );
};

const PlaceParts = (props: { places: { value: string[] }; regions: { value: Region[] } }): VNode => {
  const { places, regions } = props;
  const { asked } = useAsked<Place[]>(`/api/places/${language.value}`);
  return (
    <WhenThere asked={asked.value}>
      {(offered) => (
        <>
          <Part title={w('init_places')}>
            <Places text={w('init_add_place')} chosen={places} offered={offered} />
          </Part>
          <Part title={w('init_regions')}>
            <p>{w('init_regions_are')}</p>
            <Regions regions={regions} offered={offered} />
          </Part>
        </>
      )}
    </WhenThere>
  );
};

/** Regions of the fund's own, each with its countries. */
const Regions = ({ regions, offered }: { regions: { value: Region[] }; offered: Place[] }): VNode => {
  const put = (at: number, region: Region): void => {
    regions.value = regions.value.map((one, index) => (index === at ? region : one));
  };
  return (
    <>
      {regions.value.map((region, at) => (
        <fieldset key={at}>
          <legend>{region.name === '' ? w('init_region_name') : region.name}</legend>
          <Field text={w('init_region_name')}>
            {(id) => (
              <input
                id={id}
                type="text"
                value={region.name}
                onInput={(event) => put(at, { ...region, name: event.currentTarget.value })}
              />
            )}
          </Field>
          <Places
            text={w('init_add_country')}
            offered={offered.filter((place) => /^[A-Z]{3}$/.test(place.code))}
            chosen={{
              get value() {
                return region.countries;
              },
              set value(countries: string[]) {
                put(at, { ...region, countries });
              },
            }}
          />
          <button
            type="button"
            onClick={() => {
              regions.value = regions.value.filter((_, index) => index !== at);
            }}
          >
            {w('take_out')}
            <span class="unseen"> {region.name}</span>
          </button>
        </fieldset>
      ))}
      <button
        type="button"
        onClick={() => {
          regions.value = [...regions.value, { name: '', countries: [] }];
        }}
      >
        {w('init_add_region')}
      </button>
    </>
  );
};

/** Countries and regions, chosen from a list by their names. */
const Places = (props: { text: string; chosen: { value: string[] }; offered: Place[] }): VNode => {
  const { text, chosen, offered } = props;
  const id = useId();
  const twice = (place: Place): boolean => offered.some((one) => one.code !== place.code && one.name === place.name);
  const nameOf = (place: Place): string => (twice(place) ? `${place.name} (${place.code})` : place.name);
  return (
    <>
      <ul class="chosen">
        {offered
          .filter((place) => chosen.value.includes(place.code))
          .map((place) => (
            <li key={place.code}>
              {nameOf(place)}{' '}
              <button
                type="button"
                onClick={() => {
                  chosen.value = chosen.value.filter((one) => one !== place.code);
                }}
              >
                {w('take_out')}
                <span class="unseen"> {place.name}</span>
              </button>
            </li>
          ))}
      </ul>
      <div class="field">
        <label for={id}>{text}</label>
        <select
          id={id}
          value=""
          onChange={(event) => {
            const code = event.currentTarget.value;
            if (code !== '' && !chosen.value.includes(code)) chosen.value = [...chosen.value, code];
            event.currentTarget.value = '';
          }}
        >
          <option value="">{w('choose')}</option>
          {[...offered]
            .sort((one, other) => inOrder(one.name, other.name))
            .map((place) => (
              <option key={place.code} value={place.code}>
                {nameOf(place)}
              </option>
            ))}
        </select>
      </div>
    </>
  );
};
