// SPDX-License-Identifier: GPL-2.0-or-later
// What can a condition speak of? The one set of variables, with their types; every one always has a value.

/** Who calls, whom he called, and what is attached to the contact. Texts are empty where nothing is known. */
export interface ContactFacts {
  /** Canonical, `+8613912345678`; empty when he withholds it. Personal. */
  readonly number: string;
  readonly withheld: boolean;
  readonly accessNumber: string;
  /** Area code with its 0, `021`; empty of a number whose place is not known. */
  readonly area: string;
  readonly province: string;
  readonly city: string;
  readonly data: Readonly<Record<string, string>>;
  /** Who was called before the call was forwarded here, as the exchange delivers it; empty where it was not, or does not say. */
  readonly redirecting: string;
}

/** What the customer directory has of him. */
export interface CustomerFacts {
  readonly known: boolean;
  readonly id: string;
  readonly name: string;
  /** 0 of one who is not known. */
  readonly grade: number;
  readonly owner: string;
  readonly deputy: string;
  readonly group: string;
  readonly language: string;
  /** Whole days since his last contact; -1: there was none. */
  readonly daysSince: number;
}

/** A queue at this moment. */
export interface QueueFacts {
  readonly name: string;
  readonly waiting: number;
  /** Seconds. */
  readonly longestWait: number;
  readonly ready: number;
  readonly signedIn: number;
}

/** This moment in the shop's zone. */
export interface TimeFacts {
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  /** `2026-10-01`. */
  readonly date: string;
  /** `09:05`. */
  readonly clock: string;
}

/** The channels towards the exchange. */
export interface TrunkFacts {
  /** 0 to 1. */
  readonly utilisation: number;
  readonly busy: number;
  readonly inService: number;
}

/** All that conditions go by. What costs something may be a getter: only what is asked is fetched. */
export interface Facts {
  readonly contact: ContactFacts;
  readonly customer: CustomerFacts;
  /** The queue that the call belongs to. */
  readonly queue: QueueFacts;
  readonly time: TimeFacts;
  readonly trunks: TrunkFacts;
  /** `open("office")`: whether the calendar of this name is open now; `holiday("office")`: whether today is one of its holidays. */
  readonly open: (calendar: string) => boolean;
  readonly holiday: (calendar: string) => boolean;
  /** Another queue: `waiting("vip")`, `longestWait("vip")`, `ready("vip")`, `signedIn("vip")`. */
  readonly queueNamed: (name: string) => QueueFacts;
  /** Of a flow: what is known by the names that its steps give. */
  readonly values?: Readonly<Record<string, string>>;
}

export type VariableType = 'string' | 'bool' | 'int' | 'double' | 'map<string, string>';

type TypesOf<T> = { readonly [K in keyof T]: VariableType };

/** The variables and the types of their fields. */
export const VARIABLES = {
  contact: {
    number: 'string',
    withheld: 'bool',
    accessNumber: 'string',
    area: 'string',
    province: 'string',
    city: 'string',
    data: 'map<string, string>',
    redirecting: 'string',
  } satisfies TypesOf<ContactFacts>,
  customer: {
    known: 'bool',
    id: 'string',
    name: 'string',
    grade: 'int',
    owner: 'string',
    deputy: 'string',
    group: 'string',
    language: 'string',
    daysSince: 'int',
  } satisfies TypesOf<CustomerFacts>,
  queue: {
    name: 'string',
    waiting: 'int',
    longestWait: 'int',
    ready: 'int',
    signedIn: 'int',
  } satisfies TypesOf<QueueFacts>,
  time: { weekday: 'int', hour: 'int', minute: 'int', date: 'string', clock: 'string' } satisfies TypesOf<TimeFacts>,
  trunks: { utilisation: 'double', busy: 'int', inService: 'int' } satisfies TypesOf<TrunkFacts>,
} as const;

export type VariableName = keyof typeof VARIABLES;

/** What a value of a flow is; it is kept as text, and counted with as what it is. */
export type ValueType = 'string' | 'int' | 'double' | 'bool';
export type ValueTypes = Readonly<Record<string, ValueType>>;

/** Text as what it is to be; what is not, and what is not there, is nothing: 0, false. */
export function asTyped(type: ValueType, text: string): string | bigint | number | boolean {
  switch (type) {
    case 'string':
      return text;
    case 'int':
      return WHOLE.test(text) ? BigInt(text) : 0n;
    case 'double':
      return NUMBER.test(text) ? Number(text) : 0;
    case 'bool':
      return text === 'true';
  }
}

/** Numbers as they are kept: CEL has 64 bits for a whole one. */
export const WHOLE = /^-?\d{1,18}$/;
export const NUMBER = /^-?\d{1,18}(\.\d{1,18})?$/;

/** The values as CEL has them. */
export function typedValues(types: ValueTypes, values: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(types).map(([name, type]) => [name, asTyped(type, values[name] ?? '')]));
}

/** The same moment with what is known in a flow; what the facts fetch stays unfetched. */
export function withValues(facts: Facts, values: Readonly<Record<string, string>>): Facts {
  return Object.create(facts, { values: { value: values, enumerable: true } }) as Facts;
}

/** Functions that name something of the file, and what it is. */
export const NAMING = {
  open: 'calendar',
  holiday: 'calendar',
  waiting: 'queue',
  longestWait: 'queue',
  ready: 'queue',
  signedIn: 'queue',
} as const;

/** A customer who is not in the directory. */
export const NOBODY: CustomerFacts = {
  known: false,
  id: '',
  name: '',
  grade: 0,
  owner: '',
  deputy: '',
  group: '',
  language: '',
  daysSince: -1,
};
