// SPDX-License-Identifier: GPL-2.0-or-later
// Is there a terminal on which a page can renew itself? Pipes, `--json` and terminals without a size get lines instead.

import { createLogUpdate } from 'log-update';

/** A page that replaces what it showed before; undefined where lines are right. */
export function livePage({
  json = false,
}: {
  readonly json?: boolean;
}): ReturnType<typeof createLogUpdate> | undefined {
  const { stdout } = process;
  return stdout.isTTY && stdout.columns > 0 && !json ? createLogUpdate(stdout) : undefined;
}
