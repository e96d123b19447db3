// SPDX-License-Identifier: GPL-2.0-or-later
// Which flows stand in the file? For the commands that go by it; no box need run.

import type { Command } from 'commander';
import { type Config, ConfigFile, type FlowConfig, suggestion } from '../../config/index.js';
import { TelephonyError } from '../../faults.js';
import { inLanguage } from '../../kernel/index.js';
import type { Output } from '../output.js';

export interface FlowOptions {
  readonly config: string;
  readonly json?: boolean;
}

/** Adds `--config`. */
export function withFile(made: Command, output: Output): Command {
  const text = inLanguage({ en: "the box's configuration file", zh: '系统的配置文件' }, output.language);
  return made.option('--config <file>', text, 'spillway.yaml');
}

export function readFlows({ config }: FlowOptions): Config {
  return ConfigFile.open(config).current;
}

/** Throws NOT_FOUND, with the names that are like it. */
export function flowOf({ flows }: Config, name: string): FlowConfig {
  const flow = flows[name];
  if (flow === undefined)
    throw new TelephonyError('NOT_FOUND', `flow ${name}: ${suggestion(name, Object.keys(flows))}`);
  return flow;
}

/** The file that was named; undefined: the usual one. */
export function givenFile({ parent }: Command): string | undefined {
  return parent?.getOptionValueSource('config') === 'default' ? undefined : parent?.opts<FlowOptions>().config;
}
