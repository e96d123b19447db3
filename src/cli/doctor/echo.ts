// SPDX-License-Identifier: GPL-2.0-or-later
// Has each channel that is to have an echo canceller got one, and one that can be used?

import { echoCancellerOf, spansOf } from '../../config/index.js';
import { type Bilingual, rangesOf } from '../../kernel/index.js';
import { driverIsLoaded } from './driver.js';
import { bad, type Check, type Finding, good, type Machine, type Setting, warning } from './machine.js';
import { type DriverChannel, driverSpans } from './proc-dahdi.js';
import { askedCancellers, SYSTEM_CONF } from './system-conf.js';

/** What is wrong with the modules that nobody should use. */
const HARMFUL: Readonly<Record<string, Bilingual>> = {
  SEC: { en: 'sec panics the kernel', zh: 'sec 会使内核崩溃' },
  SEC2: { en: 'sec2 adds noise at long tails', zh: 'sec2 在长回声时会产生噪声' },
  KB1: { en: 'kb1 adds noise at long tails', zh: 'kb1 在长回声时会产生噪声' },
};

interface Harm {
  readonly module: string;
  readonly where: Bilingual;
}

export const checkEcho: Check = (machine, setting) => {
  if (!driverIsLoaded(machine)) return undefined;
  const present = driverSpans(machine).flatMap(({ channels }) => channels);
  const harms = [...harmsAsked(machine), ...harmsAttached(present)];
  if (harms.length > 0) return refused(setting, harms);
  if (setting.config === undefined || !setting.config.boards.some(({ type }) => type === 'dahdi')) return undefined;
  return judge(machine, wantedChannels(setting), new Map(present.map((channel) => [channel.number, channel])));
};

/** Lines of system.conf that the next dahdi_cfg would follow. */
function harmsAsked(machine: Machine): readonly Harm[] {
  return askedCancellers(machine.read(SYSTEM_CONF) ?? '')
    .filter(({ module }) => module in HARMFUL)
    .map(({ module, line }) => ({
      module,
      where: { en: `line ${line} of ${SYSTEM_CONF}`, zh: `${SYSTEM_CONF} 第 ${line} 行` },
    }));
}

function harmsAttached(present: readonly DriverChannel[]): readonly Harm[] {
  return [...byModule(present)]
    .filter(([module]) => module in HARMFUL)
    .map(([module, numbers]) => ({
      module,
      where: { en: `attached to channel ${rangesOf(numbers)}`, zh: `已用于信道 ${rangesOf(numbers)}` },
    }));
}

function refused({ config }: Setting, harms: readonly Harm[]): Finding {
  const says = {
    en: harms.map(({ module, where }) => `${HARMFUL[module]?.en} (${where.en})`).join('; '),
    zh: harms.map(({ module, where }) => `${HARMFUL[module]?.zh}（${where.zh}）`).join('；'),
  };
  const tell = config?.boards.every(({ type }) => type !== 'dahdi') ? warning : bad;
  return tell(
    'echo',
    {
      en: `An echo canceller that must not be used: ${says.en}.`,
      zh: `使用了不可用的回声消除模块：${says.zh}。`,
    },
    {
      en: `In ${SYSTEM_CONF} write echocanceller=mg2 in its place, run 'dahdi_cfg', and unload the module ('rmmod').`,
      zh: `请在 ${SYSTEM_CONF} 中改用 echocanceller=mg2，执行 'dahdi_cfg'，并卸载原模块（'rmmod'）。`,
    },
  );
}

/** Channels of the configuration whose canceller is not off. */
function wantedChannels({ config }: Setting): readonly number[] {
  return spansOf(config ?? { boards: [] }).flatMap((span) =>
    'channels' in span ? span.channels.filter((channel) => echoCancellerOf(span, channel) !== 'off') : [],
  );
}

/** Channels that the driver does not have are another check's. */
function judge(
  machine: Machine,
  wanted: readonly number[],
  present: ReadonlyMap<number, DriverChannel>,
): Finding | undefined {
  if (wanted.length === 0) {
    return good('echo', { en: 'No channel is to have an echo canceller.', zh: '没有信道设置回声消除。' });
  }
  const there = wanted.flatMap((number) => present.get(number) ?? []);
  if (there.length === 0) return undefined;
  const without = there.filter(({ canceller }) => canceller === undefined).map(({ number }) => number);
  const modules = [...byModule(there)].map(([module, numbers]) => `${module} (${rangesOf(numbers)})`);
  const [en, zh] = [modules.join(', '), modules.join('、')];
  if (without.length === 0) {
    return good('echo', {
      en: `Every channel that is to have an echo canceller has one: ${en}.`,
      zh: `设置了回声消除的信道均已配备：${zh}。`,
    });
  }
  const others = modules.length === 0 ? { en: '', zh: '' } : { en: ` Others have: ${en}.`, zh: `其他信道：${zh}。` };
  const list = rangesOf(without);
  return warning(
    'echo',
    {
      en: `Channel ${list}: the echo canceller is set, and the driver has attached none.${others.en}`,
      zh: `信道 ${list}：设置了回声消除，但驱动没有配备。${others.zh}`,
    },
    remedy(machine, without),
  );
}

function remedy(machine: Machine, without: readonly number[]): Bilingual {
  const asked = askedCancellers(machine.read(SYSTEM_CONF) ?? '');
  const lines = asked.filter(({ channels }) => without.every((channel) => channels.includes(channel)));
  const module = lines.at(-1)?.module.toLowerCase();
  const list = rangesOf(without).replaceAll(' ', '');
  if (module !== undefined) {
    return {
      en: `${SYSTEM_CONF} asks for ${module} there: run 'modprobe dahdi_echocan_${module}' and 'dahdi_cfg'.`,
      zh: `${SYSTEM_CONF} 已为其指定 ${module}：请执行 'modprobe dahdi_echocan_${module}' 和 'dahdi_cfg'。`,
    };
  }
  return {
    en: `In ${SYSTEM_CONF} write echocanceller=mg2,${list}, then run 'dahdi_cfg'; or set echoCanceller: off.`,
    zh: `请在 ${SYSTEM_CONF} 中写 echocanceller=mg2,${list}，再执行 'dahdi_cfg'；或设置 echoCanceller: off。`,
  };
}

function byModule(channels: readonly DriverChannel[]): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const { number, canceller } of channels) {
    if (canceller === undefined) continue;
    found.set(canceller, [...(found.get(canceller) ?? []), number]);
  }
  return found;
}
