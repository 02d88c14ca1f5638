import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { zipSync, type Zippable } from 'fflate';

const root = resolve(import.meta.dirname, '../../..');

/** A published catalogue where there is one beside the repository or named by INTERLINK_SAMPLE_CATALOGUE, else the one that the tests own. */
export function catalogueZip(): Buffer {
  const folder = [
    process.env.INTERLINK_SAMPLE_CATALOGUE,
    resolve(root, '../shared/data/interlink-catalogue'),
    join(root, 'tests/Interlink.Testing/SampleCatalogue/source'),
  ].find((candidate): candidate is string => candidate !== undefined && existsSync(join(candidate, 'interlinkers')))!;
  const files: Zippable = {};
  const add = (path: string): void => {
    for (const name of readdirSync(path)) {
      const full = join(path, name);
      if (statSync(full).isDirectory()) {
        add(full);
      } else {
        files[relative(folder, full)] = [new Uint8Array(readFileSync(full)), { level: 0 }];
      }
    }
  };
  add(folder);
  return Buffer.from(zipSync(files));
}

/** A catalogue of nothing but problems, so many that importing it takes a while. */
export function longCatalogueZip(problems: number): Buffer {
  const list = Array.from({ length: problems }, (_, i) => ({ id: `PROBLEM_${i}`, name_translations: { en: `Problem ${i}` }, description_translations: { en: 'People wait.' } }));
  return Buffer.from(zipSync({ 'problemprofiles/problemprofiles.json': new TextEncoder().encode(JSON.stringify(list)) }));
}
