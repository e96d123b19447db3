// SPDX-License-Identifier: GPL-2.0-or-later
// What is to stand in spillway.yaml? The board as the plan has it and the shop's own values, with reasons. Pure.

import { type Bilingual, inLanguage, type Language } from '../../kernel/index.js';
import { comments } from './comments.js';
import { type Plan, ranges } from './plan.js';
import type { Shop } from './shop.js';

const FIRST_AGENT = 1001;
const FIRST_STATION = 801;

/** The box's part. `pin` gives each agent one. */
export function spillwayYaml(plan: Plan, shop: Shop, language: Language, pin: () => string): string {
  const note = (en: string, zh: string, indent = '') =>
    comments(language, { en, zh }).map((line) => `${indent}${line}`);
  const quoted = (text: string) => JSON.stringify(text); // also right in YAML
  const lines = [
    ...note(
      'spillway.yaml, proposed by: spillway doctor --propose',
      'spillway.yaml，由 spillway doctor --propose 建议',
    ),
    ...note(
      'Everything that is not here has a default; spillway check says whether it is right.',
      '未写的项都有默认值；用 spillway check 检查是否正确。',
    ),
    `language: ${language}`,
    `country: ${shop.country}`,
    ...areaLines(shop, note),
    ...boardLines(plan, shop, note),
    ...stationLines(plan, note),
    ...note(
      'The called number as the exchange delivers it; `spillway trace --level 3` shows it with the first call.',
      '交换机送来的被叫号码；来电时可用 spillway trace --level 3 查看。',
    ),
    'accessNumbers:',
    `  - { number: ${quoted(shop.number)}, queue: ${quoted(shop.queue)} }`,
    'queues:',
    `  - { name: ${quoted(shop.queue)} }`,
    ...agentLines(plan, shop, { note, quoted, language, pin }),
  ];
  return `${lines.join('\n')}\n`;
}

type Note = (en: string, zh: string, indent?: string) => string[];

function boardLines({ trunks, banks, lines }: Plan, { number }: Shop, note: Note): string[] {
  return [
    'board:',
    '  type: dahdi',
    '  spans:',
    ...trunks.flatMap(({ name, bearers, dChannel, facts }) => [
      ...note(
        `DAHDI span ${facts.number}. Towards a PBX of your own add: signalling: { role: network }`,
        `DAHDI 中继 ${facts.number}。对端若是自己的交换机，加上 signalling: { role: network }`,
        '    ',
      ),
      `    - { name: ${name}, kind: e1, channels: '${ranges(bearers)}', dChannel: ${dChannel} }`,
    ]),
    ...banks.flatMap(({ name, channels, facts }) => [
      ...note(
        `DAHDI span ${facts.number}: ports for the agents' telephones. A fax machine at one: exceptions: [{ channels: ${channels[0]}, echoCanceller: off }]`,
        `DAHDI 中继 ${facts.number}：座席电话端口。接传真机的端口在 exceptions 中写 off`,
        '    ',
      ),
      `    - { name: ${name}, kind: analog, ports: fxs, channels: '${ranges(channels)}', echoCanceller: 32ms }`,
    ]),
    ...lines.flatMap(({ name, channels, facts }) => [
      ...note(
        `DAHDI span ${facts.number}: lines to the exchange. Lines of other numbers have an entry each: { lines: 2, number: '...' }`,
        `DAHDI 中继 ${facts.number}：接交换机的外线。号码不同的线路各写一项：{ lines: 2, number: '...' }`,
        '    ',
      ),
      `    - name: ${name}`,
      '      kind: analog',
      '      ports: fxo',
      `      channels: '${ranges(channels)}'`,
      '      exchange:',
      `        - { number: ${JSON.stringify(number)} }`,
    ]),
  ];
}

function areaLines({ areaCode }: Shop, note: Note): string[] {
  if (areaCode !== undefined) return [`areaCode: '${areaCode}'`];
  return note(
    "areaCode: '21' would tell in which area the box stands; it is needed where mobile numbers of other areas get a 0",
    "areaCode: '21' 表示所在区号；外地手机号前需加 0 时必须填写",
  );
}

function stationLines(plan: Plan, note: Note): string[] {
  const ports = plan.banks.reduce((sum, { channels }) => sum + channels.length, 0);
  if (ports === 0)
    return note(
      'There is no port for a telephone: computer agents answer, nobody else can.',
      '没有电话端口：只有自动电脑座席能应答。',
    );
  const last = FIRST_STATION + ports - 1;
  return note(
    `The telephones are stations ${FIRST_STATION} to ${last}, port by port.`,
    `电话机依端口顺序为分机 ${FIRST_STATION} 至 ${last}。`,
  );
}

interface AgentWords {
  readonly note: Note;
  readonly quoted: (text: string) => string;
  readonly language: Language;
  readonly pin: () => string;
}

function agentLines({ banks }: Plan, shop: Shop, { note, quoted, language, pin }: AgentWords): string[] {
  if (shop.agents === 0) return ['agents: []'];
  const name: Bilingual = { en: 'Agent', zh: '座席' };
  const signIn =
    banks.length === 0
      ? []
      : note(
          'Each signs in at any telephone: *61*AGENT*PIN#. Put their names here.',
          '在任一电话机上拨 *61*工号*密码# 签入。请改成真实姓名。',
        );
  return [
    ...signIn,
    'agents:',
    ...Array.from({ length: shop.agents }, (_, i) => {
      const who = quoted(`${inLanguage(name, language)} ${i + 1}`);
      return `  - { id: '${FIRST_AGENT + i}', name: ${who}, pin: '${pin()}', queues: [${quoted(shop.queue)}] }`;
    }),
  ];
}
