// SPDX-License-Identifier: GPL-2.0-or-later
// A machine for the doctor's tests: everything is well but what the test says.

import type { Machine, Setting } from '../../../src/cli/doctor/machine.js';
import { loadConfig } from '../../../src/config/index.js';
import { toneZone } from '../../../src/native/index.js';

/**
 * Files as the driver writes them; B-channels 1-15 and 17-31, D-channel 16, telephones at 32-39. `cancellers`: what it writes of
 * each channel's.
 */
export function driverFiles(
  options: {
    readonly alarm?: string;
    readonly inUse?: boolean;
    readonly cancellers?: (channel: number) => string;
  } = {},
) {
  const {
    alarm = '',
    inUse = false,
    cancellers = (channel) => (channel < 32 ? '' : '(EC: MG2 - INACTIVE) '),
  } = options;
  const use = inUse ? '(In use) ' : '';
  const line = (number: number, name: string, signalling: string) =>
    `\t${`${number}`.padStart(4)} ${name} ${signalling} ${use}${cancellers(number)}`;
  const e1 = Array.from({ length: 31 }, (_, index) =>
    line(index + 1, `TE2/0/1/${index + 1}`, index === 15 ? 'HDLCFCS' : 'Clear'),
  );
  const phones = Array.from({ length: 8 }, (_, index) => line(index + 32, `WCTDM/0/${index}`, 'FXOKS'));
  return {
    '/sys/module/dahdi/version': '3.1.0\n',
    '/proc/dahdi/1': [
      `Span 1: TE2/0/1 "T2XXP (PCI) Card 0 Span 1" (MASTER) HDB3/CCS/CRC4 ${alarm}`,
      '',
      ...e1,
      '',
    ].join('\n'),
    '/proc/dahdi/2': ['Span 2: WCTDM/0 "Wildcard TDM800P" ', '', ...phones, ''].join('\n'),
    '/dev/dahdi/ctl': '',
    '/dev/dahdi/channel': '',
  };
}

/** A good machine without a card. `files` are added; a file undefined is taken away. */
export function madeUpMachine(
  files: Readonly<Record<string, string | undefined>> = {},
  changes: Partial<Machine> = {},
): Machine {
  const all: Record<string, string | undefined> = {
    '/proc/self/limits': [
      'Max locked memory         unlimited            unlimited            bytes',
      'Max realtime priority     50                   50                   ',
      '',
    ].join('\n'),
    '/proc/sys/kernel/sched_rt_runtime_us': '950000\n',
    '/prompts/texts.yaml': 'welcome: { zh-CN: 您好, en: Hello }\nas-well: { en: As well }\n',
    '/prompts/zh-CN/welcome.wav': '',
    ...files,
  };
  const names = (directory: string) =>
    Object.keys(all).filter((path) => all[path] !== undefined && path.startsWith(`${directory}/`));
  return {
    nodeVersion: '20.20.0',
    now: () => Date.UTC(2026, 0, 5),
    read: (file) => all[file],
    list: (directory) => [
      ...new Set(names(directory).map((path) => path.slice(directory.length + 1).split('/')[0] ?? '')),
    ],
    access: (path) => (all[path] !== undefined || names(path).length > 0 ? 'usable' : 'missing'),
    me: 'anna',
    ownership: () => undefined,
    realPath: (path) => path,
    inode: () => undefined,
    run: (program) => (program === 'timedatectl' ? 'yes\n' : undefined),
    addon: () => ({ version: '0.1.0', priVersion: '1.6.0' }),
    toneZone: (country) => toneZone(country, 'no-such-library.so'),
    packagedPrompts: '/prompts',
    freeBytes: () => 100 * 2 ** 30,
    flushTimes: () => [2, 3, 2],
    openPromises: async () => 0,
    standing: async () => ({ busiedOut: [], alarms: [] }),
    measuredLines: async () => [],
    boxAnswers: async () => false,
    ...changes,
  };
}

/** What an example of the package configures. */
export function settingOf(file: string): Setting {
  const parsed = loadConfig(file);
  return 'config' in parsed ? { file, parsed, config: parsed.config } : { file, parsed };
}

/** Board dahdi: the channels of `driverFiles`. */
export const withCard = settingOf('examples/spillway.yaml');
export const withoutCard = settingOf('examples/tv-shopping.yaml');
