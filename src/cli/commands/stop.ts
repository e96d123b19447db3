// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway stop`: ends the running box, at once or when its last call has ended, and waits until it is gone.

import type { Command } from 'commander';
import { TelephonyError } from '../../faults.js';
import type { Stopping } from '../../host/index.js';
import { type Bilingual, type Duration, inLanguage, SystemClock, sleep } from '../../kernel/index.js';
import { attempt, type BoxOptions, command, withBox } from '../command.js';
import { askBox } from '../control-client.js';
import { livePage } from '../live-page.js';
import { EXIT, many, type Output, say } from '../output.js';
import { durationOption } from '../span-of-time.js';
import { when, zoneOf } from '../times.js';

interface Options extends BoxOptions {
  readonly drain?: boolean;
  readonly within?: Duration;
  readonly cancel?: boolean;
}

const LOOK: Duration = 100;

export function stopCommand(output: Output): Command {
  const summary = {
    en: 'Stops the running box: at once, or with --drain when its last call has ended. Ctrl-C leaves a drain going; --cancel ends it',
    zh: '停止系统：立即停止，或加 --drain 等最后一个呼叫结束后停止。按 Ctrl-C 不影响平滑停用；--cancel 取消平滑停用',
  };
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const made = withBox(
    command(output, 'stop', summary, [
      { line: 'spillway stop', does: { en: 'calls that are up are cleared', zh: '已有呼叫会被拆除' } },
      {
        line: 'spillway stop --drain --within 10m',
        does: {
          en: 'no new calls (the exchange hears 44 or 34); stops after the last one, or after ten minutes',
          zh: '不接新呼叫（向交换机回 44 或 34）；最后一个呼叫结束或十分钟后停止',
        },
      },
      {
        line: 'spillway stop --cancel',
        does: { en: 'end the drain: calls are taken again', zh: '取消平滑停用，恢复接入' },
      },
    ]),
    output,
  );
  return made
    .option('--drain', t('let the calls that are up end first', '先等已有呼叫结束'))
    .option(
      '--within <time>',
      t('with --drain: at most so long, such as 10m', '配合 --drain：最长时间，如 10m'),
      durationOption('within'),
    )
    .option('--cancel', t('end a drain that is under way', '取消正在进行的平滑停用'))
    .action((options: Options) => {
      if (options.within !== undefined && !options.drain) made.error('error: --within belongs to --drain');
      if (options.cancel && options.drain) made.error('error: --cancel or --drain, not both');
      return attempt(output, () => (options.cancel ? cancel(output, options) : stop(output, options)));
    });
}

async function cancel(output: Output, { socket, json }: Options): Promise<void> {
  const result = await askBox(socket, 'stop', { params: { cancel: true } });
  if (json) output.write(JSON.stringify(result));
  else say(output, CANCELLED);
}

async function stop(output: Output, options: Options): Promise<void> {
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  process.once('SIGINT', interrupt);
  try {
    const pid = await ask(output, options, interrupted.signal);
    if (pid !== undefined) await gone(pid, interrupted.signal);
    if (interrupted.signal.aborted) end(output, options, INTERRUPTED, EXIT.failed);
    else if (pid === undefined) end(output, options, CANCELLED, EXIT.failed);
    else end(output, options, STOPPED, EXIT.ok);
  } finally {
    process.off('SIGINT', interrupt);
  }
}

/** Follows the drain until the box hangs up on us, for then it stops: its process. Undefined: the drain was cancelled. */
async function ask(output: Output, options: Options, signal: AbortSignal): Promise<number | undefined> {
  const page = livePage(options);
  const zone = await zoneOf(options.socket);
  let heard: Stopping | undefined;
  let told: number | undefined;
  const item = (news: unknown) => {
    heard = news as Stopping;
    if (!options.drain || options.json) return;
    const line = inLanguage(progress(heard, zone), output.language);
    if (page) page(line);
    else if (heard.calls !== told) output.write(line);
    told = heard.calls;
  };
  try {
    const params = { drain: options.drain ?? false, within: options.within };
    const result = await askBox(options.socket, 'stop', { params, item, signal });
    const cancelled = (result as { cancelled?: boolean } | null)?.cancelled ?? false;
    return cancelled ? undefined : heard?.pid;
  } catch (error) {
    const hungUp = error instanceof TelephonyError && error.code === 'BOX_NOT_RUNNING' && heard !== undefined;
    if (!hungUp) throw error;
    return heard?.pid;
  } finally {
    page?.done();
  }
}

function progress({ calls, until }: Stopping, zone: string | undefined): Bilingual {
  const at = when(until, zone, 'time');
  return {
    en: `draining: ${many(calls, 'call')} left${at && `, stops at ${at} at the latest`}`,
    zh: `平滑停用中：剩余 ${calls} 个呼叫${at && `，最迟 ${at} 停止`}`,
  };
}

/** Until the process is gone: then the data directory is free, and another can start. */
async function gone(pid: number, signal: AbortSignal): Promise<void> {
  const clock = new SystemClock();
  while (lives(pid) && !signal.aborted) await sleep(clock, LOOK, signal).catch(() => {});
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'; // another user's, but there
  }
}

interface End extends Bilingual {
  readonly result: 'stopped' | 'cancelled' | 'interrupted';
}

const STOPPED: End = { result: 'stopped', en: 'the box has stopped', zh: '系统已停止' };
const CANCELLED: End = {
  result: 'cancelled',
  en: 'the drain is cancelled: calls are taken again',
  zh: '平滑停用已取消，恢复接入',
};
const INTERRUPTED: End = {
  result: 'interrupted',
  en: 'no longer waiting; the box stops all the same (spillway stop --cancel ends a drain)',
  zh: '不再等待；系统仍会停止（spillway stop --cancel 可取消平滑停用）',
};

function end(output: Output, { json }: Options, { result, ...sentence }: End, code: number): void {
  if (json) output.write(JSON.stringify({ result }));
  else say(output, sentence);
  process.exitCode = code;
}
