// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about engines that speak texts and understand callers? Programs and addresses of the site, never linked.

import { z } from 'zod';
import { secret } from './tell-schema.js';
import { count, duration, prompt } from './values.js';

const command = (does: string) =>
  z
    .array(z.string().max(1024))
    .min(1)
    .max(64)
    .refine(([program = '']) => program !== '', 'has no program: write its name or path first')
    .describe(does);

const headers = z
  .record(z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'is not the name of a header'), secret(1))
  .default({})
  .describe('Headers that are sent along; secrets better by { environment: NAME } or { file: PATH }.');

const webAddress = (protocols: RegExp, example: string) =>
  z
    .url({ protocol: protocols, error: `is not an address: write ${example}` })
    .refine((url) => !/^\w+:\/\/[^/?#]*@/.test(url), 'is an address with a user in it: write it without');

const voice = z.string().regex(/^[\w+-]{1,64}$/, 'is not the name of a voice');

const say = z
  .strictObject({
    engine: z
      .union(
        [
          z.literal('espeak'),
          z.strictObject({
            command: command(
              'A program and its arguments, without a shell: {text} is the text, else it comes by the standard input; {language} is zh-CN or en; {voice} is the voice. It writes a WAV to {file}, or to the standard output.',
            ),
          }),
          z.strictObject({
            url: webAddress(/^https?$/, 'http://127.0.0.1:5002/say').describe(
              'Gets a POST of { text, language, voice } as JSON, answers with a WAV.',
            ),
            headers,
          }),
        ],
        { error: 'is not an engine: write espeak, { command: [PROGRAM, ...] } or { url: http://... }' },
      )
      .default('espeak')
      .describe('Who speaks texts: espeak (espeak-ng, of the system), { command } or { url }.'),
    voices: z
      .strictObject({
        'zh-CN': voice.default('cmn').describe('Of Mandarin.'),
        en: voice.default('en-gb').describe('Of English.'),
      })
      .prefault({})
      .describe('The voice of each language, by the name that the engine has for it.'),
    timeout: duration({ least: '500ms', most: '60s' })
      .prefault('10s')
      .describe('How long the engine may take for a text.'),
    filler: prompt().default('one-moment').describe('What a caller hears who waits for a text.'),
    fillerAfter: duration({ least: '200ms', most: '5s' })
      .prefault('1s')
      .describe('After so much silence; again and again every 5 s.'),
    cacheSize: count(1).max(100_000).default(200).describe('Megabytes of spoken texts that are kept at most.'),
    cacheAge: duration({ least: '1h', most: '3650d' })
      .prefault('30d')
      .describe('A spoken text that nobody has heard for so long is dropped.'),
  })
  .prefault({})
  .describe('Texts of flows, spoken by an engine.');

const hear = z
  .strictObject({
    engine: z
      .union(
        [
          z.strictObject({
            command: command(
              'A program and its arguments, without a shell, begun for each question: signed 16-bit samples come by its standard input, {rate} a second, or as a WAV in {file} when he has ended; {phrases} is a file with a phrase a line, {grammar} one in JSGF, {language} zh-CN or en. What it prints is what was said.',
            ),
            rate: z
              .union([z.literal(8000), z.literal(16_000)])
              .default(16_000)
              .describe('Samples a second that it gets.'),
          }),
          z.strictObject({
            url: webAddress(/^(https?|wss?)$/, 'ws://127.0.0.1:2700 or http://127.0.0.1:8080/hear').describe(
              'ws: sound as it comes, answers as JSON { text } (the protocol of vosk-server); http: a POST of a WAV for each utterance, answered by JSON { text }.',
            ),
            headers,
          }),
          z.strictObject({
            sherpa: z
              .strictObject({
                model: z
                  .string()
                  .min(1)
                  .describe('The folder of a streaming model; relative to this file. See docs/speech.md.'),
                module: z
                  .string()
                  .min(1)
                  .default('sherpa-onnx-node')
                  .describe('Where the npm package is: its name or the path of its folder.'),
                threads: count(1).max(16).default(1).describe('Processors that it may use.'),
              })
              .describe('sherpa-onnx, in a process of its own, with a model that the site has.'),
          }),
        ],
        {
          error:
            'is not an engine: write { command: [PROGRAM, ...] }, { url: ws://... } or { sherpa: { model: FOLDER } }',
        },
      )
      .describe('Who understands what is said: { command }, { url } or { sherpa }.'),
    bargeIn: z.boolean().default(true).describe('Whether who speaks stops the prompt, as a key does.'),
    longest: duration({ least: '1s', most: '60s' }).prefault('15s').describe('So much of what is said is listened to.'),
    timeout: duration({ least: '500ms', most: '30s' })
      .prefault('3s')
      .describe('How long the engine may take after the last word.'),
  })
  .describe('What callers say, understood by an engine; keys always work beside it.');

/** Synthesis and recognition. */
export const speech = z
  .strictObject({ say, hear: hear.exactOptional() })
  .prefault({})
  .describe('Texts that are spoken, callers who speak: docs/speech.md.');

export type SpeechConfig = z.output<typeof speech>;
export type SayConfig = SpeechConfig['say'];
export type HearConfig = NonNullable<SpeechConfig['hear']>;
export type WrittenSecret = z.output<ReturnType<typeof secret>>;
