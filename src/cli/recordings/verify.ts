// SPDX-License-Identifier: GPL-2.0-or-later
// "Are they all there, and as they were?" Every file is read and held against the catalogue; files that no row names are counted.

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { TelephonyError } from '../../faults.js';
import { inLanguage } from '../../kernel/index.js';
import { digestOf, openSound, shapeOf, UNREADABLE } from '../../recording/index.js';
import type { ListedRecording } from '../../store/index.js';
import { attempt } from '../command.js';
import { EXIT, type Output, say } from '../output.js';
import { progressLine } from '../progress.js';
import { askRecords } from '../records-client.js';
import { type FoldersOf, foldersAsked } from './folders.js';
import { questionOf, type RecordingsOptions } from './rows.js';

const STEPS = { verify: { en: 'recordings', zh: '录音' } };

/** What is wrong with a recording. */
type Wrong = 'missing' | 'truncated' | 'changed' | 'locked' | 'unreadable';

/** What was found. */
export interface Verification {
  readonly checked: number;
  readonly whole: number;
  /** Of those that are whole: nobody has taken their SHA-256 yet. */
  readonly withoutSum: number;
  readonly wrong: readonly {
    readonly recording: string;
    readonly call: string;
    readonly file: string;
    readonly what: Wrong;
  }[];
  /** WAV files that no row names; undefined: only some recordings were asked for. */
  readonly orphaned?: readonly string[];
}

/** Reads every recording that the options name. Exit code 1 when one is not as it was, or a file has no row. */
export async function verifyRecordings(output: Output, options: RecordingsOptions): Promise<void> {
  await attempt(output, async () => {
    const question = questionOf(options);
    const all = Object.values(question.params).every((value) => value === undefined);
    const asked = all ? { ...question, params: { ...question.params, since: 0 } } : question;
    const { result } = await askRecords(options, asked);
    const rows = result as readonly ListedRecording[];
    const folders = await foldersAsked(options);
    const progress = progressLine(output, STEPS, { json: options.json === true });
    const found = await verify(rows, folders, (share) => progress.tell('verify', share)).finally(progress.end);
    const orphaned = all ? orphansOf(rows, folders) : undefined;
    const verification = { ...found, ...(orphaned !== undefined && { orphaned }) };
    if (verification.wrong.length > 0 || (orphaned?.length ?? 0) > 0) process.exitCode = EXIT.failed;
    if (options.json) output.write(JSON.stringify(verification, null, 2));
    else tell(output, verification);
  });
}

async function verify(
  rows: readonly ListedRecording[],
  folders: FoldersOf,
  progress: (share: number) => void,
): Promise<Omit<Verification, 'orphaned'>> {
  const ended = rows.filter(({ state }) => state !== 'recording' && state !== 'failed');
  const wrong: Verification['wrong'][number][] = [];
  let withoutSum = 0;
  for (const [index, row] of ended.entries()) {
    const what = await faultOf(row, folders);
    if (what !== undefined) wrong.push({ recording: row.id, call: row.call, file: row.file, what });
    else if (row.sha256 === null || row.sha256 === UNREADABLE) withoutSum++;
    progress((index + 1) / ended.length);
  }
  return { checked: ended.length, whole: ended.length - wrong.length, withoutSum, wrong };
}

async function faultOf(row: ListedRecording, folders: FoldersOf): Promise<Wrong | undefined> {
  try {
    const sound = await openSound(row, folders);
    try {
      if (row.bytes !== null && sound.size < row.bytes) return 'truncated';
      const { promised, bytes } = await shapeOf(sound);
      if (bytes < promised) return 'truncated';
      const isKnown = row.sha256 !== null && row.sha256 !== UNREADABLE;
      return isKnown && (await digestOf(sound)) !== row.sha256 ? 'changed' : undefined;
    } finally {
      await sound.close();
    }
  } catch (error) {
    if (!(error instanceof TelephonyError)) return 'unreadable';
    if (error.code === 'NOT_FOUND') return 'missing';
    return error.code === 'RECORDING_LOCKED' ? 'locked' : 'changed';
  }
}

function orphansOf(rows: readonly ListedRecording[], { recordings, archive }: FoldersOf): readonly string[] {
  const named = new Set(rows.flatMap(({ file, leftover }) => [file, ...(leftover === null ? [] : [leftover])]));
  return [recordings, ...(archive === undefined ? [] : [archive])].flatMap((folder) =>
    wavsOf(folder)
      .filter((file) => !named.has(file))
      .map((file) => join(folder, file)),
  );
}

function wavsOf(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.wav(\.sealed)?(\.draft)?$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

const WRONG: Readonly<Record<Wrong, { readonly en: string; readonly zh: string }>> = {
  missing: { en: 'its file is missing', zh: '文件缺失' },
  truncated: { en: 'its file is shorter than it was', zh: '文件被截断' },
  changed: { en: 'its file is not what was recorded', zh: '文件与录制时不一致' },
  locked: { en: 'its key is not here', zh: '缺少密钥' },
  unreadable: { en: 'its file cannot be read', zh: '文件无法读取' },
};

function tell(output: Output, { checked, whole, withoutSum, wrong, orphaned = [] }: Verification): void {
  for (const { file, what } of wrong)
    say(output, { en: `${file}: ${WRONG[what].en}`, zh: `${file}：${WRONG[what].zh}` });
  for (const file of orphaned)
    say(output, { en: `${file}: no row of the catalogue names it`, zh: `${file}：目录中没有对应记录` });
  const of = (what: Wrong) => wrong.filter((one) => one.what === what).length;
  say(output, {
    en: `${checked} recordings: ${whole} whole, ${of('missing')} missing, ${of('truncated') + of('changed')} changed, ${of('locked') + of('unreadable')} unreadable; ${orphaned.length} orphaned files; ${withoutSum} without a checksum yet`,
    zh: `共 ${checked} 条录音：完好 ${whole}，缺失 ${of('missing')}，改动 ${of('truncated') + of('changed')}，无法读取 ${of('locked') + of('unreadable')}；无主文件 ${orphaned.length}；尚无校验值 ${withoutSum}`,
  });
}

/** Holds the files of an export against its SHA256SUMS. Exit code 1 when one is missing or another. */
export async function checkExport(output: Output, folder: string, { json = false } = {}): Promise<void> {
  await attempt(output, async () => {
    const sums = join(folder, 'SHA256SUMS');
    if (!existsSync(sums)) throw new TelephonyError('NOT_FOUND', sums);
    const lines = readFileSync(sums, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
    const wrong = lines.flatMap((line): readonly { readonly file: string; readonly what: Wrong }[] => {
      const [sum = '', file = ''] = line.split('  ');
      const path = join(folder, file);
      if (!existsSync(path)) return [{ file, what: 'missing' }];
      const now = createHash('sha256').update(readFileSync(path)).digest('hex');
      return now === sum ? [] : [{ file, what: 'changed' }];
    });
    if (wrong.length > 0) process.exitCode = EXIT.failed;
    if (json) return output.write(JSON.stringify({ folder, files: lines.length, wrong }, null, 2));
    for (const { file, what } of wrong)
      output.complain(
        inLanguage({ en: `${file}: ${WRONG[what].en}`, zh: `${file}：${WRONG[what].zh}` }, output.language),
      );
    say(output, {
      en: `${lines.length} files: ${lines.length - wrong.length} as they were`,
      zh: `共 ${lines.length} 个文件：${lines.length - wrong.length} 个与导出时一致`,
    });
  });
}
