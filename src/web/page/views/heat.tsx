// Countries and themes against each other: one measure, shaded; arrows move from cell to cell.

import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useId } from 'preact/hooks';
import { useRoving } from '../charts/roving';
import type { Place, Theme } from '../figures';
import { ThemeLink, nameOfPart, ownName, placeAddress } from '../links';
import { linkTo } from '../made-of';
import { cellsOf, funded, ownPlaces, ownThemes, pillars, regions, sumOf } from '../model';
import { EVEN, FUNDING, shade } from '../shades';
import { amountsIn, percent, short, t } from '../words';
import { Shades } from './countries';
import { View } from './view';

const MEASURES = ['funded', 'lacking', 'need', 'allocated', 'charged', 'delivery'] as const;
type Measure = (typeof MEASURES)[number];

interface Shown {
  ratio: number;
  text: string;
  what: string;
}

/** What a country and theme shows; nothing where the fund has no priority. */
const shownOf = (place: Place, theme: Theme, measure: Measure, largest: number): Shown | undefined => {
  const cells = cellsOf({ place: place.code, theme: theme.code, own: true });
  if (cells.length === 0) return undefined;
  switch (measure) {
    case 'funded': {
      const need = sumOf(cells, 'need');
      return { ratio: need === 0 ? 1 : funded(cells) / need, text: percent(funded(cells), need), what: 'lacking' };
    }
    case 'delivery': {
      const [charged, allocated] = [sumOf(cells, 'charged'), sumOf(cells, 'allocated')];
      return { ratio: allocated === 0 ? 0 : charged / allocated, text: percent(charged, allocated), what: 'charged' };
    }
    case 'lacking':
    case 'need':
    case 'allocated':
    case 'charged': {
      const amount = sumOf(cells, measure);
      return { ratio: amount / Math.max(1, largest), text: short(amount), what: measure };
    }
  }
};

/** The largest amount of all countries and themes: the end of the scale. */
const largestOf = (measure: Measure): number => {
  if (measure === 'funded' || measure === 'delivery') return 1;
  return Math.max(
    ...ownPlaces.flatMap((place) =>
      ownThemes.map((theme) => sumOf(cellsOf({ place: place.code, theme: theme.code, own: true }), measure)),
    ),
  );
};

export const Heat = (): VNode => {
  const id = useId();
  const inRegion = useSignal('');
  const inPillar = useSignal('');
  const measure = useSignal<Measure>('funded');
  const rows = ownPlaces.filter((place) => inRegion.value === '' || place.region === inRegion.value);
  const columns = ownThemes.filter((theme) => inPillar.value === '' || theme.pillar === inPillar.value);
  const largest = largestOf(measure.value);
  const begins = measure.value === 'funded' ? FUNDING : EVEN;
  const roving = useRoving(id, rows.length * columns.length, () => columns.length);
  return (
    <View title={t('nav.heat')}>
      <p>{t('heat_note')}</p>
      <div class="tools">
        <Choice
          name={t('measure')}
          value={measure.value}
          options={MEASURES.map((one) => [one, t(`heat.${one}`)])}
          onChoose={(one) => {
            measure.value = one as Measure;
          }}
        />
        <Choice
          name={t('h.region')}
          value={inRegion.value}
          options={[['', t('all')], ...regions.map((one) => [one.code, nameOfPart(one)] as const)]}
          onChoose={(one) => {
            inRegion.value = one;
          }}
        />
        <Choice
          name={t('h.pillar')}
          value={inPillar.value}
          options={[['', t('all')], ...pillars.map((one) => [one.code, nameOfPart(one)] as const)]}
          onChoose={(one) => {
            inPillar.value = one;
          }}
        />
      </div>
      {measure.value === 'funded' || measure.value === 'delivery' ? (
        <Shades begins={begins} />
      ) : (
        <p class="note">{amountsIn()}</p>
      )}
      <div class="scroll heat" role="group" aria-label={t('nav.heat')} tabIndex={0}>
        <table onKeyDown={roving.onKeyDown}>
          <caption class="unseen">
            {t('nav.heat')}: {t(`heat.${measure.value}`)}
          </caption>
          <thead>
            <tr>
              <th scope="col">{t('h.place')}</th>
              {columns.map((theme) => (
                <th key={theme.code} scope="col" class="turned">
                  <span>
                    <ThemeLink code={theme.code} />
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((place, row) => (
              <tr key={place.code}>
                <th scope="row">
                  <a href={placeAddress(place.code)}>{ownName(place)}</a>
                </th>
                {columns.map((theme, column) => {
                  const index = row * columns.length + column;
                  const shown = shownOf(place, theme, measure.value, largest);
                  const cell = {
                    id: `${id}-${String(index)}`,
                    tabIndex: roving.tabIndex(index),
                    onFocus: () => roving.onFocus(index),
                  };
                  return (
                    <td key={theme.code} class={shown === undefined ? 'empty' : shade(shown.ratio, begins)}>
                      {shown === undefined ? (
                        <span {...cell}>–</span>
                      ) : (
                        <a
                          {...cell}
                          href={linkTo({ what: shown.what, place: place.code, own: 'yes', theme: theme.code })}
                        >
                          {shown.text}
                        </a>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </View>
  );
};

interface ChoiceProps {
  name: string;
  value: string;
  options: (readonly [string, string])[];
  onChoose: (value: string) => void;
}

const Choice = ({ name, value, options, onChoose }: ChoiceProps): VNode => {
  const id = useId();
  return (
    <label for={id}>
      {name}{' '}
      <select id={id} value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {options.map(([code, text]) => (
          <option key={code} value={code}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
};
