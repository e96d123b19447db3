// SPDX-License-Identifier: GPL-2.0-or-later
// The door of engine/contacts: customers, those who call and those who are called.

export { Contact, type ContactTask } from './contact.js';
