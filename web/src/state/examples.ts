import groups from '../../examples/index.json';

/** A program to try. */
export interface Example {
  file: string;
  title: string;
  summary: string;
  code: string;
}

export interface ExampleGroup {
  title: string;
  examples: Example[];
}

const sources: Record<string, string> = import.meta.glob('../../examples/*.m', { query: '?raw', import: 'default', eager: true });

/** An example's first two lines of comment are its title and what it shows. */
function example(file: string): Example {
  const code = sources[`../../examples/${file}`] ?? '';
  const [title = file, summary = ''] = code.split('\n').map((line) => line.replace(/^%+\s*/, ''));
  return { file, title, summary, code };
}

export const exampleGroups: ExampleGroup[] = groups.map(({ title, files }) => ({ title, examples: files.map(example) }));

export const firstExample: Example = example('welcome.m');
