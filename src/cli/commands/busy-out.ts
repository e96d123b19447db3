// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway channels | spans busy-out, drain, in-service`: how does an operator take lines out of service and back?

import type { ChannelReport } from '../../engine/index.js';
import { inLanguage } from '../../kernel/index.js';
import { askAndPrint, attempt, type BoxOptions, type Example } from '../command.js';
import { askBox } from '../control-client.js';
import { livePage } from '../live-page.js';
import { EXIT, many, type Output, say } from '../output.js';

/** What can be done with lines. */
export const LINE_ACTIONS = ['busy-out', 'drain', 'in-service'] as const;
export type LineAction = (typeof LINE_ACTIONS)[number];

export interface LineActionOptions extends BoxOptions {
  readonly now?: boolean;
}

/** How far a drain is. */
interface Drained {
  readonly left: number;
  readonly channels: number;
}

/** Examples that both commands show. */
export function actionExamples(command: 'channels' | 'spans', target: string): readonly Example[] {
  return [
    {
      line: `spillway ${command} busy-out ${target}`,
      does: {
        en: 'no new calls there, also after a restart; a call that is up goes on (--now: is cleared)',
        zh: '闭塞：不再接续新呼叫，重启后仍有效；已有通话继续（--now 则立即拆除）',
      },
    },
    {
      line: `spillway ${command} drain ${target}`,
      does: {
        en: 'the same, and wait for the last call; Ctrl-C ends the waiting, they stay busied out',
        zh: '同上，并等待最后一个通话结束；按 Ctrl-C 只结束等待，闭塞保持',
      },
    },
    {
      line: `spillway ${command} in-service ${target}`,
      does: { en: 'back into service; `box`: every trunk channel', zh: '恢复使用；box 表示所有中继信道' },
    },
  ];
}

export function isLineAction(word: string | undefined): word is LineAction {
  return LINE_ACTIONS.some((action) => action === word);
}

/** Carries one out and says what came of it. */
export async function actOnLines(
  output: Output,
  options: LineActionOptions,
  action: LineAction,
  targets: readonly string[],
): Promise<void> {
  if (action === 'drain') {
    await attempt(output, () => drain(output, options, targets));
    return;
  }
  const method = action === 'busy-out' ? 'busyOut' : 'inService';
  const params = { targets, now: options.now ?? false };
  await askAndPrint<readonly ChannelReport[]>(output, options, { method, params }, (channels) => {
    if (action === 'busy-out') sayBusiedOut(output, channels, options.now ?? false);
    else sayInService(output, channels);
  });
}

function sayBusiedOut(output: Output, channels: readonly ChannelReport[], now: boolean): void {
  const all = channels.length;
  const busy = channels.filter(({ talk }) => talk !== undefined).length;
  const rest = now ? { en: 'being cleared', zh: '正在拆除' } : { en: 'to be let end', zh: '继续至结束' };
  const calls = { en: `; ${many(busy, 'call')} ${rest.en}`, zh: `；${busy} 个通话${rest.zh}` };
  say(output, {
    en: `${many(all, 'channel')} busied out${busy > 0 ? calls.en : ''}`,
    zh: `已闭塞 ${all} 个信道${busy > 0 ? calls.zh : ''}`,
  });
}

const BY_RESTART: ReadonlySet<string> = new Set(['service', 'restart', 'notRestarted']);

function sayInService(output: Output, channels: readonly ChannelReport[]): void {
  // What the engine puts back is told a moment later: only the reasons that lie elsewhere are told here.
  const alarmed = channels.filter(({ hindrances }) => hindrances.some((by) => !BY_RESTART.has(by)));
  const rest = {
    en: `; not yet ready (alarm, or D-channel down): ${alarmed.length}`,
    zh: `；其中 ${alarmed.length} 个因告警或 D 信道中断暂不可用`,
  };
  say(output, {
    en: `${many(channels.length, 'channel')} back in service${alarmed.length > 0 ? rest.en : ''}`,
    zh: `已恢复 ${channels.length} 个信道${alarmed.length > 0 ? rest.zh : ''}`,
  });
}

async function drain(output: Output, options: LineActionOptions, targets: readonly string[]): Promise<void> {
  const page = livePage(options);
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  const show = (item: unknown) => {
    const { left, channels } = item as Drained;
    const line = inLanguage(
      {
        en: `draining ${many(channels, 'channel')}: ${many(left, 'call')} left`,
        zh: `平滑停用 ${channels} 个信道：剩余 ${left} 个通话`,
      },
      output.language,
    );
    if (options.json) return;
    if (page) page(line);
    else output.write(line);
  };
  try {
    const result = await askBox(options.socket, 'drain', { params: { targets }, item: show, signal: stop.signal });
    page?.done();
    if (options.json) output.write(JSON.stringify(result ?? { interrupted: true }));
    else if (result === null) say(output, INTERRUPTED);
    else say(output, { en: 'drained: no call is left there', zh: '已平滑停用：没有通话' });
    if (result === null) process.exitCode = EXIT.failed;
  } finally {
    process.off('SIGINT', interrupt);
  }
}

const INTERRUPTED = {
  en: 'no longer waiting; the channels stay busied out and their calls go on',
  zh: '不再等待；信道保持闭塞，通话继续',
};
