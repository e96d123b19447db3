// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway stations`: what goes on at each telephone, who is there, and with whom?

import { Argument, type Command } from 'commander';
import type { StationStatus } from '../../engine/index.js';
import { inLanguage } from '../../kernel/index.js';
import { askAndPrint, type BoxOptions, command, withBox } from '../command.js';
import type { Output } from '../output.js';
import { stationTable } from '../stations-page.js';
import { sayZone } from '../times.js';

export function stationsCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const summary = {
    en: 'Stations: what goes on at each telephone, who is there, and with whom',
    zh: '分机：每部话机的状态、签入的座席和通话对方',
  };
  return withBox(
    command(output, 'stations', summary, [
      { line: 'spillway stations', does: { en: 'all of them', zh: '所有分机' } },
      { line: 'spillway stations show 801', does: { en: 'one of them', zh: '其中一部' } },
      { line: 'spillway stations --json | jq .[].state', does: { en: 'for a script', zh: '供脚本使用' } },
    ]),
    output,
  )
    .addArgument(new Argument('[action]', t('one of them', '其中一部')).choices(['show']))
    .argument('[station]', t('its number', '分机号'))
    .action(async (_action: string | undefined, station: string | undefined, options: BoxOptions) => {
      const question = { method: 'stations', params: { station } };
      await askAndPrint<readonly StationStatus[]>(output, options, question, (stations, shown) => {
        stationTable(shown, stations);
        sayZone(shown);
      });
    });
}
