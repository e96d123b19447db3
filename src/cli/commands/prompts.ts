// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway prompts [import|play|remove|versions|undo]`: what does the box say, when, and in whose voice?

import { type Command, Option } from 'commander';
import { TelephonyError } from '../../faults.js';
import type { ListedPrompt, PromptPlace, PromptSound } from '../../ivr/index.js';
import { type Bilingual, inLanguage } from '../../kernel/index.js';
import { command, withBox } from '../command.js';
import { SoundFault } from '../detect/sound.js';
import { heading } from '../heading.js';
import { EXIT, type Output, say, table } from '../output.js';
import { converted } from '../prompts/converted.js';
import { playFile } from '../prompts/sound-card.js';
import { listVersionsOf, undoOf } from '../prompts/versions.js';
import { askShop, isRunning, type ShopOptions, withShop } from '../shop-client.js';

interface Options extends ShopOptions {
  readonly language?: PromptPlace;
}

const PIECE = 36_000; // bytes; in base64 well within what a box takes in one question
const USAGE = 'spillway prompts [list], import FILE NAME, play NAME, remove NAME, versions NAME, undo NAME [VERSION]';

export function promptsCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const summary = {
    en: 'What callers and agents are told: list, import a recording of your own, play, remove',
    zh: '来电者和座席听到的提示音：列出、导入自己的录音、试听、移除',
  };
  const made = command(output, 'prompts [action] [file] [name]', summary, [
    {
      line: 'spillway prompts',
      does: {
        en: 'every prompt with its text in both languages, when it is played, whose it is, its length',
        zh: '列出全部提示音：两种语言的内容、播放时机、是否自备、时长',
      },
    },
    {
      line: 'spillway prompts import greeting.mp3 welcome',
      does: {
        en: 'in the place of ours from the next time on: any rate, stereo, MP3; brought to -20 dBm0',
        zh: '替换自带的提示音，下次播放起生效；任意采样率、立体声、MP3 均可，自动调整到 -20 dBm0',
      },
    },
    {
      line: 'spillway prompts import closed-en.wav closed --language en',
      does: { en: 'in another language than the box speaks', zh: '指定语言' },
    },
    { line: 'spillway prompts play welcome', does: { en: 'through the sound card', zh: '用声卡试听' } },
    { line: 'spillway prompts remove welcome', does: { en: 'ours again', zh: '恢复自带的提示音' } },
    { line: 'spillway prompts versions welcome', does: { en: 'what it was before', zh: '以前的版本' } },
    {
      line: 'spillway prompts undo welcome',
      does: { en: 'as before the last change; again: back', zh: '撤销上次更改；再次执行则恢复' },
    },
  ]);
  const places = new Option(
    '--language <language>',
    t('zh-CN, en, or common for music; default: what the box speaks', 'zh-CN、en，音乐用 common；默认为系统语言'),
  ).choices(['zh-CN', 'en', 'common']);
  return withShop(withBox(made, output), output)
    .addOption(places)
    .action(async (action: string | undefined, one: string | undefined, two: string | undefined, options: Options) => {
      try {
        await act(output, { action: action ?? 'list', one, two }, options);
      } catch (error) {
        if (!(error instanceof SoundFault)) throw error;
        output.complain(`${one} ${inLanguage(error.says, output.language)}`);
        process.exitCode = EXIT.failed;
      }
    });
}

interface Asked {
  readonly action: string;
  readonly one: string | undefined;
  readonly two: string | undefined;
}

function act(output: Output, { action, one, two }: Asked, options: Options): Promise<void> | void {
  if (action === 'list' && one === undefined) return list(output, options);
  if (action === 'import' && one !== undefined && two !== undefined) return importFile(output, one, two, options);
  if (action === 'play' && one !== undefined && two === undefined) return play(output, one, options);
  if (action === 'remove' && one !== undefined && two === undefined) return remove(output, one, options);
  if (action === 'versions' && one !== undefined && two === undefined) return listVersions(output, one, options);
  if (action === 'undo' && one !== undefined) return undo(output, one, two, options);
  output.complain(inLanguage({ en: `write: ${USAGE}`, zh: `请写：${USAGE}` }, output.language));
  process.exitCode = EXIT.usage;
}

interface Listed {
  readonly language: 'en' | 'zh-CN';
  readonly prompts: readonly ListedPrompt[];
}

async function listed(options: Options): Promise<Listed> {
  return (await askShop(options, { method: 'prompts.list', params: {} })) as Listed;
}

async function list(output: Output, options: Options): Promise<void> {
  const { language, prompts } = await listed(options);
  if (options.json) {
    output.write(JSON.stringify(prompts, null, 2));
    return;
  }
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  table(
    output,
    [
      heading('name', '名称'),
      heading('length', '时长'),
      heading('whose', '来源'),
      heading('Chinese', '中文'),
      heading('English', '英文'),
      heading('played', '播放时机'),
    ],
    prompts.map((prompt) => [
      prompt.name,
      lengthOf(soundOf(prompt, options.language ?? language)),
      prompt.sounds.some(({ own }) => own) ? t('your own', '自备') : t('ours', '自带'),
      prompt.texts['zh-CN'] ?? '',
      prompt.texts.en ?? '',
      whenOf(output, prompt),
    ]),
  );
}

/** As the box would play it. */
function soundOf({ sounds }: ListedPrompt, language: PromptPlace): PromptSound | undefined {
  return sounds.find(({ place }) => place === language) ?? sounds.find(({ place }) => place === 'common') ?? sounds[0];
}

function lengthOf(sound: PromptSound | undefined): string {
  return sound?.seconds === undefined ? '-' : `${sound.seconds.toFixed(1)} s`;
}

function whenOf({ language }: Output, { when, named }: ListedPrompt): string {
  const said = when === undefined ? [] : [inLanguage(when, language).replaceAll('`', '')];
  const nowhere = { en: 'nowhere: name it in a setting', zh: '未使用：请在配置中引用' };
  const all = [...said, ...named];
  return all.length > 0 ? all.join(inLanguage({ en: '; ', zh: '；' }, language)) : inLanguage(nowhere, language);
}

async function importFile(output: Output, file: string, name: string, options: Options): Promise<void> {
  const { language, prompts } = await listed(options);
  const known = prompts.find((prompt) => prompt.name === name);
  const place = options.language ?? usualPlace(known, language);
  const made = converted(file);
  const piece = (await isRunning(options)) ? PIECE : made.file.length;
  for (let at = 0; at < made.file.length; at += piece) {
    const bytes = made.file.subarray(at, at + piece).toString('base64');
    await askShop(options, { method: 'prompts.put', params: { name, place, at, of: made.file.length, bytes } });
  }
  const { prompts: after } = await listed(options);
  const now = after.find((prompt) => prompt.name === name);
  if (options.json) {
    output.write(JSON.stringify({ name, place, seconds: made.seconds, raised: made.raised, prompt: now }, null, 2));
    return;
  }
  sayImported(output, { name, place, ...made }, now);
  if (place !== language && place !== 'common')
    say(output, {
      en: `the box speaks ${language}: this one is for dialogues in ${place}`,
      zh: `系统语言为 ${language}：这段提示音只用于 ${place} 的语音流程`,
    });
}

/** Music has no language. */
function usualPlace(known: ListedPrompt | undefined, language: PromptPlace): PromptPlace {
  const places = known?.sounds.map(({ place }) => place) ?? [];
  return places.length > 0 && places.every((place) => place === 'common') ? 'common' : language;
}

interface Imported {
  readonly name: string;
  readonly place: PromptPlace;
  readonly seconds: number;
  readonly raised: number;
}

function sayImported(output: Output, { name, place, seconds, raised }: Imported, now: ListedPrompt | undefined): void {
  const by = Math.abs(raised).toFixed(1);
  const [en, zh] = raised >= 0 ? [`raised by ${by} dB`, `提高 ${by} dB`] : [`turned down by ${by} dB`, `降低 ${by} dB`];
  const length = seconds.toFixed(1);
  say(output, {
    en: `${name} (${place}): ${length} s, ${en} to -20 dBm0; played from the next time on`,
    zh: `${name}（${place}）：${length} 秒，音量${zh}至 -20 dBm0；下次播放起生效`,
  });
  if (now === undefined) return;
  const played: Bilingual = { en: 'played: ', zh: '播放时机：' };
  output.write(`${inLanguage(played, output.language)}${whenOf(output, now)}`);
  if (now.when === undefined && now.named.length === 0)
    say(output, {
      en: `for example: accessNumbers: - welcome: ${name} (all names: spillway prompts)`,
      zh: `例如：accessNumbers: - welcome: ${name}（全部名称：spillway prompts）`,
    });
}

async function listVersions(output: Output, name: string, options: Options): Promise<void> {
  await listVersionsOf(output, { name, place: (await placeOf(name, options)).place }, options);
}

async function undo(output: Output, name: string, version: string | undefined, options: Options): Promise<void> {
  await undoOf(output, { name, place: (await placeOf(name, options)).place }, version, options);
}

/** Where the shop has its own, if in one place only. */
async function placeOf(name: string, options: Options) {
  const { language, prompts } = await listed(options);
  const known = prompts.find((prompt) => prompt.name === name);
  const own = known?.sounds.filter((sound) => sound.own).map(({ place }) => place) ?? [];
  return { known, place: options.language ?? (own.length === 1 ? own[0] : undefined) ?? usualPlace(known, language) };
}

async function remove(output: Output, name: string, options: Options): Promise<void> {
  const { known, place } = await placeOf(name, options);
  const removed = await askShop(options, { method: 'prompts.remove', params: { name, place } });
  if (options.json) output.write(JSON.stringify(removed, null, 2));
  else if (known?.when === undefined)
    say(output, { en: `${name} (${place}) is taken away`, zh: `已移除 ${name}（${place}）` });
  else say(output, { en: `${name} (${place}): ours is played again`, zh: `${name}（${place}）：恢复播放自带的提示音` });
}

async function play(output: Output, name: string, options: Options): Promise<void> {
  const { language, prompts } = await listed(options);
  const prompt = prompts.find((one) => one.name === name);
  const sound = prompt && soundOf(prompt, options.language ?? language);
  if (sound === undefined) throw new TelephonyError('NOT_FOUND', `prompt ${name}: spillway prompts lists all names`);
  if (options.json) output.write(JSON.stringify(sound, null, 2));
  else await playFile(output, sound.file);
}
