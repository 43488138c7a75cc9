/** The built page in a browser, and what tests do with it. */

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import type { Browser, BrowserContextOptions, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launch } from '../scripts/browser.mjs';
import { serve } from '../scripts/serve.mjs';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));

/** For what the page shows a moment after something was done. */
export const patiently = { timeout: 5000 };

export interface Playground {
  readonly browser: Browser;
  /** Where the page is. */
  readonly url: string;
  open: (options?: Opening) => Promise<Page>;
}

export interface Opening {
  /** A program that the page is opened with, as by a link. */
  code?: string;
  name?: string;
  dialect?: 'matlab' | 'octave';
  context?: BrowserContextOptions;
}

/** A server and a browser for the tests of a file. */
export function playground(): Playground {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    if (!existsSync(`${dist}index.html`)) throw new Error('The page is not built: npm run build');
    server = await serve(dist);
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    server.close();
  });
  return {
    get browser() {
      return browser;
    },
    get url() {
      return server.url;
    },
    async open({ context, ...program } = {}) {
      const page = await (await browser.newContext(context)).newPage();
      page.setDefaultTimeout(20_000);
      await page.goto(server.url + fragment(program));
      await ready(page);
      return page;
    },
  };
}

/** The end of a link with a program in it. */
export function fragment({ code, name = 'program.m', dialect = 'matlab' }: Opening): string {
  if (code === undefined) return '';
  return `#code=${deflateRawSync(JSON.stringify({ name, code, dialect })).toString('base64url')}`;
}

export const runButton = (page: Page | Frame) => page.getByRole('button', { name: 'Run', exact: true });
export const stopButton = (page: Page | Frame) => page.getByRole('button', { name: 'Stop', exact: true });
export const output = (page: Page | Frame) => page.getByRole('log', { name: 'Output' });
/** All that the command window shows; also what is scrolled out of sight, which `innerText` leaves out. */
export async function printed(page: Page | Frame): Promise<string> {
  return (await output(page).locator('pre').allTextContents()).join('\n');
}

export const prompt = (page: Page | Frame, name = 'Command') => page.getByRole('textbox', { name, exact: true });
export const editor = (page: Page | Frame) => page.getByRole('textbox', { name: /^Editor/ });

/** Waits until the engine is loaded and nothing runs. */
export async function ready(page: Page | Frame): Promise<void> {
  await runButton(page).and(page.locator(':enabled')).waitFor();
}

/** Runs the file in the editor to its end. */
export async function run(page: Page | Frame): Promise<void> {
  await runButton(page).click();
  await ready(page);
}

/** Types a command and waits until it is done. */
export async function command(page: Page, text: string): Promise<void> {
  await prompt(page).click();
  await page.keyboard.insertText(text);
  await page.keyboard.press('Enter');
  await ready(page);
}
