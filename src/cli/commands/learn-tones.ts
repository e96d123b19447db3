// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway lines learn-tones`: how do the tones of the exchange at a line sound? Heard there, shown, and written to the file.

import type { LearnedSound, LearnedTone } from '../../engine/index.js';
import { TelephonyError } from '../../faults.js';
import { type Bilingual, inLanguage, numbersOf } from '../../kernel/index.js';
import type { BoxOptions } from '../command.js';
import { askBox } from '../control-client.js';
import { heading } from '../heading.js';
import { EXIT, type Output, say } from '../output.js';
import { timedTable } from './lists.js';

export interface LearnTonesOptions extends BoxOptions {
  readonly busy?: string;
  readonly ringback?: string;
  readonly congestion?: string;
  readonly listen?: LearnedTone;
  readonly within?: string;
  readonly dryRun?: boolean;
}

const NAMES: Readonly<Record<LearnedTone, Bilingual>> = {
  dial: { en: 'dial tone', zh: '拨号音' },
  busy: { en: 'busy tone', zh: '忙音' },
  ringback: { en: 'ringing tone', zh: '回铃音' },
  congestion: { en: 'congestion tone', zh: '拥塞音' },
};

/** An entry of `exchange` as it stands in the file. */
type Entry = { readonly lines?: unknown; readonly tones?: object } & Readonly<Record<string, unknown>>;

/** Learns on one line, shows, and writes for all lines of its entry; exit code 1 when a tone was not heard. */
export async function learnTones(
  output: Output,
  options: LearnTonesOptions,
  [line, ...more]: readonly string[],
): Promise<void> {
  if (line === undefined || more.length > 0)
    throw new TelephonyError('REFUSED', 'learn-tones: one line at a time, such as lines/1');
  const sounds: LearnedSound[] = [];
  for (const question of questionsOf(options)) {
    const params = { line, ...question, ...(options.within && { within: options.within }) };
    sounds.push((await askBox(options.socket, 'lines.learnTone', { params })) as LearnedSound);
  }
  const heard = sounds.flatMap(({ tone, heard }) => (heard ? [[tone, heard.text] as const] : []));
  const written =
    options.dryRun || heard.length === 0 ? undefined : await write(options.socket, line, Object.fromEntries(heard));
  if (output.json || options.json) output.write(JSON.stringify({ line, sounds, written: written ?? null }, null, 2));
  else show(output, sounds, written);
  if (heard.length < sounds.length) process.exitCode = EXIT.failed;
}

function questionsOf({ busy, ringback, congestion, listen }: LearnTonesOptions) {
  if (listen !== undefined) return [{ tone: listen, listen: true }];
  const dialled = Object.entries({ busy, ringback, congestion }).flatMap(([tone, dial]) =>
    dial === undefined ? [] : [{ tone, dial }],
  );
  return [{ tone: 'dial' }, ...dialled];
}

function show(output: Output, sounds: readonly LearnedSound[], written: string | undefined): void {
  const t = (both: Bilingual) => inLanguage(both, output.language);
  timedTable(
    output,
    [
      heading('tone', '信号音'),
      heading('sounds as', '音型'),
      heading('heard', '听到次数'),
      heading('dBm0', '电平 dBm0'),
    ],
    sounds.map(({ tone, heard }) => [
      t(NAMES[tone]),
      heard?.text ?? t({ en: 'not heard', zh: '未听到' }),
      heard === undefined ? '' : heard.cycles === 0 ? t({ en: 'continuous', zh: '连续' }) : heard.cycles,
      heard?.dbm0 ?? '',
    ]),
  );
  if (written === undefined) say(output, { en: 'Nothing was written.', zh: '未写入配置。' });
  else
    say(output, {
      en: `Written to ${written}; it holds from the next call on its lines on.`,
      zh: `已写入 ${written}，对应线路下一个呼叫起生效。`,
    });
}

/** Puts the tones into the entry of `exchange` that is for this port; where that stands. */
async function write(socket: string, line: string, tones: Readonly<Record<string, string>>): Promise<string> {
  const [span = '', port = ''] = line.split('/');
  const read = async (path: string) =>
    (await askBox(socket, 'settings.read', { params: { path } })) as { revision: string; value: unknown };
  for (const board of ['board', ...Array.from({ length: 8 }, (_, at) => `boards.${at}`)]) {
    const path = `${board}.spans.${span}`;
    const found = await read(path).catch(() => undefined);
    if (typeof found?.value !== 'object' || found.value === null) continue;
    const entries = 'exchange' in found.value && Array.isArray(found.value.exchange) ? found.value.exchange : [];
    const change = { ...withTones(`${path}.exchange`, entries, Number(port), tones), revision: found.revision };
    const { problems } = (await askBox(socket, 'settings.change', { params: change })) as {
      problems: readonly unknown[];
    };
    if (problems.length > 0) throw new TelephonyError('CONFIG_INVALID', JSON.stringify(problems));
    return `${path}.exchange`;
  }
  throw new TelephonyError('NOT_FOUND', `span ${span} in the file`);
}

/** The tones alone of an entry that there is, so that nothing else seems to be changed; else one more entry. */
function withTones(
  path: string,
  entries: readonly Entry[],
  port: number,
  tones: Readonly<Record<string, string>>,
): { readonly path: string; readonly value: unknown } {
  const named = entries.findIndex(({ lines }) => lines !== undefined && numbersOf(`${lines}`)?.includes(port));
  const at = named >= 0 ? named : entries.findIndex(({ lines }) => lines === undefined);
  if (at < 0) return { path, value: [...entries, { tones }] };
  return { path: `${path}.${at}.tones`, value: { ...entries[at]?.tones, ...tones } };
}
