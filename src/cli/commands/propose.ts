// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway doctor --propose`: which system.conf and spillway.yaml would suit this machine? Printed, or written to new files.

import { randomInt } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { opermodeOf, parseConfig, problemLine } from '../../config/index.js';
import { type Bilingual, inLanguage } from '../../kernel/index.js';
import { makeFolder } from '../../store/index.js';
import { say as inWords } from '../../words/index.js';
import { driverIsLoaded } from '../doctor/driver.js';
import type { Machine } from '../doctor/machine.js';
import { loadedDrivers, MODPROBE, optionsLine, PROPOSED } from '../doctor/modules.js';
import { EXIT, type Output, refuse, say } from '../output.js';
import { comments } from '../propose/comments.js';
import { spanFacts } from '../propose/facts.js';
import { type Plan, planOf } from '../propose/plan.js';
import { type Shop, shopOf } from '../propose/shop.js';
import { spillwayYaml } from '../propose/spillway-yaml.js';
import { systemConf } from '../propose/system-conf.js';
import type { Asker } from '../propose/terminal.js';

/** Options of `spillway doctor` that belong to `--propose`. */
export interface ProposeOptions extends Partial<Record<keyof Shop, string>> {
  readonly propose?: boolean;
  readonly write?: string;
  readonly json?: boolean;
}

/** A file that is proposed: its name below `--write DIR`, and its text. */
interface Proposed {
  readonly name: 'system.conf' | 'spillway.yaml' | typeof PROPOSED;
  readonly text: string;
}

const PIN_DIGITS = 4;

/** Adds the options. */
export function withPropose(made: Command, output: Output): Command {
  const told = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  return made
    .option(
      '--propose',
      told('propose system.conf and spillway.yaml for the card', '按板卡建议 system.conf 和 spillway.yaml'),
    )
    .option('--write <dir>', told('write the proposal to new files there', '将建议写入该目录的新文件'))
    .option('--number <digits>', told('proposal: the number that callers dial', '建议用：客户拨打的号码'))
    .option('--queue <name>', told('proposal: the queue', '建议用：队列名'))
    .option('--country <code>', told('proposal: CN, GB, ...', '建议用：国家代码'))
    .option('--area-code <digits>', told('proposal: without the leading 0', '建议用：区号，不带 0'))
    .option('--agents <n>', told('proposal: how many', '建议用：座席人数'));
}

/** Which of the options that only `--propose` has were given. */
export function strayOptions(options: ProposeOptions): readonly string[] {
  const own = {
    write: '--write',
    number: '--number',
    queue: '--queue',
    country: '--country',
    areaCode: '--area-code',
    agents: '--agents',
  };
  return Object.entries(own).flatMap(([key, option]) =>
    options[key as keyof ProposeOptions] === undefined ? [] : [option],
  );
}

/** Proposes; `asker` gives undefined when nobody is at a terminal. The process's exit code tells what could not be done. */
export async function propose(
  output: Output,
  machine: Machine,
  options: ProposeOptions,
  asker: () => Asker | undefined,
): Promise<void> {
  const plan = planOf(spanFacts(machine));
  const nothing = nothingToPropose(machine, plan);
  if (nothing) return refuse(output, nothing, EXIT.failed);

  const taken = options.write === undefined ? [] : takenFiles(options.write);
  if (taken.length > 0) return refuse(output, taken, EXIT.failed);

  const ports = plan.banks.reduce((sum, { channels }) => sum + channels.length, 0);
  const answers = await answersOf(options, ports, output, asker());
  if ('complaints' in answers) return refuse(output, answers.complaints, EXIT.usage);

  const files = proposal(output, machine, plan, answers.shop);
  const yaml = files.find(({ name }) => name === 'spillway.yaml')?.text ?? '';
  const checked = parseConfig(yaml, 'spillway.yaml', { hasPrompt: () => true });
  if ('problems' in checked) return refuse(output, checked.problems.map(problemLine).map(inBoth), EXIT.failed);
  if (options.write !== undefined) writeNew(options.write, files);
  if (options.json)
    output.write(JSON.stringify(Object.fromEntries(files.map(({ name, text }) => [name, text])), null, 2));
  else if (options.write === undefined) show(output, files);
  else next(output, options.write, plan);
}

/** The shop's values; the terminal is given back whatever comes. */
async function answersOf(options: ProposeOptions, ports: number, { language }: Output, asker: Asker | undefined) {
  try {
    return await shopOf(options, { ports, language, ask: asker?.ask });
  } finally {
    asker?.close();
  }
}

function proposal(output: Output, machine: Machine, plan: Plan, shop: Shop): readonly Proposed[] {
  const pin = () => String(randomInt(10 ** PIN_DIGITS)).padStart(PIN_DIGITS, '0');
  return [
    { name: 'system.conf', text: systemConf(plan, shop.country, output.language) },
    { name: 'spillway.yaml', text: spillwayYaml(plan, shop, output.language, pin) },
    ...moduleFile(output, loadedDrivers(machine), plan, shop.country),
  ];
}

/** Options of the drivers of analog modules that are loaded. */
function moduleFile({ language }: Output, drivers: readonly string[], plan: Plan, country: string): Proposed[] {
  if (plan.analog.length === 0 || drivers.length === 0) return [];
  const says = comments(language, {
    en: `For ${MODPROBE}/${PROPOSED}: the lines of your country (impedance, loop current, ringing), gains in tenths of a dB. Read when the module is loaded.`,
    zh: `供 ${MODPROBE}/${PROPOSED} 使用：本国线路参数（阻抗、环路电流、振铃），增益单位 0.1 dB。加载模块时读取。`,
  });
  const options = { opermode: opermodeOf(country), fxshonormode: '1', fxorxgain: '0', fxotxgain: '0' };
  return [{ name: PROPOSED, text: `${[...says, ...drivers.map((one) => optionsLine(one, options))].join('\n')}\n` }];
}

const inBoth = (text: string): Bilingual => ({ en: text, zh: inWords(text, 'zh-CN') });

function nothingToPropose(machine: Machine, plan: Plan): Bilingual | undefined {
  if (!driverIsLoaded(machine)) {
    return {
      en: "The DAHDI driver is not loaded, so there is nothing to look at: 'spillway doctor' says what to do. A box without a card: examples/tv-shopping.yaml.",
      zh: 'DAHDI 驱动未加载，无法查看板卡：处理办法见 spillway doctor。无板卡时可参考 examples/tv-shopping.yaml。',
    };
  }
  if (plan.trunks.length + plan.banks.length + plan.lines.length > 0) return undefined;
  const seen = [...plan.analog, ...plan.unused]
    .map(({ number, name, type }) => `${number} ${name} (${type})`)
    .join(', ');
  return {
    en: `No span is an E1 or has a port for telephones${seen && `: ${seen}`}. Is the card's module loaded? See 'dahdi_hardware'.`,
    zh: `没有 E1，也没有电话端口${seen && `：${seen}`}。板卡模块加载了吗？请查看 'dahdi_hardware'。`,
  };
}

function takenFiles(directory: string): readonly Bilingual[] {
  const names: readonly Proposed['name'][] = ['system.conf', 'spillway.yaml', PROPOSED];
  return names
    .map((name) => join(directory, name))
    .filter((path) => existsSync(path))
    .map((path) => ({
      en: `${path} is there already, and is never overwritten: name another directory.`,
      zh: `${path} 已存在，绝不覆盖：请换一个目录。`,
    }));
}

function show(output: Output, files: readonly Proposed[]): void {
  for (const { name, text } of files) output.write(`# ---------- ${name} ----------\n${text}`);
}

/** `wx`: the system itself refuses a file that came into being meanwhile. */
function writeNew(directory: string, files: readonly Proposed[]): void {
  makeFolder(directory);
  for (const { name, text } of files)
    writeFileSync(join(directory, name), text, { flag: 'wx', mode: name === 'spillway.yaml' ? 0o600 : 0o644 }); // it has PINs
}

function next(output: Output, directory: string, plan: Plan): void {
  const [conf, yaml] = [join(directory, 'system.conf'), join(directory, 'spillway.yaml')];
  const span = plan.trunks[0]?.name ?? '';
  say(output, {
    en: `Written: ${conf} and ${yaml}. Read both; then:`,
    zh: `已写入 ${conf} 和 ${yaml}。请先阅读，然后：`,
  });
  const steps = [
    `sudo cp -i ${conf} /etc/dahdi/system.conf && sudo dahdi_cfg -vv`,
    `spillway check ${yaml}`,
    `spillway doctor ${yaml}`,
    `spillway start ${yaml}`,
    ...(span === '' ? [] : [`spillway trace ${span}`]),
  ];
  for (const step of steps) output.write(`  ${step}`);
}
