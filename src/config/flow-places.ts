// SPDX-License-Identifier: GPL-2.0-or-later
// Where do the prompts of flows lie? The same flows with each prompt and destination put in its place.

import type { Destination } from './destination-schema.js';
import type { FlowConfig } from './flow-schema.js';
import { type FlowStep, isOutside, type Piece, SAID } from './flow-steps/index.js';
import { withWays } from './flow-steps/ways.js';

/** What is done with each prompt, and with each destination. */
export interface Placing {
  readonly prompt: (prompt: string) => string;
  readonly destination: (to: Destination) => Destination;
}

/** The same flows, everything that they name in its place. */
export function placedFlows(flows: Readonly<Record<string, FlowConfig>>, placing: Placing): Record<string, FlowConfig> {
  return mapped(flows, ({ steps, fallback }) => ({
    steps: mapped(steps, (step) => placedStep(step, placing)),
    fallback: placing.destination(fallback),
  }));
}

function placedStep(step: FlowStep, { prompt, destination }: Placing): FlowStep {
  const said = Object.fromEntries(
    saidBy(step).map(([key, pieces]) => [key, pieces.map((piece) => placedPiece(piece, prompt))]),
  );
  const relax = step.kind === 'queue' ? placedRelax(step, destination) : {};
  return { ...withWays(step, (next) => (isOutside(next) ? destination(next) : next)), ...said, ...relax } as FlowStep;
}

/** What is given up as a call waits, each destination in its place. */
export function placedRelax<Step extends { readonly to?: Destination }>(
  { relax }: { readonly relax?: readonly Step[] },
  destination: Placing['destination'],
): { relax?: Step[] } {
  return relax === undefined
    ? {}
    : { relax: relax.map((one) => (one.to === undefined ? one : { ...one, to: destination(one.to) })) };
}

function placedPiece(piece: Piece, placed: Placing['prompt']): Piece {
  if (typeof piece === 'string') return placed(piece);
  return 'text' in piece && piece.instead !== undefined ? { ...piece, instead: placed(piece.instead) } : piece;
}

/** The prompt that a piece is, or that is heard in its place. */
export function promptOf(piece: Piece): string | undefined {
  if (typeof piece === 'string') return piece;
  return 'text' in piece ? piece.instead : undefined;
}

/** What a step says, by its key. */
export function saidBy(step: FlowStep): readonly (readonly [(typeof SAID)[number], readonly Piece[]])[] {
  const said = step as Partial<Record<(typeof SAID)[number], readonly Piece[]>>;
  return SAID.flatMap((key) => (said[key] === undefined ? [] : [[key, said[key]] as const]));
}

function mapped<From, To>(record: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
