// The choice of a language.

import type { VNode } from 'preact';
import type { Language } from './words';
import { language, languages, t } from './words';

export const Languages = (): VNode => (
  <label class="languages" for="language">
    <span class="unseen">{t('language')}</span>
    <select
      id="language"
      value={language.value}
      onChange={(event) => {
        language.value = event.currentTarget.value as Language;
        // What the program serves is asked for anew now and then, in the language that was chosen.
        if (location.protocol !== 'file:') history.replaceState(null, '', `?lang=${language.value}${location.hash}`);
      }}
    >
      {languages.map(([code, name]) => (
        <option key={code} value={code} lang={code}>
          {name}
        </option>
      ))}
    </select>
  </label>
);
