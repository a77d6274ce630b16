// The words of the work in the language that is chosen.

import type { ComponentChildren } from 'preact';
import type { Language } from '../page/words';
import { filled, language, locale, whole } from '../page/words';
import en from '../texts/work/en.json';
import es from '../texts/work/es.json';
import fr from '../texts/work/fr.json';
import pt from '../texts/work/pt.json';

export type WorkKey = keyof typeof en;

const texts: Record<Language, Record<WorkKey, string>> = { en, fr, es, pt };

/** A text, with words filled in. */
export const w = (key: WorkKey, words: Record<string, string> = {}): string =>
  texts[language.value][key].replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? '');

/** A text into which more than words is filled. */
export const inSentence = (key: WorkKey, parts: Record<string, ComponentChildren>): ComponentChildren =>
  filled(texts[language.value][key], parts);

/** A text whose key is put together of a beginning and a word of the program; the word itself where there is none. */
export const worded = (start: string, word: string): string =>
  texts[language.value][`${start}.${word}` as WorkKey] ?? word;

/** A text for one or for several. */
export const many = (key: string, count: number): string => {
  const form = new Intl.PluralRules(locale.value).select(count) === 'one' ? 'one' : 'other';
  return worded(key, form).replace('{count}', whole(count));
};

/** A length in bytes, as people say it. */
export const size = (bytes: number): string => {
  if (bytes < 1000) return `${whole(bytes)} B`;
  return bytes < 1_000_000 ? `${whole(Math.round(bytes / 1000))} kB` : `${whole(Math.round(bytes / 1_000_000))} MB`;
};

/** A moment that the ledger recorded. */
export const moment = (iso: string): string =>
  new Intl.DateTimeFormat(locale.value, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
