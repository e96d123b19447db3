// SPDX-License-Identifier: GPL-2.0-or-later
// Does a condition hold? CEL, read and typed once, evaluated over the facts of a moment; it cannot loop, and one that may cost too much is refused.

import { type ASTNode, Environment, EvaluationError, ParseError } from '@marcbachmann/cel-js';
import { stepsOf } from './cost.js';
import { childrenOf, isMacro } from './syntax.js';
import { type Facts, NAMING, typedValues, VARIABLES, type ValueTypes, type VariableName } from './variables.js';

/** What is wrong with a condition, and where: so many characters from its beginning. `subject` is what the code speaks of. */
export interface ConditionFault {
  readonly code:
    | 'syntax'
    | 'unknownVariable'
    | 'unknownField'
    | 'unknownFunction'
    | 'types'
    | 'notYesOrNo'
    | 'notAllowed'
    | 'tooLong'
    | 'nested'
    | 'tooDear'
    | 'notAName';
  readonly offset: number;
  readonly subject: string;
}

/** A name that a condition gives to a function that looks something of the file up. */
export interface NamedInCondition {
  readonly kind: 'calendar' | 'queue';
  readonly name: string;
  readonly offset: number;
}

/** A condition that has been read. */
export interface Condition {
  readonly text: string;
  readonly names: readonly NamedInCondition[];
  /** Which variables it speaks of: `customer`, `contact.data`. */
  readonly asks: ReadonlySet<string>;
  /** Throws when it cannot be told: a key that is not attached, a division by 0. */
  holds(facts: Facts): boolean;
}

const MOST_CHARACTERS = 1_000;
/** A list is gone through once for each walk over it, and walks do not nest. */
const LIMITS = { maxAstNodes: 200, maxDepth: 24, maxListElements: 100, maxMapEntries: 20, maxCallArguments: 8 };
/** An evaluation may cost so many steps at worst: about 20 ms, in which no call is served. */
const MOST_STEPS = 20_000;
/** JavaScript's regular expressions can take for ever; of the others nobody knows before how much they give. */
const NOT_ALLOWED: readonly string[] = ['matches', 'split', 'join', 'json'];

const CODES: Readonly<Record<string, ConditionFault['code']>> = {
  unknown_variable: 'unknownVariable',
  no_such_key: 'unknownField',
  no_matching_overload: 'unknownFunction',
};

/** Reads conditions. One for all of a box, and one for each flow: what it holds is the language, not the conditions. */
export class Conditions {
  readonly #language: Environment;
  readonly #values: ValueTypes | undefined;
  #now: Facts | undefined;
  #last: { readonly facts: Facts; readonly context: Context } | undefined;

  /** `values`: those of a flow, by name, as `values.order`; without them there is no such variable. */
  constructor(values?: ValueTypes) {
    this.#values = values;
    const language = new Environment({ unlistedVariablesAreDyn: false, limits: LIMITS });
    for (const [name, schema] of Object.entries(VARIABLES)) language.registerVariable(name, { schema });
    if (values !== undefined) language.registerVariable('values', { schema: { ...values } });
    const facts = () => {
      if (this.#now === undefined) throw new RangeError('a condition is evaluated outside `holds`');
      return this.#now;
    };
    language
      .registerFunction('open(string): bool', (name: string) => facts().open(name))
      .registerFunction('holiday(string): bool', (name: string) => facts().holiday(name))
      .registerFunction('waiting(string): int', (name: string) => whole(facts().queueNamed(name).waiting))
      .registerFunction('longestWait(string): int', (name: string) => whole(facts().queueNamed(name).longestWait))
      .registerFunction('ready(string): int', (name: string) => whole(facts().queueNamed(name).ready))
      .registerFunction('signedIn(string): int', (name: string) => whole(facts().queueNamed(name).signedIn));
    this.#language = language;
  }

  /** The condition, or what is wrong with it. */
  read(text: string): Condition | { readonly fault: ConditionFault } {
    if (text.length > MOST_CHARACTERS)
      return { fault: { code: 'tooLong', offset: MOST_CHARACTERS, subject: String(MOST_CHARACTERS) } };
    try {
      const parsed = this.#language.parse(text);
      const looked = look(parsed.ast);
      if ('fault' in looked) return looked;
      const steps = stepsOf(parsed.ast);
      if (steps > MOST_STEPS) return { fault: { code: 'tooDear', offset: 0, subject: String(steps) } };
      const { valid, type, error } = parsed.check();
      if (!valid) return { fault: faultOf(error, text) };
      if (type !== 'bool') return { fault: { code: 'notYesOrNo', offset: 0, subject: type ?? '?' } };
      return { text, ...looked, holds: (facts) => this.#evaluate(parsed, facts) };
    } catch (error) {
      return { fault: faultOf(error, text) };
    }
  }

  /** Of the same facts the same: many conditions are asked of one call. */
  #contextOf(facts: Facts): Context {
    if (this.#last?.facts !== facts) this.#last = { facts, context: new Context(facts, this.#values) };
    return this.#last.context;
  }

  #evaluate(parsed: (context: object) => unknown, facts: Facts): boolean {
    const before = this.#now;
    this.#now = facts;
    try {
      return parsed(this.#contextOf(facts)) === true;
    } finally {
      this.#now = before;
    }
  }
}

/** What went wrong while it was evaluated, in a few words. */
export function whyNot(error: unknown): string {
  if (error instanceof EvaluationError) return error.summary;
  return error instanceof Error ? error.message : String(error);
}

/** The variables as CEL has them: whole numbers are BigInt. Only what is asked for is fetched, and once. */
class Context {
  readonly #facts: Facts;
  readonly #values: ValueTypes | undefined;
  readonly #made = new Map<VariableName | 'values', Readonly<Record<string, unknown>>>();

  constructor(facts: Facts, values: ValueTypes | undefined) {
    this.#facts = facts;
    this.#values = values;
  }

  get contact() {
    return this.#of('contact');
  }

  get customer() {
    return this.#of('customer');
  }

  get queue() {
    return this.#of('queue');
  }

  get time() {
    return this.#of('time');
  }

  get trunks() {
    return this.#of('trunks');
  }

  get values() {
    const made = this.#made.get('values') ?? typedValues(this.#values ?? {}, this.#facts.values ?? {});
    this.#made.set('values', made);
    return made;
  }

  #of(name: VariableName): Readonly<Record<string, unknown>> {
    const made = this.#made.get(name) ?? typed(name, this.#facts[name]);
    this.#made.set(name, made);
    return made;
  }
}

function typed(name: VariableName, facts: object): Readonly<Record<string, unknown>> {
  const types: Readonly<Record<string, string>> = VARIABLES[name];
  const fields = Object.entries(facts).filter(([field]) => field in types);
  return Object.fromEntries(
    fields.map(([field, value]) => [field, types[field] === 'int' ? whole(Number(value)) : value]),
  );
}

function whole(value: number): bigint {
  return BigInt(Math.trunc(value));
}

/** What the types cannot say: what is not allowed, and what is named. */
function look(
  root: ASTNode,
):
  | { readonly fault: ConditionFault }
  | { readonly names: readonly NamedInCondition[]; readonly asks: ReadonlySet<string> } {
  const names: NamedInCondition[] = [];
  const asks = new Set<string>();
  const visit = (node: ASTNode, inMacro: boolean): ConditionFault | undefined => {
    const fault = faultAt(node, inMacro) ?? nameIn(node, names);
    if (fault !== undefined) return fault;
    if (node.op === 'id') asks.add(node.args);
    if (node.op === '.' && node.args[0].op === 'id') asks.add(`${node.args[0].args}.${node.args[1]}`);
    for (const child of childrenOf(node)) {
      const wrong = visit(child, inMacro || isMacro(node));
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  };
  const fault = visit(root, false);
  return fault === undefined ? { names, asks } : { fault };
}

function faultAt(node: ASTNode, inMacro: boolean): ConditionFault | undefined {
  if (node.op !== 'rcall' && node.op !== 'call') return undefined;
  const [name] = node.args;
  const offset = node.range.start;
  if (NOT_ALLOWED.includes(name)) return { code: 'notAllowed', offset, subject: name };
  return inMacro && isMacro(node) ? { code: 'nested', offset, subject: name } : undefined;
}

/** `open("office")`: what is looked up in the file is written out, so that it can be checked. */
function nameIn(node: ASTNode, names: NamedInCondition[]): ConditionFault | undefined {
  if (node.op !== 'call' || !Object.hasOwn(NAMING, node.args[0])) return undefined;
  const [callee, [argument]] = node.args;
  if (argument === undefined) return undefined; // its types are wrong
  const offset = argument.range.start;
  if (argument.op !== 'value' || typeof argument.args !== 'string')
    return { code: 'notAName', offset, subject: callee };
  names.push({ kind: NAMING[callee as keyof typeof NAMING], name: argument.args, offset });
  return undefined;
}

function faultOf(error: unknown, text: string): ConditionFault {
  const told = error as { code?: string; summary?: string; range?: { start: number; end: number } };
  const { start: offset = 0, end = text.length } = told.range ?? {};
  const code = error instanceof ParseError ? 'syntax' : (CODES[told.code ?? ''] ?? 'types');
  const isName = code === 'unknownVariable' || code === 'unknownField' || code === 'unknownFunction';
  const subject = isName ? /^[\w.]+/.exec(text.slice(offset, end))?.[0] : told.summary;
  return { code, offset, subject: subject ?? told.summary ?? whyNot(error) };
}
