// SPDX-License-Identifier: GPL-2.0-or-later
// Which environment does a nested npm get? A lifecycle script sees some thirty npm_* variables of the npm that started
// it; handed on, they would change what the inner npm does. Only those that say where packages come from are kept.
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

const kept = new Set(
  [
    ...['registry', 'proxy', 'https_proxy', 'noproxy', 'cache', 'ca', 'cafile', 'strict_ssl', 'replace_registry_host'],
    ...['nodedir', 'userconfig', 'fetch_retries', 'fetch_timeout', 'disturl', 'better_sqlite3_binary_host'],
  ].map((name) => `npm_config_${name}`),
);

/**
 * The environment without another npm's variables, and with `npm_config_nodedir` when Node's headers lie beside Node:
 * better-sqlite3 is then built where the web site of the headers cannot be reached.
 * @param {Readonly<Record<string, string | undefined>>} environment
 * @param {string | undefined} nodedir the prefix of a Node that has its headers
 * @returns {Record<string, string | undefined>}
 */
export function cleanEnvironment(environment, nodedir) {
  const entries = Object.entries(environment).filter(([name]) => {
    const lower = name.toLowerCase().replaceAll('-', '_');
    return !lower.startsWith('npm_') || kept.has(lower);
  });
  const clean = Object.fromEntries(entries);
  const given = Object.keys(clean).some((name) => name.toLowerCase() === 'npm_config_nodedir');
  return given || nodedir === undefined ? clean : { ...clean, npm_config_nodedir: nodedir };
}

/**
 * Node's own prefix when its headers are there, else nothing: node-gyp then downloads them.
 * @param {string} node path of the Node binary
 * @returns {string | undefined}
 */
export function headersPrefix(node = process.execPath) {
  const prefix = path.resolve(node, '../..');
  return existsSync(path.join(prefix, 'include/node/node_api.h')) ? prefix : undefined;
}

/**
 * Where npm keeps what it has fetched, unless an .npmrc says otherwise.
 * @param {Readonly<Record<string, string | undefined>>} environment
 */
export function cacheOf(environment) {
  const [, given] = Object.entries(environment).find(([name]) => name.toLowerCase() === 'npm_config_cache') ?? [];
  return given ?? path.join(homedir(), '.npm');
}

/**
 * Why nothing can be written into a folder; nothing: it can.
 * @param {string} folder
 * @returns {string | undefined}
 */
export function unwritable(folder) {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
    return undefined;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

/**
 * One by one: below /proc Node's recursive way never ends.
 * @param {string} folder
 */
function makeFolder(folder) {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder);
}

/**
 * The same environment, with all that npm and node-gyp would keep in the home directory in a folder of ours.
 * @param {Readonly<Record<string, string | undefined>>} environment
 * @param {string} folder
 * @returns {Record<string, string | undefined>}
 */
export function withCaches(environment, folder) {
  const rest = Object.entries(environment).filter(([name]) => name.toLowerCase() !== 'npm_config_cache');
  return {
    ...Object.fromEntries(rest),
    npm_config_cache: path.join(folder, 'npm-cache'),
    npm_config_devdir: path.join(folder, 'node-gyp'),
  };
}
