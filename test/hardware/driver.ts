// SPDX-License-Identifier: GPL-2.0-or-later
// What does a test ask of the DAHDI driver past the engine? To unplug an E1 and plug it in again; to act at the far end of a line.

import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import koffi from 'koffi';
import type { Test } from 'tap';

// dahdi/user.h
const DYNAMIC_CREATE = 0xc048da50;
const DYNAMIC_DESTROY = 0x4048da51;
const SPAN = { bytes: 72, address: 20, channels: 60 }; // struct dahdi_dynamic_span: driver[20], addr[40], numchans, ...
const E1_CHANNELS = 31;

const ioctl = koffi.load('libc.so.6').func('int ioctl(int fd, unsigned long request, void *argument)');

/** Asks the driver for something, or throws its refusal. */
export function control(device: number, request: number, argument: Buffer): void {
  if (ioctl(device, request, argument) === 0) return;
  throw new Error(`the driver refuses request ${request.toString(16)} with ${koffi.errno()}`);
}

function changeSpan(request: number, address: string): void {
  const span = Buffer.alloc(SPAN.bytes);
  span.write('loc', 0);
  span.write(address, SPAN.address);
  span.writeInt32LE(E1_CHANNELS, SPAN.channels);
  const driver = openSync('/dev/dahdi/ctl', 'r+');
  try {
    control(driver, request, span);
  } finally {
    closeSync(driver);
  }
}

/** Unplugs an E1 made by `dynamic=loc,ADDRESS,31,0`: its own channels are gone, and the span it is wired to has no signal. */
export function unplug(address: string): void {
  changeSpan(DYNAMIC_DESTROY, address);
}

/** Makes it again and configures its channels, of which the first has this number. */
export function plugIn(address: string, first: number): void {
  changeSpan(DYNAMIC_CREATE, address);
  configure({ first, last: first + E1_CHANNELS - 1 }, e1Channels(first));
}

interface Range {
  readonly first: number;
  readonly last: number;
}

/** Lines of system.conf for an E1. */
export function e1Channels(first: number): string {
  const dChannel = first + 15;
  return `bchan=${first}-${dChannel - 1},${dChannel + 1}-${first + E1_CHANNELS - 1}\ndchan=${dChannel}\n`;
}

/** Configures channels that are new to the driver; the others are left alone. */
function configure({ first, last }: Range, lines: string): void {
  const file = join(tmpdir(), `system-${first}.conf`);
  writeFileSync(file, `${lines}alaw=${first}-${last}\nloadzone=cn\ndefaultzone=cn\n`);
  execFileSync('dahdi_cfg', ['-c', file, '-C', `${first}-${last}`], { stdio: 'inherit' });
}

/** A span that the driver has taken away from whoever has it open, as it does when a card is pulled or its module reloaded. */
export interface PulledSpan extends Range {
  readonly number: number;
  /** The driver's folder of the card, which stays. */
  readonly card: string;
  /** Which of the card's spans it is. */
  readonly ofCard: string;
}

/** Every call of an open channel of the span fails with ENODEV from now on; its devices are gone. */
export function pull(number: number): PulledSpan {
  const span = `/sys/bus/dahdi_spans/devices/span-${number}`;
  const value = (name: string) => readFileSync(`${span}/${name}`, 'utf8').trim();
  const first = Number(value('basechan'));
  const last = first + Number(value('channels')) - 1;
  const pulled = { number, card: realpathSync(`${span}/ddev`), ofCard: value('local_spanno'), first, last };
  writeFileSync(`${pulled.card}/unassign_span`, pulled.ofCard);
  return pulled;
}

/** The same span, with the numbers that it had, configured by these lines. */
export function putBack(pulled: PulledSpan, lines: string): void {
  const { number, card, ofCard, first } = pulled;
  writeFileSync(`${card}/assign_span`, `${ofCard}:${number}:${first}`);
  configure(pulled, lines);
}

/** Bits of dahdi/user.h. */
export const ALARM = { none: 0, recover: 1, blue: 16 } as const;

/** Gives a span an alarm that only a card would have (tools/dahdi-vm/span-alarms); it stays until it gets another one. */
export function alarm(span: number, bits: number): void {
  writeFileSync('/sys/module/span_alarms/parameters/set', `${span} ${bits}`);
}

/** The channel that a device is for, by its number. */
export const SPECIFY = 0x4004da26;
const HOOK = 0x4004da07;
const DIAL = 0x4104da1f; // struct dahdi_dialoperation: op, dialstr[256]
const DIAL_BYTES = 260;
const REPLACE = 2;

/** A port that no engine has: the test is at the other end of the line and can do what our engine does not. */
export class RawPort {
  readonly #device = openSync('/dev/dahdi/channel', 'r+');

  constructor(t: Test, number: number) {
    t.teardown(() => closeSync(this.#device));
    control(this.#device, SPECIFY, word(number));
  }

  hook(offHook: boolean): void {
    control(this.#device, HOOK, word(offHook ? 1 : 0));
  }

  /** Dials by opening the loop; the driver keeps the time. */
  pulse(digits: string): void {
    const dialling = Buffer.alloc(DIAL_BYTES);
    dialling.writeInt32LE(REPLACE);
    dialling.write(`P${digits}`, 4);
    control(this.#device, DIAL, dialling);
  }
}

/** An `int` for the driver. */
export function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}
