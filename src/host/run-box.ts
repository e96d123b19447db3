// SPDX-License-Identifier: GPL-2.0-or-later
// What does `spillway start` run? The engine by a file, its local socket, signals, and an orderly end.

import { join } from 'node:path';
import type { Logger } from 'pino';
import { type Origin, SYSTEM } from '../bus/index.js';
import { ConfigFile, problemLine } from '../config/index.js';
import { type Box, type BoxStatus, logHints, open } from '../engine/index.js';
import { TelephonyError } from '../faults.js';
import { every, type Language, SystemClock, VirtualClock } from '../kernel/index.js';
import { Summing } from '../report/index.js';
import { controlMethods, keeperOf } from './control-methods.js';
import { ControlServer } from './control-server.js';
import { boxLog } from './log.js';
import { ReportPost } from './report-post.js';
import { Service } from './service.js';
import { serviceManager } from './service-manager.js';
import { WebChild } from './web-child.js';
import { webDoor } from './web-door.js';

export interface RunOptions {
  readonly file: string;
  /** Times real time; not 1: the virtual board in lock-step. */
  readonly speed: number;
  readonly start?: number;
  /** A person reads the log on a terminal, in this language. */
  readonly people: boolean;
  readonly language: Language;
  /** Starts the web process when the file has `web:`; undefined: nobody does, a service of its own may. */
  readonly web?: { readonly program: readonly string[] };
  /** Told of the box once a second of its time. */
  readonly status?: (status: BoxStatus) => void;
}

/** Runs until SIGTERM, SIGINT or the `stop` method of the local socket. */
export async function runBox(options: RunOptions): Promise<void> {
  const file = ConfigFile.open(options.file, { menus: [], functions: [] }); // dialogues are programs: see open()
  const stepped = options.speed !== 1;
  if (stepped && file.current.boards.some(({ type }) => type !== 'virtual')) {
    throw new TelephonyError('REFUSED', '--speed is for the virtual board; a card keeps real time');
  }
  const { log, reopen } = boxLog(file.current.log, { ...options, zone: file.current.zone });
  const service = new Service(serviceManager(process.env), process.env);
  const lockStep = stepped ? { clock: new VirtualClock(options.start), speed: options.speed } : undefined;
  const box = await open({ config: file, log, ...(lockStep ? { lockStep } : { clock: new SystemClock() }) });
  const { status } = options;
  const telling = status ? every(box.clock, 1_000, () => status(box.status())) : () => {};
  const stop = new AbortController();
  const summing = box.summing ?? new Summing(file.current.data);
  const sockets = await openSockets(box, file, { stop, summing });
  log.info({ socket: sockets.map(({ path }) => path) }, 'the box is running');
  const post = new ReportPost(box, keeperOf(box, file, summing)).begin();
  service.ready(box, log);
  const web =
    options.web && file.current.web
      ? new WebChild({ ...options.web, file: options.file, socket: webSocket(file.current.data), log })
      : undefined;
  web?.begin();

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
  const webStops = web?.stop();
  telling();
  post();
  await Promise.all(sockets.map((socket) => socket.close()));
  summing.close();
  await box.close(originOf(stop.signal.reason));
  await webStops;
  log.info('the box has stopped');
}

/** Without its sockets nobody could speak to the box: then it does not run either. */
async function openSockets(
  box: Box,
  file: ConfigFile,
  { stop, summing }: { readonly stop: AbortController; readonly summing: Summing },
): Promise<readonly ControlServer[]> {
  const methods = controlMethods(box, file, stop, summing);
  const opened: ControlServer[] = [];
  try {
    opened.push(await ControlServer.open(join(file.current.data, 'box.sock'), methods));
    opened.push(
      await ControlServer.open(
        webSocket(file.current.data),
        methods,
        webDoor(
          () => file.current,
          (call) => box.calling.supervision.waiting.queueOf(call),
        ),
      ),
    );
    return opened;
  } catch (error) {
    await Promise.all(opened.map((socket) => socket.close()));
    await box.close();
    throw error;
  }
}

/** Where systemd gives the service a folder that others may pass through, there; else beside the operator's. */
function webSocket(data: string): string {
  return join(process.env.RUNTIME_DIRECTORY?.split(':')[0] ?? data, 'web.sock');
}

/** Who told the box to stop. */
function originOf(reason: unknown): Origin {
  return typeof reason === 'object' && reason !== null && 'actor' in reason ? (reason as Origin) : SYSTEM;
}

/** Reads the file again; with problems the box keeps what it has. */
export async function reload(box: Box, file: ConfigFile, log: Logger): Promise<readonly string[]> {
  const problems = (await file.reload()).map(problemLine);
  if (problems.length > 0) {
    log.error({ problems }, 'the new configuration has errors; the box keeps the old one');
    box.note('configuration.refused', { file: file.file, problems: problems.length });
  } else {
    await box.configure(file);
    logHints(file, log);
    for (const inherited of box.callbacks.inherited())
      log.warn(inherited, 'a queue is no more: another keeps its promises');
    log.info({ file: file.file, restart: file.restart }, 'the configuration was read again and is in force');
  }
  return problems;
}
