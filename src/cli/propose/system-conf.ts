// SPDX-License-Identifier: GPL-2.0-or-later
// What is to stand in /etc/dahdi/system.conf, and why? Each line with its reason, in the reader's language. Pure.

import type { Bilingual, Language } from '../../kernel/index.js';
import { zoneOf } from '../../native/index.js';
import { comments } from './comments.js';
import type { SpanFacts, SpanType } from './facts.js';
import { type Plan, ranges, type TrunkPlan } from './plan.js';

/** The driver's part. `country` gives the tones. */
export function systemConf(plan: Plan, country: string, language: Language): string {
  const zone = zoneOf(country);
  const lines = [
    ...comments(
      language,
      {
        en: 'For /etc/dahdi/system.conf, proposed by: spillway doctor --propose',
        zh: '供 /etc/dahdi/system.conf 使用，由 spillway doctor --propose 建议',
      },
      {
        en: 'Read the reasons, change what is not so, copy it there, then run: dahdi_cfg -vv',
        zh: '请先阅读各行理由并按实际修改，复制到该文件后执行：dahdi_cfg -vv',
      },
    ),
    ...plan.trunks.flatMap((trunk) => ['', ...trunkLines(trunk, language)]),
    ...plan.analog.flatMap((span) => ['', ...analogLines(span, language)]),
    ...plan.unused.flatMap((span) => ['', ...unusedLines(span, language)]),
    '',
    ...comments(language, {
      en: `Tones and ringing of your country (${country}).`,
      zh: `本国（${country}）的信号音与振铃。`,
    }),
    `loadzone=${zone}`,
    `defaultzone=${zone}`,
  ];
  return `${lines.join('\n')}\n`;
}

function title({ number, name, description }: SpanFacts, kind: Bilingual): Bilingual {
  const span = `${name} "${description}"`;
  return { en: `Span ${number}: ${span}: ${kind.en}`, zh: `中继 ${number}：${span}：${kind.zh}` };
}

function trunkLines({ facts, bearers, dChannel, clock, crc4 }: TrunkPlan, language: Language): string[] {
  const alarm = facts.alarms.length === 0 ? [] : [alarmReason(facts)];
  const head = title(facts, { en: 'an E1, 30 B-channels and a D-channel', zh: 'E1，30 个 B 信道和 1 个 D 信道' });
  const span = facts.dynamic
    ? {
        reasons: [
          {
            en: 'A dynamic span has no line of its own: no clock to take, no CRC4. Its driver, address and size:',
            zh: '动态中继没有自己的线路：不取时钟，也无 CRC4。以下为其驱动、地址和信道数：',
          },
        ],
        line: `dynamic=${facts.dynamic.driver},${facts.dynamic.address},${facts.channels.length},0`,
      }
    : {
        reasons: [clockReason(clock), framingReason, crcReason(facts, crc4)],
        line: `span=${facts.number},${clock},0,ccs,hdb3${crc4 ? ',crc4' : ''}`,
      };
  return [
    ...comments(language, head, ...alarm, ...span.reasons),
    span.line,
    ...comments(language, {
      en: `Audio on the B-channels; signalling in time slot 16, which is channel ${dChannel}.`,
      zh: `B 信道传话音；信令在 16 时隙，即信道 ${dChannel}。`,
    }),
    `bchan=${ranges(bearers)}`,
    `${facts.hardHdlc ? 'hardhdlc' : 'dchan'}=${dChannel}`,
  ];
}

function alarmReason({ alarms }: SpanFacts): Bilingual {
  const red = alarms.includes('RED');
  return {
    en: `It is in alarm now (${alarms.join(' ')})${red ? ': is the cable in? Until then it gives no clock, and comes after the others' : ''}.`,
    zh: `目前有告警（${alarms.join(' ')}）${red ? '：电缆插好了吗？在此之前它不能提供时钟，故排在其他中继之后' : ''}。`,
  };
}

function clockReason(clock: number): Bilingual {
  return clock === 1
    ? {
        en: "1: the first source of the clock. The carrier's clock is better than the card's; two clocks that differ are heard as clicks. (0 towards a PBX of your own, which takes its clock from you.)",
        zh: '1：首选时钟源。运营商的时钟比板卡的准；两个时钟不一致会产生咔嗒声。（若对端是自己的交换机并由本机供时钟，写 0。）',
      }
    : {
        en: `${clock}: the clock is taken from here when those before it are lost. All lines of one carrier have the same clock.`,
        zh: `${clock}：前面的时钟源都丢失时从这里取时钟。同一运营商的线路时钟相同。`,
      };
}

const framingReason: Bilingual = {
  en: '0: a short cable (line build-out). ccs: signalling in a channel of its own, as ISDN has it. hdb3: the line code of E1.',
  zh: '0：短电缆（线路补偿）。ccs：共路信令，ISDN 必需。hdb3：E1 的线路码。',
};

function crcReason({ lineConfig }: SpanFacts, crc4: boolean): Bilingual {
  if (lineConfig !== '') {
    return {
      en: `CRC4 is ${crc4 ? 'on' : 'off'} because it is so now (${lineConfig}).`,
      zh: `CRC4 ${crc4 ? '开启' : '关闭'}，因为现在就是如此（${lineConfig}）。`,
    };
  }
  return {
    en: 'crc4: errors on the line are noticed; most carriers have it. Both ends must agree: with a yellow alarm, or CRC4 errors that count up in /proc/dahdi, ask the carrier or take it out.',
    zh: 'crc4：可发现线路误码，多数运营商使用。两端必须一致：若出现黄色告警，或 /proc/dahdi 中 CRC4 误码持续增加，请询问运营商或去掉 crc4。',
  };
}

function analogLines(facts: SpanFacts, language: Language): string[] {
  const of = (module: string) => facts.ports.filter((port) => port.module === module).map(({ channel }) => channel);
  const part = (channels: readonly number[], key: string, reason: Bilingual) =>
    channels.length === 0 ? [] : [...comments(language, reason), ...(key === '' ? [] : [`${key}${ranges(channels)}`])];
  const [fxs, fxo, none, unknown] = [of('fxs'), of('fxo'), of('none'), of('unknown')];
  const dynamic = facts.dynamic
    ? [`dynamic=${facts.dynamic.driver},${facts.dynamic.address},${facts.channels.length},0`]
    : [];
  return [
    ...comments(
      language,
      title(facts, { en: `${facts.channels.length} analog ports`, zh: `${facts.channels.length} 个模拟端口` }),
    ),
    ...dynamic,
    ...part(fxs, 'fxoks=', {
      en: 'FXS modules ring telephones. They are signalled as FXO, the other end of the line: hence the name of the setting.',
      zh: 'FXS 模块接电话机。其信令按线路另一端（FXO）命名，故写 fxoks。',
    }),
    ...part(fxo, 'fxsks=', {
      en: 'FXO modules are telephones towards an exchange, signalled as FXS.',
      zh: 'FXO 模块接外线，信令按 FXS 命名。',
    }),
    ...part([...fxs, ...fxo], 'echocanceller=mg2,', {
      en: "Where two wires become four, the line's echo comes back, and the box's delay makes it heard: mg2 takes it out while a call is up (echoCanceller in spillway.yaml). A canceller of the card's own is used in its place. Never sec, sec2 or kb1.",
      zh: '二线变四线处会产生回声，系统的时延使其可闻：mg2 在通话期间将其消除（spillway.yaml 中的 echoCanceller）。板卡自带回声消除时，驱动改用板卡的。切勿使用 sec、sec2、kb1。',
    }),
    ...part(none, '', {
      en: `Channel ${ranges(none)}: no module in its place.`,
      zh: `信道 ${ranges(none)}：未插模块。`,
    }),
    ...part(unknown, '', {
      en: `Channel ${ranges(unknown)}: the driver does not tell the module; write fxoks= for telephones, fxsks= for lines.`,
      zh: `信道 ${ranges(unknown)}：驱动未说明模块类型；接电话机写 fxoks=，接外线写 fxsks=。`,
    }),
  ];
}

const UNUSED: Readonly<Record<SpanType, Bilingual>> = {
  t1: {
    en: 'a T1 or J1. Spillway needs E1: set the jumpers of the card, or its driver (default_linemode=e1), and look again',
    zh: 'T1 或 J1。Spillway 需要 E1：请设置板卡跳线或驱动参数（default_linemode=e1）后重试',
  },
  bri: { en: 'ISDN BRI, which Spillway does not use', zh: 'ISDN BRI，Spillway 不使用' },
  e1: { en: 'an E1 without 31 time slots, which Spillway cannot use', zh: '不足 31 个时隙的 E1，Spillway 无法使用' },
  analog: { en: 'analog', zh: '模拟' },
  unknown: { en: 'the driver tells too little of it; nothing is proposed', zh: '驱动提供的信息不足，不作建议' },
};

function unusedLines(facts: SpanFacts, language: Language): string[] {
  return comments(language, title(facts, UNUSED[facts.type]));
}
