// SPDX-License-Identifier: GPL-2.0-or-later
// How were the lines to the exchange when `spillway lines measure` measured them last? Levels, noise and echo return loss of each.

import { join } from 'node:path';
import { spansOf } from '../../config/index.js';
import type { MeasuredLine } from '../../engine/index.js';
import type { Bilingual } from '../../kernel/index.js';
import { LINE_FINDINGS } from '../../words/index.js';
import { type Check, good, type Machine, type Setting, warning } from './machine.js';

interface Line {
  readonly name: string;
  /** Of a card: a virtual one need not be measured. */
  readonly real: boolean;
}

/** In the order of the file. */
function linesOf({ config }: Setting): readonly Line[] {
  return (config === undefined ? [] : spansOf(config)).flatMap((span) => {
    if (span.kind !== 'analog' || span.ports !== 'fxo') return [];
    const real = 'channels' in span;
    const ports = real ? span.channels.length : span.count;
    return Array.from({ length: ports }, (_, at) => ({ name: `${span.name}/${at + 1}`, real }));
  });
}

/** Undefined: no database yet, or one that another check has told of. */
async function kept(machine: Machine, { config }: Setting): Promise<readonly MeasuredLine[] | undefined> {
  if (config === undefined || !machine.list(config.data).includes('spillway.db')) return undefined;
  return machine.measuredLines(config.data).catch(() => undefined);
}

export const checkMeasures: Check = async (machine, setting) => {
  const lines = linesOf(setting);
  const all = lines.length === 0 ? undefined : await kept(machine, setting);
  if (all === undefined || setting.config === undefined) return undefined;
  const measured = all.filter(({ line }) => lines.some(({ name }) => name === line));
  const missing = lines.filter(({ name, real }) => real && !measured.some(({ line }) => line === name));
  if (measured.length === 0 && missing.length === 0) return undefined;
  const bad = measured.filter(({ findings }) => findings.length > 0);
  const what = joined([...measured.map(said), ...(missing.length > 0 ? [never(missing.map(({ name }) => name))] : [])]);
  if (bad.length === 0 && missing.length === 0) return good('measures', what);
  const socket = join(setting.config.data, 'box.sock');
  return warning(
    'measures',
    what,
    bad.length > 0
      ? joined(bad.map(remedy))
      : measure(
          missing.map(({ name }) => name),
          socket,
        ),
  );
};

const joined = (parts: readonly Bilingual[]): Bilingual => ({
  en: `${parts.map(({ en }) => en).join('; ')}.`,
  zh: `${parts.map(({ zh }) => zh).join('；')}。`,
});

function said({ line, at, measures: { dialTone, noise, hum, echoReturnLoss }, findings }: MeasuredLine): Bilingual {
  const day = new Date(at).toISOString().slice(0, 16).replace('T', ' ');
  const well = findings.length === 0;
  const tone = dialTone && `${dialTone.dbm0} dBm0 (${dialTone.hertz.join('+')} Hz)`;
  return {
    en: `${line} ${well ? 'is well' : 'IS NOT WELL'}: dial tone ${tone ?? 'none'}, noise ${noise} dBm0, hum ${hum} dBm0, echo return loss ${echoReturnLoss.mean} dB (${day} UTC)`,
    zh: `${line} ${well ? '正常' : '不正常'}：拨号音 ${tone ?? '无'}，噪声 ${noise} dBm0，交流声 ${hum} dBm0，回波损耗 ${echoReturnLoss.mean} dB（${day} UTC）`,
  };
}

const never = (lines: readonly string[]): Bilingual => ({
  en: `${lines.join(' ')}: never measured`,
  zh: `${lines.join(' ')}：从未测量`,
});

function remedy({ line, findings }: MeasuredLine): Bilingual {
  const words = findings.map((finding) => LINE_FINDINGS[finding]);
  return {
    en: `${line}: ${words.map(({ en }) => en).join(', ')}`,
    zh: `${line}：${words.map(({ zh }) => zh).join('，')}`,
  };
}

/** While nobody is on them: each takes 7 s. */
const measure = (lines: readonly string[], socket: string): Bilingual => ({
  en: `With the box running, and nobody on the lines: spillway lines measure ${lines.join(' ')} --socket ${socket}`,
  zh: `在系统运行且线路空闲时执行：spillway lines measure ${lines.join(' ')} --socket ${socket}`,
});
