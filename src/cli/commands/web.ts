// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway web`: the console and the API, in a process beside the box.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { loadConfig, problemLine } from '../../config/index.js';
import { TelephonyError } from '../../faults.js';
import { boxLog } from '../../host/index.js';
import { inLanguage, SystemClock, VERSION } from '../../kernel/index.js';
import { attempt, command, integerOption, withJson } from '../command.js';
import { type Output, say } from '../output.js';

interface Options {
  readonly port?: number;
  readonly socket?: string;
  readonly json?: boolean;
}

/** The built console, beside the compiled program. */
const CONSOLE = fileURLToPath(new URL('../../console', import.meta.url));
/** Where the service's box has it. */
const SERVICE_SOCKET = '/run/spillway/web.sock';

export function webCommand(output: Output): Command {
  const summary = {
    en: 'Serves the console and the API beside a running box',
    zh: '在运行中的系统旁提供控制台和接口',
  };
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  return withJson(
    command(output, 'web [file]', summary, [
      { line: 'spillway web', does: { en: 'beside the box of ./spillway.yaml', zh: '对应 ./spillway.yaml 的系统' } },
      {
        line: 'spillway web /etc/spillway/spillway.yaml --port 9443',
        does: { en: 'of another file, at another port', zh: '指定配置文件和端口' },
      },
    ]),
    output,
  )
    .option('--port <n>', t('in place of that of the file', '代替配置文件中的端口'), integerOption('port', 1, 65_535))
    .option('--socket <path>', t('the box’s web.sock', '系统的 web.sock'))
    .action(async (file: string | undefined, options: Options) => {
      await attempt(output, () => serve(output, file ?? 'spillway.yaml', options));
    });
}

async function serve(output: Output, file: string, options: Options): Promise<void> {
  const read = loadConfig(file, { menus: [], functions: [] });
  if ('problems' in read)
    throw new TelephonyError('CONFIG_INVALID', `\n${read.problems.map(problemLine).join('\n')}\n`);
  const { config } = read;
  if (config.web === undefined)
    throw new TelephonyError('REFUSED', `${file} has no "web": write web: { port: 8443 }, for example`);
  const { log } = boxLog(config.log, { people: process.stderr.isTTY && !options.json, ...output, zone: config.zone });
  const { openWeb } = await import('../../api/index.js'); // a third of a command's start, which no other needs
  const running = await openWeb({
    ...{ config: config.web, file, data: config.data, own: ownFolder(config.data) },
    socket: options.socket ?? socketOf(config.data),
    ...{ console: CONSOLE, version: VERSION, clock: new SystemClock(), log },
    ...(options.port !== undefined && { port: options.port }),
  });
  const { url, fingerprint } = running;
  if (options.json) output.write(JSON.stringify({ url, ...(fingerprint !== undefined && { fingerprint }) }));
  else {
    say(output, { en: `the console is at ${url}`, zh: `控制台地址：${url}` });
    if (fingerprint !== undefined)
      say(output, { en: `certificate (SHA-256): ${fingerprint}`, zh: `证书指纹（SHA-256）：${fingerprint}` });
  }
  await told();
  await running.close();
}

/** Somebody ends it; or the box that has begun it is gone. */
function told(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
    if (process.env.SPILLWAY_CHILD !== undefined) process.stdin.once('end', () => resolve()).resume();
  });
}

/** Under systemd the service's own; else beside the box's data. */
function ownFolder(data: string): string {
  return process.env.STATE_DIRECTORY?.split(':')[0] ?? join(data, 'web');
}

function socketOf(data: string): string {
  const beside = join(data, 'web.sock');
  return !existsSync(beside) && existsSync(SERVICE_SOCKET) ? SERVICE_SOCKET : beside;
}
