// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about recordings after their end? Sealed with a key, carried to another disk.

import { relative, resolve } from 'node:path';
import { z } from 'zod';
import type { Finding } from './problems.js';
import type { Config } from './schema.js';
import { count, duration } from './values.js';

/** Ended conversations are sealed. */
export const encryption = () =>
  z
    .strictObject({
      keys: z
        .string()
        .min(1)
        .describe(
          'A file of keys outside the data directory; `spillway recordings new-key` writes one. Its last key seals, all of them open.',
        ),
    })
    .describe('Seals each conversation within a minute of its end (AES-256-GCM); default: files are plain WAV.')
    .exactOptional();

/** Old conversations go to another disk. */
export const archive = () =>
  z
    .strictObject({
      directory: z.string().min(1).describe('A folder that is there and mounted; the box never makes it.'),
      after: duration({ least: '1d' }).prefault('30d').describe('Conversations that ended so long ago go there.'),
      quota: count(1)
        .describe('Gigabytes that the archive may have; full, what is older stays where it is, with an alarm.')
        .exactOptional(),
    })
    .describe('Carries old conversations to another disk; they are found and played as before. Default: none.')
    .exactOptional();

/** Of a queue. */
export const keepRecordings = () =>
  duration({ least: '1d' })
    .describe('Its recordings are kept so long; default: as `retention.recordings` says.')
    .exactOptional();

/** A key beside what it opens protects nothing; recordings go before the calls that they name. */
export function checkKeptRecordings({ data, recording, queues, retention }: Config): Finding[] {
  const { encryption: sealed, archive: away } = recording;
  const inData = (path: string) => !relative(resolve('/', data), resolve('/', path)).startsWith('..');
  return [
    ...(sealed !== undefined && inData(sealed.keys)
      ? [
          {
            path: ['recording', 'encryption', 'keys'],
            text: '"keys" lies in the data directory, beside what it opens: write a path outside, such as /etc/spillway/recording.keys',
          },
        ]
      : []),
    ...(away !== undefined && inData(away.directory)
      ? [
          {
            path: ['recording', 'archive', 'directory'],
            text: '"directory" lies in the data directory: write the folder of another disk',
          },
        ]
      : []),
    ...queues.flatMap(({ keepRecordings: kept = 0 }, index) =>
      kept > retention.calls
        ? [
            {
              path: ['queues', index, 'keepRecordings'],
              text: '"keepRecordings" must not be longer than retention.calls: a recording names its call',
            },
          ]
        : [],
    ),
  ];
}
