// The page: its head, the way through its views, and the view that the address names.

import { effect } from '@preact/signals';
import type { VNode } from 'preact';
import { render } from 'preact';
import { Around } from './around';
import { Languages } from './languages';
import { figures } from './model';
import { watchPrinting } from './print';
import { address, route, watchAddress } from './route';
import './style.css';
import { About } from './views/about';
import { Countries } from './views/countries';
import { Decisions } from './views/decisions';
import { AgreementView, DonorView, Donors } from './views/donors';
import { Flow } from './views/flow';
import { Heat } from './views/heat';
import { MadeOf } from './views/made-of';
import { Overview } from './views/overview';
import { CountryView, Missing, ThemeView } from './views/part';
import { Results } from './views/results';
import { Scenarios } from './views/scenarios';
import { Themes } from './views/themes';
import type { Key } from './words';
import { called, day, isOriginal, language, noteOnOriginals, t } from './words';

const views: Record<string, () => VNode> = {
  '': Overview,
  donors: Donors,
  donor: DonorView,
  agreement: AgreementView,
  countries: Countries,
  country: CountryView,
  themes: Themes,
  theme: ThemeView,
  decisions: Decisions,
  heat: Heat,
  flow: Flow,
  results: Results,
  scenarios: Scenarios,
  of: MadeOf,
  about: About,
};

const ways: readonly (readonly [string, Key])[] = [
  ['', 'nav.overview'],
  ['countries', 'nav.countries'],
  ['themes', 'nav.themes'],
  ['donors', 'nav.donors'],
  ['heat', 'nav.heat'],
  ['flow', 'nav.flow'],
  ...(figures.edition === 'internal' ? ([['decisions', 'nav.decisions']] as const) : []),
  ...(figures.scenarios.length > 0 ? ([['scenarios', 'nav.scenarios']] as const) : []),
  ['about', 'nav.about'],
];

/** The way that a view belongs to. */
const belongs: Record<string, string> = { country: 'countries', theme: 'themes', donor: 'donors', agreement: 'donors' };

const App = (): VNode => {
  const { view, name } = route.value;
  const Shown = views[view] ?? Missing;
  const current = belongs[view] ?? view;
  const { fund } = figures;
  return (
    <>
      <a class="skip" href="#title" onClick={toTitle}>
        {t('skip')}
      </a>
      <Around />
      <header class="top">
        <p class="fund">{called(fund)}</p>
        <p class="asat">
          {t('as_at', { day: day(figures.as_of), currency: fund.base_currency })}{' '}
          {t(figures.status === 'closed' ? 'edition.closed' : 'edition.draft')}
          {figures.edition === 'internal' && <strong class="edition"> {t('internal')}</strong>}
        </p>
        <Languages />
        <nav class="ways" aria-label={t('ways')}>
          <ul>
            {ways.map(([to, text]) => (
              <li key={to}>
                <a href={address(to)} aria-current={to === current ? 'page' : undefined}>
                  {t(text)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main>
        {note() !== '' && <p class="mark">{note()}</p>}
        <Shown key={`${view}/${name}/${route.value.search.toString()}`} />
      </main>
      <footer>
        {hasOriginals() && <p>{noteOnOriginals()}</p>}
        <p>
          {figures.program.name} {figures.program.version}
        </p>
      </footer>
    </>
  );
};

/** Whether something has no name in the language that is chosen. */
const hasOriginals = (): boolean =>
  [
    figures.fund,
    ...figures.places,
    ...figures.themes,
    ...figures.donors,
    ...figures.agreements,
    ...figures.interests,
  ].some(isOriginal);

/** The fund's own remark, in the language that is chosen where it has one; else that figures are illustrative, where they are. */
const note = (): string => {
  const { fund } = figures;
  const own = fund.notes?.[language.value] ?? (language.value === fund.language ? fund.note : '');
  return own === '' && fund.illustrative ? t('illustrative') : own;
};

const focusTitle = (): void => document.getElementById('title')?.focus();

const toTitle = (event: Event): void => {
  event.preventDefault();
  focusTitle();
};

const start = (page: HTMLElement): void => {
  watchAddress();
  watchPrinting();
  page.textContent = '';
  render(<App />, page);
  effect(() => {
    document.documentElement.lang = language.value;
  });
  let shown = location.hash;
  addEventListener('hashchange', () => {
    if (location.hash === shown) return;
    shown = location.hash;
    requestAnimationFrame(() => {
      scrollTo(0, 0);
      focusTitle();
    });
  });
  effect(() => {
    void route.value;
    void language.value;
    queueMicrotask(() => {
      document.title = `${document.getElementById('title')?.textContent ?? ''} – ${figures.fund.code}`;
    });
  });
};

const page = document.getElementById('page');
if (page !== null) start(page);
