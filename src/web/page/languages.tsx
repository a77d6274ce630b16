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
