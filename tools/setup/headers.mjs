// SPDX-License-Identifier: GPL-2.0-or-later
// With which of Node's headers is better-sqlite3 built? With those beside Node, mended where they would let it crash.
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const wrapHeader = 'include/node/node_object_wrap.h';

/**
 * Node 24.19 and later 24s: an object that an addon wraps takes back a hook of its environment when it is collected, and
 * Node aborts when the collection runs outside of JavaScript (nodejs/node#65446). better-sqlite3 12 wraps its statements
 * so, and the box would die now and then. Without the hooks it is built as for 24.18, which is right on all of 24.
 * @param {string} text of node_object_wrap.h
 */
export function withoutHooks(text) {
  return text.replaceAll(
    /^(\s*)(?:Add|Remove)EnvironmentCleanupHook\(v8::Isolate::GetCurrent\(\), CleanupHook, this\);$/gm,
    '$1// no hook',
  );
}

/** @param {string} prefix */
function wrapOf(prefix) {
  const header = path.join(prefix, wrapHeader);
  return existsSync(header) ? readFileSync(header, 'utf8') : '';
}

/**
 * Whether what is built with these headers does not crash; nothing is known of headers that are not here.
 * @param {string | undefined} prefix
 */
export function areSound(prefix) {
  return prefix === undefined || withoutHooks(wrapOf(prefix)) === wrapOf(prefix);
}

/**
 * The prefix to build with: Node's own, or a copy in `folder` whose headers are mended.
 * @param {string | undefined} prefix where Node's headers are; undefined: not here
 * @param {string} folder
 * @returns {string | undefined}
 */
export function soundHeaders(prefix, folder) {
  if (prefix === undefined || areSound(prefix)) return prefix;
  rmSync(folder, { recursive: true, force: true });
  cpSync(path.join(prefix, 'include'), path.join(folder, 'include'), { recursive: true });
  writeFileSync(path.join(folder, wrapHeader), withoutHooks(wrapOf(prefix)));
  return folder;
}
