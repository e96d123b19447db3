// SPDX-License-Identifier: GPL-2.0-or-later
// The box of the menu test, a process of its own: `menu-box.js CONFIG` runs until SIGTERM and prints what it recorded.

import { open } from '../../src/index.js';

const [, , config = ''] = process.argv;

const box = await open({
  config,
  dialogues: {
    main: async (dialogue) => {
      await dialogue.answer();
      const choice = await dialogue.menu('menu-main', { choices: '12' });
      if (choice === '2') box.enqueue(dialogue.leg.id, 'sales');
      else await dialogue.say('goodbye');
    },
  },
});
box.bus.on('recording.ended', ({ facts }) => console.log(`recorded ${facts.recording}`));
process.once('SIGTERM', () => box.close());
