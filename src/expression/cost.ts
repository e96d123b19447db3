// SPDX-License-Identifier: GPL-2.0-or-later
// What does a condition cost at most, whatever the facts are? Counted over its syntax tree before it is ever evaluated; pure.

import type { ASTNode } from '@marcbachmann/cel-js';
import { childrenOf, isMacro } from './syntax.js';

/** The longest text that a flow keeps as a value, in characters. */
export const LONGEST_VALUE = 1_000;
/** So many characters all that is attached to a contact has at most. */
const LONGEST_ATTACHED = 4_096;
/** Keys of a map, elements of a list that the text does not say. */
const MOST_ELEMENTS = 100;
/** Characters that are compared in the time of one step, about a microsecond. */
const COMPARED = 1_000;
/** Functions that look for one text in another: at worst each character against each. */
const SEARCHES: readonly string[] = ['contains', 'indexOf', 'lastIndexOf'];

/** What a part of a condition costs, and how large what it gives can be: characters, elements. */
interface Cost {
  readonly steps: number;
  readonly text: number;
  readonly elements: number;
}

/** Steps of the whole condition, each about a microsecond. */
export function stepsOf(root: ASTNode): number {
  return Math.ceil(costOf(root).steps);
}

function costOf(node: ASTNode): Cost {
  if (node.op === 'value')
    return { steps: 1, text: typeof node.args === 'string' ? node.args.length : 20, elements: 1 };
  const parts = childrenOf(node).map(costOf);
  const steps = sum(parts.map((part) => part.steps)) + 1;
  const text = sum(parts.map((part) => part.text));
  switch (node.op) {
    case 'id':
      return { steps: 1, text: LONGEST_VALUE, elements: MOST_ELEMENTS };
    case '.':
      return { steps, text: isAttached(node) ? LONGEST_ATTACHED : LONGEST_VALUE, elements: MOST_ELEMENTS };
    case 'list':
    case 'map':
      return { steps, text, elements: parts.length };
    case 'rcall':
      return isMacro(node) ? walk(parts) : calls(node.args[0], parts, { steps, text, elements: MOST_ELEMENTS });
    default: // comparisons go through both texts, "in" through a list of them
      return {
        steps: steps + text / COMPARED + (node.op === 'in' ? (parts[1]?.elements ?? 0) : 0),
        text,
        elements: MOST_ELEMENTS,
      };
  }
}

/** `list.exists(one, condition)`: the condition as often as there are elements. */
function walk([over, ...each]: readonly Cost[]): Cost {
  const { steps, text, elements } = over ?? { steps: 0, text: 0, elements: 0 };
  return { steps: steps + elements * (sum(each.map((part) => part.steps)) + text / COMPARED + 1), text, elements };
}

function calls(name: string, [receiver, argument]: readonly Cost[], whole: Cost): Cost {
  if (receiver === undefined) return whole;
  const compared = SEARCHES.includes(name) ? receiver.text * (argument?.text ?? 1) : whole.text;
  return { ...whole, steps: whole.steps + compared / COMPARED };
}

/** Something in `contact.data`. */
function isAttached(node: ASTNode): boolean {
  if (node.op !== '.') return false;
  const [of, field] = node.args;
  return field === 'data' || isAttached(of);
}

const sum = (figures: readonly number[]) => figures.reduce((all, one) => all + one, 0);
