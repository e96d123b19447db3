// SPDX-License-Identifier: GPL-2.0-or-later
// How does `--help` read in the reader's language? Headings and remarks of the library, and lines that fit Chinese text.

import { Help, type HelpConfiguration, type Option } from 'commander';
import { inLanguage, type Language } from '../kernel/index.js';
import { say } from '../words/index.js';
import { widthOf, wrapped } from './width.js';

/** For all commands. */
export function helpIn(language: Language): HelpConfiguration {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, language);
  const placeholders = (usage: string) =>
    usage.replaceAll('[options]', t('[options]', '[选项]')).replaceAll('[command]', t('[command]', '[命令]'));
  return {
    styleTitle: (title) => say(title, language),
    styleUsage: placeholders,
    subcommandTerm: (command) => placeholders(new Help().subcommandTerm(command)),
    optionDescription: (option) => described(option, t),
    displayWidth: widthOf,
    minWidthToWrap: LEAST_TEXT,
    boxWrap: wrapped,
    formatItem: (term, width, description, helper) => itemOf(term, width, description, helper),
  };
}

const LEAST_TEXT = 28;
const BELOW = 6;

/** A term and what it means beside it; below it where the terminal is too narrow for both. */
function itemOf(term: string, width: number, description: string, helper: Help): string {
  const room = helper.helpWidth ?? 80;
  if (description === '' || room - width - 4 >= LEAST_TEXT)
    return new Help().formatItem.call(helper, term, width, description, helper);
  const indent = ' '.repeat(BELOW);
  return `  ${term}\n${indent}${wrapped(description, room - BELOW).replaceAll('\n', `\n${indent}`)}`;
}

function described(option: Option, t: (en: string, zh: string) => string): string {
  const remarks = [
    ...(option.argChoices === undefined ? [] : [`${t('choices: ', '可选：')}${option.argChoices.join(', ')}`]),
    ...(option.defaultValue === undefined || option.isBoolean() || option.variadic
      ? []
      : [`${t('default: ', '默认：')}${option.defaultValueDescription ?? String(option.defaultValue)}`]),
  ];
  if (remarks.length === 0) return option.description;
  return t(`${option.description} (${remarks.join('; ')})`, `${option.description}（${remarks.join('；')}）`);
}
