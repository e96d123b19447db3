// SPDX-License-Identifier: GPL-2.0-or-later
// What does the console ask about the file? Its text, what changes would make of it, what it said before, and back to that.

import { readFileSync } from 'node:fs';
import {
  type ConfigFile,
  checkSettingsAside,
  keptRevisions,
  readSetting,
  type SettingChange,
  textWithoutSecrets,
  undoSettingsAside,
} from '../config/index.js';
import { TelephonyError } from '../faults.js';
import type { SettingsChanged, Shop, ShopParts } from './shop.js';
import { type ShopMethod, text } from './shop-methods.js';

type Params = Readonly<Record<string, unknown>>;

const MOST_CHANGES = 50;
/** Programs' menus and functions are not known here. */
const OPTIONS = { menus: [], functions: [] };

/** What is needed beside the file. */
export interface SettingsParts extends Pick<ShopParts, 'actingFor' | 'note' | 'reload'> {
  readonly shop: Shop;
}

export function settingsMethods(
  file: Pick<ConfigFile, 'file' | 'current'>,
  { actingFor, note, shop, reload }: SettingsParts,
): Readonly<Record<string, ShopMethod>> {
  return {
    'settings.text': () => ({
      revision: readSetting(file.file).revision,
      text: textWithoutSecrets(readFileSync(file.file, 'utf8')),
    }),
    'settings.check': (params) => checkSettingsAside(file.file, changesOf(params), OPTIONS),
    'settings.write': (params, { by }) => shop.change(changesOf(params), by, text(params, 'revision')),
    'settings.revisions': (params) => {
      const kept = keptRevisions(file.current.data);
      const { revision } = params;
      if (revision === undefined) return kept.map(({ path: _, ...one }) => one);
      const found = kept.find((one) => one.revision === revision);
      if (found === undefined) throw new TelephonyError('NOT_FOUND', `revision ${String(revision)}`);
      const [then, now] = [found.path, file.file].map((path) => textWithoutSecrets(readFileSync(path, 'utf8')));
      return { revision: found.revision, text: then, now };
    },
    'settings.undo': async (params, { by }): Promise<SettingsChanged> => {
      const { before, revision } = await undoSettingsAside(file.file, text(params, 'revision'), OPTIONS);
      actingFor(by, () => note({ paths: ['*'], revision, before }));
      return { ...(await reload(by)), revision, before };
    },
  };
}

function changesOf({ changes }: Params): readonly SettingChange[] {
  if (!Array.isArray(changes) || changes.length === 0 || changes.length > MOST_CHANGES)
    throw new TelephonyError('REFUSED', `changes: a list of 1 to ${MOST_CHANGES} would be right`);
  return changes.map((change: unknown) => {
    const { path, value, remove } = (typeof change === 'object' && change !== null ? change : {}) as Params;
    if (typeof path !== 'string' || path === '') throw new TelephonyError('REFUSED', 'path is missing');
    if (value === undefined && remove !== true)
      throw new TelephonyError('REFUSED', 'value is missing; remove: true takes the setting out of the file');
    return { path, value: remove === true ? undefined : value };
  });
}
