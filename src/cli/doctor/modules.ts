// SPDX-License-Identifier: GPL-2.0-or-later
// Are the modules of analog cards set to what the configuration says? Options of their driver, which it reads when it is loaded.

import { type Config, opermodeOf, spansOf } from '../../config/index.js';
import type { Bilingual } from '../../kernel/index.js';
import { driverIsLoaded } from './driver.js';
import { type Check, good, type Machine, warning } from './machine.js';

/** Drivers of cards with analog modules that take these options. */
export const MODULE_DRIVERS = ['wctdm24xxp', 'wctdm', 'wcaxx', 'opvxa1200', 'opvxa24xx', 'axgcom', 'ua32xx'] as const;

/** Where options are read when a module is loaded, and what we propose. */
export const MODPROBE = '/etc/modprobe.d';
export const PROPOSED = 'spillway-analog.conf';

type Options = Readonly<Record<string, string>>;

/** The options of the driver for the analog banks of a card; none when the configuration has no such bank. */
export function moduleOptions({ boards, country }: Pick<Config, 'boards' | 'country'>): Options {
  const banks = spansOf({ boards }).flatMap((span) => (span.kind === 'analog' && 'channels' in span ? [span] : []));
  const [first] = banks;
  if (first === undefined) return {};
  const gainOf = (ports: 'fxs' | 'fxo') => banks.find((bank) => bank.ports === ports)?.gain ?? { receive: 0, send: 0 };
  const tenths = (decibels: number) => String(Math.round(decibels * 10));
  const [fxo, fxs] = [gainOf('fxo'), gainOf('fxs')];
  return {
    opermode: first.opermode ?? opermodeOf(country),
    fxshonormode: '1',
    fxorxgain: tenths(fxo.receive),
    fxotxgain: tenths(fxo.send),
    fxsrxgain: tenths(fxs.receive),
    fxstxgain: tenths(fxs.send),
  };
}

/** The line of a file of /etc/modprobe.d. */
export function optionsLine(driver: string, options: Options): string {
  return `options ${driver} ${Object.entries(options)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')}`;
}

/** Those drivers that are loaded. */
export function loadedDrivers(machine: Machine): readonly string[] {
  const loaded = machine.list('/sys/module');
  return MODULE_DRIVERS.filter((driver) => loaded.includes(driver));
}

export const checkModules: Check = (machine, { config }) => {
  if (config === undefined || !driverIsLoaded(machine)) return undefined;
  const wanted = moduleOptions(config);
  const drivers = loadedDrivers(machine);
  if (Object.keys(wanted).length === 0 || drivers.length === 0) return undefined;
  const wrong = drivers.flatMap((driver) =>
    Object.entries(wanted).flatMap(([name, value]) => {
      const now = setNow(machine, driver, name);
      return same(now ?? STANDARD[name], value) ? [] : [`${driver} ${name}=${now ?? STANDARD[name]} (${value})`];
    }),
  );
  if (wrong.length === 0) {
    const says = `${drivers.join(', ')}: ${wanted.opermode}`;
    return good('modules', {
      en: `The card's modules are set as the file says (${says}).`,
      zh: `板卡模块的设置与配置一致（${says}）。`,
    });
  }
  return warning(
    'modules',
    {
      en: `The card's modules are set otherwise than the file says: ${wrong.join(', ')}.`,
      zh: `板卡模块的设置与配置不符：${wrong.join('、')}。`,
    },
    remedy(drivers, wanted),
  );
};

/** What drivers take of themselves. */
const STANDARD: Options = {
  ...{ opermode: 'FCC', fxshonormode: '0', fxorxgain: '0', fxotxgain: '0', fxsrxgain: '0', fxstxgain: '0' },
};

const same = (now: string | undefined, wanted: string) => now?.toUpperCase() === wanted;

/** What the driver runs with; where only root may read that, what it will be loaded with. */
function setNow(machine: Machine, driver: string, name: string): string | undefined {
  const running = machine.read(`/sys/module/${driver}/parameters/${name}`)?.trim();
  if (running !== undefined) return running;
  const written = machine
    .list(MODPROBE)
    .filter((file) => file.endsWith('.conf'))
    .flatMap((file) => (machine.read(`${MODPROBE}/${file}`) ?? '').split('\n'))
    .map((line) => line.replace(/#.*/, '').trim().split(/\s+/))
    .filter(([word, of]) => word === 'options' && of === driver)
    .flatMap((words) => words.slice(2));
  return written.findLast((option) => option.startsWith(`${name}=`))?.slice(name.length + 1);
}

function remedy(drivers: readonly string[], wanted: Options): Bilingual {
  const lines = drivers.map((driver) => `"${optionsLine(driver, wanted)}"`);
  return {
    en: `In ${MODPROBE}/${PROPOSED} write ${lines.join(' and ')}, stop the box, reload the module ('modprobe -r' and 'modprobe'), then run 'dahdi_cfg'.`,
    zh: `请在 ${MODPROBE}/${PROPOSED} 中写 ${lines.join(' 和 ')}，停止系统，重新加载模块（'modprobe -r' 和 'modprobe'），再执行 'dahdi_cfg'。`,
  };
}
