// SPDX-License-Identifier: GPL-2.0-or-later
// Whose names, numbers and secrets does a shop's file have? They are taken out of every file of the bundle.

import { hostname, userInfo } from 'node:os';
import type { Config } from '../../config/index.js';
import { numberPlan } from '../../engine/index.js';
import { Aliases } from './aliases.js';

/** Aliases that know what a configuration has, if there is one that can be read. */
export function aliasesOf(config: Config | undefined): Aliases {
  const aliases = new Aliases(config === undefined ? undefined : numberPlan(config));
  const box = hostname();
  if (box.length >= 4 && box !== 'localhost') aliases.know('person', box);
  const user = ownName();
  if (user !== 'root' && user !== 'spillway') aliases.know('person', user);
  if (config !== undefined) knowShop(aliases, config);
  return aliases;
}

function knowShop(
  aliases: Aliases,
  { agents, people, accessNumbers, trunkGroups, mail, hooks, ...lists }: Config,
): void {
  for (const { name, ...agent } of [...agents, ...people]) {
    aliases.know('person', name);
    if ('pin' in agent) aliases.know('secret', agent.pin);
    if ('pinHash' in agent) aliases.know('secret', agent.pinHash);
  }
  for (const { number } of accessNumbers) aliases.know('number', number);
  for (const number of trunkGroups.flatMap(({ presentable }) => presentable)) aliases.know('number', number);
  for (const number of [...lists.doNotCall, ...lists.blocked]) aliases.know('number', number);
  for (const secret of [mail?.password, mail?.user, ...hooks.map((hook) => hook.secret)])
    if (typeof secret === 'string') aliases.know('secret', secret);
}

function ownName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'root'; // the machine's list of users has none with this number
  }
}
