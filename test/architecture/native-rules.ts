// SPDX-License-Identifier: GPL-2.0-or-later
// Does native/ keep to the layers, and are files of a size to read?
import { generated, medianLines, nativeIncludes, sizes } from './layers.js';
import { lineCount, type Rule, type Source } from './source.js';

/** The folder of a native file: `native/dsp/g711.cc` is in dsp. */
const folderOf = (file: string): string => file.split('/')[1] ?? '';
const isTest = ({ path }: Source): boolean => path.startsWith('native/test/');

/** Includes keep to the table; project headers are named from the project's folder. */
export const includesGoDown: Rule = (sources) =>
  sources
    .filter((source) => !isTest(source))
    .flatMap((source) => {
      const allowed = nativeIncludes[folderOf(source.path)];
      if (allowed === undefined) return [`${source.path} is in no folder of the table of layers.`];
      return matches(source, /#include "([^"]+)"/g).flatMap(({ line, text }) => {
        const [, included = text] = /^native\/(.+)$/.exec(text) ?? [];
        if (included === text)
          return `${source.path}:${line}: "${text}" must be named from the project's folder, native/...`;
        if (allowed.includes(included) || allowed.includes(included.split('/')[0] ?? '')) return [];
        return `${source.path}:${line}: ${folderOf(source.path)} includes ${included}, but may include ${allowed.join(', ')} only.`;
      });
    });

/** Node is known to the addon alone. */
export const nodeIsKnownToTheAddonOnly: Rule = (sources) =>
  sources
    .filter(({ path }) => folderOf(path) !== 'addon')
    .flatMap((source) =>
      matches(source, /#include [<"]((?:napi|node_api|js_native_api|uv|node)\.h)[>"]/g).map(
        ({ line, text }) => `${source.path}:${line}: only native/addon includes <${text}>.`,
      ),
    );

const clocks = new RegExp(
  [
    /\b((?:steady|system|high_resolution)_clock)\b/,
    /\b(sleep_for|sleep_until|nanosleep|clock_nanosleep|usleep|clock_gettime|timerfd_\w+)\s*\(/,
    /(?<![\w.>])(gettimeofday|time)\s*\((?:nullptr|NULL|0|&)/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

/** Clocks are read in runtime/, and nowhere else. */
export const clocksAreReadInRuntimeOnly: Rule = (sources) =>
  sources
    .filter((source) => !isTest(source) && folderOf(source.path) !== 'runtime')
    .flatMap((source) =>
      matches(withoutComments(source), clocks).map(
        ({ line, text }) =>
          `${source.path}:${line}: ${text} reads a clock; only native/runtime may, time is an argument.`,
      ),
    );

/** A file is short enough to read. */
export const filesAreShort: Rule = (sources) =>
  sources.flatMap(({ path, text }) => {
    const limit = generated.includes(path) ? undefined : sizes.find(({ files }) => files.test(path));
    if (limit === undefined || lineCount(text) <= limit.lines) return [];
    return `${path} has ${lineCount(text)} lines; ${limit.lines} are the most: it answers more than one question.`;
  });

/** Half of the files are shorter than the median asked for. */
export const mostFilesAreVeryShort: Rule = (sources) => {
  const counts = sources.filter(({ path }) => !generated.includes(path)).map(({ text }) => lineCount(text));
  const median = counts.sort((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0;
  return median < medianLines
    ? []
    : [`Half of the files have ${median} lines or more; the median must be under ${medianLines}.`];
};

/** A file of native/ is known by its name alone, as compilers and stack traces print it. */
export const namesAreUnique: Rule = (sources) => {
  const first = new Map<string, string>();
  return sources.flatMap(({ path }) => {
    const name = path.split('/').at(-1) ?? path;
    const other = first.get(name);
    if (other === undefined) first.set(name, path);
    return other === undefined ? [] : [`${path} has the name of ${other}.`];
  });
};

/** Every file says under which licence it is. */
export const everyFileNamesItsLicence: Rule = (sources) =>
  sources
    .filter(
      ({ path, text }) =>
        !generated.includes(path) &&
        !text.replace(/^#!.*\n/, '').startsWith('// SPDX-License-Identifier: GPL-2.0-or-later\n'),
    )
    .map(({ path }) => `${path} does not begin with "// SPDX-License-Identifier: GPL-2.0-or-later".`);

/** Each match of a pattern: its first group that is set, and its line. */
function matches({ text }: Source, pattern: RegExp): readonly { readonly line: number; readonly text: string }[] {
  return [...text.matchAll(pattern)].map((match) => ({
    line: lineCount(text.slice(0, match.index + 1)),
    text: match.slice(1).find((group) => group !== undefined) ?? match[0],
  }));
}

/** The text with comments blanked; lines stay where they are. */
function withoutComments(source: Source): Source {
  const text = source.text.replaceAll(/\/\/.*|\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '));
  return { ...source, text };
}
