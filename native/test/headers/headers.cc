// SPDX-License-Identifier: GPL-2.0-or-later
// Has nothing: CMake compiles the headers that all test programs begin with once, beside this file.
