// SPDX-License-Identifier: GPL-2.0-or-later
// What is in a condition's syntax tree? What stands below a node, and which calls walk over a list.

import type { ASTNode } from '@marcbachmann/cel-js';

const MACROS: readonly string[] = ['all', 'exists', 'exists_one', 'map', 'filter'];

/** Whether it goes through a list or a map. */
export function isMacro(node: ASTNode): boolean {
  return node.op === 'rcall' && MACROS.includes(node.args[0]);
}

/** Whatever the operator: nodes stand alone, in lists, and in pairs. */
export function childrenOf(node: ASTNode): readonly ASTNode[] {
  return nodesIn(node.args);
}

function nodesIn(args: unknown): readonly ASTNode[] {
  if (Array.isArray(args)) return args.flatMap(nodesIn);
  return typeof args === 'object' && args !== null && 'op' in args ? [args as ASTNode] : [];
}
