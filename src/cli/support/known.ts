// SPDX-License-Identifier: GPL-2.0-or-later
// Whose names, numbers and secrets does a shop's file have? They are taken out of every file of the bundle, also when the file is wrong.

import { hostname, userInfo } from 'node:os';
import { parse } from 'yaml';
import type { Config } from '../../config/index.js';
import { numberPlan } from '../../engine/index.js';
import { Aliases } from './aliases.js';

/** Aliases that know what a file's text has; `config`: what it says, if it is right. */
export function aliasesOf(text: string | undefined, config: Config | undefined): Aliases {
  const aliases = new Aliases(config === undefined ? undefined : numberPlan(config));
  const box = hostname();
  if (box.length >= 4 && box !== 'localhost') aliases.know('person', box);
  const user = ownName();
  if (user !== 'root' && user !== 'spillway') aliases.know('person', user);
  if (text !== undefined) learn(aliases, text);
  return aliases;
}

const NUMBERS = /^(number|presentable|doNotCall|blocked|show)$/;
const SECRETS = /^(pin|pinHash|password|secret|user)$/;
const PEOPLE = /^(agents|people)$/;
const NAME = /(?:^|[{,\s])name\s*:\s*["']?([^"',}\n#]+)/gm;

/** From what it holds; from one that is no YAML, every name. */
function learn(aliases: Aliases, text: string): void {
  try {
    look(aliases, parse(text) as unknown, []);
  } catch {
    for (const [, name] of text.matchAll(NAME)) aliases.know('person', name);
  }
}

/** `path`: the keys that lead here; a list's entries stand under its own. */
function look(aliases: Aliases, value: unknown, path: readonly string[]): void {
  if (Array.isArray(value)) {
    for (const item of value) look(aliases, item, path);
    return;
  }
  if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) look(aliases, item, [...path, key]);
    return;
  }
  const key = path.at(-1) ?? '';
  if (SECRETS.test(key)) aliases.know('secret', value);
  if (key === 'name' && PEOPLE.test(path[0] ?? '')) aliases.know('person', value);
  if (NUMBERS.test(key) && path[0] !== 'stations') aliases.know('number', value);
}

function ownName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'root'; // the machine's list of users has none with this number
  }
}
