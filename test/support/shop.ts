// SPDX-License-Identifier: GPL-2.0-or-later
// How does a test type a shop's commands? At a box that listens on its socket, in one language.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { ConfigFile } from '../../src/config/index.js';
import { ControlServer, controlMethods } from '../../src/host/index.js';
import { type BoxOptions, openBox } from './box.js';
import { command } from './command.js';

/** Stands before everything else in the file. */
const COMMENT = '# the shop of Mr Li\n';

/** A box that listens on its socket, its file with a comment, and the command line at it in a language. */
export async function shop(t: Test, options: BoxOptions = {}, language: 'en' | 'zh-CN' = 'en') {
  const place = await openBox(t, { signedIn: 0, ...options });
  const { world, box } = place;
  const path = join(world.folder, 'spillway.yaml');
  writeFileSync(path, COMMENT + readFileSync(path, 'utf8'));
  const file = ConfigFile.open(path, { menus: [] });
  const socket = join(world.folder, 'data/box.sock');
  const control = await ControlServer.open(socket, controlMethods(box, file, new AbortController()));
  t.teardown(() => control.close());
  const spillway = async (...args: string[]) => {
    const printed = await command({ language }, ...args, '--socket', socket);
    await box.settled();
    return printed;
  };
  return { ...place, file, path, spillway };
}
