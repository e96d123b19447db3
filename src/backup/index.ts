// SPDX-License-Identifier: GPL-2.0-or-later
// The door of backups: make one, look whether it is whole, make a box of it again.

export { ArchiveWriter, readArchive } from './archive.js';
export { archiveTime, prune } from './archive-name.js';
export { type Backup, type BackupOptions, backUp, type Progress } from './backup.js';
export { type Drill, drill } from './drill.js';
export { FOLDERS, type Manifest, NAMES } from './manifest.js';
export { type Restored, type RestoreOptions, restore } from './restore.js';
export { type Verified, verifyArchive } from './verify.js';
