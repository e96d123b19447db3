// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway prompts versions|undo`: what was a prompt before, and how is it so again?

import { TelephonyError } from '../../faults.js';
import type { PromptPlace, PromptVersion } from '../../ivr/index.js';
import { heading } from '../heading.js';
import { type Output, say, table } from '../output.js';
import { askShop, type ShopOptions } from '../shop-client.js';
import { when } from '../times.js';

/** Which prompt, where it is spoken. */
interface Which {
  readonly name: string;
  readonly place: PromptPlace;
}

/** The last one first. */
export async function listVersionsOf(output: Output, { name, place }: Which, options: ShopOptions): Promise<void> {
  const answer = await askShop(options, { method: 'prompts.versions', params: { name, place } });
  const { versions } = answer as { readonly versions: readonly PromptVersion[] };
  if (options.json) {
    output.write(JSON.stringify(versions, null, 2));
    return;
  }
  if (versions.length === 0) {
    say(output, { en: `${name} (${place}) was never changed`, zh: `${name}（${place}）没有更改过` });
    return;
  }
  table(
    output,
    [heading('version', '版本'), heading('until', '截止时间'), heading('whose', '来源')],
    versions.map(({ version, replacedAt, file }) => [version, when(replacedAt, output.zone), file ?? '-']),
  );
}

/** The last version, or the one that is named. */
export async function undoOf(
  output: Output,
  { name, place }: Which,
  written: string | undefined,
  options: ShopOptions,
): Promise<void> {
  const version = written === undefined ? undefined : Number(written);
  if (version !== undefined && !(Number.isSafeInteger(version) && version > 0))
    throw new TelephonyError('NOT_FOUND', `version ${written}: spillway prompts versions ${name} lists them`);
  const params = { name, place, ...(version !== undefined && { version }) };
  const answer = (await askShop(options, { method: 'prompts.restore', params })) as { readonly version: number };
  if (options.json) output.write(JSON.stringify(answer, null, 2));
  else
    say(output, {
      en: `${name} (${place}): version ${answer.version} is played again; the same command takes it back`,
      zh: `${name}（${place}）：恢复播放版本 ${answer.version}；再次执行可撤回`,
    });
}
