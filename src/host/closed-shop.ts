// SPDX-License-Identifier: GPL-2.0-or-later
// What if the box does not run? Then its file and its data directory are opened for one command, by whom they belong to.

import { existsSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { Access } from '../access/index.js';
import type { BusinessEvents, Origin } from '../bus/index.js';
import { type Config, ConfigFile, hintLine, ownPrompts, packagedPrompts, problemLine } from '../config/index.js';
import { MOST_CUSTOMERS } from '../customer/index.js';
import { CustomerDesk, ListedNumbers, NumberLists, numberPlan, staffOf, storedDirectory } from '../engine/index.js';
import { TelephonyError } from '../faults.js';
import { listPrompts, OwnPrompts } from '../ivr/index.js';
import { SystemClock } from '../kernel/index.js';
import { openStore, type Store } from '../store/index.js';
import { askerOf } from './asker.js';
import { customerMethods } from './customer-methods.js';
import { type PromptKeeper, promptMethods } from './prompt-methods.js';
import { settingsMethods } from './settings-methods.js';
import { Shop } from './shop.js';
import { shopMethods } from './shop-methods.js';

/** Runs one method of `shopMethods` on a file whose box does not run. Rejects with STORE_LOCKED when one does. */
export async function askClosedShop(
  path: string,
  method: string,
  params: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const file = ConfigFile.open(path, { menus: [], functions: [] });
  assertOwn(file.current.data);
  const clock = new SystemClock();
  const store = await openStore({ directory: file.current.data, clock });
  const numbers = await listsOf(store, clock, file);
  try {
    const { agents, access: settings } = file.current;
    const access = await Access.open(store, agents, settings);
    const actingFor = <T>(by: Origin, work: () => T) => store.actingFor(by, work);
    const note = (facts: BusinessEvents['settings.changed']) => {
      store.keep(store.batch().event('settings.changed', facts, Math.round(clock.now()))).catch(() => {});
    };
    const reload = async () => {
      const problems = (await file.reload()).map(problemLine);
      if (problems.length === 0) await access.configure(file.current.agents, file.current.access);
      const hints = file.hints.map((hint) => hintLine(hint, 'en'));
      return { file: file.file, problems, hints, restart: [], running: false };
    };
    const current = () => file.current;
    const shop = new Shop({ file: file.file, current, access, numbers, clock, actingFor, note, reload });
    const run = {
      ...shopMethods(shop),
      ...settingsMethods(file, { actingFor, note, shop, reload }),
      ...promptMethods(closedPrompts(file.current, store, clock)),
      ...(method.startsWith('customers.')
        ? customerMethods(await customersOf(store, clock, file), MOST_CUSTOMERS)
        : {}),
    }[method];
    if (run === undefined) throw new TelephonyError('NOT_FOUND', `method ${method}`);
    return await run(params, { by: ownOrigin() });
  } finally {
    numbers.close();
    await store.close();
  }
}

/** The next start plays what is there then. */
function closedPrompts(config: Config, store: Store, clock: SystemClock): PromptKeeper {
  const own = new OwnPrompts(ownPrompts(config));
  const note = (type: 'prompt.imported' | 'prompt.removed', name: string, place: string, by: Origin) =>
    store.actingFor(by, () => store.keep(store.batch().event(type, { name, place }, Math.round(clock.now()))));
  return {
    language: config.language,
    list: () => listPrompts(config, packagedPrompts()),
    put: async (piece, by) => {
      const whole = await own.put(piece);
      if (whole) await note('prompt.imported', piece.name, piece.place, by);
      return whole;
    },
    remove: async (name, place, by) => {
      await own.remove(name, place);
      await note('prompt.removed', name, place, by);
    },
    versions: (name, place) => own.versions(name, place),
    restore: async (name, place, version, by) => {
      const restored = await own.restore(name, place, version);
      const at = Math.round(clock.now());
      await store.actingFor(by, () =>
        store.keep(store.batch().event('prompt.restored', { name, place, version: restored }, at)),
      );
      return restored;
    },
  };
}

async function listsOf(store: Awaited<ReturnType<typeof openStore>>, clock: SystemClock, { current }: ConfigFile) {
  const plan = numberPlan(current);
  const stored = async (list: 'blocked' | 'doNotCall') =>
    (await store.ask('numbersOf', { list })).map(({ number }) => number);
  const lists = {
    blocked: new ListedNumbers(await stored('blocked'), { plan, ofFile: current.blocked }),
    doNotCall: new ListedNumbers(await stored('doNotCall'), { plan, ofFile: current.doNotCall }),
  };
  return new NumberLists({ store, clock, lists, plan: () => plan });
}

async function customersOf(store: Store, clock: SystemClock, { current }: ConfigFile) {
  const plan = numberPlan(current);
  const directory = await storedDirectory(store);
  return new CustomerDesk({ store, clock, directory, plan: () => plan, staff: () => staffOf(current) });
}

/** What root makes in a directory that is not his, the service could not open any more. */
function assertOwn(directory: string): void {
  if (!existsSync(directory) || process.geteuid?.() !== 0) return;
  const { uid } = statSync(directory);
  if (uid !== 0)
    throw new TelephonyError(
      'REFUSED',
      `${directory} belongs to user ${uid}: run this as that user (sudo -u '#${uid}' spillway ...)`,
    );
}

function ownOrigin(): Origin {
  const { uid, username: name } = userInfo();
  return askerOf({ uid, name });
}
