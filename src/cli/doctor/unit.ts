// SPDX-License-Identifier: GPL-2.0-or-later
// What does the installed unit let the box be? Asked of systemd where it runs, else read from the unit's files.

import { limitValue } from './limits.js';
import type { Machine } from './machine.js';

export const UNIT = 'spillway.service';

/** Settings of the [Service] section that matter, each with all its values. */
export type UnitSettings = ReadonlyMap<string, readonly string[]>;

/** The unit as far as a box notices it. */
export interface Unit {
  /** Where it stands. */
  readonly file: string;
  readonly user: string;
  readonly group: string | undefined;
  readonly groups: readonly string[];
  /** Real-time priority and locked memory, as /proc/PID/limits would have them. */
  readonly realTime: number;
  readonly lockedMemory: number;
  /** Capabilities that its process has, in lower case. */
  readonly capabilities: readonly string[];
  /** What it starts: node, the program, the configuration file. */
  readonly node: string | undefined;
  readonly main: string | undefined;
  readonly configuration: string | undefined;
  /** The system is read-only but for these folders; undefined: it is not. */
  readonly writable: readonly string[] | undefined;
  readonly seesHomes: boolean;
  /** Devices that it may open; undefined: any. */
  readonly devices: readonly string[] | undefined;
}

const ASKED = [
  ...['LoadState', 'FragmentPath', 'ExecStart', 'User', 'Group', 'SupplementaryGroups', 'AmbientCapabilities'],
  ...['LimitRTPRIO', 'LimitMEMLOCK', 'RestrictRealtime', 'ProtectSystem', 'ProtectHome', 'ReadWritePaths'],
  ...['StateDirectory', 'LogsDirectory', 'RuntimeDirectory', 'PrivateDevices', 'DevicePolicy', 'DeviceAllow'],
];

const FOLDERS = [
  '/etc/systemd/system',
  '/run/systemd/system',
  '/usr/local/lib/systemd/system',
  '/usr/lib/systemd/system',
  '/lib/systemd/system',
];

/** The service of this machine; undefined: none is installed. */
export function installedUnit(machine: Machine): Unit | undefined {
  const properties = ASKED.flatMap((name) => ['--property', name]);
  const told = machine.run('systemctl', 'show', UNIT, ...properties);
  const shown = told === undefined ? undefined : settingsIn(told);
  if (shown !== undefined && one(shown, 'LoadState') === 'loaded')
    return unitOf(shown, one(shown, 'FragmentPath') ?? UNIT);

  const folder = FOLDERS.find((place) => machine.read(`${place}/${UNIT}`) !== undefined);
  if (folder === undefined) return undefined;
  const file = `${folder}/${UNIT}`;
  const drops = FOLDERS.flatMap((place) => {
    const below = `${place}/${UNIT}.d`;
    return machine.list(below).map((name) => ({ name, path: `${below}/${name}` }));
  });
  const inOrder = drops.filter(({ name }) => name.endsWith('.conf')).sort((a, b) => (a.name < b.name ? -1 : 1));
  const texts = [file, ...inOrder.map(({ path }) => path)].map((path) => serviceSection(machine.read(path) ?? ''));
  return unitOf(settingsIn(texts.join('\n')), file);
}

/** The lines of [Service], with those that are continued as one. */
function serviceSection(text: string): string {
  const lines = text.replaceAll(/\\\n/g, ' ').split('\n');
  let inside = false;
  return lines
    .filter((line) => {
      if (line.startsWith('[')) inside = line.trim() === '[Service]';
      return inside && /^\w+\s*=/.test(line);
    })
    .join('\n');
}

/** `Name=value` a line; an empty value takes back what came before. */
function settingsIn(text: string): UnitSettings {
  const found = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [, name, value = ''] = /^(\w+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined) continue;
    if (value === '') found.delete(name);
    else found.set(name, [...(found.get(name) ?? []), value]);
  }
  return found;
}

const one = (settings: UnitSettings, name: string) => settings.get(name)?.at(-1);
const words = (settings: UnitSettings, name: string) =>
  (settings.get(name) ?? []).flatMap((value) => value.split(/\s+/)).filter((word) => word !== '');
const isSet = (settings: UnitSettings, name: string) => /^(yes|true|on|1)$/.test(one(settings, name) ?? '');

function unitOf(settings: UnitSettings, file: string): Unit {
  // systemctl: `{ path=... ; argv[]=NODE MAIN start FILE --json ; ...}`; a file: `NODE MAIN start FILE --json`.
  const command = one(settings, 'ExecStart') ?? '';
  const [node, main, ...rest] = (/argv\[\]=(.*?) ;/.exec(command)?.[1] ?? command).trim().split(/\s+/);
  const configuration = rest.find((word) => word !== 'start' && !word.startsWith('-'));
  const strict = one(settings, 'ProtectSystem') === 'strict';
  return {
    file,
    user: one(settings, 'User') ?? 'root',
    group: one(settings, 'Group'),
    groups: words(settings, 'SupplementaryGroups'),
    realTime: isSet(settings, 'RestrictRealtime') ? 0 : limitValue(soft(settings, 'LimitRTPRIO') ?? '0'),
    lockedMemory: limitValue(soft(settings, 'LimitMEMLOCK') ?? '8M'), // systemd's own default
    capabilities: words(settings, 'AmbientCapabilities').map((name) => name.toLowerCase()),
    node,
    main,
    configuration,
    writable: strict ? writableIn(settings) : undefined,
    seesHomes: !/^(yes|true|on|1|read-only|tmpfs)$/.test(one(settings, 'ProtectHome') ?? 'no'),
    devices: devicesIn(settings),
  };
}

/** `64M:128M`: the first holds. */
const soft = (settings: UnitSettings, name: string) => one(settings, name)?.split(':')[0];

function writableIn(settings: UnitSettings): readonly string[] {
  const below = (name: string, root: string) =>
    words(settings, name).map((folder) => `${root}/${folder.split(':')[0]}`);
  return [
    ...words(settings, 'ReadWritePaths').map((path) => path.replace(/^[-+]+/, '')),
    ...below('StateDirectory', '/var/lib'),
    ...below('LogsDirectory', '/var/log'),
    ...below('RuntimeDirectory', '/run'),
    ...['/dev', '/proc', '/sys', '/tmp', '/var/tmp'],
  ];
}

function devicesIn(settings: UnitSettings): readonly string[] | undefined {
  if (isSet(settings, 'PrivateDevices')) return [];
  const allowed = (settings.get('DeviceAllow') ?? []).map((value) => value.split(/\s+/)[0] ?? '');
  const any = (one(settings, 'DevicePolicy') ?? 'auto') === 'auto' && allowed.length === 0;
  return any ? undefined : allowed;
}
