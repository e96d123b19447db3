// SPDX-License-Identifier: GPL-2.0-or-later
// What is a whole box on the E1s of tools/dahdi-vm/two-spans.conf, and what does it say of its lines? A caller hears its menu, and
// "goodbye" for each key that he presses.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Test } from 'tap';
import type { BusinessEvents, EventOf, EventType } from '../../src/bus/index.js';
import { type Box, open } from '../../src/engine/index.js';
import { sleep } from '../../src/kernel/index.js';
import { e1, TWO_SPANS } from './spillway-conf.js';
import { BEARERS, SPANS } from './two-spans.js';

export const ACCESS = '4001234';

const MINUTE = 60_000;

/** A box on these spans, and the next event of a type that is about one of them, if it says which. */
export async function wholeBox(t: Test, spans: readonly (typeof SPANS)[number][]) {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-box-'));
  const box: Box = await open({
    config: {
      language: 'en',
      data: folder,
      board: { type: 'dahdi', spans: spans.map((name) => e1(name, TWO_SPANS.box.e1s[SPANS.indexOf(name)] ?? 0)) },
      accessNumbers: [{ number: ACCESS, menu: 'main' }],
      queues: [{ name: 'sales' }],
    },
    dialogues: {
      main: async (dialogue) => {
        await dialogue.answer();
        for (;;) {
          const key = await dialogue.menu('menu-main', { choices: '1', timeout: MINUTE });
          if (key) await dialogue.say('goodbye');
        }
      },
    },
  });
  t.teardown(async () => {
    await box.close();
    rmSync(folder, { recursive: true });
  });
  const next = <T extends EventType & keyof BusinessEvents>(type: T, span?: string) =>
    new Promise<EventOf<T>>((resolve) => {
      const end = box.bus.on(type, (event) => {
        if (span !== undefined && 'span' in event.facts && event.facts.span !== span) return;
        end();
        resolve(event);
      });
    });
  return { box, next };
}

/** What an emulated machine does to ticks and disk is not asked here. */
export function lineAlarms(box: Box): readonly string[] {
  const ofLines = box.status().alarms.filter(({ code }) => code.startsWith('SPAN_') || code === 'D_CHANNEL_DOWN');
  return ofLines.map(({ code, subject }) => `${code} ${subject}`).sort();
}

/** Resolves when the exchange has acknowledged each RESTART: every B-channel is in service. */
export async function restarted(box: Box): Promise<void> {
  while (box.status().spans.some(({ inService }) => inService < BEARERS)) await sleep(box.clock, 100);
}
