// SPDX-License-Identifier: GPL-2.0-or-later
// How is a wave written down? A YAML file: when callers come, how patient they are, who is there to answer. Pure.

import { isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { duration } from '../../config/index.js';
import { TelephonyError } from '../../faults.js';

const share = () => z.number().min(0).max(1);
const short = () => duration({ most: '1h' });

const arrivals = z
  .array(
    z.strictObject({
      at: duration().describe('After the beginning.'),
      perMinute: z.number().min(0).max(60_000).describe('Calls a minute then; straight on to the next of these.'),
    }),
  )
  .min(1)
  .refine((points) => points.every(({ at }, nth) => nth === 0 || at > (points[nth - 1]?.at ?? 0)), {
    error: 'is not in the order of time: write each `at` after the one before',
  });

/** What is simulated, but for the shop's own policy. */
export const waveFile = z.strictObject({
  begins: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}$/, 'is not a time: write 2026-11-28 20:00')
    .default('2026-03-02 20:00')
    .describe('In the zone of the shop: by it hours, slots and windows are open.'),
  length: duration({ least: '1s', most: '7d' }).describe('How long is looked at; then nobody calls any more.'),
  after: duration({ most: '2d' }).prefault('0s').describe('Promises are kept for so much longer.'),
  channels: z.int().min(1).max(4_000).exactOptional().describe("Default: those of the E1s in the shop's file."),
  arrivals,
  accessNumbers: z
    .record(z.string(), z.number().positive())
    .exactOptional()
    .describe("By which number callers come, and with what weight; default: the first of the shop's file."),
  patience: duration({ least: '1s', most: '1h' })
    .prefault('60s')
    .describe('Mean time in a queue after which a caller gives up.'),
  redial: z
    .strictObject({
      share: share().default(0.3).describe('Who rings again that was turned away or gave up.'),
      after: short().prefault('40s').describe('Mean time until then.'),
      most: z.int().min(0).max(20).default(3).describe('So often at most.'),
    })
    .prefault({}),
  talk: duration({ least: '1s', most: '2h' }).prefault('95s').describe('Mean talk time.'),
  lifts: short().prefault('3s').describe('Mean time until an agent lifts.'),
  putsDown: short()
    .prefault('2s')
    .describe('Until an agent puts down when the tone says that his conversation is over.'),
  presses: short().prefault('1s').describe('Until somebody presses the key that he has been told of.'),
  keepsPlace: share().default(0.5).describe('Who presses the key when the queue offers a callback by it.'),
  promise: duration({ least: '1s', most: '1min' })
    .exactOptional()
    .describe("Length of what the computer agent says, on level `rooms`; default: that of the shop's own prompt."),
  hangsUp: short().prefault('1s').describe('Mean time in which a caller hangs up after it.'),
  agents: z
    .array(
      z.strictObject({
        count: z.int().min(1).max(2_000),
        from: duration().prefault('0s'),
        to: duration().exactOptional().describe('Default: to the end.'),
        queues: z.array(z.string()).min(1).exactOptional().describe('Default: all.'),
      }),
    )
    .min(1)
    .exactOptional()
    .describe("Who is there; default: the agents of the shop's file, all the time."),
  callbacks: z
    .strictObject({
      answered: share().default(0.7).describe('Who lifts when called back.'),
      busy: share().default(0.05).describe('Whose telephone is busy.'),
      lifts: short().prefault('8s').describe('Mean time until he lifts.'),
      confirmed: share().default(0.95).describe('Who presses 1 when asked.'),
    })
    .refine(({ answered, busy }) => answered + busy <= 1, 'answered and busy together are more than all')
    .prefault({}),
});

/** Times in ms. */
export type WaveFile = z.output<typeof waveFile>;

const DEEPEST = 20;

/** Reads such a file; throws CONFIG_INVALID with line, column and what would be right, each problem on a line. */
export function readWave(text: string, name: string): WaveFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'error' });
  const at = (offset: number, says: string) => {
    const { line, col } = lines.linePos(offset);
    return `${name}:${line}:${col}: ${says}`;
  };
  const [wrong] = document.errors;
  if (wrong !== undefined) throw refusal([at(wrong.pos[0], wrong.message.split('\n')[0] ?? '')]);
  const parsed = waveFile.safeParse(document.toJS({ maxAliasCount: DEEPEST }), { error: inWords });
  if (parsed.success) return parsed.data;
  throw refusal(
    parsed.error.issues.map(({ path, message }) =>
      at(offsetOf(document, path), `${path.join('.') || 'file'}: ${message}`),
    ),
  );
}

function offsetOf(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

/** What zod finds, in the words of the file. */
function inWords(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'unrecognized_keys') return `${issue.keys.join(', ')}: not known here`;
  if (issue.code === 'invalid_type') return issue.input === undefined ? 'is missing' : `is not ${issue.expected}`;
  if (issue.code === 'too_small') return `is too small: at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `is too big: at most ${issue.maximum}`;
  return undefined;
}

function refusal(problems: readonly string[]): TelephonyError {
  return new TelephonyError('CONFIG_INVALID', `\n${problems.join('\n')}\n`);
}
