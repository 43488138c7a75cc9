/**
 * The test corpora of the engine (`tests/README.md` describes them), for Node and pages: the same files, compared byte
 * for byte. `read` gives a file's bytes and `list` the names in a folder, below `tests/`.
 */

const text = bytes => new TextDecoder().decode(bytes);
const bytesOf = string => new TextEncoder().encode(string);

/** All cases. */
export async function cases(read, list) {
  const all = [];
  for (const folder of ['octave', 'matlab']) {
    for (const file of (await list(`display/${folder}`)).filter(f => f.endsWith('.txt')).sort()) {
      all.push(...displayCases(text(await read(`display/${folder}/${file}`)), folder, file));
    }
  }
  for (const folder of ['scripts', 'programs']) {
    const names = await list(folder);
    for (const file of names.filter(f => f.endsWith('.m') && names.includes(f.replace(/m$/, 'out'))).sort()) {
      const code = text(await read(`${folder}/${file}`));
      const expected = await read(`${folder}/${file.replace(/m$/, 'out')}`);
      for (const dialect of dialects(code)) {
        all.push({ id: `${folder}/${file} (${dialect})`, name: `/tests/${folder}/${file}`, code, expected, dialect });
      }
    }
  }
  return all;
}

function dialects(code) {
  const word = code.split('\n', 1)[0].replace(/^%% compat:/, '').trim();
  return word === 'both' ? ['octave', 'matlab'] : word === 'octave' ? ['octave'] : ['matlab'];
}

function displayCases(content, dialect, file) {
  const found = [];
  const lines = content.split('\n');
  for (let k = 0; k < lines.length; ) {
    const line = lines[k++];
    if (!line.startsWith('--- ')) continue;
    let code = '';
    while (k < lines.length && lines[k] !== '--- out') code += lines[k++] + '\n';
    k += 1;
    let expected = '';
    while (k < lines.length && lines[k] !== '--- end' && lines[k] !== '--- no newline') expected += lines[k++] + '\n';
    if (lines[k++] === '--- no newline') expected = expected.slice(0, -1);
    if (dialect === 'octave' && code.trimStart().startsWith('function')) code = '1;\n' + code;
    found.push({ id: `display/${dialect}/${file}: ${line.slice(4).trim()}`, code, expected: bytesOf(expected), dialect });
  }
  return found;
}

/** The ids in `tests/expected-failures.txt`. */
export function expectedFailures(content) {
  return new Set(text(content).split('\n').map(l => l.trim()).filter(l => l && !l.startsWith('#')));
}

/** What a case prints on standard output, an uncaught error included. */
async function printed({ createSession }, { dialect, code, name }) {
  const parts = [];
  const onOutput = ({ stream, bytes }) => stream === 'stdout' && parts.push(bytes);
  const session = await createSession({ dialect, onOutput });
  try {
    await session.execute(code, name ? { name } : {});
  } catch (error) {
    parts.push(bytesOf(`error: ${error.message}\n`));
  }
  await session.dispose();
  const all = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const same = (a, b) => a.length === b.length && a.every((x, k) => x === b[k]);

/** Runs cases; what is wrong, in words, one line each. `only`: those whose id has this text in it. */
export async function check(runmat, all, allowed, only = '') {
  const wrong = [];
  let ran = 0;
  for (const test of all.filter(c => c.id.includes(only))) {
    const got = await printed(runmat, test).catch(error => bytesOf(`broken: ${error.stack}`));
    const passes = same(got, test.expected);
    ran += 1;
    if (passes === allowed.has(test.id)) {
      wrong.push(passes ? `passes, but is in the list of failures: ${test.id}` : `fails: ${test.id}\n    ${difference(test.expected, got)}`);
    }
  }
  return { ran, wrong };
}

/** The first line that differs. */
function difference(expected, got) {
  const [a, b] = [text(expected).split('\n'), text(got).split('\n')];
  const k = a.findIndex((line, n) => line !== b[n]);
  return k < 0 ? `more lines than expected: ${JSON.stringify(b[a.length])}` : `line ${k + 1}: expected ${JSON.stringify(a[k])}, got ${JSON.stringify(b[k])}`;
}
