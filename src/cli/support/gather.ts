// SPDX-License-Identifier: GPL-2.0-or-later
// What is in a support bundle? Each of its files, made without numbers, names and secrets; what cannot be had says why.

import { spawnSync } from 'node:child_process';
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { arch, release } from 'node:os';
import { parse, stringify } from 'yaml';
import type { Config } from '../../config/index.js';
import { VERSION } from '../../kernel/index.js';
import { loadAddon } from '../../native/index.js';
import { askDirectory } from '../../store/index.js';
import { askBox } from '../control-client.js';
import { examine } from '../doctor/checks.js';
import { thisMachine } from '../doctor/here.js';
import type { Setting } from '../doctor/machine.js';
import type { Aliases } from './aliases.js';

/** A file of the bundle. */
export interface BundleFile {
  readonly name: string;
  readonly text: string;
}

export interface Sources {
  /** The configuration file's text; undefined: there is none. */
  readonly text: string | undefined;
  readonly setting: Setting;
  readonly socket: string;
  readonly aliases: Aliases;
}

const LOG_BYTES = 1 << 20;
const LOG_LINES = 2_000;

/** Every file, in the order in which they are looked at. */
export async function gather(sources: Sources): Promise<readonly BundleFile[]> {
  const { aliases, setting, socket } = sources;
  const asked = async (method: string, params = {}) => {
    try {
      return await askBox(socket, method, { params });
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  };
  const status = await asked('status');
  for (const name of namesIn(status)) aliases.know('person', name);
  const json = (name: string, value: unknown): BundleFile => ({
    name,
    text: `${JSON.stringify(aliases.value(value), null, 2)}\n`,
  });
  return [
    { name: 'versions.json', text: `${JSON.stringify(versions(), null, 2)}\n` }, // what of it looks like a number is none
    { name: 'configuration.yaml', text: configuration(sources) },
    json('status.json', status),
    json('alarms.json', await alarms(asked, setting.config)),
    json('outbox.json', await asked('outbox')),
    json('doctor.json', await examine(thisMachine(), setting)),
    { name: 'log.txt', text: log(setting.config, aliases) },
  ];
}

/** Agents by their names, also such as the file no longer has. */
function namesIn(status: unknown): readonly unknown[] {
  const { agents } = (status ?? {}) as { readonly agents?: readonly { readonly name?: unknown }[] };
  return Array.isArray(agents) ? agents.map(({ name }) => name) : [];
}

/** The last of a running box, else those that stand in the database. */
async function alarms(
  asked: (method: string, params?: object) => Promise<unknown>,
  config: Config | undefined,
): Promise<unknown> {
  const told = await asked('alarms', { all: true });
  if (Array.isArray(told) || config === undefined) return told;
  try {
    return (await askDirectory(config.data, 'standing', null)).alarms;
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

function versions(): unknown {
  return {
    spillway: VERSION,
    node: process.versions,
    system: /^PRETTY_NAME="?([^"\n]*)/m.exec(read('/etc/os-release') ?? '')?.[1],
    kernel: `${release()} ${arch()}`,
    dahdi: read('/sys/module/dahdi/version')?.trim(),
    addon: addon(),
  };
}

function addon(): unknown {
  try {
    const { version, priVersion } = loadAddon();
    return { version, libpri: priVersion };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** As it is read: without comments, in which anything may stand. One that is no YAML goes line by line. */
function configuration({ text, aliases }: Sources): string {
  if (text === undefined) return '# no configuration file could be read\n';
  try {
    return stringify(aliases.value(parse(text) as unknown, '', 'person'));
  } catch {
    return aliases.text(text.replaceAll(/#.*$/gm, '#').replaceAll(/((?:^|[{,\s])name\s*:\s*).*$/gm, '$1[name]'));
  }
}

/** The end of the log, of the file that the configuration names or of the journal. */
function log(config: Config | undefined, aliases: Aliases): string {
  const file = config?.log.file;
  const text = file === undefined ? journal() : endOf(file);
  if (text === undefined) return 'no log could be read\n';
  const lines = text.trimEnd().split('\n').slice(-LOG_LINES);
  return `${lines.map((line) => logLine(line, aliases)).join('\n')}\n`;
}

function logLine(line: string, aliases: Aliases): string {
  try {
    const read: unknown = JSON.parse(line);
    if (typeof read === 'object' && read !== null) return JSON.stringify(aliases.value(read));
  } catch {
    // A line for people.
  }
  return aliases.text(line);
}

function journal(): string | undefined {
  const words = ['--unit', 'spillway', '--lines', String(LOG_LINES), '--no-pager', '--output', 'cat'];
  const { status, stdout } = spawnSync('journalctl', words, { encoding: 'utf8', timeout: 10_000, maxBuffer: 64 << 20 });
  return status === 0 ? stdout : undefined;
}

function endOf(file: string): string | undefined {
  try {
    const handle = openSync(file, 'r');
    try {
      const { size } = fstatSync(handle);
      const bytes = Buffer.alloc(Math.min(size, LOG_BYTES));
      readSync(handle, bytes, 0, bytes.length, size - bytes.length);
      const text = bytes.toString('utf8');
      return size > bytes.length ? text.slice(text.indexOf('\n') + 1) : text;
    } finally {
      closeSync(handle);
    }
  } catch {
    return undefined;
  }
}

/** A file's text; undefined: it cannot be read. */
export function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
