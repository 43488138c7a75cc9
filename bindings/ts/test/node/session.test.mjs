/** The package in Node: what a session does. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  CellArray, createSession, FileError, memoryFiles, mounted, NumericArray, RunMatError, SparseArray, StringArray, StructArray,
} from 'runmat';

const octave = { dialect: 'octave' };

/** That something takes less than so many milliseconds, in one of four tries: the machine may be busy with other things. */
async function takesLessThan(most, measure) {
  let took = Infinity;
  for (let k = 0; k < 4 && took >= most; k++) took = await measure();
  assert.ok(took < most, `${took} ms`);
}

describe('runs', () => {
  test('print, and leave variables', async () => {
    const session = await createSession(octave);
    const events = [];
    const end = session.on('output', event => events.push(event));
    const result = await session.execute('x = 3; y = x * 14');
    assert.equal(result.printed, 'y = 42\n');
    assert.deepEqual(result.variables, ['x', 'y']);
    assert.ok(result.fuel > 0 && result.exitCode === undefined);
    assert.deepEqual(events.map(e => [e.stream, e.text]), [['stdout', 'y = 42\n']]);
    end();
    await session.execute('disp(1)');
    assert.equal(events.length, 1);
  });

  test('print in order while they go on', async () => {
    const session = await createSession(octave);
    const seen = [];
    session.on('output', ({ stream, text }) => seen.push(`${stream}:${text}`));
    await session.execute("disp('a'); fprintf(stderr, 'b\\n'); pause(0.02); disp('c')");
    assert.deepEqual(seen, ['stdout:a\n', 'stderr:b\n', 'stdout:c\n']);
  });

  test('fail with errors that say where', async () => {
    const session = await createSession();
    const text = "function f(x)\n  error('my:id', 'no %d', x);\nend\nf(7)\n";
    const error = await session.execute(`x = 1;\n${text}`).then(() => null, e => e);
    assert.ok(error instanceof RunMatError && error instanceof Error);
    assert.equal(error.identifier, 'my:id');
    assert.equal(error.message, 'no 7');
    assert.equal(error.kind, 'runtime');
    assert.equal(error.frames[0].function, 'f');
    assert.equal(error.frames[0].line, 3);
    assert.match(error.stack, /no 7\n {4}at f /);
    assert.match(error.report, /no 7/);
    const syntax = await session.execute('x = (1;').catch(e => e);
    assert.equal(syntax.kind, 'syntax');
    assert.equal(syntax.line, 1);
    assert.equal((await session.execute('z = 1;')).printed, '');
  });

  test('are cancelled wherever they are, and the session goes on', async () => {
    const session = await createSession();
    for (const code of ['while true, end', 'pause(600)', "x = input('')", 'onCleanup(@() 1); while true, end']) {
      if (code.includes('input')) session.setInputHandler(() => new Promise(() => {}));
      await takesLessThan(100, async () => {
        const run = session.execute(code);
        await new Promise(resolve => setTimeout(resolve, 20));
        assert.equal(session.running, true);
        const began = performance.now();
        session.cancel();
        await assert.rejects(run, { kind: 'cancelled', identifier: 'RunMat:Cancelled' });
        assert.equal(session.running, false);
        return performance.now() - began;
      });
    }
    const controller = new AbortController();
    const run = session.execute('while true, end', { signal: controller.signal });
    setTimeout(() => controller.abort(), 10);
    await assert.rejects(run, { kind: 'cancelled' });
    await assert.rejects(session.execute('1', { signal: controller.signal }), { kind: 'cancelled' });
  });

  test('end with their limits, or go on with more fuel', async () => {
    const session = await createSession({ limits: { fuel: 100_000 } });
    await assert.rejects(session.execute('while true, end'), { kind: 'fuel', identifier: 'RunMat:FuelExhausted' });
    await assert.rejects(session.execute('while true, end', { limits: { fuel: undefined, seconds: 0.05 } }), { kind: 'time' });
    const patient = await createSession({ limits: { fuel: 50_000 }, outOfFuel: 'wait' });
    let waits = 0;
    patient.on('progress', ({ outOfFuel }) => {
      if (!outOfFuel) return;
      waits += 1;
      patient.refuel(1_000_000);
    });
    await patient.execute('s = 0; for k = 1:1e5, s = s + k; end');
    assert.equal(await patient.get('s'), 5000050000);
    assert.ok(waits >= 1);
  });

  test('leave the event loop its turns', async () => {
    const session = await createSession();
    await takesLessThan(100, async () => {
      const run = session.execute('while true, end').catch(() => {});
      let last = performance.now();
      const gaps = [];
      for (let k = 0; k < 50; k++) {
        await new Promise(resolve => setTimeout(resolve, 1));
        gaps.push(performance.now() - last);
        last = performance.now();
      }
      session.cancel();
      await run;
      return gaps.sort((a, b) => a - b)[25];
    });
  });

  test('leave it those in virtual time, too', async () => {
    const session = await createSession({ policy: 'deterministic' });
    setTimeout(() => session.cancel(), 20);
    await assert.rejects(session.execute('while true, end'), { kind: 'cancelled' });
    await session.execute('pause(3600); x = 1;');
    assert.equal(await session.get('x'), 1);
  });

  test('one at a time; sessions side by side share nothing', async () => {
    const [a, b] = await Promise.all([createSession(), createSession(octave)]);
    const runs = [a.execute('x = 1; for k = 1:2e5, x = x + 1; end'), b.execute('x = 2; for k = 1:2e5, x = x + 2; end')];
    await assert.rejects(a.execute('y = 1'), { kind: 'busy' });
    await Promise.all(runs);
    assert.deepEqual([await a.get('x'), await b.get('x')], [200001, 400002]);
  });

  test('nested as deeply as the parser allows need no more stack than there is', async () => {
    const session = await createSession();
    await session.execute(`x = ${'('.repeat(120)}1${')'.repeat(120)}; y = ${Array(900).fill('1').join('+')};`);
    assert.deepEqual([await session.get('x'), await session.get('y')], [1, 900]);
    await assert.rejects(session.execute(`x = ${'('.repeat(5000)}1${')'.repeat(5000)};`), { kind: 'syntax' });
    await assert.rejects(session.execute('f = @(f, n) f(f, n + 1); f(f, 0)', { limits: { depth: 5000 } }), { kind: 'depth' });
  });

  test('that find a bug of the engine end alone: the session goes on in a new instance', async () => {
    // A file system that does what a bug does: it stops the module within a call.
    const files = memoryFiles({ '/kept.m': 'kept_value = 5;' });
    const { stat } = files.store;
    let broken = false;
    files.store.stat = function (path) {
      if (broken) throw new WebAssembly.RuntimeError('unreachable');
      return stat.call(this, path);
    };
    const states = [];
    const [session, other] = [await createSession({ files, limits: { depth: 50 } }), await createSession()];
    session.on('state', running => states.push(running));
    await session.register('twice', x => 2 * x);
    await session.execute('x = twice(4);');
    const looks = [];
    for (const late of [false, true]) {
      broken = true;
      const run = session.execute("disp('before'); exist('nosuchfile.txt')").then(() => null, e => e);
      if (late) looks.push(session.show('x').catch(e => e.kind), session.variables().catch(e => e.kind));
      const error = await run;
      broken = false;
      assert.deepEqual([error.kind, error.identifier, session.running], ['internal', 'RunMat:InternalError', false]);
      assert.match(error.message, /^Internal error: .*unreachable.*variables are lost.*same files/);
    }
    await Promise.all(looks);
    // What is used next, whatever it is, finds a new instance: no variables, the same files, functions and limits.
    assert.deepEqual(await session.variables(), []);
    assert.equal(await session.get('x'), undefined);
    await session.execute('kept; y = twice(kept_value);');
    assert.equal(await session.get('y'), 10);
    await assert.rejects(session.execute('f = @(f, n) f(f, n + 1); f(f, 0)'), { kind: 'depth' });
    assert.deepEqual(states, [true, false, true, false, true, false, true, false, true, false]);
    assert.equal((await other.execute("fprintf('fine')")).printed, 'fine');
    // Stopped, or given up, while it is started anew.
    broken = true;
    await assert.rejects(session.execute("exist('nosuchfile.txt')"), { kind: 'internal' });
    broken = false;
    const stopped = session.execute('1');
    session.cancel();
    await assert.rejects(stopped, { kind: 'cancelled' });
    await session.execute('z = 1;');
    await session.dispose();
    await assert.rejects(session.execute('1'), { kind: 'disposed' });
  });

  test('that come from a page function that answers too late answer nothing else', async () => {
    const files = memoryFiles();
    const { stat } = files.store;
    let broken = false;
    files.store.stat = function (path) {
      if (broken) throw new WebAssembly.RuntimeError('unreachable');
      return stat.call(this, path);
    };
    const session = await createSession({ files });
    const answers = [];
    await session.register('later', () => new Promise(resolve => answers.push(resolve)));
    const called = async count => {
      while (answers.length < count) await new Promise(resolve => setTimeout(resolve, 1));
    };
    const run = session.execute("t = spawn(async @() later()); pause(0.01); exist('nosuchfile.txt')").catch(e => e.kind);
    await called(1);
    broken = true;
    assert.equal(await run, 'internal');
    broken = false;
    const again = session.execute('x = later();');
    await called(2);
    answers[0](1);
    await new Promise(resolve => setTimeout(resolve, 20));
    assert.equal(session.running, true);
    answers[1](2);
    await again;
    assert.equal(await session.get('x'), 2);
  });

  test('see files that came while none ran', async () => {
    const session = await createSession();
    await assert.rejects(session.execute('late'));
    // However soon they come.
    const { now } = Date;
    const still = now();
    Date.now = () => still;
    try {
      for (const value of [1, 22, 33]) {
        await session.files.write('/late.m', `late_value = ${value};`);
        await session.execute('late');
        assert.equal(await session.get('late_value'), value);
      }
    } finally {
      Date.now = now;
    }
  });

  test('end with the session', async () => {
    const session = await createSession();
    const run = session.execute('while true, end');
    const disposed = session.dispose();
    await assert.rejects(run, { kind: 'cancelled' });
    await disposed;
    await assert.rejects(session.execute('1'), { kind: 'disposed' });
    await assert.rejects(session.get('x'), { kind: 'disposed' });
  });
});

describe('questions', () => {
  test('are answered by promises, also inside of cellfun', async () => {
    const session = await createSession();
    const asked = [];
    session.setInputHandler(async request => {
      asked.push([request.kind, request.prompt, request.expects]);
      await new Promise(resolve => setTimeout(resolve, 5));
      return asked.length === 1 ? 'Ada' : '6 * 7';
    });
    await session.execute("names = cellfun(@(k) input('? ', 's'), {1}, 'UniformOutput', false); n = input('n: ');");
    assert.deepEqual((await session.get('names')).data, ['Ada']);
    assert.equal(await session.get('n'), 42);
    assert.deepEqual(asked, [['input', '? ', 'text'], ['input', 'n: ', 'expression']]);
  });

  test('without an answer fail', async () => {
    const session = await createSession();
    await assert.rejects(session.execute("x = input('? ');"), { kind: 'runtime' });
    session.setInputHandler(() => Promise.reject(new Error('no')));
    await session.execute("try, input('? '); catch e, id = e.identifier; end");
    assert.equal(await session.get('id'), 'RunMat:NoInput');
  });

  test('are withdrawn when the run ends', async () => {
    const session = await createSession();
    const aborted = new Promise(resolve => {
      session.setInputHandler(({ signal }) => {
        setTimeout(() => session.cancel(), 5);
        return new Promise(() => signal.addEventListener('abort', resolve));
      });
    });
    await assert.rejects(session.execute("input('? ')"), { kind: 'cancelled' });
    await aborted;
  });

  test('keys', async () => {
    const session = await createSession(octave);
    session.setInputHandler(({ kind }) => (kind === 'key' ? 'q' : null));
    await session.execute('k = kbhit();');
    assert.equal(await session.get('k'), 'q');
  });
});

describe('values', () => {
  test('go in and come back', async () => {
    const session = await createSession();
    const back = async value => {
      await session.set('v', value);
      return session.get('v');
    };
    for (const value of [1.5, -0, NaN, true, 'text ✓ 𝄞', '', 7n, { a: 1, b: { c: 'x' } }]) {
      assert.deepEqual(await back(value), value);
    }
    const typed = [
      new Float64Array([1, 2]), new Float32Array([1, 2]), new Int8Array([1, 2]), new Uint8Array([1, 2]), new Int16Array([1, 2]),
      new Uint16Array([1, 2]), new Int32Array([1, 2]), new Uint32Array([1, 2]), new BigInt64Array([1n, 2n]),
      new BigUint64Array([1n, 2n]),
    ];
    for (const data of typed) assert.deepEqual(await back(data), new NumericArray(data));
    const complex = new NumericArray(new Float64Array([1, 2]), [2, 1], 'double', new Float64Array([3, 4]));
    assert.deepEqual(await back(complex), complex);
    const cell = new CellArray([1, 'a', new CellArray([true], [1, 1]), { x: 1 }], [2, 2]);
    assert.deepEqual(await back(cell), cell);
    // A char row is a string of JavaScript; a string of the language is an array of one, both ways.
    await session.execute("c = 'abc'; s = \"abc\"; k = {'a', \"b\"}; r.s = \"x\";");
    assert.equal(await session.get('c'), 'abc');
    const s = await session.get('s');
    assert.ok(s instanceof StringArray);
    assert.deepEqual([s.class, s.dims, s.data, `${s}`, s + '!'], ['string', [1, 1], ['abc'], 'abc', 'abc!']);
    assert.deepEqual([(await session.get('k')).data, (await session.get('r')).s], [['a', new StringArray('b')], new StringArray('x')]);
    await session.set('back', [new StringArray('one'), 'two']);
    await session.set('c2', await session.get('c'));
    await session.set('s2', s);
    await session.execute("all = strjoin({class(back{1}), class(back{2}), class(c2), class(s2)}, ' ');");
    assert.equal(await session.get('all'), 'string char char string');
    const strings = new StringArray(['a', null], [2, 1]);
    assert.deepEqual(await back(strings), strings);
    const structs = new StructArray([{ a: 1 }, { a: 2 }]);
    assert.deepEqual(await back(structs), structs);
    assert.deepEqual((await back([1, 2, 3])).data, new Float64Array([1, 2, 3]));
    assert.deepEqual((await back(['a', 1])).data, ['a', 1]);
  });

  test('have the classes and sizes of the language', async () => {
    const session = await createSession();
    await session.set('A', new Float64Array([1, 2, 3, 4, 5, 6]), [2, 3]);
    const { printed } = await session.execute("fprintf('%s %d %d %g|', class(A), size(A), A(2, 3)); i = int8(5); s = sparse([1 0; 0 2]); f = @(x) x + 1; t = true(1, 2); c = ['ab'; 'cd'];");
    assert.equal(printed, 'double 2 3 6|');
    const i = await session.get('i');
    assert.equal(i.class, 'int8');
    assert.equal(i * 2, 10);
    const s = await session.get('s');
    assert.ok(s instanceof SparseArray);
    assert.deepEqual([[...s.columns], [...s.rows], [...s.data]], [[0, 1, 2], [0, 1], [1, 2]]);
    await session.set('s2', s);
    assert.equal((await session.execute('disp(isequal(s, s2) && issparse(s2))')).printed.trim(), '1');
    assert.equal((await session.get('f')).text, '@(x)x+1');
    assert.deepEqual((await session.get('t')).class, 'logical');
    assert.deepEqual((await session.get('c')).class, 'char');
    assert.equal(await session.get('nothing'), undefined);
    await assert.rejects(session.set('x', new Float64Array(3), [2, 2]), /3 elements/);
    await assert.rejects(session.set('x', () => 1), /register/);
  });

  test('are listed and shown', async () => {
    const session = await createSession();
    await session.execute("a = magic(3); b = 'hi'; z = 1i;");
    const all = Object.fromEntries((await session.variables()).map(v => [v.name, v]));
    assert.deepEqual([all.a.class, all.a.size, all.a.bytes], ['double', [3, 3], 72]);
    assert.match(all.b.preview, /hi/);
    assert.equal(all.z.complex, true);
    assert.match(await session.show('a'), /8 +1 +6/);
  });
});

describe('functions of the page', () => {
  test('are called, and waited for', async () => {
    const session = await createSession();
    await session.register('twice', x => 2 * x);
    await session.register('later', async x => {
      await new Promise(resolve => setTimeout(resolve, 5));
      return `<${x}>`;
    });
    await session.register('both', function () { return [this.results, 'b']; }, { multiple: true });
    await session.execute("a = arrayfun(@(k) twice(k), 1:3); b = later('x'); [c, d] = both();");
    assert.deepEqual([...(await session.get('a')).data], [2, 4, 6]);
    assert.deepEqual([await session.get('b'), await session.get('c'), await session.get('d')], ['<x>', 2, 'b']);
  });

  test('may fail', async () => {
    const session = await createSession();
    await session.register('fails', () => Promise.reject(Object.assign(new Error('broken'), { identifier: 'page:broken' })));
    await session.execute('try, fails(); catch e, id = e.identifier; text = e.message; end');
    assert.deepEqual([await session.get('id'), await session.get('text')], ['page:broken', 'broken']);
    await assert.rejects(session.execute('fails()'), { identifier: 'page:broken', message: 'broken' });
  });

  test('may use the session', async () => {
    const session = await createSession();
    await session.register('ask', async () => (await session.get('x')) + 1);
    await session.execute('x = 41; y = ask();');
    assert.equal(await session.get('y'), 42);
  });
});

describe('files', () => {
  test('are shared by pages and programs', async () => {
    const files = memoryFiles({ '/data/in.txt': 'one\ntwo\n', '/helper.m': 'function y = helper(x)\ny = 10 * x;\nend\n' });
    const session = await createSession({ files });
    const changes = [];
    files.on('change', path => changes.push(path));
    const { printed } = await session.execute("t = fileread('data/in.txt'); f = fopen('out.txt', 'w'); fprintf(f, 'x=%d', helper(4)); fclose(f); fprintf('%d', numel(t));");
    assert.equal(printed, '8');
    assert.equal(await files.readText('/out.txt'), 'x=40');
    assert.deepEqual((await files.list('/')).map(e => e.name), ['data', 'helper.m', 'out.txt']);
    assert.ok(changes.includes('/out.txt'));
    await session.execute("mkdir('d'); movefile('out.txt', 'd/o.txt'); delete('data/in.txt'); x = exist('d/o.txt', 'file');");
    assert.equal(await session.get('x'), 2);
    assert.equal(await files.readText('/d/o.txt'), 'x=40');
    assert.equal(await files.stat('/data/in.txt'), undefined);
    await files.remove('/d');
    assert.equal(await files.stat('/d'), undefined);
    await assert.rejects(files.read('/d/o.txt'), FileError);
  });

  test('are written while they are open', async () => {
    const session = await createSession();
    session.setInputHandler(async () => session.files.readText('/log.txt'));
    await session.execute("f = fopen('log.txt', 'w'); fprintf(f, 'begun'); seen = input('', 's'); fclose(f);");
    assert.equal(await session.get('seen'), 'begun');
  });

  test('several systems are one', async () => {
    const files = mounted({ '/': memoryFiles({ '/a.txt': 'a' }), '/lib/x': memoryFiles({ '/b.txt': 'b' }) });
    assert.deepEqual((await files.list('/')).map(e => e.name), ['a.txt', 'lib']);
    assert.deepEqual((await files.list('/lib/x')).map(e => e.path), ['/lib/x/b.txt']);
    const session = await createSession({ files });
    await session.execute("copyfile('lib/x/b.txt', 'c.txt'); t = fileread('c.txt');");
    assert.equal(await session.get('t'), 'b');
    await session.execute("f = tempname(); h = fopen(f, 'w'); fclose(h); e = exist(f, 'file');");
    assert.equal(await session.get('e'), 2);
  });

  test('come back from save and load', async () => {
    const files = memoryFiles();
    await (await createSession({ files })).execute("m = magic(4); s.a = {1, 'x'}; save('w.mat', 'm', 's');");
    const other = await createSession({ files });
    await other.execute("load('w.mat');");
    assert.equal((await other.get('m')).at(0, 0), 16);
  });
});

describe('requests', () => {
  test('are made by the page', async () => {
    const asked = [];
    const answer = async (url, init) => {
      asked.push([String(url), init.method]);
      return new Response('{"a": [1, 2]}', { headers: { 'content-type': 'application/json' } });
    };
    const session = await createSession({ fetch: answer });
    await session.execute("r = webread('https://data.example.org/x');");
    assert.deepEqual(asked, [['https://data.example.org/x', 'GET']]);
    assert.deepEqual([...(await session.get('r')).a.data], [1, 2]);
    const without = await createSession({ fetch: null });
    await assert.rejects(without.execute("webread('https://data.example.org/x')"), { kind: 'runtime' });
  });
});

describe('editors', () => {
  test('get the pieces of a text', async () => {
    const session = await createSession();
    const text = "é = sin('𝄞'); % c";
    const tokens = await session.highlight(text);
    const words = tokens.map(t => [text.slice(t.from, t.to), t.kind]);
    assert.deepEqual(words.slice(-6), [['sin', 'function'], ['(', 'bracket'], ["'𝄞'", 'string'], [')', 'bracket'], [';', 'separator'], ['% c', 'comment']]);
  });

  test('get what is wrong', async () => {
    const session = await createSession();
    await session.set('known', 1);
    const [warning, ...rest] = await session.check("x = 'é' + known;\ny = nosuchthing(x);");
    assert.deepEqual([rest.length, warning.severity, warning.line, warning.from], [0, 'warning', 2, 21]);
    const [error] = await session.check('x = (1;');
    assert.equal(error.severity, 'error');
    assert.ok(error.message);
  });

  test('get what may come next', async () => {
    const session = await createSession({ files: memoryFiles({ '/data.csv': '1' }) });
    await session.execute('lineup = 1; s.alpha = 2;');
    const labels = async (text, at = text.length) => (await session.complete(text, at)).map(c => c.label);
    assert.ok((await labels('y = 1;\nx = line')).includes('lineup'));
    assert.deepEqual(await labels('s.al'), ['s.alpha']);
    assert.deepEqual(await labels("load('da"), ['data.csv']);
    const inside = await createSession({ files: memoryFiles({ '/sub dir/deep/x.mat': '1', '/sub dir/data.csv': '1', '/top.m': '' }) });
    const places = async text => (await inside.complete(text, text.length)).map(c => text.slice(0, c.from) + c.label);
    assert.deepEqual(await places("load('su"), ["load('sub dir/"]);
    assert.deepEqual(await places("load('sub dir/"), ["load('sub dir/data.csv", "load('sub dir/deep/"]);
    assert.deepEqual(await places('y = 1; load("/sub dir/deep/x'), ['y = 1; load("/sub dir/deep/x.mat']);
    assert.deepEqual(await places("load('nosuch/x"), []);
    await inside.execute("cd('sub dir'); f = fopen('/tmp/t.txt', 'w'); fclose(f);");
    assert.deepEqual(await places("load('d"), ["load('data.csv", "load('deep/"]);
    assert.deepEqual(await places("load('../to"), ["load('../top.m"]);
    assert.deepEqual(await places("load('/tmp/"), ["load('/tmp/t.txt"]);
    const [found] = await session.complete('é = linspa', 10);
    assert.deepEqual([found.label, found.from, found.kind], ['linspace', 4, 'function']);
    assert.ok(found.documentation);
  });
});
