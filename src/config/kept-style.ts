// SPDX-License-Identifier: GPL-2.0-or-later
// How does a new value come into a document that people wrote? As they write: in lines or in braces, quoted or plain, beside their comments.

import { isDeepStrictEqual } from 'node:util';
import {
  type Document,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';

const NAMES = ['id', 'name', 'number'] as const;
type Section = Readonly<Record<string, unknown>>;

const isSection = (value: unknown): value is Section =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isOpen = (value: unknown) => typeof value === 'object' && value !== null;

/** The node of a value in the place of `old`, of which whatever may stay does; `beside` it stand others, written as it should be. */
export function nodeOf(document: Document, value: unknown, old: unknown, beside?: unknown): Node {
  if (isScalar(old) && !isOpen(value)) {
    old.value = value;
    return old;
  }
  if (isMap(old) && isSection(value)) return mapOf(document, value, old);
  if (isSeq(old) && Array.isArray(value)) return listOf(document, value, old);
  const made = document.createNode(value);
  written(made, isCollection(old) ? old : beside);
  if (isNode(old)) {
    made.comment = old.comment ?? null;
    made.commentBefore = old.commentBefore ?? null;
  }
  return made;
}

function mapOf(document: Document, value: Section, old: YAMLMap): YAMLMap {
  const keyOf = (key: unknown) => String(isScalar(key) ? key.value : key);
  for (const { key } of [...old.items]) if (!(keyOf(key) in value)) old.delete(key);
  const beside = old.items[0]?.value;
  for (const [key, one] of Object.entries(value)) {
    const pair = old.items.find((item) => keyOf(item.key) === key);
    if (pair === undefined) old.add(document.createPair(key, nodeOf(document, one, undefined, beside)));
    else pair.value = nodeOf(document, one, pair.value);
  }
  return old;
}

/** Entries that stay as they are keep their nodes; then those of the same name; what is left is taken in its order. */
function listOf(document: Document, value: readonly unknown[], old: YAMLSeq): YAMLSeq {
  const left = [...old.items];
  const beside = left[0];
  const taken = new Map<number, unknown>();
  const take = (fits: (node: unknown, one: unknown) => boolean) =>
    value.forEach((one, index) => {
      const at = taken.has(index) ? -1 : left.findIndex((node) => fits(plain(node), one));
      if (at >= 0) taken.set(index, left.splice(at, 1)[0]);
    });
  take(isDeepStrictEqual);
  take((node, one) => nameOf(node) !== undefined && nameOf(node) === nameOf(one));
  take((node, one) => isOpen(node) === isOpen(one) && nameOf(one) === undefined);
  old.items = value.map((one, index) => nodeOf(document, one, taken.get(index), beside));
  return old;
}

const plain = (node: unknown): unknown => (isNode(node) ? node.toJSON() : node);

function nameOf(of: unknown): string | undefined {
  if (!isSection(of)) return undefined;
  const key = NAMES.find((one) => of[one] !== undefined);
  return key === undefined ? undefined : String(of[key]);
}

/** Writes a node as another one is written: in braces or in lines, and texts in the same quotes. */
function written(node: unknown, like: unknown): void {
  if (isPair(node)) written(node.value, isPair(like) ? like.value : like);
  else if (isScalar(node) && isScalar(like) && typeof node.value === 'string' && typeof like.value === 'string') {
    if (like.type?.startsWith('QUOTE')) node.type = like.type;
  } else if (isCollection(node) && isCollection(like)) {
    node.flow = like.flow === true;
    node.items.forEach((item, index) => {
      const key = isPair(item) ? String(item.key) : '';
      const same = like.items.find((one) => isPair(one) && String(one.key) === key);
      written(item, isPair(item) ? same : (like.items[index] ?? like.items[0]));
    });
  }
}
