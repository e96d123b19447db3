# SPDX-License-Identifier: GPL-2.0-or-later
# The second way to build the addon (tools/prebuild runs node-gyp on it); the first is CMakeLists.txt. The lists of
# sources are the same file, native/sources.json.
{
  # For wider vectors than every x86-64 has; native/dsp/simd/paths.h asks the processor before they run.
  "target_defaults": {"include_dirs": ["."], "cflags_cc!": ["-std=gnu++17", "-std=gnu++20"]},
  "conditions": [
    ["target_arch=='x64'", {
      "targets": [
        {
          "target_name": "spillway_avx2",
          "type": "static_library",
          "sources": ["<!@(node -p \"require('./native/sources.json').avx2.join(' ')\")"],
          "cflags_cc": ["-std=c++17", "-fPIC", "-fvisibility=hidden", "-ffp-contract=off", "-fno-math-errno", "-mavx2"]
        },
        {
          "target_name": "spillway_avx512",
          "type": "static_library",
          "sources": ["<!@(node -p \"require('./native/sources.json').avx512.join(' ')\")"],
          "cflags_cc": [
            "-std=c++17", "-fPIC", "-fvisibility=hidden", "-ffp-contract=off", "-fno-math-errno",
            "-mavx512f", "-mavx512bw", "-mavx512dq", "-mavx512vl", "-mprefer-vector-width=512"
          ]
        }
      ]
    }]
  ],
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
      "cflags": ["-O2", "-Wall", "-Wextra", "-fvisibility=hidden", "-ffp-contract=off", "-fno-math-errno"],
      "conditions": [
        ["target_arch=='x64'", {
          "cflags": ["-march=x86-64", "-mtune=generic"],
          "dependencies": ["spillway_avx2", "spillway_avx512"]
        }]
      ],
      "cflags_cc!": ["-fno-exceptions", "-fno-rtti", "-std=gnu++17", "-std=gnu++20"],
      "cflags_cc": ["-std=c++17"],
      "ldflags": [
        "<!@(node -p \"require('./native/sources.json').wrapped.map((name) => '-Wl,--wrap=' + name).join(' ')\")",
        "-Wl,-z,now"
      ],
      "libraries": [
        "<!(c++ -print-file-name=libpri.a)"
      ]
    }
  ]
}
