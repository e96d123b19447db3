// SPDX-License-Identifier: GPL-2.0-or-later
// Who runs sherpa-onnx? This process, which the box begins and watches: the engine is Apache-2.0 and native, so never in the box's own.

import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What it is told. */
export type SherpaTold =
  | { readonly type: 'open'; readonly id: number }
  | { readonly type: 'feed'; readonly id: number; readonly samples: Float32Array }
  | { readonly type: 'finish'; readonly id: number }
  | { readonly type: 'abort'; readonly id: number };

/** What it tells. */
export type SherpaTells =
  | { readonly type: 'ready' }
  | { readonly type: 'text'; readonly id: number; readonly text: string }
  | { readonly type: 'broken'; readonly why: string };

interface SherpaStream {
  acceptWaveform(sound: { readonly sampleRate: number; readonly samples: Float32Array }): void;
  inputFinished?(): void;
}

interface SherpaRecognizer {
  createStream(): SherpaStream;
  isReady(stream: SherpaStream): boolean;
  decode(stream: SherpaStream): void;
  getResult(stream: SherpaStream): { readonly text: string };
}

const RATE = 8_000; // it resamples to the model's rate
const TAIL = new Float32Array(RATE * 0.6); // silence that pushes the last word through

/** The files of a streaming model by their usual names; the smaller int8 ones when both are there. Throws an Error. */
export function modelConfig(folder: string, threads: number): object {
  const names = readdirSync(folder).sort();
  const find = (begin: string) => {
    const found = names.filter((name) => name.startsWith(begin) && name.endsWith('.onnx'));
    const best = found.find((name) => name.includes('int8')) ?? found[0];
    return best && join(folder, best);
  };
  if (!names.includes('tokens.txt')) throw new Error(`${folder} has no tokens.txt: it is no model of sherpa-onnx`);
  const [encoder, decoder, joiner, ctc] = [
    find('encoder'),
    find('decoder'),
    find('joiner'),
    find('ctc') ?? find('model'),
  ];
  const common = { tokens: join(folder, 'tokens.txt'), numThreads: threads, provider: 'cpu', debug: 0 };
  if (encoder && decoder && joiner) return { ...common, transducer: { encoder, decoder, joiner } };
  if (encoder && decoder) return { ...common, paraformer: { encoder, decoder } };
  if (ctc) return { ...common, zipformer2Ctc: { model: ctc } };
  throw new Error(`${folder} has no encoder, decoder and joiner (.onnx): take a streaming model`);
}

function openRecognizer(model: string, module: string, threads: number): SherpaRecognizer {
  const config = {
    featConfig: { sampleRate: 16_000, featureDim: 80 },
    modelConfig: modelConfig(model, threads),
    decodingMethod: 'greedy_search',
    enableEndpoint: 0,
  };
  const require = createRequire(pathToFileURL(join(process.cwd(), 'spillway.cjs')));
  const { OnlineRecognizer } = require(module) as { OnlineRecognizer: new (config: object) => SherpaRecognizer };
  return new OnlineRecognizer(config);
}

function serve(recognizer: SherpaRecognizer, tell: (told: SherpaTells) => void): void {
  const streams = new Map<number, SherpaStream>();
  process.on('message', (told: SherpaTold) => {
    if (told.type === 'open') {
      streams.set(told.id, recognizer.createStream());
      return;
    }
    const stream = streams.get(told.id);
    if (stream === undefined) return;
    if (told.type === 'feed') stream.acceptWaveform({ sampleRate: RATE, samples: told.samples });
    if (told.type === 'finish') {
      stream.acceptWaveform({ sampleRate: RATE, samples: TAIL });
      stream.inputFinished?.();
    }
    if (told.type !== 'abort') while (recognizer.isReady(stream)) recognizer.decode(stream);
    if (told.type === 'finish') tell({ type: 'text', id: told.id, text: recognizer.getResult(stream).text.trim() });
    if (told.type !== 'feed') streams.delete(told.id);
  });
}

/** This file may be read for its types alone. */
const [, , role, model = '', module = '', threads = '1'] = process.argv;
if (role === 'spillway-sherpa' && process.send !== undefined) {
  const tell = (told: SherpaTells) => process.send?.(told);
  process.on('disconnect', () => process.exit()); // the box is gone
  try {
    serve(openRecognizer(model, module, Number(threads)), tell);
    tell({ type: 'ready' });
  } catch (error) {
    tell({ type: 'broken', why: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) });
    process.exitCode = 1;
    process.disconnect();
  }
}
