// What every view has: a heading that is spoken when it opens, and sections.

import type { ComponentChildren, VNode } from 'preact';
import { useId } from 'preact/hooks';
import { t } from '../words';

interface ViewProps {
  title: string;
  /** The views above it, outermost first. */
  trail?: { name: string; href: string }[];
  children: ComponentChildren;
}

export const View = ({ title, trail = [], children }: ViewProps): VNode => (
  <>
    {trail.length > 0 && (
      <nav class="trail" aria-label={t('trail')}>
        {trail.map((step) => (
          <a key={step.href} href={step.href}>
            {step.name}
          </a>
        ))}
      </nav>
    )}
    <h1 tabIndex={-1} id="title">
      {title}
    </h1>
    {children}
  </>
);

interface SectionProps {
  title: string;
  children: ComponentChildren;
}

export const Section = ({ title, children }: SectionProps): VNode => {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
};

/** Key figures side by side: what each is, the figure, and what it is part of. */
export const Cards = ({ children }: { children: ComponentChildren }): VNode => <dl class="cards">{children}</dl>;

interface CardProps {
  name: string;
  figure: ComponentChildren;
  more?: ComponentChildren;
}

export const Card = ({ name, figure, more }: CardProps): VNode => (
  <div class="card">
    <dt>{name}</dt>
    <dd class="key">{figure}</dd>
    {more !== undefined && <dd class="more">{more}</dd>}
  </div>
);
