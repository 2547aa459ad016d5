// Lists of meetings to bring in: a made-up one that is as odd as those one finds, and a real one where it is at hand.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = resolve(fileURLToPath(import.meta.url), '../../..');
const binary = process.env.ALONGSIDE_BIN ?? join(root, 'target/debug/alongside');

const madeUp = {
  file: join(root, 'crates/standards/tests/lists/as-found.json'),
  counts: /8 read, 6 added, 0 changed, 1 merged, 1 refused/,
  meeting: { words: 'hope', name: 'Hope & Courage', place: /Hope & Courage, .*12 Oak St/s },
};

/** The list of Raleigh of 2017 stands beside the project, or beside the folder that the project is in. */
function real() {
  for (let at = root; dirname(at) !== at; at = dirname(at)) {
    const file = join(at, 'shared/data/meeting-feed-raleigh-2017.json');
    if (existsSync(file)) {
      const meeting = { words: 'soul food', name: 'Soul Food Step Study', place: /Soul Food Step Study, .*121 Hillsborough Street/s };
      return { file, counts: /357 read, 349 added, 0 changed, 1 merged, 7 refused/, meeting };
    }
  }
  return undefined;
}

/** Brings in the lists that there are, with what each must say of itself; gives a meeting to look for, of the real list if it is there. */
export async function bringIn(server) {
  const lists = [madeUp, real()].filter(Boolean);
  if (lists.length === 1) console.log('# The list of Raleigh is not beside the project: a made-up one stands for it');
  for (const { file, counts } of lists) {
    const { stdout, stderr } = await run(binary, ['import', 'meetings', file, '--data', server.data]);
    if (!counts.test(stdout)) throw new Error(`${file}: ${stdout}${stderr}`);
  }
  return lists.at(-1).meeting;
}
