import { readdirSync, readFileSync } from 'node:fs';
import { createSession, memoryFiles } from 'runmat';
import { expect, test } from 'vitest';

const folder = new URL('../examples/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.m'));
const groups = JSON.parse(readFileSync(new URL('index.json', folder), 'utf8')) as { title: string; files: string[] }[];

test('every example is in the list, once', () => {
  expect(groups.flatMap((group) => group.files).sort()).toEqual([...files].sort());
});

test.each(files)('%s has a title, a summary and no mistake', async (file) => {
  const code = readFileSync(new URL(file, folder), 'utf8');
  expect(code.split('\n').slice(0, 3)).toEqual([expect.stringMatching(/^% \S/), expect.stringMatching(/^% \S.*[.?]$/), '']);
  const session = await createSession();
  const found = await session.check(code, `/${file}`);
  expect(found.filter(({ severity }) => severity === 'error')).toEqual([]);
  await session.dispose();
});

test.each(files)('%s runs without an error', async (file) => {
  const session = await createSession({ files: memoryFiles({}) });
  session.setInputHandler(({ expects }) => (expects === 'text' ? 'Ada' : '50'));
  const result = await session.execute(readFileSync(new URL(file, folder), 'utf8'), { name: `/${file}` });
  expect(result.printed.length).toBeGreaterThan(20);
  await session.dispose();
});
