// Money as bands from those who give to what it is for.

import type { SankeyGraph, SankeyNode } from 'd3-sankey';
import { sankey, sankeyJustify, sankeyLinkHorizontal } from 'd3-sankey';
import type { VNode } from 'preact';
import { short } from '../words';
import { apart, fitting, widthOf } from './chart';

export interface FlowNode {
  name: string;
  class: string;
}

export interface FlowLink {
  source: number;
  target: number;
  value: number;
}

const NODE = 10;

export const flow = (nodes: FlowNode[], links: FlowLink[], width: number): { height: number; marks: VNode } => {
  const height = Math.max(420, nodes.length * 30);
  // Each call works on its own copies: the layout writes into what it is given.
  const graph: SankeyGraph<FlowNode, object> = {
    nodes: nodes.map((node) => ({ ...node })),
    links: links.map((link) => ({ ...link })),
  };
  const layout = sankey<FlowNode, object>()
    .nodeAlign(sankeyJustify)
    .nodeSort(null)
    .nodeWidth(NODE)
    .nodePadding(20)
    .extent([
      [0, 16],
      [width, height - 8],
    ]);
  const laid = layout(graph);
  const band = sankeyLinkHorizontal<FlowNode, object>();
  const middle = laid.nodes.find(({ x0 = 0, x1 = 0 }) => x0 > NODE && x1 <= width - NODE);
  // Names on both sides share the width; beside the name in the middle there is less.
  const roomAt = (node: SankeyNode<FlowNode, object>): number => {
    if (node === middle) return width * 0.4;
    const isBeside = Math.abs((node.y0 ?? 0) - (middle?.y0 ?? -Infinity)) < 16;
    return isBeside ? width * 0.3 - 8 : width / 2 - 8;
  };
  const marks = (
    <g>
      {laid.links.map((link, index) => (
        <path key={index} d={band(link) ?? undefined} stroke-width={Math.max(1, link.width ?? 0)} class="band" />
      ))}
      {laid.nodes.map((node, index) => {
        const [left, right, top, bottom] = [node.x0 ?? 0, node.x1 ?? 0, node.y0 ?? 0, node.y1 ?? 0];
        const amount = short(node.value ?? 0);
        const name = `${apart(fitting(node.name, roomAt(node) - widthOf(amount) - 8))} ${amount}`;
        const end = right > width - NODE;
        return (
          <g key={index}>
            <rect x={left} y={top} width={NODE} height={Math.max(1, bottom - top)} class={node.class} />
            <text
              x={end ? right : node === middle ? (left + right) / 2 : left}
              y={top - 4}
              text-anchor={end ? 'end' : node === middle ? 'middle' : 'start'}
              class="label over"
            >
              {name}
            </text>
          </g>
        );
      })}
    </g>
  );
  return { height, marks };
};
