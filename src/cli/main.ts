#!/usr/bin/env node
// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway`: the command line.

import { ownWords } from './arguments.js';
import { terminal } from './output.js';
import { runProgram } from './program.js';
import { forgiveClosedPipe } from './until-interrupted.js';

const output = terminal();
forgiveClosedPipe(output, process.argv.includes('--json'));
await runProgram(output, process.argv.slice(2), ownWords());
