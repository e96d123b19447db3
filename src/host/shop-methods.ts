// SPDX-License-Identifier: GPL-2.0-or-later
// What can be asked of a shop, its box running or not? The table of methods that change it.

import type { Origin } from '../bus/index.js';
import type { ListName } from '../engine/index.js';
import { TelephonyError } from '../faults.js';
import { fileMethods } from './file-methods.js';
import type { Shop } from './shop.js';

type Params = Readonly<Record<string, unknown>>;

/** A method that needs no stream. */
export type ShopMethod = (params: Params, asked: { readonly by: Origin }) => unknown | Promise<unknown>;

/** What must be there. Throws REFUSED. */
export function text(params: Params, name: string): string {
  const value = params[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new TelephonyError('REFUSED', `${name} is missing`);
}

/** What may be left out. */
export function optional(params: Params, name: string): string | undefined {
  const value = params[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** What is asked for, of a table of actions. Throws REFUSED with the names that there are. */
export function actionOf<Action>(actions: Readonly<Record<string, Action>>, name: string): Action {
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (action !== undefined) return action;
  throw new TelephonyError('REFUSED', `${name}: ${Object.keys(actions).join(', ')} would be right`);
}

export function shopMethods(shop: Shop): Readonly<Record<string, ShopMethod>> {
  return {
    'settings.read': (params) => shop.read(optional(params, 'path') ?? ''),
    'settings.change': (params, { by }) => {
      if (params.value === undefined && params.remove !== true)
        throw new TelephonyError('REFUSED', 'value is missing; remove: true takes the setting out of the file');
      const change = { path: text(params, 'path'), value: params.remove === true ? undefined : params.value };
      return shop.change([change], by, text(params, 'revision'));
    },
    'agents.add': (params, { by }) => {
      const queues = Array.isArray(params.queues) ? params.queues.filter((queue) => typeof queue === 'string') : [];
      const pin = optional(params, 'pin');
      const entry = { agent: text(params, 'agent'), name: text(params, 'name'), queues };
      return shop.addAgent({ ...entry, ...(pin === undefined ? {} : { pin }) }, by);
    },
    'agents.remove': (params, { by }) => shop.removeAgent(text(params, 'agent'), by),
    'agents.pin': (params, { by }) => {
      const agent = text(params, 'agent');
      return params.fromFile === true ? shop.forgetPin(agent, by) : shop.setPin(agent, optional(params, 'pin'), by);
    },
    'agents.skills': (params, { by }) => shop.setSkills(text(params, 'agent'), text(params, 'skills'), by),
    'agents.unlock': (params, { by }) => shop.unlock(text(params, 'agent'), by),
    ...listMethods(shop, 'blocked'),
    ...listMethods(shop, 'doNotCall'),
    ...fileMethods(shop),
    reload: (_, { by }) => shop.reload(by),
  };
}

function listMethods(shop: Shop, list: ListName): Readonly<Record<string, ShopMethod>> {
  return {
    [`${list}.list`]: () => shop.numbers(list),
    [`${list}.add`]: (params, { by }) => {
      const reason = optional(params, 'reason');
      const { within } = params;
      return shop.addNumber(list, text(params, 'number'), {
        by,
        ...(reason === undefined ? {} : { reason }),
        ...(typeof within === 'number' && within > 0 ? { within } : {}),
      });
    },
    [`${list}.remove`]: async (params, { by }) => ({
      number: await shop.removeNumber(list, text(params, 'number'), by),
    }),
  };
}
