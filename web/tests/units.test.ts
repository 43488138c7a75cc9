import { describe, expect, test } from 'vitest';
import { parts } from '../src/state/places';
import { write } from '../src/state/screen';

describe('text as a terminal shows it', () => {
  const after = (...pieces: string[]) =>
    pieces.reduce((screen, piece) => write(screen, piece), { cleared: false, text: '', column: null as number | null });

  test.each([
    [['a\n', 'b'], 'a\nb'],
    [['one\rtw'], 'twe'],
    [['50 %\r', '60 %'], '60 %'],
    [['ab\b', 'c'], 'ac'],
    [['x\r\ny'], 'x\ny'],
    [['\u001b[31mred\u001b[0m'], 'red'],
    [['long line\rshort\u001b[K'], 'short'],
    [['\u0007bell'], 'bell'],
    [['é😀\b!'], 'é!'],
  ])('%j', (pieces, text) => expect(after(...pieces).text).toBe(text));

  test('clearing leaves what comes later', () => {
    expect(write({ text: 'old\n', column: null }, 'x\u001b[H\u001b[2Jnew')).toEqual({ cleared: true, text: 'new', column: null });
  });
});

describe('links in reports', () => {
  const place = (line: number, file = '/a.m') => ({ file, line, column: 1 });

  test('each line named is a link to the next place with that line', () => {
    const report = 'Error using f (line 3)\nbad at line 9\n\nError in a (line 7)\nf(2)';
    expect(parts(report, [place(3, '/f.m'), place(7)])).toEqual([
      { text: 'Error using f (' },
      { text: 'line 3', place: place(3, '/f.m') },
      { text: ')\nbad at line 9\n\nError in a (' },
      { text: 'line 7', place: place(7) },
      { text: ')\nf(2)' },
    ]);
  });

  test('both dialects', () => {
    expect(parts('    f at line 3 column 5', [place(3)])[1]?.text).toBe('line 3 column 5');
    expect(parts('Error: File: /a.m Line: 3 Column: 5', [place(3)])[1]?.text).toBe('Line: 3 Column: 5');
  });
});

