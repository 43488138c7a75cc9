/** The package on the main thread of plain pages, in a real browser. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, open, PLAIN, serve } from '../support/browser.mjs';

let browser, server;

before(async () => {
  const frame = origin => `<!doctype html><iframe src="${origin}/plain" width="300" height="200"></iframe>`;
  const pages = { '/plain': PLAIN };
  server = await serve(pages);
  pages['/frame'] = frame(server.other);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.close();
});

/** Gaps between two animation frames while `code` runs, and the time that stopping took. */
async function gapsWhile(page, code, options = {}) {
  return page.evaluate(
    async ([code, options]) => {
      const session = await runmat.createSession(options);
      const run = session.execute(code).then(() => 'ended', error => error.kind);
      const gaps = [];
      await new Promise(resolve => {
        const began = performance.now();
        let last = began;
        const frame = now => {
          gaps.push(now - last);
          last = now;
          if (performance.now() - began < 3000) requestAnimationFrame(frame);
          else resolve();
        };
        requestAnimationFrame(now => {
          last = now;
          requestAnimationFrame(frame);
        });
      });
      const running = session.running;
      const stopped = performance.now();
      session.cancel();
      const end = await run;
      return { gaps: gaps.sort((a, b) => a - b), stop: performance.now() - stopped, running, end };
    },
    [code, options],
  );
}

/** Gaps between two frames of a page whose own script works for 4 ms in each task: what this machine has time for. */
const gapsOfControl = page =>
  page.evaluate(async () => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      const start = performance.now();
      while (performance.now() - start < 4);
      port2.postMessage(0);
    };
    port2.postMessage(0);
    const gaps = [];
    const began = performance.now();
    for (let last = began; last - began < 1500; ) {
      const now = await new Promise(requestAnimationFrame);
      gaps.push(now - last);
      last = now;
    }
    port1.close();
    return gaps.slice(1).sort((a, b) => a - b);
  });

/**
 * Measures until times are within bounds: those given, or where the machine is busy with other things, three times those of
 * the control, which is measured in the same moment. Machines have bad moments: one good try of four is enough.
 */
async function within(page, bounds, measure) {
  const seen = [];
  for (let tries = 0; tries < 4; tries++) {
    const before = await gapsOfControl(page);
    const times = await measure();
    const control = Math.max(at(before, 0.99), at(await gapsOfControl(page), 0.99));
    seen.push({ ...times, control });
    const holds = Object.entries(bounds).every(([name, most]) => times[name] < Math.max(most, 3 * control));
    if (holds) return times;
  }
  assert.fail(JSON.stringify(seen));
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];

describe('a plain page', () => {
  test('has no special headers', async () => {
    const page = await open(browser, `${server.origin}/plain`);
    assert.deepEqual(await page.evaluate(() => [crossOriginIsolated, typeof SharedArrayBuffer]), [false, 'undefined']);
    await page.close();
  });

  for (const options of [{}, { worker: true }]) {
    const where = options.worker ? 'in a worker' : 'on the main thread';
    test(`stays alive while a program runs without end ${where}`, async () => {
      const page = await open(browser, `${server.origin}/plain`);
      const { p50, p99, stop } = await within(page, { p99: 50, stop: 100 }, async () => {
        const { gaps, stop, running, end } = await gapsWhile(page, 'while true, end', options);
        assert.deepEqual([running, end], [true, 'cancelled']);
        assert.ok(gaps.length > 20, `${gaps.length} frames`);
        return { p50: at(gaps, 0.5), p99: at(gaps, 0.99), stop };
      });
      console.log(`    ${where}: gaps p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms; stopped after ${stop.toFixed(1)} ms`);
      await page.close();
    });
  }

  test('has its turns during long computations', async () => {
    const page = await open(browser, `${server.origin}/plain`);
    // The longest single turn of the engine: computations that are cut into pieces.
    const setup = 'A = rand(500); B = rand(500); P = A * A\' + 500 * eye(500); x = rand(2e5, 1); y = rand(500, 1);';
    for (const code of ['C = A * B;', 'C = A \\ B;', 'C = P \\ B;', 'C = A / B;', 'C = inv(A);', 'c = conv(x, y);', 'C = conv2(A, rand(15));']) {
      await within(page, { longest: 40 }, () => page.evaluate(async ([setup, code]) => {
        const session = await runmat.createSession();
        await session.execute(setup);
        // No public way leads there.
        const { engine } = session;
        const turn = engine.turn.bind(engine);
        let longest = 0;
        engine.turn = () => {
          const began = performance.now();
          const next = turn();
          longest = Math.max(longest, performance.now() - began);
          return next;
        };
        await session.execute(code);
        await session.dispose();
        return { longest };
      }, [setup, code]));
    }
    await page.close();
  });

  test('computes the same in pieces', async () => {
    const page = await open(browser, `${server.origin}/plain`);
    const errors = await page.evaluate(async () => {
      const session = await runmat.createSession({ dialect: 'octave' });
      await session.execute(`
        A = rand(300) + eye(300); B = rand(300, 260); P = A * A' + eye(300); I = eye(300);
        e(1) = norm(A * inv(A) - I, 1); e(2) = norm(A * (A \\ B) - B, 1); e(3) = norm(P * (P \\ B) - B, 1);
        e(4) = norm((B' / A) * A - B', 1); e(5) = norm(A * B - [A * B(:, 1:7), A * B(:, 8:end)], 1);
        u = rand(30000, 1); v = rand(400, 1); e(6) = norm(conv(u, v) - filter(v, 1, [u; zeros(399, 1)]), Inf);
        K = rand(21); L = conv2(P, K); e(7) = abs(L(150, 160) - sum(sum(P(130:150, 140:160) .* K(end:-1:1, end:-1:1)))) / L(150, 160);
        z = A + 1i * A'; e(8) = norm(z * inv(z) - I, 1);`);
      return [...(await session.get('e')).data];
    });
    assert.equal(errors.length, 8);
    assert.ok(errors.every(e => e < 1e-6), JSON.stringify(errors));
    await page.close();
  });

  test('stops a run by a button', async () => {
    const page = await open(browser, `${server.origin}/plain`);
    await within(page, { took: 100 }, async () => {
      await page.evaluate(async () => {
        window.kind = undefined;
        const session = await runmat.createSession();
        document.body.innerHTML = '<button>Stop</button>';
        document.querySelector('button').onclick = () => {
          window.pressed = performance.now();
          session.cancel();
        };
        session.execute('while true, end').catch(error => {
          window.took = performance.now() - window.pressed;
          window.kind = error.kind;
        });
      });
      await page.click('button');
      await page.waitForFunction('window.kind');
      const [kind, took] = await page.evaluate(() => [window.kind, window.took]);
      assert.equal(kind, 'cancelled');
      return { took };
    });
    await page.close();
  });

  test('answers from a dialog, inside of cellfun', async () => {
    const page = await open(browser, `${server.origin}/plain`);
    const done = page.evaluate(async () => {
      const session = await runmat.createSession();
      session.setInputHandler(({ prompt, signal }) => {
        document.body.innerHTML = `<dialog><form method="dialog"><label>${prompt}<input></label></form></dialog>`;
        const dialog = document.querySelector('dialog');
        dialog.showModal();
        signal.addEventListener('abort', () => dialog.close());
        return new Promise(resolve => dialog.addEventListener('close', () => resolve(dialog.querySelector('input').value)));
      });
      const code = "names = cellfun(@(k) input('? ', 's'), {1, 2}, 'UniformOutput', false); name = names{2};";
      await session.execute(code);
      return (await session.get('names')).data;
    });
    for (const name of ['Ada', 'Grace']) {
      await page.waitForFunction(`document.querySelector('dialog[open] input')?.value === ''`);
      await page.fill('dialog input', name);
      await page.press('dialog input', 'Enter');
    }
    assert.deepEqual(await done, ['Ada', 'Grace']);
    await page.close();
  });

  for (const worker of [false, true]) {
    test(`has two sessions side by side${worker ? ' in workers' : ''}`, async () => {
      const page = await open(browser, `${server.origin}/plain`);
      const result = await page.evaluate(async worker => {
        const [a, b] = await Promise.all(['matlab', 'octave'].map(dialect => runmat.createSession({ dialect, worker })));
        const printed = [];
        a.on('output', e => printed.push('a'));
        b.on('output', e => printed.push('b'));
        const code = 'x = 0; for k = 1:20, x = x + 1; disp(x); pause(0.002), end';
        const [one, two] = await Promise.all([a.execute(code), b.execute(code.replace('x + 1', 'x + 2'))]);
        const turns = printed.filter((who, k) => k && who !== printed[k - 1]).length;
        return [await a.get('x'), await b.get('x'), one.printed.trim().split(/\s+/).length, two.printed.trim().split(/\s+/).length, turns > 5];
      }, worker);
      assert.deepEqual(result, [20, 40, 20, 20, true]);
      await page.close();
    });
  }

  test('runs in a frame from another origin', async () => {
    const page = await browser.newPage();
    await page.goto(`${server.origin}/frame`);
    const frame = page.frames()[1];
    await frame.waitForFunction('window.ready');
    assert.notEqual(new URL(frame.url()).host, new URL(page.url()).host);
    const printed = await frame.evaluate(async () => {
      const session = await runmat.createSession();
      await session.execute('s = 0; for k = 1:1e5, s = s + k; end');
      return (await session.execute("pause(0.01); fprintf('%d', s)")).printed;
    });
    assert.equal(printed, '5000050000');
    await page.close();
  });

  test('has its files again when it is loaded again', async () => {
    const context = await browser.newContext();
    const page = await open(context, `${server.origin}/plain`);
    await page.evaluate(async () => {
      const files = await runmat.persistentFiles('test');
      const session = await runmat.createSession({ files });
      await session.execute("mkdir('d'); f = fopen('d/kept.txt', 'w'); fprintf(f, 'kept'); fclose(f); x = magic(4); save('x.mat', 'x'); f = fopen('gone.txt', 'w'); fclose(f); delete('gone.txt');");
      await files.rename('/x.mat', '/e/y.mat');
      await files.flush();
    });
    await page.reload();
    await page.waitForFunction('window.ready');
    const back = await page.evaluate(async () => {
      const files = await runmat.persistentFiles('test');
      const session = await runmat.createSession({ files });
      await session.execute("t = fileread('d/kept.txt'); load('e/y.mat');");
      return [await session.get('t'), (await session.get('x')).at(0, 0), (await files.list('/')).map(e => e.name)];
    });
    assert.deepEqual(back, ['kept', 16, ['d', 'e']]);
    await context.close();
  });

  for (const where of ['the private file system', 'a database']) {
    test(`sees what another page writes to the same files, in ${where}`, async () => {
      const context = await browser.newContext();
      const tabs = [];
      for (let k = 0; k < 2; k++) {
        const page = await open(context, `${server.origin}/plain`);
        await page.evaluate(async where => {
          if (where === 'a database') delete FileSystemFileHandle.prototype.createWritable;
          window.files = await runmat.persistentFiles('shared');
          window.session = await runmat.createSession({ files });
          window.heard = [];
          files.on('change', path => heard.push(path));
        }, where);
        tabs.push(page);
      }
      const [a, b] = tabs;
      const text = (page, path) => page.evaluate(path => files.readText(path).catch(() => null), path);
      const until = async (holds, what) => {
        for (const end = Date.now() + 10_000; !(await holds()); ) if (Date.now() > end) assert.fail(`not seen: ${what}`);
      };
      const sees = (page, path, expected) => until(async () => (await text(page, path)) === expected, `${path}: ${expected}`);
      await a.evaluate(() => session.execute("mkdir('d'); f = fopen('d/one.txt', 'w'); fprintf(f, 'one'); fclose(f);"));
      await sees(b, '/d/one.txt', 'one');
      assert.ok((await b.evaluate(() => heard)).includes('/d/one.txt'));
      // The other's program sees it, changes it, and has a function there.
      await b.evaluate(() => session.execute("t = fileread('d/one.txt'); f = fopen('d/one.txt', 'w'); fprintf(f, '%s two', t); fclose(f);"));
      await sees(a, '/d/one.txt', 'one two');
      await b.evaluate(() => files.write('/late.m', 'function y = late()\ny = 7;\nend\n'));
      await sees(a, '/late.m', 'function y = late()\ny = 7;\nend\n');
      assert.equal(await a.evaluate(async () => (await session.execute('x = late();'), session.get('x'))), 7);
      // Names, folders, removal.
      await a.evaluate(() => files.rename('/d', '/e'));
      await sees(b, '/e/one.txt', 'one two');
      await sees(b, '/d/one.txt', null);
      await b.evaluate(() => files.remove('/e'));
      await sees(a, '/e/one.txt', null);
      // Both write the same file at once: in the end both have the same, and so has the place where it is kept.
      for (let round = 0; round < 5; round++) {
        await Promise.all(tabs.map((page, k) => page.evaluate(async ([k, round]) => {
          for (let n = 0; n < 20; n++) await files.write('/both.txt', `${round} of ${k}: ${n}`);
          await files.flush();
        }, [k, round])));
        const kept = () => a.evaluate(async () => (await runmat.persistentFiles('shared')).readText('/both.txt'));
        await until(async () => {
          const all = await Promise.all([text(a, '/both.txt'), text(b, '/both.txt'), kept()]);
          return all.every(t => t === all[0]) && all[0].startsWith(`${round} of`);
        }, `round ${round}`);
      }
      await context.close();
    });
  }

  test('keeps files in a database where there is nothing else', async () => {
    const context = await browser.newContext();
    const page = await open(context, `${server.origin}/plain`);
    const hide = () => page.evaluate(() => void delete FileSystemFileHandle.prototype.createWritable);
    await hide();
    await page.evaluate(async () => {
      const files = await runmat.persistentFiles('test');
      await files.write('/a/b.txt', 'kept');
      await files.write('/a/c.txt', 'gone');
      await files.makeFolder('/empty');
      await files.rename('/a', '/z');
      await files.remove('/z/c.txt');
      await files.flush();
    });
    await page.reload();
    await page.waitForFunction('window.ready');
    await hide();
    const back = await page.evaluate(async () => {
      const files = await runmat.persistentFiles('test');
      return [await files.readText('/z/b.txt'), (await files.list('/')).map(e => e.name), (await files.list('/z')).length];
    });
    assert.deepEqual(back, ['kept', ['empty', 'z'], 1]);
    await context.close();
  });

  test('reads files of a server', async () => {
    const page = await open(browser, `${server.origin}/plain`);
    const result = await page.evaluate(async () => {
      const files = runmat.mounted({ '/': runmat.memoryFiles(), '/data': await runmat.fetchedFiles('/tests', ['README.md']) });
      const session = await runmat.createSession({ files });
      await session.execute("t = fileread('data/README.md'); try, f = fopen('data/README.md', 'w'); catch, f = -1; end");
      return [(await session.get('t')).startsWith('# Test corpora'), await session.get('f')];
    });
    assert.deepEqual(result, [true, -1]);
    await page.close();
  });
});

describe('a worker', () => {
  test('has the same interface', async () => {
    const page = await open(browser, `${server.origin}/plain`);
    const result = await page.evaluate(async () => {
      const files = runmat.memoryFiles({ '/twice.m': 'function y = twice(x)\ny = 2 * x;\nend\n' });
      const session = await runmat.createSession({ worker: true, files });
      session.setInputHandler(({ prompt }) => prompt + '!');
      await session.register('later', async x => x + 1);
      await session.set('A', new Float64Array([1, 2, 3, 4]), [2, 2]);
      await session.execute("t = input('hi', 's'); y = twice(later(20)); f = fopen('o.txt', 'w'); fprintf(f, '%d', y); fclose(f);");
      const A = await session.get('A');
      const error = await session.execute("error('a:b', 'no')").catch(e => e);
      await files.write('/late.m', 'late = 1;');
      await session.execute('late');
      const all = [
        await session.get('t'), await session.get('y'), await files.readText('/o.txt'), A instanceof runmat.NumericArray, A.at(1, 1),
        error instanceof runmat.RunMatError, error.identifier, await session.get('late'), (await session.complete('linspa', 6))[0].label,
      ];
      await session.dispose();
      return [...all, await session.execute('1').catch(e => e.kind)];
    });
    assert.deepEqual(result, ['hi!', 42, '42', true, 4, true, 'a:b', 1, 'linspace', 'disposed']);
    await page.close();
  });
});
