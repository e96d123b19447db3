// SPDX-License-Identifier: GPL-2.0-or-later
// How does time go by over the real engine? Tick by tick: real Q.931 and sound on the virtual board, the exchange and the telephones at its far end.

import { existsSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { type Config, packagedPrompts, promptPlaces } from '../../config/index.js';
import { TelephonyError } from '../../faults.js';
import type { VirtualClock } from '../../kernel/index.js';
import { type EngineOptions, NativeMedia, planOf, sliceMedia, TICK_MS, toneZone, zoneOf } from '../../native/index.js';
import type { BoardPlan } from './board-config.js';
import { openFarEnd } from './exchange-end.js';
import type { Place, PlaceNeeds } from './place.js';

const BEARERS = 30;
const LINES_UP = 400; // ticks in which layer 2 is there
const AGENT_SAYS = { 'zh-CN': 'en', en: 'zh-CN' } as const; // nothing that the box says in this language

/** Throws REFUSED when the channels are no whole E1s. */
export async function steppedPlace({ config, plan, clock, prompts }: PlaceNeeds): Promise<Place> {
  if (Object.values(plan.e1s).some((bearers) => bearers !== BEARERS))
    throw new TelephonyError('REFUSED', 'channels: the stepped engine has whole E1s; write a multiple of 30');
  const media = new NativeMedia(engineOf(config, plan));
  try {
    return await placeOver(media, clock, { config, plan, prompts });
  } catch (error) {
    media.close();
    throw error;
  }
}

async function placeOver(
  media: NativeMedia,
  clock: VirtualClock,
  { config, plan, prompts }: Pick<PlaceNeeds, 'config' | 'plan' | 'prompts'>,
): Promise<Place> {
  const tick = async (settled: () => Promise<void>) => {
    media.step(1);
    clock.advance(TICK_MS);
    await setImmediate();
    await settled();
  };
  const own = [...Object.keys(plan.e1s), ...Object.keys(plan.banks)];
  const voice = fileOf({ ...config, language: AGENT_SAYS[config.language] }, 'welcome');
  const files = prompts.flatMap((name) => {
    const file = fileOf(config, name);
    return file === undefined ? [] : [[name, file] as const];
  });
  if (voice === undefined) throw new TelephonyError('PROMPT_UNUSABLE', 'welcome.wav: there is no such file');
  const spans = Object.keys(plan.e1s).map(farOf);
  const far = openFarEnd(media, clock, { spans, prompts: new Map(files), voice });
  return {
    media: sliceMedia(media, own),
    far,
    begin: async (settled) => {
      for (let ticks = 0; ticks < LINES_UP && !far.ready; ticks++) await tick(settled);
      if (!far.ready) throw new TelephonyError('REFUSED', 'the lines of the virtual board do not come up');
    },
    advanceTo: async (to, settled) => {
      while (clock.now() < to) await tick(settled);
    },
    close: () => {
      far.close();
      media.close();
    },
  };
}

const farOf = (span: string) => `far-${span}`;

function engineOf({ country, dtmf }: Config, { e1s, banks }: BoardPlan): EngineOptions {
  const loop = (name: string, peer: string) => ({ name, carrier: { type: 'loop' as const, peer } });
  return {
    stepped: true,
    board: {
      type: 'virtual',
      spans: [
        ...Object.keys(e1s).flatMap((name) => [
          { ...loop(name, farOf(name)), kind: 'e1' as const },
          { ...loop(farOf(name), name), kind: 'e1' as const },
        ]),
        ...Object.entries(banks).flatMap(([name, ports]) => [
          { ...loop(name, farOf(name)), kind: 'analog' as const, ports, side: 'station' as const },
          { ...loop(farOf(name), name), kind: 'analog' as const, ports, side: 'telephone' as const },
        ]),
      ],
    },
    signalling: Object.keys(e1s).flatMap((name) => [
      { span: name, role: 'cpe' as const, restartAtStart: false },
      { span: farOf(name), role: 'network' as const },
    ]),
    tones: planOf(toneZone(zoneOf(country))),
    dtmf: { profile: dtmf.profile, letters: dtmf.letters },
  };
}

function fileOf(config: Config, prompt: string): string | undefined {
  return promptPlaces(config, prompt, packagedPrompts()).find((file) => existsSync(file));
}
