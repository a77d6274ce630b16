// A figure: exact, readable by programs, and a link to what it is made of.

import type { ComponentChildren, VNode } from 'preact';
import type { Query } from './made-of';
import { linkTo } from './made-of';
import { decimal, exact } from './words';

interface FigureProps {
  amount: number;
  /** What it is made of; none for figures that are worked out beside it, such as what a contribution would do. */
  of?: Query | undefined;
  children?: ComponentChildren;
}

/** An amount. A step of a bridge shows its sign, and what it is made of has none: `of` says the figure behind. */
export const Figure = ({ amount, of, children }: FigureProps): VNode => {
  const shown = (
    <data value={decimal(amount)} class="figure">
      {children ?? exact(amount)}
    </data>
  );
  return of === undefined || amount === 0 ? shown : <a href={linkTo(of)}>{shown}</a>;
};
