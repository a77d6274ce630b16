// What the words mean, by which rules the figures came about, and from which inputs.

import type { VNode } from 'preact';
import { figures } from '../model';
import { BESIDE_CHARGED, TO_CHARGED } from '../money';
import { day, named, rate, t } from '../words';
import { Section, View } from './view';

const WORDS = [...TO_CHARGED, 'pending', 'unspent', ...BESIDE_CHARGED, 'need', 'outside', 'lacking'] as const;

const RULES = [
  'administrative_fee',
  'support_cost',
  'levy',
  'pledge_weight',
  'pipeline_weight',
  'country_share',
] as const;

export const About = (): VNode => (
  <View title={t('nav.about')}>
    <p>{t(`edition.${figures.edition}`)}</p>
    <Section title={t('words')}>
      <dl class="facts wide">
        {WORDS.filter((word) => !(figures.together as string[]).includes(word)).map((word) => (
          <div key={word}>
            <dt>{t(`what.${word}`)}</dt>
            <dd>{named(`means.${word}`)}</dd>
          </div>
        ))}
      </dl>
    </Section>
    <Section title={t('rules')}>
      <dl class="facts wide">
        {RULES.map((rule) => [rule, figures.rules[rule]] as const).map(
          ([rule, written]) =>
            written !== null && (
              <div key={rule}>
                <dt>{t(`rule.${rule}`)}</dt>
                <dd>{rate(written)}</dd>
              </div>
            ),
        )}
      </dl>
      <p>{t('rule_allocation')}</p>
      <p>{t('rule_rounding')}</p>
    </Section>
    <Section title={t('inputs')}>
      <p>
        {figures.program.name} {figures.program.version}, {day(figures.as_of)}
      </p>
      <p class="hash">SHA-256: {figures.inputs_sha256}</p>
    </Section>
  </View>
);
