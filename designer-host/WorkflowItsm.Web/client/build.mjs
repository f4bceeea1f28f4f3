// Bundles the islands into ../wwwroot/client: one ES module per island, shared chunks, one stylesheet per island.
import { build } from 'esbuild';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '..', 'wwwroot', 'client');

const islands = (await readdir(join(here, 'src'))).filter(name => /^[a-z-]+\.ts$/.test(name)).map(name => name.slice(0, -3));

// The icon fonts come in five formats; every browser that can run the rest reads woff2.
const woff2Only = {
  name: 'woff2-only',
  setup(plugin) {
    plugin.onLoad({ filter: /[\\/](bpmn|dmn)-font[\\/]css[\\/](bpmn|dmn)\.css$/ }, async ({ path }) => {
      const css = await readFile(path, 'utf8');
      const contents = css.replace(/@font-face\s*\{[^}]*\}/, face => {
        const woff2 = /url\('([^']+\.woff2)[^']*'\)/.exec(face)?.[1];
        const family = /font-family:\s*'([^']+)'/.exec(face)?.[1];
        return `@font-face { font-family: '${family}'; src: url('${woff2}') format('woff2'); font-display: block; }`;
      });
      return { contents, loader: 'css' };
    });
  },
};

const types = spawnSync(process.execPath, [join(here, 'node_modules', 'typescript', 'bin', 'tsc'), '--noEmit', '--pretty', 'false'], { cwd: here, encoding: 'utf8' });
if (types.status !== 0) {
  // As MSBuild wants to see it: file(line,column): error CODE: sentence
  process.stderr.write(`${types.stdout ?? ''}${types.stderr ?? ''}${types.error ?? ''}\n`);
  process.exit(1);
}

// Built aside and then put in place, so that nobody ever sees half of it.
const aside = join(here, `.build-${process.pid}`);
try {
  await mkdir(aside, { recursive: true });
  const { metafile } = await bundle(aside);
  await writeFile(join(aside, 'licences.txt'), await licences(Object.keys(metafile.inputs)));
  await mkdir(dirname(out), { recursive: true });
  await rm(out, { recursive: true, force: true });
  await rename(aside, out);
} finally {
  await rm(aside, { recursive: true, force: true });
}

function bundle(outdir) {
  return build({
    absWorkingDir: here,
    entryPoints: islands.map(name => ({ in: `src/${name}.ts`, out: name })),
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    chunkNames: 'chunk-[hash]',
    assetNames: 'asset-[name]-[hash]',
    loader: { '.woff2': 'file' },
    plugins: [woff2Only],
    logLevel: 'warning',
    metafile: true,
    charset: 'utf8',
  });
}

/** The licences of everything that is in the bundles, as they ask for. */
async function licences(inputs) {
  const packages = new Set(inputs.map(input => /^(node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]).filter(Boolean));
  const texts = [];
  for (const folder of [...packages].sort()) {
    const { name, version, license } = JSON.parse(await readFile(join(here, folder, 'package.json'), 'utf8'));
    const file = (await readdir(join(here, folder))).find(entry => /^licen[cs]e/i.test(entry));
    texts.push(`${name} ${version} (${license ?? 'see below'})\n\n${file ? (await readFile(join(here, folder, file), 'utf8')).trim() : ''}\n`);
  }
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}
