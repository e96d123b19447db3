// SPDX-License-Identifier: GPL-2.0-or-later
// How are the native fuzz targets built? By clang, with libFuzzer and sanitizers, in build/fuzz.
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { root, run } from '../setup/run.mjs';
import { instrumentedLibpri } from './libpri.mjs';

/** The folder of the programs fuzz_<target>. */
export const buildFolder = path.join(root, 'build/fuzz');

/** Builds all native targets; says what the fuzzer cannot see into. */
export async function buildTargets() {
  const libpri = await instrumentedLibpri();
  if (libpri === undefined) {
    console.log("fuzz: libpri's source is not to be had; Debian's libpri.a is used: the fuzzer does not see into it,");
    console.log('fuzz: and of its faults only those show that crash. (.setup/libpri-source.log says why.)');
  }
  const options = [
    ...['-DCMAKE_C_COMPILER=clang', '-DCMAKE_CXX_COMPILER=clang++'],
    ...['-DSPILLWAY_FUZZ=ON', '-DSPILLWAY_ADDON=OFF'],
    libpri === undefined ? '-UPRI_ARCHIVE' : `-DPRI_ARCHIVE=${libpri}`,
  ];
  await run('fuzz-configure', 'configuring the fuzz targets', ['cmake', '-S', '.', '-B', buildFolder, ...options]);
  const build = ['cmake', '--build', buildFolder, '--parallel', String(availableParallelism())];
  await run('fuzz-build', 'building the fuzz targets', build);
}
