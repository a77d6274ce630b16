// Bars of parts that add up to a whole: a row each, its name above it.

import { scaleLinear } from 'd3-scale';
import type { VNode } from 'preact';
import { fitting, widthOf } from './chart';

export interface Bar {
  name: string;
  /** What stands at the right of the name. */
  says: string;
  parts: { amount: number; class: string }[];
  /** The end of the scale for this bar, where bars are no parts of one scale. */
  whole?: number;
}

const BAR = 14;
const ROW = 40;

export const stackedBars = (bars: Bar[], width: number): { height: number; marks: VNode } => {
  const sum = (bar: Bar): number => bar.parts.reduce((all, part) => all + part.amount, 0);
  const widest = Math.max(1, ...bars.map((bar) => bar.whole ?? sum(bar)));
  const marks = bars.map((bar, index) => {
    const top = index * ROW + 20;
    const x = scaleLinear()
      .domain([0, bar.whole ?? widest])
      .range([0, width])
      .clamp(true);
    let reached = 0;
    const parts = bar.parts
      .filter((part) => part.amount > 0)
      .map((part, number) => {
        const from = x(reached);
        reached += part.amount;
        return (
          <rect key={number} x={from} y={top} width={Math.max(0, x(reached) - from)} height={BAR} class={part.class} />
        );
      });
    return (
      <g key={index}>
        <text x={0} y={top - 6} class="label">
          {fitting(bar.name, width - widthOf(bar.says) - 16)}
        </text>
        <text x={width} y={top - 6} text-anchor="end" class="label">
          {bar.says}
        </text>
        {bar.whole !== undefined && <rect x={0} y={top} width={width} height={BAR} class="rest" />}
        {parts}
      </g>
    );
  });
  return { height: bars.length * ROW + 4, marks: <g>{marks}</g> };
};

/** What the colours of parts mean. */
export const Legend = ({ parts }: { parts: { name: string; class: string }[] }): VNode => (
  <ul class="legend">
    {parts.map((part) => (
      <li key={part.name}>
        <svg width="12" height="12" aria-hidden="true">
          <rect width="12" height="12" class={part.class} />
        </svg>{' '}
        {part.name}
      </li>
    ))}
  </ul>
);
