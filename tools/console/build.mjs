// SPDX-License-Identifier: GPL-2.0-or-later
// How does the browser app become files? Vite bundles src/console into dist/console; beside each file lie its compressed forms, so that no
// request costs the web process a compression.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import vue from '@vitejs/plugin-vue';
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers';
import components from 'unplugin-vue-components/vite';
import { build } from 'vite';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const output = path.join(root, 'dist/console');
const WORTH_COMPRESSING = /\.(js|css|html|svg|json)$/;
const FEWEST_BYTES = 512;

/** The routes of the API without their zod: method, path, and what the client must know of each. */
const routes = {
  name: 'spillway-routes',
  /** @param {string} id */
  resolveId: (id) => (id === 'virtual:contract' ? '\0contract' : undefined),
  /** @param {string} id */
  load: async (id) => {
    if (id !== '\0contract') return undefined;
    const { contract } = await import(path.join(root, 'dist/api/contract/index.js'));
    const plain = JSON.stringify(contract, (key, value) =>
      key === 'summary' || (LEFT_OUT.has(key) && isZod(value)) ? undefined : value,
    );
    return `export const contract = ${plain};`;
  },
};

/** What the settings mean in Chinese, by their English sentences. */
const settingWords = {
  name: 'spillway-setting-words',
  /** @param {string} id */
  resolveId: (id) => (id === 'virtual:setting-words' ? '\0setting-words' : undefined),
  /** @param {string} id */
  load: async (id) => {
    if (id !== '\0setting-words') return undefined;
    const { jsonSchema } = await import(path.join(root, 'dist/config/index.js'));
    const { settingWords: chineseOf } = await import(path.join(root, 'dist/words/index.js'));
    /** @type {Record<string, string>} */
    const chinese = {};
    JSON.stringify(jsonSchema(), (key, value) => {
      if (key === 'description' && typeof value === 'string') chinese[value] = chineseOf(value, 'zh-CN');
      return value;
    });
    return `export const chinese = ${JSON.stringify(chinese)};`;
  },
};
const LEFT_OUT = new Set(['params', 'query', 'body', 'response']);
/** @param {unknown} value */
const isZod = (value) => typeof value === 'object' && value !== null && '_zod' in value;

/** What Vite is told; `NODE_ENV` of tests must not make a slower bundle of it. */
export const configuration = {
  configFile: /** @type {const} */ (false),
  root: path.join(root, 'src/console'),
  mode: 'production',
  logLevel: /** @type {const} */ ('warn'),
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
  },
  plugins: [
    routes,
    settingWords,
    vue(),
    components({ dirs: [], dts: false, resolvers: [ElementPlusResolver({ importStyle: 'css' })] }),
  ],
  build: {
    outDir: output,
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0, // nothing inline: the content security policy would refuse it
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_000,
  },
};

/** Bundles, and writes `.gz` and `.br` beside each file that gains by it. */
export async function buildConsole() {
  rmSync(output, { recursive: true, force: true });
  await build(configuration);
  for (const file of readdirSync(output, { recursive: true, encoding: 'utf8' })) compress(path.join(output, file));
}

/** @param {string} file */
function compress(file) {
  if (!WORTH_COMPRESSING.test(file)) return;
  const content = readFileSync(file);
  if (content.length < FEWEST_BYTES) return;
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildConsole();
