import { preload } from 'runmat';
import { mount } from 'svelte';
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './styles/index.css';
import Page from './Page.svelte';

// The engine is the largest part: it comes while the page is being built.
void preload().catch(() => undefined);

const target = document.getElementById('app');
if (!target) throw new Error('The page has no place for the playground.');
mount(Page, { target });
