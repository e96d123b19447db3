// SPDX-License-Identifier: GPL-2.0-or-later
// How does a flow look? Its steps as boxes in layers, the ways between them as lines, as SVG that any browser shows.

import { type Edge, Graph, layout } from '@dagrejs/dagre';
import { type FlowConfig, type FlowStep, type Next, type Piece, saidBy, waysOf } from '../../config/index.js';
import { escaped } from '../../kernel/index.js';
import { widthOf } from '../width.js';

const LINE = 18;
const LETTER = 7.4;
const MARGIN = 16;
const LONGEST = 34;

interface Box {
  readonly lines: readonly string[];
  readonly kind: 'first' | 'step' | 'end';
}

/** One flow as an SVG document. */
export function flowDrawing(name: string, flow: FlowConfig): string {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: 28, ranksep: 44, marginx: MARGIN, marginy: MARGIN + LINE });
  graph.setDefaultEdgeLabel(() => ({}));
  const boxes = boxesOf(flow);
  for (const [id, { lines }] of boxes)
    graph.setNode(id, { width: widest(lines) + 24, height: lines.length * LINE + 12 });
  for (const { from, to, label } of linesOf(flow).filter((line) => line.from !== line.to))
    graph.setEdge(from, to, { label, width: widest([label]), height: LINE, labelpos: 'c' });
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${round(height)}" width="${round(width)}" height="${round(height)}" font-family="system-ui, sans-serif" font-size="13">`,
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z" fill="#556"/></marker></defs>',
    `<rect width="100%" height="100%" fill="#fff"/><text x="${MARGIN}" y="${MARGIN + 4}" font-weight="600">${escaped(name)}<tspan font-weight="400" fill="#445">${escaped(` · fallback: ${endOf(flow.fallback, '').trim()}`)}</tspan></text>`,
    ...graph.edges().map((edge: Edge) => lineSvg(graph.edge(edge) as Way)),
    ...[...boxes].map(([id, box]) => boxSvg(graph.node(id) as Placed, box)),
    '</svg>',
  ].join('\n');
}

function boxesOf(flow: FlowConfig): ReadonlyMap<string, Box> {
  const boxes = new Map<string, Box>();
  for (const [nth, [step, its]] of Object.entries(flow.steps).entries())
    boxes.set(step, {
      lines: [step, shortened(does(its)), ...againIn(flow, step)],
      kind: nth === 0 ? 'first' : 'step',
    });
  for (const { to } of linesOf(flow)) if (!boxes.has(to)) boxes.set(to, { lines: [to.slice(1)], kind: 'end' });
  return boxes;
}

/** What leads from a step to itself stands in its box. */
function againIn(flow: FlowConfig, step: string): string[] {
  return linesOf(flow).flatMap(({ from, to, label }) => (from === step && to === step ? [`↻ ${label}`] : []));
}

interface Line {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

/** Ways that lead from one place to another side by side are one line with all their labels. */
function linesOf({ steps }: FlowConfig): readonly Line[] {
  const labels = new Map<string, { readonly from: string; readonly to: string; readonly by: string[] }>();
  for (const [from, step] of Object.entries(steps))
    for (const [next, path] of waysOf(step)) {
      const to = endOf(next, from);
      const key = JSON.stringify([from, to]);
      const line = labels.get(key) ?? { from, to, by: [] };
      const by = String(path.at(-1));
      line.by.push(by === 'next' ? '' : by);
      labels.set(key, line);
    }
  return [...labels.values()].map(({ from, to, by }) => ({
    from,
    to,
    label: by.filter((one) => one !== '').join(', '),
  }));
}

/** The step, or what stands at the end of the line; a space before it tells the two apart. */
function endOf(next: Next, from: string): string {
  switch (next.kind) {
    case 'step':
      return next.step;
    case 'repeat':
      return from;
    case 'queue':
      return ` queue ${next.queue}`;
    case 'flow':
      return ` flow ${next.flow}`;
    case 'announce':
      return ` ${next.prompt}`;
    case 'message':
      return ` box ${next.box}`;
    case 'agent':
      return ` agent ${next.agent}`;
    case 'station':
      return ` station ${next.station}`;
    case 'number':
      return ` number ${next.number}`;
    default:
      return ` ${next.kind}`;
  }
}

/** What a step does, by its key and what stands there. */
function does(step: FlowStep): string {
  if (step.kind === 'collect') return `collect ${step.into}`;
  const [said] = saidBy(step);
  return `${step.kind} ${said ? words(said[1]) : named((step as unknown as Readonly<Record<string, unknown>>)[step.kind])}`;
}

/** A name as it stands; of a list or a table, what is in it. */
function named(value: unknown): string {
  if (Array.isArray(value)) return value.every((one) => typeof one === 'string') ? value.join(', ') : '';
  return typeof value === 'object' && value !== null ? Object.keys(value).join(', ') : String(value);
}

function words(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : `{${Object.values(piece).join()}}`)).join(' ');
}

const shortened = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
const widest = (lines: readonly string[]) => Math.max(0, ...lines.map((line) => widthOf(line) * LETTER));
const round = (value: number) => Math.round(value * 10) / 10;

/** Where the layout has put a box, and a line with its label. */
interface Placed {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
interface Way {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly label?: string;
  readonly x?: number;
  readonly y?: number;
}

const FILL = { first: '#dbeafe', step: '#f4f4f6', end: '#fef3c7' } as const;

function boxSvg({ x, y, width, height }: Placed, { lines, kind }: Box): string {
  const corner = kind === 'end' ? height / 2 : 6;
  const text = lines.map((line, nth) => {
    const at = round(y - height / 2 + 6 + LINE * (nth + 0.72));
    const style = nth === 0 && kind !== 'end' ? ' font-weight="600"' : ' fill="#445"';
    return `<text x="${round(x)}" y="${at}" text-anchor="middle"${style}>${escaped(line)}</text>`;
  });
  const box = `<rect x="${round(x - width / 2)}" y="${round(y - height / 2)}" width="${round(width)}" height="${round(height)}" rx="${round(corner)}" fill="${FILL[kind]}" stroke="#99a"/>`;
  return `${box}${text.join('')}`;
}

function lineSvg({ points, label, x, y }: Way): string {
  const way = points.map((point, nth) => `${nth === 0 ? 'M' : 'L'}${round(point.x)} ${round(point.y)}`).join('');
  const line = `<path d="${way}" fill="none" stroke="#556" marker-end="url(#tip)"/>`;
  if (label === '' || label === undefined || x === undefined || y === undefined) return line;
  const half = widest([String(label)]) / 2 + 3;
  return `${line}<rect x="${round(x - half)}" y="${round(y - 9)}" width="${round(half * 2)}" height="${LINE}" fill="#fff"/><text x="${round(x)}" y="${round(y + 4)}" text-anchor="middle" fill="#225">${escaped(String(label))}</text>`;
}
