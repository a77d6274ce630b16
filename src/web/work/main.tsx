// The month's work: its head, the way through its views, and the view that the address names.

import { effect, useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { render } from 'preact';
import { Languages } from '../page/languages';
import { address, route, watchAddress } from '../page/route';
import '../page/style.css';
import { language, t } from '../page/words';
import { fund } from './fund';
import { post, Refused } from './server';
import { Refusal, refusedBy, View } from './view';
import { Under } from './job';
import { BookView } from './views/book';
import { ChangesView } from './views/changes';
import { CheckView } from './views/check';
import { FilesView } from './views/files';
import { Home } from './views/home';
import { InitView } from './views/init';
import { MonthView } from './views/month';
import { SupposeView } from './views/suppose';
import type { WorkKey } from './words';
import { w } from './words';
import './work.css';

const views: Record<string, () => VNode> = {
  '': Home,
  files: FilesView,
  check: CheckView,
  month: MonthView,
  book: BookView,
  changes: ChangesView,
  suppose: SupposeView,
};

const ways: readonly (readonly [string, WorkKey])[] = [
  ['', 'home'],
  ['files', 'files'],
  ['check', 'check'],
  ['suppose', 'suppose'],
];

/** The way that a view belongs to. */
const belongs: Record<string, string> = { month: '', book: '', changes: '' };

const Missing = (): VNode => <View title={t('not_found')}>{null}</View>;

/** Ends the program, for those who have no terminal to end it in. */
const End = (): VNode => {
  const said = useSignal<'' | 'ended' | Refused>('');
  const end = (): void => {
    post('/api/end').then(
      () => {
        said.value = 'ended';
      },
      (why: unknown) => {
        said.value = refusedBy(why);
      },
    );
  };
  if (said.value === 'ended') return <p role="status">{w('ended')}</p>;
  return (
    <>
      <button type="button" onClick={end}>
        {w('end')}
      </button>
      {said.value instanceof Refused && <Refusal why={said.value} />}
    </>
  );
};

const App = (): VNode => {
  const { view, name } = route.value;
  const Shown = fund.is_there ? (views[view] ?? Missing) : InitView;
  const current = belongs[view] ?? view;
  return (
    <>
      <a class="skip" href="#title" onClick={toTitle}>
        {t('skip')}
      </a>
      <header class="top">
        <p class="fund">{fund.name}</p>
        <p class="asat">{fund.edit ? fund.folder : w('read_only')}</p>
        <Languages />
        <nav class="ways" aria-label={t('ways')}>
          <ul>
            {(fund.is_there ? ways : []).map(([to, text]) => (
              <li key={to}>
                <a href={address(to)} aria-current={to === current ? 'page' : undefined}>
                  {w(text)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main>
        <Under />
        {fund.fault !== null && <Refusal why={new Refused('settings', [fund.fault])} />}
        <Shown key={`${view}/${name}/${route.value.search.toString()}`} />
      </main>
      <footer>
        <p>poolfund {fund.version}</p>
        <End />
      </footer>
    </>
  );
};

const focusTitle = (): void => document.getElementById('title')?.focus();

const toTitle = (event: Event): void => {
  event.preventDefault();
  focusTitle();
};

const start = (page: HTMLElement): void => {
  watchAddress();
  render(<App />, page);
  effect(() => {
    document.documentElement.lang = language.value;
  });
  addEventListener('hashchange', () => {
    requestAnimationFrame(() => {
      scrollTo(0, 0);
      focusTitle();
    });
  });
  effect(() => {
    void route.value;
    void language.value;
    queueMicrotask(() => {
      document.title = `${document.getElementById('title')?.textContent ?? ''} – ${fund.name}`;
    });
  });
};

const page = document.getElementById('page');
if (page !== null) start(page);
