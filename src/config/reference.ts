// SPDX-License-Identifier: GPL-2.0-or-later
// Which settings are there, what are they when nobody writes them, and when does a change apply? The schema as a list; pure.

import { type Applies, type JsonSchema, jsonSchema } from './schema.js';

/** A setting as the reference shows it. `[]` in a path: each entry of a list; `NAME`: any name. */
export interface Setting {
  readonly path: string;
  readonly applies: Applies;
  readonly default?: unknown;
  readonly description?: string;
}

/** Every setting, in the order of the schema. */
export function settings(): readonly Setting[] {
  const found = new Map<string, Setting>();
  for (const setting of below(jsonSchema(), '')) if (!found.has(setting.path)) found.set(setting.path, setting);
  return [...found.values()];
}

function below(node: JsonSchema, at: string): Setting[] {
  const { properties = {}, items, oneOf = [], anyOf = [], additionalProperties } = node;
  return [
    ...Object.entries(properties).flatMap(([key, child]) => {
      const path = at === '' ? key : `${at}.${key}`;
      return [settingOf(path, child), ...below(child, path)];
    }),
    ...(items === undefined || isPlain(items) ? [] : below(items, `${at}[]`)),
    ...[...oneOf, ...anyOf].flatMap((option) => below(option, at)),
    ...(typeof additionalProperties === 'object' ? below(additionalProperties, `${at}.NAME`) : []),
  ];
}

function settingOf(path: string, { applies = 'restart', description, ...rest }: JsonSchema): Setting {
  return {
    path,
    applies,
    ...(rest.default === undefined ? {} : { default: rest.default }),
    ...(typeof description === 'string' ? { description } : {}),
  };
}

const isPlain = ({ properties, oneOf, anyOf, items }: JsonSchema): boolean =>
  properties === undefined && oneOf === undefined && anyOf === undefined && items === undefined;

const WORDS: Readonly<Record<Applies, string>> = {
  now: 'now',
  nextCall: 'next call',
  restart: 'restart',
};

/** The reference as a page. */
export function referencePage(): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  const rows = settings().map(({ path, applies, default: usual, description = '' }) => {
    const shown = usual === undefined || typeof usual === 'object' ? '' : `\`${cell(String(usual))}\``;
    return `| \`${path}\` | ${shown} | ${WORDS[applies]} | ${cell(description)} |`;
  });
  return `# Settings

Everything that can stand in \`spillway.yaml\`. Written from the schema by \`node tools/gen-schema.mjs\`, as \`spillway.schema.json\` is.

*Applies* says what becomes of a change when the file is read again (\`spillway reload\`, SIGHUP, or a command that writes it): **now**, also for calls that are up; with the **next call**; after a **restart**, until which the box keeps
what it has and says so. A setting below a section goes by the section unless it says so itself. \`[]\` is each entry of a list, \`NAME\` any name.

| setting | default | applies | |
|---|---|---|---|
${rows.join('\n')}
`;
}
