// SPDX-License-Identifier: GPL-2.0-or-later
// The door of engine/rooms: the open rooms of a box and its settings.

export { Areas, checkAreas } from './areas.js';
export { engineOptions } from './board-options.js';
export { shownFor } from './classes.js';
export { assertOutside, dialOutside, type OutsideCall, type OutsideRooms } from './dial-outside.js';
export { endOf } from './end-of.js';
export { type Memory, remember } from './memory.js';
export { byPresentForms } from './old-forms.js';
export { openExchangeLines } from './open-exchange-lines.js';
export { fillLists, openRooms, type RoomsParts } from './open-rooms.js';
export { outgoingTrunks } from './outgoing-trunks.js';
export { ownLines } from './own-lines.js';
export { placeOf, placesOf } from './places.js';
export { callbackKeyOf, configureQueues, queueSettings } from './queue-settings.js';
export { renewTones } from './renewed-tones.js';
export { assertOpen, type DialogueScript, type Rooms, unattended } from './rooms.js';
export { SaidSkills, SKILLS } from './said-skills.js';
export {
  accessNumberOf,
  afterHoursOf,
  calendarOf,
  callbackQueue,
  callbackSettings,
  captureRules,
  codesOf,
  houseOf,
  keptBy,
  keyOf,
  listKeys,
  numberPlan,
  openingOf,
  queueOf,
  surgePlan,
  surgeSettings,
  trunkOf,
} from './settings.js';
export { customerOfRow, rowOfCustomer, storedDirectory } from './stored-directory.js';
export { assertPossible, enqueueOptions, ownNeeds, type Wants, wanted } from './wants.js';
