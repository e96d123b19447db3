# SPDX-License-Identifier: GPL-2.0-or-later
# The second way to build the addon (tools/prebuild runs node-gyp on it); the first is CMakeLists.txt. The lists of
# sources are the same file, native/sources.json.
{
  "targets": [
    {
      "target_name": "spillway",
      "sources": [
        "<!@(node -p \"const lists = require('./native/sources.json'); [...lists.core, ...lists.addon].join(' ')\")"
      ],
      "include_dirs": [
        ".",
        "<!(node -p \"require('node-addon-api').include_dir\")"
      ],
      "defines": [
        "NAPI_VERSION=8",
        "NODE_ADDON_API_DISABLE_DEPRECATED",
        "NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS",
        "SPILLWAY_VERSION=\"<!(node -p \"require('./package.json').version\")\""
      ],
      "cflags!": ["-O3"],
      "cflags": ["-O2", "-Wall", "-Wextra", "-fvisibility=hidden"],
      "cflags_cc!": ["-fno-exceptions", "-fno-rtti", "-std=gnu++17", "-std=gnu++20"],
      "cflags_cc": ["-std=c++17"],
      "ldflags": ["-Wl,--wrap=gettimeofday", "-Wl,-z,now"],
      "libraries": [
        "<!(c++ -print-file-name=libpri.a)"
      ]
    }
  ]
}
