// SPDX-License-Identifier: GPL-2.0-or-later
// How do the boxes of one process of tests come by the threads of their stores, and those that read and change the file? Those of a box that has closed
// rest, and the next box takes them: Node's own start, and the packages that a program loads, are had once. The program is evaluated anew for each box
// (resting-thread.mjs); nothing of the product knows of it.
import { EventEmitter } from 'node:events';
import { syncBuiltinESMExports } from 'node:module';
import threads from 'node:worker_threads';

const Thread = threads.Worker;
/** They end by themselves, so that one knows when a thread has nothing left to do. Others are cut off. */
const PROGRAMS = /\/(store\/(writer-thread|reads\/reader-thread)|config\/(parse|settings)-thread)\.js$/;
/** What was evaluated stays in the memory of its thread. */
const MOST_LIVES = 30;

/** @typedef {{ thread: threads.Worker, file: string, lives: number }} Resting */

/** A worker as the product sees it, whose thread had others before. */
class RestingWorker extends EventEmitter {
  #place;
  #port;
  #over = false;
  /** @type {Promise<number> | undefined} */
  #cutOff;

  /**
   * @param {Resting} place
   * @param {unknown} workerData
   * @param {(place: Resting) => void} rest
   */
  constructor(place, workerData, rest) {
    super();
    const { thread, file } = place;
    const { port1, port2 } = new threads.MessageChannel();
    this.#place = place;
    this.#port = port1;
    place.lives += 1;
    let isOpen = true;
    const hearTheRest = () => {
      if (!isOpen) return;
      for (
        let last = threads.receiveMessageOnPort(port1);
        last !== undefined;
        last = threads.receiveMessageOnPort(port1)
      )
        this.emit('message', last.message);
    };
    const failed = (/** @type {Error} */ error) => {
      hearTheRest();
      this.emit('error', error);
    };
    const ended = (/** @type {number} */ code) => {
      if (this.#over) return;
      this.#over = true;
      thread.off('error', failed).off('exit', ended).off('message', left);
      hearTheRest();
      port1.close();
      this.emit('exit', code);
    };
    // Not when the port has closed: that it does in a thread, too, that dies.
    const left = () => {
      if (this.#cutOff !== undefined) return;
      ended(0);
      rest(place);
    };
    thread.on('error', failed).on('exit', ended).on('message', left).ref();
    port1.on('message', (value) => this.emit('message', value));
    port1.on('close', () => {
      isOpen = false;
    });
    thread.postMessage({ file, life: place.lives, given: workerData, port: port2 }, [port2]);
  }

  /** @param {unknown} value @param {readonly import('node:worker_threads').TransferListItem[]} [transfer] */
  postMessage(value, transfer) {
    this.#port.postMessage(value, transfer);
  }

  ref() {
    this.#port.ref();
    this.#place.thread.ref();
  }

  unref() {
    this.#port.unref();
    this.#place.thread.unref();
  }

  terminate() {
    if (this.#over) return Promise.resolve(0);
    this.#cutOff ??= this.#place.thread.terminate();
    return this.#cutOff;
  }
}

/** From now on. */
export function letThreadsRest() {
  /** @type {Set<Resting>} */
  const resting = new Set();
  /** @param {Resting} place */
  const rest = (place) => {
    place.thread.unref();
    if (place.lives < MOST_LIVES) resting.add(place);
    else place.thread.terminate().catch(() => {});
  };
  /** @param {string} file */
  const take = (file) => {
    const place = [...resting].find((one) => one.file === file);
    if (place === undefined) {
      const thread = new Thread(new URL('./resting-thread.mjs', import.meta.url), { execArgv: [] });
      return { thread, file, lives: 0 };
    }
    resting.delete(place);
    return place;
  };
  /** @param {string | URL} file @param {import('node:worker_threads').WorkerOptions} [options] */
  function Worker(file, options) {
    if (!(file instanceof URL && PROGRAMS.test(file.pathname))) return new Thread(file, options);
    return new RestingWorker(take(file.href), options?.workerData, rest);
  }
  Worker.prototype = RestingWorker.prototype;
  Object.assign(threads, { Worker });
  syncBuiltinESMExports();
}
