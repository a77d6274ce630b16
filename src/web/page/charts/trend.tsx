// Lines over months: solid to the day of the figures, broken where they are foreseen.

import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { VNode } from 'preact';
import { LETTERS, widthOf } from './chart';

export interface Series {
  class: string;
  values: number[];
}

interface TrendProps {
  months: string[];
  /** How many months are past. */
  past: number;
  series: Series[];
  /** How a value of the scale is written. */
  write: (value: number) => string;
}

export const trend = ({ months, past, series, write }: TrendProps, width: number): { height: number; marks: VNode } => {
  const height = Math.max(220, Math.min(340, width * 0.45));
  const [right, top, bottom] = [8, 10, 26];
  const values = series.flatMap((one) => one.values);
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  const y = scaleLinear()
    .domain([least, least === most ? most + 1 : most])
    .nice()
    .range([height - bottom, top]);
  const ticks = least === most ? [least] : y.ticks(5);
  const left = 14 + Math.max(30, ...ticks.map((tick) => widthOf(write(tick))));
  const x = scaleLinear()
    .domain([0, Math.max(1, months.length - 1)])
    .range([left, width - right]);
  const path = line<number>()
    .x((_, index) => x(index))
    .y((value) => y(value));
  const years = months.flatMap((month, index) => (month.endsWith('-01') ? [{ year: month.slice(0, 4), index }] : []));
  const room = (width - left) / Math.max(1, years.length) > 34 ? 1 : 2;
  const foreseen = line<number>()
    .x((_, index) => x(index + past - 1))
    .y((value) => y(value));
  const marks = (
    <g>
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={width - right} y1={y(tick)} y2={y(tick)} class="grid" />
          <text x={left - 6} y={y(tick) + LETTERS / 3} text-anchor="end" class="label">
            {write(tick)}
          </text>
        </g>
      ))}
      {years.map(({ year, index }, number) => (
        <g key={year}>
          <line x1={x(index)} x2={x(index)} y1={height - bottom} y2={height - bottom + 5} class="axis" />
          {number % room === 0 && (
            <text x={Math.min(x(index), width - 16)} y={height - 8} text-anchor="middle" class="label">
              {year}
            </text>
          )}
        </g>
      ))}
      {past > 0 && past < months.length && (
        <rect
          x={x(past - 1)}
          y={top}
          width={width - right - x(past - 1)}
          height={height - bottom - top}
          class="foreseen"
        />
      )}
      {series.map((one) => (
        <g key={one.class} class={one.class}>
          <path d={path(one.values.slice(0, past)) ?? undefined} class="line" />
          <path d={foreseen(one.values.slice(Math.max(0, past - 1))) ?? undefined} class="line broken" />
        </g>
      ))}
    </g>
  );
  return { height, marks };
};
