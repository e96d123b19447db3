// SPDX-License-Identifier: GPL-2.0-or-later
// What can be asked about customers, the box running or not? They are listed, found, changed, removed, and taken in piece by piece.

import { CUSTOMER_FIELDS, type CustomerRow, type CustomerText } from '../customer/index.js';
import type { CustomerDesk } from '../engine/index.js';
import { TelephonyError } from '../faults.js';
import { optional, type ShopMethod, text } from './shop-methods.js';

type Params = Readonly<Record<string, unknown>>;

const PAGE = 1_000;

/**
 * `customers.list { after, most }`: a page of all by their ids, and how many there are. `customers.find { what, most }`,
 * `customers.history { of, most }`, `customers.set { id, fields }`, `customers.remove { id }`, `customers.import { at, of, rows, replace }`.
 * `page`: how many customers are listed at once.
 */
export function customerMethods(customers: CustomerDesk, page = PAGE): Readonly<Record<string, ShopMethod>> {
  return {
    'customers.list': async (params) => ({
      customers: await customers.page(optional(params, 'after'), most(params, page)),
      all: customers.size,
    }),
    'customers.find': (params) => customers.find(text(params, 'what'), most(params, PAGE)),
    'customers.history': (params) => customers.history(text(params, 'of'), most(params, PAGE, 10)),
    'customers.set': (params, { by }) => customers.set(text(params, 'id'), fieldsOf(params.fields), by),
    'customers.pin': (params, { by }) => customers.setPin(text(params, 'id'), optional(params, 'pin'), by),
    'customers.remove': (params, { by }) => customers.remove(text(params, 'id'), by),
    'customers.import': (params, { by }) => {
      const rows = Array.isArray(params.rows) ? params.rows.map(rowOf) : [];
      const piece = { at: count(params, 'at'), of: count(params, 'of'), rows, replace: params.replace === true };
      return customers.import(piece, by);
    },
  };
}

function most({ most }: Params, highest: number, usual = highest): number {
  return typeof most === 'number' && most >= 1 ? Math.min(Math.trunc(most), highest) : usual;
}

function count(params: Params, name: string): number {
  const value = params[name];
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new TelephonyError('REFUSED', `${name} is missing`);
}

/** Whatever else a program gives is told by whoever reads it. */
function fieldsOf(given: unknown): CustomerText {
  if (typeof given !== 'object' || given === null || Object.keys(given).length === 0)
    throw new TelephonyError('REFUSED', `fields are missing: ${CUSTOMER_FIELDS.slice(1).join(', ')}`);
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, value === null ? '' : String(value)]));
}

function rowOf(given: unknown, index: number): CustomerRow {
  const { line = index + 1, text: cells = {} } = (typeof given === 'object' && given) as Params;
  const texts = typeof cells === 'object' && cells !== null ? cells : {};
  const known = CUSTOMER_FIELDS.flatMap((field) => {
    const value = (texts as Params)[field];
    return value === undefined || value === null ? [] : [[field, String(value)] as const];
  });
  return { line: typeof line === 'number' ? line : index + 1, text: Object.fromEntries(known) };
}
