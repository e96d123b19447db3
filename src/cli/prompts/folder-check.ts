// SPDX-License-Identifier: GPL-2.0-or-later
// What is wrong with the shop's own prompts? Every file and every name in their folder, looked into; and what to do about it.

import { accessSync, constants, type Dirent, readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { type Config, ownPrompts, packagedPrompts, promptsNamed, suggestion, wavFault } from '../../config/index.js';
import { promptCatalogue } from '../../ivr/index.js';
import { type Bilingual, LANGUAGES } from '../../kernel/index.js';
import { activeLevel } from '../../speech/index.js';
import { say as inWords } from '../../words/index.js';
import { openSound } from '../detect/open-sound.js';
import { SoundFault } from '../detect/sound.js';

/** A file of the shop's own prompts that is not heard as it should be. */
export interface PromptFinding {
  readonly file: string;
  readonly text: Bilingual;
}

const PLACES = [...LANGUAGES, 'common'];
const TOO_SOFT = -35; // dBm0, active: 15 dB below all others
const TOO_LOUD = -8;
const SILENT = -60;
const LONGEST_HEARD = 8_000 * 60; // samples of a file that are measured

/** Everything in the folder, in the order of its names. Nothing is wrong where there is none. */
export function checkPromptFolder(config: Config): readonly PromptFinding[] {
  const folder = ownPrompts(config);
  const names = new Set([
    ...promptCatalogue(packagedPrompts()).map(({ name }) => name),
    ...promptsNamed(config).map(([name]) => name),
  ]);
  if (!mayRead(folder)) return [{ file: folder, text: UNREADABLE }];
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return isAside(entry.name) ? [] : [{ file: path, text: outside(config) }];
    if (!PLACES.includes(entry.name)) return [{ file: path, text: noPlace(entry.name) }];
    if (!mayRead(path)) return [{ file: path, text: UNREADABLE }];
    return entriesOf(path).flatMap((file) => lookInto({ folder: path, place: entry.name, file, names }));
  });
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => a.name.localeCompare(b.name));
  } catch {
    return [];
  }
}

/** What is not there may be read: there is nothing in it. */
function mayRead(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT';
  }
}

/** What an import left beside a prompt, and notes of the shop's own. */
const isAside = (name: string) => name.startsWith('.') || /\.(before|txt|md|yaml)$/i.test(name);

interface Looked {
  readonly folder: string;
  readonly place: string;
  readonly file: Dirent;
  /** Names of prompts that something plays. */
  readonly names: ReadonlySet<string>;
}

function lookInto({ folder, place, file: entry, names }: Looked): readonly PromptFinding[] {
  if (isAside(entry.name)) return [];
  const file = join(folder, entry.name);
  const name = basename(entry.name, extname(entry.name));
  const right = names.has(name) ? name : name.toLowerCase().replace(/[^a-z0-9_-]+/g, '-');
  const again = `spillway prompts import ${file} ${right} --language ${place}`;
  const text = entry.isDirectory() ? NESTED : faultOf(file, { name, names, again });
  return text === undefined ? [] : [{ file, text }];
}

interface About {
  readonly name: string;
  readonly names: ReadonlySet<string>;
  /** The command that makes it right. */
  readonly again: string;
}

function faultOf(file: string, { name, names, again }: About): Bilingual | undefined {
  if (!mayRead(file)) return UNREADABLE;
  if (extname(file) !== '.wav') return notWav(again);
  const fault = wavFault(file);
  if (fault !== undefined) return unusable(fault, again);
  if (!names.has(name)) return unknown(name, [...names]);
  return levelFault(file, again);
}

const NESTED: Bilingual = {
  en: 'is a folder: prompts lie in zh-CN, en or common itself, so nothing in it is played; move its files up',
  zh: '是文件夹：提示音须直接放在 zh-CN、en 或 common 中，其中的文件不会播放；请移到上一级',
};

const UNREADABLE: Bilingual = {
  en: 'may not be read by this user: let it be readable to the user of the box (chmod a+r)',
  zh: '当前用户无权读取：请让运行系统的用户可以读取（chmod a+r）',
};

function outside({ language }: Config): Bilingual {
  return {
    en: `lies in no language's folder, so it is not played: spillway prompts import FILE NAME puts it into ${language}`,
    zh: `不在任何语言的文件夹中，不会播放：spillway prompts import 文件 名称 会放入 ${language}`,
  };
}

function noPlace(name: string): Bilingual {
  const meant = suggestion(name, PLACES);
  return {
    en: `is no folder of a language: ${meant}; nothing in it is played`,
    zh: `不是语言文件夹：应为 ${PLACES.join('、')}；其中的文件不会播放`,
  };
}

function notWav(again: string): Bilingual {
  return {
    en: `is not played: only files called NAME.wav are; write: ${again} (and take this one away)`,
    zh: `不会播放：只播放名为 NAME.wav 的文件；请执行：${again}（并移走此文件）`,
  };
}

function unusable(fault: string, again: string): Bilingual {
  const [en, zh] = [fault, inWords(fault, 'zh-CN')];
  if (fault.includes('FILE NAME makes one'))
    return {
      en: en.replace(/: .* makes one$/, `: write: ${again}`),
      zh: zh.replace(/：请用 .*$/, `：请执行：${again}`),
    };
  return { en: `${en}: record it again, then ${again}`, zh: `${zh}：请重新录制，再执行 ${again}` };
}

function unknown(name: string, names: readonly string[]): Bilingual {
  const meant = suggestion(name, names);
  const near = meant.startsWith('did you mean') ? `${meant} ` : '';
  const [, word = ''] = /"(.*)"/.exec(near) ?? [];
  return {
    en: `is played nowhere: no prompt of the box is called "${name}", and no setting names it: ${near}(spillway prompts lists all names)`,
    zh: `不会播放：系统没有名为“${name}”的提示音，配置中也没有引用${word === '' ? '' : `：是否应为“${word}”`}（spillway prompts 列出全部名称）`,
  };
}

/** By its first minute. */
function levelFault(file: string, again: string): Bilingual | undefined {
  const level = levelOf(file);
  if (level === undefined || (level >= TOO_SOFT && level <= TOO_LOUD)) return undefined;
  if (level < SILENT)
    return { en: `is silent: record it again, then ${again}`, zh: `没有声音：请重新录制，再执行 ${again}` };
  const [en, zh] = level < TOO_SOFT ? ['too soft', '音量过小'] : ['too loud', '音量过大'];
  const shown = level.toFixed(0);
  return {
    en: `is ${en}: ${shown} dBm0, where -20 would be right; write: ${again}`,
    zh: `${zh}：${shown} dBm0，应为 -20；请执行：${again}`,
  };
}

/** Undefined: it cannot be measured here; minus infinity: silence. */
function levelOf(file: string): number | undefined {
  try {
    const sound = openSound(file);
    try {
      const blocks: number[] = [];
      for (let block = sound.read(); block.length > 0 && blocks.length < LONGEST_HEARD; block = sound.read())
        for (let at = 0; at < block.length; at += sound.sides) blocks.push(block[at] ?? 0);
      return activeLevel(Float32Array.from(blocks), sound.rate) ?? Number.NEGATIVE_INFINITY;
    } finally {
      sound.close();
    }
  } catch (fault) {
    if (fault instanceof SoundFault) return undefined;
    throw fault;
  }
}
