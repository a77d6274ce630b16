// The words, names, numbers and days of the page in the language that is chosen.

import { computed, signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import en from '../texts/en.json';
import es from '../texts/es.json';
import fr from '../texts/fr.json';
import pt from '../texts/pt.json';
import { figuresOfPage, shortIn, unit } from './data';
import type { Words } from './figures';

export type Key = keyof typeof en;
export type Language = keyof Words;

const texts: Record<Language, Record<Key, string>> = { en, fr, es, pt };

/** Languages by their own names, in the order in which they are offered. */
export const languages: readonly (readonly [Language, string])[] = [
  ['en', 'English'],
  ['fr', 'Français'],
  ['es', 'Español'],
  ['pt', 'Português'],
];

const locales: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR', es: 'es-ES', pt: 'pt-PT' };

/** The language that the address asks for, else the first of the reader's own that there is, else the fund's. */
const preferred = (): Language => {
  const asked = new URLSearchParams(location.search).get('lang');
  const wished = [asked ?? '', ...navigator.languages].map((one) => one.slice(0, 2));
  const known = wished.find((one): one is Language => one in texts);
  return known ?? unit.language;
};

export const language = signal<Language>(preferred());

export const locale = computed(() => locales[language.value]);

/** Something that has names. */
interface Called {
  names: Words;
  original?: Language[];
}

/** The sign behind a name that stands as it was written. */
const MARK = '¹';

/** Whether something has no name in the language that is chosen. */
export const isOriginal = ({ original = [] }: Called): boolean => original.includes(language.value);

/** What something is called; marked where it stands as it was written. */
export const called = (one: Called): string => `${one.names[language.value]}${isOriginal(one) ? MARK : ''}`;

/** What the mark means. */
export const noteOnOriginals = (): string => `${MARK} ${t('original')}`;

const isTogether = (what: 'refunded' | 'levy'): boolean => figuresOfPage?.together.includes(what) ?? false;

/** Figures that are told together with others are called what they are. */
const instead: Record<string, Key> = {
  ...(isTogether('refunded')
    ? { 'what.received': 'what.net_received', 'line.received': 'what.net_received', 'means.received': 'means.net_received' }
    : {}),
  ...(isTogether('levy')
    ? { 'what.fee': 'what.fee_and_levy', 'line.fee': 'what.fee_and_levy', 'means.fee': 'means.fee_and_levy' }
    : {}),
};

/** A text as it stands. */
const textOf = (key: Key): string => texts[language.value][instead[key] ?? key];

/** A text, with words filled in. */
export const t = (key: Key, words: Record<string, string> = {}): string =>
  textOf(key).replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? '');

/** A text with more than words filled in. */
export const filled = (text: string, parts: Record<string, ComponentChildren>): ComponentChildren =>
  text.split(/\{(\w+)\}/).map((piece, at) => (at % 2 === 0 ? piece : parts[piece]));

/** A text into which more than words is filled: figures that lead somewhere. */
export const told = (key: Key, parts: Record<string, ComponentChildren>): ComponentChildren =>
  filled(textOf(key), parts);

/** A text whose key is put together; a key that there is not shows as itself. */
export const named = (key: string): string => textOf(key as Key) ?? key;

/** A text for one or for several. */
export const counted = (key: string, count: number): string =>
  named(`${key}.${new Intl.PluralRules(locale.value).select(count) === 'one' ? 'one' : 'other'}`).replace(
    '{count}',
    whole(count),
  );

const number = (options: Intl.NumberFormatOptions): Intl.NumberFormat =>
  new Intl.NumberFormat(locale.value, { useGrouping: 'always' as never, ...options });

const formats = computed(() => {
  const { decimals } = unit;
  return {
    exact: number({ minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
    whole: number({ maximumFractionDigits: 0 }),
    percent: [1, 2, 3].map((digits) =>
      number({ style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits }),
    ),
    short: number({ maximumFractionDigits: 1 }),
    tiny: number({ maximumSignificantDigits: 1 }),
    day: new Intl.DateTimeFormat(locale.value, { dateStyle: 'long', timeZone: 'UTC' }),
    date: new Intl.DateTimeFormat(locale.value, { dateStyle: 'medium', timeZone: 'UTC' }),
    month: new Intl.DateTimeFormat(locale.value, { month: 'short', year: 'numeric', timeZone: 'UTC' }),
    order: new Intl.Collator(locale.value),
  };
});

/** Minor units as the exact decimal, with a point: what programs read. */
export const decimal = (minor: number): string => {
  const { decimals } = unit;
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  const at = digits.length - decimals;
  return `${minor < 0 ? '-' : ''}${digits.slice(0, at)}${decimals === 0 ? '' : `.${digits.slice(at)}`}`;
};

/** An amount to the minor unit; the decimal goes in as text, so that no digit passes through floating point. */
export const exact = (minor: number): string => formats.value.exact.format(decimal(minor) as never);

const SHORT = { thousands: 1_000, millions: 1_000_000 };

/** An amount in what the fund counts in, for axes and short labels. */
export const short = (minor: number): string => {
  const amount = minor / 10 ** unit.decimals / SHORT[shortIn];
  return (Math.abs(amount) < 0.1 ? formats.value.tiny : formats.value.short).format(amount);
};

/** What short labels count in. */
export const amountsIn = (): string => t('amounts_in', { currency: unit.base_currency, unit: t(`in_${shortIn}`) });

/** An amount in a sentence. */
export const spoken = (minor: number): string =>
  shortIn === 'millions' ? `${short(minor)} ${t('million')}` : round(minor);

/** An amount of whole major units, for round sums. */
export const round = (minor: number): string => formats.value.whole.format(minor / 10 ** unit.decimals);

export const whole = (count: number): string => formats.value.whole.format(count);

/** A share in per cent, with as many decimals as it takes not to read nothing or all where it is not: as in the workbooks. */
export const percent = (part: number, of: number): string => {
  if (of === 0) return '–';
  const ratio = part / of;
  const plain = part === 0 || Math.abs(part) === Math.abs(of);
  for (const [index, format] of formats.value.percent.entries()) {
    const steps = 10 ** (index + 3);
    const rounded = Math.round(Math.abs(ratio) * steps);
    if (plain || (rounded !== 0 && rounded !== steps)) return format.format(ratio);
    if (index === formats.value.percent.length - 1) {
      // So near to nothing or all that no decimals tell: it is said on which side it lies.
      const near = Math.sign(ratio) * (rounded / steps);
      return ratio > near ? `<${format.format(near + 1 / steps)}` : `>${format.format(near - 1 / steps)}`;
    }
  }
  return '–';
};

export const day = (iso: string): string => formats.value.day.format(new Date(`${iso}T00:00:00Z`));

/** The same in short, for tables. */
export const date = (iso: string): string => formats.value.date.format(new Date(`${iso}T00:00:00Z`));

export const month = (iso: string): string => formats.value.month.format(new Date(`${iso}-01T00:00:00Z`));

/** The same in full, for headings. */
export const wholeMonth = (iso: string): string =>
  new Intl.DateTimeFormat(locale.value, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${iso}-01T00:00:00Z`),
  );

/** In the order of the alphabet of the language. */
export const inOrder = (one: string, other: string): number => formats.value.order.compare(one, other);

/** An exact decimal of another currency, which is blank where it is of several amounts. */
export const inCurrency = (currency: string, amount: string): string => {
  if (amount === '') return currency;
  const places = amount.split('.')[1]?.length ?? 0;
  const shown = number({ minimumFractionDigits: places, maximumFractionDigits: places });
  return t('in_currency', { currency, amount: shown.format(amount as never) });
};

/** An amount with its currency. */
export const money = (minor: number): string => t('in_currency', { currency: unit.base_currency, amount: exact(minor) });

/** A round sum with its currency. */
export const roundMoney = (minor: number): string =>
  t('in_currency', { currency: unit.base_currency, amount: round(minor) });

/** A rate that is written with a point and a sign, such as `7.5%`, as people of the language write it. */
export const rate = (written: string): string => {
  const percents = written.replace('%', '');
  const places = percents.split('.')[1]?.length ?? 0;
  return number({ style: 'percent', minimumFractionDigits: places, maximumFractionDigits: places }).format(
    Number(percents) / 100,
  );
};
