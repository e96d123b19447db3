// SPDX-License-Identifier: GPL-2.0-or-later
// What does `spillway start` run? The engine by a file, its local socket, signals, and an orderly end.

import { join } from 'node:path';
import type { Logger } from 'pino';
import { ConfigFile, problemLine } from '../config/index.js';
import { type Box, type BoxStatus, logHints, open } from '../engine/index.js';
import { TelephonyError } from '../faults.js';
import { every, SystemClock, VirtualClock } from '../kernel/index.js';
import { controlMethods } from './control-methods.js';
import { ControlServer } from './control-server.js';
import { boxLog } from './log.js';
import { Service } from './service.js';
import { serviceManager } from './service-manager.js';

export interface RunOptions {
  readonly file: string;
  /** Times real time; not 1: the virtual board in lock-step. */
  readonly speed: number;
  readonly start?: number;
  /** Log for people instead of JSON. */
  readonly pretty: boolean;
  /** Told of the box once a second of its time. */
  readonly status?: (status: BoxStatus) => void;
}

/** Runs until SIGTERM, SIGINT or the `stop` method of the local socket. */
export async function runBox(options: RunOptions): Promise<void> {
  const file = ConfigFile.open(options.file, { menus: [] }); // dialogues are programs: see open()
  const stepped = options.speed !== 1;
  if (stepped && file.current.boards.some(({ type }) => type !== 'virtual')) {
    throw new TelephonyError('REFUSED', '--speed is for the virtual board; a card keeps real time');
  }
  const { log, reopen } = boxLog(file.current.log, options);
  const service = new Service(serviceManager(process.env), process.env);
  const lockStep = stepped ? { clock: new VirtualClock(options.start), speed: options.speed } : undefined;
  const box = await open({ config: file, log, ...(lockStep ? { lockStep } : { clock: new SystemClock() }) });
  const { status } = options;
  const telling = status ? every(box.clock, 1_000, () => status(box.status())) : () => {};
  const stop = new AbortController();
  const control = await openControl(box, file, stop);
  log.info({ socket: control.path }, 'the box is running');
  service.ready(box, log);

  box.drain.over.on(() => stop.abort());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  process.on('SIGHUP', () => {
    if (stop.signal.aborted) return log.warn('the box stops: the file is not read');
    reload(box, file, log).catch((error: unknown) => log.error({ err: error }, 'the configuration was not read again'));
  });
  process.on('SIGUSR2', reopen);
  await new Promise<void>((resolve) => {
    if (stop.signal.aborted) resolve();
    stop.signal.addEventListener('abort', () => resolve());
  });
  service.stopping();
  telling();
  await control.close();
  await box.close();
  log.info('the box has stopped');
}

/** Without its socket nobody could speak to the box: then it does not run either. */
async function openControl(box: Box, file: ConfigFile, stop: AbortController): Promise<ControlServer> {
  try {
    return await ControlServer.open(join(file.current.data, 'box.sock'), controlMethods(box, file, stop));
  } catch (error) {
    await box.close();
    throw error;
  }
}

/** Reads the file again; with problems the box keeps what it has. */
export async function reload(box: Box, file: ConfigFile, log: Logger): Promise<readonly string[]> {
  const problems = (await file.reload()).map(problemLine);
  if (problems.length > 0) {
    log.error({ problems }, 'the new configuration has errors; the box keeps the old one');
    box.refuseConfiguration(file.file, problems.length);
  } else {
    await box.configure(file.current);
    logHints(file, log);
    if (file.restart.length > 0)
      log.warn({ restart: file.restart }, 'these settings of the file apply after a restart');
  }
  return problems;
}
