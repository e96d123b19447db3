// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway telephones`: where do calls of the house's telephones go, and who is not to be disturbed?

import { Argument, type Command } from 'commander';
import type { TelephoneStatus } from '../../engine/index.js';
import { TELEPHONE_ACTIONS } from '../../host/index.js';
import { inLanguage } from '../../kernel/index.js';
import { askAndPrint, type BoxOptions, command, type Example, withBox } from '../command.js';
import { heading } from '../heading.js';
import { type Output, say, table } from '../output.js';
import { wishWords } from '../telephone-words.js';

const EXAMPLES: readonly Example[] = [
  {
    line: 'spillway telephones',
    does: { en: 'all of which something was said', zh: '所有有设置的话机' },
  },
  {
    line: 'spillway telephones 801 forward-no-answer agent:1002',
    does: { en: 'unanswered for 15 s, its calls go to 1002', zh: '15 秒无人接听转到 1002' },
  },
  {
    line: 'spillway telephones 1001 forward-always number:13912345678',
    does: { en: 'all calls, where agent 1001 is signed in, to a mobile', zh: '座席 1001 所在话机的来电全部转到手机' },
  },
  {
    line: 'spillway telephones 801 forward-off',
    does: { en: 'they ring again', zh: '取消全部转移' },
  },
  {
    line: 'spillway telephones 801 do-not-disturb on',
    does: { en: 'not rung, until off', zh: '免打扰，直到 off' },
  },
];

export function telephonesCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const summary = {
    en: 'Telephones: forwards, do not disturb, call waiting',
    zh: '话机：呼叫转移、免打扰、呼叫等待',
  };
  const made = withBox(command(output, 'telephones', summary, EXAMPLES), output)
    .argument('[telephone]', t('its station, or the agent who is signed in there', '分机，或在该处签入的座席'))
    .addArgument(new Argument('[action]', t('what is to be done', '操作')).choices(TELEPHONE_ACTIONS))
    .argument('[argument]', t('where to, or on, off', '去向，或 on、off'));
  return made.action(
    async (of: string | undefined, action: string | undefined, argument: string | undefined, options: BoxOptions) => {
      if (of === undefined || action === undefined) {
        await askAndPrint<readonly TelephoneStatus[]>(output, options, { method: 'telephones' }, (rows, shown) => {
          const asked = rows.filter(({ station, agent }) => of === undefined || of === station || of === agent);
          telephoneTable(shown, asked);
        });
        return;
      }
      const params = { of, action, argument };
      await askAndPrint<TelephoneStatus>(output, options, { method: 'telephoneAction', params }, (now, shown) =>
        telephoneTable(shown, [now]),
      );
    },
  );
}

function telephoneTable(output: Output, rows: readonly TelephoneStatus[]): void {
  if (rows.length === 0) {
    say(output, { en: 'all ring as usual', zh: '全部正常振铃' });
    return;
  }
  table(
    output,
    [heading('station', '分机'), heading('agent', '座席'), heading('set', '设置')],
    rows.map((row) => [row.station, row.agent ?? '', wishWords(row, output.language)]),
  );
}
