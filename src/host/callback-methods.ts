// SPDX-License-Identifier: GPL-2.0-or-later
// What can be asked about promises, and what can be done with them?

import { ASKED_COLUMNS, type AskedField, type AskedText } from '../callback/index.js';
import type { AskedLine, Box } from '../engine/index.js';
import { TelephonyError } from '../faults.js';
import type { ControlMethod } from './control-connection.js';
import { optional, text } from './shop-methods.js';

type Params = Readonly<Record<string, unknown>>;

const MOST_LINES = 1_000; // of one question: the box goes on with its calls between them
const FIELDS = Object.keys(ASKED_COLUMNS.known) as AskedField[];

/**
 * `callbacks { all }`: open requests, or all. `callbackAction { action: next, argument: AGENT }` or `{ action: cancel, argument: ID }`.
 * `callbacks.create { number, queue, agent, at, until, note, priority, promised, accessNumber }`, `callbacks.change { id, ... }`,
 * `callbacks.take { id, agent }`, `callbacks.import { rows: [{ line, text }] }`, `callbacks.evidence { request, since, until }`.
 */
export function callbackMethods({ callbacks }: Box): Readonly<Record<string, ControlMethod>> {
  return {
    callbacks: (params) => callbacks.listing({ all: params.all === true }),
    callbackAction: (params) => {
      const action = text(params, 'action');
      const argument = text(params, 'argument');
      if (action === 'next') return callbacks.next(argument);
      if (action === 'cancel') return callbacks.cancel(argument);
      throw new TelephonyError('REFUSED', `${action}: next AGENT or cancel ID would be right`);
    },
    'callbacks.create': (params, { by }) => callbacks.create(textOf(params), by),
    'callbacks.change': (params) => callbacks.change(text(params, 'id'), textOf(params)),
    'callbacks.take': (params) => callbacks.take(text(params, 'id'), text(params, 'agent')) ?? null,
    'callbacks.import': (params, { by }) => callbacks.import(linesOf(params.rows), by),
    'callbacks.evidence': (params) => {
      const request = optional(params, 'request');
      return callbacks.evidence({
        ...(request !== undefined && { request }),
        ...(typeof params.since === 'number' && { since: params.since }),
        ...(typeof params.until === 'number' && { until: params.until }),
      });
    },
  };
}

/** What it knows of what a program gives; an empty text and null mean that it is to be none. */
function textOf(given: Params): AskedText {
  const known = FIELDS.flatMap((field) => {
    const value = given[field];
    return value === undefined ? [] : [[field, value === null ? '' : String(value)] as const];
  });
  return Object.fromEntries(known);
}

function linesOf(rows: unknown): readonly AskedLine[] {
  if (!Array.isArray(rows) || rows.length > MOST_LINES)
    throw new TelephonyError('REFUSED', `rows: a list of at most ${MOST_LINES} would be right`);
  return rows.map((row: unknown, index) => {
    const { line = index + 1, text: cells = {} } = (typeof row === 'object' && row) as Params;
    const known = typeof cells === 'object' && cells !== null ? (cells as Params) : {};
    return { line: typeof line === 'number' ? line : index + 1, text: textOf(known) };
  });
}
